"""`rasstruct ligands draw`: what do molecules look like?"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import typer

from rasstruct._base.errors import MoleculeError, RasStructWarning
from rasstruct.cli.inputs import EXIT_SOME_FAILED, say
from rasstruct.cli.ligands.molecules import molecule_of, run_over_molecules
from rasstruct.cli.output import write_output

if TYPE_CHECKING:
    from rasstruct.chemistry.reading.read_molecules import ReadMolecule

__all__ = ["run_draw"]

#: molecules of one picture; a grid of more would be too high to be shown
_MOST_MOLECULES = 150


def run_draw(
    given: list[str],
    output: Path | None,
    *,
    library: bool,
    include_low_confidence: bool,
    highlight: str | None,
    warhead: bool,
) -> int:
    """Draw one molecule, or several as a grid; gives the exit code."""
    image_format = _choose_format(output)
    reads: list[ReadMolecule] = []
    code = run_over_molecules(given, reads.append, library=library, include_low_confidence=include_low_confidence)
    if not reads:
        return code
    if len(reads) > _MOST_MOLECULES:
        say(
            "error",
            f"found {len(reads)} molecules, expected at most {_MOST_MOLECULES} in a picture; draw fewer at a time",
        )
        return EXIT_SOME_FAILED
    options: dict[str, Any] = {"highlight": highlight, "warhead": warhead, "image_format": image_format}
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", RasStructWarning)
        try:
            picture = _draw(reads, options)
        except MoleculeError as error:
            say("error", str(error))
            return EXIT_SOME_FAILED
    for warning in caught:
        say("warning", str(warning.message))
    _write(picture, output)
    return code


def _choose_format(output: Path | None) -> Literal["svg", "png"]:
    """Choose the picture by the name of the file."""
    suffix = output.suffix.lower() if output else ".svg"
    if suffix not in (".svg", ".png"):
        raise typer.BadParameter(f"found output {output}, expected a name that ends in .svg or .png; rename it")
    return "png" if suffix == ".png" else "svg"


def _draw(reads: list[ReadMolecule], options: dict[str, Any]) -> str | bytes:
    """Make one picture."""
    from rasstruct.chemistry.drawing.depiction import draw_grid, draw_molecule

    legends = [read.name or "" for read in reads]
    if len(reads) == 1:
        return draw_molecule(molecule_of(reads[0]), legend=legends[0], **options)
    (picture,) = draw_grid([molecule_of(read) for read in reads], legends, molecules_per_page=None, **options)
    return picture


def _write(picture: str | bytes, output: Path | None) -> None:
    """Write a picture to a file, or SVG to standard output."""
    if isinstance(picture, str):
        write_output(picture, output)
    elif output is None:
        sys.stdout.buffer.write(picture)
    else:
        try:
            output.write_bytes(picture)
        except OSError as error:
            raise typer.BadParameter(
                f"found that {output} cannot be written ({error.strerror}); choose another file"
            ) from error
