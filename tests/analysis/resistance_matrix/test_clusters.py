"""Inhibitors are grouped by the mutations that disturb them.

Oracles: the sums of Ružička's similarity written out; average linkage by SciPy; profiles made by hand.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from effects_by_hand import make_copy
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.cluster.hierarchy import fcluster, linkage

from rasstruct._base.errors import LookupFailedError
from rasstruct.analysis.resistance_matrix.cells import ResistanceCell, build_cells
from rasstruct.analysis.resistance_matrix.clusters import cluster_inhibitors
from rasstruct.analysis.resistance_matrix.cross_resistance import compare_inhibitors

MUTATIONS = ("R68S", "H95D", "Y96D", "Q99L")


def build(profiles: dict[str, Sequence[float | None]]) -> Sequence[ResistanceCell]:
    """Make the cells of inhibitors whose scores of `MUTATIONS` are given."""
    return build_cells(
        [make_copy(name, dict(zip(MUTATIONS, scores, strict=True))) for name, scores in profiles.items()]
    )


def test_similarity_is_the_smaller_scores_over_the_greater() -> None:
    (row,) = compare_inhibitors(build({"one": (0.8, 0.6, 0.0, 0.2), "other": (0.4, 0.6, 0.9, 0.0)}))
    assert row.similarity == pytest.approx((0.4 + 0.6) / (0.8 + 0.6 + 0.9 + 0.2), abs=5e-4)
    assert (row.disturb_both, row.disturb_one, row.disturb_other) == (("H95D",), ("R68S",), ("Y96D",))


@pytest.mark.parametrize(
    ("one", "other", "similarity", "n_compared"),
    [
        pytest.param((0.9, 0, 0, 0), (0.9, 0, 0, 0), 1.0, 4, id="the same profile is wholly alike"),
        pytest.param((0.9, 0, 0, 0), (0, 0.9, 0, 0), 0.0, 4, id="different mutations are not alike"),
        pytest.param((0, 0, 0, 0), (0, 0, 0, 0), None, 4, id="two that nothing disturbs are not alike"),
        pytest.param((0.9, 0.9, 0, 0), (0.9, None, 0, 0), 1.0, 3, id="what one structure misses is left out"),
        pytest.param((None, 0.9, None, None), (0.9, None, None, None), None, 0, id="nothing in common says nothing"),
    ],
)
def test_pairs(one: Any, other: Any, similarity: float | None, n_compared: int) -> None:
    (row,) = compare_inhibitors(build({"one": one, "other": other}))
    assert (row.similarity, row.n_compared) == (similarity, n_compared)


@settings(derandomize=True, deadline=None, max_examples=25)
@given(
    st.lists(st.tuples(*[st.floats(0.01, 1)] * 4), min_size=2, max_size=7, unique=True),
    st.sampled_from([0.37, 0.53, 0.71]),
)
def test_groups_are_those_of_average_linkage(profiles: list[tuple[float, ...]], limit: float) -> None:
    names = [f"drug {index}" for index in range(len(profiles))]
    cells = build(dict(zip(names, profiles, strict=True)))
    scores = np.array([[cell.score for cell in cells if cell.inhibitor == name] for name in names], dtype=float)
    distances = [
        1 - round(np.minimum(a, b).sum() / np.maximum(a, b).sum(), 3) for a, b in itertools.combinations(scores, 2)
    ]
    tree = linkage(distances, method="average")
    heights = np.sort(tree[:, 2])
    if np.any(np.diff(heights) < 1e-6) or np.any(np.abs(heights - (1 - limit)) < 1e-6):
        return  # tied heights may be joined in another order
    found = {frozenset(row.inhibitors) for row in cluster_inhibitors(cells, limit)}
    labels = fcluster(tree, 1 - limit, criterion="distance")
    assert found == {frozenset(n for n, own in zip(names, labels, strict=True) if own == label) for label in labels}


def test_what_a_cluster_has_in_common() -> None:
    cells = build({"lonely": (0, 0, 0, 0.9), "one": (0.9, 0.9, 0.9, 0), "other": (0.9, 0.1, 0.8, 0)})
    first, second = cluster_inhibitors(cells)
    assert (first.cluster, first.inhibitors, first.n_inhibitors) == (1, ("one", "other"), 2)
    assert (first.disturb_all, first.disturb_some) == (("R68S", "Y96D"), ("H95D",))
    assert first.similarity == pytest.approx((0.9 + 0.1 + 0.8) / 2.7, abs=5e-4)
    assert (second.cluster, second.inhibitors, second.similarity) == (2, ("lonely",), None)
    assert second.disturb_all == ("Q99L",)


def test_order_of_the_inhibitors_changes_only_their_order() -> None:
    profiles: dict[str, Any] = {
        "a": (0.9, 0, 0.5, 0), "b": (0.8, 0.1, 0.5, 0), "c": (0, 0.9, 0, 0.9), "d": (0, 0.8, 0.1, 0.9),
        "e": (0, 0, 0, 0),
    }  # fmt: skip
    forward = cluster_inhibitors(build(profiles))
    backward = cluster_inhibitors(build(dict(reversed(profiles.items()))))
    assert {frozenset(row.inhibitors) for row in forward} == {frozenset("ab"), frozenset("cd"), frozenset("e")}
    assert {frozenset(row.inhibitors) for row in backward} == {frozenset(row.inhibitors) for row in forward}
    assert [row.n_inhibitors for row in backward] == [2, 2, 1]


def test_two_that_nothing_disturbs_stay_apart() -> None:
    assert [row.n_inhibitors for row in cluster_inhibitors(build({"a": (0, 0, 0, 0), "b": (0, 0, 0, 0)}))] == [1, 1]


def test_one_or_no_inhibitor() -> None:
    assert [row.inhibitors for row in cluster_inhibitors(build({"a": (0.9, 0, 0, 0)}))] == [("a",)]
    assert len(cluster_inhibitors([])) == len(compare_inhibitors([])) == 0


@pytest.mark.parametrize("limit", [0.0, -1.0, 1.01, float("nan")])
def test_impossible_limit_is_refused(limit: float) -> None:
    with pytest.raises(LookupFailedError, match="expected above 0 and at most 1"):
        cluster_inhibitors(build_cells([make_copy("drug", {})]), limit)
