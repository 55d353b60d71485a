"""Which versions of the 3Dmol script are known, and how is one recognised?"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.records import Records, column
from rasstruct.reference.typed_rows import read_rows

__all__ = ["KnownScript", "known_scripts"]


@dataclasses.dataclass(frozen=True, slots=True)
class KnownScript:
    """One version of the script."""

    version: str = column("string", "version of 3Dmol")
    sha256: str = column("string", "SHA-256 of build/3Dmol-min.js")
    n_bytes: int = column("integer", "size of it", unit="byte")
    url: str = column("string", "where it can be downloaded")
    source: str = column("string", "where the row comes from")
    confidence: str = column("string", "high, medium or low")


@cache
def known_scripts() -> Records[KnownScript]:
    """List the known versions, the newest last."""
    return read_rows(KnownScript, "viewer_scripts")
