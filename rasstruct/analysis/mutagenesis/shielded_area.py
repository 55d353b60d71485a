"""How much of the surface of a few atoms do other atoms take away?

Shrake and Rupley 1973 (doi:10.1016/0022-2836(73)90011-9), probe of 1.4 Å,
vectorised for the few atoms of a side chain.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

__all__ = ["compute_shielded_area"]

_PROBE = 1.4
_N_POINTS = 200
Values = npt.NDArray[np.float64]


def compute_shielded_area(
    xyz: Values,
    radius: Values,
    others: Values,
    other_radius: Values,
    shield: Values,
    shield_radius: Values,
    axes: Values | None = None,
) -> Values:
    """Compute the area of each atom that is free beside the others and not free beside the shield.

    Parameters
    ----------
    xyz, radius
        The atoms in question in Å, shapes (n, 3) and (n,).
    others, other_radius
        What is there in any case.
    shield, shield_radius
        What takes surface away.
    axes
        Three unit vectors along which the points are laid, shape (3, 3); with
        axes that turn with the atoms the areas are the same in every orientation.

    Returns
    -------
    ndarray, shape (n,)
        Areas in Å².
    """
    sphere = _sphere() if axes is None else _sphere() @ axes
    points = xyz[:, None] + (radius + _PROBE)[:, None, None] * sphere
    owner = np.repeat(np.arange(len(xyz)), len(sphere))
    flat = points.reshape(-1, 3)
    is_free = ~_is_inside(flat, np.concatenate([xyz, others]), np.concatenate([radius, other_radius]), owner)
    is_taken = is_free.copy()
    is_taken[is_free] = _is_inside(flat[is_free], shield, shield_radius, None)
    share = np.bincount(owner, weights=is_taken, minlength=len(xyz)) / len(sphere)
    return np.asarray(share * 4 * np.pi * (radius + _PROBE) ** 2)


def _is_inside(
    points: Values, centres: Values, radii: Values, owner: npt.NDArray[np.int64] | None
) -> npt.NDArray[np.bool_]:
    """Say which points lie in the sphere of any atom but their own."""
    if not len(points) or not len(centres):
        return np.zeros(len(points), dtype=np.bool_)
    middle = points.mean(axis=0)
    points, centres = points - middle, centres - middle
    squares = (points**2).sum(axis=1)[:, None] + (centres**2).sum(axis=1) - 2 * points @ centres.T
    inside = squares < (radii + _PROBE) ** 2
    if owner is not None:
        inside[np.arange(len(points)), owner] = False
    return np.asarray(inside.any(axis=1))


@cache
def _sphere() -> Values:
    """Spread points over a unit sphere (golden spiral)."""
    index = np.arange(_N_POINTS) + 0.5
    polar = np.arccos(1 - 2 * index / _N_POINTS)
    around = np.pi * (1 + 5**0.5) * index
    return np.stack([np.cos(around) * np.sin(polar), np.sin(around) * np.sin(polar), np.cos(polar)], axis=1)
