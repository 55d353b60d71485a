"""`rasstruct ligands list` and `show`: what is in the ligand table?"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records
from rasstruct.api.ligand_library import ligands
from rasstruct.cli.inputs import EXIT_SOME_FAILED, say
from rasstruct.cli.output import OutputFormat, write_result
from rasstruct.reference.ligand_names import KnownLigand

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["run_list", "run_show"]

#: columns of the terminal table, the last ones only where there is room
_COLUMNS = ("name", "target", "target_mutation", "site", "binding_mode", "warhead", "het_codes", "review_status")
_YES_NO = {"yes": True, "no": False, "true": True, "false": False}


def run_list(
    filters: Mapping[str, str | bool | None], where: list[str], output_format: OutputFormat, output: Path | None
) -> int:
    """List the molecules that the filters keep; gives the exit code."""
    wanted = dict(filters)
    for text in where:
        name, equals, value = text.partition("=")
        if not equals:
            raise typer.BadParameter(f"found --where {text!r}, expected COLUMN=VALUE, such as confidence=high")
        wanted[name.strip()] = _YES_NO.get(value.strip(), value.strip() or None)
    try:
        found = ligands.filter(**wanted)
    except LookupFailedError as error:
        raise typer.BadParameter(str(error)) from error
    rows = Records(KnownLigand, (found[name].row for name in found))
    write_result(rows, output_format, output, lambda: _print_list(rows, output))
    if not rows:
        say("note", "no molecule of the ligand table fits all of these")
    return 0


def run_show(names: list[str], output_format: OutputFormat, output: Path | None) -> int:
    """Show molecules by name; gives the exit code."""
    rows: list[KnownLigand] = []
    failures = 0
    for name in names:
        try:
            rows.append(ligands[name].row)
        except LookupFailedError as error:
            failures += 1
            say("error", str(error))
    write_result(Records(KnownLigand, rows), output_format, output, lambda: _print_cards(rows, output))
    return EXIT_SOME_FAILED if failures else 0


def _print_list(rows: Records[KnownLigand], output: Path | None) -> None:
    """Draw one row a molecule."""
    from rasstruct.cli.console import print_tables
    from rasstruct.cli.fitted_table import draw_fitted

    title = "ligand table; rasstruct ligands show NAME tells all of a molecule"
    print_tables(lambda console: draw_fitted(console, title, rows, _COLUMNS), output)


def _print_cards(rows: list[KnownLigand], output: Path | None) -> None:
    """Draw each molecule as a list of what is known of it, empty cells left out."""
    from rich.markup import escape

    from rasstruct.cli.console import make_table, print_tables

    def draw(console: Console) -> None:
        for row in rows:
            table = make_table("", "", title=row.name)
            table.show_header = False
            table.columns[0].no_wrap = True
            for name in Records(KnownLigand).columns[1:]:
                text = _text(getattr(row, name))
                if text:
                    table.add_row(name.replace("_", " "), escape(text))
            console.print(table)

    print_tables(draw, output)


def _text(value: Any) -> str:
    """Write one cell."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(value)
    return value or ""
