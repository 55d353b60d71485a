"""Which side-chain atoms give and take hydrogen bonds, and which carry a charge?"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.records import Records, column
from rasstruct.reference.typed_rows import read_rows

__all__ = ["PolarAtom", "polar_atoms", "side_chain_atoms"]


@dataclasses.dataclass(frozen=True, slots=True)
class PolarAtom:
    """One polar side-chain atom."""

    residue: str = column("string", "amino acid, three-letter code")
    atom: str = column("string", "atom")
    donor: bool = column("boolean", "whether it gives hydrogen bonds, in one of the forms of the residue")
    acceptor: bool = column("boolean", "whether it takes hydrogen bonds")
    charge: int = column("integer", "charge of its group at pH 7.4, on each atom that shares it")
    source: str = column("string", "publication")
    verification: str | None = column("string", "how the row was checked")


@cache
def side_chain_atoms() -> Records[PolarAtom]:
    """List the polar atoms of the side chains.

    Examples
    --------
    >>> [row.atom for row in side_chain_atoms() if row.residue == "HIS"]
    ['ND1', 'NE2']
    """
    return read_rows(PolarAtom, "side_chain_atoms")


@cache
def polar_atoms(residue_name: str) -> dict[str, PolarAtom]:
    """Give the polar atoms of an amino acid by name; empty when it has none."""
    return {row.atom: row for row in side_chain_atoms() if row.residue == residue_name}
