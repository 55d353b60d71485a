"""From which limits on does a substitution count as disturbing a bound inhibitor?"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records, column
from rasstruct.reference.typed_rows import read_rows

__all__ = ["ResistanceCriterion", "get_resistance_limit", "resistance_criteria"]


@dataclasses.dataclass(frozen=True, slots=True)
class ResistanceCriterion:
    """One limit of the structural label, or one weight of its score."""

    quantity: str = column("string", "what is limited")
    value: float = column("number", "limit, in the unit of the row")
    unit: str | None = column("string", "unit; none for a share")
    source: str = column("string", "publication, or limit of this project")
    verification: str | None = column("string", "how the row was checked")
    note: str | None = column("string", "what it is applied to")


@cache
def resistance_criteria() -> Records[ResistanceCriterion]:
    """List the limits and weights of the structural label."""
    return read_rows(ResistanceCriterion, "resistance_criteria")


@cache
def get_resistance_limit(quantity: str) -> float:
    """Get one limit.

    Examples
    --------
    >>> get_resistance_limit("overlap")
    0.6
    """
    for row in resistance_criteria():
        if row.quantity == quantity:
            return row.value
    known = ", ".join(row.quantity for row in resistance_criteria())
    raise LookupFailedError(f"found no criterion {quantity}, expected one of {known}")
