"""Which published conformation is a switch loop nearest to, and does it belong to it?

The distance of two loops is the largest 2(1 - cos Δ) over their backbone angles,
angles missing on either side left out; that to a class is the smallest to
its exemplars (Parker 2022 doi:10.1158/0008-5472.CAN-22-0804). The kernels take
angles of any number of chains, models or frames at once.
"""

from __future__ import annotations

import dataclasses
from functools import cache

import numpy as np
import numpy.typing as npt

from rasstruct.reference.switches import SwitchExemplars, get_switch_loop

__all__ = ["DISORDERED", "OUTLIER", "ClassDistances", "classify_by_group", "find_hits", "measure_classes"]

OUTLIER, DISORDERED = "Outlier", "Disordered"
#: chains that are compared at once, so that the working arrays stay in the processor's cache
_BLOCK = 128
#: more than the largest cosine, so that an angle without a partner never decides
_LEFT_OUT = 2.0

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]
Texts = npt.NDArray[np.str_]


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class ClassDistances:
    """Distances of n loops to the classes of an `SwitchExemplars`.

    ``distance`` has shape (n, classes), 0 to 4, NaN when no angle can be
    compared; ``nearest`` is the exemplar that is nearest of all, length n.
    """

    distance: Floats
    nearest: npt.NDArray[np.int64]


def measure_classes(angles: Floats, exemplars: SwitchExemplars) -> ClassDistances:
    """Measure loops against every class.

    Parameters
    ----------
    angles
        Degrees, shape (n, 3 x residues), NaN where an angle is missing.
    exemplars
        The exemplars of the loop.
    """
    known, present, starts = _prepare(exemplars)
    distance = np.full((len(angles), len(exemplars.classes)), np.nan)
    nearest = np.full(len(angles), -1, dtype=np.int64)
    for start in range(0, len(angles), _BLOCK):
        block = slice(start, min(start + _BLOCK, len(angles)))
        cosine = _smallest_cosine(angles[block], known)
        best = np.maximum.reduceat(cosine, starts, axis=1)
        distance[block, present] = np.where(best < _LEFT_OUT, 2.0 * (1.0 - best), np.nan)
        nearest[block] = cosine.argmax(axis=1)
    return ClassDistances(distance.clip(0.0, 4.0), nearest)


def classify_by_group(
    angles: Floats,
    spatial: npt.NDArray[np.str_],
    nucleotide_class: npt.NDArray[np.str_],
    exemplars: SwitchExemplars,
    distances: ClassDistances | None = None,
) -> npt.NDArray[np.str_]:
    """Apply the published rule.

    Parameters
    ----------
    angles
        Degrees, shape (n, 3 x residues).
    spatial, nucleotide_class
        Place of the tyrosine and nucleotide class of each loop, length n; any
        other text, such as Disordered, is a group without classes.
    exemplars
        The exemplars of the loop.
    distances
        What `measure_classes` gave, when it is known already.

    Returns
    -------
    ndarray of str, shape (n,)
        The class of the group that alone has an exemplar within the limit; else
        Outlier when every angle is there, and Disordered when one is not.
    """
    measured = distances if distances is not None else measure_classes(angles, exemplars)
    hits = find_hits(measured.distance, spatial, nucleotide_class, exemplars)
    one = hits.sum(axis=1) == 1
    is_complete = ~np.isnan(angles).any(axis=1)
    unclassified = np.where(is_complete, OUTLIER, DISORDERED)
    return np.where(one, _name_groups(exemplars)[2][hits.argmax(axis=1)], unclassified)


def find_hits(
    distance: Floats,
    spatial: npt.NDArray[np.str_],
    nucleotide_class: npt.NDArray[np.str_],
    exemplars: SwitchExemplars,
) -> npt.NDArray[np.bool_]:
    """Find the classes of its group that a loop is within the limit of.

    Parameters
    ----------
    distance
        To every class, shape (n, classes), from `measure_classes`.
    spatial, nucleotide_class
        The group of each loop, length n.
    exemplars
        The exemplars of the loop.

    Returns
    -------
    ndarray of bool, shape (n, classes)
        The distance is rounded to two decimals before it meets the limit, as the published rule does.
    """
    places, nucleotides, _ = _name_groups(exemplars)
    in_group = (places == np.asarray(spatial)[:, None]) & (nucleotides == np.asarray(nucleotide_class)[:, None])
    limit = get_switch_loop(exemplars.loop).hit_limit
    with np.errstate(invalid="ignore"):
        return np.asarray(in_group & (np.round(distance, 2) <= limit))


@cache
def _name_groups(exemplars: SwitchExemplars) -> tuple[Texts, Texts, Texts]:
    """Give place of the tyrosine, nucleotide class and name of each class as arrays."""
    return np.array(exemplars.spatial), np.array(exemplars.nucleotide_classes), np.array(exemplars.classes)


@cache
def _prepare(exemplars: SwitchExemplars) -> tuple[npt.NDArray[np.float32], Rows, Rows]:
    """Give cosine and sine of the exemplars, shape (angles, 2, exemplars), their classes, and where each begins."""
    present, starts = np.unique(exemplars.class_of, return_index=True)
    radians = np.radians(exemplars.angles.T)
    return np.stack([np.cos(radians), np.sin(radians)], axis=1).astype(np.float32), present, starts


def _smallest_cosine(angles: Floats, known: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Give the smallest cosine of the differences over the angles, missing ones left out; shape (loops, exemplars)."""
    radians = np.radians(angles.T)
    vectors = np.stack([np.cos(radians), np.sin(radians)], axis=-1).astype(np.float32)
    cosines = np.matmul(vectors, known)
    cosines[np.isnan(radians)] = _LEFT_OUT
    return np.asarray(np.minimum.reduce(cosines, axis=0))
