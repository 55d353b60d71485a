"""On which nitrogen of an azole can the hydrogen be?

Imidazole, pyrazole, indazole, triazole, tetrazole …: five-membered aromatic
rings with one N–H and another nitrogen that could have it. A structure without
hydrogens does not show which has.
"""

from __future__ import annotations

from rdkit import Chem, rdBase

__all__ = ["azole_tautomers"]

_RING_SIZE = 5
_DONOR, _ACCEPTOR = Chem.MolFromSmarts("[nX3H1;r5]"), Chem.MolFromSmarts("[nX2;+0;r5]")


def azole_tautomers(mol: Chem.Mol) -> tuple[tuple[Chem.Mol, int], ...]:
    """Give a molecule with each place of the hydrogen of an azole, the given one first.

    Parameters
    ----------
    mol
        Molecule with implicit hydrogens.

    Returns
    -------
    tuple
        Molecules, each with the index of the nitrogen that has the hydrogen; empty where there is no choice. Of
        several azoles one is changed at a time.

    Examples
    --------
    >>> from rasstruct.chemistry.reading.read_molecules import read_molecule
    >>> [Chem.MolToSmiles(form) for form, _ in azole_tautomers(read_molecule("Cc1c[nH]cn1"))]
    ['Cc1c[nH]cn1', 'Cc1cnc[nH]1']
    """
    found: list[tuple[Chem.Mol, int]] = []
    rings = [ring for ring in mol.GetRingInfo().AtomRings() if len(ring) == _RING_SIZE]
    acceptors = [match[0] for match in mol.GetSubstructMatches(_ACCEPTOR)]
    for (donor,) in mol.GetSubstructMatches(_DONOR):
        others = [index for index in acceptors if any(donor in ring and index in ring for ring in rings)]
        moved = [(form, index) for index in others if (form := _move(mol, donor, index)) is not None]
        if moved:
            found += [*([] if found else [(mol, donor)]), *moved]
    return tuple(found)


def _move(mol: Chem.Mol, donor: int, acceptor: int) -> Chem.Mol | None:
    """Move the hydrogen; `None` where no bond orders fit."""
    form = Chem.RWMol(mol)
    for index, count in ((donor, 0), (acceptor, 1)):
        form.GetAtomWithIdx(index).SetNumExplicitHs(count)
        form.GetAtomWithIdx(index).SetNoImplicit(True)
    with rdBase.BlockLogs():
        if Chem.SanitizeMol(form, catchErrors=True) != Chem.SanitizeFlags.SANITIZE_NONE:
            return None
    return form.GetMol()
