"""How far are two poses of a molecule apart, whichever way its symmetric parts are numbered?

Oracles:
- independent calculation: every matching of the bare graphs, superposed by Kabsch's method (tests/support);
  RDKit's CalcRMS and GetBestRMS
- arithmetic: a shift by t of a molecule without symmetry is an RMSD of |t|
- laws: zero for itself and any symmetric numbering, symmetric, blind to joint rigid motion and to hydrogens, at most
  the plain RMSD
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pose_oracles import brute_force_rmsd, embed, heavy, move_atom, plain_rmsd, with_coordinates
from rdkit import Chem
from rdkit.Chem import rdDepictor, rdMolAlign
from scipy.spatial.transform import Rotation

from rasstruct._base.errors import MoleculeError
from rasstruct.chemistry.poses.pose_rmsd import symmetric_rmsd, symmetric_rmsds

#: what float64 and the root finding of a superposition leave, in Å
TOLERANCE = 2e-4
MOLECULES = {
    "isopropyl and a ring that flips": "CC(C)Cc1ccc(cc1)C(C)C(=O)O",
    "CF3 and carboxylate": "OC(=O)c1ccc(cc1)C(F)(F)F",
    "two tert-butyls": "CC(C)(C)c1cc(O)cc(c1)C(C)(C)C",
    "a ring of four equal carbons": "C1CNCCN1",
    "no symmetry": "NCC(=O)NC1CCCC1O",
}


def shuffled(mol: Chem.Mol, seed: int) -> Chem.Mol:
    """Give the same pose in another atom order."""
    order = np.random.default_rng(seed).permutation(mol.GetNumAtoms())
    return Chem.RenumberAtoms(mol, order.tolist())


# --- independent calculations ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("superpose", [False, True], ids=["in place", "superposed"])
@pytest.mark.parametrize("smiles", MOLECULES.values(), ids=MOLECULES)
def test_rmsd_equals_brute_force_over_all_matchings(smiles: str, superpose: bool) -> None:
    first, second = embed(smiles, 1), shuffled(embed(smiles, 2), 3)
    expected = brute_force_rmsd(first, second, superpose)
    assert symmetric_rmsd(first, second, superpose=superpose) == pytest.approx(expected, abs=TOLERANCE)
    assert expected > 0.1


@pytest.mark.parametrize("smiles", MOLECULES.values(), ids=MOLECULES)
def test_rmsd_equals_that_of_rdkit(smiles: str) -> None:
    first, second = embed(smiles, 1), shuffled(embed(smiles, 2), 3)
    assert symmetric_rmsd(first, second) == pytest.approx(rdMolAlign.CalcRMS(Chem.Mol(second), first), abs=TOLERANCE)
    best = rdMolAlign.GetBestRMS(Chem.Mol(second), first)
    assert symmetric_rmsd(first, second, superpose=True) == pytest.approx(best, abs=TOLERANCE)


def test_many_poses_at_once_equal_one_by_one_in_order() -> None:
    smiles = MOLECULES["isopropyl and a ring that flips"]
    reference = embed(smiles, 1)
    poses = [embed(smiles, seed) for seed in (2, 3)] + [shuffled(embed(smiles, 4), 5), embed(smiles, 6)]
    expected = [brute_force_rmsd(reference, pose) for pose in poses]
    assert symmetric_rmsds(reference, iter(poses)) == pytest.approx(expected, abs=TOLERANCE)
    assert len({round(value, 2) for value in expected}) == len(poses)


def test_no_poses_give_no_values() -> None:
    assert symmetric_rmsds(embed("CCO"), []) == ()


def test_shift_of_an_asymmetric_molecule_is_its_length() -> None:
    mol = embed(MOLECULES["no symmetry"])
    moved = with_coordinates(mol, heavy(mol) + np.array([1.0, 2.0, 2.0]))
    assert symmetric_rmsd(mol, moved) == pytest.approx(3.0, abs=1e-9)
    assert symmetric_rmsd(mol, moved, superpose=True) == pytest.approx(0.0, abs=TOLERANCE)


# --- what is ignored, and what is not --------------------------------------------------------------------------------


def test_symmetric_numbering_is_no_difference_but_any_other_is() -> None:
    mol = embed(MOLECULES["isopropyl and a ring that flips"])
    swapped = Chem.RenumberAtoms(mol, [2, 1, 0, *range(3, mol.GetNumAtoms())])
    assert plain_rmsd(heavy(mol), heavy(swapped)) > 0.5
    assert symmetric_rmsd(mol, swapped) == pytest.approx(0.0, abs=1e-9)
    xyz = heavy(mol)
    xyz[[0, 3]] = xyz[[3, 0]]
    assert symmetric_rmsd(mol, with_coordinates(mol, xyz)) > 0.3


def test_bond_orders_charges_and_hydrogens_do_not_matter() -> None:
    acrylamide, propanamide = embed("C=CC(=O)N1CCNCC1"), Chem.MolFromSmiles("CCC(=O)N1CC[NH2+]CC1")
    propanamide.AddConformer(acrylamide.GetConformer())
    assert symmetric_rmsd(acrylamide, Chem.AddHs(propanamide, addCoords=True)) == pytest.approx(0.0, abs=1e-9)


def test_mirror_image_does_not_superpose() -> None:
    chiral, flat = embed("F[C@](Cl)(Br)I"), embed("FC(Cl)=O")
    for mol, superposes in ((chiral, False), (flat, True)):
        mirrored = with_coordinates(mol, heavy(mol) * [-1.0, 1.0, 1.0])
        value = symmetric_rmsd(mol, mirrored, superpose=True)
        assert value == pytest.approx(brute_force_rmsd(mol, mirrored, superpose=True), abs=TOLERANCE)
        assert (value < 0.05) == superposes


@pytest.mark.parametrize("smiles", ["O=C=O", "CC", "O"], ids=["three atoms in line", "two atoms", "one atom"])
def test_molecules_in_line_superpose_on_themselves(smiles: str) -> None:
    mol = embed(smiles)
    turned = with_coordinates(mol, heavy(mol) @ Rotation.from_euler("xyz", [0.3, 0.7, 1.1]).as_matrix().T + 5.0)
    assert symmetric_rmsd(mol, turned, superpose=True) == pytest.approx(0.0, abs=1e-3)


# --- laws ------------------------------------------------------------------------------------------------------------

angles = st.tuples(*[st.floats(-3.1, 3.1)] * 3)
shifts = st.tuples(*[st.floats(-50, 50)] * 3)


@settings(derandomize=True, deadline=None, max_examples=25)
@given(st.sampled_from(sorted(MOLECULES.values())), st.integers(2, 9), angles, shifts)
def test_laws_of_a_distance(smiles: str, seed: int, turn: tuple[float, ...], shift: tuple[float, ...]) -> None:
    first, second = embed(smiles, 1), embed(smiles, seed)
    value = symmetric_rmsd(first, second)
    assert value == pytest.approx(symmetric_rmsd(second, first), abs=1e-9)
    assert value <= plain_rmsd(heavy(first), heavy(second)) + 1e-9
    superposed = symmetric_rmsd(first, second, superpose=True)
    assert superposed <= value + TOLERANCE
    matrix = Rotation.from_euler("xyz", turn).as_matrix().T
    moved = [with_coordinates(mol, heavy(mol) @ matrix + np.array(shift)) for mol in (first, second)]
    assert symmetric_rmsd(*moved) == pytest.approx(value, abs=1e-6)
    assert symmetric_rmsd(first, moved[1], superpose=True) == pytest.approx(superposed, abs=TOLERANCE)


# --- refusals --------------------------------------------------------------------------------------------------------


def test_another_composition_is_refused_with_both_formulas() -> None:
    with pytest.raises(MoleculeError, match=r"found heavy atoms C2N instead of C2O, .* poses of the same molecule"):
        symmetric_rmsd(embed("CCO"), embed("CCN"))


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [("CCCO", "CC(C)O", "the same heavy atoms C3O, bonded differently"), ("C1CC1O", "CCCO", "3 bonds .* instead of 4")],
    ids=["other branching", "a ring less"],
)
def test_an_isomer_is_refused(first: str, second: str, said: str) -> None:
    with pytest.raises(MoleculeError, match=said):
        symmetric_rmsd(embed(first), embed(second))


def test_a_refused_pose_among_many_is_not_passed_over() -> None:
    with pytest.raises(MoleculeError, match="instead of"):
        symmetric_rmsds(embed("CCO"), [embed("CCO", 2), embed("CCS")])


def test_poses_without_coordinates_in_space_are_refused() -> None:
    mol = embed("CCO")
    drawing = Chem.MolFromSmiles("CCO")
    with pytest.raises(MoleculeError, match="without coordinates"):
        symmetric_rmsd(mol, drawing)
    rdDepictor.Compute2DCoords(drawing)
    with pytest.raises(MoleculeError, match="2D drawing"):
        symmetric_rmsd(drawing, mol)
    with pytest.raises(MoleculeError, match="no numbers"):
        symmetric_rmsd(mol, move_atom(mol, 1, np.full(3, np.nan)))
    with pytest.raises(MoleculeError, match="all atoms in one place"):
        symmetric_rmsd(mol, with_coordinates(mol, np.zeros((3, 3))))


def test_a_molecule_with_too_many_symmetric_numberings_is_refused_at_once() -> None:
    # six tert-butyls on benzene: 6**6 * 12 numberings
    spokes = Chem.MolFromSmiles("c1(C(C)(C)C)" + "c(C(C)(C)C)" * 4 + "c1C(C)(C)C")
    conformer = Chem.Conformer(spokes.GetNumAtoms())
    spokes.AddConformer(conformer)
    pose = with_coordinates(spokes, np.random.default_rng(1).normal(size=(spokes.GetNumAtoms(), 3)))
    with pytest.raises(MoleculeError, match="over 50000 symmetric numberings"):
        symmetric_rmsd(pose, pose)
