"""How much surface is taken away?

Oracles: the sphere; the cap that a plane cuts off two equal spheres; biotite's own Shrake–Rupley on a real side chain.
"""

from __future__ import annotations

import numpy as np
import pytest

from rasstruct.analysis.mutagenesis.shielded_area import compute_shielded_area
from rasstruct.structure.elements import van_der_waals_radii
from rasstruct.structure.surface_area import compute_surface_area

NONE = np.zeros((0, 3)), np.zeros(0)


def test_an_atom_far_from_the_shield_loses_nothing() -> None:
    area = compute_shielded_area(np.zeros((1, 3)), np.array([1.7]), *NONE, np.array([[9.0, 0, 0]]), np.array([1.7]))
    assert area.tolist() == [0.0]


@pytest.mark.parametrize("distance", [2.0, 3.5, 5.0])
def test_of_two_equal_spheres_each_loses_its_cap(distance: float) -> None:
    radius = 1.7 + 1.4
    cap = 2 * np.pi * radius * (radius - distance / 2)
    area = compute_shielded_area(
        np.zeros((1, 3)), np.array([1.7]), *NONE, np.array([[distance, 0, 0]]), np.array([1.7])
    )
    assert area[0] == pytest.approx(cap, abs=4 * np.pi * radius**2 * 0.02)


def test_what_is_buried_already_cannot_be_taken() -> None:
    shield = np.array([[3.0, 0, 0]]), np.array([1.7])
    assert compute_shielded_area(np.zeros((1, 3)), np.array([1.7]), *shield, *shield).tolist() == [0.0]


def test_a_crowd_of_atoms_agrees_with_biotite() -> None:
    random = np.random.default_rng(7)
    xyz = random.uniform(-6, 6, (60, 3))
    elements = random.choice(np.array([b"C", b"N", b"O", b"S"]), 60)
    radius = van_der_waals_radii(elements)
    own, others, shield = slice(0, 8), slice(8, 30), slice(30, 60)
    found = compute_shielded_area(xyz[own], radius[own], xyz[others], radius[others], xyz[shield], radius[shield])
    alone = compute_surface_area(xyz[:30], elements[:30])[own] - compute_surface_area(xyz, elements)[own]
    assert found == pytest.approx(alone, abs=6.0)
    assert found.sum() == pytest.approx(alone.sum(), rel=0.05)
