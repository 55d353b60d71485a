"""How did patients respond to the inhibitors of KRAS G12C?"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.records import Records, column
from rasstruct.reference.typed_rows import read_rows

__all__ = ["ClinicalOutcome", "clinical_outcomes"]


@dataclasses.dataclass(frozen=True, slots=True)
class ClinicalOutcome:
    """One outcome of one cohort."""

    drug: str = column("string", "name of the drug, as in the ligand table")
    trial: str | None = column("string", "trial and phase")
    cancer: str = column("string", "cancer of the cohort")
    genes: tuple[str, ...] = column("list", "mutated gene of the cohort")
    allele: str = column("string", "mutation of the cohort")
    outcome: str = column("string", "what was measured")
    value: float | None = column("number", "value, in the unit of the row")
    unit: str = column("string", "% or months")
    patients: int | None = column("integer", "patients with that outcome")
    n: int | None = column("integer", "patients of the cohort")
    note: str | None = column("string", "remark")
    source: str = column("string", "place in the review")
    confidence: str = column("string", "high, medium or low")


@cache
def clinical_outcomes() -> Records[ClinicalOutcome]:
    """List the responses of patients to sotorasib and adagrasib."""
    return read_rows(ClinicalOutcome, "clinical_outcomes")
