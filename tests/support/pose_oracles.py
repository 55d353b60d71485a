"""Poses for tests, and RMSD by brute force: every way to match the atoms, superposed by Kabsch's method in NumPy."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from rdkit import Chem
from rdkit.Chem import rdDistGeom
from rdkit.Geometry import Point3D

__all__ = ["brute_force_rmsd", "embed", "heavy", "move_atom", "plain_rmsd", "with_coordinates"]

Coordinates = npt.NDArray[np.float64]


def embed(smiles: str, seed: int = 1) -> Chem.Mol:
    """Make a pose of heavy atoms with RDKit's distance geometry."""
    molecule = Chem.AddHs(Chem.MolFromSmiles(smiles))
    assert rdDistGeom.EmbedMolecule(molecule, randomSeed=seed) == 0
    return Chem.RemoveHs(molecule)


def with_coordinates(mol: Chem.Mol, xyz: Coordinates) -> Chem.Mol:
    """Give a copy at other coordinates."""
    copy = Chem.Mol(mol)
    for index, place in enumerate(np.asarray(xyz, dtype=float).tolist()):
        copy.GetConformer().SetAtomPosition(index, Point3D(*place))
    return copy


def move_atom(mol: Chem.Mol, atom: int, place: Coordinates) -> Chem.Mol:
    """Give a copy with one atom elsewhere."""
    xyz = mol.GetConformer().GetPositions()
    xyz[atom] = place
    return with_coordinates(mol, xyz)


def heavy(mol: Chem.Mol) -> Coordinates:
    """Give the coordinates of all atoms but hydrogens."""
    return mol.GetConformer().GetPositions()[[a.GetIdx() for a in mol.GetAtoms() if a.GetAtomicNum() > 1]]


def plain_rmsd(first: Coordinates, second: Coordinates) -> float:
    """Compute the RMSD atom by atom."""
    return float(np.sqrt(((first - second) ** 2).sum(axis=1).mean()))


def brute_force_rmsd(mol: Chem.Mol, other: Chem.Mol, superpose: bool = False) -> float:
    """Try every matching of the bare graphs that RDKit lists."""
    bare, bare_other = _bare_graph(mol), _bare_graph(other)
    first, second = heavy(mol), heavy(other)
    matchings = bare_other.GetSubstructMatches(bare, uniquify=False, maxMatches=1_000_000)
    measure = _superposed_rmsd if superpose else plain_rmsd
    return min(measure(first, second[list(matching)]) for matching in matchings)


def _bare_graph(mol: Chem.Mol) -> Chem.Mol:
    """Keep elements and bonds of heavy atoms, as a molecule of single bonds."""
    graph = Chem.RWMol(mol)
    for index in reversed([a.GetIdx() for a in mol.GetAtoms() if a.GetAtomicNum() == 1]):
        graph.RemoveAtom(index)
    for atom in graph.GetAtoms():
        atom.SetFormalCharge(0)
        atom.SetIsAromatic(False)
        atom.SetNoImplicit(True)
        atom.SetNumExplicitHs(0)
    for bond in graph.GetBonds():
        bond.SetIsAromatic(False)
        bond.SetBondType(Chem.BondType.SINGLE)
    return graph.GetMol()


def _superposed_rmsd(first: Coordinates, second: Coordinates) -> float:
    """Superpose by the singular value decomposition, without reflection (Kabsch 1976 doi:10.1107/S0567739476001873)."""
    a, b = first - first.mean(axis=0), second - second.mean(axis=0)
    left, _, right = np.linalg.svd(b.T @ a)
    handedness = np.diag([1.0, 1.0, np.sign(np.linalg.det(left @ right))])
    return plain_rmsd(a, b @ (left @ handedness @ right))
