"""Which molecules does a user mean: a molecule of the ligand table, a file, a SMILES?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rasstruct._base.errors import LookupFailedError, MoleculeError
from rasstruct.api.ligand_library import ligands

if TYPE_CHECKING:
    from rasstruct.chemistry.reading.read_molecules import ReadMolecule

__all__ = ["find_molecules"]

#: a text without any of these is no SMILES of more than a few atoms, so that a slip in a name is said as such
_SMILES_MARKS = frozenset("=#()[]123456789@/\\")


def find_molecules(given: str) -> Iterator[ReadMolecule]:
    """Find the molecules that a text names.

    Parameters
    ----------
    given
        Path of a molecule file, name or HET code or InChIKey of a molecule of
        the ligand table, SMILES, or text of a molecule file; tried in this order.

    Returns
    -------
    iterator of ReadMolecule
        One for each molecule, readable or not.

    Raises
    ------
    SourceError
        When the file cannot be read.
    MoleculeError
        When it is none of these.
    LookupFailedError
        When a name fits two molecules of the table.

    Examples
    --------
    >>> [read.name for read in find_molecules("AMG 510")]
    ['sotorasib']
    """
    from rasstruct.chemistry.reading.read_molecules import ReadMolecule, read_molecules

    text = given.strip()
    if not text:
        raise MoleculeError("found an empty text, expected a name of the ligand table, a file or a SMILES; give one")
    is_line = "\n" not in text
    if is_line and _is_file(text):
        return read_molecules(Path(text))
    try:
        known = ligands[text] if is_line else None
    except LookupFailedError as error:
        if "nearest" in str(error) and not _SMILES_MARKS.intersection(text):
            raise MoleculeError(f"{error}, or give a file or a SMILES") from error
        known = None
    if known is not None:
        return iter([ReadMolecule(known.name, "ligand table", 1, known.to_rdkit(), None)])
    if not is_line:
        return read_molecules(given)
    reads = list(read_molecules(text))
    if all(read.molecule is None for read in reads):
        raise MoleculeError(f"{reads[0].problem}, or give a name of the ligand table or the path of a molecule file")
    return iter(reads)


def _is_file(text: str) -> bool:
    """Say whether a text is the path of something that exists."""
    try:
        return Path(text).exists()
    except OSError:  # a SMILES longer than a file name may be
        return False
