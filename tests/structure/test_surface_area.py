"""Solvent-accessible areas of spheres that can be computed by hand, and of a protein by another program.

Oracles: the area of a sphere, and of the cap that a second sphere cuts off it (its height is
R1 + (d² - R1² + R2²) / 2d with the sign turned, so that the exposed part is 2πR1(R1 + (d² + R1² - R2²) / 2d)), where R
is the van der Waals radius and the radius of water; Biopython's `ShrakeRupley` with the same radii. The radii are those
of Bondi 1964 (doi:10.1021/j100785a001): C 1.70, N 1.55, O 1.52, S 1.80 Å.
"""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import numpy.typing as npt
import pytest
from biopython_oracle import BONDI, compute_areas, read_model
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

from rasstruct.structure.read import read_structure
from rasstruct.structure.surface_area import PROBE_RADIUS, compute_surface_area

#: 500 points a sphere: a cut can be off by a few points, each is 0.2 % of the sphere
POINTS = 0.01


def areas(xyz: npt.ArrayLike, elements: str, wanted: list[bool] | None = None) -> npt.NDArray[np.float64]:
    """Compute the areas of atoms given as letters."""
    return compute_surface_area(
        np.array(xyz, dtype=float).reshape(-1, 3),
        np.array(list(elements), dtype="S2"),
        None if wanted is None else np.array(wanted),
    )


def sphere(element: str) -> float:
    """Give the accessible area of a lone atom."""
    return 4 * math.pi * (BONDI[element] + PROBE_RADIUS) ** 2


def exposed(element: str, other: str, distance: float) -> float:
    """Give the area of an atom that another one at that distance leaves."""
    radius, cutting = BONDI[element] + PROBE_RADIUS, BONDI[other] + PROBE_RADIUS
    height = radius + (distance**2 + radius**2 - cutting**2) / (2 * distance)
    return 2 * math.pi * radius * min(max(height, 0), 2 * radius)


@pytest.mark.parametrize("element", "CNOS")
def test_lone_atom_has_the_area_of_its_sphere(element: str) -> None:
    assert areas([[3, -2, 5]], element) == pytest.approx([sphere(element)], rel=1e-4)


@pytest.mark.parametrize("distance", [1.0, 1.5, 2.5, 4.0, 5.0, 6.0])
@pytest.mark.parametrize("pair", ["CC", "CO", "NS", "OO"])
def test_second_atom_cuts_off_the_cap_of_geometry(pair: str, distance: float) -> None:
    first, second = pair
    found = areas([[0, 0, 0], [0, 0, distance]], pair)
    expected = [exposed(first, second, distance), exposed(second, first, distance)]
    assert found == pytest.approx(expected, abs=POINTS * sphere("S"))


@pytest.mark.parametrize(("gap", "is_buried"), [(-0.2, True), (0.01, False)])
def test_atoms_bury_each_other_until_a_water_fits_between(gap: float, is_buried: bool) -> None:
    distance = BONDI["C"] + BONDI["O"] + 2 * PROBE_RADIUS + gap
    found = areas([[0, 0, 0], [distance, 0, 0]], "CO")
    assert (found.sum() < sphere("C") + sphere("O") - 0.1) == is_buried


def test_atom_in_a_cage_has_no_area() -> None:
    cage = [[2.5 * side if axis == place else 0 for axis in range(3)] for place in range(3) for side in (-1, 1)]
    assert areas([[0, 0, 0], *cage], "O" + "C" * 6)[0] == 0
    assert areas([[0, 0, 0], *cage[:5]], "O" + "C" * 5)[0] > 0


def test_atoms_that_are_not_wanted_still_bury() -> None:
    xyz = [[0, 0, 0], [0, 0, 2]]
    both, first = areas(xyz, "CN"), areas(xyz, "CN", [True, False])
    assert first.tolist() == [both[0], 0]
    assert first[0] < sphere("C")


def test_coordinates_of_a_structure_are_read_only_and_stay_so() -> None:
    xyz = np.zeros((1, 3), dtype=np.float32)
    xyz.setflags(write=False)
    assert compute_surface_area(xyz, np.array([b"C"])) == pytest.approx([sphere("C")], rel=1e-4)


def test_no_atoms_have_no_area() -> None:
    assert areas([], "").shape == (0,)


@dataclasses.dataclass(frozen=True, eq=False)
class Protein:
    """The protein of a file, default conformer."""

    text: str = dataclasses.field(repr=False)
    xyz: npt.NDArray[np.float32] = dataclasses.field(repr=False)
    elements: npt.NDArray[np.bytes_] = dataclasses.field(repr=False)


@pytest.fixture(scope="module")
def protein(text_5p21: str) -> Protein:
    lines = [line for line in text_5p21.splitlines() if line.startswith("ATOM") and line[16] in " A"]
    text = "\n".join(lines) + "\n"
    structure = read_structure(text)
    return Protein(text, structure.xyz[0].copy(), structure.topology.element)


def test_residues_of_5p21_have_the_areas_that_biopython_gives(protein: Protein) -> None:
    """Same radii and probe, other points: 2 Å² and 1 % a residue, 0.2 % over all."""
    model = read_model(protein.text)
    expected = list(compute_areas(model, n_points=500).values())
    counts = [len(residue) for residue in model.get_residues()]
    found = np.add.reduceat(compute_surface_area(protein.xyz, protein.elements), np.cumsum([0, *counts[:-1]]))
    assert found == pytest.approx(expected, abs=2.0, rel=0.01)
    assert found.sum() == pytest.approx(sum(expected), rel=0.002)


@settings(derandomize=True, deadline=None, max_examples=10)
@given(seed=st.integers(0, 10_000), shift=st.floats(-300, 300))
def test_area_does_not_depend_on_the_place_in_space(protein: Protein, seed: int, shift: float) -> None:
    """The points of each sphere do not turn with the molecule, so that single atoms may differ by some points."""
    turned = Rotation.random(random_state=seed).apply(protein.xyz) + shift
    before, after = (compute_surface_area(xyz, protein.elements) for xyz in (protein.xyz, turned))
    assert after.sum() == pytest.approx(before.sum(), rel=0.005)
    assert np.abs(after - before).max() < 0.06 * sphere("C")
