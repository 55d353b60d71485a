"""`rasstruct compare`: how alike do several inhibitors bind?"""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rasstruct._base.errors import RasStructError, RasStructWarning
from rasstruct._base.records import Records
from rasstruct.analysis.comparison.frequencies import ANY
from rasstruct.api.comparison import Comparison, compare
from rasstruct.api.entry import Entry
from rasstruct.api.load import load
from rasstruct.cli.block_table import draw_blocks
from rasstruct.cli.comparison_part import ComparisonPart
from rasstruct.cli.inputs import EXIT_SOME_FAILED, run_over_inputs, say
from rasstruct.cli.output import OutputFormat, write_result

if TYPE_CHECKING:
    from rich.console import Console

    from rasstruct.analysis.comparison.matrix import MatrixCell
    from rasstruct.analysis.comparison.residue_use import ResidueUse

__all__ = ["run_compare"]

#: letters of the kinds of interaction in a cell, and of the parts of a residue
_LETTERS = {
    "covalent": "C", "metal": "M", "saltbridge": "S", "hbond": "H", "halogen": "X", "cationpi": "K",
    "pistacking": "P", "hydrophobic": "Y", "waterbridge": "W", "contact": "c",
}  # fmt: skip
_PART_LETTERS = {"side chain": "s", "backbone": "b"}
_ABSENT, _MISSING = "·", "?"
#: tables that count all kinds of interaction together, too
_COUNTED = (ComparisonPart.FREQUENCIES, ComparisonPart.AGREEMENT)


def run_compare(
    inputs: list[str],
    output_format: OutputFormat,
    output: Path | None,
    model: int | None,
    *,
    kind: str,
    cutoff: float,
    part: ComparisonPart,
) -> int:
    """Compare the inhibitors of all inputs and write one table; gives the exit code."""
    entries: list[Entry] = []

    def work(name: str) -> None:
        entries.append(load(name, model=model))

    code = run_over_inputs(inputs, work)
    comparison = _compare(entries, kind, cutoff) if entries else Comparison((), kind, cutoff)
    records: dict[ComparisonPart, Callable[[], Records[Any]]] = {
        ComparisonPart.MATRIX: comparison.matrix,
        ComparisonPart.SIMILARITY: comparison.similarity,
        ComparisonPart.FREQUENCIES: comparison.frequencies,
        ComparisonPart.AGREEMENT: comparison.agreement,
        ComparisonPart.RESIDUES: comparison.residue_use,
    }
    rows = records[part]()
    if comparison.profiles and not rows:
        say("note", f"there are no rows for {part.value}: {_explain_absence(part)}")
    write_result(rows, output_format, output, lambda: _print(comparison, part, rows, output))
    return code if comparison.profiles else EXIT_SOME_FAILED


def _compare(entries: list[Entry], kind: str, cutoff: float) -> Comparison:
    """Compare, with warnings and refusals as lines on standard error."""
    refusal: RasStructError | None = None
    comparison = Comparison((), kind, cutoff)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", RasStructWarning)
        try:
            comparison = compare(entries, kind=kind, cutoff=cutoff)
        except RasStructError as error:
            refusal = error
    for message in dict.fromkeys(str(row.message) for row in caught if issubclass(row.category, RasStructWarning)):
        say("warning", message)
    if refusal is not None:
        say("error", str(refusal))
    return comparison


def _explain_absence(part: ComparisonPart) -> str:
    """Say why a comparison of ligands may have no rows of one kind."""
    return {
        ComparisonPart.SIMILARITY: "one ligand alone has no pair",
        ComparisonPart.AGREEMENT: "no entry holds two copies of one ligand",
    }.get(part, "no ligand has an interaction")


def _print(comparison: Comparison, part: ComparisonPart, rows: Records[Any], output: Path | None) -> None:
    """Draw one table, with what its words mean."""
    from rasstruct.cli.console import print_tables
    from rasstruct.cli.fitted_table import draw_fitted

    def draw(console: Console) -> None:
        # one kind alone says the same as any
        told = (
            rows.where(lambda row: row.interaction != ANY)
            if comparison.kind == "contacts" and part in _COUNTED
            else rows
        )
        if part is ComparisonPart.FREQUENCIES:
            columns = (
                "partner",
                "interaction",
                "n_present",
                "n_absent",
                "n_missing",
                "frequency",
                "compound_frequency",
            )
            draw_fitted(console, f"How many of {len(comparison)} ligands use each partner", told, columns)
            return
        if part is ComparisonPart.AGREEMENT:
            columns = ("pdb_id", "ligand_het", "n_copies", "interaction", "in_all", "in_some", "undecided")
            draw_fitted(console, "What the copies of a ligand in one entry have in common", told, columns)
            return
        _draw_ligands(console, comparison)
        heads = [str(number) for number in range(1, len(comparison) + 1)]
        if part is ComparisonPart.MATRIX:
            draw_blocks(console, "partner", heads, list(_matrix_lines(rows, comparison)))
        elif part is ComparisonPart.SIMILARITY:
            draw_blocks(console, "ligand", heads, _similarity_lines(comparison))
        else:
            numbers = list(dict.fromkeys(row.uniprot_number for row in rows))
            draw_blocks(console, "ligand", list(map(str, numbers)), list(_residue_lines(rows, len(numbers))))
        console.print(_legend(part, rows, comparison), markup=False)

    print_tables(draw, output)


def _draw_ligands(console: Console, comparison: Comparison) -> None:
    """Number the ligands, as the columns are called."""
    for number, row in enumerate(comparison.ligands, start=1):
        names = [row.ligand, row.ligand_name if row.ligand_name != row.ligand_het else None, row.site, row.binding_mode]
        console.print(f"{number:>3}  {' · '.join(name for name in names if name)}", markup=False)


def _matrix_lines(rows: Records[MatrixCell], comparison: Comparison) -> Iterator[tuple[str, list[str]]]:
    """Give a line a partner; a cell holds the letters of all that a ligand has with it."""
    names = [row.ligand for row in comparison.ligands]
    for (_, _, partner), group in itertools.groupby(
        rows, lambda row: (row.partner_kind, row.uniprot_number, row.partner)
    ):
        by_ligand: dict[str, list[MatrixCell]] = {name: [] for name in names}
        for row in group:
            by_ligand[row.ligand].append(row)
        yield partner, [_cell(by_ligand[name], comparison.kind) for name in names]


def _cell(rows: list[MatrixCell], kind: str) -> str:
    """Write what one ligand has with one partner."""
    present = [row for row in rows if row.state == "present"]
    if not present:
        return _MISSING if any(row.state == "missing" for row in rows) else _ABSENT
    if kind == "contacts":
        return "".join(_PART_LETTERS[part] for part in present[0].parts) or _LETTERS["contact"]
    return "".join(_LETTERS[row.interaction] for row in present)


def _similarity_lines(comparison: Comparison) -> list[tuple[str, list[str]]]:
    """Give the similarities as a triangle."""
    names = [row.ligand for row in comparison.ligands]
    found = {(row.ligand, row.other): row.similarity for row in comparison.similarity()}
    lines = []
    for number, name in enumerate(names):
        values = [found[other, name] for other in names[:number]]
        texts = ["–" if value is None else f"{value:.2f}" for value in values]
        lines.append((f"{number + 1}", [*texts, "1", *[""] * (len(names) - number - 1)]))
    return lines


def _residue_lines(rows: Records[ResidueUse], n_residues: int) -> Iterator[tuple[str, list[str]]]:
    """Give a line a ligand, a cell a residue: its letter, by which part and from which distance."""
    n_ligands = len(rows) // n_residues
    for number in range(n_ligands):
        yield f"{number + 1}", [_use(row) for row in rows[number::n_ligands]]


def _use(row: ResidueUse) -> str:
    """Write how one ligand uses one residue."""
    if row.use == "missing":
        return f"{row.residue_name or ''} {_MISSING}".strip()
    if row.use == "not used":
        return f"{row.residue_name} {_ABSENT}"
    letters = "".join(_PART_LETTERS[part] for part in _PART_LETTERS if row.used_by in (part, "both"))
    nearest = min(d for d in (row.side_chain_distance, row.backbone_distance) if d is not None)
    return f"{row.residue_name} {letters} {nearest:.1f}"


def _legend(part: ComparisonPart, rows: Records[Any], comparison: Comparison) -> str:
    """Say what the letters mean."""
    states = f"{_ABSENT} absent, {_MISSING} not modelled, nothing can be said"
    parts = ", ".join(f"{letter} {name}" for name, letter in _PART_LETTERS.items())
    if part is ComparisonPart.SIMILARITY:
        return "Tanimoto similarity of residue and kind of interaction; what one structure does not show is left out."
    if part is ComparisonPart.RESIDUES:
        return f"{parts}, nearest heavy atoms in Å, contact within {comparison.cutoff:g} Å; {states}."
    if comparison.kind == "contacts":
        return f"Contact within {comparison.cutoff:g} Å: {parts}, c other partner; {states}."
    used = {row.interaction for row in rows}
    kinds = ", ".join(f"{letter} {kind}" for kind, letter in _LETTERS.items() if kind in used)
    return f"{kinds}; {states}."
