"""Through which mechanism, other than its contact, does a mutation act on a drug?"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.records import Records, column
from rasstruct.reference.typed_rows import read_rows

__all__ = ["MechanismFlag", "find_mechanism_flags", "mechanism_flags"]


@dataclasses.dataclass(frozen=True, slots=True)
class MechanismFlag:
    """One mutation and what it does apart from touching a ligand."""

    flag: str = column("string", "name of the mechanism")
    mutation: str = column("string", "mutation of RAS")
    effect: str = column("string", "what the mutation does")
    drug_states: tuple[str, ...] = column(
        "list", "nucleotide states of the drugs that it concerns: off, on, on and off"
    )
    source: str = column("string", "publication")
    confidence: str = column("string", "high, medium or low")
    verification: str | None = column("string", "how the row was checked")


@cache
def mechanism_flags() -> Records[MechanismFlag]:
    """List the mutations that act on drugs through the nucleotide cycle."""
    return read_rows(MechanismFlag, "mechanism_flags")


@cache
def find_mechanism_flags(mutation: str, drug_state: str | None) -> tuple[MechanismFlag, ...]:
    """Find the mechanisms of a mutation that concern a drug.

    Parameters
    ----------
    mutation
        Such as ``"G13D"``.
    drug_state
        Nucleotide state that the drug needs; `None` when it is not known, and then nothing is said.

    Examples
    --------
    >>> [row.flag for row in find_mechanism_flags("G13D", "off")], find_mechanism_flags("G13D", "on and off")
    (['nucleotide cycle'], ())
    """
    return tuple(
        row
        for row in mechanism_flags()
        if row.mutation == mutation and drug_state in row.drug_states and row.confidence != "low"
    )
