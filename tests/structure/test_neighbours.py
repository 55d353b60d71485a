"""Which atoms are near? Against brute force.

Oracles: the distance formula written out in float64, and gemmi's NeighborSearch on the bundled entries.
"""

from __future__ import annotations

import math

import gemmi
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rasstruct.structure.neighbours import distance_matrix, find_near, nearest_distances

Points = npt.NDArray[np.float32]
SETTINGS = settings(derandomize=True, deadline=None, max_examples=40)


@st.composite
def point_sets(draw: st.DrawFn) -> tuple[Points, Points]:
    """Two clouds of points, up to 500 Å from the origin."""
    generator = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    centre = generator.uniform(-500, 500, 3)
    sizes = draw(st.tuples(st.integers(1, 30), st.integers(1, 60)))
    first, second = (centre + generator.uniform(-15, 15, (size, 3)) for size in sizes)
    return first.astype(np.float32), second.astype(np.float32)


def brute_force(first: Points, second: Points) -> npt.NDArray[np.float64]:
    """Compute each distance by itself."""
    return np.array([[math.dist(a, b) for b in second.tolist()] for a in first.tolist()])


@SETTINGS
@given(point_sets())
def test_the_distance_matrix_equals_brute_force(sets: tuple[Points, Points]) -> None:
    """1e-6 Å: the matrix product loses about the square root of float64's precision only near zero distance."""
    np.testing.assert_allclose(distance_matrix(*sets), brute_force(*sets), atol=1e-6)


@SETTINGS
@given(point_sets())
def test_nearest_distances_are_the_smallest_of_each_column(sets: tuple[Points, Points]) -> None:
    np.testing.assert_allclose(nearest_distances(*sets), brute_force(*sets).min(axis=0), atol=1e-6)


@SETTINGS
@given(point_sets(), st.floats(0.5, 12.0))
def test_near_points_equal_brute_force(sets: tuple[Points, Points], cutoff: float) -> None:
    nearest = brute_force(*sets).min(axis=0)
    if (np.abs(nearest - cutoff) < 1e-5).any():
        return  # decided by rounding
    indices, distances = find_near(*sets, cutoff)
    assert indices.tolist() == np.flatnonzero(nearest <= cutoff).tolist()
    np.testing.assert_allclose(distances, nearest[indices], atol=1e-6)


@SETTINGS
@given(point_sets(), st.floats(0.5, 8.0), st.floats(0.0, 8.0))
def test_a_larger_cutoff_loses_no_point(sets: tuple[Points, Points], cutoff: float, more: float) -> None:
    assert set(find_near(*sets, cutoff)[0].tolist()) <= set(find_near(*sets, cutoff + more)[0].tolist())


@pytest.mark.parametrize(("distance", "is_near"), [(3.99, True), (4.0, True), (4.01, False)])
@pytest.mark.parametrize("axis", range(3))
@pytest.mark.parametrize("sign", [1, -1])
def test_the_cutoff_itself_is_near_in_every_direction(distance: float, is_near: bool, axis: int, sign: int) -> None:
    target = np.zeros((1, 3), dtype=np.float32)
    target[0, axis] = sign * distance
    assert len(find_near(np.zeros((1, 3), dtype=np.float32), target, 4.0)[0]) == is_near


def test_a_corner_of_the_box_is_not_near() -> None:
    """Inside the box of 4 Å half-width, 6.1 Å away."""
    corner = np.full((1, 3), 3.5, dtype=np.float32)
    assert len(find_near(np.zeros((1, 3), dtype=np.float32), corner, 4.0)[0]) == 0


@pytest.mark.parametrize("far", [0.0, 9000.0])
def test_distances_are_as_exact_far_from_the_origin(far: float) -> None:
    """All coordinates are multiples of 1/8, which float32 holds exactly up to 10,000 Å; 3-4-5 triangle."""
    first = np.array([[far, far, far]], dtype=np.float32)
    second = first + np.array([[3.0, 4.0, 0.0], [0.125, 0.0, 0.0]], dtype=np.float32)
    np.testing.assert_allclose(distance_matrix(first, second), [[5.0, 0.125]], atol=1e-9)


def test_a_point_has_no_distance_to_itself() -> None:
    points = np.array([[12.345, -6.789, 100.001]], dtype=np.float32)
    assert distance_matrix(points, points).tolist() == [[0.0]]


def test_nothing_is_near_nothing() -> None:
    none, some = np.zeros((0, 3), dtype=np.float32), np.ones((2, 3), dtype=np.float32)
    assert [len(part) for part in find_near(none, some, 4.0)] == [0, 0]
    assert [len(part) for part in find_near(some, none, 4.0)] == [0, 0]
    assert nearest_distances(none, some).tolist() == [np.inf, np.inf]
    assert distance_matrix(none, some).shape == (0, 2)


@pytest.mark.parametrize(("entry", "het_code"), [("8azr", "LR4"), ("8azr", "GDP"), ("5p21", "GNP")])
@pytest.mark.parametrize("cutoff", [3.5, 4.5, 8.0])
def test_the_surroundings_of_a_ligand_are_those_that_gemmi_finds(
    entry: str, het_code: str, cutoff: float, request: pytest.FixtureRequest
) -> None:
    structure = gemmi.read_pdb_string(request.getfixturevalue(f"text_{entry}"))
    structure.cell = gemmi.UnitCell()  # no symmetry mates
    everything = [(residue, atom) for residue in (r for chain in structure[0] for r in chain) for atom in residue]
    search = gemmi.NeighborSearch(structure[0], structure.cell, 10).populate()
    expected = {
        mark.to_cra(structure[0]).atom.serial
        for residue, atom in everything
        if residue.name == het_code
        for mark in search.find_atoms(atom.pos, "\0", radius=cutoff)
    }
    positions = np.array([list(atom.pos) for _, atom in everything], dtype=np.float32)
    is_ligand = np.array([residue.name == het_code for residue, _ in everything])
    indices, _ = find_near(positions[is_ligand], positions, cutoff)
    assert {everything[index][1].serial for index in indices} == expected
    assert is_ligand.sum() < len(indices) < len(everything)
