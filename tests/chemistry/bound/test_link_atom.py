"""What becomes of the atom that bonds to the protein?

Oracles: the products of textbook reactions, written as SMILES with hydrogen in the place of the side chain; the
components of ARS-853 (5UT, stored with its acrylamide) and sotorasib (MOV, stored reacted). Poses are RDKit's,
embedded with a seed.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from rdkit import Chem
from rdkit.Chem import rdDistGeom

from rasstruct.chemistry.bound.build_molecule import BuiltMolecule, build_molecule
from rasstruct.chemistry.bound.components import load_component


def pose(smiles: str, drop: str | None = None) -> tuple[list[str], list[str], Any]:
    """Embed a molecule and give its heavy atoms, named by element and number, but for one."""
    molecule = Chem.AddHs(Chem.MolFromSmiles(smiles))
    assert rdDistGeom.EmbedMolecule(molecule, randomSeed=7) == 0
    heavy = [atom for atom in molecule.GetAtoms() if atom.GetAtomicNum() > 1]
    names = [f"{atom.GetSymbol()}{atom.GetIdx() + 1}" for atom in heavy]
    keep = [index for index, name in enumerate(names) if name != drop]
    xyz = molecule.GetConformer().GetPositions()[: len(heavy)]
    return [names[i] for i in keep], [heavy[i].GetSymbol().upper() for i in keep], xyz[keep]


def flat(molecule: Chem.Mol | str) -> str:
    """Give the canonical SMILES without stereochemistry."""
    return Chem.MolToSmiles(Chem.MolFromSmiles(molecule) if isinstance(molecule, str) else molecule, False)


@pytest.mark.parametrize(
    ("free", "bound", "link"),
    [
        ("C=CC(=O)N1CCCC1", "CCC(=O)N1CCCC1", "C1"),
        ("C=C(F)C(=O)N1CCCC1", "CC(F)C(=O)N1CCCC1", "C1"),
        ("CC#CC(=O)N1CCCC1", "CC=CC(=O)N1CCCC1", "C2"),
        ("N#CC1CCCN1C(C)=O", "N=CC1CCCN1C(C)=O", "C2"),
        ("C=CS(=O)(=O)NC1CCCC1", "CCS(=O)(=O)NC1CCCC1", "C1"),
    ],
    ids=["acrylamide", "fluoroacrylamide", "butynamide", "nitrile", "vinyl sulfonamide"],
)
@pytest.mark.parametrize("pose_of", ["free", "bound"])
def test_multiple_bond_of_the_reactive_form_has_reacted(free: str, bound: str, link: str, pose_of: str) -> None:
    atoms = pose(free if pose_of == "free" else bound)
    built = build_molecule("UNL", *atoms, link_atom=link, smiles=free)
    assert (built.basis, flat(built.molecule), built.link_atom) == ("library", flat(bound), link)
    assert built.molecule.GetAtomWithIdx(built.link_index).GetProp("atom_name") == link
    assert any("reacted" in note for note in built.notes)
    unbound = build_molecule("UNL", *atoms, smiles=free)
    assert (flat(unbound.molecule), unbound.link_atom, unbound.link_index) == (flat(free), None, None)


@pytest.mark.parametrize(
    ("free", "bound", "link"),
    [("N#CC1CCCN1C(C)=O", "N=CC1CCCN1C(C)=O", "C2"), ("O=CC1CCCCC1", "O=CC1CCCCC1", "C2")],
    ids=["nitrile has no hydrogen to lose", "aldehyde has one"],
)
def test_valence_decides_where_no_form_is_known(free: str, bound: str, link: str) -> None:
    built = build_molecule("UNL", *pose(free), link_atom=link)
    assert (built.basis, flat(built.molecule)) == ("perceived", flat(bound))


def test_bound_form_that_has_a_double_bond_keeps_it() -> None:
    free, bound = "CC#CC(=O)N1CCCC1", "CC=CC(=O)N1CCCC1"
    built = build_molecule("UNL", *pose(bound), link_atom="C2", smiles=free, bound_smiles=bound)
    assert (flat(built.molecule), built.notes) == (flat(bound), ())


def test_leaving_group_is_not_missed() -> None:
    free = "ClCC(=O)N1CCCC1"
    built = build_molecule("UNL", *pose(free, drop="Cl1"), link_atom="C2", smiles=free)
    assert (flat(built.molecule), built.missing_atoms) == (flat("CC(=O)N1CCCC1"), ())
    assert any("leaving group" in note for note in built.notes)
    without_bond = build_molecule("UNL", *pose(free, drop="Cl1"), smiles=free)
    assert len(without_bond.missing_atoms) == 1


def component_pose(het_code: str) -> tuple[tuple[str, ...], tuple[str, ...], Any]:
    """Embed a component in the form in which it is stored, under its own names."""
    component = load_component(het_code)
    molecule = Chem.AddHs(component.template)
    assert rdDistGeom.EmbedMolecule(molecule, randomSeed=7) == 0
    return component.atom_names, component.elements, molecule.GetConformer().GetPositions()[: len(component.elements)]


def find_terminal_carbon(built: BuiltMolecule, smarts: str) -> str:
    """Name the first atom of a pattern."""
    (match,) = built.molecule.GetSubstructMatches(Chem.MolFromSmarts(smarts))
    return built.molecule.GetAtomWithIdx(match[0]).GetProp("atom_name")


@pytest.mark.parametrize(("het_code", "stored"), [("5UT", "[CH2]=CC(=O)N"), ("MOV", "[CH3][CH2]C(=O)N")])
def test_component_comes_in_its_bound_form_however_it_is_stored(het_code: str, stored: str) -> None:
    atoms = component_pose(het_code)
    as_stored = build_molecule(het_code, *atoms)
    link = find_terminal_carbon(as_stored, stored)
    known = {"5UT": "C=CC(=O)N1CC(N2CCN(C(=O)CNc3cc(C4(C)CC4)c(Cl)cc3O)CC2)C1"}.get(het_code)
    bound = build_molecule(het_code, *atoms, link_atom=link, smiles=known)
    assert bound.molecule.HasSubstructMatch(Chem.MolFromSmarts("[CH3][CH2]C(=O)N"))
    assert not bound.molecule.HasSubstructMatch(Chem.MolFromSmarts("C=CC(=O)N"))
    assert (bound.notes == ()) == (het_code == "MOV")


@pytest.mark.parametrize(("length", "reacted"), [(1.33, False), (1.51, True)])
def test_length_decides_where_no_form_is_known(length: float, reacted: bool) -> None:
    names, elements, xyz = component_pose("5UT")
    link = find_terminal_carbon(build_molecule("5UT", names, elements, xyz), "[CH2]=CC(=O)N")
    end = names.index(link)
    (middle,) = (i for i in range(len(names)) if 0 < np.linalg.norm(xyz[i] - xyz[end]) < 1.6)
    direction = (xyz[end] - xyz[middle]) / np.linalg.norm(xyz[end] - xyz[middle])
    placed = xyz.copy()
    placed[end] = xyz[middle] + length * direction
    built = build_molecule("5UT", names, elements, placed, link_atom=link)
    assert built.molecule.HasSubstructMatch(Chem.MolFromSmarts("C=CC(=O)N")) != reacted
