"""Within which limits do published rules of thumb call a molecule drug-like?"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.records import Records, column
from rasstruct.reference.typed_rows import read_rows

__all__ = ["DrugLikenessLimit", "drug_likeness_limits"]


@dataclasses.dataclass(frozen=True, slots=True)
class DrugLikenessLimit:
    """One limit of one rule; the limits themselves are allowed."""

    rule: str = column("string", "name of the rule")
    descriptor: str = column("string", "what is limited, as the descriptor table calls it")
    minimum: float | None = column("number", "smallest allowed value, in the unit beside it")
    maximum: float | None = column("number", "largest allowed value, in the unit beside it")
    unit: str | None = column("string", "unit of the limits")
    source: str = column("string", "publication")
    verification: str = column("string", "how the row was checked")
    note: str | None = column("string", "remark")

    def is_met(self, value: float) -> bool:
        """Say whether a value keeps the limit."""
        above = self.minimum is None or value >= self.minimum
        below = self.maximum is None or value <= self.maximum
        return above and below


@cache
def drug_likeness_limits() -> Records[DrugLikenessLimit]:
    """List the limits, rule by rule.

    Examples
    --------
    >>> [row.maximum for row in drug_likeness_limits() if row.rule == "Veber"]
    [10.0, 140.0]
    """
    return read_rows(DrugLikenessLimit, "drug_likeness")
