"""Up to which limits is the pose of a molecule plausible?"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records, column
from rasstruct.reference.typed_rows import read_rows

__all__ = ["PoseLimit", "get_pose_limit", "pose_limits"]


@dataclasses.dataclass(frozen=True, slots=True)
class PoseLimit:
    """One limit of a pose check."""

    name: str = column("string", "what is checked")
    limit: float = column("number", "limit, in the unit beside it")
    unit: str = column("string", "Å, or share of a length")
    definition: str = column("string", "how the limit is meant")
    source: str = column("string", "publication, or who set the limit")
    verification: str = column("string", "how the row was checked")
    note: str | None = column("string", "remark")


@cache
def pose_limits() -> Records[PoseLimit]:
    """List the limits."""
    return read_rows(PoseLimit, "pose_limits")


@cache
def get_pose_limit(name: str) -> float:
    """Give the limit of that name.

    Raises
    ------
    LookupFailedError
        When there is none.

    Examples
    --------
    >>> get_pose_limit("flat aromatic ring")
    0.25
    """
    for row in pose_limits():
        if row.name == name:
            return row.limit
    names = ", ".join(row.name for row in pose_limits())
    raise LookupFailedError(f"found pose limit {name!r}, expected one of {names}; choose one of these")
