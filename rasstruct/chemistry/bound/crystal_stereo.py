"""Which stereochemistry do the coordinates of a crystal show, and is it that of the template?"""

from __future__ import annotations

from rdkit import Chem, rdBase
from rdkit.Geometry import Point3D

from rasstruct.chemistry.bound.crystal_atoms import CrystalAtoms

__all__ = ["describe_differences", "place_atoms", "without_phosphorus_stereo"]

_HANDED = (Chem.ChiralType.CHI_TETRAHEDRAL_CW, Chem.ChiralType.CHI_TETRAHEDRAL_CCW)
_PHOSPHORUS = 15
_SIDED = (Chem.BondStereo.STEREOE, Chem.BondStereo.STEREOZ)


def place_atoms(
    molecule: Chem.Mol, atoms: CrystalAtoms, *, is_whole: bool, reference: str | None
) -> tuple[Chem.Mol, tuple[str, ...]]:
    """Give a molecule its coordinates, its atom names and the stereochemistry of the coordinates.

    Parameters
    ----------
    molecule
        Heavy atoms in the order of `atoms`, with the stereochemistry of the template.
    atoms
        The atoms of the crystal.
    is_whole
        Whether no atom is missing; a centre next to a missing atom is no centre.
    reference
        What to call the template in notes; `None` when the stereochemistry that `molecule` has means nothing.

    Returns
    -------
    molecule, notes
        A new molecule, and one sentence for each kind of difference.
    """
    placed = Chem.Mol(molecule)
    conformer = Chem.Conformer(len(atoms.names))
    conformer.Set3D(True)
    for index, (x, y, z) in enumerate(atoms.xyz.tolist()):
        conformer.SetAtomPosition(index, Point3D(x, y, z))
    placed.RemoveAllConformers()
    placed.AddConformer(conformer, assignId=True)
    with rdBase.BlockLogs():
        Chem.AssignStereochemistryFrom3D(placed)
    for atom, name in zip(placed.GetAtoms(), atoms.names, strict=True):
        atom.SetProp("atom_name", name)
        if _has_two_terminal_oxygens(atom):
            atom.SetChiralTag(Chem.ChiralType.CHI_UNSPECIFIED)
    return placed, () if reference is None else describe_differences(placed, molecule, reference, is_whole=is_whole)


def describe_differences(
    placed: Chem.Mol, expected: Chem.Mol, reference: str, *, is_whole: bool = True
) -> tuple[str, ...]:
    """Say where the stereochemistry of a crystal differs from an expected one.

    Parameters
    ----------
    placed
        The molecule of the crystal; its atoms have names.
    expected
        The same atoms and bonds in the same order.
    reference
        What to call the expected one.
    is_whole
        Whether no atom is missing.
    """
    inverted, undefined = [], []
    for atom, other in zip(placed.GetAtoms(), expected.GetAtoms(), strict=True):
        found, wanted = _hand(atom), _hand(other)
        if wanted is None or _has_two_terminal_oxygens(atom):
            continue
        if found is None and is_whole:
            undefined.append(atom.GetProp("atom_name"))
        elif found is not None and found != wanted:
            inverted.append(atom.GetProp("atom_name"))
    turned = [
        f"{found.GetBeginAtom().GetProp('atom_name')}={found.GetEndAtom().GetProp('atom_name')}"
        for found in placed.GetBonds()
        if _is_turned(found, expected.GetBondBetweenAtoms(found.GetBeginAtomIdx(), found.GetEndAtomIdx()))
    ]
    said = {
        f"the crystal shows the other hand than {reference} at": inverted,
        f"the crystal is too flat to show the hand that {reference} has at": undefined,
        f"the crystal shows the other side than {reference} at the double bond": turned,
    }
    return tuple(f"{words} {', '.join(names)}" for words, names in said.items() if names)


def without_phosphorus_stereo(molecule: Chem.Mol) -> Chem.Mol:
    """Give a copy without the hand of phosphates, which depends on where a proton is drawn."""
    copy = Chem.Mol(molecule)
    for atom in copy.GetAtoms():
        if _has_two_terminal_oxygens(atom):
            atom.SetChiralTag(Chem.ChiralType.CHI_UNSPECIFIED)
    return copy


def _hand(atom: Chem.Atom) -> bool | None:
    """Say which hand an atom has, seen along its neighbours by index: `None` for none."""
    if atom.GetChiralTag() not in _HANDED:
        return None
    order = [bond.GetOtherAtomIdx(atom.GetIdx()) for bond in atom.GetBonds()]
    swaps = sum(first > second for place, first in enumerate(order) for second in order[place + 1 :])
    return bool((atom.GetChiralTag() == _HANDED[0]) == (swaps % 2 == 0))


def _has_two_terminal_oxygens(atom: Chem.Atom) -> bool:
    """Say whether an atom is a phosphorus with two oxygens or sulfurs that only differ by a proton."""
    if atom.GetAtomicNum() != _PHOSPHORUS:
        return False
    terminal = [other for other in atom.GetNeighbors() if other.GetAtomicNum() in (8, 16) and other.GetDegree() == 1]
    return len(terminal) >= 2


def _is_turned(found: Chem.Bond, wanted: Chem.Bond) -> bool:
    """Say whether a double bond has the other side of those it can have."""
    return found.GetStereo() in _SIDED and wanted.GetStereo() in _SIDED and found.GetStereo() != wanted.GetStereo()
