"""Where are the atoms of a side chain, given its backbone and its dihedrals?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from rasstruct._base.errors import LookupFailedError
from rasstruct.reference.side_chain_geometry import side_chain_geometry

__all__ = ["BACKBONE_ATOMS", "build_side_chains", "list_side_chain_atoms"]

#: atoms that a side chain is built on, in this order
BACKBONE_ATOMS = ("N", "CA", "C")
#: dihedral of the plane of arginine's guanidinium; every other one comes from the rotamer
_PLANAR = 0.0
_GLYCINE = "GLY"
Values = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Step:
    """Rows of the three atoms before, place of the chi that turns (or -1), and the geometry in Å and radians."""

    parents: tuple[int, int, int]
    chi: int
    length: float
    angle: float
    dihedral: float


def build_side_chains(residue_name: str, backbone: Values, chi: Values) -> Values:
    """Build side chains with ideal geometry, one for each set of dihedrals.

    Parameters
    ----------
    residue_name
        Three-letter code of the amino acid.
    backbone
        N, CA and C in Å, shape (3, 3).
    chi
        Side-chain dihedrals in degrees, shape (k, number of dihedrals).

    Returns
    -------
    ndarray, shape (k, n_atoms, 3)
        Coordinates in Å of CB and what follows, in the order of `list_side_chain_atoms`.

    Raises
    ------
    LookupFailedError
        When the residue is none of the 20 amino acids.

    Notes
    -----
    Geometry: `rasstruct.reference.side_chain_geometry`.

    Examples
    --------
    >>> backbone = np.array([[1.45, 0.0, 0.0], [0.0, 0.0, 0.0], [-0.55, 1.42, 0.0]])
    >>> serine = build_side_chains("SER", backbone, np.array([[60.0], [180.0]]))
    >>> serine.shape, [round(float(np.linalg.norm(one[1] - one[0])), 3) for one in serine]
    ((2, 2, 3), [1.417, 1.417])
    """
    steps = _steps(residue_name)
    turns = np.radians(chi)
    atoms = np.empty((len(chi), len(BACKBONE_ATOMS) + len(steps), 3))
    atoms[:, : len(BACKBONE_ATOMS)] = backbone
    for row, step in enumerate(steps, start=len(BACKBONE_ATOMS)):
        turn = turns[:, step.chi] if 0 <= step.chi < turns.shape[1] else np.full(len(chi), _PLANAR)
        dihedral = (turn if step.chi >= 0 else 0.0) + np.full(len(chi), step.dihedral)
        first, second, third = (atoms[:, parent] for parent in step.parents)
        atoms[:, row] = _place(first, second, third, step.length, step.angle, dihedral)
    return atoms[:, len(BACKBONE_ATOMS) :]


@cache
def list_side_chain_atoms(residue_name: str) -> tuple[str, ...]:
    """List the side-chain atoms of an amino acid in the order in which they are built; none for glycine."""
    names = tuple(row.atom for row in side_chain_geometry() if row.residue == residue_name)
    if not names and residue_name != _GLYCINE:
        raise LookupFailedError(f"found no geometry of {residue_name}, expected one of the 20 amino acids")
    return names


@cache
def _steps(residue_name: str) -> tuple[_Step, ...]:
    """Turn the table of one amino acid into rows of atoms and radians."""
    names = [*BACKBONE_ATOMS, *list_side_chain_atoms(residue_name)]
    return tuple(
        _Step(
            parents=(names.index(row.dihedral_with), names.index(row.angle_with), names.index(row.bonded_to)),
            chi=int(row.chi.removeprefix("chi")) - 1 if row.chi else -1,
            length=row.bond_length,
            angle=float(np.radians(row.bond_angle)),
            dihedral=float(np.radians(row.dihedral)),
        )
        for row in side_chain_geometry()
        if row.residue == residue_name
    )


def _place(first: Values, second: Values, third: Values, length: float, angle: float, dihedral: Values) -> Values:
    """Place a fourth atom on three by length, angle and dihedral (natural extension of the reference frame).

    Parsons 2005, doi:10.1002/jcc.20237; arrays of shape (k, 3), dihedral (k,) in radians.
    """
    axis = third - second
    axis /= np.linalg.norm(axis, axis=-1, keepdims=True)
    normal = np.cross(second - first, axis)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    across = np.cross(normal, axis)
    along, beside, above = -np.cos(angle), np.sin(angle) * np.cos(dihedral), np.sin(angle) * np.sin(dihedral)
    return np.asarray(third + length * (along * axis + beside[:, None] * across + above[:, None] * normal))
