"""Which molecule is a residue of the pocket?

Oracle: the amino acids at pH 7.4 as any textbook draws them, in a chain with formyl before and amide after; the
components of the Chemical Component Dictionary for the rest.
"""

from __future__ import annotations

import numpy as np
import pytest
from rdkit import Chem

from rasstruct.chemistry.bound.residue_molecule import place_residue, residue_forms

BACKBONE = ("N", "CA", "C", "O")
SIDE_CHAINS = {
    "ASP": ("CB CG OD1 OD2", "CC(=O)[O-]"),
    "GLU": ("CB CG CD OE1 OE2", "CCC(=O)[O-]"),
    "ASN": ("CB CG OD1 ND2", "CC(N)=O"),
    "LYS": ("CB CG CD CE NZ", "CCCC[NH3+]"),
    "ARG": ("CB CG CD NE CZ NH1 NH2", "CCCNC(N)=[NH2+]"),
    "CYS": ("CB SG", "CS"),
    "SER": ("CB OG", "CO"),
    "TYR": ("CB CG CD1 CD2 CE1 CE2 CZ OH", "Cc1ccc(O)cc1"),
    "MSE": ("CB CG SE CE", "CC[Se]C"),
}
HISTIDINE = (*BACKBONE, "CB", "CG", "ND1", "CD2", "CE1", "NE2")


@pytest.mark.parametrize("name", SIDE_CHAINS)
def test_an_amino_acid_in_a_chain_is_charged_as_at_blood_ph_and_its_ends_are_amides(name: str) -> None:
    atoms, side_chain = SIDE_CHAINS[name]
    (form,) = residue_forms(name, (*BACKBONE, *atoms.split()), has_before=True, has_after=True)
    drawn = Chem.MolFromSmiles(f"O=CNC({side_chain})C(N)=O")
    assert Chem.MolToSmiles(form.template, isomericSmiles=False) == Chem.MolToSmiles(drawn)
    assert form.template.GetNumAtoms() == form.n_own + 3


def test_histidine_has_two_neutral_tautomers_and_a_charged_form() -> None:
    forms = residue_forms("HIS", HISTIDINE, has_before=True, has_after=True)
    assert {form.assumption for form in forms} == {
        "neutral, hydrogen on ND1", "neutral, hydrogen on NE2", "protonated, charged",
    }  # fmt: skip
    assert [form.is_charged for form in forms] == [False, False, True]
    for form in forms:
        hydrogens = {HISTIDINE[i]: form.template.GetAtomWithIdx(i).GetTotalNumHs() for i in (6, 9)}
        expected = {"ND1": int("ND1" in form.assumption), "NE2": int("NE2" in form.assumption)}
        assert hydrogens == ({"ND1": 1, "NE2": 1} if form.is_charged else expected)


@pytest.mark.parametrize("name", ["HSD", "HIE", "HIP"])
def test_a_force_field_name_stands_for_its_amino_acid(name: str) -> None:
    plain = residue_forms("HIS", HISTIDINE, has_before=True, has_after=True)
    renamed = residue_forms(name, HISTIDINE, has_before=True, has_after=True)
    assert [Chem.MolToSmiles(form.template) for form in renamed] == [Chem.MolToSmiles(form.template) for form in plain]


def test_without_neighbours_the_ends_carry_no_charge_but_a_carboxylate_that_is_there_does() -> None:
    (inner,) = residue_forms("GLY", BACKBONE)
    (last,) = residue_forms("GLY", (*BACKBONE, "OXT"), has_before=True)
    assert Chem.GetFormalCharge(inner.template) == 0
    assert Chem.MolToSmiles(last.template) == Chem.CanonSmiles("O=CNCC(=O)[O-]")


def test_missing_atoms_of_a_side_chain_are_hydrogen() -> None:
    (form,) = residue_forms("LYS", (*BACKBONE, "CB"), has_before=True, has_after=True)
    assert Chem.MolToSmiles(form.template, isomericSmiles=False) == Chem.CanonSmiles("O=CNC(C)C(N)=O")


@pytest.mark.parametrize(("name", "atoms", "smiles"), [("HOH", ("O",), "O"), ("MG", ("MG",), "[Mg+2]")])
def test_water_and_ions_are_their_components(name: str, atoms: tuple[str, ...], smiles: str) -> None:
    (form,) = residue_forms(name, atoms)
    assert Chem.MolToSmiles(form.template) == smiles


@pytest.mark.parametrize(("name", "atoms"), [("ASP", ("N", "CA", "Q9")), ("XXXXX", ("C1",)), ("ASP", ("N", "N"))])
def test_atoms_that_no_component_has_make_no_form(name: str, atoms: tuple[str, ...]) -> None:
    assert residue_forms(name, atoms) == ()


def test_a_form_is_placed_without_a_change_to_its_template() -> None:
    (form,) = residue_forms("SER", (*BACKBONE, "CB", "OG"), has_before=True, has_after=True)
    xyz = np.arange(27, dtype=float).reshape(9, 3)
    assert np.array_equal(place_residue(form, xyz).GetConformer().GetPositions(), xyz)
    assert form.template.GetNumConformers() == 0
