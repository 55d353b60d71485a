"""Where does the review contradict itself or others, and what does rasstruct take?"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.records import Records, column
from rasstruct.reference.typed_rows import read_rows

__all__ = ["Contradiction", "contradictions"]


@dataclasses.dataclass(frozen=True, slots=True)
class Contradiction:
    """A statement of the review that another source, or the review itself, contradicts."""

    statement: str = column("string", "what the review prints")
    place: str | None = column("string", "where it prints it")
    correct: str | None = column("string", "what the other source says")
    kind: str = column("string", "typo, internal contradiction, omission …")
    decision: str = column("string", "what rasstruct takes, and in which table")
    source: str = column("string", "source of the correction")
    confidence: str = column("string", "high, medium or low")


@cache
def contradictions() -> Records[Contradiction]:
    """List the contradictions in and around the review, with decisions."""
    return read_rows(Contradiction, "contradictions")
