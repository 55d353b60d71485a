"""Is it a structure object of another package, and which atoms and words does it hold?

Objects are recognised by the package of their type; neither that package nor
the reader is imported before there is one. What comes out is plain data; the
object is never changed.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rasstruct._base.errors import SourceError
from rasstruct.structure.content import StructureContent

__all__ = ["read_object"]

_CONTENT = (str, Path, bytes, bytearray, memoryview)


def read_object(given: Any) -> StructureContent | None:
    """Read a structure object of another package.

    Parameters
    ----------
    given
        gemmi Structure, Model, cif.Document or cif.Block; Bio.PDB Structure,
        Model or Chain; MDAnalysis Universe or AtomGroup; biotite AtomArray or
        AtomArrayStack.

    Returns
    -------
    StructureContent or None
        `None` for paths, text, bytes and open files.

    Raises
    ------
    SourceError
        When it is neither, or a part of a structure that is too small.
    EmptyStructureError
        When it holds no atoms.
    """
    if isinstance(given, _CONTENT):
        return None
    for kind in type(given).__mro__:
        reader = _find_reader(kind.__module__.partition(".")[0])
        if reader is not None:
            return reader(given)
    if hasattr(given, "read") or isinstance(given, os.PathLike):
        return None
    raise SourceError(
        f"found an object of type {type(given).__name__}, expected a path, a PDB ID, file content, an open file, or a "
        "gemmi, Biopython, MDAnalysis or biotite structure; give one of these"
    )


def _find_reader(package: str) -> Callable[[Any], StructureContent] | None:
    """Give the reader for objects of a package."""
    match package:
        case "gemmi":
            from rasstruct.structure.interop.from_gemmi import read_gemmi

            return read_gemmi
        case "Bio":
            from rasstruct.structure.interop.from_biopython import read_biopython

            return read_biopython
        case "MDAnalysis":
            from rasstruct.structure.interop.from_mdanalysis import read_mdanalysis

            return read_mdanalysis
        case "biotite":
            from rasstruct.structure.interop.from_biotite import read_biotite

            return read_biotite
    return None
