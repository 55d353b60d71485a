"""Which rotation and shift lay one set of atoms on another?"""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Superposition", "superpose"]

Values = npt.NDArray[np.float64]


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Superposition:
    """A rotation and a shift, one a model or frame: shapes (..., 3, 3) and (..., 3); ``rmsd`` in Å, shape (...)."""

    rotation: Values
    translation: Values
    rmsd: Values

    def apply(self, xyz: npt.NDArray[Any]) -> Values:
        """Move coordinates in Å, shape (..., n, 3)."""
        return np.asarray(xyz.astype(np.float64) @ self.rotation + self.translation[..., None, :])


def superpose(mobile: npt.NDArray[Any], target: npt.NDArray[Any]) -> Superposition:
    """Lay atoms on others so that their RMSD is least, without a mirror image.

    Parameters
    ----------
    mobile
        Coordinates in Å, shape (..., m, 3), any number of models or frames.
    target
        Coordinates in Å of the same atoms, shape (m, 3).

    Notes
    -----
    Kabsch 1976 (doi:10.1107/S0567739476001873), one singular value
    decomposition over the stack.

    Examples
    --------
    >>> square = np.array([[0.0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]])
    >>> bool(superpose(square[:, [1, 2, 0]] + 7.0, square).rmsd < 1e-9)
    True
    """
    mobile, target = mobile.astype(np.float64), target.astype(np.float64)
    mobile_centre, target_centre = mobile.mean(axis=-2), target.mean(axis=-2)
    centred, goal = mobile - mobile_centre[..., None, :], target - target_centre
    left, _, right = np.linalg.svd(np.swapaxes(centred, -1, -2) @ goal)
    handedness = np.sign(np.linalg.det(left @ right))
    right[..., -1, :] *= handedness[..., None]
    rotation = left @ right
    squares = ((centred @ rotation - goal) ** 2).sum(axis=-1).mean(axis=-1)
    translation = target_centre - (mobile_centre[..., None, :] @ rotation)[..., 0, :]
    return Superposition(rotation=rotation, translation=translation, rmsd=np.sqrt(squares))
