"""Which amino acid is a residue name, also when it is modified or renamed by a force field?"""

from __future__ import annotations

from functools import cache

import gemmi

from rasstruct.reference.data_files import read_table

__all__ = ["UNKNOWN_LETTER", "is_cap", "is_water", "one_letter", "one_letter_sequence"]

#: letter of a residue whose amino acid nobody states
UNKNOWN_LETTER = "X"


@cache
def _aliases() -> dict[str, str]:
    """Map force-field residue names to their parents."""
    return {row["residue_name"] or "": row["parent"] or "" for row in read_table("residue_aliases")}


@cache
def _special(kind: str) -> frozenset[str]:
    """Give the residue names of water, or of caps."""
    return frozenset(row["residue_name"] or "" for row in read_table("special_residues") if row["kind"] == kind)


def is_water(residue_name: str) -> bool:
    """Say whether a residue name is water, in the PDB or in the usual force fields."""
    return residue_name in _special("water")


def is_cap(residue_name: str) -> bool:
    """Say whether a residue name is a capping group of a peptide, which has no CA of its own."""
    return residue_name in _special("cap")


@cache
def one_letter(residue_name: str) -> str | None:
    """Give the one-letter code of an amino acid or of the parent of a modified one.

    Parameters
    ----------
    residue_name
        Three-letter code, CCD code or force-field name.

    Returns
    -------
    str or None
        Upper-case letter, ``"X"`` for an unknown amino acid, `None` when the
        name is not that of an amino acid.

    Examples
    --------
    >>> one_letter("MSE"), one_letter("HSD"), one_letter("UNK"), one_letter("GDP")
    ('M', 'H', 'X', None)

    Notes
    -----
    Parents of modified residues are those of gemmi's table of CCD components.
    """
    name = _aliases().get(residue_name, residue_name)
    info = gemmi.find_tabulated_residue(name)
    if not info.found() or not info.is_amino_acid():
        return None
    letter = info.one_letter_code.strip().upper()
    return letter or UNKNOWN_LETTER


def one_letter_sequence(residue_names: list[str]) -> str:
    """Join residue names to a one-letter sequence; what is no amino acid becomes X."""
    return "".join(one_letter(name) or UNKNOWN_LETTER for name in residue_names)
