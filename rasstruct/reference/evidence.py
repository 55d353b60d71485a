"""What has been published about a RAS mutation and a drug?"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.records import Records, column
from rasstruct.reference.typed_rows import read_rows

__all__ = ["BypassMechanism", "ResistanceEvidence", "bypass_mechanisms", "resistance_evidence"]


@dataclasses.dataclass(frozen=True, slots=True)
class ResistanceEvidence:
    """One published observation of one mutation and one drug."""

    mutation: str = column("string", "mutation; without mutant for a residue-level observation")
    genes: tuple[str, ...] = column("list", "genes the observation is about")
    drug: str = column("string", "name of the drug, as in the ligand table")
    effect: str = column("string", "resistant, sensitive, conflicting or unknown")
    evidence: str = column("string", "clinical, cell screen, DMS, biochemical or inferred")
    observation: str | None = column("string", "what was seen")
    mechanism: str | None = column("string", "explanation given")
    reference: str = column("string", "publication")
    named_in_review: bool = column("boolean", "whether Chen 2021 names the mutation")
    confidence: str = column("string", "high, medium or low")
    verification: str | None = column("string", "how the row was checked")


@dataclasses.dataclass(frozen=True, slots=True)
class BypassMechanism:
    """A way around a RAS inhibitor that no residue of RAS carries."""

    mechanism: str = column("string", "name of the mechanism")
    genes: tuple[str, ...] = column("list", "genes involved; none for a change of the whole tumour")
    drug: str = column("string", "drug it was seen with")
    effect: str = column("string", "resistant, sensitive, conflicting or unknown")
    evidence: str = column("string", "kind of observation")
    detail: str | None = column("string", "what was seen")
    reference: str = column("string", "publication")
    named_in_review: bool | None = column("boolean", "whether Chen 2021 names it; none when not checked")
    confidence: str = column("string", "high, medium or low")


@cache
def resistance_evidence(*, include_low_confidence: bool = False) -> Records[ResistanceEvidence]:
    """List the published mutation × drug observations.

    Parameters
    ----------
    include_low_confidence
        Also give the rows that could not be verified.

    Examples
    --------
    >>> {(row.drug, row.effect) for row in resistance_evidence() if row.mutation == "H95Q"} >= {
    ...     ("adagrasib", "resistant"), ("sotorasib", "sensitive")}
    True
    """
    rows = read_rows(ResistanceEvidence, "resistance_evidence")
    return rows.where(lambda row: include_low_confidence or row.confidence != "low")


@cache
def bypass_mechanisms() -> Records[BypassMechanism]:
    """List the ways around a RAS inhibitor outside the RAS sequence."""
    return read_rows(BypassMechanism, "bypass_mechanisms")
