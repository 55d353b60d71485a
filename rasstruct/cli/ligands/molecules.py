"""Which molecules did the user name on the command line, and which of them cannot be read?"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from rasstruct._base.errors import RasStructError, RasStructWarning
from rasstruct.cli.inputs import EXIT_SOME_FAILED, expand_inputs, say

if TYPE_CHECKING:
    from rdkit import Chem

    from rasstruct.chemistry.reading.read_molecules import ReadMolecule

__all__ = ["molecule_of", "run_over_molecules"]

_STANDARD_INPUT = "-"
_MANY = 20


def run_over_molecules(
    given: list[str],
    work: Callable[[ReadMolecule], None],
    *,
    library: bool = False,
    include_low_confidence: bool = False,
) -> int:
    """Do the same work for each molecule that can be read.

    Parameters
    ----------
    given
        Texts that name molecules, see `find_molecules`; ``"-"`` reads standard input.
    work
        Called with each molecule; a `RasStructError` counts as failure of that molecule only.
    library
        Whether the molecules of the ligand table come first.
    include_low_confidence
        Whether those of low confidence are among them.

    Returns
    -------
    int
        Exit code: 0 when all went well, 1 when at least one molecule failed.
    """
    from rich.console import Console
    from rich.progress import track

    reads = _read_all(given, library, include_low_confidence)
    console = Console(stderr=True)
    if console.is_terminal:
        found = list(reads)
        reads = iter(found)
        if len(found) >= _MANY:
            reads = iter(track(found, description="molecules", console=console, transient=True))
    failures = 0
    for read in reads:
        if isinstance(read, RasStructError):
            failures += 1
            say("error", str(read))
        elif read.molecule is None:
            failures += 1
            say("error", f"{_place(read)}: {read.problem}")
        else:
            failures += not _do(work, read)
    return EXIT_SOME_FAILED if failures else 0


def molecule_of(read: ReadMolecule) -> Chem.Mol:
    """Give the molecule of a read that went well, which `run_over_molecules` alone passes on."""
    assert read.molecule is not None
    return read.molecule


def _do(work: Callable[[ReadMolecule], None], read: ReadMolecule) -> bool:
    """Do the work for one molecule and say what it warns of; tells whether it went well."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", RasStructWarning)
        try:
            work(read)
        except RasStructError as error:
            say("error", f"{_place(read)}: {error}")
            return False
    for warning in caught:
        if issubclass(warning.category, RasStructWarning):
            say("warning", str(warning.message))
    return True


def _read_all(
    given: Iterable[str], library: bool, include_low_confidence: bool
) -> Iterator[ReadMolecule | RasStructError]:
    """Read the molecules one after the other; what cannot be found comes as its error."""
    from rasstruct.api.ligand_library import ligands
    from rasstruct.api.molecule_inputs import find_molecules

    if library:
        yield from ligands.read_molecules(include_low_confidence=include_low_confidence)
    for text in expand_inputs(given):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", RasStructWarning)
            try:
                yield from find_molecules(_read_standard_input() if text == _STANDARD_INPUT else text)
            except RasStructError as error:
                yield error
        for warning in caught:
            if issubclass(warning.category, RasStructWarning):
                say("warning", str(warning.message))


def _read_standard_input() -> str:
    """Read standard input as a file is read: UTF-8, and what is not becomes a replacement character."""
    return sys.stdin.buffer.read().decode("utf-8-sig", errors="replace")


def _place(read: ReadMolecule) -> str:
    """Say which molecule it is: its name, file and line."""
    place = f"{read.source} line {read.line}"
    return f"{read.name} ({place})" if read.name else place
