"""Which rotation and shift lay one set of atoms on another?

Oracles: Biopython's SVDSuperimposer on the same atoms; the rotation with which the atoms were moved away; for the
mirror image, that no rotation can bring it back.
"""

from __future__ import annotations

import numpy as np
import pytest
from Bio.SVDSuperimposer import SVDSuperimposer
from hypothesis import given, settings
from hypothesis import strategies as st

import rasstruct as rs
from rasstruct.structure.superposition import superpose

#: what float32 coordinates cost over a protein, in Å
TOLERANCE = 1e-3


def turn(angles: tuple[float, float, float]) -> np.ndarray:
    """Make a rotation of three angles in radians, about x, y and z."""
    matrix = np.eye(3)
    for axis, angle in enumerate(angles):
        about, (i, j) = np.eye(3), [k for k in range(3) if k != axis]
        about[i, i] = about[j, j] = np.cos(angle)
        about[i, j], about[j, i] = -np.sin(angle), np.sin(angle)
        matrix = matrix @ about
    return matrix


@pytest.fixture(scope="module")
def alpha_carbons(entry_8azr: rs.Entry, entry_5p21: rs.Entry) -> tuple[np.ndarray, np.ndarray]:
    """Give the CA atoms of residues 1-166 of both bundled entries."""
    found = []
    for entry in (entry_8azr, entry_5p21):
        rows = entry.structure.topology.rows_named("CA")
        residues = [entry["A"].numbering.residue_at(number) for number in range(1, 167)]
        found.append(entry.xyz[0][rows[residues]])
    return found[0], found[1]


def test_8azr_lies_on_5p21_as_biopython_lays_it(alpha_carbons: tuple[np.ndarray, np.ndarray]) -> None:
    mobile, target = alpha_carbons
    theirs = SVDSuperimposer()
    theirs.set(target.astype(float), mobile.astype(float))
    theirs.run()
    ours = superpose(mobile, target)
    assert float(ours.rmsd) == pytest.approx(theirs.get_rms(), abs=TOLERANCE)
    assert float(ours.rmsd) > 0.5
    assert np.allclose(ours.apply(mobile), theirs.get_transformed(), atol=TOLERANCE)


@given(st.tuples(*[st.floats(-3.1, 3.1)] * 3), st.tuples(*[st.floats(-200, 200)] * 3))
@settings(derandomize=True, deadline=None, max_examples=25)
def test_atoms_moved_away_come_back(
    alpha_carbons: tuple[np.ndarray, np.ndarray],
    angles: tuple[float, float, float],
    shift: tuple[float, float, float],
) -> None:
    _, target = alpha_carbons
    moved = target.astype(float) @ turn(angles) + np.array(shift)
    found = superpose(moved, target)
    assert float(found.rmsd) < TOLERANCE
    assert np.allclose(found.apply(moved), target, atol=TOLERANCE)


def test_a_mirror_image_is_turned_and_not_mirrored_back(alpha_carbons: tuple[np.ndarray, np.ndarray]) -> None:
    _, target = alpha_carbons
    found = superpose(target * np.array([1, 1, -1]), target)
    assert np.linalg.det(found.rotation) == pytest.approx(1.0)
    assert float(found.rmsd) > 5.0


def test_a_stack_of_frames_is_laid_as_each_of_them(alpha_carbons: tuple[np.ndarray, np.ndarray]) -> None:
    mobile, target = alpha_carbons
    frames = np.stack([mobile, target @ turn((0.3, -1.0, 2.0)) + 5.0, target * np.array([1, 1, -1])])
    together = superpose(frames, target)
    assert together.rmsd.shape == (3,)
    for index, frame in enumerate(frames):
        alone = superpose(frame, target)
        assert float(together.rmsd[index]) == pytest.approx(float(alone.rmsd))
        assert np.allclose(together.apply(frames)[index], alone.apply(frame))
