"""Which bond orders come from coordinates alone?

Oracle: the molecules of which RDKit made the coordinates (ETKDG with a seed, minimised with MMFF94), groups that
inhibitors, nucleotides and buffers have.
"""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
import pytest
from rdkit import Chem
from rdkit.Chem import rdDistGeom, rdForceFieldHelpers

from rasstruct._base.errors import MoleculeError
from rasstruct.chemistry.bound.crystal_atoms import CrystalAtoms, collect_atoms
from rasstruct.chemistry.bound.perceived_bonds import perceive_bonds

MOLECULES = {
    "indole": "c1ccc2[nH]ccc2c1",
    "naphthol": "Oc1ccc2ccccc2c1",
    "pyrimidinone": "O=c1[nH]cnc2[nH]cnc12",
    "aminothiophene nitrile": "N#Cc1c(N)sc2CCCCc12",
    "oxadiazole": "Cc1noc(C)n1",
    "acrylamide": "C=CC(=O)N1CCNCC1",
    "alkyne": "C#Cc1c(F)cccc1",
    "acid": "OC(=O)CCC1CCCC1",
    "nitro": "Cc1ccc([N+](=O)[O-])cc1",
    "sulfonamide": "CC1CCN(S(C)(=O)=O)CC1",
    "phosphate": "COP(=O)(O)O",
    "benzamidine": "N=C(N)c1ccccc1",
    "cyclohexene": "C1CCC=CC1",
    "no double bond": "C1CC2CCC1CN2CCO",
}


@functools.cache
def pose(smiles: str) -> tuple[list[str], list[str], Any]:
    """Make coordinates with hydrogens."""
    molecule = Chem.AddHs(Chem.MolFromSmiles(smiles))
    assert rdDistGeom.EmbedMolecule(molecule, randomSeed=3) == 0
    assert rdForceFieldHelpers.MMFFOptimizeMolecule(molecule, maxIters=2000) == 0
    elements = [atom.GetSymbol().upper() for atom in molecule.GetAtoms()]
    return [f"{e}{n}" for n, e in enumerate(elements, start=1)], elements, molecule.GetConformer().GetPositions()


def atoms_of(smiles: str, hydrogens: bool) -> CrystalAtoms:
    """Give the atoms as a file would."""
    names, elements, xyz = pose(smiles)
    keep = [index for index, element in enumerate(elements) if hydrogens or element != "H"]
    return collect_atoms("pose", [names[i] for i in keep], [elements[i] for i in keep], xyz[keep])


@pytest.mark.parametrize("hydrogens", [True, False], ids=["with hydrogens", "without hydrogens"])
@pytest.mark.parametrize("smiles", MOLECULES.values(), ids=MOLECULES)
def test_molecule_is_the_one_that_the_coordinates_were_made_of(smiles: str, hydrogens: bool) -> None:
    found = perceive_bonds("pose", atoms_of(smiles, hydrogens))
    assert Chem.MolToInchiKey(found)[:14] == Chem.MolToInchiKey(Chem.MolFromSmiles(smiles))[:14]


def test_hydrogens_of_the_file_make_the_charge() -> None:
    charged = "C[N+](C)(C)CC(=O)O"
    assert Chem.MolToSmiles(perceive_bonds("pose", atoms_of(charged, True))) == Chem.MolToSmiles(
        Chem.MolFromSmiles(charged)
    )
    amidinium = perceive_bonds("pose", atoms_of("NC(=[NH2+])c1ccccc1", True))
    assert Chem.GetFormalCharge(amidinium) == 1


def test_longer_bond_is_single_and_shorter_one_double() -> None:
    for length, expected in ((1.34, "C=C"), (1.53, "CC")):
        atoms = collect_atoms("pose", ["C1", "C2"], ["C", "C"], np.array([[0.0, 0, 0], [length, 0, 0]]))
        assert Chem.MolToSmiles(perceive_bonds("pose", atoms)) == expected


@pytest.mark.parametrize(("side", "expected"), [(1.39, "c1ccccc1"), (1.53, "C1CCCCC1")])
def test_flat_ring_is_aromatic_only_where_its_bonds_are_short(side: float, expected: str) -> None:
    turns = np.arange(6) * np.pi / 3
    hexagon = side * np.stack([np.cos(turns), np.sin(turns), np.zeros(6)], axis=1)
    atoms = collect_atoms("ring", [f"C{n}" for n in range(6)], ["C"] * 6, hexagon)
    assert Chem.MolToSmiles(perceive_bonds("ring", atoms)) == expected


def test_carbon_with_five_neighbours_is_refused() -> None:
    arms = np.array([[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1]]) * 1.5
    atoms = collect_atoms("odd", [f"C{n}" for n in range(6)], ["C"] * 6, np.concatenate([np.zeros((1, 3)), arms]))
    with pytest.raises(MoleculeError, match="no bond orders that fit the coordinates of odd"):
        perceive_bonds("odd", atoms)
