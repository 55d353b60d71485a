"""Which heavy atoms of two molecules correspond, and where are they?

Elements and bonds decide; bond orders, charges, hydrogens and stereochemistry
are left aside, so that crystal, docked and library forms of a molecule compare.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
from rdkit import Chem

from rasstruct._base.errors import MoleculeError

__all__ = ["describe_difference", "heavy_atoms", "heavy_coordinates", "match_heavy_atoms", "name_atoms"]

Matching = tuple[int, ...]


def heavy_atoms(mol: Chem.Mol) -> tuple[int, ...]:
    """Give the indices of all atoms but hydrogens and dummies."""
    return tuple(atom.GetIdx() for atom in mol.GetAtoms() if atom.GetAtomicNum() > 1)


def heavy_coordinates(mol: Chem.Mol) -> npt.NDArray[np.float64]:
    """Give the coordinates in Å of the heavy atoms in the first conformer, shape (n, 3).

    Raises
    ------
    MoleculeError
        When there are none, when they are a drawing, undefined, or all in one place.
    """
    if not mol.GetNumConformers():
        raise MoleculeError("found a molecule without coordinates, expected a pose; give one with a conformer")
    conformer = mol.GetConformer()
    if not conformer.Is3D():
        raise MoleculeError("found the coordinates of a 2D drawing, expected a pose; give one with 3D coordinates")
    xyz = np.asarray(conformer.GetPositions(), dtype=np.float64).reshape(-1, 3)[list(heavy_atoms(mol))]
    if not np.isfinite(xyz).all():
        raise MoleculeError("found coordinates that are no numbers, expected a pose; leave undefined atoms out")
    if len(xyz) > 1 and not np.ptp(xyz, axis=0).any():
        raise MoleculeError("found all atoms in one place, expected a pose; give one with 3D coordinates")
    return xyz


def match_heavy_atoms(mol: Chem.Mol, other: Chem.Mol, max_matchings: int = 1000) -> tuple[Matching, ...]:
    """Find the ways in which the heavy atoms of a molecule are those of another, bonded alike.

    Parameters
    ----------
    mol, other
        Molecules; `other` may have more atoms.
    max_matchings
        Most ways to give.

    Returns
    -------
    tuple of tuple of int
        For each heavy atom of `mol` in order, the index of its counterpart in `other`; empty when there is no way.
    """
    kept = heavy_atoms(other)
    found = _skeleton(other).GetSubstructMatches(_skeleton(mol), uniquify=False, maxMatches=max_matchings)
    return tuple(tuple(kept[index] for index in match) for match in found)


def describe_difference(mol: Chem.Mol, other: Chem.Mol) -> str | None:
    """Say how the heavy atoms or their bonds differ from those of another molecule, `None` when they do not."""
    own, expected = _skeleton(mol), _skeleton(other)
    if _composition(mol) != _composition(other):
        return f"heavy atoms {_composition(mol)} instead of {_composition(other)}"
    if own.GetNumBonds() != expected.GetNumBonds():
        return f"{own.GetNumBonds()} bonds between heavy atoms instead of {expected.GetNumBonds()}"
    if not expected.HasSubstructMatch(own):
        return f"the same heavy atoms {_composition(mol)}, bonded differently"
    return None


def name_atoms(mol: Chem.Mol, atoms: Iterable[int]) -> tuple[str, ...]:
    """Name atoms as in a structure file, else by element and index."""
    return tuple(_name_atom(mol.GetAtomWithIdx(int(index))) for index in atoms)


def _name_atom(atom: Chem.Atom) -> str:
    """Give the atom name, else element and index."""
    if atom.HasProp("atom_name"):
        return str(atom.GetProp("atom_name")).strip()
    record = atom.GetPDBResidueInfo()
    return str(record.GetName()).strip() if record is not None else f"{atom.GetSymbol()}{atom.GetIdx()}"


def _skeleton(mol: Chem.Mol) -> Chem.Mol:
    """Keep elements and bonds of the heavy atoms, nothing else."""
    skeleton = Chem.RWMol()
    index = {}
    for atom in heavy_atoms(mol):
        index[atom] = skeleton.AddAtom(Chem.Atom(mol.GetAtomWithIdx(atom).GetAtomicNum()))
    for bond in mol.GetBonds():
        first, second = index.get(bond.GetBeginAtomIdx()), index.get(bond.GetEndAtomIdx())
        if first is not None and second is not None:
            skeleton.AddBond(first, second, Chem.BondType.SINGLE)
    return skeleton.GetMol()


def _composition(mol: Chem.Mol) -> str:
    """Write the heavy atoms as a formula, carbon first."""
    counts = Counter(mol.GetAtomWithIdx(index).GetSymbol() for index in heavy_atoms(mol))
    ordered = sorted(counts, key=lambda symbol: (symbol != "C", symbol))
    return "".join(f"{symbol}{counts[symbol] if counts[symbol] > 1 else ''}" for symbol in ordered) or "none"
