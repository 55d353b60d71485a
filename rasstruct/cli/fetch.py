"""`rasstruct fetch`: which files of which entries are on this machine now?"""

from __future__ import annotations

import hashlib
import logging
import sys
from collections.abc import Iterable
from pathlib import Path

from rasstruct._base.errors import SourceError
from rasstruct._base.records import Records
from rasstruct.cli.inputs import EXIT_SOME_FAILED, run_over_inputs, say
from rasstruct.cli.output import OutputFormat, write_result
from rasstruct.reference.data_files import find_bundled_structure
from rasstruct.structure.download.entry_cache import CachedEntry
from rasstruct.structure.download.fetch import fetch_entry
from rasstruct.structure.pdb_ids import parse_pdb_id

__all__ = ["announce_downloads", "run_fetch"]

_BUNDLED = "bundled"


def run_fetch(inputs: list[str], output_format: OutputFormat, output: Path | None, *, refresh: bool) -> int:
    """Get each entry onto this machine and write one row for it; gives the exit code."""
    names = list(_names(inputs))
    rows: list[CachedEntry] = []
    code = run_over_inputs(names, lambda name: rows.append(_fetch(name, refresh=refresh)))
    if not names:
        say("error", "found no PDB ID on standard input, expected IDs with white space between; give at least one")
        code = EXIT_SOME_FAILED
    write_result(Records(CachedEntry, rows), output_format, output, lambda: _print(rows, output))
    return code


def announce_downloads() -> None:
    """Name on standard error what is being downloaded."""
    logger = logging.getLogger("rasstruct")
    if not logger.handlers:
        logger.setLevel(logging.INFO)
        logger.addHandler(_Announcer())


class _Announcer(logging.Handler):
    """Writes messages as the other comments of the command are written."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one message."""
        say("info", record.getMessage())


def _names(inputs: Iterable[str]) -> Iterable[str]:
    """Put the IDs on standard input in the place of `-`."""
    for text in inputs:
        if text == "-":
            yield from sys.stdin.read().split()
        else:
            yield text


def _fetch(name: str, *, refresh: bool) -> CachedEntry:
    """Get one entry; one that comes with rasstruct is there already."""
    pdb_id = parse_pdb_id(name)
    bundled = find_bundled_structure(pdb_id) if pdb_id and not refresh else None
    if pdb_id is None or bundled is None:
        return fetch_entry(name, refresh=refresh)
    try:
        content = bundled.read_bytes()
    except OSError as error:
        raise SourceError(
            f"found that the bundled file {bundled} cannot be read ({error.strerror}); reinstall rasstruct"
        ) from error
    sha256 = hashlib.sha256(content).hexdigest()
    return CachedEntry(pdb_id, str(bundled), len(content), sha256, _BUNDLED, None, None, was_cached=True)


def _print(rows: list[CachedEntry], output: Path | None) -> None:
    """Draw one row an entry."""
    from rich.console import Console

    from rasstruct.cli.console import make_table, print_tables

    table = make_table("entry", "from", "kB", "SHA-256", "file")
    for row in rows:
        origin = f"{row.server}, {row.date[:10]}" if row.was_cached and row.date else row.server
        table.add_row(row.pdb_id, origin, f"{row.n_bytes / 1000:.0f}", row.sha256[:12], row.path)

    def draw(console: Console) -> None:
        console.print(table)

    print_tables(draw, output)
