"""Which molecules does a file, a text or a list hold, and which of them cannot be read?

A molecule that cannot be read is given with its name, line and reason, and the
next one follows. Only a source that holds no molecules at all is an error.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from pathlib import Path

from rdkit import Chem

from rasstruct._base.errors import MoleculeError
from rasstruct._base.records import column
from rasstruct.chemistry.reading.molecule_files import (
    MoleculeRecord,
    check_molecule_file,
    file_lines,
    find_records,
    is_molecule_path,
)
from rasstruct.chemistry.reading.molecule_text import find_format, parse_molecule, refuse_size, split_smiles_line

__all__ = ["MoleculeSource", "ReadMolecule", "read_molecule", "read_molecules"]


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class ReadMolecule:
    """A molecule and where it was read, or why it was not."""

    name: str | None = column("string", "name or title beside the molecule, none when it has none")
    source: str = column("string", "file that it is in, `text` or `list`")
    line: int = column("integer", "line at which it begins, or place in the list, from 1")
    molecule: Chem.Mol | None  # type: ignore[misc]  # no column of the table
    problem: str | None = column("string", "why there is no molecule, none when there is")


MoleculeSource = str | Path | Chem.Mol | Iterable[str | Chem.Mol | ReadMolecule | None]


def read_molecule(given: str | Chem.Mol, *, keep_hydrogens: bool = False) -> Chem.Mol:
    """Read one molecule.

    Parameters
    ----------
    given
        SMILES (a title may follow), mol block, MOL2 block, or a molecule, which is copied.
    keep_hydrogens
        Keep hydrogens that are atoms of the text. A molecule that is given keeps them anyway.

    Raises
    ------
    MoleculeError
        When it is no molecule.

    Examples
    --------
    >>> read_molecule("C=CC(=O)N acrylamide").GetProp("_Name")
    'acrylamide'
    """
    if isinstance(given, Chem.Mol):
        return _copy(given)
    if not isinstance(given, str):
        raise MoleculeError(
            f"found {type(given).__name__}, expected SMILES, mol block, MOL2 block or RDKit molecule; give one of these"
        )
    text_format = find_format(given)
    if text_format != "smiles":
        return parse_molecule(given, text_format, keep_hydrogens=keep_hydrogens)
    smiles, title = split_smiles_line(given)
    molecule = parse_molecule(smiles, text_format, keep_hydrogens=keep_hydrogens)
    if title is not None:
        molecule.SetProp("_Name", title)
    return molecule


def read_molecules(source: MoleculeSource, *, keep_hydrogens: bool = False) -> Iterator[ReadMolecule]:
    r"""Read the molecules of a source one after the other.

    Parameters
    ----------
    source
        Path of a file (``.smi``, ``.csv``, ``.tsv``, ``.sdf``, ``.mol``, ``.mol2``, also gzipped; other names by
        content), text of such a file, one SMILES, or an iterable of SMILES and molecules.
    keep_hydrogens
        Keep hydrogens that are atoms of the text.

    Returns
    -------
    iterator of ReadMolecule
        In order of the source, one for each molecule, readable or not.

    Raises
    ------
    SourceError
        When the path is missing, a folder or unreadable.
    MoleculeError
        When the source holds no molecules: an empty, binary or coordinate file, a table without SMILES column.

    Examples
    --------
    >>> [(read.name, read.line, read.molecule is None) for read in read_molecules("CCO ethanol\nC1CC broken\n")]
    [('ethanol', 1, False), ('broken', 2, True)]
    """
    if isinstance(source, Chem.Mol):
        return _read_items([source], keep_hydrogens)
    if isinstance(source, str) and not source.strip():
        raise MoleculeError("found an empty text, expected SMILES, SDF, mol or MOL2; give at least one molecule")
    if isinstance(source, str) and "\n" not in source.strip() and is_molecule_path(source.strip()):
        source = Path(source.strip())
    if isinstance(source, Path):
        check_molecule_file(source)
        suffix = Path(source.name.lower().removesuffix(".gz")).suffix
        return _read_records(find_records(file_lines(source), suffix), str(source), keep_hydrogens)
    if isinstance(source, str):
        return _read_records(find_records(source.removeprefix("\ufeff").splitlines()), "text", keep_hydrogens)
    return _read_items(source, keep_hydrogens)


def _read_records(records: Iterable[MoleculeRecord], source: str, keep_hydrogens: bool) -> Iterator[ReadMolecule]:
    """Parse the molecules of a file or text."""
    record = None
    for record in records:
        molecule, problem = None, record.problem
        if problem is None:
            try:
                molecule = parse_molecule(record.text, record.text_format, keep_hydrogens=keep_hydrogens)
            except MoleculeError as error:
                problem = str(error)
        if molecule is not None and record.name is not None:
            molecule.SetProp("_Name", record.name)
        yield ReadMolecule(record.name, source, record.line, molecule, problem)
    if record is None:
        raise MoleculeError(
            f"found no molecule in {source}, expected at least one beside headings and comments; add one"
        )


def _read_items(items: Iterable[str | Chem.Mol | ReadMolecule | None], keep_hydrogens: bool) -> Iterator[ReadMolecule]:
    """Read the molecules of a list."""
    for place, item in enumerate(items, start=1):
        if isinstance(item, ReadMolecule):
            yield item
            continue
        molecule, problem = None, None
        try:
            molecule = read_molecule(item, keep_hydrogens=keep_hydrogens)  # type: ignore[arg-type]
        except MoleculeError as error:
            problem = str(error)
        name = molecule.GetProp("_Name") if molecule is not None and molecule.HasProp("_Name") else ""
        if molecule is None and isinstance(item, str):
            name = split_smiles_line(item)[1] or ""
        yield ReadMolecule(name.strip() or None, "list", place, molecule, problem)


def _copy(molecule: Chem.Mol) -> Chem.Mol:
    """Copy a molecule, made ready for computing when it is not yet."""
    refuse_size(molecule)
    copy = Chem.Mol(molecule)
    problems = Chem.DetectChemistryProblems(copy)
    if problems:
        raise MoleculeError(
            f"found a molecule with impossible bonds ({problems[0].Message()}), expected a possible one; correct it"
        )
    if copy.NeedsUpdatePropertyCache():
        Chem.SanitizeMol(copy)
    Chem.GetSymmSSSR(copy)
    return copy
