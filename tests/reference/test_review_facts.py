"""Do the tables of the review's numbers, proteins and lipids hold together?

Oracles: the percentages that patients and cohort sizes give by division; the sequences of the isoforms; published
anchors (Misaki 2010 J Cell Biol 191:23: NRAS C181, HRAS C181 and C184 are palmitoylated; the CAAX cysteine is
prenylated); textbook roles (SOS1 exchanges, NF1 and RASA1 hydrolyse, RAF1 is an effector); and the corpus tables of
frequencies and contradictions, from which no number and no row may be lost.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from rasstruct import reference
from rasstruct._base.errors import LookupFailedError
from rasstruct.reference.isoforms import get_isoform
from rasstruct.reference.ligand_names import ligands_by_name
from rasstruct.reference.partner_proteins import partners_by_uniprot
from rasstruct.reference.regions import regions_by_residue

RAS_GENES = {"KRAS", "NRAS", "HRAS"}
ISOFORMS = {"KRAS4A", "KRAS4B", "NRAS", "HRAS"}
GENE_SYMBOL = re.compile(r"[A-Z][A-Z0-9]+")
VERIFICATIONS = ("recalled", "abstract of", "introduction of")


# --- numbers ---------------------------------------------------------------------------------------------------------


def percentages() -> list[float]:
    """Collect every percentage of the tables."""
    shares = [p for row in reference.hotspot_shares() for p in (row.percent_low, row.percent_high)]
    outcomes = [row.value for row in reference.clinical_outcomes() if row.unit == "%"]
    rates = [row.percent for row in (*reference.frequencies(), *reference.clinicopathology())]
    return [number for number in (*shares, *outcomes, *rates) if number is not None]


def test_percentages_lie_between_0_and_100() -> None:
    assert len(percentages()) > 30
    assert all(0 < number <= 100 for number in percentages())


def test_ranges_ascend_and_have_both_ends_or_none() -> None:
    for row in reference.hotspot_shares():
        assert (row.percent_low is None) == (row.percent_high is None)
        assert row.percent_low is None or row.percent_low <= row.percent_high


@pytest.mark.parametrize(
    "row", reference.clinical_outcomes(), ids=lambda row: f"{row.outcome} of {row.drug} in {row.n} patients"
)
def test_patients_divided_by_cohort_give_the_printed_percentage(row: Any) -> None:
    assert row.unit in {"%", "months"}
    if row.patients is not None and row.value is not None:
        assert round(100 * row.patients / row.n, 1) == row.value
    else:
        assert row.unit == "months" or row.note


def test_a_statement_without_number_says_so() -> None:
    for row in reference.frequencies():
        assert row.percent is not None or row.qualifier
    for row in reference.hotspot_shares():
        assert row.percent_low is not None or row.qualifier


def test_codons_are_glycine_12_glycine_13_glutamine_61_and_alanine_146() -> None:
    codons = {n for row in (*reference.clinicopathology(), *reference.hotspot_shares()) for n in row.codons}
    letters = {n: {get_isoform(isoform).sequence[n - 1] for isoform in ISOFORMS} for n in codons}
    assert letters == {12: {"G"}, 13: {"G"}, 61: {"Q"}, 146: {"A"}}


@pytest.mark.parametrize(
    ("gene", "cancer", "percent"),
    [("KRAS", "pancreatic", 66.1), ("KRAS", "LUNG adeno", 16.5), ("NRAS", "melanoma", 18.6), ("HRAS", "vulva", None)],
)
def test_a_frequency_is_found_by_gene_and_part_of_the_cancer(gene: str, cancer: str, percent: float | None) -> None:
    assert [row.percent for row in reference.frequencies(gene=gene, cancer=cancer)] == [percent]


@pytest.mark.parametrize(("gene", "cancer"), [("BRAF", None), ("HRAS", "melanoma"), (None, "glioma")])
def test_a_frequency_that_is_not_there_is_refused_with_the_choices(gene: str | None, cancer: str | None) -> None:
    with pytest.raises(LookupFailedError, match="malignant melanoma") as refused:
        reference.frequencies(gene=gene, cancer=cancer)
    assert repr(gene) in str(refused.value)
    assert repr(cancer) in str(refused.value)


def test_numbers_are_nullable_floats_in_a_frame() -> None:
    frame = reference.frequencies().to_frame()
    assert str(frame["percent"].dtype) == "Float64"
    assert int(frame["percent"].isna().sum()) == 3
    assert str(reference.clinical_outcomes().to_frame()["patients"].dtype) == "Int64"


@pytest.mark.parametrize("name", reference.__all__)
def test_a_frame_has_nullable_types_only(name: str) -> None:
    types = {str(dtype) for dtype in getattr(reference, name)().to_frame().dtypes}
    assert types <= {"string", "Int64", "Float64", "boolean", "object"}


# --- one fact, one row -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("frequencies", ("genes", "cancer", "codon_or_allele")),
        ("hotspot_shares", ("metric", "genes", "codons")),
        ("clinicopathology", ("cancer", "genes")),
        ("clinical_outcomes", ("drug", "trial", "cancer", "outcome")),
        ("contradictions", ("statement",)),
        ("bypass_mechanisms", ("mechanism", "genes", "drug")),
        ("ras_cycle", ("protein",)),
        ("hvr_processing", ("step", "protein")),
    ],
)
def test_no_fact_stands_twice(name: str, key: tuple[str, ...]) -> None:
    counts = Counter(tuple(getattr(row, column) for column in key) for row in getattr(reference, name)())
    assert [fact for fact, count in counts.items() if count > 1] == []


def test_rates_of_table_1_are_not_repeated_among_the_frequencies() -> None:
    rates = {(frozenset(row.genes), row.percent) for row in reference.clinicopathology()}
    assert rates.isdisjoint({(frozenset(row.genes), row.percent) for row in reference.frequencies()})


# --- the RAS cycle ---------------------------------------------------------------------------------------------------


def test_roles_are_those_of_the_column_description() -> None:
    roles = {row.role for row in reference.ras_cycle()}
    assert roles == {"upstream regulator", "GEF", "GAP", "effector", "downstream kinase"}


@pytest.mark.parametrize(
    ("gene", "role"),
    [
        ("SOS1", "GEF"), ("RASGRP1", "GEF"), ("NF1", "GAP"), ("RASA1", "GAP"), ("RAF1", "effector"),
        ("PIK3CA", "effector"), ("RALGDS", "effector"), ("PTPN11", "upstream regulator"),
        ("MAPK1", "downstream kinase"),
    ],
)  # fmt: skip
def test_textbook_role(gene: str, role: str) -> None:
    assert [row.role for row in reference.ras_cycle() if gene in row.genes] == [role]


def test_genes_and_uniprot_entries_of_the_cycle_stand_once_and_in_pairs() -> None:
    rows = reference.ras_cycle()
    assert all(len(row.genes) == len(row.uniprot_entries) > 0 for row in rows)
    genes = [gene for row in rows for gene in row.genes]
    entries = [entry for row in rows for entry in row.uniprot_entries]
    assert all(GENE_SYMBOL.fullmatch(gene) for gene in genes)
    assert all(re.fullmatch(r"[A-Z0-9]{2,5}_HUMAN", entry) for entry in entries)
    assert len(set(genes)) == len(genes)
    assert len(set(entries)) == len(entries)


def test_roles_agree_with_those_of_the_partner_proteins() -> None:
    partners = partners_by_uniprot()
    roles = {entry: row.role for row in reference.ras_cycle() for entry in row.uniprot_entries if entry in partners}
    assert len(roles) >= 15
    assert roles == {entry: partners[entry].role for entry in roles}


# --- the hypervariable region ----------------------------------------------------------------------------------------


def modified() -> list[tuple[str, str, str, int]]:
    """List step, isoform, letter and number of every modified residue."""
    found = []
    for row in reference.hvr_processing():
        for text in row.residues:
            parts = re.fullmatch(r"(\w+):([A-Z])(\d+)", text)
            assert parts, text
            found.append((row.step, parts[1], parts[2], int(parts[3])))
            assert parts[1] in row.isoforms, row
    return found


def test_letter_of_every_modified_residue_is_that_of_the_sequence() -> None:
    assert len(modified()) > 25
    for _, isoform, letter, number in modified():
        assert get_isoform(isoform).sequence[number - 1] == letter
        assert "HVR" in regions_by_residue("chen2021", isoform)[number]


def test_the_prenylated_residue_is_the_cysteine_of_the_caax_box() -> None:
    prenylated = {(isoform, number) for step, isoform, _, number in modified() if step == "prenylation"}
    assert prenylated == {(isoform, get_isoform(isoform).length - 3) for isoform in ISOFORMS}


def test_palmitoylated_cysteines_are_the_published_ones() -> None:
    found = {(isoform, number) for step, isoform, _, number in modified() if step == "palmitoylation"}
    assert found == {("KRAS4A", 180), ("NRAS", 181), ("HRAS", 181), ("HRAS", 184)}


def test_only_what_was_palmitoylated_is_depalmitoylated() -> None:
    steps = {
        step: {(i, n) for s, i, _, n in modified() if s == step} for step in ("palmitoylation", "depalmitoylation")
    }
    assert steps["depalmitoylation"] < steps["palmitoylation"]


def test_isoforms_genes_and_drugs_of_the_hvr_are_known() -> None:
    for row in reference.hvr_processing():
        assert row.isoforms
        assert set(row.isoforms) <= ISOFORMS
        assert all(GENE_SYMBOL.fullmatch(gene) for gene in row.genes)
        assert all(drug.casefold() in ligands_by_name() for drug in row.drugs)
        # a drug of the review's tables is credited to it, so the review names the target
        assert not row.drugs or row.named_in_review


def test_hras_alone_is_not_geranylgeranylated() -> None:
    (row,) = [row for row in reference.hvr_processing() if row.protein == "GGTase I"]
    assert set(row.isoforms) == ISOFORMS - {"HRAS"}


@pytest.mark.parametrize("name", ["ras_cycle", "hvr_processing"])
def test_what_was_only_recalled_is_never_of_high_confidence(name: str) -> None:
    for row in getattr(reference, name)():
        assert row.verification.startswith(VERIFICATIONS), row
        assert row.confidence == ("medium" if row.verification.startswith("recalled") else "high"), row


# --- acquired resistance ---------------------------------------------------------------------------------------------


def test_the_list_of_escapes_has_the_mutations_and_every_bypass() -> None:
    rows = reference.acquired_resistance()
    # the review's list: Awad 2021 NEJM doi:10.1056/NEJMoa2105281
    review = {"G12D", "G12R", "G12V", "G12W", "G13D", "Q61H", "R68S", "H95D", "H95Q", "H95R", "Y96C"}
    adagrasib = {row.alteration for row in rows if row.drug == "adagrasib" and row.kind == "RAS mutation"}
    assert review <= adagrasib
    assert [row.alteration for row in rows if row.kind == "bypass"] == [
        row.mechanism for row in reference.bypass_mechanisms()
    ]
    genes = {gene for row in rows if row.kind == "bypass" for gene in row.genes}
    assert genes == {
        "KRAS", "NRAS", "BRAF", "MAP2K1", "RET", "NF1", "PTEN", "ALK", "RAF1", "FGFR3", "MET",
    }  # fmt: skip


def test_engineered_mutations_and_drugs_of_other_targets_are_no_escapes() -> None:
    rows = reference.acquired_resistance()
    assert {row.alteration for row in rows}.isdisjoint({"C118S", "M72C", "K117A", "H95L"})
    assert "cetuximab" not in {row.drug for row in rows}
    assert all(set(row.genes) <= RAS_GENES for row in rows if row.kind == "RAS mutation")


# --- the corpus tables -----------------------------------------------------------------------------------------------


@pytest.mark.corpus
def test_no_number_of_the_corpus_is_lost(corpus: Path) -> None:
    with (corpus / "facts" / "frequencies.tsv").open(newline="", encoding="utf-8") as lines:
        printed = {row["value"] for row in csv.DictReader(lines, delimiter="\t")}
    wanted = Counter(float(text) for cell in printed for text in re.findall(r"\d+(?:\.\d+)?", cell))
    months = [row.value for row in reference.clinical_outcomes() if row.unit == "months"]
    patients = [row.patients for row in reference.clinical_outcomes() if row.value is None]
    sites = [100 for row in reference.hotspot_shares() if row.qualifier == "more than 100 sites"]
    assert set(wanted) == {float(number) for number in (*percentages(), *months, *patients, *sites) if number}
