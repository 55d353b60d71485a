"""Do the atoms of a crystal become the right molecule, whatever their names, order and number?

Oracles: the published structures of the library, read by RDKit from SMILES here written out (LR4: CCD, Kim 2023 Nature
doi:10.1038/s41586-023-06123-3; GppNHp: PubChem 33113), and edits of the bundled entries whose effect is known.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ligand_atoms import LigandAtoms
from rdkit import Chem

import rasstruct as rs
from rasstruct._base.errors import MoleculeError
from rasstruct.chemistry.bound.build_molecule import build_molecule, retemplate
from rasstruct.chemistry.bound.components import load_component

LR4 = "C[C@H]1CN(C)CCN1c1cccc(-c2noc([C@@]3(C)CCCc4sc(N)c(C#N)c43)n2)n1"
GNP = "Nc1nc2c(ncn2[C@@H]2O[C@H](COP(=O)(O)OP(=O)(O)NP(=O)(O)O)[C@@H](O)[C@H]2O)c(=O)[nH]1"
#: a code that the CCD keeps for ligands nobody identified: it has no component
UNKNOWN = "UNL"


def key(molecule: Chem.Mol | str) -> str:
    """Give the InChIKey."""
    return Chem.MolToInchiKey(Chem.MolFromSmiles(molecule) if isinstance(molecule, str) else molecule)


@pytest.fixture(scope="module")
def lr4(pdb_8azr: Any) -> LigandAtoms:
    """LR4 of 8AZR."""
    return LigandAtoms.of(pdb_8azr.atoms("LR4"))


@pytest.fixture(scope="module")
def gnp(pdb_5p21: Any) -> LigandAtoms:
    """GNP of 5P21."""
    return LigandAtoms.of(pdb_5p21.atoms("GNP"))


# --- the component, by name ------------------------------------------------------------------------------------------


def test_lr4_and_gnp_are_the_published_molecules(lr4: LigandAtoms, gnp: LigandAtoms) -> None:
    for code, atoms, smiles in (("LR4", lr4, LR4), ("GNP", gnp, GNP)):
        built = build_molecule(code, *atoms.columns)
        assert (built.basis, built.missing_atoms, built.extra_atoms, built.notes) == ("component", (), (), ())
        assert key(built.molecule) == key(smiles)


def test_atoms_keep_order_names_and_places(lr4: LigandAtoms) -> None:
    molecule = build_molecule("LR4", *lr4.columns).molecule
    assert [atom.GetProp("atom_name") for atom in molecule.GetAtoms()] == list(lr4.names)
    assert np.allclose(molecule.GetConformer().GetPositions(), lr4.xyz)


@settings(derandomize=True, deadline=None, max_examples=25)
@given(data=st.data())
@pytest.mark.parametrize("by_name", [True, False], ids=["by name", "by bonds"])
def test_order_of_atoms_does_not_matter(lr4: LigandAtoms, by_name: bool, data: st.DataObject) -> None:
    shuffled = lr4.taken(data.draw(st.permutations(range(len(lr4.names)))))
    built = build_molecule("LR4", *(shuffled if by_name else shuffled.numbered()).columns)
    assert (built.basis, key(built.molecule)) == ("component", key(LR4))


def test_hydrogens_and_deuterium_of_the_file_are_dropped(lr4: LigandAtoms) -> None:
    hydrogens = LigandAtoms(("H1", "D2"), ("H", "D"), lr4.xyz[:2] + np.array([0.6, 0.6, 0.5]))
    built = build_molecule("LR4", *lr4.joined(hydrogens).columns)
    assert (built.molecule.GetNumAtoms(), key(built.molecule)) == (len(lr4.names), key(LR4))


@pytest.mark.parametrize(
    "rename",
    [lambda name: name.replace("'", "*"), str.lower, lambda name: name.replace("5'", "5*")],
    ids=["PDB version 2", "lower case", "some as in version 2"],
)
def test_other_spellings_of_names_are_understood(gnp: LigandAtoms, rename: Any) -> None:
    built = build_molecule("GNP", *gnp.renamed(rename).columns)
    assert (built.basis, built.extra_atoms, built.notes, key(built.molecule)) == ("component", (), (), key(GNP))


def test_mirror_image_has_the_other_hand_and_says_so(lr4: LigandAtoms) -> None:
    built = build_molecule("LR4", *lr4.mirrored().columns)
    assert key(built.molecule)[:14] == key(LR4)[:14]
    assert key(built.molecule) != key(LR4)
    centres = {lr4.names[index] for index, _ in Chem.FindMolChiralCenters(built.molecule)}
    (note,) = built.notes
    assert "other hand than the component" in note
    assert set(note.rpartition(" at ")[2].split(", ")) == centres


@pytest.mark.parametrize("inverted", [True, False], ids=["one centre differs", "none differs"])
def test_hand_is_compared_with_the_known_smiles(lr4: LigandAtoms, inverted: bool) -> None:
    smiles = LR4.replace("C[C@H]1", "C[C@@H]1") if inverted else LR4
    notes = build_molecule("LR4", *lr4.columns, smiles=smiles).notes
    assert len(notes) == inverted
    if inverted:
        molecule = build_molecule("LR4", *lr4.columns).molecule
        (match,) = molecule.GetSubstructMatches(Chem.MolFromSmarts("[CH3][CH1](N)C"))
        assert notes[0].endswith(f"other hand than the library's SMILES at {lr4.names[match[1]]}")


def test_phosphates_have_no_hand(gnp: LigandAtoms) -> None:
    molecule = build_molecule("GNP", *gnp.columns).molecule
    tagged = {
        atom.GetSymbol()
        for atom in molecule.GetAtoms()
        if atom.GetChiralTag() != Chem.ChiralType.names["CHI_UNSPECIFIED"]
    }
    assert tagged == {"C"}


# --- atoms missing, atoms too many -----------------------------------------------------------------------------------


def test_missing_atom_is_named_and_hydrogen_takes_its_place(lr4: LigandAtoms) -> None:
    (methyl,) = (name for name in lr4.names if name == methyl_of(lr4))
    built = build_molecule("LR4", *lr4.without(methyl).columns)
    assert (built.basis, built.missing_atoms) == ("component", (methyl,))
    assert key(built.molecule) == key(LR4.replace("N(C)", "N"))
    assert any("missing" in note and methyl in note for note in built.notes)


def methyl_of(lr4: LigandAtoms) -> str:
    """Name the methyl carbon on the amine nitrogen."""
    template = Chem.MolFromSmiles(LR4)
    crystal = build_molecule("LR4", *lr4.columns).molecule
    (match,) = crystal.GetSubstructMatches(Chem.MolFromSmarts("[CH3]N([CH2])[CH2]"))
    assert template.GetNumAtoms() == crystal.GetNumAtoms()
    return lr4.names[match[0]]


def test_piece_of_a_molecule_is_that_piece_only(gnp: LigandAtoms) -> None:
    guanosine = gnp.without(*(name for name in gnp.names if name[:1] == "P" or name in
                              {"O1G", "O2G", "O3G", "O1B", "O2B", "O3A", "O1A", "O2A", "N3B"}))  # fmt: skip
    built = build_molecule("GNP", *guanosine.columns)
    assert key(built.molecule) == key("Nc1nc2c(ncn2[C@@H]2O[C@H](CO)[C@@H](O)[C@H]2O)c(=O)[nH]1")
    assert len(built.missing_atoms) == 12


def test_ring_that_lacks_an_atom_still_makes_a_molecule(gnp: LigandAtoms) -> None:
    built = build_molecule("GNP", *gnp.without("C8").columns)
    assert (built.basis, built.missing_atoms, built.molecule.GetNumAtoms()) == ("component", ("C8",), 31)


def test_extra_atom_leads_to_the_next_method(lr4: LigandAtoms) -> None:
    carbon = lr4.names.index(methyl_of(lr4))
    centre = lr4.xyz.mean(axis=0)
    outward = (lr4.xyz[carbon] - centre) / np.linalg.norm(lr4.xyz[carbon] - centre)
    longer = lr4.joined(LigandAtoms(("CX",), ("C",), (lr4.xyz[carbon] + 1.5 * outward)[None]))
    ethyl = LR4.replace("N(C)", "N(CC)")
    built = build_molecule("LR4", *longer.columns, smiles=ethyl)
    assert (built.basis, built.extra_atoms, key(built.molecule)) == ("library", ("CX",), key(ethyl))
    perceived = build_molecule("LR4", *longer.columns)
    assert (perceived.basis, perceived.extra_atoms) == ("perceived", ("CX",))


# --- names that say nothing ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("given", ["own code", "unknown code and SMILES", "unknown code"])
def test_renamed_atoms_are_found_by_their_bonds(lr4: LigandAtoms, given: str) -> None:
    atoms = lr4.numbered().columns
    assert load_component(UNKNOWN) is None
    if given == "own code":
        built, basis = build_molecule("LR4", *atoms), "component"
    elif given == "unknown code and SMILES":
        built, basis = build_molecule(UNKNOWN, *atoms, smiles=LR4), "library"
    else:
        built, basis = build_molecule(UNKNOWN, *atoms), "perceived"
    assert (built.basis, key(built.molecule)) == (basis, key(LR4))
    assert any("perceived" in note for note in built.notes) == (basis == "perceived")


def test_names_that_belong_to_other_atoms_are_not_believed(lr4: LigandAtoms) -> None:
    carbons = [name for name in lr4.names if name.startswith("C")]
    turned = dict(zip(carbons, carbons[7:] + carbons[:7], strict=True))
    built = build_molecule("LR4", *lr4.renamed(lambda name: turned.get(name, name)).columns)
    assert (built.basis, key(built.molecule)) == ("component", key(LR4))
    assert any("not by name" in note for note in built.notes)


@pytest.mark.parametrize(("first", "second"), [(1.21, 1.34), (1.34, 1.21)])
def test_shorter_of_two_bonds_is_the_double_one(first: float, second: float) -> None:
    arms = np.array([[0.0, 0, 0], [first, 0, 0], [-second / 2, second * np.sqrt(0.75), 0]])
    molecule = build_molecule(UNKNOWN, ["C1", "O1", "O2"], ["C", "O", "O"], arms, smiles="OC=O").molecule
    orders = [molecule.GetBondBetweenAtoms(0, index).GetBondTypeAsDouble() for index in (1, 2)]
    assert orders == ([2.0, 1.0] if first < second else [1.0, 2.0])


def test_smiles_of_another_molecule_is_not_forced_on_the_atoms(lr4: LigandAtoms) -> None:
    built = build_molecule(UNKNOWN, *lr4.columns, smiles=LR4.replace("s", "o"))
    assert built.basis == "perceived"


def test_stretched_bond_is_reported(lr4: LigandAtoms) -> None:
    far = build_molecule("LR4", *lr4.moved(methyl_of(lr4), (8.0, 8.0, 8.0)).columns)
    near = build_molecule("LR4", *lr4.moved(methyl_of(lr4), (0.1, 0.1, 0.1)).columns)
    assert any("longer than any bond" in note for note in far.notes)
    assert not any("longer than any bond" in note for note in near.notes)


@pytest.mark.parametrize("het_code", [UNKNOWN, "LR4"])
def test_lone_ion_under_another_name_is_the_ion(het_code: str) -> None:
    built = build_molecule(het_code, ["MG2+"], ["MG"], np.zeros((1, 3)))
    assert (built.basis, Chem.MolToSmiles(built.molecule)) == ("component", "[Mg+2]")


# --- other bond orders for the same atoms ----------------------------------------------------------------------------


def test_retemplate_gives_bond_orders_of_a_smiles_with_the_same_skeleton(lr4: LigandAtoms) -> None:
    built = build_molecule("LR4", *lr4.columns)
    imine = LR4.replace("(C#N)", "(C=N)")
    assert key(retemplate(built, imine)) == key(imine)
    assert retemplate(built, "C" + LR4) is None


# --- refusals --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "elements", "xyz", "message"),
    [
        (["H1"], ["H"], [[0, 0, 0]], "no heavy atom"),
        (["UNK"], ["X"], [[0, 0, 0]], r"unknown element \(UNK\)"),
        (["C1", "C2"], ["C", "C"], [[0, 0, 0], [0.3, 0, 0]], r"C1 and C2 of UNL 0.30 Å apart"),
    ],
)
def test_atoms_that_make_no_molecule_are_refused(names: Any, elements: Any, xyz: Any, message: str) -> None:
    with pytest.raises(MoleculeError, match=message):
        build_molecule(UNKNOWN, names, elements, np.array(xyz, dtype=float))
    assert issubclass(MoleculeError, rs.RasStructError)


def test_text_that_is_no_smiles_is_refused(lr4: LigandAtoms) -> None:
    with pytest.raises(MoleculeError, match="expected a SMILES"):
        build_molecule(UNKNOWN, *lr4.columns, smiles="not a molecule")
