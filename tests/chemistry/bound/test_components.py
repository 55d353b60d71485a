"""Are components what the Chemical Component Dictionary says?

Oracles: the formulas and R/S labels that the dictionary itself gives beside its atoms and bonds (biotite's columns
``chem_comp.formula`` and ``chem_comp_atom.pdbx_stereo_config``), and published InChIKeys.
"""

from __future__ import annotations

import re
from collections import Counter

import numpy as np
import pytest
from biotite.structure.info import get_ccd
from rdkit import Chem
from rdkit.Chem import rdCIPLabeler
from rdkit.Chem.rdMolDescriptors import CalcMolFormula

from rasstruct.chemistry.bound.components import load_component

CODES = ["GNP", "GCP", "G2P", "GDP", "GTP", "GSP", "LR4", "MOV", "M1X", "6IC", "A1AHB", "9LI", "EDO", "TRS", "CIT"]


def ccd(category: str, column: str, het_code: str) -> list[str]:
    """Give a column of one component, straight from the dictionary."""
    table = get_ccd()[category]
    codes = table["id" if category == "chem_comp" else "comp_id"].as_array()
    return table[column].as_array()[codes == het_code].tolist()


def counted(formula: str) -> Counter[str]:
    """Count the elements of a formula, charge aside."""
    bare = re.sub(r"[+-]\d*$", "", formula.replace(" ", ""))
    return Counter({element.upper(): int(n or 1) for element, n in re.findall(r"([A-Z][a-z]?)(\d*)", bare)})


@pytest.mark.parametrize("het_code", CODES)
def test_formula_is_that_of_the_dictionary(het_code: str) -> None:
    (formula,) = ccd("chem_comp", "formula", het_code)
    words = dict(re.fullmatch(r"([A-Za-z]+?)(\d*)", word).groups() for word in formula.split() if word[0].isalpha())
    expected = Counter({element.upper(): int(n or 1) for element, n in words.items()})
    assert counted(CalcMolFormula(load_component(het_code).template)) == expected


@pytest.mark.parametrize("het_code", CODES)
def test_hand_of_carbons_is_the_one_the_dictionary_labels(het_code: str) -> None:
    component = load_component(het_code)
    labels = dict(
        zip(
            ccd("chem_comp_atom", "atom_id", het_code),
            ccd("chem_comp_atom", "pdbx_stereo_config", het_code),
            strict=True,
        )
    )
    molecule = Chem.Mol(component.template)
    rdCIPLabeler.AssignCIPLabels(molecule)
    carbons = [(a, n) for a, n in zip(molecule.GetAtoms(), component.atom_names, strict=True) if a.GetSymbol() == "C"]
    found = {name: atom.GetProp("_CIPCode") if atom.HasProp("_CIPCode") else "N" for atom, name in carbons}
    assert found == {name: labels[name] for name in found}


@pytest.mark.parametrize(
    ("het_code", "bridge", "hydrogens"), [("GNP", "N3B", 1), ("GCP", "C3B", 2), ("G2P", "C3A", 2), ("GTP", "O3B", 0)]
)
def test_bridge_of_a_gtp_analogue_has_its_hydrogens(het_code: str, bridge: str, hydrogens: int) -> None:
    component = load_component(het_code)
    atom = component.template.GetAtomWithIdx(component.atom_names.index(bridge))
    assert (atom.GetTotalNumHs(), atom.GetFormalCharge()) == (hydrogens, 0)
    assert sorted(other.GetSymbol() for other in atom.GetNeighbors()) == ["P", "P"]


@pytest.mark.parametrize(("het_code", "charge"), [("MG", 2), ("CA", 2), ("CL", -1), ("NA", 1)])
def test_ion_is_one_atom_with_its_charge(het_code: str, charge: int) -> None:
    (atom,) = load_component(het_code).template.GetAtoms()
    assert (atom.GetSymbol().upper(), atom.GetFormalCharge(), atom.GetTotalNumHs()) == (het_code, charge, 0)


def test_five_character_code_and_its_first_three_characters_are_different_molecules() -> None:
    # daraxonrasib is C44 H58 N8 O5 S
    assert Counter(load_component("A1AHB").elements) == {"C": 44, "N": 8, "O": 5, "S": 1}
    assert Counter(load_component("A1A").elements) != Counter(load_component("A1AHB").elements)


def test_component_of_unknown_element_has_no_chemistry() -> None:
    assert "UNX" in get_ccd()["chem_comp"]["id"].as_array()
    assert load_component("UNX") is None


def test_leaving_atom_of_an_amino_acid_is_its_second_oxygen() -> None:
    alanine = load_component("ALA")
    assert [n for n, leaves in zip(alanine.atom_names, alanine.is_leaving, strict=True) if leaves] == ["OXT"]


def test_bonds_join_the_atoms_that_the_dictionary_names() -> None:
    component = load_component("EDO")
    names = np.array(component.atom_names)[component.bonds]
    assert {frozenset(pair) for pair in names.tolist()} == {
        frozenset(pair) for pair in (("C1", "O1"), ("C1", "C2"), ("C2", "O2"))
    }
