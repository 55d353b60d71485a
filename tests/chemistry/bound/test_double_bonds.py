"""Is the best set of double bonds found?

Oracles: all sets of bonds that share no atom, tried one by one; Kekulé structures known from textbooks.
"""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rasstruct.chemistry.bound.double_bonds import pair_atoms

GRAPHS = st.dictionaries(
    st.tuples(st.integers(0, 3), st.integers(4, 7)), st.integers(-4, 8).map(lambda n: n / 4), max_size=9
)


def worth(chosen: tuple[tuple[int, int], ...], scores: dict[tuple[int, int], float], costs: dict[int, float]) -> float:
    """Sum the scores, less the costs of atoms without a double bond."""
    paired = {index for bond in chosen for index in bond}
    atoms = {index for bond in scores for index in bond}
    return sum(scores[bond] for bond in chosen) - sum(costs.get(index, 0.0) for index in atoms - paired)


@settings(derandomize=True, deadline=None, max_examples=100)
@given(scores=GRAPHS, costs=st.dictionaries(st.integers(0, 7), st.sampled_from([0.0, 0.25, 1.5])))
def test_no_other_set_of_bonds_is_worth_more(scores: dict[tuple[int, int], float], costs: dict[int, float]) -> None:
    chosen = tuple(pair_atoms(scores, costs))
    atoms = [index for bond in chosen for index in bond]
    assert len(atoms) == len(set(atoms))
    sets = itertools.chain.from_iterable(itertools.combinations(scores, size) for size in range(5))
    best = max(
        worth(bonds, scores, costs)
        for bonds in sets
        if len({index for bond in bonds for index in bond}) == 2 * len(bonds)
    )
    assert worth(chosen, scores, costs) == pytest.approx(best)


@pytest.mark.parametrize(("size", "expected"), [(6, 3), (5, 2), (10, 5)])
def test_ring_of_equal_bonds_has_as_many_double_bonds_as_fit(size: int, expected: int) -> None:
    ring = {(min(i, (i + 1) % size), max(i, (i + 1) % size)): 0.5 for i in range(size)}
    assert len(pair_atoms(ring, dict.fromkeys(range(size), 1.0))) == expected
