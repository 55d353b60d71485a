"""`rasstruct conformation`: which conformation have the switches, and why?"""

from __future__ import annotations

from pathlib import Path

from rasstruct._base.records import Records
from rasstruct.annotation.conformation_table import ConformationRow, list_conformations
from rasstruct.api.chain import RasChain
from rasstruct.api.load import load
from rasstruct.cli.inputs import run_over_inputs, say
from rasstruct.cli.output import OutputFormat, write_result

__all__ = ["run_conformation"]


def run_conformation(
    inputs: list[str], output_format: OutputFormat, output: Path | None, model: int | None, rule: str
) -> int:
    """Classify the switches of each input and write one row a switch; gives the exit code."""
    rows: list[ConformationRow] = []
    sentences: list[str] = []

    def work(name: str) -> None:
        for chain in load(name, model=model):
            found = list_conformations(chain, rule)
            rows.extend(found)
            sentences.extend(f"{_name(row)}: {row.explanation}" for row in found)
            if len(found):
                sentences.append(f"{_name(found[0])}: {_describe_geometry(chain)}")
            else:
                entry = chain.pdb_id or Path(chain.structure.source).name
                say("note", f"{entry} {chain.chain_id} has no rows: a RAS peptide has no switches")

    code = run_over_inputs(inputs, work)
    write_result(Records(ConformationRow, rows), output_format, output, lambda: _print(rows, sentences, output))
    return code


def _print(rows: list[ConformationRow], sentences: list[str], output: Path | None) -> None:
    """Draw one row a switch, then the sentences that explain them."""
    from rich.console import Console

    from rasstruct.cli.console import make_table, print_tables

    table = make_table("entry", "chain", "loop", "conformation", "nearest", "distance", "margin", "tyrosine")
    for row in rows:
        table.add_row(
            row.pdb_id or Path(row.source).name,
            row.chain_id,
            row.loop,
            row.conformation or "unknown",
            row.nearest or "–",
            "–" if row.distance is None else f"{row.distance:.2f}",
            "–" if row.margin is None else f"{row.margin:.2f}",
            _tyrosine(row),
        )

    def draw(console: Console) -> None:
        console.print(table)
        for sentence in sentences:
            console.print(sentence, markup=False)
        console.print(
            "\ndistance: largest 2(1 - cos Δ) of a backbone angle to the nearest exemplar, 0 to 4; margin: to the "
            "second nearest class. Classes of Parker 2022, doi:10.1158/0008-5472.CAN-22-0804.",
            markup=False,
        )

    print_tables(draw, output)


def _name(row: ConformationRow) -> str:
    """Name an entry and chain."""
    return f"{row.pdb_id or Path(row.source).name} {row.chain_id}"


def _describe_geometry(chain: RasChain) -> str:
    """Say the state, the catalytic calls and the opening of the pocket in one sentence."""
    catalysis, opening = chain.catalysis, chain.opening
    parts = [
        f"{catalysis.state} (residue 35 to Mg²⁺ {catalysis.thr35_mg} Å)" if catalysis.state else None,
        f"Tyr32 to γ-phosphate: {catalysis.tyr32_call}" if catalysis.tyr32_call else None,
        f"Gln61: {catalysis.gln61_call}" if catalysis.gln61_call else None,
        f"arginine finger {catalysis.arginine_finger_call}" if catalysis.arginine_finger_call else None,
        f"SII-P: helices α2 and α3 {opening.helix_distance} Å apart" if opening.helix_distance else None,
        f"Gly60 {opening.gate_distance} Å from the P-loop" if opening.gate_distance else None,
    ]
    return "; ".join(part for part in parts if part) or "no catalytic geometry can be measured"


def _tyrosine(row: ConformationRow) -> str:
    """Say where the tyrosine is, by which atom, and how far away."""
    if row.tyrosine_place is None:
        return row.tyrosine or "not modelled"
    return f"{row.tyrosine_place} {row.tyrosine_distance:.1f} Å ({row.tyrosine_basis})"
