"""Which bond lengths, angles and dihedrals place the side-chain atoms of each amino acid?"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.records import Records, column
from rasstruct.reference.typed_rows import read_rows

__all__ = ["SideChainAtom", "side_chain_geometry"]


@dataclasses.dataclass(frozen=True, slots=True)
class SideChainAtom:
    """How one side-chain atom hangs on three atoms before it."""

    residue: str = column("string", "amino acid, three-letter code")
    atom: str = column("string", "atom that is placed")
    bonded_to: str = column("string", "atom that it is bonded to")
    angle_with: str = column("string", "atom that the bond angle is made with")
    dihedral_with: str = column("string", "atom that the dihedral is made with")
    bond_length: float = column("number", "bond length", unit="Å")
    bond_angle: float = column("number", "bond angle", unit="degrees")
    chi: str | None = column("string", "side-chain dihedral that turns the atom; none for a fixed one")
    dihedral: float = column("number", "dihedral, or what is added to chi", unit="degrees")
    source: str = column("string", "publication")
    note: str | None = column("string", "why this source")


@cache
def side_chain_geometry() -> Records[SideChainAtom]:
    """List the ideal geometry of side chains, atom by atom.

    Examples
    --------
    >>> [row.atom for row in side_chain_geometry() if row.residue == "ASP"]
    ['CB', 'CG', 'OD1', 'OD2']
    """
    return read_rows(SideChainAtom, "side_chain_geometry")
