"""Which features do tumours with RAS mutations have?"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.records import Records, column
from rasstruct.reference.typed_rows import read_rows

__all__ = ["Clinicopathology", "clinicopathology"]


@dataclasses.dataclass(frozen=True, slots=True)
class Clinicopathology:
    """One cohort of Table 1 of the review."""

    cancer: str = column("string", "cancer, with the abbreviation of the review")
    genes: tuple[str, ...] = column("list", "genes that were sequenced")
    codons: tuple[int, ...] = column("list", "UniProt numbers of the codons; none when not mentioned")
    percent: float = column("number", "share of the tumours with a mutation", unit="%")
    n: int = column("integer", "tumours")
    features: tuple[str, ...] = column("list", "features of the mutated tumours compared with the others")
    note: str | None = column("string", "remark")
    source: str = column("string", "row of the table, by its reference")
    confidence: str = column("string", "high, medium or low")


@cache
def clinicopathology() -> Records[Clinicopathology]:
    """List the features of tumours with RAS mutations (Table 1)."""
    return read_rows(Clinicopathology, "clinicopathology")
