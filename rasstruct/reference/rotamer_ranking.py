"""With which parameters are rotamers ranked?"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records, column
from rasstruct.reference.typed_rows import read_rows

__all__ = ["RotamerParameter", "get_rotamer_parameter", "rotamer_ranking"]


@dataclasses.dataclass(frozen=True, slots=True)
class RotamerParameter:
    """One parameter of the energy by which rotamers are ranked."""

    quantity: str = column("string", "what it is")
    value: float = column("number", "value, in the unit of the row")
    unit: str | None = column("string", "unit; none for a ratio or a number")
    source: str = column("string", "publication, or limit of this project")
    verification: str | None = column("string", "how the row was checked")
    note: str | None = column("string", "what it is applied to")


@cache
def rotamer_ranking() -> Records[RotamerParameter]:
    """List the parameters of the energy by which rotamers are ranked."""
    return read_rows(RotamerParameter, "rotamer_ranking")


@cache
def get_rotamer_parameter(quantity: str) -> float:
    """Get one parameter.

    Examples
    --------
    >>> get_rotamer_parameter("hydrogen bond reach")
    3.3
    """
    for row in rotamer_ranking():
        if row.quantity == quantity:
            return row.value
    known = ", ".join(row.quantity for row in rotamer_ranking())
    raise LookupFailedError(f"found no rotamer parameter {quantity}, expected one of {known}")
