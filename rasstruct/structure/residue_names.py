"""Which amino acid is a residue name, also when it is modified or renamed by a force field?"""

from __future__ import annotations

from functools import cache

import gemmi

from rasstruct.reference.data_files import read_table

__all__ = ["UNKNOWN_LETTER", "WATER_NAMES", "one_letter", "one_letter_sequence"]

#: letter of a residue whose amino acid nobody states
UNKNOWN_LETTER = "X"
#: names of water in the PDB and in the usual force fields
WATER_NAMES = frozenset({b"HOH", b"DOD", b"WAT", b"H2O", b"SOL", b"TIP", b"TIP3", b"TIP4", b"TP3", b"SPC", b"T3P"})


@cache
def _aliases() -> dict[str, str]:
    """Map force-field residue names to their parents."""
    return {row["residue_name"] or "": row["parent"] or "" for row in read_table("residue_aliases")}


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
