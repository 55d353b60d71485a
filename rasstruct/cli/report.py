"""`rasstruct report`: everything about some structures in one page."""

from __future__ import annotations

from pathlib import Path

import typer

from rasstruct._base.errors import LookupFailedError, SourceError
from rasstruct.api.entry import Entry
from rasstruct.api.load import load
from rasstruct.api.report import report
from rasstruct.cli.inputs import EXIT_SOME_FAILED, run_over_inputs, say

__all__ = ["run_report"]


def run_report(inputs: list[str], output: Path, model: int | None) -> int:
    """Report on all inputs that can be read; gives the exit code."""
    from rich.console import Console
    from rich.progress import Progress

    entries: list[Entry] = []

    def work(name: str) -> None:
        entry = load(name, model=model)
        if entry.chains:
            entries.append(entry)

    code = run_over_inputs(inputs, work)
    if not entries:
        return EXIT_SOME_FAILED
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("report", total=None)
        try:
            path = report(entries, output, progress=lambda done, n: progress.update(task, completed=done, total=n))
        except (LookupFailedError, SourceError) as error:
            raise typer.BadParameter(str(error)) from error
    say("written", str(path))
    return code
