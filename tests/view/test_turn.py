"""From which side a structure is looked at.

Laws: a rotation keeps lengths; what is wanted in front comes to the front.
"""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from rasstruct.view.turn import find_turn, rotation_matrix

seeds = st.integers(0, 10_000)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(seeds)
def test_the_front_comes_to_the_front(seed: int) -> None:
    random = np.random.default_rng(seed)
    protein = random.normal(size=(50, 3)) * [9.0, 6.0, 4.0]
    front = protein.mean(axis=0) + random.normal(size=(1, 3)) * 8.0
    if np.linalg.norm(front - protein.mean(axis=0)) < 1.5:
        return
    matrix = rotation_matrix(find_turn(protein, front))
    x, y, z = matrix @ (front - protein.mean(axis=0))[0]
    assert z > 0
    assert abs(x) < 1e-2
    assert abs(y) < 1e-2


@settings(derandomize=True, deadline=None, max_examples=60)
@given(seeds)
def test_a_turn_is_a_rotation(seed: int) -> None:
    random = np.random.default_rng(seed)
    matrix = rotation_matrix(find_turn(random.normal(size=(20, 3)), np.empty((0, 3))))
    assert np.allclose(matrix @ matrix.T, np.eye(3), atol=1e-6)
    assert np.isclose(np.linalg.det(matrix), 1.0)


def test_the_long_side_lies_across() -> None:
    line = np.array([[0.0, 10.0, 0.0], [0.0, -10.0, 0.0], [1.0, 0.0, 0.0], [-1.0, 0.0, 0.0], [0, 0, 0.1]])
    matrix = rotation_matrix(find_turn(line, np.array([[0.0, 0.0, 9.0]])))
    assert np.allclose(np.abs(matrix @ [0.0, 1.0, 0.0]), [1.0, 0.0, 0.0], atol=0.05)


def test_a_quarter_turn_by_hand() -> None:
    assert np.allclose(rotation_matrix((90.0, (0.0, 0.0, 2.0))) @ [1.0, 0.0, 0.0], [0.0, 1.0, 0.0])
