"""`rasstruct reference`: the facts that rasstruct rests on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from rasstruct import reference
from rasstruct._base.records import Records
from rasstruct.cli.output import OutputFormat, write_records

__all__ = ["list_tables", "run_reference"]

#: columns of the terminal tables; every other format has them all
_SHOWN = {
    "bypass_mechanisms": ("mechanism", "drug", "effect", "evidence", "detail", "reference"),
    "contradictions": ("statement", "place", "correct", "kind"),
    "frequencies": ("metric", "gene", "cancer", "codon_or_allele", "value", "unit", "n"),
    "het_roles": ("het_code", "role", "source", "note"),
    "isoforms": ("isoform", "uniprot_isoform", "length", "caax", "lipidation", "note"),
    "known_ligands": ("name", "target", "target_mutation", "site", "binding_mode", "het_codes", "pdb_ids"),
    "mutations": ("mutation", "genes", "mutation_class", "named_in_review", "confidence", "reference"),
    "nucleotides": ("het_code", "state", "molecule", "parker_class", "note"),
    "partner_proteins": ("uniprot_entry", "uniprot_accession", "domain", "role"),
    "pockets": ("pocket", "definition", "residues", "confidence", "source"),
    "regions": ("region", "scheme", "residues", "isoforms", "category", "confidence"),
    "resistance_evidence": ("mutation", "drug", "effect", "evidence", "confidence", "reference"),
    "structures": (
        "pdb_id",
        "isoform",
        "mutations",
        "nucleotide_het",
        "ligand_het",
        "ligand_name",
        "site",
        "resolution",
    ),
}


def list_tables() -> dict[str, Callable[[], Records[Any]]]:
    """Map the names of the tables to the functions that give them."""
    return {name: getattr(reference, name) for name in reference.__all__}


def run_reference(name: str | None, output_format: OutputFormat, output: Path | None) -> int:
    """Write one facts table, or the list of tables; gives the exit code."""
    from rich.console import Console

    from rasstruct.cli.console import make_table, print_tables

    if name is None:
        table = make_table("table", "rows", "what it holds")
        for table_name, read in list_tables().items():
            table.add_row(table_name, str(len(read())), (read.__doc__ or "").splitlines()[0])
        print_tables(lambda console: console.print(table), output)
        return 0
    records = list_tables()[name]()
    if output_format is not OutputFormat.TABLE:
        write_records(records, output_format, output)
        return 0
    shown = _SHOWN[name]
    table = make_table(*shown)
    for row in records:
        table.add_row(*(_text(getattr(row, column)) for column in shown))
    hidden = ", ".join(column for column in records.columns if column not in shown)

    def draw(console: Console) -> None:
        console.print(table)
        console.print(f"{len(records)} rows; not shown: {hidden} (every other --format has them)", markup=False)

    print_tables(draw, output)
    return 0


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
    return str(value).replace("[", "\\[")


def _ranges(numbers: tuple[int, ...]) -> str:
    """Write (1, 2, 3, 7) as 1-3, 7."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1][-1:] = [number] if len(parts[-1]) > 1 else [parts[-1][0], number]
        else:
            parts.append([number])
    return ", ".join("-".join(map(str, (part[0], part[-1]) if len(part) > 1 else part)) for part in parts)
