"""Which warheads does a molecule carry, and which does it not?

Oracles: the published warhead of each drug (ligand table, from the publications it names); for single compounds the
name says the group, as in Gehringer 2019 (doi:10.1021/acs.jmedchem.8b01153). Each true case stands beside a molecule
that just lacks the group. Laws: the order of the atoms does not matter.
"""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdkit import Chem

from rasstruct.chemistry.reactivity.warheads import FoundWarhead, find_warheads
from rasstruct.reference.ligand_names import known_ligands

DRUGS = [row for row in known_ligands() if row.smiles]

#: SMILES, warhead, symbol of the electrophilic atom with its hydrogens: (what it is)
TRUE_CASES = {
    "N-acryloylpiperidine": ("C=CC(=O)N1CCCCC1", "acrylamide", "CH2"),
    "acrylanilide": ("C=CC(=O)Nc1ccccc1", "acrylamide", "CH2"),
    "N-acryloylpyrrole": ("C=CC(=O)n1cccc1", "acrylamide", "CH2"),
    "2-fluoroacrylamide": ("C=C(F)C(=O)N1CCCCC1", "alpha-fluoroacrylamide", "CH2"),
    "4-(dimethylamino)crotonamide": ("CN(C)C/C=C/C(=O)Nc1ccccc1", "4-aminocrotonamide", "CH1"),
    "its ammonium": ("C[NH+](C)C/C=C/C(=O)Nc1ccccc1", "4-aminocrotonamide", "CH1"),
    "crotonamide": ("C/C=C/C(=O)NC", "substituted acrylamide", "CH1"),
    "4-amidocrotonamide": ("CC(=O)NC/C=C/C(=O)NC", "substituted acrylamide", "CH1"),
    "methacrylamide": ("C=C(C)C(=O)NC", "substituted acrylamide", "CH2"),
    "propiolamide": ("C#CC(=O)NC", "propiolamide", "CH1"),
    "but-2-ynamide": ("CC#CC(=O)NC", "2-alkynamide", "CH0"),
    "chloroacetamide": ("ClCC(=O)NC", "chloroacetamide", "CH2"),
    "bromoacetamide": ("BrCC(=O)NC", "alpha-haloacetamide", "CH2"),
    "chlorofluoroacetamide": ("FC(Cl)C(=O)NC", "alpha-haloacetamide", "CH1"),
    "vinyl sulfonamide": ("C=CS(=O)(=O)NC", "vinyl sulfonamide", "CH2"),
    "vinyl sulfone": ("C=CS(=O)(=O)c1ccccc1", "vinyl sulfone", "CH2"),
    "3-alkylvinyl sulfone": ("CCC=CS(=O)(=O)c1ccccc1", "vinyl sulfone", "CH1"),
    "beta-lactone": ("CC1COC1=O", "beta-lactone", "CH0"),
    "malolactone amide": ("CC1(C)C(C(=O)N(C)C)OC1=O", "malolactone", "CH1"),
    "aziridine": ("CC1CN1C", "aziridine", "CH2"),
    "aziridine-2-carboxamide": ("CN1C(C)C1C(=O)NC", "aziridine", "CH1"),
    "epoxide": ("CC1(C)CO1", "epoxide", "CH2"),
    "alpha,beta-diketoamide": ("CC(=O)C(=O)C(=O)N1CCCC1", "alpha,beta-diketoamide", "CH0"),
    "cysteamine-capped disulfide": ("CN(C)CCSSCCCNC(=O)c1ccccc1", "disulfide", "SH0"),
    "boronic acid": ("OB(O)c1ccccc1", "boronic acid", "BH0"),
    "salicylaldehyde": ("O=Cc1ccccc1O", "salicylaldehyde", "CH1"),
    "benzaldehyde": ("O=Cc1ccccc1", "aldehyde", "CH1"),
    "aliphatic aldehyde": ("CCC=O", "aldehyde", "CH1"),
}

#: what only looks like a warhead
NEAR_MISSES = {
    "saturated amide": "CCC(=O)N1CCCCC1",
    "acetamide": "CC(=O)NC",
    "enone that is no amide": "C=CC(=O)C1CCCCC1",
    "acrylate": "C=CC(=O)OC",
    "acrylic acid": "C=CC(=O)O",
    "but-3-enamide, its double bond one carbon on": "C=CCC(=O)NC",
    "benzamide": "O=C(NC)c1ccccc1",
    "pyridone": "O=c1cccc[nH]1",
    "cyclic enamide": "O=C1C=CCCN1C",
    "vinylogous urea": "CN/C=C/C(=O)NC",
    "cinnamamide": "CNC(=O)/C=C/c1ccccc1",
    "enamide, vinyl at nitrogen": "C=CN(C)C(=O)C",
    "alkene beside an amide nitrogen": "C=CC(C)(C)NC(C)=O",
    "ethynylnaphthalene": "C#Cc1cccc2ccccc12",
    "propargylamide": "C#CCNC(C)=O",
    "ynone": "CC#CC(=O)C",
    "aryl chloride": "Clc1ccccc1",
    "alkyl chloride": "ClCCNC(C)=O",
    "chloroacetate": "ClCC(=O)OC",
    "fluoroacetamide": "FCC(=O)NC",
    "trifluoroacetamide": "FC(F)(F)C(=O)NC",
    "dichloroacetamide": "ClC(Cl)C(=O)NC",
    "benzylic amide": "O=C(Cc1ccccc1)NC",
    "saturated sulfone": "CCS(=O)(=O)c1ccccc1",
    "saturated sulfonamide": "CCS(=O)(=O)NC",
    "styryl sulfone": "O=S(=O)(/C=C/c1ccccc1)Cc1ccccc1",
    "cyclic vinyl sulfone": "O=S1(=O)C=CCC1",
    "vinyl sulfide": "C=CSC",
    "beta-lactam": "O=C1CCN1C",
    "gamma-lactone": "O=C1CCCO1",
    "ester": "CC(=O)OC",
    "oxetane": "C1COC1",
    "tetrahydrofuran": "C1CCOC1",
    "piperidine": "C1CCNCC1",
    "azetidine": "C1CNC1",
    "cyclopropane": "CC1CC1",
    "alpha-ketoamide": "CC(=O)C(=O)N1CCCC1",
    "beta-ketoamide": "CC(=O)CC(=O)N1CCCC1",
    "thioether": "CSCC",
    "thiol": "CCS",
    "cyclic disulfide": "C1CCSSC1",
    "boronic ester": "COB(OC)c1ccccc1",
    "carboxylic acid": "CCC(=O)O",
    "formamide": "O=CNC",
    "formate": "O=COC",
    "ketone": "CC(=O)c1ccccc1",
    "acetal": "COC(C)OC",
}


def read(smiles: str) -> Chem.Mol:
    """Read a SMILES."""
    molecule = Chem.MolFromSmiles(smiles)
    assert molecule is not None
    return molecule


def site(molecule: Chem.Mol, found: FoundWarhead) -> str:
    """Name the electrophilic atom by element and hydrogens."""
    atom = molecule.GetAtomWithIdx(found.electrophilic_atom)
    return f"{atom.GetSymbol()}H{atom.GetTotalNumHs(includeNeighbors=True)}"


@pytest.mark.parametrize(("smiles", "name", "atom"), TRUE_CASES.values(), ids=TRUE_CASES)
def test_the_warhead_is_found_once_under_its_most_specific_name(smiles: str, name: str, atom: str) -> None:
    molecule = read(smiles)
    (found,) = find_warheads(molecule)
    assert (found.name, site(molecule, found)) == (name, atom)
    assert found.electrophilic_atom in found.atoms
    assert list(found.atoms) == sorted(set(found.atoms))


@pytest.mark.parametrize("smiles", NEAR_MISSES.values(), ids=NEAR_MISSES)
def test_what_only_looks_like_a_warhead_is_none(smiles: str) -> None:
    assert not find_warheads(read(smiles))


@pytest.mark.parametrize("row", DRUGS, ids=lambda row: row.name)
def test_a_molecule_of_the_library_has_its_published_warhead_and_no_other(row) -> None:
    expected = [row.warhead] if row.covalent else []
    assert [found.name for found in find_warheads(read(row.smiles))] == expected


def test_the_ethynyl_group_of_mrtx1133_is_no_warhead() -> None:
    (row,) = [row for row in DRUGS if row.name == "MRTX1133"]
    assert "C#C" in row.smiles
    assert not find_warheads(read(row.smiles))


# --- several groups, several places ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("smiles", "names"),
    [
        ("C=CC(=O)N1CCN(C(=O)C=C)CC1", ["acrylamide", "acrylamide"]),
        ("C=CC(=O)N1CCN(C(=O)CCl)CC1", ["acrylamide", "chloroacetamide"]),
        ("C=CS(=O)(=O)C=C", ["vinyl sulfone", "vinyl sulfone"]),
        ("C=CC(=O)N1CCC(C=O)CC1", ["acrylamide", "aldehyde"]),
    ],
    ids=["two acrylamides", "two kinds", "both sides of one sulfone", "at two ends"],
)
def test_every_warhead_is_reported(smiles: str, names: list[str]) -> None:
    assert [found.name for found in find_warheads(read(smiles))] == names


@pytest.mark.parametrize(
    ("smiles", "places"),
    [("C1CO1", 1), ("CC1OC1C", 1), ("CC1OC1CC", 2), ("CC1CO1", 1), ("CC1OC1C(=O)NC", 1), ("CCSSC", 2), ("CSSC", 1)],
    ids=[
        "oxirane: two like carbons",
        "2,3-dimethyl: still alike",
        "2-ethyl-3-methyl: they differ",
        "methyl: the free carbon",
        "glycidamide: away from the carbonyl",
        "unsymmetrical disulfide",
        "symmetrical disulfide",
    ],
)
def test_places_of_attack_that_differ_are_told_apart(smiles: str, places: int) -> None:
    assert len(find_warheads(read(smiles))) == places


def test_a_cysteamine_cap_is_the_half_that_leaves() -> None:
    molecule = read("CN(C)CCSSCCCNC(=O)c1ccccc1")
    (found,) = find_warheads(molecule)
    neighbours = molecule.GetAtomWithIdx(found.electrophilic_atom).GetNeighbors()
    # the fragment's sulfur is atom 6, the cap's atom 5
    assert found.electrophilic_atom == 6
    assert {atom.GetIdx() for atom in neighbours} == {5, 7}


# --- laws ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "smiles",
    ["CN(C)C/C=C/C(=O)Nc1ccccc1", "CC1(C)C(C(=O)N(C)C)OC1=O", "CCSSC", "CC1OC1CC", "C=CC(=O)N1CCC(C=O)CC1"],
    ids=["crotonamide", "malolactone", "disulfide", "epoxide", "two groups"],
)
@settings(derandomize=True, deadline=None, max_examples=25)
@given(seed=st.integers(0, 10_000))
def test_the_order_of_the_atoms_does_not_matter(smiles: str, seed: int) -> None:
    molecule = read(smiles)
    order = list(range(molecule.GetNumAtoms()))
    random.Random(seed).shuffle(order)
    shuffled = Chem.RenumberAtoms(molecule, order)
    back = {
        (found.name, order[found.electrophilic_atom], frozenset(order[atom] for atom in found.atoms))
        for found in find_warheads(shuffled)
    }
    assert back == {(found.name, found.electrophilic_atom, frozenset(found.atoms)) for found in find_warheads(molecule)}


@pytest.mark.parametrize(("smiles", "name", "atom"), TRUE_CASES.values(), ids=TRUE_CASES)
def test_explicit_hydrogens_change_nothing(smiles: str, name: str, atom: str) -> None:
    molecule = read(smiles)
    assert find_warheads(Chem.AddHs(molecule)) == find_warheads(molecule)


def test_the_table_has_its_columns_also_when_it_is_empty() -> None:
    empty, full = (find_warheads(read(smiles)).to_frame() for smiles in ("CCC(=O)NC", "C=CC(=O)NC"))
    assert list(empty.columns) == list(full.columns)
    assert empty.dtypes.equals(full.dtypes)
