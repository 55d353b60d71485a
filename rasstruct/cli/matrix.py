"""`rasstruct matrix`: which mutations disturb which inhibitors?"""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rasstruct._base.errors import RasStructError, RasStructWarning
from rasstruct._base.records import Records
from rasstruct.analysis.resistance_matrix.cells import CANNOT_SAY, DISTURBED, SPARED, ResistanceCell
from rasstruct.api.entry import Entry
from rasstruct.api.load import load
from rasstruct.api.resistance_matrix import ResistanceMatrix, resistance_matrix
from rasstruct.cli.block_table import draw_blocks
from rasstruct.cli.inputs import EXIT_SOME_FAILED, run_over_inputs, say
from rasstruct.cli.matrix_part import MatrixPart
from rasstruct.cli.output import OutputFormat, write_result

if TYPE_CHECKING:
    from rich.console import Console

    from rasstruct.analysis.resistance_matrix.cells import MatrixInhibitor
    from rasstruct.analysis.resistance_matrix.cross_resistance import CrossResistance
    from rasstruct.analysis.resistance_matrix.shared_positions import SharedPosition

__all__ = ["run_matrix"]

_VERDICTS = {DISTURBED: "D", SPARED: "S", CANNOT_SAY: "?"}
_EFFECTS = {"resistant": "r", "sensitive": "s", "conflicting": "c"}
_MISSING, _DISAGREE, _FLAGGED = "–", "*", "+"
_USES = {"needed": "N", "hindered": "H", "left alone": "·", "cannot say": "?", "missing": _MISSING}
#: title and columns of the tables that are no grid of inhibitors
_TABLES: dict[MatrixPart, tuple[str, tuple[str, ...]]] = {
    MatrixPart.CLUSTERS: (
        "Inhibitors that fall to the same mutations",
        ("cluster", "inhibitors", "similarity", "disturb_all", "disturb_some"),
    ),
    MatrixPart.SPARED: (
        "Which residues each inhibitor leaves alone",
        ("inhibitor", "leaves_all_alone", "left_alone", "needed", "hindered", "cannot_say", "missing"),
    ),
    MatrixPart.EFFECTS: (
        "What each mutation does to each copy",
        ("pdb_id", "chain_id", "ligand_het", "mutation", "score", "verdict", "explanation"),
    ),
}


_EXPLAIN_SIMILARITY = (
    f"Ružička similarity of the scores, 1: the same mutations disturb both alike; {_MISSING} nothing can be said."
)
_EXPLAIN_POSITIONS = (
    "all: whether every inhibitor of the site needs the residue, of the mutations asked about. N needs its side chain, "
    f"H only a new side chain disturbs, · left alone, ? no clear verdict, {_MISSING} missing, which is not left alone."
)


def run_matrix(
    inputs: list[str],
    output_format: OutputFormat,
    output: Path | None,
    model: int | None,
    *,
    mutations: list[str] | None,
    panel: str,
    part: MatrixPart,
    site: str,
    positions: list[int] | None,
) -> int:
    """Measure mutations against the inhibitors of all inputs and write one table; gives the exit code."""
    entries: list[Entry] = []

    def work(name: str) -> None:
        entries.append(load(name, model=model))

    code = run_over_inputs(inputs, work)
    matrix = ResistanceMatrix((), panel)
    try:
        if entries:
            matrix = _measure(entries, mutations, panel)
        records: dict[MatrixPart, Callable[[], Records[Any]]] = {
            MatrixPart.MATRIX: matrix.cells,
            MatrixPart.CLUSTERS: matrix.clusters,
            MatrixPart.SIMILARITY: matrix.similarity,
            MatrixPart.SHARED: lambda: matrix.shared_positions(site),
            MatrixPart.SPARED: lambda: matrix.spared_positions(positions),
            MatrixPart.EFFECTS: matrix.effects,
        }
        rows = records[part]()
    except RasStructError as error:
        say("error", str(error))
        return EXIT_SOME_FAILED
    if matrix.copies and not rows:
        say("note", f"there are no rows for {part.value}: {_explain_absence(part)}")
    write_result(rows, output_format, output, lambda: _print(matrix, part, rows, output, site))
    return code if matrix.copies else EXIT_SOME_FAILED


def _measure(entries: list[Entry], mutations: list[str] | None, panel: str) -> ResistanceMatrix:
    """Measure with a progress bar, and with warnings as lines on standard error."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", RasStructWarning)
        try:
            return resistance_matrix(entries, mutations, panel=panel, track=_track)
        finally:
            messages = (str(row.message) for row in caught if issubclass(row.category, RasStructWarning))
            for message in dict.fromkeys(messages):
                say("warning", message)


def _track(items: Iterable[Any]) -> Iterable[Any]:
    """Show a progress bar to a person at a terminal."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    if not console.is_terminal:
        return items
    return track(list(items), description="complexes", console=console, transient=True)


def _explain_absence(part: MatrixPart) -> str:
    """Say why a matrix may have no rows of one kind."""
    if part is MatrixPart.SIMILARITY:
        return "one inhibitor alone has no pair"
    return "no mutation of the panel fits these chains"


def _print(matrix: ResistanceMatrix, part: MatrixPart, rows: Records[Any], output: Path | None, site: str) -> None:
    """Draw one table, with what its words mean."""
    from rasstruct.cli.console import print_tables
    from rasstruct.cli.fitted_table import draw_fitted

    def draw(console: Console) -> None:
        if part in _TABLES:
            title, columns = _TABLES[part]
            draw_fitted(console, title, rows, columns)
            return
        shown = [row for row in matrix.inhibitors if part is not MatrixPart.SHARED or row.site == site]
        _draw_inhibitors(console, shown)
        heads = [str(number) for number in range(1, len(shown) + 1)]
        if part is MatrixPart.MATRIX:
            draw_blocks(console, "mutation", heads, list(_matrix_lines(rows)))
            console.print(_explain_cells(rows), markup=False)
        elif part is MatrixPart.SIMILARITY:
            draw_blocks(console, "inhibitor", heads, _similarity_lines(rows, [row.inhibitor for row in shown]))
            console.print(_EXPLAIN_SIMILARITY, markup=False)
        else:
            lines = list(_position_lines(rows, [row.inhibitor for row in shown]))
            draw_blocks(console, "residue", ["all", *heads], lines)
            console.print(_EXPLAIN_POSITIONS, markup=False)

    print_tables(draw, output)


def _draw_inhibitors(console: Console, inhibitors: Iterable[MatrixInhibitor]) -> None:
    """Number the inhibitors, as the columns are called."""
    for number, row in enumerate(inhibitors, start=1):
        copies = f"{row.n_copies} {'copy' if row.n_copies == 1 else 'copies'}"
        state = f"drug state {row.drug_state}" if row.drug_state else None
        texts = [row.inhibitor, row.site, *row.binding_modes, state, f"{copies}: {', '.join(row.pdb_ids)}"]
        console.print(f"{number:>3}  {' · '.join(text for text in texts if text)}", markup=False)


def _matrix_lines(cells: Records[ResistanceCell]) -> Iterator[tuple[str, list[str]]]:
    """Give a line a mutation."""
    for mutation, group in itertools.groupby(cells, lambda cell: cell.mutation):
        yield mutation, [_write_cell(cell) for cell in group]


def _similarity_lines(rows: Iterable[CrossResistance], names: list[str]) -> list[tuple[str, list[str]]]:
    """Give the similarities as a triangle."""
    found = {(row.inhibitor, row.other): row.similarity for row in rows}
    lines = []
    for number, name in enumerate(names):
        values = [found[other, name] for other in names[:number]]
        texts = [_MISSING if value is None else f"{value:.2f}" for value in values]
        lines.append((str(number + 1), [*texts, "1", *[""] * (len(names) - number - 1)]))
    return lines


def _position_lines(rows: Iterable[SharedPosition], names: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Give a line a residue: whether all need it, and what it is to each."""
    for row in rows:
        groups = zip(
            _USES.values(), (row.needed_by, row.hindered, row.left_alone, row.cannot_say, row.missing), strict=True
        )
        letters = {name: letter for letter, group in groups for name in group}
        needed_by_all = {True: "yes", False: "no", None: "?"}[row.needed_by_all]
        yield str(row.uniprot_number), [needed_by_all, *(letters[name] for name in names)]


def _write_cell(cell: ResistanceCell) -> str:
    """Write score, verdict, whether the copies disagree, and what is published."""
    published = "".join(_EFFECTS.get(effect, "") for effect in cell.published_effects)
    if cell.score is None or cell.verdict is None:
        return f"{_MISSING} {published}".strip()
    spread = _DISAGREE if cell.agreement is not None and cell.agreement < 1 else ""
    flagged = _FLAGGED if cell.mechanism_flags else ""
    return f"{cell.score:.2f} {_VERDICTS[cell.verdict]}{spread}{flagged} {published}".strip()


def _explain_cells(cells: Records[ResistanceCell]) -> str:
    """Say what the letters mean."""
    verdicts = ", ".join(f"{letter} {verdict}" for verdict, letter in _VERDICTS.items())
    seen = {effect for cell in cells for effect in cell.published_effects}
    effects = ", ".join(f"{letter} {effect}" for effect, letter in _EFFECTS.items() if effect in seen)
    told = f" Published with this drug: {effects}." if effects else ""
    flags = ", ".join(sorted({flag for cell in cells for flag in cell.mechanism_flags}))
    flagged = f" {_FLAGGED} also another mechanism, which the score does not hold: {flags}." if flags else ""
    return (
        f"Median score over the copies, 0 to 1, higher: binding more disturbed. By structure: {verdicts}; "
        f"{_DISAGREE} the copies disagree; {_MISSING} not modelled or not possible, which is not spared."
        f"{flagged}{told} A static structure sees no change of the nucleotide cycle, amplification or bypass."
    )
