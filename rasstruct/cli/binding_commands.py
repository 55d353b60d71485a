"""The commands about what binds and how: pocket, contacts, interactions, compare."""

from __future__ import annotations

from typing import Annotated, Optional

import typer

from rasstruct.cli.comparison_part import ComparisonKind, ComparisonPart
from rasstruct.cli.options import AllMolecules, Format, Inputs, LigandName, Model, Output
from rasstruct.cli.output import OutputFormat
from rasstruct.reference.defaults import DEFAULT_CUTOFF, DEFAULT_POCKET

__all__ = ["compare", "contacts", "interactions", "pocket"]


def pocket(
    inputs: Inputs,
    output_format: Format = OutputFormat.TABLE,
    output: Output = None,
    model: Model = None,
    name: Annotated[str, typer.Option(help="Named pocket, see: rasstruct reference pockets.")] = DEFAULT_POCKET,
    ligand: Annotated[Optional[str], typer.Option(help="The pocket around this ligand instead, e.g. LR4.")] = None,  # noqa: UP045
    residues: Annotated[bool, typer.Option("--residues", help="One row a residue of the pocket.")] = False,
    detect: Annotated[bool, typer.Option("--detect", help="All pockets found by geometry alone.")] = False,
) -> None:
    """Measure a pocket: residues, volume, depth, enclosure, polarity, and what occupies it."""
    from rasstruct._base.errors import LookupFailedError
    from rasstruct.cli.pocket import run_pocket
    from rasstruct.reference.pockets import get_pocket

    if detect and (ligand is not None or residues):
        raise typer.BadParameter(
            "found --detect with --ligand or --residues, expected one of them; leave the others out"
        )
    try:
        get_pocket(name)
    except LookupFailedError as error:
        raise typer.BadParameter(str(error)) from error
    code = run_pocket(inputs, output_format, output, model, name=name, ligand=ligand, residues=residues, detect=detect)
    raise typer.Exit(code)


def contacts(
    inputs: Inputs,
    output_format: Format = OutputFormat.TABLE,
    output: Output = None,
    model: Model = None,
    cutoff: Annotated[float, typer.Option(help="Contact cut-off in Å between heavy atoms.")] = DEFAULT_CUTOFF,
    ligand: LigandName = None,
    all_molecules: AllMolecules = False,
    water: Annotated[
        bool, typer.Option("--water", help="Also draw water in the table; other formats have it.")
    ] = False,
) -> None:
    """List what each inhibitor touches: residues, nucleotide, ions, partners, water, with atoms and buried area."""
    from rasstruct._base.errors import LookupFailedError
    from rasstruct.cli.contacts import run_contacts
    from rasstruct.structure.neighbours import check_cutoff

    try:
        check_cutoff(cutoff)
    except LookupFailedError as error:
        raise typer.BadParameter(str(error)) from error
    code = run_contacts(
        inputs,
        output_format,
        output,
        model=model,
        cutoff=cutoff,
        ligand=ligand,
        all_molecules=all_molecules,
        water=water,
    )
    raise typer.Exit(code)


def interactions(
    inputs: Inputs,
    output_format: Format = OutputFormat.TABLE,
    output: Output = None,
    model: Model = None,
    ligand: LigandName = None,
    all_molecules: AllMolecules = False,
) -> None:
    """List typed interactions: covalent, hydrogen bond, salt bridge, stacking, hydrophobic, metal, water bridge."""
    from rasstruct.cli.interactions import run_interactions

    raise typer.Exit(
        run_interactions(inputs, output_format, output, model=model, ligand=ligand, all_molecules=all_molecules)
    )


def compare(
    inputs: Inputs,
    output_format: Format = OutputFormat.TABLE,
    output: Output = None,
    model: Model = None,
    kind: Annotated[ComparisonKind, typer.Option(help="What is compared.")] = ComparisonKind.INTERACTIONS,
    cutoff: Annotated[float, typer.Option(help="Contact cut-off in Å, for contacts.")] = DEFAULT_CUTOFF,
    part: Annotated[ComparisonPart, typer.Option(help="Which table of the comparison.")] = ComparisonPart.MATRIX,
) -> None:
    """Compare how the inhibitors of all inputs bind: which residues, how alike, which copies agree."""
    from rasstruct._base.errors import LookupFailedError
    from rasstruct.cli.compare import run_compare
    from rasstruct.structure.neighbours import check_cutoff

    try:
        check_cutoff(cutoff)
    except LookupFailedError as error:
        raise typer.BadParameter(str(error)) from error
    raise typer.Exit(run_compare(inputs, output_format, output, model, kind=kind.value, cutoff=cutoff, part=part))
