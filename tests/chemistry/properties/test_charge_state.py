"""Are the charges of a molecule at a pH those that chemistry textbooks give?

Oracles: charges of drugs, amino acids and nucleotides at pH 7.4 as biochemistry textbooks print them; measured pKa
values on both sides of which the pH is set; the Henderson-Hasselbalch equation for shares; charges of the table's
own patterns by construction.
"""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdkit import Chem

from rasstruct.chemistry.library import find_ligand, library_molecule
from rasstruct.chemistry.properties.charge_state import main_charge_state, main_net_charge
from rasstruct.reference.ionisable_groups import ionisable_groups

RIBOSE = "Nc1nc2c(ncn2[C@@H]2O[C@H](CO{})[C@@H](O)[C@H]2O)c(=O)[nH]1"
CHARGED = {
    "carboxylic acid": ("CC(=O)Oc1ccccc1C(=O)O", -1),
    "glycine, a zwitterion": ("NCC(=O)O", 0),
    "lysine": ("NCCCC[C@H](N)C(=O)O", 1),
    "arginine": ("N[C@@H](CCCNC(=N)N)C(=O)O", 1),
    "histidine, imidazole neutral": ("N[C@@H](Cc1c[nH]cn1)C(=O)O", 0),
    "glutamic acid": ("N[C@@H](CCC(=O)O)C(=O)O", -1),
    "benzamidine": ("NC(=N)c1ccccc1", 1),
    "metformin, one of two": ("CN(C)C(=N)NC(=N)N", 1),
    "metformin, bridging imine": ("CN(C)C(=N)N=C(N)N", 1),
    "chlorhexidine, one of two in each biguanide": (
        "NC(=NC(=N)Nc1ccc(Cl)cc1)NCCCCCCNC(N)=NC(=N)Nc1ccc(Cl)cc1",
        2,
    ),
    "clozapine, piperazine only": ("CN1CCN(CC1)C1=Nc2cc(Cl)ccc2Nc2ccccc12", 1),
    "bicarbonate": ("OC(=O)[O-]", -1),
    "thioacetic acid": ("CC(=O)S", -1),
    "crystal violet, an iminium that takes no proton": (
        "CN(C)c1ccc(cc1)C(=C1C=CC(=[N+](C)C)C=C1)c1ccc(cc1)N(C)C",
        1,
    ),
    "dimethyliminium": ("CC(C)=[N+](C)C", 1),
    "spermine, four": ("NCCCNCCCCNCCCN", 4),
    "piperazine, one of two": ("C1CNCCN1", 1),
    "imatinib, one of two": ("Cc1ccc(NC(=O)c2ccc(CN3CCN(C)CC3)cc2)cc1Nc1nccc(-c2cccnc2)n1", 1),
    "ethylenediamine, one of two": ("NCCN", 1),
    "EDTA, one of two amines": ("OC(=O)CN(CCN(CC(=O)O)CC(=O)O)CC(=O)O", -3),
    "chloroquine, both": ("CCN(CC)CCCC(C)Nc1ccnc2cc(Cl)ccc12", 2),
    "4-dimethylaminopyridine": ("CN(C)c1ccncc1", 1),
    "GMP": (RIBOSE.format("P(=O)(O)O"), -2),
    "GDP": (RIBOSE.format("P(=O)(O)OP(=O)(O)O"), -3),
    "GTP": (RIBOSE.format("P(=O)(O)OP(=O)(O)OP(=O)(O)O"), -4),
    "GppNHp, terminal pKa 7.7": (RIBOSE.format("P(=O)(O)OP(=O)(O)NP(=O)(O)O"), -3),
    "GTPγS": (RIBOSE.format("P(=O)(O)OP(=O)(O)OP(=S)(O)O"), -4),
    "methanesulfonic acid": ("CS(=O)(=O)O", -1),
    "acylsulfonamide": ("CC(=O)NS(=O)(=O)C", -1),
    "tetrazole": ("Cc1nnn[nH]1", -1),
    "sulfadiazine": ("Nc1ccc(S(=O)(=O)Nc2ncccn2)cc1", -1),
    "dabrafenib": ("CC(C)(C)c1nc(-c2cccc(NS(=O)(=O)c3c(F)cccc3F)c2F)c(-c2ccnc(N)n2)s1", -1),
    "dinitrophenol": ("Oc1ccc([N+](=O)[O-])cc1[N+](=O)[O-]", -1),
    "methylammonium chloride": ("CN.Cl", 0),
}
NEUTRAL = {
    "phenol": "Oc1ccccc1",
    "aniline": "Nc1ccccc1",
    "pyridine": "c1ccncc1",
    "acetamide": "CC(N)=O",
    "urea": "NC(N)=O",
    "sulfanilamide": "Nc1ccc(S(N)(=O)=O)cc1",
    "benzenesulfonanilide": "O=S(=O)(Nc1ccccc1)c1ccccc1",
    "methyl ester": "COC(C)=O",
    "nitrile": "CC#N",
    "trimethyl phosphate": "COP(=O)(OC)OC",
    "N-oxide": "[O-][n+]1ccccc1",
    "nitrobenzene": "O=[N+]([O-])c1ccccc1",
    "cyanoguanidine": "CNC(=NC#N)NC",
    "trifluoroethylamine": "NCC(F)(F)F",
    "aminoacetonitrile": "NCC#N",
    "2-aminopyridine": "Nc1ccccn1",
    "4-aminopyridine with halogen beside the nitrogen": "Nc1ccnc(Cl)c1",
    "thioacetamide": "CC(N)=S",
    "thioester": "CSC(C)=O",
    "N-acetylmorpholine": "CC(=O)N1CCOCC1",
    "enamine": "CN(C)C=C",
    "vemurafenib": "CCCS(=O)(=O)Nc1ccc(F)c(C(=O)c2c[nH]c3ncc(-c4ccc(Cl)cc4)cc23)c1F",
    "salt": "[Na+].[Cl-]",
}


@pytest.mark.parametrize(("smiles", "charge"), CHARGED.values(), ids=CHARGED.keys())
def test_group_is_charged_in_blood(smiles: str, charge: int) -> None:
    molecule = Chem.MolFromSmiles(smiles)
    state = main_charge_state(molecule)
    assert state.charge == charge
    assert Chem.GetFormalCharge(Chem.MolFromSmiles(state.smiles)) == charge
    assert main_net_charge(molecule) == charge


@pytest.mark.parametrize("smiles", NEUTRAL.values(), ids=NEUTRAL.keys())
def test_near_miss_is_neutral_in_blood(smiles: str) -> None:
    state = main_charge_state(Chem.MolFromSmiles(smiles))
    assert state.charge == 0
    assert state.smiles == Chem.CanonSmiles(smiles)


@pytest.mark.parametrize(
    ("name", "charge"),
    [("sotorasib", 0), ("adagrasib", 1), ("divarasib", 1), ("MRTX1133", 2), ("BI-2852", 1), ("DCAI", 1), ("GDP", None)],
)
def test_library_molecules_have_the_charge_of_their_amines(name: str, charge: int | None) -> None:
    """Adagrasib, divarasib: N-methylpyrrolidine; MRTX1133: bridged N-H and pyrrolizidine; sotorasib has no amine."""
    if charge is None:
        assert main_net_charge(Chem.MolFromSmiles(CHARGED[name][0])) == CHARGED[name][1]
    else:
        assert main_net_charge(library_molecule(find_ligand(name))) == charge


@pytest.mark.parametrize(
    ("smiles", "charges"),
    [
        ("CC(=O)O", {1.0: 0, 3.5: 0, 6.0: -1, 14.0: -1}),
        ("CCN", {1.0: 1, 9.5: 1, 12.0: 0}),
        ("C1CNCCN1", {2.0: 2, 7.4: 1, 12.0: 0}),
        ("NCC(=O)O", {1.0: 1, 6.0: 0, 12.0: -1}),
        ("OP(=O)(O)O", {1.0: 0, 5.0: -1, 9.0: -2, 13.5: -3}),
        ("Oc1ccccc1", {8.5: 0, 11.5: -1}),
        ("C[N+](C)(C)C", {1.0: 1, 14.0: 1}),
    ],
)
def test_charge_changes_where_the_pka_is_passed(smiles: str, charges: dict[float, int]) -> None:
    molecule = Chem.MolFromSmiles(smiles)
    assert {ph: main_charge_state(molecule, ph).charge for ph in charges} == charges


def test_shares_follow_henderson_and_hasselbalch() -> None:
    """One unit from the pKa the ratio is 10 to 1."""
    acid, base = Chem.MolFromSmiles("CC(=O)O"), Chem.MolFromSmiles("CN(C)CCC")
    for molecule, sign in ((acid, -1), (base, 1)):
        (group,) = main_charge_state(molecule).groups
        for shift, share in ((0, 0.5), (1, 1 / 11), (-1, 10 / 11)):
            state = main_charge_state(molecule, group.pka + sign * shift)
            assert state.groups[0].charged_share == pytest.approx(share)
            assert state.mean_charge == pytest.approx(sign * share)
    assert main_charge_state(Chem.MolFromSmiles("CN1CCOCC1")).groups[0].is_borderline
    assert not main_charge_state(base).groups[0].is_borderline


def test_groups_name_the_atoms_of_the_given_molecule() -> None:
    molecule = Chem.AddHs(Chem.MolFromSmiles("OC(=O)CCN"))
    order = [*range(molecule.GetNumAtoms())][::-1]
    turned = Chem.RenumberAtoms(molecule, order)
    found = {group.group: turned.GetAtomWithIdx(group.atom) for group in main_charge_state(turned).groups}
    assert {name: (atom.GetSymbol(), atom.GetTotalNumHs(True)) for name, atom in found.items()} == {
        "carboxylic acid": ("O", 1),
        "primary amine": ("N", 2),
    }


@pytest.mark.parametrize("row", list(ionisable_groups()), ids=lambda row: row.group)
def test_pattern_of_the_table_can_be_used(row) -> None:
    pattern = Chem.MolFromSmarts(row.smarts)
    numbers = sorted(atom.GetAtomMapNum() for atom in pattern.GetAtoms() if atom.GetAtomMapNum())
    assert [number for number in numbers if number < 11] == list(range(1, len(row.pkas) + 1))
    assert row.kind in ("acid", "base")
    assert row.confidence in ("high", "medium")
    acids_rise = sorted(row.pka_values, reverse=row.kind == "base")
    assert list(row.pka_values) == acids_rise


@given(st.sampled_from([smiles for smiles, _ in CHARGED.values()]), st.integers(0, 10_000))
@settings(derandomize=True, deadline=None, max_examples=40)
def test_state_does_not_depend_on_atom_order_or_the_charges_that_were_drawn(smiles: str, seed: int) -> None:
    molecule = Chem.MolFromSmiles(smiles)
    expected = main_charge_state(molecule)
    order = list(range(molecule.GetNumAtoms()))
    random.Random(seed).shuffle(order)
    shuffled = main_charge_state(Chem.RenumberAtoms(molecule, order))
    assert (shuffled.smiles, shuffled.charge) == (expected.smiles, expected.charge)
    again = main_charge_state(Chem.MolFromSmiles(expected.smiles))
    assert again.charge == expected.charge


@given(st.sampled_from([smiles for smiles, _ in CHARGED.values()]), st.floats(0, 14), st.floats(0, 3))
@settings(derandomize=True, deadline=None, max_examples=40)
def test_charge_never_rises_with_the_ph(smiles: str, ph: float, step: float) -> None:
    molecule = Chem.MolFromSmiles(smiles)
    lower, higher = main_charge_state(molecule, ph), main_charge_state(molecule, ph + step)
    assert higher.charge <= lower.charge
    assert higher.mean_charge <= lower.mean_charge + 1e-9
