"""`rasstruct contacts`: what does each ligand touch, with which atoms and how much?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records
from rasstruct.analysis.contacts import Contact
from rasstruct.analysis.partner_residues import OWN_CHAIN, PARTNER_CHAIN, WATER
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.api.chain import RasChain
from rasstruct.api.ligand import Ligand
from rasstruct.api.load import load
from rasstruct.cli.inputs import run_over_inputs, say
from rasstruct.cli.output import OutputFormat, write_result

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

__all__ = ["choose_ligands", "run_contacts"]

_NUCLEOTIDE = "nucleotide"
#: columns that hold text; the others hold numbers, which stand at the right
_TEXT_COLUMNS = ("partner", "where", "atoms", "part")


def run_contacts(
    inputs: list[str],
    output_format: OutputFormat,
    output: Path | None,
    *,
    model: int | None,
    cutoff: float,
    ligand: str | None,
    all_molecules: bool,
    water: bool,
) -> int:
    """List what the ligands of each input touch; gives the exit code."""
    found: list[tuple[str, Records[Contact]]] = []

    def work(name: str) -> None:
        chosen = choose_ligands(list(load(name, model=model)), ligand, all_molecules=all_molecules)
        found.extend((_headline(one), one.contacts(cutoff)) for one in chosen)

    code = run_over_inputs(inputs, work)
    rows = Records(Contact, (row for _, contacts in found for row in contacts))
    write_result(rows, output_format, output, lambda: _print(found, cutoff, output, water=water))
    return code


def choose_ligands(chains: list[RasChain], name: str | None, *, all_molecules: bool) -> list[Ligand]:
    """Choose molecules: those of a name, all, or the inhibitors and without one the nucleotide of each chain.

    Raises
    ------
    LookupFailedError
        When no chain has a molecule of that name.
    """
    if name is not None:
        named = [ligand for chain in chains for ligand in chain.ligands.values() if _is_called(ligand, name)]
        if not named:
            there = dict.fromkeys(
                f"{ligand.bound.label} ({ligand.key})" for chain in chains for ligand in chain.ligands.values()
            )
            entry = _name_entry(chains[0]) if chains else "the input"
            raise LookupFailedError(
                f"found no ligand {name!r} in {entry}, expected one of {', '.join(there) or 'none at all'}; "
                "choose one of these"
            )
        return named
    return [ligand for chain in chains for ligand in _choose_of_chain(chain, all_molecules=all_molecules)]


def _choose_of_chain(chain: RasChain, *, all_molecules: bool) -> list[Ligand]:
    """Choose molecules of one chain, and say so where they are no inhibitors."""
    ligands = list(chain.ligands.values())
    inhibitors = [ligand for ligand in ligands if ligand.role == "inhibitor"]
    if all_molecules or inhibitors:
        return ligands if all_molecules else inhibitors
    place = f"{_name_entry(chain)} {chain.chain_id}"
    nucleotides = [ligand for ligand in ligands if ligand.role == _NUCLEOTIDE]
    if nucleotides:
        names = ", ".join(ligand.bound.label for ligand in nucleotides)
        say("note", f"{place} has no inhibitor; the contacts are those of {names}")
    else:
        say("note", f"{place} has no rows: neither inhibitor nor nucleotide; --all lists any other molecule")
    return nucleotides


def _is_called(ligand: Ligand, name: str) -> bool:
    """Say whether a molecule has this HET code, key or name, in any case of letters."""
    names = (ligand.het_code, ligand.bound.ccd_code, ligand.key, ligand.name, ligand.bound.label)
    return name.casefold() in {text.casefold() for text in names if text}


def _name_entry(chain: AnnotatedChain) -> str:
    """Name the entry of a chain."""
    return chain.pdb_id or Path(chain.structure.source).name


def _headline(ligand: Ligand) -> str:
    """Say which molecule it is, where it sits and how much of it is buried."""
    from rasstruct.analysis.buried_area import compute_buried_area

    buried = compute_buried_area(ligand.chain, ligand.bound)
    parts = [f"{_name_entry(ligand.chain)} chain {ligand.chain.chain_id}"]
    parts.append(f"{ligand.bound.label} {ligand.key}")
    name = None if ligand.name == ligand.bound.label else ligand.name
    parts.extend(part for part in (name, ligand.site, ligand.binding_mode) if part)
    parts.append(f"{buried.ligand_buried:.0f} of {buried.ligand_area:.0f} Å² buried")
    return " · ".join(parts)


def _print(found: list[tuple[str, Records[Contact]]], cutoff: float, output: Path | None, *, water: bool) -> None:
    """Draw a table a ligand, then the legend."""
    from rasstruct.cli.console import print_tables

    def draw(console: Console) -> None:
        for headline, contacts in found:
            console.print(headline, style="bold", markup=False)
            console.print(_table_of(contacts if water else contacts.where(lambda row: row.partner_kind != WATER)))
            n_waters = sum(row.partner_kind == WATER for row in contacts)
            if n_waters and not water:
                console.print(f"waters within the cut-off: {n_waters} (--water lists them)\n", markup=False)
        console.print(
            f"Å: nearest heavy atoms, up to {cutoff:g} Å, between the atoms named, ligand first; pairs: of heavy atoms "
            "within the cut-off.\npart: side chain (beyond CB, or CB of Ala), backbone (with CB) or both; buried Å²: "
            "surface of the partner that the ligand covers.",
            markup=False,
        )

    print_tables(draw, output)


def _table_of(contacts: Records[Contact]) -> Table:
    """Make the table of one ligand."""
    from rasstruct.cli.console import make_table

    table = make_table("partner", "where", "Å", "atoms", "part", "pairs", "buried Å²")
    for column in table.columns:
        if column.header not in _TEXT_COLUMNS:
            column.justify = "right"
    for row in contacts:
        table.add_row(
            row.partner,
            _where(row),
            f"{row.distance:.2f}",
            f"{row.ligand_atom}–{row.partner_atom}",
            " ".join(filter(None, [row.contact_part, "(bonded)" if row.is_covalent else None])),
            str(row.n_atom_pairs),
            "" if row.buried_area is None else f"{row.buried_area:.1f}",
        )
    return table


def _where(row: Contact) -> str:
    """Say where the partner is: its chain, and for single molecules their number."""
    if row.partner_kind == OWN_CHAIN:
        return f"chain {row.partner_chain_id}"
    if row.partner_kind == PARTNER_CHAIN:
        return f"partner {row.partner_chain_id}"
    return f"{row.partner_chain_id}/{row.author_number}{row.insertion_code or ''}"
