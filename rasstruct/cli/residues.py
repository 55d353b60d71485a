"""`rasstruct residues`: which residue is where, and how near to the inhibitor?"""

from __future__ import annotations

from pathlib import Path

from rasstruct._base.records import Records
from rasstruct.analysis.residue_table import ResidueRow
from rasstruct.api.load import load
from rasstruct.cli.inputs import run_over_inputs
from rasstruct.cli.output import OutputFormat, write_result
from rasstruct.reference.defaults import DEFAULT_CUTOFF

__all__ = ["run_residues"]


def run_residues(
    inputs: list[str],
    output_format: OutputFormat,
    output: Path | None,
    model: int | None,
    scheme: str,
    pocket: str | None,
) -> int:
    """List the residues of each input, of one pocket where asked; gives the exit code."""
    rows: list[ResidueRow] = []

    def work(name: str) -> None:
        for chain in load(name, model=model):
            rows.extend(row for row in chain.residues(scheme=scheme) if pocket is None or pocket in row.pockets)

    code = run_over_inputs(inputs, work)
    write_result(Records(ResidueRow, rows), output_format, output, lambda: _print(rows, output))
    return code


def _print(rows: list[ResidueRow], output: Path | None) -> None:
    """Draw a table a chain."""
    from rich.console import Console

    from rasstruct.cli.console import make_table, print_tables

    def draw(console: Console) -> None:
        for source, chain_id in dict.fromkeys((row.source, row.chain_id) for row in rows):
            own = [row for row in rows if (row.source, row.chain_id) == (source, chain_id)]
            entry = own[0].pdb_id or Path(source).name
            table = make_table(
                "UniProt",
                "file",
                "residue",
                "region",
                "pockets",
                "mutation",
                "inhibitor Å",
                "contact",
                title=f"{entry} chain {chain_id}",
            )
            for row in own:
                number = "" if row.author_number is None else f"{row.author_number}{row.insertion_code or ''}"
                table.add_row(
                    str(row.uniprot_number or "–"),
                    number if row.is_modelled else "missing",
                    row.residue_name or row.canonical or "",
                    row.regions[0] if row.regions else "",
                    ", ".join(row.pockets),
                    row.mutation or "",
                    f"{row.distance:.2f}" if row.distance is not None else "",
                    row.contact_part if row.contact_part not in (None, "none") else "",
                )
            console.print(table)
        console.print(
            "inhibitor Å: nearest heavy atoms; contact: side chain (beyond CB) or backbone (with CB) "
            f"within {DEFAULT_CUTOFF:g} Å"
        )

    print_tables(draw, output)
