"""`rasstruct ligands similar`: which molecules of the ligand table are most like a molecule?"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from rasstruct._base.records import Records
from rasstruct.cli.ligands.molecules import molecule_of, run_over_molecules
from rasstruct.cli.output import OutputFormat, write_result

if TYPE_CHECKING:
    from rich.console import Console

    from rasstruct.chemistry.comparison.similarity import SimilarMolecule
    from rasstruct.chemistry.reading.read_molecules import ReadMolecule

__all__ = ["run_similar"]


def run_similar(
    given: list[str], output_format: OutputFormat, output: Path | None, count: int, include_low_confidence: bool
) -> int:
    """Rank the ligand table for each molecule; gives the exit code."""
    from rasstruct.chemistry.comparison.similarity import SimilarMolecule, similar_molecules

    rows: list[SimilarMolecule] = []

    def work(read: ReadMolecule) -> None:
        found = similar_molecules(molecule_of(read), count, include_low_confidence=include_low_confidence)
        query = read.name or f"{read.source} line {read.line}"
        rows.extend(dataclasses.replace(row, query=query) for row in found)

    code = run_over_molecules(given, work)
    write_result(Records(SimilarMolecule, rows), output_format, output, lambda: _print(rows, output))
    return code


def _print(rows: list[SimilarMolecule], output: Path | None) -> None:
    """Draw a table for each molecule."""
    from rich.markup import escape

    from rasstruct.cli.console import make_table, print_tables

    def draw(console: Console) -> None:
        for query in dict.fromkeys(str(row.query) for row in rows):
            table = make_table("similarity", "molecule", "target", "site", "warhead", "HET", title=escape(query))
            for row in rows:
                if row.query == query:
                    cells = (row.name, row.target, row.site or "", row.warhead or "", ", ".join(row.het_codes))
                    table.add_row(f"{row.similarity:.2f}", *map(escape, cells))
            console.print(table)

    print_tables(draw, output)
