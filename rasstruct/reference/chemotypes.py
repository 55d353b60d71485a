"""Which chemotypes do RAS inhibitors belong to, and by which substructure is each recognised?

The order of the table is the order of precedence: cores before the groups they
carry, the end that binds RAS before the end that binds something else.
"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.records import Records, column
from rasstruct.reference.typed_rows import read_rows

__all__ = ["Chemotype", "chemotypes"]


@dataclasses.dataclass(frozen=True, slots=True)
class Chemotype:
    """A class of molecules with a common core, as the field names it."""

    name: str = column("string", "chemotype")
    series: str = column("string", "compounds that the class is known by")
    smarts: str = column(
        "string", "substructure that a molecule of the class holds, in its reactive and bound form alike"
    )
    target: str = column("string", "what the class binds: RAS, RAS and cyclophilin A, SOS1 or VHL")
    site: str | None = column("string", "site on RAS, when it binds there")
    examples: tuple[str, ...] = column("list", "molecules of the ligand table that belong to it")
    source: str = column("string", "publication or entry")
    verification: str = column("string", "how the substructure was made and checked")
    confidence: str = column("string", "high, medium or low")
    note: str | None = column("string", "what the substructure asks for")


@cache
def chemotypes() -> Records[Chemotype]:
    """List the chemotypes, in order of precedence."""
    return read_rows(Chemotype, "chemotypes")
