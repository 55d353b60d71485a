"""Who puts lipids on the hypervariable region, and who carries RAS to the membrane?"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.records import Records, column
from rasstruct.reference.typed_rows import read_rows

__all__ = ["ProcessingStep", "hvr_processing"]


@dataclasses.dataclass(frozen=True, slots=True)
class ProcessingStep:
    """One enzyme or carrier, and the isoforms it handles."""

    step: str = column("string", "prenylation, proteolysis, palmitoylation, transport …")
    protein: str = column("string", "enzyme, carrier or part of RAS that does it, by its short name")
    full_name: str | None = column("string", "its full name")
    genes: tuple[str, ...] = column("list", "HGNC gene symbols")
    isoforms: tuple[str, ...] = column("list", "isoforms that the row holds for")
    residues: tuple[str, ...] = column("list", "isoform:residue, by UniProt number; none when no residue is modified")
    lipid: str | None = column("string", "group that is added, removed or recognised")
    effect: str = column("string", "what follows for RAS")
    drugs: tuple[str, ...] = column("list", "drugs of the review against it, named as in the ligand table")
    named_in_review: bool | None = column("boolean", "whether Chen 2021 names it; none when not checked")
    source: str = column("string", "publication")
    confidence: str = column("string", "high, medium or low")
    verification: str = column("string", "how the row was checked")


@cache
def hvr_processing() -> Records[ProcessingStep]:
    """List the lipids of the HVR, their enzymes and the carriers of RAS.

    Examples
    --------
    >>> [row.residues for row in hvr_processing() if "KRAS4A" in row.isoforms and row.step == "palmitoylation"]
    [('KRAS4A:C180',)]
    """
    return read_rows(ProcessingStep, "hvr_processing")
