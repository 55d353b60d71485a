"""How does a wide table fit a terminal: which columns, how wide, and what is said of the others?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape

from rasstruct._base.records import Records
from rasstruct.cli.console import make_table

__all__ = ["draw_fitted"]

#: a word up to the first length is never broken, a word up to the second where there is room for it
_UNBROKEN, _LONGEST = 20, 28
#: blanks between two columns, and beside the outer ones
_GAP, _EDGES = 3, 2
#: identifiers are for programs: a terminal shows author, year, journal and page
_DOI = re.compile(r"\s*\bdoi:[^\s;,()]*(?:\([^\s()]*\)[^\s;,()]*)*")
#: lists inside a text break after the semicolon
_TIGHT_SEMICOLON = re.compile(r";(?=\S)")


def draw_fitted(console: Console, title: str, records: Records[Any], wanted: Sequence[str]) -> None:
    """Draw the columns that fit, then say which do not."""
    heads = {name: name.replace("_", " ") for name in wanted}
    cells = {name: [_text(getattr(row, name)) for row in records] for name in wanted}
    widths = _fit({name: [heads[name], *cells[name]] for name in wanted}, console.width)
    table = make_table(*(heads[name] for name in widths))
    for drawn, width in zip(table.columns, widths.values(), strict=True):
        drawn.width = width
    for number in range(len(records)):
        table.add_row(*(escape(cells[name][number]) for name in widths))
    console.print(title, style="bold", markup=False)
    console.print(table)
    hidden = [name for name in records.columns if name not in widths]
    rest = f"; not shown: {', '.join(hidden)} (every other --format has them)" if hidden else ""
    console.print(f"{len(records)} rows{rest}", markup=False)


def _fit(columns: dict[str, list[str]], width: int) -> dict[str, int]:
    """Give widths to the columns that fit: each its longest word, then room where it saves most lines."""
    words = {name: max(map(_longest_word, texts)) for name, texts in columns.items()}
    widths = {name: min(letters, _UNBROKEN) for name, letters in words.items()}
    while len(widths) > 1 and _total(widths) > width:
        widths.popitem()
    roomy = {name: min(words[name], _LONGEST) for name in widths}
    widths = roomy if _total(roomy) <= width else widths
    lengths = {name: [len(text) for text in columns[name]] for name in widths}
    for _ in range(width - _total(widths)):
        lines = {name: sum((n - 1) // widths[name] for n in lengths[name] if n > widths[name]) for name in widths}
        tallest = max(lines, key=lambda name: lines[name])
        if not lines[tallest]:
            break
        widths[tallest] += 1
    return widths


def _total(widths: dict[str, int]) -> int:
    """Add up the widths of columns and blanks."""
    return sum(widths.values()) + _GAP * (len(widths) - 1) + _EDGES


def _longest_word(text: str) -> int:
    """Count the letters of the longest word."""
    return max(map(len, text.split()), default=1)


def _text(value: Any) -> str:
    """Write one cell; consecutive numbers as ranges."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        if value and all(isinstance(item, int) for item in value):
            return _ranges(value)
        return ", ".join(map(str, value))
    return _TIGHT_SEMICOLON.sub("; ", _DOI.sub("", str(value))).strip() or str(value)


def _ranges(numbers: tuple[int, ...]) -> str:
    """Write (1, 2, 3, 7) as 1-3, 7."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1][-1:] = [number] if len(parts[-1]) > 1 else [parts[-1][0], number]
        else:
            parts.append([number])
    return ", ".join("-".join(map(str, (part[0], part[-1]) if len(part) > 1 else part)) for part in parts)
