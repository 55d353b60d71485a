"""Plates around a drawing. Laws: none overlaps, none covers the drawing, untangling moves none off the places.

Crossings are counted here by orientation of triples of points, not by the code under test.
"""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from rasstruct.view.map_layout import place_plates, untangle

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


# --- untangling ------------------------------------------------------------------------------------------------------

CIRCLE = [(100.0 * np.cos(angle), 100.0 * np.sin(angle)) for angle in np.linspace(0.0, 2 * np.pi, 12, endpoint=False)]
points = st.tuples(st.integers(-60, 60), st.integers(-60, 60)).map(lambda p: (float(p[0]), float(p[1])))


def turns(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return float(np.sign(round((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]), 3)))


def count_crossings(places: list[tuple[float, float]], ends: list[list[tuple[float, float]]]) -> int:
    lines = [(place, end) for place, own in zip(places, ends, strict=True) for end in own]
    return sum(
        turns(*one, other[0]) * turns(*one, other[1]) < 0 and turns(*other, one[0]) * turns(*other, one[1]) < 0
        for one, other in itertools.combinations(lines, 2)
    )


def sum_lengths(places: list[tuple[float, float]], ends: list[list[tuple[float, float]]]) -> float:
    return float(sum(np.hypot(x - p[0], y - p[1]) for p, own in zip(places, ends, strict=True) for x, y in own))


@settings(derandomize=True, deadline=None, max_examples=25)
@given(st.lists(points, min_size=12, max_size=12, unique=True))
def test_untangled_lines_never_cross_when_each_plate_has_one(stops: list[tuple[float, float]]) -> None:
    ends = [[stop] for stop in stops]
    found = untangle(CIRCLE, ends)
    assert sorted(found) == sorted(CIRCLE)
    assert count_crossings(found, ends) == 0


def test_lines_that_start_crossed_are_uncrossed_and_uncrossed_ones_stay() -> None:
    crossed = [[(20.0, 0.0)], [(0.0, 0.0)]]
    places = [(0.0, 10.0), (20.0, 10.0)]
    assert untangle(places, crossed) == places[::-1]
    assert untangle(places, crossed[::-1]) == places


@settings(derandomize=True, deadline=None, max_examples=15)
@given(st.lists(st.lists(points, min_size=1, max_size=3), min_size=12, max_size=12))
def test_untangling_never_makes_a_picture_both_longer_and_more_crossed(ends: list[list[tuple[float, float]]]) -> None:
    found = untangle(CIRCLE, ends)
    is_longer = sum_lengths(found, ends) > sum_lengths(CIRCLE, ends) + 1e-3
    assert not (is_longer and count_crossings(found, ends) >= count_crossings(CIRCLE, ends))


def test_nothing_to_place_gives_nothing() -> None:
    assert untangle([], []) == []
