"""Which reactive groups bind a drug covalently to a side chain, and how do they change when they do?

A warhead is two reaction SMARTS: from the drug to its bound form, in which a
hydrogen stands where the nucleophile is bound (as the Chemical Component
Dictionary stores covalent inhibitors), and back. Atom 1 is the electrophilic
atom in both.
"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records, column
from rasstruct.reference.typed_rows import read_rows

__all__ = ["Nucleophile", "Warhead", "get_nucleophile", "get_warhead", "nucleophiles", "warheads"]


@dataclasses.dataclass(frozen=True, slots=True)
class Warhead:
    """One reactive group."""

    priority: int = column("integer", "where several describe an atom the lowest speaks for it: the more specific")
    name: str = column("string", "name in plain letters")
    label: str = column("string", "name as printed")
    synonyms: tuple[str, ...] = column("list", "other names, and members of the group")
    mechanism: str = column("string", "how it reacts")
    nucleophiles: tuple[str, ...] = column("list", "residues whose side chain it binds")
    reaction: str = column("string", "reaction SMARTS, drug to bound form")
    restoration: str | None = column("string", "reaction SMARTS, bound form to drug; none where what left is unknown")
    nucleophile_bond: int = column("integer", "order of the bond to the nucleophile")
    adduct_charge: int = column("integer", "formal charge of the electrophilic atom in the adduct")
    restored_geometry: str | None = column("string", "trans where the restored double bond is known to be so")
    source: str = column("string", "publications")
    verification: str = column("string", "how the row was checked")
    note: str | None = column("string", "remark")

    @property
    def smarts(self) -> str:
        """The group as it stands in the drug, with atom maps."""
        return self.reaction.partition(">>")[0]


@dataclasses.dataclass(frozen=True, slots=True)
class Nucleophile:
    """A side chain that warheads bind, from CA, which is a dummy atom, outwards."""

    residue: str = column("string", "three-letter code")
    atom: str = column("string", "PDB name of the atom that binds")
    side_chain: str = column("string", "SMILES; atom 1 binds, `*` is CA")
    atom_names: tuple[str, ...] = column("list", "PDB atom names, in the order of the SMILES")
    source: str = column("string", "where it is from")


@cache
def warheads() -> Records[Warhead]:
    """List the reactive groups, the most specific first."""
    rows = read_rows(Warhead, "warheads")
    return Records(Warhead, sorted(rows, key=lambda row: row.priority))


@cache
def nucleophiles() -> Records[Nucleophile]:
    """List the side chains that warheads bind."""
    return read_rows(Nucleophile, "nucleophiles")


def get_warhead(name: str) -> Warhead:
    """Give the reactive group of that name or synonym; case, spaces and hyphens do not matter.

    Raises
    ------
    LookupFailedError
        When there is none.

    Examples
    --------
    >>> get_warhead("2-Fluoroacrylamide").name
    'alpha-fluoroacrylamide'
    """
    for row in warheads():
        if _plain(name) in map(_plain, (row.name, row.label, *row.synonyms)):
            return row
    known = ", ".join(row.name for row in warheads())
    raise LookupFailedError(f"found warhead {name!r}, expected one of: {known}; choose one of these")


def get_nucleophile(residue: str) -> Nucleophile:
    """Give the side chain of a residue, by three-letter code.

    Raises
    ------
    LookupFailedError
        When no warhead binds that residue.
    """
    for row in nucleophiles():
        if row.residue == residue.strip().upper():
            return row
    known = ", ".join(row.residue for row in nucleophiles())
    raise LookupFailedError(f"found residue {residue!r}, expected one of {known}; choose one of these")


def _plain(name: str) -> str:
    """Leave letters and digits only, so that spelling does not decide."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())
