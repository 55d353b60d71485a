"""Does the kernel give the angles that other tools give, in any number of models and frames?

Oracles: `gemmi.calculate_dihedral` and Biopython's `calc_dihedral` for every backbone and side-chain angle of the two
bundled entries; four-atom figures whose angle can be read off, with the sign of IUPAC-IUB 1970
(doi:10.1021/bi00820a001: looking along the middle bond, positive when the far bond is clockwise of the near one).
Laws: rigid motion keeps an angle, a mirror changes its sign, the reversed order of atoms keeps it.
"""

from __future__ import annotations

import math

import gemmi
import numpy as np
import numpy.typing as npt
import pytest
from Bio.PDB.vectors import Vector, calc_dihedral
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import rasstruct as rs
from rasstruct.structure.backbone import map_backbone_dihedrals
from rasstruct.structure.dihedrals import compute_dihedrals
from rasstruct.structure.side_chains import map_side_chain_dihedrals

SETTINGS = settings(derandomize=True, deadline=None, max_examples=25)
ALL_FOUR = np.arange(4)
Points = npt.NDArray[np.float64]


def figure(angle: float) -> Points:
    """Place four atoms so that, seen along the middle bond, the last is that many degrees clockwise of the first."""
    turned = math.radians(angle)
    return np.array([[1.0, 0, 0], [0, 0, 0], [0, 0, -1.5], [math.cos(turned), -math.sin(turned), -1.5]])


def degrees_apart(first: npt.ArrayLike, second: npt.ArrayLike) -> Points:
    return np.abs((np.asarray(first) - np.asarray(second) + 180) % 360 - 180)


# --- angles that can be read off -------------------------------------------------------------------------------------


@pytest.mark.parametrize("angle", [-179.5, -120, -90, -60, -0.01, 0, 0.01, 60, 90, 120, 179.5, 180])
def test_angle_and_sign_are_those_of_the_figure(angle: float) -> None:
    assert compute_dihedrals(figure(angle), ALL_FOUR) == pytest.approx(angle, abs=1e-9)


@pytest.mark.parametrize("missing", range(4))
def test_an_absent_atom_makes_no_angle_whichever_it_is(missing: int) -> None:
    index = np.stack([ALL_FOUR, np.where(missing == ALL_FOUR, -1, ALL_FOUR)])
    complete, incomplete = compute_dihedrals(figure(60), index)
    assert complete == pytest.approx(60)
    assert np.isnan(incomplete)


@pytest.mark.parametrize("bent", [0, 3], ids=["first three atoms", "last three atoms"])
def test_three_atoms_in_a_line_make_no_angle_and_nearly_in_a_line_do(bent: int) -> None:
    points = figure(60)
    points[bent] = points[1] + (points[2] - points[1]) * (-1 if bent == 0 else 2)
    assert np.isnan(compute_dihedrals(points, ALL_FOUR))
    points[bent] += (0.001, 0, 0)  # the last digit of a PDB file
    assert not np.isnan(compute_dihedrals(points, ALL_FOUR))


@pytest.mark.parametrize("precision", [np.float64, np.float32])
def test_three_atoms_in_a_slanting_line_make_no_angle_though_rounding_bends_it(precision: type) -> None:
    random = np.random.default_rng(11)
    start, bond, last = (random.normal(0, width, (200, 3)) for width in (20, 1, 20))
    points = np.stack([start, start + bond, start + 2 * bond, last], axis=1).astype(precision)
    bonds = np.linalg.norm(bond, axis=1) > 0.8  # as long as bonds are
    assert bonds.sum() > 150
    assert np.isnan(compute_dihedrals(points[bonds], ALL_FOUR)).all()


def test_atoms_in_one_place_make_no_angle() -> None:
    points = figure(60)
    points[1] = points[2]
    assert np.isnan(compute_dihedrals(points, ALL_FOUR))
    assert np.isnan(compute_dihedrals(np.zeros((4, 3)), ALL_FOUR))


# --- other tools -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("entry_name", ["entry_8azr", "entry_5p21"])
def test_every_angle_of_an_entry_is_that_of_gemmi_and_biopython(
    entry_name: str, request: pytest.FixtureRequest
) -> None:
    entry: rs.Entry = request.getfixturevalue(entry_name)
    numbering = entry["A"].numbering
    maps = (map_backbone_dihedrals(entry.structure, numbering), map_side_chain_dihedrals(entry.structure, numbering))
    index = np.concatenate(maps, axis=1).reshape(-1, 4)
    xyz = entry.structure.xyz[0].astype(np.float64)
    angles = compute_dihedrals(xyz, index)
    is_complete = (index >= 0).all(axis=1)
    assert is_complete.sum() > 800  # 3 backbone angles and about 2 of the side chain for each of some 166 residues
    assert np.isnan(angles[~is_complete]).all()
    for angle, rows in zip(angles[is_complete], index[is_complete], strict=True):
        by_gemmi = gemmi.calculate_dihedral(*(gemmi.Position(*xyz[row]) for row in rows))
        by_biopython = calc_dihedral(*(Vector(*xyz[row]) for row in rows))
        # both calculate in double precision; Biopython by arc cosine, which loses half the digits near 0 and 180
        assert degrees_apart(angle, math.degrees(by_gemmi)) < 1e-6
        assert degrees_apart(angle, math.degrees(by_biopython)) < 1e-4


# --- shapes ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("leading", [(), (1,), (5,), (2, 3), (0,)], ids=str)
@pytest.mark.parametrize("angles", [(), (1,), (7, 3), (0,)], ids=str)
def test_shape_is_that_of_models_and_frames_then_that_of_the_angles(
    leading: tuple[int, ...], angles: tuple[int, ...]
) -> None:
    xyz = np.broadcast_to(figure(75), (*leading, 4, 3))
    index = np.broadcast_to(ALL_FOUR, (*angles, 4))
    found = compute_dihedrals(xyz, index)
    assert found.shape == (*leading, *angles)
    assert found.dtype == np.float64
    assert np.allclose(found, 75)


def test_each_frame_has_its_own_angles() -> None:
    turns = np.array([[-150.0, -30.0], [15.0, 165.0], [90.0, -90.0]])
    xyz = np.array([[figure(turn) for turn in row] for row in turns])
    assert np.allclose(compute_dihedrals(xyz, ALL_FOUR), turns)


def test_stacked_models_of_an_entry_have_the_angles_of_each_alone(entry_5p21: rs.Entry) -> None:
    index = map_backbone_dihedrals(entry_5p21.structure, entry_5p21["A"].numbering)
    one = entry_5p21.structure.xyz[0]
    shaken = one + np.random.default_rng(7).normal(0, 0.1, one.shape).astype(np.float32)
    stacked = compute_dihedrals(np.stack([one, shaken]), index)
    assert np.array_equal(stacked[0], compute_dihedrals(one, index), equal_nan=True)
    assert np.array_equal(stacked[1], compute_dihedrals(shaken, index), equal_nan=True)
    assert not np.array_equal(stacked[0], stacked[1], equal_nan=True)


def test_coordinates_and_index_are_left_as_they_were() -> None:
    xyz, index = figure(60), np.array([[0, 1, 2, 3], [0, 1, 2, -1]])
    xyz.setflags(write=False)
    index.setflags(write=False)
    assert compute_dihedrals(xyz, index)[0] == pytest.approx(60)


# --- laws ------------------------------------------------------------------------------------------------------------

seeds = st.integers(0, 2**32 - 1)


def bent_points(seed: int) -> Points:
    """Place four atoms at random, no three of them nearly in a line."""
    points = np.random.default_rng(seed).normal(0, 2, (4, 3))
    bonds = np.diff(points, axis=0)
    bonds /= np.linalg.norm(bonds, axis=1, keepdims=True)
    assume(all(abs(float(bonds[i] @ bonds[i + 1])) < 0.99 for i in (0, 1)))
    return points


def rotation(seed: int) -> Points:
    """Give a random rotation without reflection."""
    matrix, _ = np.linalg.qr(np.random.default_rng(seed + 1).normal(size=(3, 3)))
    return matrix * np.sign(np.linalg.det(matrix))


@SETTINGS
@given(seeds)
def test_a_rigid_motion_keeps_the_angle(seed: int) -> None:
    points = bent_points(seed)
    moved = points @ rotation(seed).T + (30.0, -20.0, 10.0)
    assert degrees_apart(compute_dihedrals(moved, ALL_FOUR), compute_dihedrals(points, ALL_FOUR)) < 1e-6


@SETTINGS
@given(seeds, st.integers(0, 2))
def test_a_mirror_changes_the_sign(seed: int, axis: int) -> None:
    points = bent_points(seed)
    mirrored = points * np.where(np.arange(3) == axis, -1, 1)
    assert degrees_apart(compute_dihedrals(mirrored, ALL_FOUR), -compute_dihedrals(points, ALL_FOUR)) < 1e-6


@SETTINGS
@given(seeds)
def test_the_reversed_order_keeps_the_angle(seed: int) -> None:
    points = bent_points(seed)
    assert degrees_apart(*compute_dihedrals(points, np.stack([ALL_FOUR, ALL_FOUR[::-1]]))) < 1e-6


@SETTINGS
@given(seeds, st.floats(-179, 179))
def test_turning_the_last_atom_about_the_middle_bond_adds_to_the_angle(seed: int, turn: float) -> None:
    points = bent_points(seed)
    axis = (points[2] - points[1]) / np.linalg.norm(points[2] - points[1])
    arm = points[3] - points[2]
    turned, cosine = math.radians(turn), math.cos(math.radians(turn))
    # Rodrigues' formula: clockwise, seen along the axis
    moved = arm * cosine + np.cross(axis, arm) * math.sin(turned) + axis * (axis @ arm) * (1 - cosine)
    before = compute_dihedrals(points, ALL_FOUR)
    after = compute_dihedrals(np.vstack([points[:3], points[2] + moved]), ALL_FOUR)
    assert degrees_apart(after, before + turn) < 1e-6
