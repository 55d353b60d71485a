"""How does any source become a `Structure`?"""

from __future__ import annotations

import codecs
from typing import Any

from rasstruct.structure.element_guess import guess_elements
from rasstruct.structure.file_format import FileFormat, detect_format
from rasstruct.structure.model import Structure, build_structure
from rasstruct.structure.read_bcif import parse_bcif
from rasstruct.structure.read_gemmi import parse_mmcif, parse_pdb
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
        Path, bundled PDB ID, ``"-"``, text, bytes or open file; PDB, mmCIF or
        BinaryCIF by content, gzip allowed.
    model
        Number of the one model to keep; see `build_structure`.

    Raises
    ------
    SourceError, FormatError, EmptyStructureError
        When the source cannot be read, is no structure, or holds no atoms.
    """
    source = read_source(given)
    file_format = detect_format(source.content, source.name)
    parse = _PARSERS[file_format]
    content = source.content.removeprefix(codecs.BOM_UTF8)
    try:
        atoms, metadata = parse(content, source.name)
    except UnicodeDecodeError:
        # a byte that is no UTF-8, usually an author's name in an old encoding: a question mark keeps the columns
        atoms, metadata = parse(content.translate(_ASCII_ONLY), source.name)
    return build_structure(guess_elements(atoms), metadata, source=source.name, file_format=file_format, model=model)
