"""What do the lines of a PDB-format file hold that the parser does not see?

Atoms behind the END record, where the parser stops. The entry code and line
number that files before 1996 have in columns 73-80, where elements and charges
stand today. Coordinates that are no numbers, which gemmi reads as 0 or by their
first digits. Four-letter residue names such as DOPC or CYSF, which CHARMM and
its front ends write into columns 18-21, and whose last letter readers take for
a part of the chain name.
"""

from __future__ import annotations

import math
import re
import warnings
from dataclasses import replace

import numpy as np

from rasstruct._base.errors import FormatError, RasStructWarning
from rasstruct.structure.atom_table import AtomTable

__all__ = [
    "has_elements",
    "refuse_bad_coordinates",
    "restore_long_names",
    "warn_of_atoms_behind_end",
    "without_line_codes",
]

_ATOM_RECORD = re.compile(rb"^(?:ATOM  |HETATM)[^\r\n]*", re.MULTILINE)
#: atom records whose coordinates are written as the format says, with three decimals
_USUAL_RECORD = re.compile(rb"^(?:ATOM  |HETATM)[^\r\n]{24}(?: *-?[0-9]+\.[0-9]{3}){3}", re.MULTILINE)
_LONG_NAME = re.compile(rb"^(?:ATOM  |HETATM)[^\r\n]{11}[^ \r\n]{4} ", re.MULTILINE)
_LINE_CODE = re.compile(rb"^((?:ATOM  |HETATM)[^\r\n]{66})[0-9A-Z]{4}[ 0-9]{4}", re.MULTILINE)
_END_RECORD = re.compile(rb"^END *\r?$", re.MULTILINE)
_COORDINATES = (slice(30, 38), slice(38, 46), slice(46, 54))
_ELEMENT = slice(76, 78)
_ATOM_NAME, _RESIDUE_NAME, _CHAIN_ID = slice(12, 16), slice(17, 21), slice(21, 22)


def has_elements(content: bytes) -> bool:
    """Say whether the first atom record fills the element columns."""
    first = _ATOM_RECORD.search(content)
    return first is not None and bool(first.group()[_ELEMENT].strip())


def without_line_codes(content: bytes) -> bytes:
    """Blank columns 73-80 of the atom records where they hold an entry code and a line number."""
    return _LINE_CODE.sub(rb"\1        ", content)


def warn_of_atoms_behind_end(content: bytes, name: str) -> None:
    """Warn when atoms follow an END record, as in two files joined."""
    end = _END_RECORD.search(content)
    if end is None or not (behind := len(_ATOM_RECORD.findall(content, end.end()))):
        return
    warnings.warn(
        f"{name} has {behind} atom records behind its END record, which are left out; "
        "remove the END in the middle to read them",
        RasStructWarning,
        stacklevel=2,
    )


def refuse_bad_coordinates(content: bytes, name: str) -> None:
    """Refuse a file in which a coordinate is no finite number.

    Parameters
    ----------
    content
        The file.
    name
        Used in the message only.

    Raises
    ------
    FormatError
        Names the first such line.
    """
    if len(_USUAL_RECORD.findall(content)) == len(_ATOM_RECORD.findall(content)):
        return
    for record in _ATOM_RECORD.finditer(content):
        for columns in _COORDINATES:
            text = record.group()[columns]
            if not _is_number(text):
                line = content.count(b"\n", 0, record.start()) + 1
                raise FormatError(
                    f"found a damaged PDB file in {name} (line {line} has a coordinate "
                    f"{text.decode(errors='replace')!r}), expected numbers in columns 31 to 54; get the file again"
                )


def _is_number(text: bytes) -> bool:
    """Say whether a field holds a finite number."""
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def restore_long_names(atoms: AtomTable, content: bytes) -> AtomTable:
    """Read residue and chain names from their columns again when a file has four-letter residue names.

    Parameters
    ----------
    atoms
        Atoms as the PDB reader took them, in file order.
    content
        The file.

    Returns
    -------
    AtomTable
        The same table when all names have three letters. Otherwise nothing is
        known about what is polymer, since that was guessed from wrong chains.
    """
    if not _LONG_NAME.search(content):
        return atoms
    records = _ATOM_RECORD.findall(content)
    names = [record[_ATOM_NAME].strip() for record in records]
    if names != atoms.atom_name.tolist():
        return atoms
    return replace(
        atoms,
        residue_name=np.array([record[_RESIDUE_NAME].strip() for record in records], dtype="S8"),
        chain_id=np.array([record[_CHAIN_ID].strip() for record in records], dtype="S8"),
        is_polymer=None,
    )
