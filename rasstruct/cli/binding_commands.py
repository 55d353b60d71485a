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
    name: Annotated[Optional[str], typer.Option(help=f"Named pocket; {DEFAULT_POCKET} when none is named.")] = None,  # noqa: UP045
    ligand: Annotated[Optional[str], typer.Option(help="The pocket around this ligand instead, e.g. LR4.")] = None,  # noqa: UP045
    residues: Annotated[bool, typer.Option("--residues", help="One row a residue of the pocket.")] = False,
    detect: Annotated[bool, typer.Option("--detect", help="All pockets found by geometry alone.")] = False,
) -> None:
    """Measure a pocket: residues, volume, depth, enclosure, polarity, and what occupies it."""
    from rasstruct._base.errors import LookupFailedError
    from rasstruct.cli.pocket import run_pocket
    from rasstruct.reference.pockets import get_pocket

    if sum((name is not None, ligand is not None, detect)) > 1:
        raise typer.BadParameter(
            "found more than one of --name, --ligand and --detect, expected one; leave the others out"
        )
    if residues and detect:
        raise typer.BadParameter("found --residues with --detect, whose rows list residues; leave one of them out")
    chosen = DEFAULT_POCKET if name is None else name
    try:
        get_pocket(chosen)
    except LookupFailedError as error:
        raise typer.BadParameter(str(error)) from error
    raise typer.Exit(
        run_pocket(inputs, output_format, output, model, name=chosen, ligand=ligand, residues=residues, detect=detect)
    )


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
    _refuse_both(ligand, all_molecules=all_molecules)
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

    _refuse_both(ligand, all_molecules=all_molecules)
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


def _refuse_both(ligand: str | None, *, all_molecules: bool) -> None:
    """Refuse to choose one molecule and all of them."""
    if ligand is not None and all_molecules:
        raise typer.BadParameter("found --ligand and --all, expected one of them; leave one out")
