"""What does a source hold, file or object, before a model of it is chosen?"""

from __future__ import annotations

from dataclasses import dataclass

from rasstruct.structure.atom_table import AtomTable
from rasstruct.structure.files.file_format import FileFormat
from rasstruct.structure.metadata import Metadata

__all__ = ["StructureContent"]


@dataclass(frozen=True, slots=True, eq=False)
class StructureContent:
    """Atoms and metadata of a source, with its name for messages and provenance."""

    name: str
    file_format: FileFormat
    atoms: AtomTable
    metadata: Metadata
