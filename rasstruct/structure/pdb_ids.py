"""What is a PDB ID?

Four characters, the first a digit 1-9, or the extended form of the wwPDB:
``pdb_`` and eight letters or digits, in any case. ``pdb_00006oim`` is the
entry 6OIM. Whatever builds a path or a URL from an ID takes it from here, so
that nothing but these letters, digits and the one underscore can reach them.

References
----------
wwPDB, PDB ID extension FAQ, https://www.wwpdb.org/documentation/pdb-id-extension-faq
"""

from __future__ import annotations

import re

__all__ = ["extend_pdb_id", "parse_pdb_id"]

_FOUR_CHARACTERS = re.compile(r"[1-9][A-Z0-9]{3}", re.ASCII | re.IGNORECASE)
_EXTENDED = re.compile(r"pdb_[A-Z0-9]{8}", re.ASCII | re.IGNORECASE)
#: what the wwPDB puts before an ID of four characters to extend it
_EXTENSION = "pdb_0000"


def parse_pdb_id(text: str) -> str | None:
    r"""Give the one way to write a PDB ID, `None` when the text is no PDB ID.

    Parameters
    ----------
    text
        Any text; nothing is stripped from it.

    Returns
    -------
    str or None
        Four characters in upper case where the entry has them, else the
        extended ID in lower case, as the wwPDB prints it.

    Examples
    --------
    >>> parse_pdb_id("6oim"), parse_pdb_id("PDB_00006OIM"), parse_pdb_id("pdb_1001BA3C")
    ('6OIM', '6OIM', 'pdb_1001ba3c')
    >>> [parse_pdb_id(text) for text in ("0OIM", "6OIM\n", "../6OIM", "pdb_6oim", "pdb_00000oim")]
    [None, None, None, None, None]
    """
    if _FOUR_CHARACTERS.fullmatch(text):
        return text.upper()
    if not _EXTENDED.fullmatch(text):
        return None
    extended = text.lower()
    return parse_pdb_id(extended.removeprefix(_EXTENSION)) if extended.startswith(_EXTENSION) else extended


def extend_pdb_id(pdb_id: str) -> str:
    """Give the extended form of an ID that `parse_pdb_id` gave.

    Examples
    --------
    >>> extend_pdb_id("6OIM"), extend_pdb_id("pdb_1001ba3c")
    ('pdb_00006oim', 'pdb_1001ba3c')
    """
    return f"{_EXTENSION}{pdb_id.lower()}" if _FOUR_CHARACTERS.fullmatch(pdb_id) else pdb_id
