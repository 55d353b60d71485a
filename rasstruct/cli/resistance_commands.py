"""The commands about substitutions and inhibitors: mutate, scan, matrix."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from rasstruct.cli.matrix_part import MatrixPanel, MatrixPart
from rasstruct.cli.options import Format, Inputs, Model, Output
from rasstruct.cli.output import OutputFormat
from rasstruct.reference.defaults import DEFAULT_CUTOFF, DEFAULT_POCKET

__all__ = ["matrix", "mutate", "scan"]


def mutate(
    source: Annotated[
        str, typer.Argument(metavar="INPUT", help="File, pattern, PDB ID, or - for standard input.", show_default=False)
    ],
    mutations: Annotated[
        list[str],
        typer.Argument(
            metavar="MUTATION...", help="Y96D, p.Tyr96Asp, or Y96 for all others of a residue.", show_default=False
        ),
    ],
    output_format: Format = OutputFormat.TABLE,
    output: Output = None,
    model: Model = None,
    chain: Annotated[Optional[str], typer.Option(help="Author chain; all RAS chains when not given.")] = None,  # noqa: UP045
    structure: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--write", help="File (.pdb, .cif) for the structure with the best rotamer of one mutation."),
    ] = None,
) -> None:
    """Say what substitutions do to the bound inhibitors, by structure: contacts, clashes, charges, anchor.

    A label is no free energy and no prediction of the clinic: a static structure sees no nucleotide cycle,
    no amplification and no bypass.
    """
    from rasstruct.cli.mutate import run_mutate

    code = run_mutate(source, mutations, output_format, output, model=model, chain_id=chain, structure=structure)
    raise typer.Exit(code)


def scan(
    inputs: Inputs,
    output_format: Format = OutputFormat.TABLE,
    output: Output = None,
    model: Model = None,
    residue: Annotated[
        Optional[list[int]],  # noqa: UP045
        typer.Option("--residue", help="UniProt number; may be repeated. Those in contact by default."),
    ] = None,
    cutoff: Annotated[float, typer.Option(help="Contact cut-off in Å between heavy atoms.")] = DEFAULT_CUTOFF,
    ddg: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option(help="Table of measured ΔΔG (mutation, trait, ddg_kcal_mol), set beside each substitution."),
    ] = None,
) -> None:
    """Substitute every residue that touches the inhibitor by all others; mark what one nucleotide change can do.

    A verdict is no free energy and no prediction of the clinic: a static structure sees no nucleotide cycle,
    no amplification and no bypass.
    """
    from rasstruct._base.errors import LookupFailedError
    from rasstruct.cli.scan import run_scan
    from rasstruct.structure.neighbours import check_cutoff

    try:
        check_cutoff(cutoff)
    except LookupFailedError as error:
        raise typer.BadParameter(str(error)) from error
    code = run_scan(inputs, output_format, output, model=model, residues=residue or None, cutoff=cutoff, ddg=ddg)
    raise typer.Exit(code)


def matrix(
    inputs: Inputs,
    output_format: Format = OutputFormat.TABLE,
    output: Output = None,
    model: Model = None,
    mutation: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option("--mutation", "-m", help="Y96D, or Y96 for all others; may be repeated. Instead of a panel."),
    ] = None,
    panel: Annotated[MatrixPanel, typer.Option(help="Which mutations are asked about.")] = MatrixPanel.CLINICAL,
    part: Annotated[MatrixPart, typer.Option(help="Which table of the matrix.")] = MatrixPart.MATRIX,
    site: Annotated[str, typer.Option(help="Site whose inhibitors are asked about, for shared.")] = DEFAULT_POCKET,
    position: Annotated[
        Optional[list[int]],  # noqa: UP045
        typer.Option(
            "--position",
            help="Residue to be left alone, for spared; may be repeated. Those of the reference table by default.",
        ),
    ] = None,
) -> None:
    """Show which mutations disturb which inhibitors of all inputs, over all copies and complexes.

    A score is no free energy and no prediction of the clinic: a static structure sees no nucleotide cycle,
    no amplification and no bypass.
    """
    from rasstruct.cli.matrix import run_matrix

    raise typer.Exit(
        run_matrix(
            inputs,
            output_format,
            output,
            model,
            mutations=mutation or None,
            panel=panel.value,
            part=part,
            site=site,
            positions=position or None,
        )
    )
