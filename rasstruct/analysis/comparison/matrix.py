"""Which ligand has which interaction with which residue?"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from rasstruct._base.records import Records, column
from rasstruct.analysis.comparison.ligand_profile import ABSENT, PRESENT, LigandProfile
from rasstruct.analysis.comparison.matrix_row import MatrixRow

__all__ = ["MatrixCell", "build_matrix", "list_places", "name_partner"]


@dataclasses.dataclass(frozen=True, slots=True)
class MatrixCell:
    """One interaction of one ligand: one cell of the matrix."""

    partner_kind: str = column("string", "own chain, nucleotide, ion, partner chain, water or another role")
    uniprot_number: int | None = column("integer", "UniProt number, on the own chain only")
    partner: str = column("string", "residue names found here with their number, as CYS/ASP12; other partners by name")
    interaction: str = column("string", "kind of interaction; contact where nothing else is found, or compared")
    ligand: str = column("string", "column: entry, chain and HET code")
    pdb_id: str | None = column("string", "PDB ID that the file of the ligand states")
    chain_id: str = column("string", "author chain of the RAS chain that the ligand is bound to")
    ligand_het: str | None = column("string", "HET code of the ligand; none for a peptide")
    residue_name: str | None = column("string", "residue of the own chain in this structure; none when missing")
    state: str = column("string", "present, absent, or missing: nothing can be said, the partner is not modelled")
    is_present: bool | None = column("boolean", "the state as a truth value; none when missing")
    count: int = column("integer", "contacts or interactions of this kind with this partner")
    distance: float | None = column("number", "the nearest of them", unit="Å")
    parts: tuple[str, ...] = column("list", "side chain and backbone of the residue, as they take part")


def build_matrix(profiles: Sequence[LigandProfile]) -> Records[MatrixCell]:
    """List the state of every interaction in every ligand.

    Parameters
    ----------
    profiles
        The ligands, in the order of the columns.

    Returns
    -------
    Records of MatrixCell
        One row a cell: by residue, then other partners, then kind of
        interaction, then ligand. An interaction that no ligand has is no row of the matrix.
    """
    named = [(row, name_partner(row, profiles)) for row in list_places(profiles)]
    return Records(MatrixCell, (_describe(profile, row, name) for row, name in named for profile in profiles))


def list_places(profiles: Sequence[LigandProfile]) -> list[MatrixRow]:
    """List the rows of the matrix in order: those that at least one ligand has."""
    return sorted({row for profile in profiles for row in profile.found}, key=lambda row: row.order)


def name_partner(row: MatrixRow, profiles: Sequence[LigandProfile]) -> str:
    """Name the partner of a row by what the structures have there, such as ``CYS/ASP12``."""
    if row.uniprot_number is None:
        return row.label
    names = dict.fromkeys(name for profile in profiles if (name := profile.name_of(row.uniprot_number)))
    return f"{'/'.join(names)}{row.uniprot_number}"


def _describe(profile: LigandProfile, row: MatrixRow, partner: str) -> MatrixCell:
    """Say what one ligand has in one row."""
    found, state = profile.found.get(row), profile.state_of(row)
    return MatrixCell(
        partner_kind=row.partner_kind,
        uniprot_number=row.uniprot_number,
        partner=partner,
        interaction=row.interaction,
        ligand=profile.column.ligand,
        pdb_id=profile.column.pdb_id,
        chain_id=profile.column.chain_id,
        ligand_het=profile.column.ligand_het,
        residue_name=None if row.uniprot_number is None else profile.name_of(row.uniprot_number),
        state=state,
        is_present={PRESENT: True, ABSENT: False}.get(state),
        count=found.count if found else 0,
        distance=found.distance if found else None,
        parts=found.parts if found else (),
    )
