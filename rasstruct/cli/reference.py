"""`rasstruct reference`: the facts that rasstruct rests on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from rasstruct import reference
from rasstruct._base.records import Records
from rasstruct.cli.output import OutputFormat, write_records

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
    "interaction_atoms": ("interaction", "part", "definition", "note", "source"),
    "interaction_criteria": ("interaction", "quantity", "limit", "unit", "note", "source"),
    "isoforms": ("isoform", "gene", "uniprot_isoform", "length", "caax", "note", "refseq"),
    "known_ligands": ("name", "target", "target_mutation", "site", "binding_mode", "het_codes", "pdb_ids"),
    "mutations": ("mutation", "genes", "mutation_class", "named_in_review", "confidence", "note", "reference"),
    "nucleotides": ("het_code", "state", "molecule", "parker_class", "note"),
    "partner_proteins": ("uniprot_entry", "uniprot_accession", "domain", "role", "note"),
    "pockets": ("pocket", "definition", "residues", "confidence", "source"),
    "ras_cycle": ("protein", "genes", "role", "acts_on", "effect", "pathway", "source"),
    "regions": ("region", "scheme", "residues", "isoforms", "category", "confidence", "source"),
    "resistance_evidence": ("mutation", "drug", "effect", "evidence", "confidence", "observation", "reference"),
    "resistance_criteria": ("quantity", "value", "unit", "note", "source"),
    "rotamer_ranking": ("quantity", "value", "unit", "note", "source"),
    "mechanism_flags": ("mutation", "flag", "effect", "drug_states", "confidence", "source"),
    "trials": ("ligand", "nct_id", "basis", "review_status"),
    "structures": ("pdb_id", "isoform", "mutations", "nucleotide_het", "ligand_het", "site", "resolution", "partner"),
}


def list_tables() -> dict[str, Callable[[], Records[Any]]]:
    """Map the names of the tables to the functions that give them."""
    return {name: getattr(reference, name) for name in reference.__all__}


def run_reference(name: str | None, output_format: OutputFormat, output: Path | None) -> int:
    """Write one facts table, or the list of tables; gives the exit code."""
    from rasstruct.cli.console import make_table, print_tables
    from rasstruct.cli.fitted_table import draw_fitted

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
    print_tables(lambda console: draw_fitted(console, title, records, _SHOWN.get(name, records.columns)), output)
    return 0


def _subject(read: Callable[[], Records[Any]]) -> str:
    """Say what a table holds, by the first line of its function."""
    return (read.__doc__ or "").splitlines()[0].removeprefix("List ").rstrip(".")
