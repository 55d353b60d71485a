"""Which four atoms make each side-chain dihedral of each amino acid, and after how many degrees does it repeat?"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.records import Records, column
from rasstruct.reference.typed_rows import read_rows

__all__ = ["SideChainTorsion", "side_chain_torsions"]


@dataclasses.dataclass(frozen=True, slots=True)
class SideChainTorsion:
    """One side-chain dihedral of one amino acid."""

    residue: str = column("string", "amino acid, three letters; modified residues go by their parent")
    angle: str = column("string", "chi1 to chi5, or altchi1 and altchi2 over the other branch")
    atoms: tuple[str, ...] = column("list", "four PDB atom names, in order")
    period: int = column(
        "integer", "180 where the two branches are alike and chi is given 0 to 180, else 360", unit="°"
    )
    source: str = column("string", "where the atoms come from")
    confidence: str = column("string", "high, medium or low")
    note: str | None = column("string", "which residues or files have these atoms instead")


@cache
def side_chain_torsions() -> Records[SideChainTorsion]:
    """List the side-chain dihedrals of the amino acids.

    Returns
    -------
    Records of SideChainTorsion
        By residue; where an angle has two rows, the first holds unless its atoms are not there.

    Examples
    --------
    >>> [row.atoms[-1] for row in side_chain_torsions() if (row.residue, row.angle) == ("MET", "chi2")]
    ['SD', 'SE']
    """
    return read_rows(SideChainTorsion, "side_chain_torsions")
