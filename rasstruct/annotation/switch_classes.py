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

__all__ = ["DISORDERED", "OUTLIER", "ClassDistances", "classify_by_group", "measure_classes"]

OUTLIER, DISORDERED = "Outlier", "Disordered"
#: chains that are compared at once, so that the working arrays stay in the processor's cache
_BLOCK = 128
#: more than the largest cosine, so that an angle without a partner never decides
_LEFT_OUT = 2.0

Floats = npt.NDArray[np.float64]


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
    present, starts = np.unique(exemplars.class_of, return_index=True)
    distance = np.full((len(angles), len(exemplars.classes)), np.nan)
    nearest = np.full(len(angles), -1, dtype=np.int64)
    known = _exemplar_vectors(exemplars)
    for start in range(0, len(angles), _BLOCK):
        block = slice(start, min(start + _BLOCK, len(angles)))
        cosine = _smallest_cosine(_vectors(angles[block], is_exemplar=False), known)
        best = np.maximum.reduceat(cosine, starts, axis=1)
        distance[block, present] = np.where(best < _LEFT_OUT, 2.0 * (1.0 - best), np.nan)
        nearest[block] = cosine.argmax(axis=1)
    return ClassDistances(np.clip(distance, 0.0, 4.0), nearest)


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
    in_group = (np.array(exemplars.spatial)[None] == np.asarray(spatial)[:, None]) & (
        np.array(exemplars.nucleotide_classes)[None] == np.asarray(nucleotide_class)[:, None]
    )
    limit = get_switch_loop(exemplars.loop).hit_limit
    with np.errstate(invalid="ignore"):
        hits = in_group & (np.round(measured.distance, 2) <= limit)
    one = hits.sum(axis=1) == 1
    is_complete = ~np.isnan(angles).any(axis=1)
    unclassified = np.where(is_complete, OUTLIER, DISORDERED)
    return np.where(one, np.array(exemplars.classes)[hits.argmax(axis=1)], unclassified)


@cache
def _exemplar_vectors(exemplars: SwitchExemplars) -> npt.NDArray[np.float32]:
    """Give the numbers of the exemplars, once for each set of them; shape (angles, 4, exemplars)."""
    return np.ascontiguousarray(_vectors(exemplars.angles, is_exemplar=True).transpose(0, 2, 1))


def _vectors(angles: Floats, *, is_exemplar: bool) -> npt.NDArray[np.float32]:
    """Turn angles into four numbers each, whose product is the cosine of the difference, or `_LEFT_OUT` or more.

    Shape (angles, loops, 4).
    """
    radians = np.radians(angles.T)
    missing = np.isnan(radians)
    cosine, sine = np.where(missing, 0.0, np.cos(radians)), np.where(missing, 0.0, np.sin(radians))
    gone = np.where(missing, _LEFT_OUT, 0.0)
    one = np.ones_like(cosine)
    parts = (cosine, sine, one, gone) if is_exemplar else (cosine, sine, gone, one)
    return np.stack(parts, axis=-1).astype(np.float32)


def _smallest_cosine(query: npt.NDArray[np.float32], known: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Give the smallest cosine over the angles, shape (queries, exemplars)."""
    return np.asarray(np.minimum.reduce(np.matmul(query, known), axis=0))
