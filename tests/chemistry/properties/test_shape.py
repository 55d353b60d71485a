"""Is the shape of a molecule that of its geometry, and the same on every run?

Oracles: moments of inertia of ideal bodies (a rod has ratios 0 and 1, a flat ring 1/2 and 1/2, a sphere 1 and 1:
Sauer 2003, doi:10.1021/ci025599w); the radius of gyration of benzene from its bond lengths; laws.
"""

from __future__ import annotations

import dataclasses
import math
import random
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdkit import Chem

from rasstruct.chemistry.library import find_ligand, library_molecule
from rasstruct.chemistry.properties.conformer_geometry import median_rmsd, plane_distances
from rasstruct.chemistry.properties.shape import ShapeDescriptors, describe_shape

BUTANE, PENTANOL = "CCCC", "CCCCCO"


def shape_of(smiles: str, **options: int) -> ShapeDescriptors:
    """Describe the shape of a SMILES."""
    return describe_shape(Chem.MolFromSmiles(smiles), **options)


@pytest.mark.parametrize(
    ("smiles", "npr1", "npr2", "plane"),
    [
        ("C#CC#CC#C", 0.0, 1.0, 0.0),
        ("c1ccccc1", 0.5, 0.5, 0.0),
        ("C", 1.0, 1.0, 0.0),
        ("CC(C)(C)C", 1.0, 1.0, None),
        ("C1C2CC3CC1CC(C2)C3", 1.0, 1.0, None),
    ],
    ids=["rod", "disc", "methane", "neopentane", "adamantane"],
)
def test_ratios_are_those_of_ideal_bodies(smiles: str, npr1: float, npr2: float, plane: float | None) -> None:
    """Conformers are not minimised: a twentieth of deviation is allowed."""
    shape = shape_of(smiles)
    assert shape.npr1 == pytest.approx(npr1, abs=0.07)
    assert shape.npr2 == pytest.approx(npr2, abs=0.07)
    assert plane is None or shape.plane_of_best_fit == pytest.approx(plane, abs=0.02)
    assert shape.asphericity == pytest.approx({0.0: 1.0, 0.5: 0.25, 1.0: 0.0}[npr1], abs=0.03)


def test_benzene_has_the_size_that_its_bonds_give() -> None:
    """C-C 1.39 Å and C-H 1.09 Å: carbons 1.39, hydrogens 2.48 Å from the centre."""
    masses = 6 * 12.011, 6 * 1.008
    expected = math.sqrt((masses[0] * 1.39**2 + masses[1] * 2.48**2) / sum(masses))
    assert shape_of("c1ccccc1").radius_of_gyration == pytest.approx(expected, abs=0.03)


def test_plane_of_a_chair_is_a_quarter_of_its_height() -> None:
    """The carbons of a cyclohexane chair lie 0.25 Å above and below the middle plane."""
    shape = shape_of("C1CCCCC1", conformers=20)
    assert shape.plane_of_best_fit == pytest.approx(0.25, abs=0.06)


def test_flexible_molecule_has_a_wider_ensemble_than_a_rigid_one() -> None:
    rigid, flexible = shape_of("c1ccc2ccccc2c1"), shape_of("CCCCCCCCCC")
    assert rigid.rmsd is not None
    assert flexible.rmsd is not None
    assert rigid.rmsd < 0.2 < 0.8 < flexible.rmsd
    assert (rigid.radius_of_gyration_max or 0) - (rigid.radius_of_gyration_min or 0) < 0.1
    assert (flexible.radius_of_gyration_max or 0) - (flexible.radius_of_gyration_min or 0) > 0.3


@pytest.mark.parametrize("smiles", [BUTANE, PENTANOL, "C=CC(=O)N1CCNC[C@@H]1C"])
def test_medians_lie_between_smallest_and_largest(smiles: str) -> None:
    values = dataclasses.asdict(shape_of(smiles))
    ranged = [name.removesuffix("_min") for name in values if name.endswith("_min")]
    assert len(ranged) == 6
    for name in ranged:
        assert values[f"{name}_min"] <= values[name] <= values[f"{name}_max"]
    assert values["pmi1"] <= values["pmi2"] <= values["pmi3"]


def test_rmsd_turns_conformers_but_does_not_mirror_them() -> None:
    """A bent chain of four atoms, turned by a quarter, and in the mirror: only the second differs."""
    chain = np.array([[0.0, 0.0, 0.0], [1.5, 0.0, 0.0], [2.0, 1.4, 0.0], [2.5, 1.6, 1.3]])
    turned = chain @ np.array([[0.0, 1.0, 0.0], [-1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]) + 5
    assert median_rmsd(np.array([chain, turned])) == pytest.approx(0, abs=1e-6)
    assert median_rmsd(np.array([chain, chain * [1, 1, -1]])) > 0.2
    assert math.isnan(median_rmsd(chain[None]))


def test_distances_from_a_plane_are_means_of_each_conformer() -> None:
    """Four corners of a square, in the plane, and in turn 1 Å above and below it."""
    square = np.array([[0.0, 0.0, 0.0], [4.0, 0.0, 0.0], [4.0, 4.0, 0.0], [0.0, 4.0, 0.0]])
    puckered = square + np.array([[0, 0, 1], [0, 0, -1], [0, 0, 1], [0, 0, -1]])
    assert plane_distances(np.array([square, puckered])) == pytest.approx([0, 1])


def test_largest_part_of_a_salt_is_described_and_the_rest_named() -> None:
    salt, base = shape_of("CCCCN.Cl"), shape_of("CCCCN")
    assert salt.problem == "left out: Cl"
    assert dataclasses.replace(salt, problem=None) == base


def test_single_atom_has_no_ratios() -> None:
    shape = shape_of("[Na+]")
    assert (shape.npr1, shape.asphericity, shape.radius_of_gyration) == (None, None, 0.0)


@pytest.mark.parametrize(
    ("smiles", "said"),
    [("C[C@@]12CC[C@](C)(C1)C2", "no conformer"), ("*CC", "unknown atoms")],
    ids=["impossible stereochemistry", "attachment point"],
)
def test_molecule_without_conformer_says_why(smiles: str, said: str) -> None:
    shape = shape_of(smiles)
    assert shape.conformers == 0
    assert said in str(shape.problem)
    assert {getattr(shape, name) for name in ("npr1", "npr2", "radius_of_gyration", "rmsd")} == {None}
    assert describe_shape(Chem.Mol()).conformers == 0


def test_near_miss_of_the_impossible_cage_is_built() -> None:
    assert shape_of("C[C@]12CC[C@](C)(C1)C2").conformers == 10


def test_macrocycle_takes_bounded_time() -> None:
    """RMC-7977: an 18-membered ring and 122 atoms; 4 s a CPU were measured for ten conformers."""
    started = time.process_time()
    shape = describe_shape(library_molecule(find_ligand("RMC-7977")), conformers=3)
    assert time.process_time() - started < 30
    assert shape.conformers == 3
    assert 4 < (shape.radius_of_gyration or 0) < 9


def test_seed_decides_and_threads_do_not() -> None:
    serial = shape_of(PENTANOL)
    assert shape_of(PENTANOL, threads=4) == serial
    assert shape_of(PENTANOL, seed=8) != serial
    assert shape_of(PENTANOL, conformers=3).conformers == 3


@given(st.sampled_from([BUTANE, PENTANOL, "C[C@H](N)C(=O)O", "FC(F)(F)/C=C/Cl"]), st.integers(0, 10_000))
@settings(derandomize=True, deadline=None, max_examples=15)
def test_order_of_atoms_and_own_coordinates_change_nothing(smiles: str, seed: int) -> None:
    molecule = Chem.MolFromSmiles(smiles)
    order = list(range(molecule.GetNumAtoms()))
    random.Random(seed).shuffle(order)
    assert describe_shape(Chem.AddHs(Chem.RenumberAtoms(molecule, order))) == describe_shape(molecule)
