"""Which proteins bind RAS, and in which role?"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.records import Records, column
from rasstruct.reference.typed_rows import read_rows

__all__ = [
    "PartnerName",
    "PartnerProtein",
    "partner_names",
    "partner_proteins",
    "partners_by_uniprot",
    "partners_with_sequence",
]


@dataclasses.dataclass(frozen=True, slots=True)
class PartnerProtein:
    """A protein with a known role next to RAS."""

    uniprot_entry: str = column("string", "UniProt entry name")
    uniprot_accession: str | None = column("string", "UniProt accession")
    domain: str = column("string", "domain that meets RAS")
    role: str = column("string", "effector, GEF, GAP, chaperone, nanodisc or PDEδ")
    sequence: str | None = column("string", "sequence, for recognition in files without a header")
    source: str = column("string", "publication or table")
    note: str | None = column("string", "remark")


@dataclasses.dataclass(frozen=True, slots=True)
class PartnerName:
    """Words in the name of a chain that tell its role next to RAS."""

    role: str = column("string", "role of a protein that is called so")
    words: tuple[str, ...] = column("list", "words or phrases, any of which decides")
    source: str = column("string", "publication or naming convention")


@cache
def partner_names() -> Records[PartnerName]:
    """List the words of a name that tell the role of a partner."""
    return read_rows(PartnerName, "partner_names")


@cache
def partner_proteins() -> Records[PartnerProtein]:
    """List the known partner proteins, in table order."""
    return read_rows(PartnerProtein, "partner_proteins")


@cache
def partners_by_uniprot() -> dict[str, PartnerProtein]:
    """Map UniProt entry names and accessions to partner proteins."""
    return {key: row for row in partner_proteins() for key in (row.uniprot_entry, row.uniprot_accession) if key}


@cache
def partners_with_sequence() -> tuple[PartnerProtein, ...]:
    """List the partner proteins that can be recognised by sequence alone."""
    return tuple(row for row in partner_proteins() if row.sequence)
