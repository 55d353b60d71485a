"""Which charges and tautomers does a bound molecule have when its interactions are looked at?

Oracle: textbook pKa values (amine 10, carboxylic acid 4.5, phosphate 1 and 6.5) and the definition of a tautomer: the
same atoms with one hydrogen elsewhere.
"""

from __future__ import annotations

import pytest
from rdkit import Chem
from rdkit.Chem.rdMolDescriptors import CalcMolFormula

from rasstruct.chemistry.properties.azole_tautomers import azole_tautomers
from rasstruct.chemistry.properties.charge_state import ionise, main_charge_state
from rasstruct.chemistry.properties.interacting_form import interacting_form
from rasstruct.chemistry.reading.read_molecules import read_molecule


@pytest.mark.parametrize(
    ("smiles", "expected"),
    [
        ("CN1CCCC1C", "CC1CCC[NH+]1C"),
        ("CC(=O)O", "CC(=O)[O-]"),
        ("COP(=O)(O)O", "COP(=O)([O-])[O-]"),
        ("COP(=O)(O)NP(=O)(O)O", "COP(=O)([O-])NP(=O)([O-])[O-]"),
        ("c1ccncc1", "c1ccncc1"),
        ("CO", "CO"),
    ],
)
def test_charges_at_the_ph_of_blood_and_no_proton_on_phosphate(smiles: str, expected: str) -> None:
    assert Chem.CanonSmiles(Chem.MolToSmiles(interacting_form(read_molecule(smiles)))) == Chem.CanonSmiles(expected)


def test_a_phosphate_alone_keeps_its_last_proton_in_the_main_state() -> None:
    """Near miss: the last pKa of GppNHp is 7.7, so its main state has the proton that the interacting form lacks."""
    molecule = read_molecule("COP(=O)(O)NP(=O)(O)O")
    assert Chem.GetFormalCharge(ionise(molecule)) == main_charge_state(molecule).charge == -2
    assert Chem.GetFormalCharge(interacting_form(molecule)) == -3


def test_atoms_keep_their_order_places_and_names() -> None:
    molecule = Chem.RWMol(read_molecule("NCCC(=O)O"))
    conformer = Chem.Conformer(molecule.GetNumAtoms())
    for atom in molecule.GetAtoms():
        conformer.SetAtomPosition(atom.GetIdx(), (float(atom.GetIdx()), 1.0, 2.0))
        atom.SetProp("atom_name", f"X{atom.GetIdx()}")
    molecule.AddConformer(conformer)
    for form in (ionise(molecule), interacting_form(molecule)):
        assert [atom.GetProp("atom_name") for atom in form.GetAtoms()] == [f"X{index}" for index in range(6)]
        assert form.GetConformer().GetPositions()[:, 0].tolist() == [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]


@pytest.mark.parametrize(
    ("smiles", "count"),
    [
        ("Cc1c[nH]cn1", 2),
        ("c1ccc2[nH]ncc2c1", 2),
        ("Cc1nn[nH]n1", 4),
        ("Cc1cnn[nH]1", 3),
        ("Cn1ccnc1", 0),
        ("c1cc[nH]c1", 0),
        ("O=c1cc[nH]cc1", 0),
    ],
)
def test_the_hydrogen_of_an_azole_can_be_on_each_nitrogen(smiles: str, count: int) -> None:
    forms = azole_tautomers(read_molecule(smiles))
    assert len(forms) == count
    assert len({index for _, index in forms}) == count
    for form, index in forms:
        assert form.GetAtomWithIdx(index).GetTotalNumHs() == 1
        assert CalcMolFormula(form) == CalcMolFormula(read_molecule(smiles))
