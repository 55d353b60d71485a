"""The `rasstruct` command.

Results go to standard output, progress, warnings and errors to standard
error. Exit codes: 0 all inputs done, 1 some inputs failed (each named on
standard error, the rest still written), 2 the command itself was wrong.
"""

from __future__ import annotations

import sys
from typing import Annotated, Optional

import typer

from rasstruct.cli.binding_commands import compare, contacts, interactions, pocket
from rasstruct.cli.ligands.commands import ligands_app
from rasstruct.cli.matrix_part import MatrixPanel
from rasstruct.cli.options import Format, Inputs, Model, Output
from rasstruct.cli.output import OutputFormat
from rasstruct.cli.resistance_commands import matrix, mutate, scan
from rasstruct.cli.view_commands import report, view
from rasstruct.reference.defaults import DEFAULT_CUTOFF, DEFAULT_POCKET, DEFAULT_SCHEME

__all__ = ["app", "main"]

app = typer.Typer(
    name="rasstruct",
    help="The structural biology of RAS proteins: annotate structures, list residues, find the pocket residues "
    "that resistance mutations touch.",
    epilog="Exit codes: 0 all inputs done, 1 some inputs failed (named on stderr), 2 wrong usage.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

app.add_typer(ligands_app)
for command in (pocket, contacts, interactions, compare, mutate, scan, matrix, view, report):
    app.command()(command)


@app.command()
def annotate(
    inputs: Inputs, output_format: Format = OutputFormat.TABLE, output: Output = None, model: Model = None
) -> None:
    """Say what each RAS chain is: isoform, mutations, nucleotide, inhibitors, partners."""
    from rasstruct.cli.annotate import run_annotate

    raise typer.Exit(run_annotate(inputs, output_format, output, model))


@app.command()
def residues(
    inputs: Inputs,
    output_format: Format = OutputFormat.TABLE,
    output: Output = None,
    model: Model = None,
    scheme: Annotated[str, typer.Option(help="Region scheme, see: rasstruct reference regions.")] = DEFAULT_SCHEME,
    pocket: Annotated[Optional[str], typer.Option(help="Only residues that line this pocket, e.g. SII-P.")] = None,  # noqa: UP045
) -> None:
    """List residues: UniProt and file numbers, regions, pockets, mutation, distance to the inhibitor."""
    from rasstruct._base.errors import LookupFailedError
    from rasstruct.cli.residues import run_residues
    from rasstruct.reference.pockets import get_pocket
    from rasstruct.reference.regions import regions

    try:
        regions(scheme)
        if pocket is not None:
            get_pocket(pocket)
    except LookupFailedError as error:
        raise typer.BadParameter(str(error)) from error
    raise typer.Exit(run_residues(inputs, output_format, output, model, scheme, pocket))


@app.command()
def conformation(
    inputs: Inputs,
    output_format: Format = OutputFormat.TABLE,
    output: Output = None,
    model: Model = None,
    rule: Annotated[
        str,
        typer.Option(help="parker2022, as published, or nearest: without nucleotide, for predictions."),
    ] = "parker2022",
) -> None:
    """Classify switch I and switch II, and say what each call rests on."""
    from rasstruct.annotation.conformation import RULES
    from rasstruct.cli.conformation import run_conformation

    if rule not in RULES:
        raise typer.BadParameter(f"found rule {rule!r}, expected one of {', '.join(RULES)}; choose one of these")
    raise typer.Exit(run_conformation(inputs, output_format, output, model, rule))


@app.command()
def resistance(
    inputs: Inputs,
    output_format: Format = OutputFormat.TABLE,
    output: Output = None,
    model: Model = None,
    panel: Annotated[MatrixPanel, typer.Option(help="Which mutations are listed.")] = MatrixPanel.EVIDENCE,
    structure: Annotated[
        bool, typer.Option("--structure", help="Also say what each substitution does by structure.")
    ] = False,
    cutoff: Annotated[float, typer.Option(help="Contact cut-off in Å between heavy atoms.")] = DEFAULT_CUTOFF,
    pocket: Annotated[str, typer.Option(help="Pocket to list where no inhibitor is bound.")] = DEFAULT_POCKET,
    all_classes: Annotated[
        bool,
        typer.Option("--all-classes", help="Also engineered, germline and minor mutations without drug observation."),
    ] = False,
    include_low_confidence: Annotated[
        bool, typer.Option("--low-confidence", help="Also facts that could not be verified.")
    ] = False,
) -> None:
    """List the hotspot and resistance mutations whose residues touch the inhibitor, with the evidence."""
    from rasstruct._base.errors import LookupFailedError
    from rasstruct.cli.resistance import run_resistance
    from rasstruct.reference.pockets import get_pocket
    from rasstruct.structure.neighbours import check_cutoff

    try:
        check_cutoff(cutoff)
        get_pocket(pocket)
    except LookupFailedError as error:
        raise typer.BadParameter(str(error)) from error
    code = run_resistance(
        inputs,
        output_format,
        output,
        model=model,
        panel=panel.value,
        structure=structure,
        cutoff=cutoff,
        pocket=pocket,
        all_classes=all_classes,
        include_low_confidence=include_low_confidence,
    )
    raise typer.Exit(code)


@app.command()
def fetch(
    ids: Annotated[
        list[str],
        typer.Argument(metavar="ID...", help="PDB IDs, or - to read them from standard input.", show_default=False),
    ],
    output_format: Format = OutputFormat.TABLE,
    output: Output = None,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Download again what is bundled or on this machine already.")
    ] = False,
) -> None:
    """Download PDB entries and keep them on this machine; say where each lies, with its hash and its origin."""
    from rasstruct.cli.fetch import run_fetch

    raise typer.Exit(run_fetch(ids, output_format, output, refresh=refresh))


@app.command()
def reference(
    name: Annotated[Optional[str], typer.Argument(help="Name of the table; without it, the list of tables.")] = None,  # noqa: UP045
    output_format: Format = OutputFormat.TABLE,
    output: Output = None,
) -> None:
    """Show the published facts: regions, pockets, mutations, resistance evidence, ligands …"""
    from rasstruct.cli.reference import list_tables, run_reference

    if name is not None and name not in list_tables():
        raise typer.BadParameter(
            f"found table name {name!r}, expected one of {', '.join(list_tables())}; choose one of these"
        )
    raise typer.Exit(run_reference(name, output_format, output))


def _print_version(wanted: bool) -> None:
    """Print the version and stop."""
    if wanted:
        import rasstruct

        typer.echo(f"rasstruct {rasstruct.__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", is_eager=True, callback=_print_version)
    ] = False,
) -> None:
    """Hold the options of the program itself."""


def main() -> None:
    """Run the command; a person at a terminal is told what is being downloaded."""
    if sys.stderr.isatty():
        from rasstruct.cli.fetch import announce_downloads

        announce_downloads()
    app()


if __name__ == "__main__":
    main()
