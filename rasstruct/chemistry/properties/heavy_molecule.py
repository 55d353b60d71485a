"""What is a molecule without hydrogen atoms that need not be atoms of the graph?"""

from __future__ import annotations

from rdkit import Chem, rdBase

__all__ = ["heavy_molecule"]


def heavy_molecule(mol: Chem.Mol) -> Chem.Mol:
    """Give the molecule with its hydrogens implicit; isotopes and lone hydrogens stay.

    The molecule itself is given when it has no hydrogen atoms. Its rings are looked for again: a molecule whose atoms
    were renumbered has none, or approximate ones.
    """
    Chem.GetSymmSSSR(mol)
    if mol.GetNumHeavyAtoms() == mol.GetNumAtoms():
        return mol
    with rdBase.BlockLogs():
        return Chem.RemoveHs(mol)
