"""How are records written as Parquet, with the same schema for every input?

The schema comes from the types of the row class, never from the values, so
that files of different inputs can be read together.
"""

from __future__ import annotations

import dataclasses
import sys
import types
import typing
from pathlib import Path
from typing import Any

import typer

from rasstruct._base.records import Records

__all__ = ["arrow_schema", "write_parquet"]


def write_parquet(records: Records[Any], output: Path | None) -> None:
    """Write records to a file, or to standard output.

    Parameters
    ----------
    records
        What to write; an empty list gives an empty table with all columns.
    output
        File to write, standard output when not given.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.Table.from_pylist(records.to_records(), schema=arrow_schema(records.row_type))
    if output is None:
        pq.write_table(table, pa.PythonFile(sys.stdout.buffer, mode="w"))
    else:
        try:
            pq.write_table(table, output)
        except OSError as error:
            raise typer.BadParameter(f"found that {output} cannot be written ({error}); choose another file") from error


def arrow_schema(row_type: type) -> Any:
    """Derive the Arrow schema of a row class: lists stay lists, nested records become structs."""
    import pyarrow as pa

    hints = typing.get_type_hints(row_type)
    return pa.schema([(f.name, _arrow_type(hints[f.name])) for f in dataclasses.fields(row_type)])


def _arrow_type(hint: Any) -> Any:
    """Give the Arrow type of a type hint."""
    import pyarrow as pa

    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        (inner,) = (part for part in typing.get_args(hint) if part is not type(None))
        return _arrow_type(inner)
    if origin is tuple:
        return pa.list_(_arrow_type(typing.get_args(hint)[0]))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        hints = typing.get_type_hints(hint)
        return pa.struct([(f.name, _arrow_type(hints[f.name])) for f in dataclasses.fields(hint)])
    return {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}[hint]
