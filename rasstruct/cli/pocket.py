"""`rasstruct pocket`: how large is a pocket, what lines it, and what sits in it?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records
from rasstruct.api.entry import Entry
from rasstruct.api.load import load
from rasstruct.api.pocket import Pocket
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
    pockets: list[Pocket] = []
    found: list[Any] = []

    def work(text: str) -> None:
        entry = load(text, model=model)
        if detect:
            found.extend(row for chain in entry for row in chain.pockets())
        elif ligand is None:
            pockets.extend(chain.pocket(name) for chain in entry)
        else:
            pockets.extend(_around(entry, ligand))

    code = run_over_inputs(inputs, work)
    records: Records[Any]
    if detect:
        from rasstruct.analysis.pockets.detect import FoundPocket

        records = Records(FoundPocket, found)
    elif residues:
        from rasstruct.analysis.pockets.pocket_residues import PocketResidue

        records = Records(PocketResidue, (row for pocket in pockets for row in pocket.lining()))
    else:
        from rasstruct.analysis.pockets.describe import PocketRow

        records = Records(PocketRow, (pocket.summary for pocket in pockets))
    write_result(records, output_format, output, lambda: _print(records, detect=detect, residues=residues, path=output))
    return code


def _around(entry: Entry, ligand: str) -> list[Pocket]:
    """Give the pocket around every copy of a ligand in an entry."""
    found = [
        chain.pocket(ligand=copy)
        for chain in entry
        for copy in chain.ligands.values()
        if ligand in (copy.het_code, copy.name, copy.key)
    ]
    if not found:
        known = dict.fromkeys(copy.bound.label for chain in entry for copy in chain.ligands.values())
        raise LookupFailedError(
            f"found no ligand {ligand!r} in {entry.source}, expected one of {', '.join(known) or 'none at all'}; "
            "choose one of these"
        )
    return found


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
