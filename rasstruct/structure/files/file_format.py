"""Which structure format is it, judged by content and not by file name?"""

from __future__ import annotations

import re
from enum import Enum

from rasstruct._base.errors import FormatError

__all__ = ["FileFormat", "detect_format"]

#: records that only a PDB-format file begins a line with
_PDB_RECORDS = (
    b"HEADER", b"TITLE ", b"COMPND", b"REMARK", b"CRYST1", b"MODEL ", b"ATOM  ", b"HETATM", b"EXPDTA",
    b"SEQRES", b"ORIGX1", b"OBSLTE", b"SPLIT ", b"CAVEAT", b"AUTHOR", b"HELIX ", b"DBREF ",
)  # fmt: skip
_HEAD_BYTES, _LINES_LOOKED_AT = 65536, 500
#: a CIF file begins with a data block, after blank lines and comments
_CIF_START = re.compile(rb"(?:\s+|#[^\r\n]*)*data_", re.IGNORECASE)


class FileFormat(Enum):
    """A structure file format that rasstruct reads, or the package that an object came from."""

    PDB = "PDB"
    MMCIF = "mmCIF"
    BINARY_CIF = "BinaryCIF"
    GEMMI = "gemmi object"
    BIOPYTHON = "Biopython object"
    MDANALYSIS = "MDAnalysis object"
    BIOTITE = "biotite object"


def detect_format(content: bytes, name: str) -> FileFormat:
    r"""Recognise a structure format.

    Parameters
    ----------
    content
        Unpacked bytes of the file.
    name
        Used in the message only.

    Raises
    ------
    FormatError
        When the content is something else; the message says what it looks like.

    Examples
    --------
    >>> detect_format(b"data_1ABC\n_entry.id 1ABC\n", "x").value
    'mmCIF'
    """
    head = content[:_HEAD_BYTES]
    if _is_message_pack_map(head) and (b"dataBlocks" in head or b"encoder" in head):
        return FileFormat.BINARY_CIF
    text = head.removeprefix(b"\xef\xbb\xbf")
    if _CIF_START.match(text):
        return FileFormat.MMCIF
    if b"\0" not in head and any(line[:6].ljust(6) in _PDB_RECORDS for line in _first_lines(text)):
        return FileFormat.PDB
    raise FormatError(
        f"found {_describe(text)} in {name}, expected a PDB, mmCIF or BinaryCIF file (gzip allowed); "
        "get the coordinate file itself"
    )


def _first_lines(text: bytes) -> list[bytes]:
    """Give the first lines that are not blank."""
    lines = text.split(b"\n", _LINES_LOOKED_AT)[:_LINES_LOOKED_AT]
    return [line for line in lines if line.strip()]


def _is_message_pack_map(head: bytes) -> bool:
    """Say whether the first byte opens a MessagePack map, as BinaryCIF does."""
    return 0x80 <= head[0] <= 0x8F or head[0] in (0xDE, 0xDF)


def _describe(head: bytes) -> str:
    """Name the usual wrong files."""
    start = head.lstrip()[:200].lower()
    if b"<html" in start or b"<!doctype html" in start:
        return "a web page (HTML)"
    if start.startswith((b"<?xml", b"<pdbx")):
        return "XML"
    if start.startswith((b"{", b"[")):
        return "JSON"
    if start.startswith(b">"):
        return "sequences (FASTA)"
    if start.startswith(b"%pdf"):
        return "a PDF document"
    if start.startswith(b"pk\x03\x04"):
        return "a zip archive"
    if b"\0" in head:
        return "binary data"
    return "text that is no structure"
