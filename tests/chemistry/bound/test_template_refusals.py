"""When is a component not to be trusted, and what of bonds that cannot be judged?

Oracles: molecules written as SMILES and embedded by RDKit with a seed; the published shape of aluminium fluoride
(Al-F 1.6-1.8 Å, Wittinghofer 1997 Curr Biol doi:10.1016/S0960-9822(06)00432-2); valence rules.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest
from rdkit import Chem
from rdkit.Chem import rdDistGeom

from rasstruct.chemistry.bound.build_molecule import build_molecule
from rasstruct.chemistry.bound.components import load_component
from rasstruct.chemistry.bound.template_match import take_atoms


def pose(smiles: str) -> tuple[list[str], list[str], Any]:
    """Embed a molecule and name its heavy atoms as docking programs do: numbered within each element."""
    molecule = Chem.AddHs(Chem.MolFromSmiles(smiles))
    assert rdDistGeom.EmbedMolecule(molecule, randomSeed=7) == 0
    elements = [atom.GetSymbol() for atom in molecule.GetAtoms() if atom.GetAtomicNum() > 1]
    counts: Counter[str] = Counter()
    names = []
    for element in elements:
        counts[element] += 1
        names.append(f"{element}{counts[element]}")
    return names, elements, molecule.GetConformer().GetPositions()[: len(elements)]


@pytest.mark.parametrize("code", ["MOL", "SUB", "XXX"])
@pytest.mark.parametrize("smiles", ["Cc1nc2ccccc2[nH]1", "c1ccc(-c2ccncc2)cc1"], ids=["benzimidazole", "pyridine"])
def test_placeholder_code_whose_names_fit_by_chance_is_not_the_component(code: str, smiles: str) -> None:
    built = build_molecule(code, *pose(smiles))
    assert load_component(code) is not None
    assert built.basis == "perceived"
    assert Chem.MolToSmiles(built.molecule) == Chem.CanonSmiles(smiles)


def test_one_bad_bond_does_not_refute_the_component() -> None:
    component = load_component("GOL")
    assert component is not None
    _, elements, xyz = pose("OCC(O)CO")
    known = ["O1", "C1", "C2", "O2", "C3", "O3"]
    built = build_molecule("GOL", known, elements, xyz + np.array([[9.0, 0, 0], *[[0, 0, 0]] * 5]))
    assert (built.basis, Chem.MolToSmiles(built.molecule)) == ("component", "OCC(O)CO")
    assert "bonds are longer than any bond: C1–O1" in " ".join(built.notes)


@pytest.mark.parametrize("distance", [1.6, 1.8])
def test_bonds_of_a_metal_are_not_called_too_long(distance: float) -> None:
    corners = distance * np.array([[0, 0, 0], [1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0]])
    built = build_molecule("ALF", ["AL", "F1", "F2", "F3", "F4"], ["AL", "F", "F", "F", "F"], corners)
    assert (built.basis, built.notes, built.molecule.GetNumBonds()) == ("component", (), 4)


@pytest.mark.parametrize(
    ("code", "name", "element", "smiles", "missing"),
    [
        ("PEG", "C2", "C", "C", 6),
        ("PEG", "O4", "O", "O", 6),
        ("PO4", "P", "P", "P", 4),
        ("MG2", "MG", "MG", "[Mg+2]", 0),
        ("PEG", "CA", "CA", "[Ca+2]", 0),
    ],
    ids=["carbon of PEG", "oxygen of PEG", "phosphorus", "magnesium by another name", "calcium called PEG"],
)
def test_lone_atom_is_an_ion_only_where_the_element_is_one(
    code: str, name: str, element: str, smiles: str, missing: int
) -> None:
    built = build_molecule(code, [name], [element], np.zeros((1, 3)))
    assert (built.basis, Chem.MolToSmiles(built.molecule), len(built.missing_atoms)) == ("component", smiles, missing)


def test_link_at_the_carbonyl_of_an_aromatic_ring_makes_a_sound_molecule() -> None:
    names, elements, xyz = pose("Cn1ccccc1=O")
    built = build_molecule("UNL", names, elements, xyz, link_atom="C6", smiles="Cn1ccccc1=O")
    assert Chem.MolToSmiles(built.molecule) == Chem.CanonSmiles("CN1C=CC=CC1O")


def test_part_of_a_cage_with_unusual_valences_is_a_molecule() -> None:
    component = load_component("10S")
    assert component is not None
    assert take_atoms(component.template, range(component.template.GetNumAtoms() - 1)).GetNumAtoms() > 0
