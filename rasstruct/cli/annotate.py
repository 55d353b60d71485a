"""`rasstruct annotate`: what is each RAS chain?"""

from __future__ import annotations

from pathlib import Path

from rasstruct._base.records import Records
from rasstruct.annotation.record import ChainRecord
from rasstruct.api.load import load
from rasstruct.cli.inputs import run_over_inputs
from rasstruct.cli.output import OutputFormat, write_result

__all__ = ["run_annotate"]


def run_annotate(inputs: list[str], output_format: OutputFormat, output: Path | None, model: int | None) -> int:
    """Annotate each input and write one row a RAS chain; gives the exit code."""
    rows: list[ChainRecord] = []
    code = run_over_inputs(inputs, lambda name: rows.extend(load(name, model=model).summary()))
    write_result(Records(ChainRecord, rows), output_format, output, lambda: _print(rows, output))
    return code


def _print(rows: list[ChainRecord], output: Path | None) -> None:
    """Draw one row a chain, the columns that say what it is."""
    from rich.console import Console

    from rasstruct.cli.console import make_table, print_tables

    table = make_table("entry", "chain", "protein", "nucleotide", "inhibitor", "partners", "residues")
    for row in rows:
        table.add_row(
            row.pdb_id or Path(row.source).name,
            row.chain_id,
            _protein(row),
            _nucleotide(row),
            "\n".join(inhibitor.describe() for inhibitor in row.inhibitors) or "–",
            "\n".join(map(str, row.partners)) or "–",
            _residues(row),
        )

    def draw(console: Console) -> None:
        console.print(table)

    print_tables(draw, output)


def _protein(row: ChainRecord) -> str:
    """Name the isoform and its mutations; those that are not modelled stand in brackets."""
    named = [name if name in row.mutations_modelled else f"[{name}]" for name in row.mutations]
    return " ".join([row.isoform, *(["peptide"] if row.is_peptide else []), *named]).replace("[", "\\[")


def _nucleotide(row: ChainRecord) -> str:
    """Name the nucleotide, its state where the code does not say it, and the metal."""
    if row.is_peptide:
        return "–"
    if row.nucleotide_het is None:
        return row.nucleotide_state
    state = "" if row.nucleotide_het == row.nucleotide_state else f" ({row.nucleotide_state})"
    return f"{row.nucleotide_het}{' + Mg²⁺' if row.magnesium else ''}{state}"


def _residues(row: ChainRecord) -> str:
    """Give the modelled range and the gaps."""
    gaps = ", ".join(map(str, row.missing_regions))
    return f"{row.first_residue}-{row.last_residue}" + (f"\nmissing {gaps}" if gaps else "")
