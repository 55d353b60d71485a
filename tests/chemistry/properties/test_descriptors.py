"""Are the descriptors those of the literature, of arithmetic and of the definitions?

Oracles, block by block: formulae and molecular weights as PubChem and prescribing information print them; atomic
weights of gemmi summed over the formula; atom contributions of Ertl 2000 (doi:10.1021/jm000942e, its Table 1) added
by hand; counts that can be read off a drawn structure; the limits printed by Lipinski, Veber and Doak; RDKit's own
functions for the full set.
"""

from __future__ import annotations

import random
import re

import gemmi
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdkit import Chem
from rdkit.Chem import Descriptors

from rasstruct._base.errors import MoleculeError
from rasstruct.chemistry.library import find_ligand, library_molecule
from rasstruct.chemistry.properties.descriptors import (
    MoleculeDescriptors,
    describe_molecule,
    describe_molecules,
    full_descriptors,
)
from rasstruct.chemistry.properties.drug_likeness import judge_drug_likeness

SMALL = (
    "CC(=O)Oc1ccccc1C(=O)O",
    "C[C@H](N)C(=O)O",
    "O=c1[nH]cnc2ccccc12",
    "FC(F)(F)/C=C/Cl",
    "CS(=O)(=O)N1CCOCC1",
    "CCN.Cl",
)


def describe(smiles: str) -> MoleculeDescriptors:
    """Describe a SMILES."""
    return describe_molecule(Chem.MolFromSmiles(smiles))


def weight_of(formula: str) -> float:
    """Sum atomic weights over a formula."""
    parts = re.findall(r"([A-Z][a-z]?)(\d*)", formula)
    return sum(gemmi.Element(element).weight * int(count or 1) for element, count in parts)


# --- published values ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "formula", "weight"),
    [
        ("sotorasib", "C30H30F2N6O3", 560.61),
        ("adagrasib", "C32H35ClFN7O2", 604.13),
        ("divarasib", "C29H32ClF4N7O2", 622.07),
        ("MRTX1133", "C33H31F3N6O2", 600.65),
        ("BI-2852", "C31H28N6O2", 516.61),
        ("daraxonrasib", "C44H58N8O5S", 811.07),
    ],
)
def test_drug_has_its_published_formula_and_weight(name: str, formula: str, weight: float) -> None:
    row = describe_molecule(library_molecule(find_ligand(name)))
    assert row.formula == formula
    assert row.molecular_weight == pytest.approx(weight, abs=0.01)
    assert row.molecular_weight == pytest.approx(weight_of(formula), abs=0.02)
    assert (row.undefined_stereocentres, row.fragments, row.formal_charge) == (0, 1, 0)


def test_sotorasib_has_its_published_exact_mass() -> None:
    """560.2347, PubChem CID 137278711."""
    assert describe_molecule(library_molecule(find_ligand("sotorasib"))).exact_mass == pytest.approx(560.2347, abs=1e-4)


# --- arithmetic ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("smiles", "contributions"),
    [
        ("CCO", (20.23,)),
        ("COC", (9.23,)),
        ("CC(=O)N", (17.07, 26.02)),
        ("c1ccncc1", (12.89,)),
        ("c1cc[nH]c1", (15.79,)),
        ("CC#N", (23.79,)),
        ("CC(=O)Oc1ccccc1C(=O)O", (17.07, 9.23, 17.07, 20.23)),
        ("CSC", ()),
    ],
    ids=["ethanol", "ether", "acetamide", "pyridine", "pyrrole", "nitrile", "aspirin", "sulphide counts nothing"],
)
def test_polar_surface_is_the_sum_of_ertls_contributions(smiles: str, contributions: tuple[float, ...]) -> None:
    assert describe(smiles).tpsa == pytest.approx(sum(contributions), abs=0.005)


def test_log_p_of_methane_and_benzene_are_wildmans_contributions() -> None:
    """Methane: C1 0.1441 + 4 H1 0.1230; benzene: 6 C18 0.1581 + 6 H1 0.1230 (doi:10.1021/ci990307l, Table 1)."""
    assert describe("C").clogp == pytest.approx(0.1441 + 4 * 0.1230, abs=1e-4)
    assert describe("c1ccccc1").clogp == pytest.approx(6 * 0.1581 + 6 * 0.1230, abs=1e-4)


@pytest.mark.parametrize("smiles", SMALL)
def test_weight_of_a_mixture_is_the_sum_of_its_parts(smiles: str) -> None:
    parts, mixture = [describe(smiles), describe("[Na+].[Cl-]")], describe(f"{smiles}.[Na+].[Cl-]")
    assert mixture.molecular_weight == pytest.approx(sum(row.molecular_weight for row in parts), abs=1e-5)
    assert mixture.exact_mass == pytest.approx(sum(row.exact_mass for row in parts), abs=1e-5)
    assert mixture.fragments == sum(row.fragments for row in parts)
    assert mixture.metals == ("Na",)


# --- what can be counted ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("smiles", "expected"),
    [
        ("CCO", {"hbd": 1, "hba": 1, "nh_oh_count": 1, "n_o_count": 1, "rotatable_bonds": 0, "fsp3": 1.0}),
        ("NCCCCN", {"hbd": 2, "nh_oh_count": 4, "n_o_count": 2, "rotatable_bonds": 3}),
        ("CC(=O)NC", {"hbd": 1, "hba": 1, "n_o_count": 2, "rotatable_bonds": 0}),
        ("CCCC", {"rotatable_bonds": 1}),
        ("c1ccc2ccccc2c1", {"rings": 2, "aromatic_rings": 2, "fsp3": 0.0, "murcko_scaffold": "c1ccc2ccccc2c1"}),
        ("C1CCCCCCCCCCC1", {"rings": 1, "aromatic_rings": 0, "largest_ring": 12}),
        ("CCCCCC", {"rings": 0, "largest_ring": 0, "murcko_scaffold": None}),
        ("Cc1ccccc1CC1CCNCC1", {"murcko_scaffold": "c1ccc(CC2CCNCC2)cc1"}),
        ("C[N+](C)(C)C", {"formal_charge": 1, "charge_at_ph_7_4": 1}),
        ("[2H]C([2H])([2H])O", {"labelled_atoms": 3, "heavy_atoms": 2}),
        ("[13CH4]", {"labelled_atoms": 1}),
        ("CC(=O)[O-].[Zn+2].CC(=O)[O-]", {"fragments": 3, "metals": ("Zn",), "formal_charge": 0}),
        ("OB(O)c1ccccc1", {"metals": ()}),
        ("C[Si](C)(C)C", {"metals": ()}),
    ],
)
def test_counts_are_those_of_the_drawing(smiles: str, expected: dict[str, object]) -> None:
    row = describe(smiles)
    assert {name: getattr(row, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("smiles", "centres", "double_bonds"),
    [
        ("CC(O)CC", 1, 0),
        ("C[C@H](O)CC", 0, 0),
        ("CC(O)C", 0, 0),
        ("CC=CC", 0, 1),
        ("C/C=C/C", 0, 0),
        ("CC=C", 0, 0),
        ("CC(O)C(N)C=CC", 2, 1),
        ("CN(CC)CCC", 0, 0),
        ("C[C@H]1CN1C", 0, 0),
        ("CC1CN1C", 1, 0),
        ("COP(=O)(O)OP(=O)(O)O", 0, 0),
        ("COP(=S)(C)OCC", 1, 0),
        ("CS(=O)CC", 1, 0),
    ],
)
def test_stereochemistry_that_is_not_given_is_counted(smiles: str, centres: int, double_bonds: int) -> None:
    row = describe(smiles)
    assert (row.undefined_stereocentres, row.undefined_double_bonds) == (centres, double_bonds)


def test_scores_stay_in_their_ranges_and_rank_as_published() -> None:
    """Ertl 2009: 1 easy to 10 hard, natural products above simple ones; Bickerton 2012: QED in 0 to 1."""
    aspirin, rapalog = describe(SMALL[0]), describe_molecule(library_molecule(find_ligand("everolimus")))
    assert aspirin.sa_score is not None
    assert rapalog.sa_score is not None
    assert 1 <= aspirin.sa_score < 3 < 6 < rapalog.sa_score <= 10
    assert 0 < (rapalog.qed or 0) < 0.3 < (aspirin.qed or 0) < 1


# --- rules of thumb --------------------------------------------------------------------------------------------------

JUST_INSIDE = {
    "molecular_weight": 500.0,
    "clogp": 5.0,
    "nh_oh_count": 5,
    "n_o_count": 10,
    "tpsa": 140.0,
    "rotatable_bonds": 10,
}


@pytest.mark.parametrize(
    ("changed", "violations", "lipinski", "veber", "beyond"),
    [
        ({}, 0, True, True, False),
        ({"molecular_weight": 500.1}, 1, True, True, False),
        ({"molecular_weight": 500.1, "clogp": 5.1}, 2, False, True, False),
        ({"nh_oh_count": 6, "n_o_count": 11}, 2, False, True, False),
        ({"rotatable_bonds": 11}, 0, True, False, False),
        ({"tpsa": 140.1}, 0, True, False, False),
        ({"molecular_weight": 700.0, "clogp": 7.5, "tpsa": 200.0, "rotatable_bonds": 20}, 2, False, False, False),
        ({"molecular_weight": 700.1}, 1, True, True, True),
        ({"molecular_weight": 501.0, "clogp": 7.6}, 2, False, True, True),
        ({"molecular_weight": 501.0, "clogp": -0.1}, 1, True, True, True),
        ({"molecular_weight": 500.0, "clogp": -0.1}, 0, True, True, False),
        ({"molecular_weight": 501.0, "tpsa": 201.0}, 1, True, False, True),
    ],
)
def test_rules_hold_at_their_limits_and_break_beyond(
    changed: dict[str, float], violations: int, lipinski: bool, veber: bool, beyond: bool
) -> None:
    judged = judge_drug_likeness(JUST_INSIDE | changed)
    assert judged.lipinski_violations == violations
    assert (judged.passes_lipinski, judged.passes_veber, judged.beyond_rule_of_5) == (lipinski, veber, beyond)


def test_tri_complex_drug_is_beyond_the_rule_and_sotorasib_is_not() -> None:
    """Daraxonrasib weighs 811 Da; sotorasib 561 with 9 N and O: one broken limit."""
    daraxonrasib, sotorasib = (describe_molecule(library_molecule(find_ligand(n))) for n in ("daraxonrasib", "MOV"))
    assert (daraxonrasib.beyond_rule_of_5, sotorasib.beyond_rule_of_5) == (True, False)
    assert (sotorasib.n_o_count, sotorasib.lipinski_violations, sotorasib.passes_lipinski) == (9, 1, True)


# --- batches ---------------------------------------------------------------------------------------------------------


def test_batch_goes_on_after_bad_molecules_and_reports_progress() -> None:
    seen: list[tuple[int, int | None]] = []
    source = ["CCO ethanol", "C1CC broken", "*CC point", "c1ccccc1 benzene"]
    described = describe_molecules(source, progress=lambda done, total: seen.append((done, total)))
    assert [(row.name, row.formula) for row in described.rows] == [("ethanol", "C2H6O"), ("benzene", "C6H6")]
    assert [(row.name, row.line) for row in described.problems] == [("broken", 2), ("point", 3)]
    assert all(row.problem for row in described.problems)
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]
    describe_molecules("CCO\nCC\n", progress=lambda done, total: seen.append((done, total)))
    assert seen[4:] == [(1, None), (2, None)]


def test_tables_have_the_same_columns_when_empty() -> None:
    full, empty = describe_molecules(["CCO"]), describe_molecules([])
    assert list(full.rows.to_frame().dtypes.items()) == list(empty.rows.to_frame().dtypes.items())
    assert list(full.problems.to_frame().columns) == ["name", "source", "line", "problem"]


@pytest.mark.parametrize("smiles", ["*CC", "C*", "[*:1]c1ccccc1"])
def test_attachment_point_has_no_weight_and_is_refused(smiles: str) -> None:
    with pytest.raises(MoleculeError, match="found 1 attachment points"):
        describe(smiles)
    with pytest.raises(MoleculeError, match="no atoms"):
        describe_molecule(Chem.Mol())


# --- laws ------------------------------------------------------------------------------------------------------------


@given(
    st.sampled_from((*SMALL, "C[C@]12CC[C@H](C1)OC2", "c1ccc2c(c1)ccc1ccccc12", "C1CC2CCC1CC2")), st.integers(0, 10_000)
)
@settings(derandomize=True, deadline=None, max_examples=25)
def test_order_of_atoms_and_drawn_hydrogens_change_nothing(smiles: str, seed: int) -> None:
    molecule = Chem.MolFromSmiles(smiles)
    order = list(range(molecule.GetNumAtoms()))
    random.Random(seed).shuffle(order)
    shuffled = Chem.RenumberAtoms(molecule, order)
    expected = describe_molecule(molecule)
    assert describe_molecule(shuffled) == expected
    assert describe_molecule(Chem.AddHs(shuffled)) == expected
    assert describe(expected.smiles) == expected


@pytest.mark.parametrize("smiles", SMALL)
def test_full_set_is_rdkits(smiles: str) -> None:
    molecule = Chem.MolFromSmiles(smiles)
    values = full_descriptors(Chem.AddHs(molecule))
    assert len(values) > 200
    assert set(values) == {name for name, _ in Descriptors.descList}
    assert values["MolWt"] == pytest.approx(Descriptors.MolWt(molecule))
    assert values["HeavyAtomCount"] == molecule.GetNumHeavyAtoms()
