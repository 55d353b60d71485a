"""`rasstruct ligands similar`: which molecules of the ligand table are most like a molecule?"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from rasstruct._base.records import Records, column
from rasstruct.cli.ligands.molecules import molecule_of, run_over_molecules
from rasstruct.cli.output import OutputFormat, write_result

if TYPE_CHECKING:
    from rich.console import Console

    from rasstruct.chemistry.reading.read_molecules import ReadMolecule

__all__ = ["run_similar"]


@dataclasses.dataclass(frozen=True, slots=True)
class _SimilarRow:
    """One molecule of the table beside the one that was asked about."""

    query: str = column("string", "molecule that was asked about")
    rank: int = column("integer", "1 for the most similar")
    name: str = column("string", "molecule of the ligand table")
    similarity: float = column("number", "Tanimoto similarity of the Morgan fingerprints, 0 to 1")
    form: str = column("string", "form of it that is most similar: free (reactive) or bound")
    target: str = column("string", "protein it acts on")
    site: str | None = column("string", "site on RAS; none when it does not bind RAS")
    warhead: str | None = column("string", "reactive group, when it has one")
    het_codes: tuple[str, ...] = column("list", "CCD identifiers")
    shared_scaffold: str | None = column("string", "Murcko scaffold (SMILES), when both have the same one")
    confidence: str = column("string", "high, medium or low")


def run_similar(
    given: list[str], output_format: OutputFormat, output: Path | None, count: int, include_low_confidence: bool
) -> int:
    """Rank the ligand table for each molecule; gives the exit code."""
    from rasstruct.chemistry.comparison.similarity import similar_molecules

    rows: list[_SimilarRow] = []

    def work(read: ReadMolecule) -> None:
        found = similar_molecules(molecule_of(read), count, include_low_confidence=include_low_confidence)
        query = read.name or f"{read.source} line {read.line}"
        for rank, row in enumerate(found, start=1):
            rows.append(_SimilarRow(query, rank, **{name: getattr(row, name) for name in found.columns}))

    code = run_over_molecules(given, work)
    write_result(Records(_SimilarRow, rows), output_format, output, lambda: _print(rows, output))
    return code


def _print(rows: list[_SimilarRow], output: Path | None) -> None:
    """Draw a table for each molecule."""
    from rich.markup import escape

    from rasstruct.cli.console import make_table, print_tables

    def draw(console: Console) -> None:
        for query in dict.fromkeys(row.query for row in rows):
            table = make_table("similarity", "molecule", "target", "site", "warhead", "HET", title=escape(query))
            for row in rows:
                if row.query == query:
                    cells = (row.name, row.target, row.site or "", row.warhead or "", ", ".join(row.het_codes))
                    table.add_row(f"{row.similarity:.2f}", *map(escape, cells))
            console.print(table)

    print_tables(draw, output)
