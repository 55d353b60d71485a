"""How is a wide table of short cells drawn on a narrow terminal? In blocks of columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["draw_blocks"]

#: blanks between columns, and letters at least of a column
_GAP, _MIN_WIDTH = 2, 2


def draw_blocks(console: Console, head: str, columns: list[str], lines: list[tuple[str, list[str]]]) -> None:
    """Draw a table of short cells, in as many blocks as the terminal needs.

    Parameters
    ----------
    console
        Where to draw; its width decides.
    head, columns
        Head of the first column, and of the others.
    lines
        Each with the text of the first column and the other cells.
    """
    first = max(len(name) for name in (head, *(name for name, _ in lines)))
    widths = [
        max(_MIN_WIDTH, *(len(cells[index]) for cells in (columns, *(cells for _, cells in lines))))
        for index in range(len(columns))
    ]
    for block in _blocks(widths, console.width - first):
        for name, cells in [(head, columns), *lines]:
            shown = "".join(" " * _GAP + cells[index].ljust(widths[index]) for index in block)
            style = "bold" if cells is columns else ""
            console.print(f"{name:<{first}}{shown}".rstrip(), markup=False, style=style, no_wrap=True, crop=False)
        console.print()


def _blocks(widths: Sequence[int], room: int) -> Iterator[list[int]]:
    """Share out columns over blocks that fit, at least one column each."""
    block: list[int] = []
    for index, width in enumerate(widths):
        if block and sum(widths[other] + _GAP for other in block) + width + _GAP > room:
            yield block
            block = []
        block.append(index)
    yield block
