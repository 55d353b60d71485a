"""How does the file of a PDB entry get onto this machine?

What is kept is used. Else the servers are asked in order, and what the first
usable answer holds is kept. With RASSTRUCT_OFFLINE no server is asked.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence

from rasstruct._base.errors import RasStructWarning, SourceError
from rasstruct.reference.data_files import list_bundled_structures
from rasstruct.structure.download.ask_server import ask_server
from rasstruct.structure.download.entry_cache import (
    CachedEntry,
    cache_folder,
    keep_entry,
    make_cache_folder,
    read_kept_entry,
)
from rasstruct.structure.download.entry_content import MAX_UNPACKED_BYTES, EntryContent, UnusableAnswerError
from rasstruct.structure.download.entry_servers import EntryUrl, list_entry_urls
from rasstruct.structure.download.offline import is_offline
from rasstruct.structure.pdb_ids import parse_pdb_id

__all__ = ["fetch_entry", "fetch_content"]

#: seconds between two pieces of an answer
DEFAULT_TIMEOUT = 30.0
#: seconds before the second and the third try at the same server
DEFAULT_WAITS = (1.0, 3.0)


def fetch_entry(
    pdb_id: str,
    *,
    refresh: bool = False,
    servers: Iterable[str] | None = None,
    timeout: float = DEFAULT_TIMEOUT,
    waits: Sequence[float] = DEFAULT_WAITS,
    max_unpacked_bytes: int = MAX_UNPACKED_BYTES,
) -> CachedEntry:
    """Make sure that an entry is on this machine.

    Parameters
    ----------
    pdb_id
        A PDB ID of either form.
    refresh
        Download even when it is there.
    servers
        URL templates as in RASSTRUCT_SERVERS; see `list_entry_urls`.
    timeout
        Longest time between two pieces of an answer, in seconds.
    waits
        Seconds before each further try at the same server.
    max_unpacked_bytes
        Largest file, unpacked.

    Returns
    -------
    CachedEntry
        Where its file lies, with hash and provenance.

    Raises
    ------
    SourceError
        When it is no PDB ID, no server has the entry or can be reached, or the cache cannot be written.
    """
    found = _checked_id(pdb_id)
    kept = None if refresh else _read_kept(found)
    if kept is not None:
        return kept[0]
    _refuse_offline(found)
    urls = list_entry_urls(found, servers)
    make_cache_folder()
    place, content = _download(found, urls, timeout, waits, max_unpacked_bytes)
    return keep_entry(found, content, server=place.server, url=place.shown_url)


def fetch_content(pdb_id: str) -> bytes:
    """Give the packed file of an entry, from the cache or downloaded.

    Raises
    ------
    SourceError
        As `fetch_entry`; but a cache that cannot be written is only warned of.
    """
    found = _checked_id(pdb_id)
    kept = _read_kept(found)
    if kept is not None:
        return kept[1]
    _refuse_offline(found)
    place, content = _download(found, list_entry_urls(found), DEFAULT_TIMEOUT, DEFAULT_WAITS, MAX_UNPACKED_BYTES)
    try:
        keep_entry(found, content, server=place.server, url=place.shown_url)
    except SourceError as error:
        warnings.warn(f"{found} was downloaded but not kept: {error}", RasStructWarning, stacklevel=2)
    return content.packed


def _checked_id(text: str) -> str:
    """Give the ID in its one form, before anything is built from it."""
    pdb_id = parse_pdb_id(text)
    if pdb_id is None:
        raise SourceError(
            f"found {text[:60]!r}, expected a PDB ID such as 6OIM or pdb_00006oim; check the spelling of the ID"
        )
    return pdb_id


def _read_kept(pdb_id: str) -> tuple[CachedEntry, bytes] | None:
    """Read the kept copy; a damaged one is an error only where it cannot be downloaded again."""
    try:
        return read_kept_entry(pdb_id)
    except SourceError:
        if is_offline():
            raise
        return None


def _refuse_offline(pdb_id: str) -> None:
    """Say how to get an entry without network."""
    if is_offline():
        raise SourceError(
            f"found PDB ID {pdb_id}, but RASSTRUCT_OFFLINE is set, expected one of the bundled entries "
            f"({', '.join(list_bundled_structures())}) or one kept in {cache_folder()}; unset it, or "
            "save the entry as a file and give its path"
        )


def _download(
    pdb_id: str, urls: Sequence[EntryUrl], timeout: float, waits: Sequence[float], max_unpacked_bytes: int
) -> tuple[EntryUrl, EntryContent]:
    """Ask the servers in order; the first complete file of the entry is the answer."""
    import logging

    failures: list[UnusableAnswerError] = []
    for place in urls:
        logging.getLogger("rasstruct").info("fetching %s from %s", pdb_id, place.server)
        try:
            return place, ask_server(
                place.url, pdb_id, timeout=timeout, waits=waits, max_unpacked_bytes=max_unpacked_bytes
            )
        except UnusableAnswerError as error:
            failures.append(error)
    names = ", ".join(place.server for place in urls)
    if failures and all(error.is_absence for error in failures):
        raise SourceError(
            f"found no entry {pdb_id} at {names}, expected a released PDB entry; check the ID, or give a path"
        )
    reasons = ", ".join(f"{place.server} {error}" for place, error in zip(urls, failures, strict=True))
    raise SourceError(
        f"found no server that gave {pdb_id} ({reasons}), expected its file from one of them; download {pdb_id}.cif "
        "elsewhere and give its path, or set RASSTRUCT_SERVERS to a mirror"
    )
