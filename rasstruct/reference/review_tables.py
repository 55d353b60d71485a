"""What else does the review state as data, and where does it contradict itself or others?"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.records import Records, column
from rasstruct.reference.typed_rows import read_rows

__all__ = ["Contradiction", "Frequency", "contradictions", "frequencies"]


@dataclasses.dataclass(frozen=True, slots=True)
class Frequency:
    """One number of the review: mutation rates, hotspot shares, clinical outcomes."""

    metric: str = column("string", "what was counted")
    gene: str | None = column("string", "gene or genes")
    cancer: str | None = column("string", "cancer or cohort")
    codon_or_allele: str | None = column("string", "codons or allele")
    value: str | None = column("string", "value as printed; none when the review gives no number")
    unit: str | None = column("string", "unit of the value")
    n: int | None = column("integer", "patients or samples")
    dataset: str | None = column("string", "data set")
    note: str | None = column("string", "remark")
    source: str = column("string", "place in the review")
    confidence: str = column("string", "high, medium or low")


@dataclasses.dataclass(frozen=True, slots=True)
class Contradiction:
    """A statement of the review that another source, or the review itself, contradicts."""

    statement: str = column("string", "what the review prints")
    place: str | None = column("string", "where it prints it")
    correct: str | None = column("string", "what rasstruct takes instead")
    kind: str = column("string", "typo, internal contradiction, omission …")
    source: str = column("string", "source of the correction")
    confidence: str = column("string", "high, medium or low")


@cache
def frequencies() -> Records[Frequency]:
    """List the numbers of the review, in its order."""
    return read_rows(Frequency, "frequencies")


@cache
def contradictions() -> Records[Contradiction]:
    """List the contradictions found in and around the review."""
    return read_rows(Contradiction, "contradictions")
