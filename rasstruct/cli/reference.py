"""`rasstruct reference`: the facts that rasstruct rests on."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rasstruct import reference
from rasstruct._base.records import Records
from rasstruct.cli.output import OutputFormat, write_records

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["list_tables", "run_reference"]

#: columns of the terminal tables, the last ones only where there is room; every other format has all columns
_SHOWN = {
    "acquired_resistance": ("alteration", "drug", "effect", "evidence", "mechanism", "genes", "reference"),
    "bypass_mechanisms": ("mechanism", "genes", "drug", "effect", "evidence", "detail", "reference"),
    "clinical_outcomes": ("drug", "cancer", "outcome", "value", "unit", "patients", "n", "trial"),
    "clinicopathology": ("cancer", "genes", "codons", "percent", "n", "features", "note"),
    "contradictions": ("statement", "correct", "decision", "place", "kind", "source"),
    "frequencies": ("cancer", "genes", "codon_or_allele", "percent", "qualifier", "metric", "dataset"),
    "het_roles": ("het_code", "role", "note", "source"),
    "hotspot_shares": ("genes", "codons", "percent_low", "percent_high", "qualifier", "metric", "dataset"),
    "hvr_processing": ("step", "protein", "isoforms", "residues", "effect", "lipid", "drugs", "source"),
    "isoforms": ("isoform", "gene", "uniprot_isoform", "length", "caax", "note", "refseq"),
    "known_ligands": ("name", "target", "target_mutation", "site", "binding_mode", "het_codes", "pdb_ids"),
    "mutations": ("mutation", "genes", "mutation_class", "named_in_review", "confidence", "note", "reference"),
    "nucleotides": ("het_code", "state", "molecule", "parker_class", "note"),
    "partner_proteins": ("uniprot_entry", "uniprot_accession", "domain", "role", "note"),
    "pockets": ("pocket", "definition", "residues", "confidence", "source"),
    "ras_cycle": ("protein", "genes", "role", "acts_on", "effect", "pathway", "source"),
    "regions": ("region", "scheme", "residues", "isoforms", "category", "confidence", "source"),
    "resistance_evidence": ("mutation", "drug", "effect", "evidence", "confidence", "observation", "reference"),
    "trials": ("ligand", "nct_id", "basis", "review_status"),
    "structures": ("pdb_id", "isoform", "mutations", "nucleotide_het", "ligand_het", "site", "resolution", "partner"),
}
#: a word up to the first length is never broken, a word up to the second where there is room for it
_UNBROKEN, _LONGEST = 20, 28
#: blanks between two columns, and beside the outer ones
_GAP, _EDGES = 3, 2
#: identifiers are for programs: a terminal shows author, year, journal and page
_DOI = re.compile(r"\s*\bdoi:[^\s;,()]*(?:\([^\s()]*\)[^\s;,()]*)*")
#: lists inside a text break after the semicolon
_TIGHT_SEMICOLON = re.compile(r";(?=\S)")


def list_tables() -> dict[str, Callable[[], Records[Any]]]:
    """Map the names of the tables to the functions that give them."""
    return {name: getattr(reference, name) for name in reference.__all__}


def run_reference(name: str | None, output_format: OutputFormat, output: Path | None) -> int:
    """Write one facts table, or the list of tables; gives the exit code."""
    from rasstruct.cli.console import make_table, print_tables

    if name is None:
        table = make_table("table", "rows", "what it holds")
        for table_name, read in list_tables().items():
            table.add_row(table_name, str(len(read())), _subject(read))
        print_tables(lambda console: console.print(table), output)
        return 0
    records = list_tables()[name]()
    if output_format is not OutputFormat.TABLE:
        write_records(records, output_format, output)
        return 0
    title = f"{name}: {_subject(list_tables()[name])}"
    print_tables(lambda console: _draw(console, title, records, _SHOWN.get(name, records.columns)), output)
    return 0


def _subject(read: Callable[[], Records[Any]]) -> str:
    """Say what a table holds, by the first line of its function."""
    return (read.__doc__ or "").splitlines()[0].removeprefix("List ").rstrip(".")


def _draw(console: Console, title: str, records: Records[Any], wanted: Sequence[str]) -> None:
    """Draw the columns that fit, then say which do not."""
    from rich.markup import escape

    from rasstruct.cli.console import make_table

    heads = {name: name.replace("_", " ") for name in wanted}
    cells = {name: [_text(getattr(row, name)) for row in records] for name in wanted}
    widths = _fit({name: [heads[name], *cells[name]] for name in wanted}, console.width)
    table = make_table(*(heads[name] for name in widths))
    for drawn, width in zip(table.columns, widths.values(), strict=True):
        drawn.width = width
    for number in range(len(records)):
        table.add_row(*(escape(cells[name][number]) for name in widths))
    console.print(title, style="bold", markup=False)
    console.print(table)
    hidden = [name for name in records.columns if name not in widths]
    rest = f"; not shown: {', '.join(hidden)} (every other --format has them)" if hidden else ""
    console.print(f"{len(records)} rows{rest}", markup=False)


def _fit(columns: dict[str, list[str]], width: int) -> dict[str, int]:
    """Give widths to the columns that fit: each its longest word, then room where it saves most lines."""
    words = {name: max(map(_longest_word, texts)) for name, texts in columns.items()}
    widths = {name: min(letters, _UNBROKEN) for name, letters in words.items()}
    while len(widths) > 1 and _total(widths) > width:
        widths.popitem()
    roomy = {name: min(words[name], _LONGEST) for name in widths}
    widths = roomy if _total(roomy) <= width else widths
    lengths = {name: [len(text) for text in columns[name]] for name in widths}
    for _ in range(width - _total(widths)):
        lines = {name: sum((n - 1) // widths[name] for n in lengths[name] if n > widths[name]) for name in widths}
        tallest = max(lines, key=lambda name: lines[name])
        if not lines[tallest]:
            break
        widths[tallest] += 1
    return widths


def _total(widths: dict[str, int]) -> int:
    """Add up the widths of columns and blanks."""
    return sum(widths.values()) + _GAP * (len(widths) - 1) + _EDGES


def _longest_word(text: str) -> int:
    """Count the letters of the longest word."""
    return max(map(len, text.split()), default=1)


def _text(value: Any) -> str:
    """Write one cell; consecutive numbers as ranges."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        if value and all(isinstance(item, int) for item in value):
            return _ranges(value)
        return ", ".join(map(str, value))
    return _TIGHT_SEMICOLON.sub("; ", _DOI.sub("", str(value))).strip() or str(value)


def _ranges(numbers: tuple[int, ...]) -> str:
    """Write (1, 2, 3, 7) as 1-3, 7."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1][-1:] = [number] if len(parts[-1]) > 1 else [parts[-1][0], number]
        else:
            parts.append([number])
    return ", ".join("-".join(map(str, (part[0], part[-1]) if len(part) > 1 else part)) for part in parts)
