"""Which atoms are near a set of points, and how near?

A box around the points removes what cannot be near; the rest is one matrix
product in float64 on centred coordinates, exact to far below 0.001 Å.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from rasstruct._base.errors import LookupFailedError

__all__ = ["check_cutoff", "distance_matrix", "find_near", "in_box", "nearest_distances"]

Coordinates = npt.NDArray[Any]
Distances = npt.NDArray[np.float64]


def check_cutoff(cutoff: float, longest: float = math.inf) -> None:
    """Refuse a cut-off that is no positive distance in Å, or longer than makes sense.

    Raises
    ------
    LookupFailedError
        Says what was expected.
    """
    if isinstance(cutoff, int | float | np.floating | np.integer) and 0 < cutoff <= longest and math.isfinite(cutoff):
        return
    limit = "a positive distance" if math.isinf(longest) else f"a distance above 0 and up to {longest:g} Å"
    raise LookupFailedError(f"found cut-off {cutoff!r}, expected {limit}; give a number in Å, such as 4.5")


def distance_matrix(first: Coordinates, second: Coordinates) -> Distances:
    """Compute all distances between two sets of points.

    Parameters
    ----------
    first, second
        Coordinates in Å, shapes (n, 3) and (m, 3).

    Returns
    -------
    ndarray, shape (n, m)
        Distances in Å.
    """
    return np.asarray(np.sqrt(_squared_distances(first, second)))


def nearest_distances(points: Coordinates, targets: Coordinates) -> Distances:
    """Compute the distance in Å of each target to the nearest point, shape (m,)."""
    if not len(points):
        return np.full(len(targets), np.inf)
    return np.asarray(np.sqrt(_squared_distances(points, targets).min(axis=0)))


def find_near(points: Coordinates, targets: Coordinates, cutoff: float) -> tuple[npt.NDArray[np.int64], Distances]:
    """Find the targets within a cut-off of any point.

    Parameters
    ----------
    points, targets
        Coordinates in Å, shapes (n, 3) and (m, 3).
    cutoff
        Largest distance in Å, itself included.

    Returns
    -------
    indices, distances
        Rows of `targets` in ascending order, and their distance to the nearest point.
    """
    if not len(points) or not len(targets):
        return np.zeros(0, dtype=np.int64), np.zeros(0)
    box = np.flatnonzero(in_box(targets, points, cutoff))
    distances = nearest_distances(points, targets[box])
    near = distances <= cutoff
    return box[near], distances[near]


def in_box(targets: Coordinates, points: Coordinates, margin: float) -> npt.NDArray[np.bool_]:
    """Say which targets lie in the box around some points, widened by a margin in Å."""
    low, high = points.min(axis=0) - margin, points.max(axis=0) + margin
    inside = (targets[:, 0] >= low[0]) & (targets[:, 0] <= high[0])
    for axis in (1, 2):
        inside &= (targets[:, axis] >= low[axis]) & (targets[:, axis] <= high[axis])
    return np.asarray(inside)


def _squared_distances(first: Coordinates, second: Coordinates) -> Distances:
    """Compute all squared distances; both sets are moved to the middle of the first."""
    centre = first.mean(axis=0, dtype=np.float64) if len(first) else np.zeros(3)
    a, b = first.astype(np.float64) - centre, second.astype(np.float64) - centre
    squared = a @ (-2.0 * b.T)
    squared += np.einsum("ij,ij->i", a, a)[:, None]
    squared += np.einsum("ij,ij->i", b, b)[None, :]
    return np.maximum(squared, 0.0, out=squared)
