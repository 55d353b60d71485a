"""Where does each kind of interaction begin and end?

Oracle: the published limits (`rasstruct.reference.interaction_criteria`) and plain geometry: two small molecules are
placed by hand, once just inside a limit and once just outside.
"""

from __future__ import annotations

import numpy as np
import pytest
from rdkit import Chem
from rdkit.Geometry import Point3D

from rasstruct.analysis.interactions.partner_molecules import PlacedMolecule
from rasstruct.analysis.interactions.typed_pairs import TypedPair, find_typed_pairs, make_residue

#: Å, apart from a limit
STEP = 0.02
FLAT_RING = np.array([[1.39 * np.cos(a), 1.39 * np.sin(a), 0.0] for a in np.radians(np.arange(0, 360, 60))])
ALONE = np.zeros((1, 3))
#: acetaldehyde, its C=O along x and the oxygen at the origin; the same shape serves for other small molecules
CARBONYL = np.array([[-1.96, 1.3, 0.0], [-1.21, 0.0, 0.0], [0.0, 0.0, 0.0]])
#: direction of a donor from that oxygen, 115° from the C=O bond
SIDE = np.array([[np.cos(np.radians(65.0)), np.sin(np.radians(65.0)), 0.0]])


def placed(smiles: str, xyz: np.ndarray) -> PlacedMolecule:
    """Place a molecule."""
    molecule = Chem.MolFromSmiles(smiles)
    conformer = Chem.Conformer(molecule.GetNumAtoms())
    for index, place in enumerate(xyz.tolist()):
        conformer.SetAtomPosition(index, Point3D(*place))
    molecule.AddConformer(conformer)
    return PlacedMolecule(molecule, tuple(f"{atom.GetSymbol()}{atom.GetIdx()}" for atom in molecule.GetAtoms()))


def find(first: PlacedMolecule, second: PlacedMolecule) -> list[TypedPair]:
    """Find the interactions of two molecules."""
    return find_typed_pairs(first, make_residue(first), second, make_residue(second))


#: turns the C=O bond so that a halogen comes to its oxygen from the side
TURN = np.array([[-0.5, -0.8660254, 0.0], [0.8660254, -0.5, 0.0], [0.0, 0.0, 1.0]])
#: kind, role of the first, SMILES and coordinates of both, direction in which the second moves, limit in Å
CASES = [
    ("saltbridge", "cation", "[NH4+]", ALONE, "[Cl-]", ALONE, (1, 0, 0), 4.0),
    ("saltbridge", "anion", "[Cl-]", ALONE, "[NH4+]", ALONE, (1, 0, 0), 4.0),
    ("metal", "metal", "[Mg+2]", ALONE, "O", ALONE, (0, 1, 0), 2.8),
    ("metal", "coordinating atom", "O", ALONE, "[Na+]", ALONE, (0, 1, 0), 2.8),
    ("hydrophobic", None, "C", ALONE, "C", ALONE, (0, 0, 1), 4.5),
    ("hbond", "donor", "[NH4+]", ALONE, "O", ALONE, (0, 0, 1), 3.5),
    ("halogen", "donor", "CCl", np.array([[-1.77, 0, 0], [0, 0, 0]]), "CC=O", CARBONYL @ TURN, (1, 0, 0), 3.5),
    ("cationpi", "cation", "[NH4+]", ALONE, "c1ccccc1", FLAT_RING, (0, 0, 1), 4.5),
    ("cationpi", "ring", "c1ccccc1", FLAT_RING, "[NH4+]", ALONE, (0, 0, 1), 4.5),
    ("pistacking", "ring", "c1ccccc1", FLAT_RING, "c1ccccc1", FLAT_RING, (0, 0, 1), 5.5),
    ("pistacking", "ring", "c1ccccc1", FLAT_RING, "c1ccccc1", FLAT_RING[:, [2, 1, 0]], (0, 0, 1), 6.5),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]} of {case[2]} and {case[4]} within {case[7]} Å")
def test_an_interaction_ends_at_its_limit(case) -> None:
    kind, role, first, first_xyz, second, second_xyz, direction, limit = case
    own = placed(first, first_xyz)
    for distance, is_found in ((limit - STEP, True), (limit + STEP, False)):
        other = placed(second, second_xyz + distance * np.array(direction))
        found = [pair for pair in find(own, other) if pair.kind == kind]
        assert [pair.role for pair in found] == [role] * is_found
        assert [pair.distance for pair in found] == pytest.approx([distance] * is_found, abs=1e-6)


@pytest.mark.parametrize(("offset", "is_found"), [(29.0, True), (31.0, False)])
def test_a_cation_leaves_the_ring_at_thirty_degrees(offset: float, is_found: bool) -> None:
    place = 4.0 * np.array([[np.sin(np.radians(offset)), 0.0, np.cos(np.radians(offset))]])
    for sign in (1, -1):
        found = find(placed("[NH4+]", sign * place), placed("c1ccccc1", FLAT_RING))
        assert [pair.angle for pair in found if pair.kind == "cationpi"] == pytest.approx([offset] * is_found, abs=1e-3)


@pytest.mark.parametrize(("angle", "is_found"), [(89.0, False), (91.0, True), (120.0, True)])
def test_a_carbonyl_takes_no_hydrogen_from_behind(angle: float, is_found: bool) -> None:
    """McDonald 1994: donor…acceptor–neighbour at least 90°."""
    turn = np.radians(180.0 - angle)
    donor = 3.0 * np.array([[np.cos(turn), np.sin(turn), 0.0]])
    found = find(placed("CC=O", CARBONYL), placed("O", donor))
    assert bool([pair for pair in found if pair.kind == "hbond"]) is is_found


@pytest.mark.parametrize(("tilt", "is_found"), [(0.0, True), (48.0, True), (52.0, False), (90.0, False)])
def test_pyridine_takes_a_hydrogen_in_its_plane_only(tilt: float, is_found: bool) -> None:
    nitrogen = FLAT_RING[0]
    donor = nitrogen + 3.0 * np.array([np.cos(np.radians(tilt)), 0.0, np.sin(np.radians(tilt))])
    found = find(placed("n1ccccc1", FLAT_RING), placed("O", donor[None]))
    assert bool([pair for pair in found if pair.kind == "hbond"]) is is_found


@pytest.mark.parametrize(
    ("smiles", "is_acceptor"),
    [("CCF", False), ("CCO", True), ("CCN", True), ("CC=O", True), ("CC=[NH2+]", False), ("CC[NH3+]", False)],
)
def test_what_accepts_a_hydrogen(smiles: str, is_acceptor: bool) -> None:
    """Fluorine hardly ever does (Dunitz 1997); a nitrogen with four bonds cannot."""
    found = find(placed(smiles, CARBONYL), placed("O", 2.9 * SIDE))
    assert any(pair.role in ("acceptor", "donor or acceptor") for pair in found if pair.kind == "hbond") is is_acceptor


def test_a_carboxylate_is_one_group_and_both_its_oxygens_share_the_charge() -> None:
    acid = np.array([[-1.5, 0, 0], [0, 0, 0], [0.65, 1.1, 0], [0.65, -1.1, 0]])
    for place in ((3.2, 1.1, 0.0), (3.2, -1.1, 0.0)):
        found = find(placed("CC(=O)[O-]", acid), placed("[NH4+]", np.array([place])))
        (bridge,) = [pair for pair in found if pair.kind == "saltbridge"]
        assert bridge.distance == pytest.approx(2.55)


def test_two_hydroxyls_bond_once_whichever_donates() -> None:
    first = placed("CO", np.array([[-1.42, 0.0, 0.0], [0.0, 0.0, 0.0]]))
    second = placed("CO", np.array([[2.37, 2.61, 0.0], [0.95, 2.61, 0.0]]))
    (bond,) = [pair for pair in find(first, second) if pair.kind == "hbond"]
    assert bond.role == "donor or acceptor"


def test_a_metal_only_coordinates() -> None:
    found = find(placed("[Mg+2]", ALONE), placed("[Cl-]", np.array([[2.5, 0.0, 0.0]])))
    assert {pair.kind for pair in found} == {"metal"}


def test_a_piece_that_stands_alone_makes_no_error() -> None:
    """Where atoms are missing, what is left of a molecule can be a lone nitrogen or a lone C=O."""
    pieces = np.array([[-2.2, 1.2, 0], [-1.42, 0, 0], [0, 0, 0], [3.0, 0.0, 0.0], [8.0, 0, 0], [9.2, 0, 0]])
    found = find(placed("CCO.N.C=O", pieces), placed("O", np.array([[0.95, 2.61, 0.0]])))
    assert {pair.ligand for pair in found} == {(2,)}


def test_a_molecule_of_two_flat_atoms_makes_no_error() -> None:
    (bond,) = find(placed("C=O", CARBONYL[1:]), placed("O", 2.9 * SIDE))
    assert (bond.kind, bond.distance) == ("hbond", pytest.approx(2.9))
