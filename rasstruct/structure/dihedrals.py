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
    points = np.asarray(xyz, dtype=np.float64)[..., atoms, :]
    first, second, third = np.moveaxis(points[..., 1:, :] - points[..., :-1, :], -2, 0)
    left, right = _cross(first, second), _cross(second, third)
    sine = np.sqrt((second**2).sum(axis=-1)) * (first * right).sum(axis=-1)
    cosine = (left * right).sum(axis=-1)
    with np.errstate(invalid="ignore"):
        angles = np.degrees(np.arctan2(sine, cosine))
    undefined = (atoms < 0).any(axis=-1) | ~_is_bent(first, second, left) | ~_is_bent(second, third, right)
    return np.asarray(np.where(undefined, np.nan, angles))


def _cross(first: npt.NDArray[np.float64], second: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Give the cross product along the last axis; NumPy's own takes five times as long for short arrays."""
    ahead, behind = [1, 2, 0], [2, 0, 1]
    return np.asarray(first[..., ahead] * second[..., behind] - first[..., behind] * second[..., ahead])


def _is_bent(
    before: npt.NDArray[np.float64], after: npt.NDArray[np.float64], normal: npt.NDArray[np.float64]
) -> npt.NDArray[np.bool_]:
    """Say whether two bonds with that cross product are not in a line."""
    before_square, after_square, normal_square = (np.einsum("...i,...i->...", v, v) for v in (before, after, normal))
    return np.asarray(normal_square > _MIN_SINE**2 * before_square * after_square)
