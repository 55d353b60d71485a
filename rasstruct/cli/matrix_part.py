"""Which tables of the resistance matrix can be asked for?"""

from __future__ import annotations

from enum import StrEnum

__all__ = ["MatrixPanel", "MatrixPart"]


class MatrixPanel(StrEnum):
    """Which mutations are asked about."""

    CLINICAL = "clinical"
    EVIDENCE = "evidence"
    POCKET_SCAN = "pocket-scan"


class MatrixPart(StrEnum):
    """A table of the matrix."""

    MATRIX = "matrix"
    CLUSTERS = "clusters"
    SIMILARITY = "similarity"
    SHARED = "shared"
    SPARED = "spared"
    EFFECTS = "effects"
