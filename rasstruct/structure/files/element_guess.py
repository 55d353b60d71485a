"""Which element is an atom whose file does not say, or says something that is none?

The atom name tells: alone in its residue it is an ion, and its name is the
symbol (MG in a residue MG2); otherwise the name begins with the symbol of an
organic element (CA of an amino acid is carbon, not calcium).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import gemmi
import numpy as np
import numpy.typing as npt

from rasstruct.reference.het_roles import nucleotides_by_het_code
from rasstruct.structure.atom_table import AtomTable, starts_of_residues
from rasstruct.structure.residue_names import one_letter

__all__ = ["distrust_elements", "guess_elements"]

_UNKNOWN = b"X"
_TWO_LETTERS = ("CL", "BR")
#: elements of amino acids and nucleotides
_ORGANIC = np.array([b"H", b"D", b"C", b"N", b"O", b"S", b"SE", b"P", _UNKNOWN])
_DIGITS = "0123456789+-*' "


def guess_elements(atoms: AtomTable) -> AtomTable:
    """Fill in unknown elements from atom names; the same table when there are none.

    Parameters
    ----------
    atoms
        Atoms of a file; an unknown element is ``X``, empty, or no symbol at all. A charge behind a symbol
        (MG2+) is left out.
    """
    element = _without_charges(atoms.element)
    unknown = ~_is_symbol()[element.view(np.uint16)]
    if not unknown.any():
        return atoms if element is atoms.element else replace(atoms, element=element)
    element = np.where(unknown, _UNKNOWN, element)
    lone = _is_lone(atoms)
    for name in np.unique(atoms.atom_name[unknown]).tolist():
        named = unknown & (atoms.atom_name == name)
        letters = name.decode("ascii", errors="replace").upper()
        element[named & lone] = _symbol(letters.rstrip(_DIGITS))
        element[named & ~lone] = _symbol(_organic(letters.strip(_DIGITS)))
    return replace(atoms, element=element)


def distrust_elements(atoms: AtomTable) -> AtomTable:
    """Mark elements as unknown that amino acids and nucleotides do not have.

    For files without an element column, whose parser took the element from
    the place of the name: a name that begins one column early ("CA  ") was
    read as calcium, "PB  " as lead.

    Parameters
    ----------
    atoms
        Atoms of such a file.
    """
    unique, index = np.unique(atoms.residue_name, return_inverse=True)
    names = [name.decode("ascii", errors="replace") for name in unique.tolist()]
    organic = np.array([one_letter(name) is not None or name in nucleotides_by_het_code() for name in names])[index]
    wrong = organic & ~np.isin(atoms.element, _ORGANIC)
    return replace(atoms, element=np.where(wrong, _UNKNOWN, atoms.element)) if wrong.any() else atoms


def _without_charges(element: npt.NDArray[np.bytes_]) -> npt.NDArray[np.bytes_]:
    """Give symbols of two letters at most, such as MG for MG2+; the same array when they are that already."""
    if element.dtype == "S2":
        return element
    unique, index = np.unique(element, return_inverse=True)
    symbols = [text.decode("ascii", errors="replace").rstrip(_DIGITS)[:2] for text in unique.tolist()]
    return np.array(symbols, dtype="S2")[index]


@cache
def _is_symbol() -> npt.NDArray[np.bool_]:
    """Say of each pair of character codes, seen as one integer, whether it is the symbol of an element."""
    found = np.zeros(1 << 16, dtype=bool)
    symbols = [gemmi.Element(number).name.upper() for number in range(1, 119)]
    found[np.array([*symbols, "D"], dtype="S2").view(np.uint16)] = True
    return found


def _is_lone(atoms: AtomTable) -> npt.NDArray[np.bool_]:
    """Say which atoms are the only ones of their residue."""
    starts = starts_of_residues(atoms)
    return np.asarray(starts & np.append(starts[1:], True))


def _organic(name: str) -> str:
    """Give the symbol that the name of an atom in a molecule begins with."""
    return name[:2] if name[:2] in _TWO_LETTERS else name[:1]


def _symbol(text: str) -> bytes:
    """Give the symbol when it is an element, else the mark of an unknown one."""
    return text.encode() if text and gemmi.Element(text).atomic_number else _UNKNOWN
