"""How does a facts table become typed rows?

The row class says it: a cell is read as the type of the field of the same
name. Lists are `;`-joined (residue numbers may be ranges, ``10-17,58``),
booleans are yes or no, and an empty cell is `None`, an empty list or an error,
as the type allows.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from typing import Any, TypeVar

from rasstruct._base.errors import TableError
from rasstruct._base.records import Records
from rasstruct.reference.data_files import read_table

__all__ = ["parse_ranges", "read_rows"]

Row = TypeVar("Row")
_YES_NO = {"yes": True, "no": False}


def read_rows(row_type: type[Row], table: str) -> Records[Row]:
    """Read a facts table into rows of a dataclass.

    Parameters
    ----------
    row_type
        Dataclass whose fields are the columns of the table, in any order.
    table
        Name of the table, as `read_table` takes it.

    Raises
    ------
    TableError
        When columns and fields differ, or a cell does not fit its type.
    """
    hints = typing.get_type_hints(row_type)
    fields = {field.name: hints[field.name] for field in dataclasses.fields(row_type)}  # type: ignore[arg-type]
    rows = read_table(table)
    if rows and set(rows[0]) != set(fields):
        differing = ", ".join(sorted(set(rows[0]) ^ set(fields)))
        raise TableError(f"the facts table {table} differs from its definition in {differing}; reinstall rasstruct")
    try:
        return Records(
            row_type, (row_type(**{name: _read_cell(row[name], fields[name]) for name in row}) for row in rows)
        )
    except (KeyError, ValueError) as error:
        raise TableError(
            f"the facts table {table} holds a cell that does not fit ({error}); reinstall rasstruct"
        ) from error


def parse_ranges(text: str) -> tuple[int, ...]:
    """Turn ``"1-3,7"`` or ``"1;2;3;7"`` into ``(1, 2, 3, 7)``."""
    numbers: list[int] = []
    for part in text.replace(";", ",").split(","):
        first, _, last = part.partition("-")
        numbers.extend(range(int(first), int(last or first) + 1))
    return tuple(numbers)


def _read_cell(cell: str | None, hint: Any) -> Any:
    """Read one cell as the type of its field."""
    if typing.get_origin(hint) is types.UnionType:
        if cell is None:
            return None
        (hint,) = (part for part in typing.get_args(hint) if part is not type(None))
    if typing.get_origin(hint) is tuple:
        if cell is None:
            return ()
        if typing.get_args(hint)[0] is int:
            return parse_ranges(cell)
        return tuple(part.strip() for part in cell.split(";") if part.strip())
    if cell is None:
        raise ValueError("an empty cell where a value is needed")
    if hint is bool:
        return _YES_NO[cell]
    return cell if hint is str else hint(cell)
