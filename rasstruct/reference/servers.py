"""From which public servers can PDB entries be downloaded?"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.records import Records, column
from rasstruct.reference.typed_rows import read_rows

__all__ = ["StructureServer", "structure_servers"]


@dataclasses.dataclass(frozen=True, slots=True)
class StructureServer:
    """A server of entry files."""

    server: str = column("string", "name")
    url: str = column(
        "string",
        "URL of an entry: {id} lower case, {ID} upper case, {extended_id} extended, {middle} the folder in the archive",
    )
    file_format: str = column("string", "format of the files")
    has_four_character_ids: bool = column("boolean", "asked for entries with an ID of four characters")
    has_extended_ids: bool = column("boolean", "asked for entries that have an extended ID only")
    source: str = column("string", "who documents or uses this URL")
    verification: str = column("string", "how the URL was checked")
    note: str | None = column("string", "remark")


@cache
def structure_servers() -> Records[StructureServer]:
    """List the servers, in the order in which they are asked."""
    return read_rows(StructureServer, "structure_servers")
