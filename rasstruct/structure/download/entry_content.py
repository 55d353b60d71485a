"""Are these bytes the complete file of the entry that was asked for?

Servers answer with error pages, other entries and halves of files, and call it
success. A gzip stream must be complete and its checksum right; the content must
be mmCIF or BinaryCIF, not cut, and name the entry itself.
"""

from __future__ import annotations

import gzip
import io
import re
import zlib
from dataclasses import dataclass

from rasstruct._base.errors import FormatError, SourceError
from rasstruct.structure.files.file_format import FileFormat, detect_format
from rasstruct.structure.pdb_ids import parse_pdb_id

__all__ = ["MAX_UNPACKED_BYTES", "EntryContent", "UnusableAnswerError", "check_entry_content"]

#: twice what the largest entries of the PDB (some million atoms, about 100 bytes each) need
MAX_UNPACKED_BYTES = 512 * 2**20
_GZIP_MAGIC = b"\x1f\x8b"
#: the names of a data block and of its entry stand at the beginning of a file
_HEAD_BYTES = 65536
_BLOCK_NAME = re.compile(rb"^data_(\S+)", re.MULTILINE | re.IGNORECASE)
_ENTRY_ID = re.compile(rb"^_entry\.id\s+['\"]?([A-Za-z0-9_]+)", re.MULTILINE)


class UnusableAnswerError(SourceError):
    """A server gave no usable answer; the message goes on from the server's name: "sent an empty file".

    Attributes
    ----------
    may_pass
        Asking the same server again may help.
    is_absence
        The server says that it has no such file.
    """

    def __init__(self, reason: str, *, may_pass: bool, is_absence: bool = False) -> None:
        super().__init__(reason)
        self.may_pass = may_pass
        self.is_absence = is_absence


@dataclass(frozen=True, slots=True)
class EntryContent:
    """A checked file of an entry, packed as it is kept."""

    packed: bytes
    file_format: FileFormat


def check_entry_content(content: bytes, pdb_id: str, *, max_unpacked_bytes: int = MAX_UNPACKED_BYTES) -> EntryContent:
    """Check what a server sent, and pack it if it was not packed.

    Parameters
    ----------
    content
        The body as received, gzip or not.
    pdb_id
        The entry, as `parse_pdb_id` gives it.
    max_unpacked_bytes
        More than this is refused: a small gzip stream can unpack to anything.

    Raises
    ------
    UnusableAnswerError
        When the content is cut or its checksum is wrong (which may pass), or when it is something else.
    """
    if not content:
        raise UnusableAnswerError("sent an empty file", may_pass=True)
    is_packed = content[:2] == _GZIP_MAGIC
    unpacked = _unpack(content, max_unpacked_bytes) if is_packed else content
    if not unpacked.strip():
        raise UnusableAnswerError("sent an empty file", may_pass=False)
    try:
        file_format = detect_format(unpacked, "the answer")
    except FormatError as error:
        what = str(error).removeprefix("found ").partition(" in the answer")[0]
        raise UnusableAnswerError(f"sent {what}", may_pass=False) from error
    if file_format is FileFormat.PDB:
        raise UnusableAnswerError("sent a PDB-format file instead of mmCIF", may_pass=False)
    found = _bcif_name(unpacked) if file_format is FileFormat.BINARY_CIF else _mmcif_name(unpacked, is_packed)
    if parse_pdb_id(found) != pdb_id:
        raise UnusableAnswerError(f"sent the entry {found[:40]!r}", may_pass=False)
    return EntryContent(content if is_packed else gzip.compress(content, mtime=0), file_format)


def _unpack(content: bytes, max_bytes: int) -> bytes:
    """Unpack gzip as far as allowed; length and checksum are verified at its end."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as stream:
            unpacked = stream.read(max_bytes + 1)
    except (EOFError, OSError, zlib.error) as error:
        raise UnusableAnswerError("sent a damaged or truncated gzip file", may_pass=True) from error
    if len(unpacked) > max_bytes:
        raise UnusableAnswerError(f"sent a gzip file of more than {max_bytes} bytes unpacked", may_pass=False)
    return unpacked


def _mmcif_name(content: bytes, is_packed: bool) -> str:
    """Give the entry that an mmCIF file names; where no checksum says it, look whether the end is there."""
    if b"_atom_site." not in content or not (is_packed or _reaches_its_end(content)):
        raise UnusableAnswerError("sent an mmCIF file that is cut or without atoms", may_pass=True)
    head = content[:_HEAD_BYTES]
    named = _ENTRY_ID.search(head) or _BLOCK_NAME.search(head)
    return named[1].decode("ascii", "replace") if named else ""


def _reaches_its_end(content: bytes) -> bool:
    """Say whether a plain file is whole: files that put a # behind every table, as the wwPDB's do, end with one."""
    if not content.endswith(b"\n"):
        return False
    lines = content[:_HEAD_BYTES].split(b"\n", 2)
    separates_tables = len(lines) > 1 and lines[1].strip() == b"#"
    return not separates_tables or content.rstrip().rpartition(b"\n")[2].strip() == b"#"


def _bcif_name(content: bytes) -> str:
    """Give the entry that a BinaryCIF file names; reading its map to the end shows whether it is complete."""
    # biotite takes half a second to import and only these files need it
    from biotite.file import DeserializationError, InvalidFileError
    from biotite.structure.io.pdbx import BinaryCIFFile

    try:
        names = list(BinaryCIFFile.read(io.BytesIO(content)))
    except (ValueError, KeyError, TypeError, IndexError, InvalidFileError, DeserializationError) as error:
        raise UnusableAnswerError("sent a damaged BinaryCIF file", may_pass=True) from error
    return str(names[0]) if names else ""
