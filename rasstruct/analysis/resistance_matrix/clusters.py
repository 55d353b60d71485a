"""Which inhibitors fall to the same mutations, as groups?

Average linkage (UPGMA; Sokal and Michener 1958, Univ. Kansas Sci. Bull. 38:1409)
of the similarities of `compare_inhibitors`. Groups are joined as long as the
mean similarity of their members reaches a limit; a pair of which nothing can be
said counts as not alike. Of equally similar groups those named first are joined.
"""

from __future__ import annotations

import dataclasses
import itertools
import statistics
from collections.abc import Mapping, Sequence

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records, column
from rasstruct.analysis.resistance_matrix.cells import DISTURBED, ResistanceCell
from rasstruct.analysis.resistance_matrix.cross_resistance import compare_inhibitors

__all__ = ["DEFAULT_MIN_SIMILARITY", "InhibitorCluster", "cluster_inhibitors"]

#: mean similarity that a group keeps: more than half of what disturbs either inhibitor disturbs both
DEFAULT_MIN_SIMILARITY = 0.5
_DECIMALS = 3

_Similarities = Mapping[frozenset[str], float]


@dataclasses.dataclass(frozen=True, slots=True)
class InhibitorCluster:
    """Inhibitors that the same mutations disturb."""

    cluster: int = column("integer", "number of the cluster, the greatest first")
    n_inhibitors: int = column("integer", "inhibitors in it")
    inhibitors: tuple[str, ...] = column("list", "inhibitors, in the order of the matrix")
    similarity: float | None = column("number", "mean similarity of its pairs; none for a single inhibitor")
    disturb_all: tuple[str, ...] = column("list", "mutations that disturb every inhibitor of it")
    disturb_some: tuple[str, ...] = column("list", "mutations that disturb some of them, and not clearly the others")


def cluster_inhibitors(
    cells: Sequence[ResistanceCell], min_similarity: float = DEFAULT_MIN_SIMILARITY
) -> Records[InhibitorCluster]:
    """Group the inhibitors of a matrix by cross-resistance.

    Parameters
    ----------
    cells
        The cells of a matrix, as `build_cells` gives them.
    min_similarity
        Least mean similarity, 0 to 1, of two groups that are joined.

    Returns
    -------
    Records of InhibitorCluster
        The greatest first, then in the order of the inhibitors.

    Raises
    ------
    LookupFailedError
        When the limit is not above 0 and at most 1.
    """
    if not 0.0 < min_similarity <= 1.0:
        raise LookupFailedError(
            f"found a least similarity of {min_similarity:g}, expected above 0 and at most 1; give such a number"
        )
    similarities = {frozenset((row.inhibitor, row.other)): row.similarity or 0.0 for row in compare_inhibitors(cells)}
    groups = [(name,) for name in dict.fromkeys(cell.inhibitor for cell in cells)]
    order = {name: index for index, (name,) in enumerate(groups)}
    joined = _join([tuple(group) for group in groups], similarities, min_similarity)
    members = sorted((tuple(sorted(group, key=order.__getitem__)) for group in joined), key=lambda g: order[g[0]])
    members.sort(key=len, reverse=True)
    return Records(
        InhibitorCluster,
        (_describe(number, group, cells, similarities) for number, group in enumerate(members, start=1)),
    )


def _join(groups: list[tuple[str, ...]], similarities: _Similarities, min_similarity: float) -> list[tuple[str, ...]]:
    """Join the two most similar groups as long as they are similar enough."""
    while len(groups) > 1:
        pairs = list(itertools.combinations(range(len(groups)), 2))
        means = [_mean(groups[i], groups[j], similarities) for i, j in pairs]
        best = max(means)
        if best < min_similarity:
            break
        i, j = pairs[means.index(best)]
        groups = [*groups[:i], groups[i] + groups[j], *(group for k, group in enumerate(groups) if k > i and k != j)]
    return groups


def _mean(one: tuple[str, ...], other: tuple[str, ...], similarities: _Similarities) -> float:
    """Give the mean similarity of the members of two groups."""
    return statistics.fmean(similarities[frozenset(pair)] for pair in itertools.product(one, other))


def _describe(
    number: int, group: tuple[str, ...], cells: Sequence[ResistanceCell], similarities: _Similarities
) -> InhibitorCluster:
    """Say what the inhibitors of a cluster have in common."""
    pairs = [similarities[frozenset(pair)] for pair in itertools.combinations(group, 2)]
    disturbed: dict[str, int] = {}
    for cell in cells:
        if cell.inhibitor in group and cell.verdict == DISTURBED:
            disturbed[cell.mutation] = disturbed.get(cell.mutation, 0) + 1
    return InhibitorCluster(
        cluster=number,
        n_inhibitors=len(group),
        inhibitors=group,
        similarity=round(statistics.fmean(pairs), _DECIMALS) if pairs else None,
        disturb_all=tuple(name for name, count in disturbed.items() if count == len(group)),
        disturb_some=tuple(name for name, count in disturbed.items() if count < len(group)),
    )
