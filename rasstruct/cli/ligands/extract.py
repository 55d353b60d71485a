"""`rasstruct ligands extract`: what is bound, as molecules with bond orders?"""

from __future__ import annotations

from pathlib import Path

import typer

from rasstruct._base.records import Records
from rasstruct.analysis.extracted_ligands import DEFAULT_ROLES, ExtractedLigand, extract_ligands
from rasstruct.api.load import load
from rasstruct.cli.inputs import EXIT_SOME_FAILED, run_over_inputs, say
from rasstruct.cli.output import OutputFormat, write_output, write_result
from rasstruct.reference.het_roles import het_roles

__all__ = ["run_extract"]

#: every role; and the one that is told by its atoms, never listed by HET code
_ALL, _NUCLEOTIDE = "all", "nucleotide"


def run_extract(
    inputs: list[str],
    output_format: OutputFormat,
    output: Path | None,
    *,
    sdf: Path | None,
    form: str,
    roles: list[str] | None,
    model: int | None,
) -> int:
    """Build the molecules of each input, write them to an SD file and list them; gives the exit code."""
    _check_roles(roles or [])
    wanted = DEFAULT_ROLES if roles is None else None if _ALL in roles else tuple(roles)
    rows: list[ExtractedLigand] = []

    def work(name: str) -> None:
        for chain in load(name, model=model):
            rows.extend(extract_ligands(chain, form, wanted))

    code = run_over_inputs(inputs, work)
    for row in rows:
        if row.problem:
            say("error", f"{row.pdb_id or row.source} {row.het_code or 'peptide'} {row.residue}: {row.problem}")
            code = EXIT_SOME_FAILED
    if sdf is not None:
        write_output("".join(row.sdf for row in rows if row.sdf), sdf)
        written = sum(row.sdf is not None for row in rows)
        say("note", f"{written} molecule{'' if written == 1 else 's'} written to {sdf}")
    elif not rows and not code:
        say("note", f"found no molecules with the roles {', '.join(wanted or (_ALL,))}; --role all takes every one")
    write_result(Records(ExtractedLigand, rows), output_format, output, lambda: _print(rows, output))
    return code


def _check_roles(roles: list[str]) -> None:
    """Refuse a role that no molecule can have."""
    known = sorted({_ALL, _NUCLEOTIDE, *(row.role for row in het_roles())})
    for role in roles:
        if role not in known:
            raise typer.BadParameter(f"found role {role!r}, expected one of {', '.join(known)}; choose from these")


def _print(rows: list[ExtractedLigand], output: Path | None) -> None:
    """Draw one row a molecule."""
    from rich.markup import escape

    from rasstruct.cli.console import make_table, print_tables

    table = make_table("entry", "residue", "HET", "molecule", "formula", "bond orders from", "remarks")
    for row in rows:
        cells = (
            row.pdb_id or Path(row.source).name,
            row.residue,
            row.het_code or "peptide",
            row.known_as or row.name or "",
            row.formula or "–",
            row.basis or "–",
            "\n".join([*row.notes, *([row.problem] if row.problem else [])]),
        )
        table.add_row(*map(escape, cells))
    print_tables(lambda console: console.print(table), output)
