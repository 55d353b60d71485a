"""`rasstruct ligands describe`: which descriptors do molecules have?"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rasstruct._base.records import Records, column
from rasstruct.cli.ligands.molecules import molecule_of, run_over_molecules
from rasstruct.cli.output import OutputFormat, write_result

if TYPE_CHECKING:
    from rasstruct.chemistry.properties.descriptors import MoleculeDescriptors
    from rasstruct.chemistry.reading.read_molecules import ReadMolecule
    from rasstruct.chemistry.properties.shape import ShapeDescriptors

__all__ = ["run_describe"]

#: row class, what makes rows of a molecule, what draws them
_Plan = tuple[type, Callable[["ReadMolecule"], list[Any]], Callable[[list[Any], Path | None], None]]

#: heads of the terminal table, what stands below them, and decimals
_DESCRIPTORS = (
    ("MW / Da", "molecular_weight", 2),
    ("cLogP", "clogp", 2),
    ("TPSA / Å²", "tpsa", 1),
    ("HBD", "hbd", 0),
    ("HBA", "hba", 0),
    ("rot. bonds", "rotatable_bonds", 0),
    ("Fsp3", "fsp3", 2),
    ("QED", "qed", 2),
    ("SA", "sa_score", 1),
    ("charge pH 7.4", "charge_at_ph_7_4", 0),
    ("Ro5 broken", "lipinski_violations", 0),
)

#: the same for shapes: medians over the ensemble, with their ranges
_RANGES = {
    "PMI1/PMI3": "npr1",
    "PMI2/PMI3": "npr2",
    "Rg / Å": "radius_of_gyration",
    "asphericity": "asphericity",
    "from plane / Å": "plane_of_best_fit",
}


@dataclasses.dataclass(frozen=True, slots=True)
class _FullRow:
    """One descriptor of RDKit."""

    name: str = column("string", "name of the molecule")
    descriptor: str = column("string", "name in RDKit")
    value: float | None = column("number", "value in RDKit's unit; none where RDKit gives none")


def run_describe(
    given: list[str],
    output_format: OutputFormat,
    output: Path | None,
    *,
    table: str,
    library: bool,
    include_low_confidence: bool,
) -> int:
    """Describe each molecule; gives the exit code.

    ``table`` is ``"descriptors"``, ``"shape"`` or ``"full"``.
    """
    row_type, describe, draw = {
        "descriptors": _for_descriptors,
        "shape": _for_shape,
        "full": _for_full,
    }[table]()
    rows: list[Any] = []
    code = run_over_molecules(
        given,
        lambda read: rows.extend(describe(read)),
        library=library,
        include_low_confidence=include_low_confidence,
    )
    write_result(Records(row_type, rows), output_format, output, lambda: draw(rows, output))
    return code


def _for_descriptors() -> _Plan:
    """Describe by the usual descriptors."""
    from rasstruct.chemistry.properties.descriptors import MoleculeDescriptors, describe_molecule

    def describe(read: ReadMolecule) -> list[MoleculeDescriptors]:
        return [dataclasses.replace(describe_molecule(molecule_of(read)), name=_name(read))]

    return MoleculeDescriptors, describe, _print_descriptors


def _for_shape() -> _Plan:
    """Describe the shape of conformers."""
    from rasstruct.chemistry.properties.shape import ShapeDescriptors, describe_shape

    def describe(read: ReadMolecule) -> list[ShapeDescriptors]:
        return [dataclasses.replace(describe_shape(molecule_of(read)), name=_name(read))]

    return ShapeDescriptors, describe, _print_shape


def _for_full() -> _Plan:
    """Describe by everything that RDKit computes."""
    from rasstruct.chemistry.properties.descriptors import full_descriptors

    def describe(read: ReadMolecule) -> list[_FullRow]:
        return [_FullRow(_name(read), name, value) for name, value in full_descriptors(molecule_of(read)).items()]

    return _FullRow, describe, _print_full


def _name(read: ReadMolecule) -> str:
    """Name a molecule by its title, else by its place."""
    return read.name or f"{read.source} line {read.line}"


def _print_descriptors(rows: list[MoleculeDescriptors], output: Path | None) -> None:
    """Draw the columns that fit a terminal."""
    _print(rows, _DESCRIPTORS, output)


def _print_shape(rows: list[ShapeDescriptors], output: Path | None) -> None:
    """Draw the columns of the shape."""
    from rich.markup import escape

    from rasstruct.cli.console import make_table, print_tables

    table = make_table("molecule", "conformers", *_RANGES, "RMSD / Å", "remark")
    for row in rows:
        ranges = [_range(row, name) for name in _RANGES.values()]
        cells = (row.name or "–", str(row.conformers), *ranges, _cell(row.rmsd, 2), row.problem or "")
        table.add_row(*map(escape, cells))
    print_tables(lambda console: console.print(table), output)


def _range(row: ShapeDescriptors, name: str) -> str:
    """Write the median of an ensemble, then its smallest and largest value."""
    median, lowest, highest = (getattr(row, f"{name}{end}") for end in ("", "_min", "_max"))
    return "–" if median is None else f"{median:.2f}\n{lowest:.2f}-{highest:.2f}"


def _print_full(rows: list[_FullRow], output: Path | None) -> None:
    """Draw one descriptor a line."""
    _print(rows, (("descriptor", "descriptor", 0), ("value", "value", 4)), output)


def _print(rows: list[Any], columns: tuple[tuple[str, str, int], ...], output: Path | None) -> None:
    """Draw a row a molecule, numbers to the right."""
    from rich.markup import escape

    from rasstruct.cli.console import make_table, print_tables

    table = make_table("molecule", *(head for head, _, _ in columns))
    for drawn in table.columns[1:]:
        drawn.justify = "right"
    for row in rows:
        cells = (_cell(getattr(row, name), decimals) for _, name, decimals in columns)
        table.add_row(escape(row.name or "–"), *map(escape, cells))
    print_tables(lambda console: console.print(table), output)


def _cell(value: Any, decimals: int) -> str:
    """Write one value."""
    if value is None:
        return "–"
    return f"{value:.{decimals}f}" if isinstance(value, float) else str(value)
