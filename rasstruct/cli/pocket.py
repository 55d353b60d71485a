"""`rasstruct pocket`: how large is a pocket, what lines it, and what sits in it?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from rasstruct._base.records import Records
from rasstruct.analysis.pockets.place import place_ligand_pocket
from rasstruct.api.entry import Entry
from rasstruct.api.load import load
from rasstruct.api.pocket import Pocket
from rasstruct.cli.contacts import choose_ligands
from rasstruct.cli.inputs import run_over_inputs
from rasstruct.cli.output import OutputFormat, write_result

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["run_pocket"]

#: columns of the tables of residues and of pockets found by geometry
_RESIDUE_COLUMNS = ("chain_id", "residue_name", "uniprot_number", "faces", "ligand_het", "distance", "regions")
_FOUND_COLUMNS = ("pdb_id", "chain_id", "rank", "volume", "score", "matches", "overlap", "occupants", "residues")


def run_pocket(
    inputs: list[str],
    output_format: OutputFormat,
    output: Path | None,
    model: int | None,
    *,
    name: str,
    ligand: str | None = None,
    residues: bool = False,
    detect: bool = False,
) -> int:
    """Measure a pocket of each chain, or find all, and write one row a pocket or residue; gives the exit code."""
    rows: list[Any] = []

    def work(text: str) -> None:
        entry = load(text, model=model)
        if detect:
            rows.extend(row for chain in entry for row in chain.pockets())
            return
        for pocket in _choose(entry, name, ligand):
            rows.extend(pocket.lining() if residues else (pocket.summary,))

    code = run_over_inputs(inputs, work)
    records = Records(_row_type(detect=detect, residues=residues), rows)
    write_result(records, output_format, output, lambda: _print(records, detect=detect, residues=residues, path=output))
    return code


def _choose(entry: Entry, name: str, ligand: str | None) -> list[Pocket]:
    """Give the named pocket of each chain of an entry, or the one around every copy of a ligand."""
    if ligand is None:
        return [chain.pocket(name) for chain in entry]
    copies = choose_ligands(list(entry), ligand, all_molecules=False)
    return [Pocket(copy.chain, place_ligand_pocket(copy.chain, copy.bound)) for copy in copies]


def _row_type(*, detect: bool, residues: bool) -> type[Any]:
    """Say what the rows are, so that a table without rows has columns too."""
    if detect:
        from rasstruct.analysis.pockets.detect import FoundPocket

        return FoundPocket
    if residues:
        from rasstruct.analysis.pockets.pocket_residues import PocketResidue

        return PocketResidue
    from rasstruct.analysis.pockets.describe import PocketRow

    return PocketRow


def _print(records: Records[Any], *, detect: bool, residues: bool, path: Path | None) -> None:
    """Draw the table that was asked for."""
    from rasstruct.cli.console import print_tables
    from rasstruct.cli.fitted_table import draw_fitted

    def draw(console: Console) -> None:
        if detect:
            draw_fitted(console, "Pockets found by geometry", records, _FOUND_COLUMNS)
        elif residues:
            draw_fitted(console, "Residues of the pocket", records, _RESIDUE_COLUMNS)
        else:
            _draw_pockets(console, records)

    print_tables(draw, path)


def _draw_pockets(console: Console, records: Records[Any]) -> None:
    """Draw one line a pocket, then the remarks."""
    from rich.markup import escape

    from rasstruct.cli.console import make_table

    table = make_table("entry", "chain", "pocket", "Å³", "enclosure", "depth", "polarity", "occupants")
    for row in records:
        table.add_row(
            escape(row.pdb_id or Path(row.source).name),
            escape(row.chain_id),
            escape(row.pocket),
            "–" if row.volume is None else f"{row.volume:.0f}",
            "–" if row.enclosure is None else f"{row.enclosure:.2f}",
            "–" if row.depth is None else f"{row.depth:.1f}",
            "–" if row.polarity is None else f"{row.polarity:.2f}",
            escape(", ".join(row.occupants or ())) or "–",
        )
    console.print(table)
    for row in records:
        if row.note:
            console.print(f"{row.pdb_id or Path(row.source).name} {row.chain_id}: {row.note}", markup=False)
    console.print(
        "\nÅ³: room for a water-sized probe, ligands left out; enclosure: share of directions with a wall within 8 Å; "
        "depth in Å.",
        markup=False,
    )
