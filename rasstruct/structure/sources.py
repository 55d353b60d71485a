"""What did the user hand over: a path, a PDB ID, text, bytes or an open file?

The answer is always the bytes of one structure file, unpacked, and a name for
messages and provenance. Nothing here looks at what the bytes mean.
"""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from rasstruct._base.errors import SourceError
from rasstruct.reference.data_files import find_bundled_structure
from rasstruct.structure.pdb_ids import parse_pdb_id

__all__ = ["StructureSource", "read_source"]

_GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class StructureSource:
    """The unpacked bytes of a structure file."""

    name: str
    content: bytes


def read_source(given: Any) -> StructureSource:
    """Get the bytes behind whatever the user gave.

    Parameters
    ----------
    given
        An existing path, a PDB ID (bundled, on this machine, or downloaded),
        ``"-"`` for standard input, text with a line break, bytes, or an open
        file; gzip is unpacked.

    Returns
    -------
    StructureSource
        Name and unpacked content.

    Raises
    ------
    SourceError
        When there is nothing to read, or a gzip stream is damaged.

    Notes
    -----
    A string is looked up as a path first, then as a PDB ID, and is taken as
    file content only when it holds a line break.
    """
    name, content = _read_raw(given)
    if content[:2] == _GZIP_MAGIC:
        content = _unpack(name, content)
    if not content or content.isspace():
        raise SourceError(f"found no content in {name}, expected a PDB, mmCIF or BinaryCIF file; check the file")
    return StructureSource(name, content)


def _read_raw(given: Any) -> tuple[str, bytes]:
    """Give name and bytes, still packed where they were."""
    if isinstance(given, bytes | bytearray | memoryview):
        return "bytes", bytes(given)
    if isinstance(given, Path):
        return _read_path(given)
    if isinstance(given, str):
        if given == "-":
            return "standard input", sys.stdin.buffer.read()
        if "\n" in given:
            return "text", given.encode()
        if not given.strip():
            raise SourceError("found empty text, expected a path, a PDB ID or file content; give one of these")
        return _read_named(given)
    if hasattr(given, "read"):
        return _read_stream(given)
    raise SourceError(
        f"found an object of type {type(given).__name__}, expected a path, a PDB ID, file content or an open file; "
        "give one of these"
    )


def _read_named(text: str) -> tuple[str, bytes]:
    """Read a string that names a file or an entry."""
    path = Path(text).expanduser() if text.startswith("~") else Path(text)
    try:
        path.stat()
        return _read_path(path)
    except (FileNotFoundError, NotADirectoryError):
        pass  # no path, but perhaps an ID
    except (OSError, ValueError) as error:
        raise SourceError(
            f"found {text[:60]!r}, which no path can be ({error}), expected a path or a PDB ID; give one of these"
        ) from error
    pdb_id = parse_pdb_id(text)
    if pdb_id is not None:
        return pdb_id, _read_entry(pdb_id)
    raise SourceError(
        f"found neither a file nor a PDB ID named {text[:200]!r}, expected one of these; check the spelling of the path"
    )


def _read_entry(pdb_id: str) -> bytes:
    """Read an entry by its ID."""
    bundled = find_bundled_structure(pdb_id)
    if bundled is not None:
        return bundled.read_bytes()
    from rasstruct.structure.download.fetch import fetch_content

    return fetch_content(pdb_id)


def _read_path(path: Path) -> tuple[str, bytes]:
    """Read a file, with a clear word when it is not one."""
    try:
        return str(path), path.read_bytes()
    except FileNotFoundError as error:
        raise SourceError(
            f"found no file at {path}, expected a structure file; check the spelling of the path"
        ) from error
    except OSError as error:
        if path.is_dir():
            raise SourceError(
                f"found a folder at {path}, expected a file; name a file in it, or use a pattern like {path}/*.cif"
            ) from error
        raise SourceError(
            f"found a file at {path} that cannot be read ({error.strerror}), expected a readable one; "
            "check its permissions"
        ) from error


def _read_stream(stream: IO[Any]) -> tuple[str, bytes]:
    """Read an open file, text or binary."""
    name = str(getattr(stream, "name", "file object"))
    content = stream.read()
    if isinstance(content, str):
        return name, content.encode()
    if isinstance(content, bytes):
        return name, content
    raise SourceError(
        f"found a file object that gives {type(content).__name__}, expected text or bytes; open it with open()"
    )


def _unpack(name: str, content: bytes) -> bytes:
    """Unpack gzip, also when it was packed twice by a server and a tool."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as stream:
            unpacked = stream.read()
    except (EOFError, OSError, zlib.error) as error:
        raise SourceError(
            f"found a damaged or truncated gzip file in {name} ({error}), expected a complete one; get the file again"
        ) from error
    return _unpack(name, unpacked) if unpacked[:2] == _GZIP_MAGIC else unpacked
