"""How do the objects of users become a report?"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from rasstruct._base.errors import LookupFailedError
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.api.chain import RasChain
from rasstruct.api.entry import Entry
from rasstruct.api.ligand import Ligand
from rasstruct.api.ligand_inputs import list_items
from rasstruct.api.load import load
from rasstruct.structure.interop.write_text import return_or_write

__all__ = ["report"]


def report(items: Any, path: str | os.PathLike[str], *, progress: Callable[[int, int], None] | None = None) -> Path:
    """Write a report: one HTML file with everything in it, which needs no network.

    Parameters
    ----------
    items
        An entry, a chain, whatever `load` takes, or a list of these.
    path
        File to write.
    progress
        Called with the number of chains done and of all.

    Returns
    -------
    pathlib.Path
        The file.

    Raises
    ------
    LookupFailedError
        When there is nothing to report on.
    SourceError
        When an item cannot be read, or the file cannot be written.

    Examples
    --------
    >>> import rasstruct as rs
    >>> rs.report("8AZR", "8azr.html")  # doctest: +SKIP
    """
    from rasstruct.view.report.build_report import build_report

    chains = [chain for item in list_items(items) for chain in _find_chains(item)]
    if not chains:
        raise LookupFailedError("found nothing to report on, expected an entry or a chain; give at least one")
    return_or_write(build_report(chains, progress), path)
    return Path(path)


def _find_chains(item: Any) -> Iterable[AnnotatedChain]:
    """Give the chains of an item."""
    if isinstance(item, RasChain):
        return (item,)
    if isinstance(item, Ligand):
        return (item.chain,)
    return (item if isinstance(item, Entry) else load(item)).chains
