"""`rasstruct view`: a chain in 3D, as a page or as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from rasstruct._base.errors import RasStructError
from rasstruct.api.load import load
from rasstruct.cli.inputs import run_over_inputs, say

__all__ = ["run_view"]

_PAGE, _PICTURE = (".html", ".htm"), ".png"


def run_view(
    source: str, output: Path, *, model: int | None, chain_id: str | None, ddg: Path | None, **options: Any
) -> int:
    """Draw one chain and write it; gives the exit code."""
    if output.suffix.lower() not in (*_PAGE, _PICTURE):
        raise typer.BadParameter(f"found output {output}, expected a file that ends in .html or .png; rename it")

    def work(name: str) -> None:
        entry = load(name, model=model)
        chain = entry.chains[0] if chain_id is None else entry[chain_id]
        view = chain.view(ddg=_load_table(ddg), **options)
        written = view.write_png(output) if output.suffix.lower() == _PICTURE else view.write_html(output)
        say("written", f"{written}: {view.title}")

    return run_over_inputs([source], work)


def _load_table(path: Path | None) -> Any:
    """Load the table of free energy changes, when one is given."""
    from rasstruct.analysis.ddg import load_ddg

    try:
        return None if path is None else load_ddg(path)
    except RasStructError as error:
        raise typer.BadParameter(str(error)) from error
