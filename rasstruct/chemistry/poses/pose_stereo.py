"""Are the stereocentres and double bonds of a pose those of a reference molecule?

The coordinates of the pose are put on the reference's atoms, so that bond
orders, charges and hydrogens of the pose do not matter; where symmetry allows
several ways to do so, the one with the fewest differences counts. Axes of
hindered rotation (atropisomers) are not compared.
"""

from __future__ import annotations

import dataclasses

import numpy as np
from rdkit import Chem
from rdkit.Chem import rdMolTransforms
from rdkit.Geometry import Point3D

from rasstruct.chemistry.poses.heavy_atoms import heavy_atoms, heavy_coordinates, match_heavy_atoms

__all__ = ["StereoComparison", "compare_stereo"]

_RIGHT_ANGLE = 90.0
_CENTRES = (Chem.ChiralType.CHI_TETRAHEDRAL_CW, Chem.ChiralType.CHI_TETRAHEDRAL_CCW)
_TOGETHER = (Chem.BondStereo.STEREOZ, Chem.BondStereo.STEREOCIS)
_APART = (Chem.BondStereo.STEREOE, Chem.BondStereo.STEREOTRANS)


@dataclasses.dataclass(frozen=True, slots=True)
class StereoComparison:
    """Stereo elements of the reference: how many it defines, which differ in the pose, which it leaves open.

    Atoms are indices of the pose; a double bond is given by its two atoms.
    """

    n_centres: int
    differing_centres: tuple[int, ...]
    open_centres: tuple[int, ...]
    n_double_bonds: int
    differing_double_bonds: tuple[tuple[int, int], ...]
    open_double_bonds: tuple[tuple[int, int], ...]


def compare_stereo(mol: Chem.Mol, reference: Chem.Mol) -> StereoComparison | None:
    """Compare the stereochemistry of a pose with that of a reference.

    Parameters
    ----------
    mol
        A pose.
    reference
        A sane molecule with stereochemistry.

    Returns
    -------
    StereoComparison or None
        `None` when the heavy atoms of the two differ.
    """
    bare = Chem.RemoveAllHs(reference)
    if len(heavy_atoms(bare)) != bare.GetNumAtoms() or len(heavy_atoms(mol)) != bare.GetNumAtoms():
        return None
    place = dict(zip(heavy_atoms(mol), heavy_coordinates(mol).tolist(), strict=True))
    compared = (_compare(bare, matching, place) for matching in match_heavy_atoms(bare, mol))
    best: StereoComparison | None = None
    for found in compared:
        if best is None or _n_differing(found) < _n_differing(best):
            best = found
        if not _n_differing(best):
            break
    return best


def _n_differing(found: StereoComparison) -> int:
    """Count the stereo elements that differ."""
    return len(found.differing_centres) + len(found.differing_double_bonds)


def _compare(reference: Chem.Mol, matching: tuple[int, ...], place: dict[int, list[float]]) -> StereoComparison:
    """Compare for one way to put the pose's coordinates on the reference."""
    posed = Chem.Mol(reference)
    conformer = Chem.Conformer(posed.GetNumAtoms())
    conformer.Set3D(True)
    for index, atom in enumerate(matching):
        conformer.SetAtomPosition(index, Point3D(*place[atom]))
    posed.RemoveAllConformers()
    posed.AddConformer(conformer)
    Chem.AssignAtomChiralTagsFromStructure(posed, replaceExistingTags=True)
    centres = [atom.GetIdx() for atom in reference.GetAtoms() if atom.GetChiralTag() in _CENTRES]
    differing = [
        index
        for index in centres
        if posed.GetAtomWithIdx(index).GetChiralTag() != reference.GetAtomWithIdx(index).GetChiralTag()
    ]
    bonds = [bond for bond in reference.GetBonds() if bond.GetStereo() in _TOGETHER + _APART]
    open_centres, open_bonds = _open_elements(reference)
    return StereoComparison(
        n_centres=len(centres),
        differing_centres=tuple(matching[index] for index in differing),
        open_centres=tuple(matching[index] for index in open_centres),
        n_double_bonds=len(bonds),
        differing_double_bonds=tuple(
            (matching[bond.GetBeginAtomIdx()], matching[bond.GetEndAtomIdx()])
            for bond in bonds
            if _is_together(posed, bond) != (bond.GetStereo() in _TOGETHER)
        ),
        open_double_bonds=tuple((matching[first], matching[second]) for first, second in open_bonds),
    )


def _is_together(posed: Chem.Mol, bond: Chem.Bond) -> bool:
    """Say whether the atoms that define a double bond's geometry are on one side of it."""
    first, last = bond.GetStereoAtoms()
    begin, end = bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()
    if posed.GetBondBetweenAtoms(first, begin) is None:
        begin, end = end, begin
    return bool(np.abs(rdMolTransforms.GetDihedralDeg(posed.GetConformer(), first, begin, end, last)) < _RIGHT_ANGLE)


def _open_elements(reference: Chem.Mol) -> tuple[list[int], list[tuple[int, int]]]:
    """List the stereocentres and double bonds that the reference could define but does not."""
    centres, bonds = [], []
    for element in Chem.FindPotentialStereo(Chem.Mol(reference), cleanIt=False):
        if element.specified != Chem.StereoSpecified.Unspecified:
            continue
        if element.type == Chem.StereoType.Atom_Tetrahedral:
            centres.append(int(element.centeredOn))
        elif element.type == Chem.StereoType.Bond_Double:
            bond = reference.GetBondWithIdx(int(element.centeredOn))
            bonds.append((bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()))
    return centres, bonds
