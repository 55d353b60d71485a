"""How are records written: JSON, CSV, TSV, Parquet, Markdown?

Lists are arrays in JSON and Parquet and joined with ``;`` in text formats;
an absent value is `null` in JSON and Parquet and an empty cell elsewhere.
"""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

import typer

from rasstruct._base.records import Records

__all__ = ["OutputFormat", "write_output", "write_records", "write_result"]


class OutputFormat(StrEnum):
    """A way to write results."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    PARQUET = "parquet"
    MARKDOWN = "md"


def write_result(
    records: Records[Any], output_format: OutputFormat, output: Path | None, print_table: Callable[[], None]
) -> None:
    """Write records in any format; a table is drawn by the command.

    An empty table is not drawn on standard output, but a file that was asked for is written.
    """
    if output_format is not OutputFormat.TABLE:
        write_records(records, output_format, output)
    elif len(records) or output is not None:
        print_table()


def write_records(records: Records[Any], output_format: OutputFormat, output: Path | None) -> None:
    """Write records in any format but a terminal table.

    Parameters
    ----------
    records
        What to write; an empty list still has its columns.
    output_format
        Any but ``table``.
    output
        File to write, standard output when not given.
    """
    if output_format is OutputFormat.PARQUET:
        if output is None and sys.stdout.isatty():
            raise typer.BadParameter("found a terminal as the target of Parquet, expected a file; add --output FILE")
        from rasstruct.cli.parquet import write_parquet

        write_parquet(records, output)
    elif output_format is OutputFormat.JSON:
        write_output(json.dumps(records.to_records(), ensure_ascii=False, indent=2) + "\n", output)
    elif output_format is OutputFormat.MARKDOWN:
        write_output(_markdown(records.columns, [_cells(row) for row in _plain_rows(records)]), output)
    else:
        separator = "\t" if output_format is OutputFormat.TSV else ","
        text = io.StringIO()
        writer = csv.writer(text, delimiter=separator, lineterminator="\n")
        writer.writerow(records.columns)
        writer.writerows(_cells(row) for row in _plain_rows(records))
        write_output(text.getvalue(), output)


def write_output(text: str, output: Path | None) -> None:
    """Write text to a file or to standard output; a reader that closes the pipe early is no error."""
    if output is None:
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise typer.BadParameter(
            f"found that {output} cannot be written ({error.strerror}); choose another file"
        ) from error


def _plain_rows(records: Records[Any]) -> list[list[Any]]:
    """Give rows of values, not yet made plain, so that nested records keep their text form."""
    return [[getattr(row, name) for name in records.columns] for row in records]


def _cells(values: Sequence[Any]) -> list[str]:
    """Turn values into text cells."""
    return [_cell(value) for value in values]


def _cell(value: Any) -> str:
    """Turn one value into text; a list is joined with `;`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple | list):
        return ";".join(_cell(item) for item in value)
    return str(value)


def _markdown(columns: Sequence[str], rows: list[list[str]]) -> str:
    """Make a Markdown table; bars and line breaks in cells are escaped."""

    def line(cells: Sequence[str]) -> str:
        return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |\n"

    return line(columns) + line(["---"] * len(columns)) + "".join(line(row) for row in rows)
