"""Which dihedral angles do sets of four atoms make, in any number of models or frames?

The kernel takes coordinates and rows, nothing else, so that a crystal structure,
the models of an NMR entry and the frames of a trajectory take the same path.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["compute_dihedrals"]

#: sine of the least bend that is not a line: 0.006°, above what single precision leaves of a line, far below 0.001 Å
_MIN_SINE = 1e-4


def compute_dihedrals(xyz: npt.NDArray[Any], index: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.float64]:
    """Compute dihedral angles.

    Parameters
    ----------
    xyz
        Coordinates in Å, shape (..., n, 3).
    index
        Rows of four atoms an angle, shape (..., 4) of any depth; -1 for an atom that is not there.

    Returns
    -------
    ndarray, shape of xyz without the last two axes, then that of index without the last
        Angles in degrees, -180 to 180, by the sign convention of IUPAC-IUB 1970
        (doi:10.1021/bi00820a001); NaN where an atom is not there or three of them lie in a line.

    Examples
    --------
    >>> square = np.array([[1.0, 0, 0], [0, 0, 0], [0, 1, 0], [0, 1, 1]])
    >>> compute_dihedrals(square, np.array([0, 1, 2, 3])), compute_dihedrals(square, np.array([[0, 1, 2, -1]]))
    (array(-90.), array([nan]))
    """
    atoms = np.asarray(index)
    points = np.asarray(xyz)[..., atoms, :].astype(np.float64).T
    bonds = points[:, 1:] - points[:, :-1]
    normals = _cross(bonds[:, :2], bonds[:, 1:])
    left, right = normals[:, 0], normals[:, 1]
    squares, normal_squares = (bonds**2).sum(axis=0), (normals**2).sum(axis=0)
    sine = np.sqrt(squares[1]) * (bonds[:, 0] * right).sum(axis=0)
    cosine = (left * right).sum(axis=0)
    with np.errstate(invalid="ignore"):
        angles = np.degrees(np.arctan2(sine, cosine)).T
    is_line = (normal_squares <= _MIN_SINE**2 * squares[:2] * squares[1:]).any(axis=0).T
    return np.asarray(np.where((atoms < 0).any(axis=-1) | is_line, np.nan, angles))


def _cross(first: npt.NDArray[np.float64], second: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Give the cross product along the first axis; NumPy's own takes five times as long for short arrays."""
    a, b = (np.concatenate([vectors, vectors[:2]]) for vectors in (first, second))
    return np.asarray(a[1:4] * b[2:5] - a[2:5] * b[1:4])
