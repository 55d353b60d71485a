"""By which criteria is an interaction called a hydrogen bond, a salt bridge …?"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records, column
from rasstruct.reference.typed_rows import read_rows

__all__ = [
    "InteractionAtoms",
    "InteractionCriterion",
    "get_interaction_atoms",
    "get_interaction_limit",
    "interaction_atoms",
    "interaction_criteria",
]


@dataclasses.dataclass(frozen=True, slots=True)
class InteractionCriterion:
    """One limit of one kind of interaction."""

    interaction: str = column("string", "kind of interaction, or any")
    quantity: str = column("string", "what is limited; a greatest value unless it says least")
    limit: float = column("number", "limit, in the unit beside it")
    unit: str = column("string", "Å, degrees or bonds")
    source: str = column("string", "publication or program, or who set the limit")
    verification: str = column("string", "how the row was checked")
    note: str | None = column("string", "between what it is measured")


@dataclasses.dataclass(frozen=True, slots=True)
class InteractionAtoms:
    """Which atoms can take part in one kind of interaction, where it is not ProLIF's own definition."""

    interaction: str = column("string", "kind of interaction")
    part: str = column("string", "acceptor, atom, metal …")
    smarts: str = column("string", "pattern of the atoms")
    definition: str = column("string", "the pattern in words")
    source: str = column("string", "publication or program, or whose definition")
    verification: str = column("string", "how the row was checked")
    note: str | None = column("string", "why it is not ProLIF's own")


@cache
def interaction_criteria() -> Records[InteractionCriterion]:
    """List the limits."""
    return read_rows(InteractionCriterion, "interaction_criteria")


@cache
def interaction_atoms() -> Records[InteractionAtoms]:
    """List the patterns of atoms that differ from ProLIF's own."""
    return read_rows(InteractionAtoms, "interaction_atoms")


@cache
def get_interaction_limit(interaction: str, quantity: str) -> float:
    """Give one limit.

    Raises
    ------
    LookupFailedError
        When there is none of that name.

    Examples
    --------
    >>> get_interaction_limit("hbond", "distance")
    3.5
    """
    for row in interaction_criteria():
        if (row.interaction, row.quantity) == (interaction, quantity):
            return row.limit
    names = ", ".join(f"{row.interaction} {row.quantity}" for row in interaction_criteria())
    raise LookupFailedError(f"found {interaction} {quantity}, expected one of {names}; choose one of these")


@cache
def get_interaction_atoms(interaction: str, part: str) -> str:
    """Give one pattern.

    Raises
    ------
    LookupFailedError
        When there is none of that name.
    """
    for row in interaction_atoms():
        if (row.interaction, row.part) == (interaction, part):
            return row.smarts
    names = ", ".join(f"{row.interaction} {row.part}" for row in interaction_atoms())
    raise LookupFailedError(f"found {interaction} {part}, expected one of {names}; choose one of these")
