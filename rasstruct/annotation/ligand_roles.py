"""What is a bound molecule: nucleotide, ion, inhibitor, additive …?

The published tables decide where they can. A HET code that no table knows is
judged by its elements, its size and the residues it touches: a candidate is
called an inhibitor only when it is large enough and seated on RAS, anything
else stays ``unknown``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from rasstruct.reference.het_roles import get_het_role
from rasstruct.reference.pockets import get_pocket
from rasstruct.structure.elements import is_ion

__all__ = ["LigandRole", "classify_role"]

#: smallest unlisted molecule that can be an inhibitor candidate; benzamidine and benzimidazole, the
#: smallest fragments of the review's structures, have 9 heavy atoms
_MIN_HEAVY_ATOMS, _MIN_CONTACTS = 8, 4
#: least elements of a guanine nucleotide with two phosphates (GDP is C10 N5 O11 P2), and its largest size
_NUCLEOTIDE_ELEMENTS = {"C": 10, "N": 5, "O": 9, "P": 2}
_NUCLEOTIDE_MAX_HEAVY = 34
_NUCLEOTIDE_POCKET_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class LigandRole:
    """A role and what it rests on: ``"table"`` or ``"size and place"``."""

    role: str
    basis: str


def classify_role(het_code: str, elements: Counter[str], contacts: frozenset[int]) -> LigandRole:
    """Give the role of a bound molecule.

    Parameters
    ----------
    het_code
        Its CCD code.
    elements
        Heavy atoms by upper-case element.
    contacts
        UniProt numbers of RAS residues within 4 Å.

    Examples
    --------
    >>> classify_role("MG", Counter({"MG": 1}), frozenset({17})).role
    'ion'
    >>> classify_role("ZZZ", Counter({"C": 20, "N": 4}), frozenset({12, 68, 96, 99})).role
    'inhibitor'
    """
    tabulated = get_het_role(het_code)
    if tabulated is not None:
        return LigandRole(tabulated, "table")
    size = sum(elements.values())
    if size == 1:
        return LigandRole("ion" if is_ion(next(iter(elements))) else "unknown", "size and place")
    if _looks_like_nucleotide(elements, contacts):
        return LigandRole("nucleotide", "size and place")
    if size >= _MIN_HEAVY_ATOMS and elements["C"] and len(contacts) >= _MIN_CONTACTS:
        return LigandRole("inhibitor", "size and place")
    return LigandRole("unknown", "size and place")


def _looks_like_nucleotide(elements: Counter[str], contacts: frozenset[int]) -> bool:
    """Say whether an unlisted molecule has a nucleotide's elements and sits in the nucleotide site."""
    pocket = get_pocket("nucleotide").residues
    return (
        sum(elements.values()) <= _NUCLEOTIDE_MAX_HEAVY
        and all(elements[element] >= least for element, least in _NUCLEOTIDE_ELEMENTS.items())
        and len(contacts.intersection(pocket)) >= _NUCLEOTIDE_POCKET_SHARE * len(pocket)
    )
