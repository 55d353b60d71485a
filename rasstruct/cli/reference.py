"""`rasstruct reference`: the facts that rasstruct rests on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from rasstruct import reference
from rasstruct._base.records import Records, describe_columns
from rasstruct.cli.output import OutputFormat, write_records

__all__ = ["list_tables", "run_reference"]

#: columns too long for a terminal table; every other format has them
_LONG = frozenset({"sequence", "verification", "source", "refseq", "review_row", "sw1", "sw2"})


def list_tables() -> dict[str, Callable[[], Records[Any]]]:
    """Map the names of the tables to the functions that give them."""
    return {name: getattr(reference, name) for name in reference.__all__}


def run_reference(name: str | None, output_format: OutputFormat, output: Path | None) -> int:
    """Write one facts table, or the list of tables; gives the exit code."""
    from rich.console import Console

    from rasstruct.cli.console import make_table, print_tables

    if name is None:
        table = make_table("table", "rows", "what it holds")
        for table_name, read in list_tables().items():
            table.add_row(table_name, str(len(read())), (read.__doc__ or "").splitlines()[0])
        print_tables(lambda console: console.print(table), output)
        return 0
    records = list_tables()[name]()
    if output_format is not OutputFormat.TABLE:
        write_records(records, output_format, output)
        return 0
    shown = [str(c["name"]) for c in describe_columns(records.row_type) if c["name"] not in _LONG]
    filled = [column for column in shown if any(getattr(row, column) not in (None, ()) for row in records)]
    table = make_table(*filled)
    for row in records:
        table.add_row(*(_text(getattr(row, column)) for column in filled))

    def draw(console: Console) -> None:
        console.print(table)
        hidden = [str(c["name"]) for c in describe_columns(records.row_type) if c["name"] in _LONG]
        if hidden:
            console.print(f"not shown: {', '.join(hidden)}; use --format csv for all columns", markup=False)

    print_tables(draw, output)
    return 0


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
    return str(value).replace("[", "\\[")


def _ranges(numbers: tuple[int, ...]) -> str:
    """Write (1, 2, 3, 7) as 1-3, 7."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1][-1:] = [number] if len(parts[-1]) > 1 else [parts[-1][0], number]
        else:
            parts.append([number])
    return ", ".join("-".join(map(str, (part[0], part[-1]) if len(part) > 1 else part)) for part in parts)
