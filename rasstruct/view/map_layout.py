"""Where do plates lie around a drawing, near what they point at and without touching each other?

On an ellipse around the drawing, in the order of the directions of what they
point at; pushed apart along it until none overlaps. Then plates change places
as long as that makes fewer lines cross, or lines shorter.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["place_plates", "spread_angles", "untangle"]

Values = npt.NDArray[np.float64]
Place = tuple[float, float]
_GROWTH, _MARGIN = 1.06, 46.0
_GAP = 8.0
_MOST_TRIES = 60
_STEPS = 720
#: what a crossing is worth, in the unit of the drawing
_CROSSING = 60.0
_MOST_ROUNDS, _ROUNDING = 12, 1e-6


def place_plates(targets: Sequence[Place], size: Place, plate: Place) -> list[Place]:
    """Place plates.

    Parameters
    ----------
    targets
        What each plate points at, relative to the middle of the drawing.
    size
        Width and height of the drawing.
    plate
        Width and height of a plate.

    Returns
    -------
    list of (float, float)
        Middle of each plate, relative to the middle of the drawing, in the order given; no two plates overlap.

    Examples
    --------
    >>> first, second = place_plates([(5.0, 0.0), (6.0, 0.5)], (100.0, 80.0), (70.0, 40.0))
    >>> abs(first[1] - second[1]) >= 40 or abs(first[0] - second[0]) >= 70
    True
    """
    half_width = size[0] / 2 + plate[0] / 2 + _MARGIN
    half_height = size[1] / 2 + plate[1] / 2 + _MARGIN
    wanted = np.array([math.atan2(y / half_height, x / half_width) for x, y in targets])
    for _ in range(_MOST_TRIES):
        angles = spread_angles(wanted, half_width, half_height, plate)
        if angles is not None:
            places = [(half_width * math.cos(angle), half_height * math.sin(angle)) for angle in angles.tolist()]
            if not _overlap(places, plate):
                return places
        half_width, half_height = half_width * _GROWTH, half_height * _GROWTH
    raise AssertionError("an ellipse that grows has room for all plates")


def untangle(places: Sequence[Place], ends: Sequence[Sequence[Place]]) -> list[Place]:
    """Let plates change places while that makes fewer lines cross, or lines shorter.

    Parameters
    ----------
    places
        Middle of each plate; the same places are given back, in another order.
    ends
        Where the lines of each plate end.

    Examples
    --------
    >>> untangle([(0.0, 10.0), (20.0, 10.0)], [[(20.0, 0.0)], [(0.0, 0.0)]])
    [(20.0, 10.0), (0.0, 10.0)]
    """
    owner = np.repeat(np.arange(len(places)), [len(each) for each in ends])
    stops = np.array([end for each in ends for end in each], dtype=float).reshape(-1, 2)
    slots, order = np.array(places, dtype=float).reshape(-1, 2), np.arange(len(places))
    least = _measure(slots[order][owner], stops, owner)
    for _ in range(_MOST_ROUNDS):
        before = least
        for first, second in itertools.combinations(range(len(order)), 2):
            swapped = order.copy()
            swapped[[first, second]] = order[[second, first]]
            cost = _measure(slots[swapped][owner], stops, owner)
            if cost < least - _ROUNDING:
                least, order = cost, swapped
        if least == before:
            break
    return [places[slot] for slot in order.tolist()]


def _measure(starts: Values, stops: Values, owner: npt.NDArray[np.int64]) -> float:
    """Give the length of all lines and the worth of their crossings; lines of one plate never cross."""
    along = stops - starts
    sides = [
        along[:, None, 0] * (other[None, :, 1] - starts[:, None, 1])
        - along[:, None, 1] * (other[None, :, 0] - starts[:, None, 0])
        for other in (starts, stops)
    ]
    parted = sides[0] * sides[1] < -_ROUNDING
    n_crossings = int((parted & parted.T & (owner[:, None] != owner[None])).sum()) // 2
    return float(np.hypot(along[:, 0], along[:, 1]).sum()) + _CROSSING * n_crossings


def spread_angles(wanted: Values, half_width: float, half_height: float, plate: Place) -> Values | None:
    """Move directions as little as needed so that plates beside each other have room; `None` when there is none.

    Along the ellipse each plate needs its width where the ellipse runs across
    and its height where it runs upright.
    """
    if len(wanted) < 2:
        return wanted
    grid = np.linspace(-math.pi, math.pi, _STEPS + 1)
    # length of the way in plates: across counts by width, upright by height
    across = np.diff(half_width * np.cos(grid)) / (plate[0] + _GAP)
    upright = np.diff(half_height * np.sin(grid)) / (plate[1] + _GAP)
    way = np.concatenate([[0.0], np.cumsum(np.maximum(np.abs(across), np.abs(upright)))])
    total = float(way[-1])
    if total < len(wanted):
        return None
    order = np.argsort(wanted, kind="stable")
    goals = np.interp(wanted[order], grid, way)
    # cut the ring at the widest gap, where nothing has to be pushed across
    gaps = np.diff(goals, append=goals[0] + total)
    cut = int(gaps.argmax()) + 1
    order = np.roll(order, -cut)
    goals = np.concatenate([goals[cut:], goals[:cut] + total])
    placed = _keep_apart(goals)
    if placed[-1] - placed[0] > total - 1.0:
        placed = placed[0] + (placed - placed[0]) * (total - 1.0) / (placed[-1] - placed[0])
        if (np.diff(placed) < 1.0 - 1e-9).any():
            placed = placed[0] + np.arange(len(placed)) * total / len(placed)
    angles = np.empty(len(wanted))
    angles[order] = np.interp(placed % total, way, grid)
    return angles


def _keep_apart(goals: Values) -> Values:
    """Give the places nearest to sorted goals that are at least 1 apart (pool adjacent violators)."""
    shifted = goals - np.arange(len(goals))
    blocks: list[list[float]] = []
    for value in shifted.tolist():
        blocks.append([value, 1.0])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            mean, count = blocks.pop()
            blocks[-1] = [
                (blocks[-1][0] * blocks[-1][1] + mean * count) / (blocks[-1][1] + count),
                blocks[-1][1] + count,
            ]
    level = np.concatenate([np.full(int(count), mean) for mean, count in blocks])
    return np.asarray(level + np.arange(len(goals)))


def _overlap(places: Sequence[Place], plate: Place) -> bool:
    """Say whether two plates overlap."""
    xy = np.array(places)
    apart = np.abs(xy[:, None] - xy[None])
    is_over = (apart[..., 0] < plate[0]) & (apart[..., 1] < plate[1])
    return bool(np.triu(is_over, 1).any())
