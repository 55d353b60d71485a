"""`rasstruct interactions`: which typed interactions does each ligand make?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rasstruct._base.records import Records
from rasstruct.analysis.interactions.interaction_row import Interaction
from rasstruct.analysis.partner_residues import OWN_CHAIN
from rasstruct.api.ligand import Ligand
from rasstruct.api.load import load
from rasstruct.cli.contacts import choose_ligands
from rasstruct.cli.inputs import run_over_inputs
from rasstruct.cli.output import OutputFormat, write_result

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

__all__ = ["run_interactions"]

#: names of more atoms than these are those of a ring, of which the first is drawn
_MANY_ATOMS = 2
_LEGEND = (
    "Å: between the atoms named, ligand first, or the centres of rings; °: the angle of the criterion. No hydrogen is "
    "placed; what is charged at pH 7.4 and what else is assumed stands beside the row. Criteria: "
    "rasstruct reference interaction_criteria."
)


def run_interactions(
    inputs: list[str],
    output_format: OutputFormat,
    output: Path | None,
    *,
    model: int | None,
    ligand: str | None,
    all_molecules: bool,
) -> int:
    """List the interactions of the ligands of each input; gives the exit code."""
    found: list[tuple[str, Records[Interaction]]] = []

    def work(name: str) -> None:
        chosen = choose_ligands(list(load(name, model=model)), ligand, all_molecules=all_molecules)
        found.extend((_headline(one), one.interactions()) for one in chosen)

    code = run_over_inputs(inputs, work)
    rows = Records(Interaction, (row for _, interactions in found for row in interactions))
    write_result(rows, output_format, output, lambda: _print(found, output))
    return code


def _headline(ligand: Ligand) -> str:
    """Say which molecule it is and where it sits."""
    entry = ligand.chain.pdb_id or Path(ligand.chain.structure.source).name
    name = None if ligand.name == ligand.bound.label else ligand.name
    place = [f"{entry} chain {ligand.chain.chain_id}", f"{ligand.bound.label} {ligand.key}"]
    return " · ".join([*place, *(part for part in (name, ligand.site, ligand.binding_mode) if part)])


def _print(found: list[tuple[str, Records[Interaction]]], output: Path | None) -> None:
    """Draw a table a ligand, then the legend."""
    from rasstruct.cli.console import print_tables

    def draw(console: Console) -> None:
        for headline, rows in found:
            console.print(headline, style="bold", markup=False)
            console.print(_table_of(rows))
        console.print(_LEGEND, markup=False)

    print_tables(draw, output)


def _table_of(rows: Records[Interaction]) -> Table:
    """Make the table of one ligand."""
    from rasstruct.cli.console import make_table

    table = make_table("partner", "interaction", "Å", "°", "atoms", "ligand is", "remark")
    for column in table.columns:
        if column.header in ("Å", "°"):
            column.justify = "right"
    for row in rows:
        table.add_row(
            _name_partner(row),
            row.interaction,
            f"{row.distance:.2f}",
            "" if row.angle is None else f"{row.angle:.0f}",
            f"{_name_atoms(row.ligand_atoms)}–{_name_atoms(row.partner_atoms)}",
            row.ligand_role or "",
            "; ".join([*(f"through {water}" for water in row.waters), *filter(None, [row.assumption])]),
        )
    return table


def _name_partner(row: Interaction) -> str:
    """Name the partner; with its chain where it is not the ligand's own, with its number where it has no other."""
    if row.partner_kind == OWN_CHAIN:
        return row.partner
    number = f"{row.author_number}{row.insertion_code or ''}"
    return f"{row.partner} {row.partner_chain_id}" + ("" if number in row.partner else f"/{number}")


def _name_atoms(names: tuple[str, ...]) -> str:
    """Name atoms; those of a ring by the first."""
    return f"{names[0]} ring" if len(names) > _MANY_ATOMS else ",".join(names)
