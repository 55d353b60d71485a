"""Is it a structure object of another package, and which atoms and words does it hold?

Objects are recognised by the package of their type, which is not imported
for it. What comes out is plain data; the object is never changed.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rasstruct._base.errors import SourceError
from rasstruct.structure.interop.from_biopython import read_biopython
from rasstruct.structure.interop.from_biotite import read_biotite
from rasstruct.structure.interop.from_gemmi import read_gemmi
from rasstruct.structure.interop.from_mdanalysis import read_mdanalysis
from rasstruct.structure.interop.object_columns import ObjectContent

__all__ = ["read_object"]

#: readers by the package that an object's type comes from
_READERS: dict[str, Callable[[Any], ObjectContent]] = {
    "gemmi": read_gemmi,
    "Bio": read_biopython,
    "MDAnalysis": read_mdanalysis,
    "biotite": read_biotite,
}
_CONTENT = (str, Path, bytes, bytearray, memoryview)


def read_object(given: Any) -> ObjectContent | None:
    """Read a structure object of another package.

    Parameters
    ----------
    given
        gemmi Structure, Model, cif.Document or cif.Block; Bio.PDB Structure,
        Model or Chain; MDAnalysis Universe or AtomGroup; biotite AtomArray or
        AtomArrayStack.

    Returns
    -------
    ObjectContent or None
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
        reader = _READERS.get(kind.__module__.partition(".")[0])
        if reader is not None:
            return reader(given)
    if hasattr(given, "read") or isinstance(given, os.PathLike):
        return None
    raise SourceError(
        f"found an object of type {type(given).__name__}, expected a path, a PDB ID, file content, an open file, or a "
        "gemmi, Biopython, MDAnalysis or biotite structure; give one of these"
    )
