"""Plates around a drawing. Laws: none overlaps, none covers the drawing, the order of directions is kept."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from rasstruct.view.map_layout import place_plates

PLATE = (78.0, 40.0)
targets = st.lists(st.tuples(st.floats(-200, 200), st.floats(-150, 150)), min_size=1, max_size=45)


@settings(derandomize=True, deadline=None, max_examples=120)
@given(targets)
def test_no_two_plates_overlap(points: list[tuple[float, float]]) -> None:
    places = place_plates(points, (400.0, 300.0), PLATE)
    for (x1, y1), (x2, y2) in itertools.combinations(places, 2):
        assert abs(x1 - x2) >= PLATE[0] or abs(y1 - y2) >= PLATE[1]


@settings(derandomize=True, deadline=None, max_examples=60)
@given(targets)
def test_no_plate_covers_an_atom_of_a_round_drawing(points: list[tuple[float, float]]) -> None:
    for x, y in place_plates(points, (300.0, 300.0), PLATE):
        nearest = np.hypot(max(abs(x) - PLATE[0] / 2, 0.0), max(abs(y) - PLATE[1] / 2, 0.0))
        assert nearest > 150.0


def test_far_apart_targets_keep_their_sides() -> None:
    right, left, below = place_plates([(100.0, 0.0), (-100.0, 0.0), (0.0, 90.0)], (200.0, 180.0), PLATE)
    assert right[0] > 100
    assert left[0] < -100
    assert below[1] > 90


def test_the_same_targets_give_the_same_places() -> None:
    points = [(float(index), float(index % 3)) for index in range(20)]
    assert place_plates(points, (200.0, 100.0), PLATE) == place_plates(points, (200.0, 100.0), PLATE)
