"""Which role has a HET code, by a published table?

The tables only say what a code *is*; whether a molecule acts as an inhibitor
or as the nucleotide of a given chain also depends on where it sits, which the
annotation layer decides.
"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.records import Records, column
from rasstruct.reference.ligand_names import ligands_by_het_code
from rasstruct.reference.typed_rows import read_rows

__all__ = ["HetRole", "Nucleotide", "get_het_role", "het_roles", "nucleotides", "nucleotides_by_het_code"]


@dataclasses.dataclass(frozen=True, slots=True)
class HetRole:
    """The role that a source gives to a HET code."""

    het_code: str = column("string", "CCD identifier")
    role: str = column("string", "ion, inhibitor, additive, modification, lipid, transition-state mimic or unknown")
    source: str = column("string", "publication or table")
    note: str | None = column("string", "remark, disagreement between sources included")


@dataclasses.dataclass(frozen=True, slots=True)
class Nucleotide:
    """A nucleotide that occupies the RAS nucleotide site."""

    het_code: str = column("string", "CCD identifier")
    state: str = column("string", "GDP, GTP or GTP analogue")
    molecule: str = column("string", "usual name")
    parker_class: str | None = column("string", "2P or 3P as Parker 2022 counts it; none when not in their list")
    source: str = column("string", "publication or table")
    note: str | None = column("string", "remark")


@cache
def het_roles() -> Records[HetRole]:
    """List the roles of HET codes other than nucleotides and known ligands."""
    return read_rows(HetRole, "het_roles")


@cache
def nucleotides() -> Records[Nucleotide]:
    """List the nucleotides known in RAS structures."""
    return read_rows(Nucleotide, "nucleotides")


@cache
def nucleotides_by_het_code() -> dict[str, Nucleotide]:
    """Map HET codes to nucleotides."""
    return {row.het_code: row for row in nucleotides()}


@cache
def _roles_by_het_code() -> dict[str, str]:
    """Map every HET code of the tables to its role."""
    roles = {row.het_code: row.role for row in het_roles()}
    roles.update({code: "inhibitor" for code, row in ligands_by_het_code().items() if row.site is not None})
    roles.update({row.het_code: "nucleotide" for row in nucleotides()})
    return roles


def get_het_role(het_code: str) -> str | None:
    """Give the tabulated role of a HET code, or `None` when no source names it.

    Examples
    --------
    >>> get_het_role("MOV"), get_het_role("GOL"), get_het_role("ZZZ")
    ('inhibitor', 'additive', None)
    """
    return _roles_by_het_code().get(het_code)
