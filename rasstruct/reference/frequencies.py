"""How often is RAS mutated, in which cancer and at which codon?

The review gives mutation frequencies by gene and cancer, and the shares of the
hotspot codons in all mutations of a gene. Both are percentages; what the
review prints beside a number ("approximately") is the qualifier, and a
statement without a number has none.
"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records, column
from rasstruct.reference.typed_rows import read_rows

__all__ = ["Frequency", "HotspotShare", "frequencies", "hotspot_shares"]


@dataclasses.dataclass(frozen=True, slots=True)
class Frequency:
    """How often RAS genes are mutated in one cancer."""

    metric: str = column("string", "what was counted: any RAS mutated, mutation frequency or allele frequency")
    genes: tuple[str, ...] = column("list", "mutated genes; several genes count together")
    cancer: str = column("string", "cancer, with the abbreviation of the review")
    codon_or_allele: str | None = column("string", "codon or allele; none for any mutation of the gene")
    percent: float | None = column("number", "share of the tumours; none when the text gives no number", unit="%")
    qualifier: str | None = column("string", "how the review qualifies the number")
    dataset: str | None = column("string", "data set")
    note: str | None = column("string", "remark")
    source: str = column("string", "place in the review")
    confidence: str = column("string", "high, medium or low")


@dataclasses.dataclass(frozen=True, slots=True)
class HotspotShare:
    """How much of all mutations of a gene hits the hotspot codons."""

    metric: str = column("string", "what was counted: share of all mutations, or number of mutated sites")
    genes: tuple[str, ...] = column("list", "genes that the statement holds for")
    codons: tuple[int, ...] = column("list", "UniProt numbers of the codons that count together")
    percent_low: float | None = column("number", "share of all mutations, or the low end of its range", unit="%")
    percent_high: float | None = column("number", "share of all mutations, or the high end of its range", unit="%")
    qualifier: str | None = column("string", "how the review qualifies the number, or what it says instead")
    dataset: str | None = column("string", "data set")
    note: str | None = column("string", "remark")
    source: str = column("string", "place in the review")
    confidence: str = column("string", "high, medium or low")


@cache
def frequencies(*, gene: str | None = None, cancer: str | None = None) -> Records[Frequency]:
    """List the mutation frequencies by gene and cancer.

    Parameters
    ----------
    gene
        Keep only the rows about this gene.
    cancer
        Keep only the rows whose cancer contains this text, whatever the case.

    Raises
    ------
    LookupFailedError
        When no row is about that gene and cancer.

    Examples
    --------
    >>> [(row.cancer, row.percent) for row in frequencies(gene="KRAS", cancer="rectal")]
    [('rectal adenocarcinoma', 34.4)]
    """
    rows = read_rows(Frequency, "frequencies")
    found = rows.where(
        lambda row: gene in (None, *row.genes) and (cancer is None or cancer.casefold() in row.cancer.casefold())
    )
    if not found:
        cancers = ", ".join(dict.fromkeys(row.cancer for row in rows))
        raise LookupFailedError(
            f"found no frequency for gene {gene!r} and cancer {cancer!r}, expected KRAS, NRAS or HRAS and one of "
            f"{cancers}; leave one of the two out"
        )
    return found


@cache
def hotspot_shares() -> Records[HotspotShare]:
    """List the shares of codons 12, 13 and 61 in all mutations."""
    return read_rows(HotspotShare, "hotspot_shares")
