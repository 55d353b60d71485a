"""Which four human sequences is everything numbered by?"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records, column
from rasstruct.reference.typed_rows import read_rows

__all__ = ["Isoform", "get_isoform", "isoforms"]


@dataclasses.dataclass(frozen=True, slots=True)
class Isoform:
    """One human RAS protein; residue 1 of the sequence has UniProt number 1."""

    isoform: str = column("string", "KRAS4A, KRAS4B, NRAS or HRAS")
    gene: str = column("string", "HGNC gene symbol")
    uniprot_accession: str = column("string", "UniProt accession")
    uniprot_isoform: str = column("string", "UniProt isoform identifier")
    uniprot_entry: str = column("string", "UniProt entry name")
    length: int = column("integer", "number of residues")
    caax: str = column("string", "last four residues")
    refseq: str = column("string", "RefSeq transcript and protein")
    sequence: str = column("string", "one-letter sequence")
    source: str = column("string", "where the row comes from")
    verification: str = column("string", "how the sequence was checked")
    confidence: str = column("string", "high, medium or low")
    note: str | None = column("string", "remark")


@cache
def isoforms() -> Records[Isoform]:
    """List the four human RAS isoforms.

    Returns
    -------
    Records of Isoform
        KRAS4A, KRAS4B, NRAS, HRAS.

    Examples
    --------
    >>> [row.length for row in isoforms()]
    [189, 188, 189, 189]
    """
    return read_rows(Isoform, "isoforms")


@cache
def get_isoform(name: str) -> Isoform:
    """Look one isoform up; ``"KRAS"`` means KRAS4B, whose numbering it shares up to 164.

    Raises
    ------
    LookupFailedError
        When the name is not one of the four.
    """
    wanted = "KRAS4B" if name == "KRAS" else name
    for row in isoforms():
        if row.isoform == wanted:
            return row
    names = ", ".join(row.isoform for row in isoforms())
    raise LookupFailedError(f"found isoform name {name!r}, expected one of {names}; correct the name")
