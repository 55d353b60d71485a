"""Is every decision on a contradiction what the tables really do?

Oracles: the tables themselves, one check a decision; the corpus table of contradictions, of which no row may be lost.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rasstruct import reference
from rasstruct.reference.ligand_names import ligands_by_name
from rasstruct.reference.partner_proteins import partners_by_uniprot
from rasstruct.reference.regions import find_region, regions

NOTHING = "no rasstruct value depends on it"


def ligand(name: str) -> Any:
    """Give the row of a molecule by name or synonym."""
    return ligands_by_name()[name.casefold()]


def ends(region: str, scheme: str, isoform: str = "KRAS4B") -> list[tuple[int, int]]:
    """Give first and last residue of a region."""
    return [(r.residues[0], r.residues[-1]) for r in regions(scheme, isoform) if r.region == region]


def outcomes(drug: str) -> set[tuple[str, float | None]]:
    """Give outcomes and values of a drug."""
    return {(row.outcome, row.value) for row in reference.clinical_outcomes() if row.drug == drug}


#: statement (its beginning) -> does the table do what the decision says?
CHECKS: dict[str, Callable[[], bool]] = {
    "DACI": lambda: ligand("DACI").name == "DCAI",
    "HVR 166": lambda: (
        find_region("G domain", "chen2021").residues[-1] == 166
        and ends("HVR", "chen2021") == [(167, 188)]
        and ends("HVR", "chen2021_text") == [(166, 188)]
    ),
    "Allosteric lobe": lambda: (
        ends("allosteric lobe", "chen2021") == [(87, 166)]
        and ends("allosteric lobe", "chen2021_printed") == [(87, 165)]
    ),
    "Kobe0062": lambda: ligand("Kobe0062").name == "Kobe2602",
    "Kobe xenografts": lambda: {ligand("Kobe0065").target_mutation, ligand("Kobe2602").target_mutation} == {"G12V"},
    "BI-2852": lambda: ligand("BI-2852").target_mutation == "G12D (pan-RAS)" and "NCI-H358" in ligand("BI-2852").note,
    "KRA-533: KRAS": lambda: (
        {row.mutation_class for row in reference.mutations() if row.mutation == "K117A"} == {"engineered construct"}
        and "K117A" not in ligand("KRA-533").target_mutation
    ),
    "2C07": lambda: ligand("2C07").nucleotide_state == "GDP and GTP",
    "MRTX1133": lambda: ligand("MRTX1133").nucleotide_state.startswith("GDP and GTP"),
    "SML-10-70-1": lambda: ligand("SML-10-70-1").name != ligand("SML-8-73-1").name,
    "BAY-293": lambda: (
        {(ligand(name).target, ligand(name).site) for name in ("BAY-293", "BI-3406", "BI 1701963")} == {("SOS1", None)}
    ),
    "Rigosertib": lambda: ligand("rigosertib").site is None,
    "phenyl-binding": lambda: (
        partners_by_uniprot()["PDE6D_HUMAN"].domain == "prenyl binding"
        and any(row.genes == ("PDE6D",) and row.step == "transport" for row in reference.hvr_processing())
    ),
    "HyT13": lambda: (
        (ligand("HyT13").target, ligand("HyT13").target_mutation) == ("HaloTag-RAS", "G12V")
        and any(row.mutation == "G12V" and row.genes == ("HRAS",) for row in reference.mutations())
    ),
    "BEZ235": lambda: (ligand("BEZ235").name, ligand("BEZ235").target) == ("dactolisib", "PI3K/mTOR"),
    "CD4/6": lambda: (
        ligand("palbociclib").target == "CDK4/6" and any(row.genes == ("CDK4", "CDK6") for row in reference.ras_cycle())
    ),
    "siG12D": lambda: ligand("siG12D-LODER").name != ligand("AZD4785").name,
    "V941": lambda: ligand("V941").modality == "mRNA vaccine",
    "ref 94": lambda: all("ref 94" not in ligand(name).reference for name in ("ARS-853", "ARS-1620")),
    "Awad": lambda: [row.named_in_review for row in reference.bypass_mechanisms() if row.genes == ("MET",)] == [False],
    "Table 2": lambda: (
        not any("Table 2" in str(row) for row in (*reference.frequencies(), *reference.hotspot_shares()))
    ),
    "Sotorasib ORR": lambda: (
        {("objective response rate", 37.1), ("median duration of response", 11.1)} <= outcomes("sotorasib")
    ),
    "STK19": lambda: (
        all("disputed" in row.effect for row in reference.ras_cycle() if row.protein == "STK19")
        and "disputed" in (find_region("STK19 phosphorylation site", "key_residues").note or "")
    ),
    "selumetinib": lambda: "negative" in ligand("selumetinib").note,
    "KRAS G13D": lambda: (
        [row.effect for row in reference.resistance_evidence() if (row.mutation, row.drug) == ("G13D", "cetuximab")]
        == ["unknown"]
    ),
    "NSCLC row": lambda: [row.n for row in reference.clinicopathology() if "NSCLC" in row.cancer] == [6583],
    "CRC row": lambda: (
        [row.cancer for row in reference.clinicopathology() if "ref 207" in row.source] == ["colorectal cancer (CRC)"]
    ),
}


def test_there_are_31_contradictions_each_with_a_decision() -> None:
    assert len(reference.contradictions()) == 31
    assert all(row.decision for row in reference.contradictions())


def test_every_decision_is_checked_below_or_says_that_nothing_depends_on_it() -> None:
    for row in reference.contradictions():
        checked = [beginning for beginning in CHECKS if row.statement.startswith(beginning)]
        assert len(checked) == (0 if row.decision == NOTHING else 1), row


@pytest.mark.parametrize("beginning", CHECKS)
def test_the_tables_do_what_the_decision_says(beginning: str) -> None:
    assert [row for row in reference.contradictions() if row.statement.startswith(beginning)]
    assert CHECKS[beginning]()


def test_a_decision_names_tables_that_exist() -> None:
    named = {name for row in reference.contradictions() for name in re.findall(r"\b[a-z]+_[a-z]+\b", row.decision)}
    columns = {"target_mutation", "nucleotide_state"}
    assert named - columns <= set(reference.__all__)
    assert named & set(reference.__all__)


@pytest.mark.corpus
def test_no_contradiction_of_the_corpus_is_lost(corpus: Path) -> None:
    with (corpus / "facts" / "contradictions.tsv").open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    # the corpus calls the review the seed
    wanted = {(row["seed_statement"], row["literature_or_correct"].replace("seed", "review")) for row in rows}
    assert {(row.statement, row.correct or "") for row in reference.contradictions()} == wanted
