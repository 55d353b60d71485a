"""Which ligands use which key residues, with the side chain or the backbone?

The key residues are those of the switch-II pocket whose use tells one
inhibitor from another (`rasstruct.reference.pockets`, definition ``key
residues``), unless others are named. A residue is used when it has a contact
or an interaction; contacts count within the cut-off also where interactions
are compared. Side chain means the atoms beyond CB, and the CB of alanine.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from rasstruct._base.records import Records, column
from rasstruct.analysis.comparison.ligand_profile import MISSING, LigandProfile
from rasstruct.analysis.partner_residues import OWN_CHAIN
from rasstruct.analysis.residue_distances import show_distance
from rasstruct.reference.defaults import DEFAULT_POCKET
from rasstruct.reference.pockets import pockets

__all__ = ["NOT_USED", "USED", "ResidueUse", "key_residues", "list_residue_use"]

USED, NOT_USED = "used", "not used"
_DEFINITION = "key residues"
_SIDE_CHAIN, _BACKBONE = "side chain", "backbone"


@dataclasses.dataclass(frozen=True, slots=True)
class ResidueUse:
    """Whether and how one ligand uses one residue."""

    uniprot_number: int = column("integer", "UniProt number")
    ligand: str = column("string", "entry, chain and HET code")
    pdb_id: str | None = column("string", "PDB ID that the file of the ligand states")
    chain_id: str = column("string", "author chain of the RAS chain that the ligand is bound to")
    ligand_het: str | None = column("string", "HET code of the ligand; none for a peptide")
    ligand_name: str | None = column("string", "name of the ligand")
    residue_name: str | None = column("string", "residue in the structure; none when missing")
    use: str = column("string", "used, not used, or missing: the residue or atoms of its side chain are not modelled")
    used_by: str | None = column("string", "side chain, backbone or both; none when not used")
    side_chain_distance: float | None = column("number", "from the atoms beyond CB (CB of alanine)", unit="Å")
    backbone_distance: float | None = column("number", "from backbone and CB", unit="Å")
    interactions: tuple[str, ...] = column("list", "kinds of interaction with the residue")
    side_chain_interactions: tuple[str, ...] = column("list", "those of the side chain")
    backbone_interactions: tuple[str, ...] = column("list", "those of the backbone")


def key_residues() -> tuple[int, ...]:
    """Give the UniProt numbers of the key residues of the switch-II pocket."""
    return next(row.residues for row in pockets() if (row.pocket, row.definition) == (DEFAULT_POCKET, _DEFINITION))


def list_residue_use(profiles: Sequence[LigandProfile], residues: Sequence[int] | None = None) -> Records[ResidueUse]:
    """List which ligands use which residues.

    Parameters
    ----------
    profiles
        The ligands.
    residues
        UniProt numbers; the key residues of the switch-II pocket when not given.

    Returns
    -------
    Records of ResidueUse
        By residue in the order given, then by ligand.
    """
    numbers = key_residues() if residues is None else tuple(residues)
    return Records(ResidueUse, (_describe(profile, number) for number in numbers for profile in profiles))


def _describe(profile: LigandProfile, number: int) -> ResidueUse:
    """Say whether and how a ligand uses a residue."""
    found = {
        row.interaction: what
        for row, what in sorted(profile.found.items(), key=lambda item: item[0].order)
        if row.partner_kind == OWN_CHAIN and row.uniprot_number == number
    }
    measured = next((row for row in profile.distances if row.uniprot_number == number), None)
    within = measured.contact_part(profile.cutoff) if measured else "none"
    by_kind = {part: tuple(kind for kind in found if part in found[kind].parts) for part in (_SIDE_CHAIN, _BACKBONE)}
    parts = [part for part in by_kind if by_kind[part] or within in (part, "both")]
    is_used = bool(found or parts)
    return ResidueUse(
        uniprot_number=number,
        ligand=profile.column.ligand,
        pdb_id=profile.column.pdb_id,
        chain_id=profile.column.chain_id,
        ligand_het=profile.column.ligand_het,
        ligand_name=profile.column.ligand_name,
        residue_name=profile.name_of(number),
        use=USED if is_used else NOT_USED if profile.is_complete(number) else MISSING,
        used_by="both" if len(parts) == len(by_kind) else parts[0] if parts else None,
        side_chain_distance=show_distance(measured.side_chain) if measured else None,
        backbone_distance=show_distance(measured.backbone) if measured else None,
        interactions=tuple(found),
        side_chain_interactions=by_kind[_SIDE_CHAIN],
        backbone_interactions=by_kind[_BACKBONE],
    )
