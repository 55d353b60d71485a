"""Through which alterations do tumours escape a RAS inhibitor?

A view, not a table of its own: the observations on mutations that are classed
as acquired resistance, with every drug that binds RAS, then the bypass
mechanisms outside the RAS sequence. A mutation that another drug overcomes has
a row with that drug and the effect ``sensitive``.
"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.records import Records, column
from rasstruct.reference.evidence import BypassMechanism, ResistanceEvidence, bypass_mechanisms, resistance_evidence
from rasstruct.reference.ligand_names import ligands_by_name
from rasstruct.reference.mutations import mutations

__all__ = ["AcquiredResistance", "acquired_resistance"]


@dataclasses.dataclass(frozen=True, slots=True)
class AcquiredResistance:
    """One alteration and one drug."""

    alteration: str = column("string", "mutation of RAS, or mechanism outside its sequence")
    genes: tuple[str, ...] = column("list", "altered genes")
    kind: str = column("string", "RAS mutation or bypass")
    drug: str = column("string", "name of the drug, as in the ligand table")
    effect: str = column("string", "resistant, sensitive, conflicting or unknown")
    evidence: str = column("string", "clinical, cell screen, DMS, biochemical or inferred")
    mechanism: str | None = column("string", "explanation given")
    reference: str = column("string", "publication")
    named_in_review: bool | None = column("boolean", "whether Chen 2021 names it; none when not checked")
    confidence: str = column("string", "high, medium or low")


@cache
def acquired_resistance() -> Records[AcquiredResistance]:
    """List the escapes from RAS inhibitors, and drugs that still work.

    Examples
    --------
    >>> [row.drug for row in acquired_resistance() if row.alteration == "H95D" and row.effect == "resistant"]
    ['adagrasib']
    """
    acquired = {
        (row.mutation, gene) for row in mutations() for gene in row.genes if row.mutation_class == "acquired resistance"
    }
    seen = [
        row
        for row in resistance_evidence()
        if any((row.mutation, gene) in acquired for gene in row.genes)
        and ligands_by_name()[row.drug.casefold()].site is not None
    ]
    return Records(
        AcquiredResistance,
        [
            *(_row(row, row.mutation, "RAS mutation", row.mechanism) for row in seen),
            *(_row(row, row.mechanism, "bypass", row.detail) for row in bypass_mechanisms()),
        ],
    )


def _row(
    source: ResistanceEvidence | BypassMechanism, alteration: str, kind: str, mechanism: str | None
) -> AcquiredResistance:
    """Bring a row of either table into the columns they share."""
    return AcquiredResistance(
        alteration=alteration,
        genes=source.genes,
        kind=kind,
        drug=source.drug,
        effect=source.effect,
        evidence=source.evidence,
        mechanism=mechanism,
        reference=source.reference,
        named_in_review=source.named_in_review,
        confidence=source.confidence,
    )
