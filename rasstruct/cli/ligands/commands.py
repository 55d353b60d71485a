"""The `rasstruct ligands` commands and their options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from rasstruct.cli.options import Format, Output
from rasstruct.cli.output import OutputFormat

__all__ = ["ligands_app"]

ligands_app = typer.Typer(
    name="ligands",
    help="The molecules of the review and newer RAS inhibitors; descriptors, similarity and drawings of any molecule; "
    "bound molecules of structures as SD files.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Molecules = Annotated[
    Optional[list[str]],  # noqa: UP045 (typer evaluates it)
    typer.Argument(
        metavar="MOLECULE...",
        help="Names, HET codes or InChIKeys of the ligand table, SMILES, molecule files, or - for standard input.",
        show_default=False,
    ),
]
Text = Optional[str]  # noqa: UP045
LowConfidence = Annotated[
    bool, typer.Option("--low-confidence", help="Also molecules whose structure could not be verified.")
]
Library = Annotated[bool, typer.Option("--library", help="All molecules of the ligand table that have a structure.")]


@ligands_app.command("list")
def list_ligands(
    output_format: Format = OutputFormat.TABLE,
    output: Output = None,
    target: Annotated[Text, typer.Option(help="Protein it acts on, e.g. KRAS.", show_default=False)] = None,
    allele: Annotated[Text, typer.Option(help="Allele it is meant for, e.g. G12C.", show_default=False)] = None,
    site: Annotated[Text, typer.Option(help="Site on RAS, e.g. SII-P.", show_default=False)] = None,
    modality: Annotated[Text, typer.Option(help="E.g. PROTAC, antibody.", show_default=False)] = None,
    covalent: Annotated[
        Optional[bool],  # noqa: UP045
        typer.Option("--covalent/--not-covalent", help="Whether it bonds to its target.", show_default=False),
    ] = None,
    where: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(metavar="COLUMN=VALUE", help="Any other column; may be repeated.", show_default=False),
    ] = None,
) -> None:
    """List the molecules of the ligand table."""
    from rasstruct.cli.ligands.library import run_list

    named = {"target": target, "target_mutation": allele, "site": site, "modality": modality, "covalent": covalent}
    filters = {name: value for name, value in named.items() if value is not None}
    raise typer.Exit(run_list(filters, where or [], output_format, output))


@ligands_app.command()
def show(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Names, HET codes or InChIKeys.")],
    output_format: Format = OutputFormat.TABLE,
    output: Output = None,
) -> None:
    """Show all that is known of molecules of the ligand table, with sources."""
    from rasstruct.cli.ligands.library import run_show

    raise typer.Exit(run_show(names, output_format, output))


@ligands_app.command()
def describe(
    molecules: Molecules = None,
    output_format: Format = OutputFormat.TABLE,
    output: Output = None,
    library: Library = False,
    include_low_confidence: LowConfidence = False,
    shape: Annotated[bool, typer.Option("--shape", help="3D shape of a seeded conformer ensemble instead.")] = False,
    full: Annotated[bool, typer.Option("--full", help="All descriptors of RDKit instead, one row each.")] = False,
) -> None:
    """Compute descriptors: mass, cLogP, TPSA, drug-likeness, charge at pH 7.4 …"""
    from rasstruct.cli.ligands.describe import run_describe

    _need_molecules(molecules, library)
    if shape and full:
        raise typer.BadParameter("found --shape and --full, expected one of them; give one")
    table = "shape" if shape else "full" if full else "descriptors"
    code = run_describe(
        molecules or [],
        output_format,
        output,
        table=table,
        library=library,
        include_low_confidence=include_low_confidence,
    )
    raise typer.Exit(code)


@ligands_app.command()
def similar(
    molecules: Molecules = None,
    output_format: Format = OutputFormat.TABLE,
    output: Output = None,
    count: Annotated[int, typer.Option("-n", min=1, help="How many to list for each molecule.")] = 10,
    include_low_confidence: LowConfidence = False,
) -> None:
    """List the molecules of the ligand table that are most like a molecule."""
    from rasstruct.cli.ligands.similar import run_similar

    _need_molecules(molecules, library=False)
    raise typer.Exit(run_similar(molecules or [], output_format, output, count, include_low_confidence))


@ligands_app.command()
def draw(
    molecules: Molecules = None,
    output: Output = None,
    library: Library = False,
    include_low_confidence: LowConfidence = False,
    highlight: Annotated[
        Text, typer.Option(metavar="SMARTS", help="Substructure to mark.", show_default=False)
    ] = None,
    warhead: Annotated[bool, typer.Option("--warhead/--no-warhead", help="Mark reactive groups.")] = True,
) -> None:
    """Draw molecules: SVG, or PNG when the output file is named .png; several as a grid."""
    from rasstruct.cli.ligands.draw import run_draw

    _need_molecules(molecules, library)
    code = run_draw(
        molecules or [],
        output,
        library=library,
        include_low_confidence=include_low_confidence,
        highlight=highlight,
        warhead=warhead,
    )
    raise typer.Exit(code)


@ligands_app.command()
def extract(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT...", help="Files, patterns, PDB IDs, or - for standard input."),
    ],
    output_format: Format = OutputFormat.TABLE,
    output: Output = None,
    sdf: Annotated[
        Optional[Path],  # noqa: UP045
        typer.Option("--sdf", help="SD file to write the molecules to, with their coordinates.", show_default=False),
    ] = None,
    form: Annotated[str, typer.Option(help="bound, or free: before the reaction with the protein.")] = "bound",
    roles: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Option(
            "--role",
            help="inhibitor, nucleotide, additive …, or all; may be repeated.  [default: inhibitor, unknown]",
            show_default=False,
        ),
    ] = None,
    model: Annotated[Optional[int], typer.Option("--model", help="Number of the model to use.")] = None,  # noqa: UP045
) -> None:
    """Make molecules with bond orders of what is bound in structures."""
    from rasstruct.cli.ligands.extract import run_extract

    if form not in ("bound", "free"):
        raise typer.BadParameter(f"found form {form!r}, expected bound or free; choose one of these")
    raise typer.Exit(run_extract(inputs, output_format, output, sdf=sdf, form=form, roles=roles, model=model))


def _need_molecules(molecules: list[str] | None, library: bool) -> None:
    """Refuse a command without anything to work on."""
    if not molecules and not library:
        raise typer.BadParameter("found no molecule, expected at least one; give a name, SMILES or file")
