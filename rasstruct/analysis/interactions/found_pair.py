"""What is known of an interaction before it becomes a row: which atoms, and what the call rests on?"""

from __future__ import annotations

import dataclasses

from rasstruct.analysis.partner_residues import PartnerResidue

__all__ = ["FoundPair"]


@dataclasses.dataclass(frozen=True, slots=True)
class FoundPair:
    """One interaction, atoms by name, distance in Å, angle in degrees; the meaning of the fields is `Interaction`'s."""

    partner: PartnerResidue
    kind: str
    distance: float
    ligand_atoms: tuple[str, ...]
    partner_atoms: tuple[str, ...]
    role: str | None = None
    angle: float | None = None
    waters: tuple[str, ...] = ()
    assumption: str | None = None
