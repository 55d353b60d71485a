"""Is the pose of a molecule plausible, and is it the molecule that it should be?

Oracles:
- construction: each fault is made by moving atoms of a good pose by a known amount, beside a near miss that is still
  allowed; a mirrored pose has the same distances and the opposite centres; embedded E and Z isomers differ in nothing
  else
- published limits: Table 4 of Buttenschoen 2024 Chem Sci doi:10.1039/D3SC04185A
- bond lengths: Allen 1987 J Chem Soc Perkin Trans 2 doi:10.1039/P298700000S1 (aromatic C-F 1.36 Å)
- laws: rigid motion and atom order change no finding
"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pose_oracles import embed, heavy, move_atom, with_coordinates
from rdkit import Chem
from rdkit.Chem import rdDepictor, rdMolTransforms
from scipy.spatial.transform import Rotation

from rasstruct._base.errors import LookupFailedError
from rasstruct.chemistry.poses.pose_checks import check_pose
from rasstruct.chemistry.poses.pose_report import PoseReport
from rasstruct.reference.pose_limits import get_pose_limit, pose_limits

#: a centre, a double bond and an aromatic ring
ALKENE = "Fc1ccc(cc1)/C(C)=C/[C@H](O)CN"
F, C_OF_F, META, METHYL, DOUBLE, CENTRE = 0, 1, 3, 8, (7, 9), 10
CHECKS = [
    "valence",
    "one molecule",
    "coordinates",
    "identity",
    "bond lengths",
    "bond angles",
    "internal clash",
    "flat aromatic rings",
    "flat double bonds",
    "stereocentres",
    "double-bond geometry",
    "surroundings clash",
    "covalent bond",
]


@pytest.fixture(scope="module")
def pose() -> Chem.Mol:
    """A good pose of the alkene."""
    return embed(ALKENE)


@pytest.fixture(scope="module")
def reference() -> Chem.Mol:
    """The alkene without coordinates."""
    return Chem.MolFromSmiles(ALKENE)


def failed(report: PoseReport) -> set[str]:
    """Name the checks that failed."""
    return {row.check for row in report.failures}


def put_fluorine(pose: Chem.Mol, length: float) -> Chem.Mol:
    """Stretch the C-F bond to a length in Å."""
    xyz = heavy(pose)
    direction = xyz[F] - xyz[C_OF_F]
    return move_atom(pose, F, xyz[C_OF_F] + direction / np.linalg.norm(direction) * length)


# --- a good pose, and the limits -------------------------------------------------------------------------------------


def test_good_pose_passes_every_check_that_can_say(pose: Chem.Mol, reference: Chem.Mol) -> None:
    report = check_pose(pose, reference=reference)
    assert [row.check for row in report.checks] == CHECKS
    assert (report.passed, failed(report)) == (True, set())
    assert {row.check for row in report.undecided} == {"surroundings clash", "covalent bond"}
    assert (report["stereocentres"].sentence, report["double-bond geometry"].value) == ("1 as in the reference", 0)


def test_hydrogens_change_nothing(reference: Chem.Mol, pose: Chem.Mol) -> None:
    with_hydrogens = Chem.AddHs(pose, addCoords=True)
    assert check_pose(with_hydrogens, reference=reference).checks == check_pose(pose, reference=reference).checks


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("bond length", 0.25),
        ("bond angle", 0.25),
        ("internal clash", 0.7),
        ("flat aromatic ring", 0.25),
        ("flat double bond", 0.25),
        ("surroundings clash", 0.75),
    ],
)
def test_limits_are_the_published_ones(name: str, limit: float) -> None:
    assert get_pose_limit(name) == limit
    (row,) = pose_limits().where(lambda row: row.name == name)
    assert "doi:10.1039/D3SC04185A" in row.source


def test_unknown_names_are_refused_with_the_known_ones(pose: Chem.Mol) -> None:
    with pytest.raises(LookupFailedError, match="bond length, bond angle"):
        get_pose_limit("bond")
    with pytest.raises(LookupFailedError, match="valence, one molecule"):
        check_pose(pose)["bonds"]


# --- geometry: a fault beside a near miss ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "is_allowed"), [(0.70, False), (0.80, True), (1.20, True), (1.32, False)], ids=lambda value: str(value)
)
def test_bond_may_be_a_quarter_shorter_or_longer(pose: Chem.Mol, share: float, is_allowed: bool) -> None:
    report = check_pose(put_fluorine(pose, 1.36 * share))
    row = report["bond lengths"]
    assert row.passed == is_allowed
    if not is_allowed:
        assert (set(row.atoms), row.unit, set(row.atom_names)) == ({F, C_OF_F}, "Å", {"F0", "C1"})
        assert row.value == pytest.approx(1.36 * share, abs=0.001)
        assert ("at least" if share < 1 else "at most") in row.sentence
        # the published length widened by a quarter, within 0.05 Å of the bounds of distance geometry
        assert row.limit == pytest.approx(1.36 * (0.75 if share < 1 else 1.25), abs=0.05)


def test_bent_angle_fails_as_an_angle(pose: Chem.Mol) -> None:
    xyz = heavy(pose)
    neighbour = next(a.GetIdx() for a in pose.GetAtomWithIdx(C_OF_F).GetNeighbors() if a.GetIdx() != F)
    for angle, passes in ((105.0, True), (60.0, False)):
        bent = Chem.Mol(pose)
        # the atom opposite decides the sense; only the angle to one neighbour is set, at the same bond length
        first, second = xyz[neighbour] - xyz[C_OF_F], xyz[F] - xyz[C_OF_F]
        axis = np.cross(first, second)
        turn = Rotation.from_rotvec(axis / np.linalg.norm(axis) * np.radians(angle)).apply(first)
        bent = move_atom(bent, F, xyz[C_OF_F] + turn / np.linalg.norm(turn) * 1.36)
        row = check_pose(bent)["bond angles"]
        assert row.passed == passes
        if not passes:
            assert row.atoms == (min(F, neighbour), C_OF_F, max(F, neighbour))
            # the third side of the triangle of two bonds and their angle
            assert row.value == pytest.approx(2 * 1.375 * np.sin(np.radians(angle / 2)), abs=0.05)


@pytest.mark.parametrize("partner", [METHYL, META], ids=["far apart in the molecule", "three bonds apart"])
def test_two_atoms_on_top_of_one_another_clash(pose: Chem.Mol, partner: int) -> None:
    row = check_pose(move_atom(pose, F, heavy(pose)[partner] + np.array([0.01, 0, 0])))["internal clash"]
    assert (row.passed, set(row.atoms), row.value) == (False, {F, partner}, 0.01)


@pytest.mark.parametrize(("height", "is_flat"), [(0.20, True), (0.60, False)])
def test_buckled_aromatic_ring_is_not_flat(pose: Chem.Mol, height: float, is_flat: bool) -> None:
    (ring,) = pose.GetRingInfo().AtomRings()
    xyz = heavy(pose)[list(ring)]
    normal = np.cross(xyz[1] - xyz[0], xyz[2] - xyz[0])
    row = check_pose(move_atom(pose, ring[0], xyz[0] + normal / np.linalg.norm(normal) * height))["flat aromatic rings"]
    assert (row.passed, set(row.atoms), row.limit) == (is_flat, set(ring), 0.25)
    assert height / 3 < row.value < height


@pytest.mark.parametrize(("twist", "is_flat"), [(10.0, True), (50.0, False)])
def test_twisted_double_bond_is_not_flat_but_keeps_its_geometry(
    pose: Chem.Mol, reference: Chem.Mol, twist: float, is_flat: bool
) -> None:
    twisted = Chem.Mol(pose)
    dihedral = (METHYL, *DOUBLE, CENTRE)
    now = rdMolTransforms.GetDihedralDeg(pose.GetConformer(), *dihedral)
    rdMolTransforms.SetDihedralDeg(twisted.GetConformer(), *dihedral, now + (twist if now < 0 else -twist))
    report = check_pose(twisted, reference=reference)
    assert report["flat double bonds"].passed == is_flat
    assert report["double-bond geometry"].passed is True


# --- stereochemistry -------------------------------------------------------------------------------------------------


def test_mirrored_pose_fails_only_by_its_named_centre(pose: Chem.Mol, reference: Chem.Mol) -> None:
    report = check_pose(with_coordinates(pose, heavy(pose) * [-1.0, 1.0, 1.0]), reference=reference)
    assert failed(report) == {"stereocentres"}
    row = report["stereocentres"]
    assert (row.atoms, row.atom_names, row.value) == ((CENTRE,), ("C10",), 1)
    assert row.sentence == "1 of 1 differ from the reference: C10"


def test_other_double_bond_isomer_fails_only_by_its_named_bond(reference: Chem.Mol) -> None:
    report = check_pose(embed(ALKENE.replace("/[C@H]", "\\[C@H]")), reference=reference)
    assert failed(report) == {"double-bond geometry"}
    assert set(report["double-bond geometry"].atoms) == set(DOUBLE)


@pytest.mark.parametrize(("smiles", "passes"), [("C[C@H]1CC[C@@H](C)N1", True), ("C[C@H]1CC[C@H](C)N1", False)])
def test_symmetric_centres_are_compared_in_any_numbering(smiles: str, passes: bool) -> None:
    # the meso form in reversed order has R and S exchanged; the other form is no isomer of it in any numbering
    meso = embed("C[C@H]1CC[C@@H](C)N1")
    reversed_order = Chem.RenumberAtoms(meso, list(range(meso.GetNumAtoms()))[::-1])
    assert check_pose(reversed_order, reference=Chem.MolFromSmiles(smiles))["stereocentres"].passed == passes


def test_reference_without_stereochemistry_cannot_say(pose: Chem.Mol) -> None:
    report = check_pose(pose, reference=Chem.MolFromSmiles("Fc1ccc(cc1)C(C)=CC(O)CN"))
    assert (report["stereocentres"].passed, report["double-bond geometry"].passed) == (None, None)
    assert report["stereocentres"].sentence == "0 as in the reference, which leaves 1 open: C10"


# --- identity --------------------------------------------------------------------------------------------------------


def test_bound_form_is_the_molecule_only_when_it_is_given_as_a_form() -> None:
    free, bound = "C=CC(=O)N1CCN(c2ccccc2)CC1", "CCC(=O)N1CCN(c2ccccc2)CC1"
    pose, forms = embed(bound), [Chem.MolFromSmiles(free), Chem.MolFromSmiles(bound)]
    assert check_pose(pose, reference=forms)["identity"].passed is True
    row = check_pose(pose, reference=forms[0])["identity"]
    assert row.passed is False
    assert "C13H18N2O" in row.sentence
    assert "C13H16N2O" in row.sentence


def test_charge_is_no_other_molecule_but_another_element_is() -> None:
    assert check_pose(embed("C[NH+]1CCNCC1"), reference=Chem.MolFromSmiles("CN1CCNCC1"))["identity"].passed is True
    row = check_pose(embed("CN1CCOCC1"), reference=Chem.MolFromSmiles("CN1CCNCC1"))["identity"]
    assert (row.passed, row.sentence) == (False, "the pose is another molecule: found heavy atoms C5NO instead of C5N2")


def test_part_of_a_molecule_cannot_say(reference: Chem.Mol) -> None:
    report = check_pose(embed("Fc1ccc(cc1)C(C)=CC(O)C"), reference=reference)
    assert report["identity"].passed is None
    assert report["identity"].sentence.startswith("1 heavy atoms of the reference are missing")
    assert report["stereocentres"].passed is None


def test_two_pieces_are_no_molecule() -> None:
    row = check_pose(embed("CCO.CCN"))["one molecule"]
    assert (row.passed, row.value) == (False, 2)


def test_wrong_bond_orders_fail_and_borrow_the_reference(pose: Chem.Mol, reference: Chem.Mol) -> None:
    wrong = Chem.RWMol(pose)
    wrong.GetBondBetweenAtoms(CENTRE, CENTRE + 1).SetBondType(Chem.BondType.TRIPLE)
    lone, helped = check_pose(wrong), check_pose(wrong, reference=reference)
    assert failed(lone) == failed(helped) == {"valence"}
    assert CENTRE in helped["valence"].atoms
    assert (lone["bond lengths"].passed, helped["bond lengths"].passed, helped["stereocentres"].passed) == (
        None,
        True,
        True,
    )
    assert helped["bond lengths"].sentence.endswith("with the bond orders of the reference")
    assert helped["identity"].passed is None


# --- no pose ---------------------------------------------------------------------------------------------------------


def test_without_coordinates_in_space_only_the_chemistry_is_judged(pose: Chem.Mol, reference: Chem.Mol) -> None:
    drawing = Chem.Mol(reference)
    rdDepictor.Compute2DCoords(drawing)
    undefined = move_atom(pose, CENTRE, np.full(3, np.nan))
    for mol, reason in ((reference, "without coordinates"), (drawing, "2D drawing"), (undefined, "no numbers")):
        report = check_pose(mol, reference=reference)
        assert [row.check for row in report.checks] == CHECKS
        assert failed(report) == {"coordinates"}
        assert reason in report["coordinates"].sentence
        assert [row.passed for row in report.checks][4:] == [None] * 9


def test_rows_have_the_same_columns_and_dtypes_when_nothing_can_be_said(pose: Chem.Mol, reference: Chem.Mol) -> None:
    full, empty = (check_pose(mol, reference=reference).checks.to_frame() for mol in (pose, reference))
    assert full.dtypes.to_dict() == empty.dtypes.to_dict()
    assert list(full.columns)[:3] == ["check", "passed", "sentence"]


# --- laws ------------------------------------------------------------------------------------------------------------


@settings(derandomize=True, deadline=None, max_examples=20)
@given(
    st.integers(1, 6),
    st.sampled_from([0.0, 0.15, 0.4]),
    st.tuples(*[st.floats(-3.1, 3.1)] * 3),
    st.randoms(use_true_random=False),
)
def test_rigid_motion_and_atom_order_change_no_finding(seed: int, noise: float, turn: tuple, random) -> None:
    mol = embed(ALKENE, seed)
    shaken = with_coordinates(mol, heavy(mol) + np.random.default_rng(seed).normal(0, noise, (mol.GetNumAtoms(), 3)))
    moved = with_coordinates(shaken, heavy(shaken) @ Rotation.from_euler("xyz", turn).as_matrix().T + 30.0)
    order = random.sample(range(mol.GetNumAtoms()), mol.GetNumAtoms())
    first, second = (
        check_pose(pose, reference=Chem.MolFromSmiles(ALKENE)) for pose in (shaken, Chem.RenumberAtoms(moved, order))
    )
    for row, other in zip(first.checks, second.checks, strict=True):
        assert (row.check, row.passed) == (other.check, other.passed)
        assert {order.index(atom) for atom in row.atoms} == set(other.atoms)
        assert (row.value or 0) == pytest.approx(other.value or 0, abs=0.0021)
