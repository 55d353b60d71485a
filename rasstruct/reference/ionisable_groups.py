"""Which groups of a molecule take or lose a proton, and at which pH?"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.records import Records, column
from rasstruct.reference.typed_rows import read_rows

__all__ = ["IonisableGroup", "ionisable_groups"]


@dataclasses.dataclass(frozen=True, slots=True)
class IonisableGroup:
    """One group with its typical pKa; where several fit an atom, the first of the table speaks for it."""

    group: str = column("string", "name of the group")
    kind: str = column("string", "acid: loses protons; base: takes them")
    smarts: str = column("string", "atoms 1, 2 … ionise in this order, atoms from 11 on belong to the group")
    pkas: tuple[str, ...] = column("list", "typical pKa of each ionisation in water, in the order of the atoms")
    source: str = column("string", "publication, or whose estimate")
    verification: str = column("string", "how the row was checked")
    confidence: str = column("string", "high or medium")
    note: str | None = column("string", "examples, limits")

    @property
    def pka_values(self) -> tuple[float, ...]:
        """The pKa values as numbers."""
        return tuple(float(pka) for pka in self.pkas)


@cache
def ionisable_groups() -> Records[IonisableGroup]:
    """List the groups, the most specific first.

    Examples
    --------
    >>> next(row.pka_values for row in ionisable_groups() if row.group == "piperazine")
    (9.7, 5.3)
    """
    return read_rows(IonisableGroup, "ionisable_groups")
