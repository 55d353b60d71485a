"""What can be compared, and which tables of it can be asked for?"""

from __future__ import annotations

from enum import StrEnum

__all__ = ["ComparisonKind", "ComparisonPart"]


class ComparisonKind(StrEnum):
    """What is compared."""

    INTERACTIONS = "interactions"
    CONTACTS = "contacts"


class ComparisonPart(StrEnum):
    """A table of the comparison."""

    MATRIX = "matrix"
    SIMILARITY = "similarity"
    FREQUENCIES = "frequencies"
    AGREEMENT = "agreement"
    RESIDUES = "residues"
