"""How does the text of one molecule become an RDKit molecule, or why does it not?"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any, Literal

from rdkit import Chem, rdBase

from rasstruct._base.errors import MoleculeError

__all__ = ["MoleculeFormat", "find_format", "parse_molecule", "refuse_size", "split_smiles_line"]

MoleculeFormat = Literal["smiles", "mol", "mol2"]

_MOL2_MARK = "@<TRIPOS>"
_MOL_MARKS = ("M  END", "V2000", "V3000")
#: the SYBYL atom type of a hydrogen, with the coordinates before it
_HYDROGEN_TYPE = re.compile(r"^\s*\d+\s+\S+(\s+-?[\d.]+){3}\s+H\b", re.MULTILINE)
_NITROGEN = 7
_AROMATIC_BONDS = 3
#: atoms; substructure search goes as deep as a molecule is long, and longer ones overflow the stack of the process
_MOST_ATOMS = 4000
#: letters that an atom takes at least
_LEAST_LETTERS: dict[MoleculeFormat, int] = {"smiles": 1, "mol": 20, "mol2": 20}
#: characters of a refused text that a message repeats
_SHOWN = 60


def find_format(text: str) -> MoleculeFormat:
    """Tell SMILES, mol block and MOL2 block apart by content."""
    if _MOL2_MARK in text:
        return "mol2"
    if "\n" in text.strip() and any(mark in text for mark in _MOL_MARKS):
        return "mol"
    return "smiles"


def split_smiles_line(line: str) -> tuple[str, str | None]:
    """Split a line into SMILES, with its extension between bars, and title."""
    smiles, _, rest = line.strip().replace("\t", " ").partition(" ")
    rest = rest.strip()
    if rest.startswith("|") and "|" in rest[1:]:
        extension, _, rest = rest[1:].partition("|")
        smiles = f"{smiles} |{extension}|"
    return smiles, rest.strip() or None


def parse_molecule(text: str, text_format: MoleculeFormat, *, keep_hydrogens: bool = False) -> Chem.Mol:
    """Turn the text of one molecule into a molecule.

    Parameters
    ----------
    text
        SMILES without title, mol block (V2000 or V3000) or MOL2 block.
    text_format
        Which of them it is.
    keep_hydrogens
        Keep hydrogens that are atoms of the text as atoms of the molecule.

    Raises
    ------
    MoleculeError
        When the text is not of that format, holds no atom, or has impossible bonds; the sentence says which.

    Notes
    -----
    A MOL2 file has no formal charges; RDKit gives one to an aromatic nitrogen with three neighbours, also where it is
    part of a lactam and neutral. When the ring then has no alternating double bonds, such nitrogens are made neutral,
    as few as needed. A MOL2 file without any hydrogen is taken to leave them out: they are implied.

    Examples
    --------
    >>> parse_molecule("C=CC(=O)N", "smiles").GetNumAtoms()
    5
    """
    if "\0" in text:
        raise MoleculeError(_refusal(text, text_format))
    with rdBase.BlockLogs():
        _refuse_endless(text, text_format)
        molecule = _parse(text, text_format, keep_hydrogens)
        if molecule is None:
            molecule = _repair(text, text_format, keep_hydrogens)
    if text_format == "mol2" and not _HYDROGEN_TYPE.search(text):
        _imply_hydrogens(molecule)
    refuse_size(molecule)
    return molecule


def refuse_size(molecule: Chem.Mol) -> None:
    """Refuse a molecule without atoms, and one so large that computing with it would end the process.

    Raises
    ------
    MoleculeError
        In both cases.
    """
    n_atoms = molecule.GetNumAtoms()
    if n_atoms == 0:
        raise MoleculeError("found no atoms, expected a molecule; give one with at least one atom")
    if n_atoms > _MOST_ATOMS:
        raise MoleculeError(
            f"found a molecule of {n_atoms} atoms, expected at most {_MOST_ATOMS}; give a ligand, not a polymer"
        )


def _refuse_endless(text: str, text_format: MoleculeFormat) -> None:
    """Refuse a text of too many atoms before its bonds are looked at, which can take RDKit minutes."""
    if len(text) > _MOST_ATOMS * _LEAST_LETTERS[text_format]:
        rough = _parse(text, text_format, keep_hydrogens=True, sanitize=False)
        if rough is not None:
            refuse_size(rough)


def _parse(text: str, text_format: MoleculeFormat, keep_hydrogens: bool, sanitize: bool = True) -> Chem.Mol | None:
    """Let RDKit read the text; without sanitizing, atoms and bonds only."""
    if text_format == "mol":
        return Chem.MolFromMolBlock(text, sanitize=sanitize, removeHs=not keep_hydrogens)
    if text_format == "mol2":
        return Chem.MolFromMol2Block(text, sanitize=sanitize, removeHs=not keep_hydrogens)
    parameters: Any = Chem.SmilesParserParams()
    parameters.sanitize, parameters.removeHs, parameters.parseName = sanitize, not keep_hydrogens, False
    return Chem.MolFromSmiles(text, parameters)


def _repair(text: str, text_format: MoleculeFormat, keep_hydrogens: bool) -> Chem.Mol:
    """Mend the guessed charges of a MOL2 block, or say what is wrong with the text."""
    molecule = _parse(text, text_format, keep_hydrogens=True, sanitize=False)
    if molecule is None:
        raise MoleculeError(_refusal(text, text_format))
    if text_format == "mol2":
        molecule = _neutralise_ring_nitrogens(molecule)
    problems = Chem.DetectChemistryProblems(molecule)
    if problems:
        raise MoleculeError(_explain(molecule, problems[0]))
    Chem.SanitizeMol(molecule)
    if molecule.GetNumConformers() and molecule.GetConformer().Is3D():
        Chem.AssignStereochemistryFrom3D(molecule)
    return molecule if keep_hydrogens else Chem.RemoveHs(molecule)


def _imply_hydrogens(molecule: Chem.Mol) -> None:
    """Fill valences that RDKit, which expects a MOL2 file to have all hydrogens, leaves open."""
    for atom in molecule.GetAtoms():
        atom.SetNoImplicit(False)
        atom.SetNumRadicalElectrons(0)
    Chem.SanitizeMol(molecule)
    if molecule.GetNumConformers() and molecule.GetConformer().Is3D():
        Chem.AssignStereochemistryFrom3D(molecule)


def _neutralise_ring_nitrogens(molecule: Chem.Mol) -> Chem.Mol:
    """Take guessed charges from aromatic nitrogens until the rings have alternating double bonds."""
    charged = [
        atom.GetIdx()
        for atom in molecule.GetAtoms()
        if atom.GetAtomicNum() == _NITROGEN
        and atom.GetFormalCharge() == 1
        and atom.GetIsAromatic()
        and atom.GetDegree() == _AROMATIC_BONDS
    ]
    for chosen in _small_subsets(charged):
        candidate = Chem.Mol(molecule)
        for index in chosen:
            candidate.GetAtomWithIdx(index).SetFormalCharge(0)
        if not Chem.DetectChemistryProblems(candidate):
            return candidate
    return molecule


def _small_subsets(atoms: list[int]) -> Iterator[tuple[int, ...]]:
    """List one atom, then two, then all at once."""
    yield from itertools.combinations(atoms, 1)
    yield from itertools.combinations(atoms, 2)
    yield tuple(atoms)


def _refusal(text: str, text_format: MoleculeFormat) -> str:
    """Say that the text is not of its format."""
    if text_format == "smiles":
        shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        return f"found {shown!r}, expected SMILES; check brackets, ring closures and element symbols"
    name = "mol" if text_format == "mol" else "MOL2"
    return f"found a {name} block that is cut or damaged, expected counts, atoms and bonds; write it again"


def _explain(molecule: Chem.Mol, problem: object) -> str:
    """Put the first thing that is chemically impossible into a sentence; atoms count from 1."""
    kind = problem.GetType()  # type: ignore[attr-defined]
    if kind == "AtomValenceException":
        atom = molecule.GetAtomWithIdx(problem.GetAtomIdx())  # type: ignore[attr-defined]
        return (
            f"found {atom.GetSymbol()} at atom {atom.GetIdx() + 1} with more bonds than it can have, expected a "
            "possible valence; correct its bond orders, hydrogens or charge"
        )
    if kind == "KekulizeException":
        atoms = ", ".join(str(index + 1) for index in problem.GetAtomIndices())  # type: ignore[attr-defined]
        return (
            f"found an aromatic ring without alternating double bonds (atoms {atoms}), expected one that has them; "
            "add its hydrogen, as in [nH], or correct its bonds"
        )
    return (
        f"found impossible bonds ({problem.Message()}), expected a possible molecule; "  # type: ignore[attr-defined]
        "correct its bond orders, hydrogens or charges"
    )
