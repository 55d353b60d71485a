"""`rasstruct resistance`: which mutated residues touch the inhibitor, and what is published about them?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rasstruct._base.records import Records
from rasstruct.analysis.resistance import ResistanceRow, list_inapplicable
from rasstruct.api.chain import RasChain
from rasstruct.api.load import load
from rasstruct.cli.inputs import run_over_inputs
from rasstruct.cli.output import OutputFormat, write_result

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

__all__ = ["run_resistance"]

#: marks of the legend: what a published observation is about
_MARKS = {"this_ligand": "●", "same_site": "◐", "other": "○"}
_BY_STRUCTURE = "▲"
#: columns and their widths; a terminal below the narrow limit goes without the region
_COLUMNS = {"residue": 7, "region": 15, "Å": 5, "side chain": 10, "contact": 10, "mutation": 9}
_NARROW = 110


@dataclass(frozen=True, slots=True)
class _ChainRows:
    """The rows of one chain and its headline."""

    headline: str
    rows: Records[ResistanceRow]
    inapplicable: tuple[str, ...]
    isoform: str


def run_resistance(
    inputs: list[str],
    output_format: OutputFormat,
    output: Path | None,
    *,
    model: int | None,
    panel: str,
    structure: bool,
    cutoff: float,
    pocket: str,
    all_classes: bool,
    include_low_confidence: bool,
) -> int:
    """List resistance mutations against the inhibitors of each input; gives the exit code."""
    found: list[_ChainRows] = []

    def work(name: str) -> None:
        entry = load(name, model=model)
        for chain in entry:
            rows = chain.resistance(
                panel,
                structure=structure,
                cutoff=cutoff,
                pocket=pocket,
                all_classes=all_classes,
                include_low_confidence=include_low_confidence,
            )
            found.append(_ChainRows(_headline(chain, pocket), rows, list_inapplicable(chain), chain.isoform))

    code = run_over_inputs(inputs, work)
    rows = Records(ResistanceRow, (row for chain in found for row in chain.rows))
    write_result(rows, output_format, output, lambda: _print(found, cutoff, output))
    return code


def _headline(chain: RasChain, pocket: str) -> str:
    """Say what the chain is and what is bound."""
    parts = [f"{chain.pdb_id or Path(chain.structure.source).name} chain {chain.chain_id}"]
    parts.append(" ".join([chain.isoform, *chain.mutations]))
    parts.append(chain.nucleotide.het_code or "no nucleotide modelled")
    parts.extend(inhibitor.describe() for inhibitor in chain.summary().inhibitors)
    if not chain.inhibitors:
        parts.append(f"no inhibitor modelled: residues that line {pocket}")
    return " · ".join(parts)


def _print(found: list[_ChainRows], cutoff: float, output: Path | None) -> None:
    """Draw the tables of every chain and inhibitor, then legend and references."""
    from rasstruct.cli.console import print_tables

    references: dict[str, int] = {}

    def draw(console: Console) -> None:
        for chain in found:
            console.print(chain.headline, style="bold", markup=False)
            for ligand in dict.fromkeys(row.ligand_residue for row in chain.rows):
                _draw_ligand(console, [row for row in chain.rows if row.ligand_residue == ligand], references)
            if chain.inapplicable:
                console.print(
                    f"not listed, because {chain.isoform} has another residue there: {', '.join(chain.inapplicable)}\n",
                    markup=False,
                )
        _draw_legend(console, references, cutoff)

    print_tables(draw, output)


def _draw_ligand(console: Console, rows: list[ResistanceRow], references: dict[str, int]) -> None:
    """Draw one inhibitor: residues in contact, then those that line its site, then the others."""
    name = f"{rows[0].ligand_het or 'the peptide'} {rows[0].ligand_residue}"
    site = rows[0].ligand_site
    contact = [row for row in rows if row.in_contact]
    lining = [row for row in rows if not row.in_contact and site in row.pockets]
    elsewhere = [row for row in rows if not row.in_contact and site not in row.pockets]
    is_bound = rows[0].ligand_residue is not None
    for title, part in (
        (f"In contact with {name}", contact),
        (f"Lining {site}, not in contact" if is_bound else f"Lining {site}", lining),
        ("Elsewhere in RAS", elsewhere),
    ):
        if part:
            console.print(_table_of(title, part, references, is_narrow=console.width < _NARROW))


def _table_of(title: str, rows: list[ResistanceRow], references: dict[str, int], *, is_narrow: bool) -> Table:
    """Make one table, grouped by residue; mutations with the same observations share a line."""
    from rasstruct.cli.console import make_table

    columns = {name: width for name, width in _COLUMNS.items() if not (is_narrow and name == "region")}
    table = make_table(*columns, "published observations", title=title)
    for column, width in zip(table.columns, columns.values(), strict=False):
        column.min_width = width
        column.max_width = None if column.header == "residue" else width
    for number in dict.fromkeys(row.uniprot_number for row in rows):
        of_residue = [row for row in rows if row.uniprot_number == number]
        grouped: dict[str, list[str]] = {}
        for mutation in dict.fromkeys(row.mutation for row in of_residue):
            text = _observations([row for row in of_residue if row.mutation == mutation], references)
            grouped.setdefault(text, []).append(mutation)
        head = [cell for name, cell in _residue_cells(of_residue[0]).items() if name in columns]
        for text, names in grouped.items():
            table.add_row(*head, " ".join(names), text)
            head = [""] * len(head)
    return table


def _residue_cells(row: ResistanceRow) -> dict[str, str]:
    """Give the cells that are said once a residue, by column."""
    canonical = f"{row.mutation[0]}{row.uniprot_number}"
    observed = f" ({row.observed_residue} here)" if row.observed_residue not in (None, row.mutation[0]) else ""
    return {
        "residue": canonical + observed if row.modelled else f"{canonical} missing",
        "region": row.region or "",
        "Å": f"{row.distance:.2f}" if row.distance is not None else "–",
        "side chain": f"{row.side_chain_distance:.2f}" if row.side_chain_distance is not None else "–",
        "contact": row.contact_part if row.in_contact else "–",
    }


def _observations(rows: list[ResistanceRow], references: dict[str, int]) -> str:
    """Write the effect by structure, then what is published: drugs by effect, with the numbers of the references."""
    parts = [_structure(rows[0])] if rows[0].label is not None else []
    if rows[0].drug is None:
        return "\n".join(
            [*parts, f"{', '.join(rows[0].mutation_classes)}; no drug observation {_cite(rows, references)}"]
        )
    for mark, effect in dict.fromkeys((row.evidence_applies or "other", row.effect or "unknown") for row in rows):
        own = [row for row in rows if (row.evidence_applies, row.effect) == (mark, effect)]
        drugs = ", ".join(f"{row.drug} ({row.evidence})" for row in own)
        parts.append(f"{_MARKS[mark]} {effect}: {drugs} {_cite(own, references)}")
    return "\n".join(parts)


def _structure(row: ResistanceRow) -> str:
    """Write what a substitution does by structure."""
    score = "" if row.score is None else f" {row.score:.2f}"
    verdict = f" ({row.verdict}{score})" if row.verdict else ""
    flags = f"; {', '.join(row.mechanism_flags)}" if row.mechanism_flags else ""
    return f"{_BY_STRUCTURE} {row.label}{verdict}{flags}"


def _cite(rows: list[ResistanceRow], references: dict[str, int]) -> str:
    """Number the publications of some rows, in the order in which they are first cited."""
    texts = dict.fromkeys(text for row in rows for text in row.reference.split("; "))
    numbers = sorted(references.setdefault(text, len(references) + 1) for text in texts)
    return f"\\[{','.join(map(str, numbers))}]"


def _draw_legend(console: Console, references: dict[str, int], cutoff: float) -> None:
    """Say what the columns mean and give the references."""
    console.print(
        f"Å: nearest heavy atoms of residue and inhibitor in this structure; in contact within {cutoff:g} Å.\n"
        "side chain: from the atoms beyond CB (CB of Ala), which a substitution exchanges; backbone includes CB.\n"
        "Observations are published, not predicted here: ● this inhibitor, ◐ another of the same site, ○ other.\n"
        f"{_BY_STRUCTURE} with --structure: label, verdict and score by this structure alone (docs/resistance.md).\n"
        "A contact alone does not mean resistance.",
        markup=False,
    )
    if references:
        console.print("\nReferences", style="bold")
    for text, number in references.items():
        console.print(f"[{number}] {text}", markup=False)
