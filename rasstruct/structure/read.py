"""How does any source become a `Structure`?"""

from __future__ import annotations

import codecs
import os
from pathlib import Path
from typing import Any

from rasstruct.structure.content import StructureContent
from rasstruct.structure.files.element_guess import guess_elements
from rasstruct.structure.files.file_format import FileFormat, detect_format
from rasstruct.structure.files.read_bcif import parse_bcif
from rasstruct.structure.files.read_gemmi import parse_mmcif, parse_pdb
from rasstruct.structure.interop.read_objects import read_object
from rasstruct.structure.model import Structure, build_structure
from rasstruct.structure.sources import read_source

__all__ = ["read_structure"]

#: every byte above ASCII becomes a question mark
_ASCII_ONLY = bytes(range(128)) + b"?" * 128
_PARSERS = {FileFormat.PDB: parse_pdb, FileFormat.MMCIF: parse_mmcif, FileFormat.BINARY_CIF: parse_bcif}


def read_structure(given: Any, *, model: int | None = None) -> Structure:
    """Read a structure file of any format from any source.

    Parameters
    ----------
    given
        Path, PDB ID, ``"-"``, text, bytes or open file; PDB, mmCIF or
        BinaryCIF by content, gzip allowed. Or a structure object, see `read_object`.
    model
        Number of the one model to keep; see `build_structure`.

    Raises
    ------
    SourceError, FormatError, EmptyStructureError
        When the source cannot be read, is no structure, or holds no atoms.
    """
    content = read_object(given)
    if content is None:
        content = _read_file(Path(given) if isinstance(given, os.PathLike) else given)
    return build_structure(
        guess_elements(content.atoms),
        content.metadata,
        source=content.name,
        file_format=content.file_format,
        model=model,
    )


def _read_file(given: Any) -> StructureContent:
    """Read the bytes of a file and parse them by what they are."""
    source = read_source(given)
    content = source.content.removeprefix(codecs.BOM_UTF8)
    if b"\n" not in content and b"\0" not in content:
        content = content.replace(b"\r", b"\n")  # line ends of Mac OS before 2001
    file_format = detect_format(content, source.name)
    parse = _PARSERS[file_format]
    try:
        atoms, metadata = parse(content, source.name)
    except UnicodeDecodeError:
        # a byte that is no UTF-8, usually an author's name in an old encoding: a question mark keeps the columns
        atoms, metadata = parse(content.translate(_ASCII_ONLY), source.name)
    return StructureContent(source.name, file_format, atoms, metadata)
