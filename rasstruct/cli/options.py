"""Which options do several commands share?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from rasstruct.cli.output import OutputFormat

__all__ = ["AllMolecules", "Format", "Inputs", "LigandName", "Model", "Output"]

Inputs = Annotated[
    list[str],
    typer.Argument(metavar="INPUT...", help="Files, patterns, PDB IDs, or - for standard input.", show_default=False),
]
Format = Annotated[OutputFormat, typer.Option("--format", "-f", help="How to write the result.")]
Output = Annotated[Optional[Path], typer.Option("--output", "-o", help="File to write instead of standard output.")]  # noqa: UP045 (typer evaluates it)
LigandName = Annotated[
    Optional[str],  # noqa: UP045
    typer.Option("--ligand", help="HET code, name or chain/number of a molecule; inhibitors when not given."),
]
AllMolecules = Annotated[bool, typer.Option("--all", help="All bound molecules, ions and additives included.")]
Model = Annotated[Optional[int], typer.Option("--model", help="Number of the model to use; the first when not given.")]  # noqa: UP045
