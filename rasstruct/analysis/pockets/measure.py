"""How much room does a pocket have, in any number of models or frames, and how enclosed is it?

A probe the size of water is put at every grid point of the box where it
overlaps no atom of the walls. A point is enclosed when most of the rays sent from it
meet a wall nearby. The pocket is the largest connected set of enclosed points,
and its volume what the probe sweeps there.
"""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from rasstruct.analysis.pockets.box import REACH, SPACING, PocketBox, place_on_reference, spread_directions
from rasstruct.structure.surface_area import PROBE_RADIUS

__all__ = [
    "LEAST_ENCLOSURE",
    "PocketIndex",
    "PocketSpace",
    "PocketValues",
    "compute_enclosure",
    "find_free_points",
    "find_space",
    "measure_pocket",
]

Coordinates = npt.NDArray[np.float64]
Grid = npt.NDArray[np.bool_]
Points = npt.NDArray[np.int64]

#: share of the rays of an enclosed point that meet a wall within `REACH`
LEAST_ENCLOSURE = 0.65
_N_RAYS = 60
#: Å by which the outermost grid point of a room falls short of its rim, on average over cavities of known size
_ROUNDING = SPACING / 3


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class PocketIndex:
    """What `measure_pocket` takes: the box, the rows by which it is placed, and the walls.

    ``core`` are the CA rows of `map_core`, ``walls`` heavy-atom rows, ``radii`` theirs in Å.
    """

    box: PocketBox
    core: Points
    walls: Points
    radii: Coordinates


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class PocketValues:
    """Values of `measure_pocket`, one a model or frame.

    ``volume`` in Å³; ``enclosure`` is the mean share of rays that meet a wall, NaN where there is no room.
    """

    volume: Coordinates
    enclosure: Coordinates


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class PocketSpace:
    """The room in one box: ``points`` are rows of the flattened grid, ``enclosure`` is the share of each."""

    points: Points
    enclosure: Coordinates
    volume: float


def measure_pocket(xyz: npt.NDArray[Any], index: PocketIndex) -> PocketValues:
    """Measure a pocket.

    Parameters
    ----------
    xyz
        Coordinates in Å, shape (..., n, 3).
    index
        Box and atoms, from `map_pocket`.

    Returns
    -------
    PocketValues
        Values of shape (...).
    """
    frames = xyz.reshape(-1, *xyz.shape[-2:])
    volume, enclosure = np.zeros(len(frames)), np.full(len(frames), np.nan)
    motion = place_on_reference(frames, index.core)
    for frame, coordinates in enumerate(frames):
        walls = coordinates[index.walls] @ motion.rotation[frame] + motion.translation[frame]
        space = find_space(walls, index.radii, index.box)
        volume[frame] = space.volume
        if len(space.points):
            enclosure[frame] = space.enclosure.mean()
    return PocketValues(volume.reshape(xyz.shape[:-2]), enclosure.reshape(xyz.shape[:-2]))


def find_space(walls: Coordinates, radii: Coordinates, box: PocketBox) -> PocketSpace:
    """Find the room that walls leave in a box.

    Parameters
    ----------
    walls
        Coordinates in Å in the frame of the box, shape (n, 3).
    radii
        Their radii in Å, shape (n,).
    box
        The box.

    Returns
    -------
    PocketSpace
        The largest connected room; without points where there is none.
    """
    free = np.flatnonzero(find_free_points(walls, radii, box) & box.region)
    shares = compute_enclosure(free, walls, radii, box)
    is_enclosed = shares >= LEAST_ENCLOSURE
    points, shares = free[is_enclosed], shares[is_enclosed]
    if not len(points):
        return PocketSpace(points, shares, 0.0)
    is_largest = _label_largest(points, box)
    points, shares = points[is_largest], shares[is_largest]
    return PocketSpace(points, shares, _swept_volume(points, box))


def find_free_points(walls: Coordinates, radii: Coordinates, box: PocketBox, reach: float = 0.0) -> Grid:
    """Mark the grid points, up to `reach` Å around the box, at which the probe overlaps no wall."""
    return ~_fill(walls, radii + PROBE_RADIUS, box, reach)


def compute_enclosure(
    points: Points, walls: Coordinates, radii: Coordinates, box: PocketBox, reach: float = 0.0
) -> Coordinates:
    """Compute the share of rays from each grid point that meet a wall within `REACH`.

    Parameters
    ----------
    points
        Rows of the flattened grid.
    walls, radii, box
        As in `find_space`.
    reach
        How far in Å the points go beyond the box.
    """
    filled = _fill(walls, radii, box, REACH + reach)
    strides = _strides(box)
    met = np.zeros((len(points), _N_RAYS), dtype=bool)
    for offsets in _ray_steps() @ strides:
        met |= filled.ravel()[points[:, None] + offsets]
    return np.asarray(met.mean(axis=1))


def _fill(centres: Coordinates, radii: Coordinates, box: PocketBox, reach: float) -> Grid:
    """Mark the grid points within a radius of any centre, as far as `reach` Å around the box."""
    filled = np.zeros(box.region.shape, dtype=bool)
    if not len(centres):
        return filled
    width = int(np.ceil(radii.max() / SPACING + 0.5))
    rim = box.margin - int(np.ceil(reach / SPACING)) - width
    places = (centres - box.origin) / SPACING
    nearest = np.rint(places).astype(np.int64)
    inside = ((nearest >= rim) & (nearest < np.array(filled.shape) - rim)).all(axis=1)
    places, nearest, limits = places[inside], nearest[inside], (radii[inside] / SPACING) ** 2
    steps = np.arange(-width, width + 1)
    squares = ((nearest - places)[:, :, None] + steps).astype(np.float32) ** 2
    apart = squares[:, 0, :, None, None] + squares[:, 1, None, :, None] + squares[:, 2, None, None, :]
    atom, cell = np.divmod(np.flatnonzero(apart <= limits.astype(np.float32)[:, None, None, None]), len(steps) ** 3)
    strides = _strides(box)
    offsets = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), axis=-1).reshape(-1, 3) @ strides
    filled.ravel()[(nearest @ strides)[atom] + offsets[cell]] = True
    return filled


def _strides(box: PocketBox) -> Points:
    """Give the steps in the flattened grid that a step along each axis takes."""
    _, n_y, n_z = box.region.shape
    return np.array([n_y * n_z, n_z, 1], dtype=np.int64)


@cache
def _ray_steps() -> Points:
    """Give the grid steps from a point to the places along each ray, shape (steps, rays, 3)."""
    lengths = np.arange(1, int(REACH / SPACING) + 1)
    return np.rint(lengths[:, None, None] * spread_directions(_N_RAYS)).astype(np.int64)


def _label_largest(points: Points, box: PocketBox) -> Grid:
    """Say which points belong to the largest set of neighbours, diagonal ones too."""
    from scipy.ndimage import label

    marked = np.zeros(box.region.shape, dtype=bool)
    marked.ravel()[points] = True
    labels = np.zeros(box.region.shape, dtype=np.int32)
    inner = (slice(box.margin, -box.margin),) * 3
    label(marked[inner], np.ones((3, 3, 3)), output=labels[inner])
    found = labels.ravel()[points]
    return np.asarray(found == np.bincount(found)[1:].argmax() + 1)


def _swept_volume(points: Points, box: PocketBox) -> float:
    """Compute the volume in Å³ that the probe sweeps, counted on a grid of half the spacing."""
    half = SPACING / 2
    places = 2 * np.stack(np.unravel_index(points, box.region.shape), axis=1)
    cells = _swept_cells()
    low = places.min(axis=0) + cells.min(axis=0)
    shape = places.max(axis=0) + cells.max(axis=0) - low + 1
    strides = np.array([shape[1] * shape[2], shape[2], 1])
    swept = np.zeros(int(shape.prod()), dtype=bool)
    swept[((places - low) @ strides)[:, None] + cells @ strides] = True
    return float(swept.sum() * half**3)


@cache
def _swept_cells() -> Points:
    """Give the cells of half the spacing that a probe at a grid point takes, shape (cells, 3)."""
    reach = (PROBE_RADIUS + _ROUNDING) / (SPACING / 2)
    steps = np.arange(-int(reach), int(reach) + 1)
    cells = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), axis=-1).reshape(-1, 3)
    return np.asarray(cells[(cells**2).sum(axis=1) <= reach**2])
