"""Which inputs did the user name, and what became of each?

Results go to standard output; warnings, errors and progress go to standard
error. An input that fails is named there and the others go on.
"""

from __future__ import annotations

import glob
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path

import typer

from rasstruct._base.errors import RasStructError, RasStructWarning, SourceError

__all__ = ["EXIT_SOME_FAILED", "expand_inputs", "run_over_inputs", "say"]

EXIT_SOME_FAILED = 1
_PATTERN_CHARACTERS = "*?["
_MANY = 2


def say(kind: str, message: str) -> None:
    """Write one line of comment to standard error."""
    typer.echo(f"{kind}: {message}", err=True)


def expand_inputs(inputs: Iterable[str]) -> list[str]:
    """Expand patterns; a pattern that matches nothing stays as it is and fails when it is read."""
    expanded: list[str] = []
    for text in inputs:
        expanded.extend(sorted(glob.glob(text, recursive=True)) or [text] if _is_pattern(text) else [text])
    return expanded


def run_over_inputs(inputs: list[str], work: Callable[[str], None]) -> int:
    """Do the same work for each input.

    Parameters
    ----------
    inputs
        Paths, PDB IDs, patterns or ``"-"``.
    work
        Called with each; a `RasStructError` counts as failure of that input only.

    Returns
    -------
    int
        Exit code: 0 when all went well, 1 when at least one input failed.
    """
    from rich.console import Console
    from rich.progress import track

    names = expand_inputs(inputs)
    failures = 0
    console = Console(stderr=True)
    progress: Iterable[str] = names
    if len(names) >= _MANY and console.is_terminal:
        progress = track(names, description="structures", console=console, transient=True)
    for name in progress:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", RasStructWarning)
            try:
                _refuse_unmatched(name)
                work(name)
            except RasStructError as error:
                failures += 1
                say("error", str(error))
        for warning in caught:
            if issubclass(warning.category, RasStructWarning):
                say("warning", str(warning.message))
    if failures and len(names) >= _MANY:
        say("summary", f"{len(names) - failures} of {len(names)} inputs done, {failures} failed")
    return EXIT_SOME_FAILED if failures else 0


def _is_pattern(text: str) -> bool:
    """Say whether an input is a pattern and not the name of a file or file content."""
    return any(character in text for character in _PATTERN_CHARACTERS) and "\n" not in text and not Path(text).exists()


def _refuse_unmatched(name: str) -> None:
    """Say clearly that a pattern matches nothing."""
    if _is_pattern(name):
        raise SourceError(f"found no file that matches {name}; check the pattern")
