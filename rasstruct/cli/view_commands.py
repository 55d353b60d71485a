"""The commands that draw: view, report."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer

from rasstruct.cli.options import Inputs, Model

__all__ = ["report", "view"]


class Colouring(StrEnum):
    """What the colours of a chain say."""

    REGION = "region"
    MUTATION = "mutation"
    RESISTANCE = "resistance"
    CONFORMATION = "conformation"
    B_FACTOR = "b_factor"
    DDG = "ddg"


def view(
    source: Annotated[
        str, typer.Argument(metavar="INPUT", help="File, PDB ID, or - for standard input.", show_default=False)
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="File to write: .html turns in a browser, .png is a picture.")
    ] = Path("view.html"),
    chain: Annotated[Optional[str], typer.Option(help="Author chain; the first RAS chain when not given.")] = None,  # noqa: UP045
    color: Annotated[Colouring, typer.Option(help="What the colours say.")] = Colouring.REGION,
    pocket: Annotated[Optional[str], typer.Option(help="Look at this pocket, e.g. SII-P.")] = None,  # noqa: UP045
    ligand: Annotated[str | None, typer.Option(help="Look at this molecule: HET code, name or chain/number.")] = None,
    interactions: Annotated[bool, typer.Option(help="Draw the typed interactions.")] = True,
    labels: Annotated[bool, typer.Option(help="Name residues and missing loops.")] = True,
    surface: Annotated[
        bool, typer.Option("--surface", help="Draw the surface of the pocket, else of the chain.")
    ] = False,
    ddg: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(help="Table of measured ΔΔG (mutation, trait, ddg_kcal_mol), for --color ddg."),
    ] = None,
    trait: Annotated[Optional[str], typer.Option(help="Trait of that table; folding when not given.")] = None,  # noqa: UP045
    model: Model = None,
) -> None:
    """Draw a chain in 3D: regions, nucleotide, inhibitor, resistance residues, interactions."""
    from rasstruct.cli.view import run_view

    code = run_view(
        source,
        output,
        model=model,
        chain_id=chain,
        ddg=ddg,
        color=color.value,
        pocket=pocket,
        ligand=ligand,
        interactions=interactions,
        labels=labels,
        surface=surface,
        trait=trait,
    )
    raise typer.Exit(code)


def report(
    inputs: Inputs,
    output: Annotated[Path, typer.Option("--output", "-o", help="HTML file to write.")] = Path("report.html"),
    model: Model = None,
) -> None:
    """Write everything about the inputs into one HTML page that needs no network.

    What each chain is, 3D views, the sequence, the switches, pockets, inhibitors, interactions, resistance, sources.
    """
    from rasstruct.cli.report import run_report

    raise typer.Exit(run_report(inputs, output, model))
