"""Which side-chain atoms does a substitution leave in place?

An atom is kept when the new side chain has one of the same element at the same
place of the chain of atoms from CB on: tyrosine to phenylalanine keeps all but
OH, valine to isoleucine keeps both CG. That the new side chain takes the
dihedrals of the old one is assumed. Proline and glycine keep nothing beyond CB.
"""

from __future__ import annotations

import re
from functools import cache

from rasstruct.reference.side_chain_geometry import side_chain_geometry

__all__ = ["find_kept_atoms"]

_CB = "CB"
#: ring closed on the backbone: its atoms are not where those of other side chains are
_CLOSED = "PRO"
_NAME = re.compile(r"(?P<element>[A-Z])(?P<remoteness>[A-Z])(?P<branch>\d?)")


@cache
def find_kept_atoms(from_residue: str, to_residue: str) -> frozenset[str]:
    """Find the atoms of one side chain that another one has as well.

    Parameters
    ----------
    from_residue, to_residue
        Three-letter codes.

    Examples
    --------
    >>> sorted(find_kept_atoms("THR", "SER")), sorted(find_kept_atoms("HIS", "GLN")), find_kept_atoms("TYR", "GLY")
    (['CB', 'OG1'], ['CB', 'CG'], frozenset())
    """
    if from_residue == to_residue:
        return frozenset(_paths(from_residue))
    if _CLOSED in (from_residue, to_residue):
        return frozenset({_CB} & _paths(from_residue).keys() & _paths(to_residue).keys())
    there = set(_paths(to_residue).values())
    return frozenset(atom for atom, path in _paths(from_residue).items() if path in there)


@cache
def _paths(residue: str) -> dict[str, tuple[str, ...]]:
    """Give the way from CB to each side-chain atom, one branch and none called the same."""
    paths: dict[str, tuple[str, ...]] = {}
    for row in side_chain_geometry():
        if row.residue == residue:
            paths[row.atom] = (*paths.get(row.bonded_to, ()), _place(row.atom))
    return paths


def _place(atom: str) -> str:
    """Name the place of an atom: element, remoteness, and branch 1 where there is only one."""
    match = _NAME.fullmatch(atom)
    return atom if match is None else f"{match['element']}{match['remoteness']}{match['branch'] or 1}"
