"""`rasstruct scan`: what would every substitution around an inhibitor do to it?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rasstruct._base.records import Records
from rasstruct.analysis.ddg import DdgTable, load_ddg
from rasstruct.analysis.saturation_scan import ScanRow
from rasstruct.api.load import load
from rasstruct.cli.inputs import run_over_inputs
from rasstruct.cli.mutate import EFFECT_LEGEND
from rasstruct.cli.output import OutputFormat, write_result

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

__all__ = ["run_scan"]

_MARKS = {"disturbed": "D", "spared": "·", "cannot say": "?", None: "–"}
_ONE_STEP = "¹"


def run_scan(
    inputs: list[str],
    output_format: OutputFormat,
    output: Path | None,
    *,
    model: int | None,
    residues: list[int] | None,
    cutoff: float,
    ddg: Path | None,
) -> int:
    """Scan the chains of each input; gives the exit code."""
    found: list[ScanRow] = []
    table: list[DdgTable] = []

    def work(name: str) -> None:
        if ddg is not None and not table:
            table.append(load_ddg(ddg))
        for chain in load(name, model=model):
            with _progress(f"{chain.pdb_id or name} {chain.chain_id}") as progress:
                rows = chain.scan(residues, ddg=table[0] if table else None, cutoff=cutoff, progress=progress)
            found.extend(rows)

    code = run_over_inputs(inputs, work)
    rows = Records(ScanRow, found)
    write_result(rows, output_format, output, lambda: _print(rows, output))
    return code


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar to a person at a terminal."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bars:
        task = bars.add_task(what, total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)


def _print(rows: Records[ScanRow], output: Path | None) -> None:
    """Draw a grid of residues and amino acids for each chain and inhibitor."""
    from rasstruct.cli.console import print_tables

    print_tables(lambda console: _draw(console, rows), output)


def _draw(console: Console, rows: Records[ScanRow]) -> None:
    """Draw the grids and what their marks mean."""
    from rich.markup import escape

    from rasstruct.analysis.mutagenesis.substitution import AMINO_ACIDS
    from rasstruct.cli.console import make_table

    groups: dict[str, dict[int, dict[str, ScanRow]]] = {}
    for row in rows:
        name = (
            "no inhibitor"
            if row.ligand_residue is None
            else f"{row.ligand_name or row.ligand_het} {row.ligand_residue}"
        )
        title = f"{row.pdb_id or Path(row.source).name} chain {row.chain_id} · {row.isoform} · {name}"
        groups.setdefault(title, {}).setdefault(row.uniprot_number, {})[row.to_residue] = row
    for title, grid in groups.items():
        console.print(title, style="bold", markup=False)
        table = make_table("residue", "  ".join(AMINO_ACIDS))
        for number, cells in grid.items():
            first = next(iter(cells.values()))
            marks = (_mark(cells[letter]) if letter in cells else "  " for letter in AMINO_ACIDS)
            table.add_row(escape(f"{first.from_residue or '?'}{number}"), escape(" ".join(marks)))
        console.print(table)
    calls = [row for row in rows if row.call is not None]
    near = dict.fromkeys(f"{row.mutation} {row.folding_ddg:.1f}" for row in calls if row.changes_from_allele == 1)
    if calls:
        console.print(
            f"Tolerated by the fold, disturbs the drug, one nucleotide away (folding ΔΔG): {', '.join(near)} kcal/mol; "
            f"{len(calls) - len(near)} more need two or three",
            markup=False,
        )
    console.print(
        "D disturbed, · spared, ? cannot say, – not modelled or no inhibitor, "
        f"{_ONE_STEP} one nucleotide from the codon of this allele (KRAS only). {EFFECT_LEGEND}",
        style="dim",
        markup=False,
    )


def _mark(row: ScanRow) -> str:
    """Give the two characters of a cell."""
    return _MARKS[row.verdict] + (_ONE_STEP if row.changes_from_allele == 1 else " ")
