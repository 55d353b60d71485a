"""What does a covalent drug become when it binds?

Oracles: RDKit's own reaction engine on the same SMARTS; the compositions of the side chains and of what leaves; bond
lengths of small-molecule crystals. Laws: mass balance, order of the atoms. The bound forms of the Chemical Component
Dictionary are compared in test_restored_drugs.
"""

from __future__ import annotations

import random
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdkit import Chem
from rdkit.Chem import rdChemReactions, rdDistGeom

from rasstruct._base.errors import LookupFailedError, MoleculeError
from rasstruct.chemistry.reactivity.adducts import bound_form, form_adduct, restore_drug
from rasstruct.chemistry.reactivity.warheads import find_warheads
from rasstruct.reference.ligand_names import known_ligands
from rasstruct.reference.warheads import get_warhead

DRUGS = {row.name: row for row in known_ligands() if row.smiles and row.covalent}


#: side chains from CA (`*`) on, by composition (residue mass tables)
SIDE_CHAINS = {
    "CYS": {"C": 1, "H": 3, "S": 1},
    "SER": {"C": 1, "H": 3, "O": 1},
    "THR": {"C": 2, "H": 5, "O": 1},
    "ASP": {"C": 2, "H": 3, "O": 2},
    "GLU": {"C": 3, "H": 5, "O": 2},
    "LYS": {"C": 4, "H": 10, "N": 1},
    "ARG": {"C": 4, "H": 10, "N": 3},
}


#: drug, residue, composition that leaves, composition that is gained
BALANCES = {
    "acrylamide": ("C=CC(=O)NC", "CYS", {}, {}),
    "alpha-fluoroacrylamide": ("C=C(F)C(=O)NC", "CYS", {}, {}),
    "4-aminocrotonamide": ("CN(C)C/C=C/C(=O)NC", "CYS", {}, {}),
    "substituted acrylamide": ("C/C=C/C(=O)NC", "CYS", {}, {}),
    "propiolamide": ("C#CC(=O)NC", "CYS", {}, {}),
    "2-alkynamide": ("CC#CC(=O)NC", "CYS", {}, {}),
    "chloroacetamide": ("CNC(=O)CCl", "CYS", {"H": 1, "Cl": 1}, {}),
    "alpha-haloacetamide": ("CNC(=O)CBr", "CYS", {"H": 1, "Br": 1}, {}),
    "vinyl sulfonamide": ("C=CS(=O)(=O)NC", "CYS", {}, {}),
    "vinyl sulfone": ("C=CS(=O)(=O)c1ccccc1", "CYS", {}, {}),
    "malolactone": ("CC1(C)C(C(=O)N(C)C)OC1=O", "ASP", {}, {}),
    "beta-lactone": ("CC1COC1=O", "SER", {}, {}),
    "alpha,beta-diketoamide": ("CC(=O)C(=O)C(=O)NC", "ARG", {}, {"H": 2, "O": 1}),
    "aziridine": ("CC1CN1C", "GLU", {}, {}),
    "epoxide": ("CC1CO1", "ASP", {}, {}),
    "disulfide": ("CN(C)CCSSCC", "CYS", {"C": 4, "H": 11, "N": 1, "S": 1}, {}),
    "boronic acid": ("OB(O)c1ccccc1", "THR", {"H": 1}, {}),
    "salicylaldehyde": ("O=Cc1ccccc1O", "LYS", {"H": 2, "O": 1}, {}),
    "aldehyde": ("CCC=O", "CYS", {}, {}),
}


def graph(molecule: Chem.Mol) -> str:
    """Give the SMILES without stereochemistry."""
    return Chem.MolToSmiles(molecule, isomericSmiles=False)


def key(molecule: Chem.Mol) -> str:
    """Give the InChIKey."""
    return Chem.MolToInchiKey(molecule)


def composition(molecule: Chem.Mol) -> Counter[str]:
    """Count the atoms, hydrogens included, dummy atoms left out."""
    return Counter(atom.GetSymbol() for atom in Chem.AddHs(molecule).GetAtoms() if atom.GetAtomicNum())


def read(smiles: str) -> Chem.Mol:
    """Read a SMILES."""
    return Chem.MolFromSmiles(smiles)


def drug(name: str) -> Chem.Mol:
    """Read the drug of a library row."""
    return read(DRUGS[name].smiles)


# --- what stays ------------------------------------------------------------------------------------------------------


def embedded(smiles: str) -> Chem.Mol:
    """Make a molecule with two conformers and named atoms."""
    molecule = Chem.AddHs(read(smiles))
    rdDistGeom.EmbedMultipleConfs(molecule, 2, randomSeed=7)
    for atom in molecule.GetAtoms():
        atom.SetProp("atom_name", f"{atom.GetSymbol()}{atom.GetIdx()}")
    return molecule


@pytest.mark.parametrize(
    ("smiles", "gone", "new"),
    [
        ("C=CC(=O)N1CCC[C@H]1C", [], 0),
        ("ClCC(=O)N1CCC[C@H]1C", ["Cl0"], 0),
        ("CN(C)CCSSCC[C@H](F)O", ["C0", "N1", "C2", "C3", "C4", "S5"], 0),
        ("CC(=O)C(=O)C(=O)N[C@@H](F)C", [], 1),
        ("O=Cc1ccccc1O", ["O0"], 0),
    ],
    ids=["acrylamide", "chloroacetamide", "disulfide", "diketoamide", "salicylaldehyde"],
)
def test_order_names_and_coordinates_of_the_atoms_stay(smiles: str, gone: list[str], new: int) -> None:
    molecule = embedded(smiles)
    bound = bound_form(molecule)
    before = {a.GetProp("atom_name"): a.GetIdx() for a in molecule.GetAtoms() if a.GetAtomicNum() > 1}
    kept = [name for name in before if name not in gone]
    names = [atom.GetProp("atom_name") for atom in bound.GetAtoms() if atom.HasProp("atom_name")]
    assert names == kept
    assert bound.GetNumAtoms() == len(kept) + new
    assert bound.GetNumConformers() == 2
    rows = [before[name] for name in kept]
    for one, other in zip(molecule.GetConformers(), bound.GetConformers(), strict=True):
        assert np.array_equal(one.GetPositions()[rows], other.GetPositions()[: len(kept)])


@pytest.mark.parametrize(
    ("smiles", "link", "element", "length"),
    [("CC(=O)N1CCC[C@H]1C", 0, "Cl", 1.79), ("Cc1ccccc1O", 0, "O", 1.22)],
    ids=["C-Cl of a chloroacetamide", "C=O of a salicylaldehyde"],
)
def test_an_atom_that_left_is_put_back_at_a_usual_place(smiles: str, link: int, element: str, length: float) -> None:
    # bond lengths: Allen 1987 doi:10.1039/P298700000S1; 0.05 A is the spread of such bonds in crystals
    restored = restore_drug(embedded(smiles), link)
    last = restored.GetNumAtoms() - 1
    assert restored.GetAtomWithIdx(last).GetSymbol() == element
    for conformer in restored.GetConformers():
        xyz = conformer.GetPositions()
        assert np.linalg.norm(xyz[last] - xyz[link]) == pytest.approx(length, abs=0.05)
        others = np.linalg.norm(np.delete(xyz, [last, link], axis=0) - xyz[last], axis=1)
        assert others.min() > 2.2


def test_other_double_bonds_and_salts_stay() -> None:
    bound = bound_form(read("C=CC(=O)N[C@H](F)/C=C/C.Cl"))
    assert Chem.MolToSmiles(bound) == Chem.CanonSmiles("CCC(=O)N[C@H](F)/C=C/C.Cl")


def test_the_stereocentre_that_is_attacked_is_left_undefined_and_its_neighbour_stays() -> None:
    molecule = read("C[C@]1(CC)O[C@]1(C)CC")
    labels = dict(Chem.FindMolChiralCenters(molecule))
    bound = bound_form(molecule, 1)
    assert dict(Chem.FindMolChiralCenters(bound, includeUnassigned=True))[1] == "?"
    adduct = form_adduct(molecule, "CYS", 1)
    assert dict(Chem.FindMolChiralCenters(adduct, includeUnassigned=True))[1] == "?"
    assert set(labels) == {1, 5}
    assert bound.GetAtomWithIdx(5).GetChiralTag() == molecule.GetAtomWithIdx(5).GetChiralTag()


# --- adducts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("smiles", "residue", "lost", "gained"), BALANCES.values(), ids=BALANCES)
def test_adduct_is_drug_and_side_chain_without_what_leaves(
    smiles: str, residue: str, lost: dict[str, int], gained: dict[str, int]
) -> None:
    molecule = read(smiles)
    adduct = form_adduct(molecule, residue)
    expected = composition(molecule) + Counter(SIDE_CHAINS[residue]) + Counter(gained)
    expected.subtract(lost)
    assert composition(adduct) == +expected
    assert len(Chem.GetMolFrags(adduct)) == 1
    # only the boronate keeps its water and loses a proton
    assert Chem.GetFormalCharge(adduct) == (-1 if lost == {"H": 1} else 0)
    assert not sum(atom.GetNumRadicalElectrons() for atom in adduct.GetAtoms())


def test_every_warhead_has_its_balance() -> None:
    assert {find_warheads(read(smiles))[0].name for smiles, *_ in BALANCES.values()} == set(BALANCES)


def test_the_adduct_names_the_atoms_of_the_side_chain_and_has_no_coordinates() -> None:
    adduct = form_adduct(embedded("C=CC(=O)N1CCCC1"))
    added = [atom for atom in adduct.GetAtoms() if atom.HasProp("residue_name")]
    assert [(atom.GetProp("residue_name"), atom.GetProp("atom_name")) for atom in added] == [
        ("CYS", "CA"),
        ("CYS", "CB"),
        ("CYS", "SG"),
    ]
    assert {atom.GetSymbol() for atom in added[-1].GetNeighbors()} == {"C"}
    assert adduct.GetNumConformers() == 0


# --- laws ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BALANCES)
def test_rdkits_reaction_engine_makes_the_same_bound_form(name: str) -> None:
    molecule = read(BALANCES[name][0])
    reaction = rdChemReactions.ReactionFromSmarts(get_warhead(name).reaction)
    products = set()
    for product, *_ in reaction.RunReactants((molecule,)):
        Chem.SanitizeMol(product)
        products.add(graph(product))
    assert graph(bound_form(molecule)) in products


@pytest.mark.parametrize("name", ["sotorasib", "zoldonrasib", "SML-8-73-1", "elironrasib"])
@settings(derandomize=True, deadline=None, max_examples=10)
@given(seed=st.integers(0, 10_000))
def test_the_order_of_the_atoms_does_not_matter(name: str, seed: int) -> None:
    molecule = drug(name)
    order = list(range(molecule.GetNumAtoms()))
    random.Random(seed).shuffle(order)
    assert key(bound_form(Chem.RenumberAtoms(molecule, order))) == key(bound_form(molecule))


# --- refusals --------------------------------------------------------------------------------------------------------


def test_a_molecule_without_warhead_is_refused() -> None:
    with pytest.raises(MoleculeError, match="found no warhead, expected a molecule with one"):
        bound_form(read("CCC(=O)NC"))


def test_two_warheads_are_refused_until_one_is_named() -> None:
    two = read("C=CC(=O)N1CCN(C(=O)C=C)CC1")
    with pytest.raises(MoleculeError, match=r"found 2 warheads \(acrylamide at atom 0, acrylamide at atom 11\)"):
        bound_form(two)
    with pytest.raises(MoleculeError, match="found 2 warheads"):
        bound_form(two, "acrylamide")
    assert Chem.MolToSmiles(bound_form(two, 11)) == Chem.CanonSmiles("C=CC(=O)N1CCN(C(=O)CC)CC1")
    assert Chem.MolToSmiles(bound_form(two, find_warheads(two)[0])) == Chem.MolToSmiles(bound_form(two, 0))
    with pytest.raises(MoleculeError, match="expected the warhead asked for"):
        bound_form(two, 3)


def test_the_residue_decides_between_warheads() -> None:
    both = read("C=CC(=O)N1CCC(C2CN2C)CC1")
    assert graph(form_adduct(both, "ASP")) == graph(read("C=CC(=O)N1CCC(C(NC)COC(=O)C*)CC1"))
    with pytest.raises(MoleculeError, match="found 2 warheads"):
        form_adduct(both, "CYS")


def test_a_residue_that_the_warhead_does_not_bind_is_refused() -> None:
    with pytest.raises(MoleculeError, match="found acrylamide, which does not bind ASP; expected CYS"):
        form_adduct(read("C=CC(=O)NC"), "ASP")
    with pytest.raises(LookupFailedError, match="found residue 'GLY', expected one of CYS"):
        form_adduct(read("C=CC(=O)NC"), "GLY")
