"""Which proteins turn RAS on and off, and which act behind it?"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.records import Records, column
from rasstruct.reference.typed_rows import read_rows

__all__ = ["CycleProtein", "ras_cycle"]


@dataclasses.dataclass(frozen=True, slots=True)
class CycleProtein:
    """A regulator or effector of RAS, or a kinase further down."""

    protein: str = column("string", "usual name of the protein or family")
    genes: tuple[str, ...] = column("list", "HGNC gene symbols")
    uniprot_entries: tuple[str, ...] = column("list", "UniProt entry names, in the order of the genes")
    role: str = column("string", "upstream regulator, GEF, GAP, effector or downstream kinase")
    acts_on: str = column("string", "what it acts on")
    effect: str = column("string", "what it does there")
    pathway: str = column("string", "pathway or step of the cycle")
    named_in_review: bool | None = column("boolean", "whether Chen 2021 names it; none when not checked")
    source: str = column("string", "publication")
    confidence: str = column("string", "high, medium or low")
    verification: str = column("string", "how the row was checked")


@cache
def ras_cycle() -> Records[CycleProtein]:
    """List the regulators and effectors of RAS, from receptor to kinase.

    Examples
    --------
    >>> {row.protein: row.role for row in ras_cycle()}["SOS1"]
    'GEF'
    """
    return read_rows(CycleProtein, "ras_cycle")
