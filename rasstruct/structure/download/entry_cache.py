"""Which entries are kept on this machine?

The folder is RASSTRUCT_CACHE, or the user's cache folder. An entry is a data
file, named by its ID and its content, and a small record that says which data
file holds: only records are trusted, and the hash is checked at every reading.
Both appear under their names complete (a temporary name first, then a rename),
so that any number of processes may keep and read the same entry at once.
Nothing is removed by age; a file that a newer one replaced stays.
"""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import json
import os
import uuid
from pathlib import Path

from rasstruct._base.errors import SourceError
from rasstruct._base.records import column
from rasstruct.structure.download.entry_content import EntryContent
from rasstruct.structure.files.file_format import FileFormat

__all__ = ["CachedEntry", "cache_folder", "keep_entry", "make_cache_folder", "read_kept_entry"]

_SUFFIXES = {FileFormat.MMCIF: "cif.gz", FileFormat.BINARY_CIF: "bcif.gz"}
_HASH_CHARACTERS_IN_NAME = 12


@dataclasses.dataclass(frozen=True, slots=True)
class CachedEntry:
    """Where the file of an entry lies, and where it came from."""

    pdb_id: str = column("string", "PDB ID")
    path: str = column("string", "file on this machine")
    n_bytes: int = column("integer", "size of the file", unit="byte")
    sha256: str = column("string", "SHA-256 of the file")
    server: str = column("string", "server, or bundled")
    url: str | None = column("string", "where it was downloaded from")
    date: str | None = column("string", "when it was downloaded, UTC")
    was_cached: bool = column("boolean", "was on this machine already")


def cache_folder() -> Path:
    """Give the folder of the kept entries, which need not exist yet."""
    named = os.environ.get("RASSTRUCT_CACHE", "").strip()
    if named:
        return Path(named).expanduser()
    import platformdirs

    return platformdirs.user_cache_path("rasstruct", appauthor=False)


def make_cache_folder() -> Path:
    """Make the folder where it is missing.

    Raises
    ------
    SourceError
        When it cannot be made.
    """
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return folder


def read_kept_entry(pdb_id: str) -> tuple[CachedEntry, bytes] | None:
    """Read an entry from the cache, `None` when it is not there.

    Parameters
    ----------
    pdb_id
        As `parse_pdb_id` gives it.

    Returns
    -------
    tuple of CachedEntry and bytes
        Its record and the content of its file, packed.

    Raises
    ------
    SourceError
        When record or file are damaged.
    """
    folder = cache_folder()
    record = _record_path(folder, pdb_id)
    path = record
    try:
        fields = json.loads(record.read_text(encoding="utf-8"))
        path = folder / _plain_name(fields["file"])
        content = path.read_bytes()
        if fields["pdb_id"] != pdb_id or fields["sha256"] != hashlib.sha256(content).hexdigest():
            raise ValueError("the content is not the recorded one")
        server, url, date = (str(fields[name]) for name in ("server", "url", "date"))
    except (FileNotFoundError, NotADirectoryError) as error:
        if path == record:
            return None
        raise _damaged(pdb_id, path, "it is missing") from error
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        reason = error.strerror if isinstance(error, OSError) else "its content is not what was recorded"
        raise _damaged(pdb_id, path, str(reason)) from error
    return CachedEntry(pdb_id, str(path), len(content), fields["sha256"], server, url, date, was_cached=True), content


def keep_entry(pdb_id: str, content: EntryContent, *, server: str, url: str) -> CachedEntry:
    """Keep a checked entry: its data file first, then the record that points to it.

    Raises
    ------
    SourceError
        When the folder cannot be written.
    """
    folder = make_cache_folder()
    sha256 = hashlib.sha256(content.packed).hexdigest()
    suffix = _SUFFIXES[content.file_format]
    path = folder / f"{pdb_id.lower()}.{sha256[:_HASH_CHARACTERS_IN_NAME]}.{suffix}"
    date = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    record = {
        "pdb_id": pdb_id,
        "file": path.name,
        "sha256": sha256,
        "n_bytes": len(content.packed),
        "url": url,
        "server": server,
        "date": date,
        "rasstruct": _version(),
    }
    try:
        _write_atomically(path, content.packed)
        _write_atomically(_record_path(folder, pdb_id), (json.dumps(record, indent=2) + "\n").encode())
    except OSError as error:
        raise _unwritable(folder, error) from error
    return CachedEntry(pdb_id, str(path), len(content.packed), sha256, server, url, date, was_cached=False)


def _record_path(folder: Path, pdb_id: str) -> Path:
    """Give the place of the record of an entry."""
    return folder / f"{pdb_id.lower()}.json"


def _plain_name(name: str) -> str:
    """Refuse a name that leads out of the folder."""
    if Path(name).name != name:
        raise ValueError("not the name of a file in the folder")
    return name


def _write_atomically(path: Path, content: bytes) -> None:
    """Write under a name of our own, then rename; whoever looks sees the old file or the whole new one."""
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex}.part")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _version() -> str:
    """Give the version that wrote the record."""
    import rasstruct

    return rasstruct.__version__


def _unwritable(folder: Path, error: OSError) -> SourceError:
    """Say that nothing can be kept."""
    return SourceError(
        f"found that the cache folder {folder} cannot be written ({error.strerror}), expected a writable one; "
        "set RASSTRUCT_CACHE to another folder"
    )


def _damaged(pdb_id: str, path: Path, reason: str) -> SourceError:
    """Say which kept file cannot be used."""
    return SourceError(
        f"found a damaged copy of {pdb_id} in the cache at {path} ({reason}), expected the file as downloaded; "
        f"delete it, or get it again with rasstruct fetch --refresh {pdb_id}"
    )
