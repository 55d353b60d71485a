"""What is a molecule without the charges that protons put on it or took off it?"""

from __future__ import annotations

from collections.abc import Sequence

from rdkit import Chem

from rasstruct.chemistry.properties.heavy_molecule import heavy_molecule

__all__ = ["neutral_form"]

#: elements whose charge of 1 a proton may have brought: N, O, P, S, Se; and of -1 one may have left: N, O, S, Se
_PROTONATED, _DEPROTONATED = frozenset((7, 8, 15, 16, 34)), frozenset((7, 8, 16, 34))
_CHARGED = Chem.MolFromSmarts("[!+0]")
_GIVEN_INDEX = "given_index"


def neutral_form(mol: Chem.Mol) -> tuple[Chem.Mol, Sequence[int]]:
    """Remove the charges that are due to protons.

    Charges without a proton to move (quaternary nitrogen, metal and halide ions, boronates) stay, and so do those
    next to the opposite charge (nitro groups, N-oxides, azides).

    Returns
    -------
    molecule
        Without hydrogen atoms; the given one where there is nothing to change.
    places
        For each of its atoms the index in the given molecule.
    """
    heavy, places = _without_hydrogens(mol)
    charges = [
        (index, sign) for (index,) in heavy.GetSubstructMatches(_CHARGED) if (sign := _proton_charge(heavy, index))
    ]
    if not charges:
        return heavy, places
    neutral = Chem.RWMol(heavy)
    for index, sign in charges:
        atom = neutral.GetAtomWithIdx(index)
        atom.SetNumExplicitHs(atom.GetTotalNumHs() - sign)
        atom.SetNoImplicit(True)
        atom.SetFormalCharge(0)
    Chem.SanitizeMol(neutral)
    return neutral.GetMol(), places


def _without_hydrogens(mol: Chem.Mol) -> tuple[Chem.Mol, Sequence[int]]:
    """Give the molecule without hydrogen atoms, and where its atoms were."""
    if heavy_molecule(mol) is mol:
        return mol, range(mol.GetNumAtoms())
    marked = Chem.Mol(mol)
    for atom in marked.GetAtoms():
        atom.SetIntProp(_GIVEN_INDEX, atom.GetIdx())
    heavy = heavy_molecule(marked)
    return heavy, [atom.GetIntProp(_GIVEN_INDEX) for atom in heavy.GetAtoms()]


def _proton_charge(molecule: Chem.Mol, index: int) -> int:
    """Give the charge of an atom when a proton is to blame for it, else 0."""
    atom = molecule.GetAtomWithIdx(index)
    charge = int(atom.GetFormalCharge())
    if abs(charge) != 1 or any(other.GetFormalCharge() * charge < 0 for other in atom.GetNeighbors()):
        return 0
    if charge == 1:
        return 1 if atom.GetAtomicNum() in _PROTONATED and atom.GetTotalNumHs() > 0 else 0
    return -1 if atom.GetAtomicNum() in _DEPROTONATED else 0
