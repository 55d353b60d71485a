"""How does a list of frozen results become plain records or a DataFrame?

A result row is a frozen dataclass whose fields are made with `column`: the
description and the kind of value stand beside the name, once. `Records` holds
rows of one such class and gives them out as plain values or as a DataFrame
whose columns and dtypes are the same for every input, also when it is empty.
"""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, overload

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Kind", "Records", "column", "describe_columns", "plain_value"]

Kind = Literal["string", "integer", "number", "boolean", "list"]

#: kind of a column -> pandas extension dtype; lists stay Python objects
_DTYPES: dict[str, str] = {
    "string": "string",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "list": "object",
}


#: values that stay as they are, and collections that become lists
_PLAIN_TYPES, _LIST_TYPES = (str, bool, int, float), (tuple, list, frozenset)


def column(kind: Kind, description: str, *, unit: str | None = None, default: Any = dataclasses.MISSING) -> Any:
    """Declare one column of a result row.

    Parameters
    ----------
    kind
        What the values are; decides the dtype in a DataFrame.
    description
        One line for documentation and `describe_columns`.
    unit
        Unit of the values, when they have one.
    default
        Default value of the dataclass field, when it has one.
    """
    metadata = {"kind": kind, "description": description, "unit": unit}
    if default is dataclasses.MISSING:
        return dataclasses.field(metadata=metadata)
    return dataclasses.field(metadata=metadata, default=default)


def plain_value(value: Any) -> Any:
    """Give a result value as JSON-ready Python: no enums, arrays or dataclasses."""
    if value is None or isinstance(value, _PLAIN_TYPES):
        return value.value if isinstance(value, enum.Enum) else value
    if isinstance(value, _LIST_TYPES):
        return [plain_value(item) for item in value]
    if isinstance(value, dict):
        return {key: plain_value(item) for key, item in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain_value(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, enum.Enum):
        return value.value
    if hasattr(value, "item"):
        return value.item()
    raise TypeError(f"a result holds a {type(value).__name__}, which has no plain form")


def describe_columns(row_type: type) -> list[dict[str, str | None]]:
    """List name, kind, unit and description of the columns of a row class."""
    return [
        {
            "name": f.name,
            "kind": f.metadata["kind"],
            "unit": f.metadata["unit"],
            "description": f.metadata["description"],
        }
        for f in dataclasses.fields(row_type)
        if "kind" in f.metadata
    ]


Row = TypeVar("Row")


class Records(Sequence[Row], Generic[Row]):
    """An immutable list of result rows of one class.

    Parameters
    ----------
    row_type
        The dataclass of the rows; it fixes columns and dtypes.
    rows
        The rows, in the order that the function that made them documents.
    """

    __slots__ = ("_row_type", "_rows")

    def __init__(self, row_type: type[Row], rows: Iterable[Row] = ()) -> None:
        self._row_type = row_type
        self._rows = tuple(rows)

    @property
    def row_type(self) -> type[Row]:
        """The dataclass of the rows."""
        return self._row_type

    @property
    def columns(self) -> tuple[str, ...]:
        """Column names, in order."""
        return tuple(f.name for f in dataclasses.fields(self._row_type) if "kind" in f.metadata)  # type: ignore[arg-type]

    def where(self, condition: Callable[[Row], bool]) -> Records[Row]:
        """Keep the rows for which the condition holds."""
        return Records(self._row_type, (row for row in self._rows if condition(row)))

    def to_records(self) -> list[dict[str, Any]]:
        """Give the rows as a list of dictionaries of plain values."""
        names = self.columns
        return [{name: plain_value(getattr(row, name)) for name in names} for row in self._rows]

    def to_frame(self) -> pd.DataFrame:
        """Give the rows as a pandas DataFrame with fixed columns and nullable dtypes."""
        import pandas as pd

        records = self.to_records()
        kinds = {c["name"]: c["kind"] for c in describe_columns(self._row_type)}
        return pd.DataFrame(
            {
                name: pd.Series([record[name] for record in records], dtype=_DTYPES[str(kinds[name])])
                for name in self.columns
            }
        )

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Records[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Records[Row]:
        if isinstance(index, slice):
            return Records(self._row_type, self._rows[index])
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Records):
            return NotImplemented
        return self._row_type is other._row_type and self._rows == other._rows

    def __hash__(self) -> int:
        return hash((self._row_type, self._rows))

    def __repr__(self) -> str:
        rows = "row" if len(self) == 1 else "rows"
        return f"<{self._row_type.__name__} × {len(self)} {rows}; .to_frame() for a DataFrame>"

    def _repr_html_(self) -> str:
        return str(self.to_frame()._repr_html_())  # type: ignore[operator]
