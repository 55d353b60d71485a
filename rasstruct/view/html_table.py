"""How does a list of results become a table of a page: captioned, sortable, readable aloud?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rasstruct._base.records import Records, describe_columns, plain_value
from rasstruct.view.templates import render

__all__ = ["draw_table"]

_NUMBERS = ("integer", "number")
_YES, _NO, _ABSENT = "yes", "no", "–"


def draw_table(records: Records[Any], caption: str, columns: Mapping[str, str] | Sequence[str] | None = None) -> str:
    """Draw records as an HTML table; all text is escaped.

    Parameters
    ----------
    records
        The rows.
    caption
        What the table shows.
    columns
        Names of the columns that are shown, in this order, with a heading for
        each when it is a mapping; all columns when not given.

    Examples
    --------
    >>> import rasstruct as rs
    >>> "<caption>" in draw_table(rs.reference.regions("chen2021"), "Regions", ["region", "source"])
    True
    """
    described = {str(row["name"]): row for row in describe_columns(records.row_type)}
    names = list(described) if columns is None else list(columns)
    heads = [
        {
            "text": columns[name] if isinstance(columns, Mapping) else name.replace("_", " "),
            "unit": described[name]["unit"],
            "description": described[name]["description"],
            "is_number": described[name]["kind"] in _NUMBERS,
        }
        for name in names
    ]
    rows = [[_cell(getattr(row, name), described[name]["kind"]) for name in names] for row in records]
    return render("table.html", caption=caption, heads=heads, rows=rows)


def _cell(value: Any, kind: str | None) -> dict[str, Any]:
    """Give the text of a cell, and the number it is sorted by."""
    plain = plain_value(value)
    if kind in _NUMBERS and plain is not None:
        text = f"{plain:.3f}".rstrip("0").rstrip(".") if isinstance(plain, float) else str(plain)
        return {"text": text, "number": plain}
    return {"text": _write(value), "number": None}


def _write(value: Any) -> str:
    """Write a value as a reader expects it."""
    if value is None:
        return _ABSENT
    if isinstance(value, bool):
        return _YES if value else _NO
    if isinstance(value, tuple | list | frozenset):
        return ", ".join(_write(item) for item in value) or _ABSENT
    return str(value) or _ABSENT
