"""Is a pose the molecule that it should be, and do its bond orders make sense?

Two molecules are the same when the connectivity blocks of their InChIKeys are
equal: hydrogens count, charge by protonation, tautomers that InChI knows and
stereochemistry do not.
"""

from __future__ import annotations

import dataclasses

from rdkit import Chem
from rdkit.Chem import rdinchi
from rdkit.Chem.rdMolDescriptors import CalcMolFormula
from rdkit.Geometry import Point3D

from rasstruct.chemistry.poses.heavy_atoms import describe_difference, heavy_atoms, heavy_coordinates, match_heavy_atoms

__all__ = ["Identity", "Problem", "SoundPose", "compare_identity", "find_problem", "sound_pose"]

_CONNECTIVITY_BLOCK = 14


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """What RDKit refuses about a molecule, and at which atoms."""

    atoms: tuple[int, ...]
    sentence: str


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Identity:
    """Whether a pose is the reference, and the form of the reference that has its heavy atoms, if any."""

    is_same: bool | None
    form: Chem.Mol | None
    sentence: str


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class SoundPose:
    """A sane molecule without hydrogens that carries the coordinates of a pose.

    ``atoms`` are the pose's indices of its atoms; ``remark`` says when bond orders are borrowed.
    """

    molecule: Chem.Mol
    atoms: tuple[int, ...]
    remark: str


def find_problem(mol: Chem.Mol) -> Problem | None:
    """Find what makes no sense about valences and aromatic systems, `None` when all does."""
    problems = Chem.DetectChemistryProblems(mol)
    if not problems:
        return None
    first = problems[0]
    atoms = tuple(first.GetAtomIndices()) if hasattr(first, "GetAtomIndices") else (first.GetAtomIdx(),)
    return Problem(tuple(int(atom) for atom in atoms), f"the bond orders make no sense: {first.Message().strip()}")


def compare_identity(mol: Chem.Mol, forms: tuple[Chem.Mol, ...]) -> Identity:
    """Compare a pose with the forms of the molecule that it should be.

    Parameters
    ----------
    mol
        The pose.
    forms
        Forms of a molecule, such as free and bound; empty when nothing is known.
    """
    if not forms:
        return Identity(None, None, "there is no reference molecule to compare with")
    is_sound = find_problem(mol) is None
    if is_sound:
        for form in forms:
            if _connectivity(form) == _connectivity(mol):
                return Identity(True, form, "the pose is the reference molecule")
    for form in forms:
        if describe_difference(mol, form) is None:
            if not is_sound:
                return Identity(None, form, "heavy atoms and bonds are the reference's; the bond orders make no sense")
            return Identity(
                False,
                form,
                f"heavy atoms and bonds are the reference's, bond orders or hydrogens are not: found "
                f"{CalcMolFormula(mol)}, expected {' or '.join(CalcMolFormula(form) for form in forms)}",
            )
    return _describe_other(mol, forms)


def sound_pose(mol: Chem.Mol, form: Chem.Mol | None) -> SoundPose | None:
    """Give the pose as a sane molecule without hydrogens, with the bond orders of a reference when it needs them.

    Returns
    -------
    SoundPose or None
        `None` when its bond orders make no sense and there is no reference with its heavy atoms.
    """
    if find_problem(mol) is None:
        kept = tuple(atom.GetIdx() for atom in mol.GetAtoms() if atom.GetAtomicNum() != 1)
        bare = Chem.RemoveAllHs(mol)
        return SoundPose(bare, kept, "") if bare.GetNumAtoms() == len(kept) else None
    if form is None:
        return None
    bare = Chem.RemoveAllHs(form)
    matchings = match_heavy_atoms(bare, mol, 1)
    if not matchings:
        return None
    place = dict(zip(heavy_atoms(mol), heavy_coordinates(mol).tolist(), strict=True))
    conformer = Chem.Conformer(bare.GetNumAtoms())
    for index, atom in enumerate(matchings[0]):
        conformer.SetAtomPosition(index, Point3D(*place[atom]))
    bare.RemoveAllConformers()
    bare.AddConformer(conformer)
    return SoundPose(bare, matchings[0], ", with the bond orders of the reference")


def _connectivity(mol: Chem.Mol) -> str:
    """Give the block of the InChIKey that stands for atoms, bonds and hydrogens."""
    return str(rdinchi.MolToInchiKey(mol))[:_CONNECTIVITY_BLOCK]


def _describe_other(mol: Chem.Mol, forms: tuple[Chem.Mol, ...]) -> Identity:
    """Say that a pose is another molecule, or only a part of the reference."""
    for form in forms:
        missing = len(heavy_atoms(form)) - len(heavy_atoms(mol))
        if missing > 0 and match_heavy_atoms(mol, form, 1):
            return Identity(None, None, f"{missing} heavy atoms of the reference are missing, the others are there")
    return Identity(False, None, f"the pose is another molecule: found {describe_difference(mol, forms[0])}")
