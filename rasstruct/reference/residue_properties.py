"""How large, how polar and how charged is each amino acid?"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.records import Records, column
from rasstruct.reference.typed_rows import read_rows

__all__ = ["ResidueProperties", "get_residue_properties", "residue_properties"]


@dataclasses.dataclass(frozen=True, slots=True)
class ResidueProperties:
    """Properties of one amino acid."""

    residue: str = column("string", "amino acid, one-letter code")
    charge: int = column("integer", "charge of the side chain at pH 7; histidine counts as neutral")
    volume: float = column("number", "volume in solution", unit="Å³")
    hydropathy: float = column("number", "hydropathy of Kyte and Doolittle, higher: less polar")
    source: str = column("string", "publications")
    verification: str | None = column("string", "how the row was checked")


@cache
def residue_properties() -> Records[ResidueProperties]:
    """List the properties of the 20 amino acids."""
    return read_rows(ResidueProperties, "residue_properties")


@cache
def get_residue_properties(letter: str) -> ResidueProperties | None:
    """Get the properties of an amino acid by its one-letter code; `None` for anything else.

    Examples
    --------
    >>> get_residue_properties("D").charge
    -1
    """
    return next((row for row in residue_properties() if row.residue == letter), None)
