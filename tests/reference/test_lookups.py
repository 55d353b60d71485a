"""Do the lookups give what the tables hold, and refuse the rest by naming the choices?

Oracles: the genetic code (one nucleotide change of GGT/GGC gives A, C, D, R, S, V; of CAA/CAG gives E, H, K, L, P, R
and a stop), published ranges, and the corpus tables of regions, isoforms and mutations.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

import pytest

from rasstruct import reference
from rasstruct._base.errors import LookupFailedError, TableError
from rasstruct.reference.data_files import read_table
from rasstruct.reference.het_roles import get_het_role
from rasstruct.reference.isoforms import get_isoform, isoforms
from rasstruct.reference.ligand_names import find_truncated_het_code
from rasstruct.reference.mutations import classify_mutation
from rasstruct.reference.pockets import default_pockets, get_pocket, pockets_by_residue
from rasstruct.reference.regions import find_region, list_schemes, regions, regions_by_residue
from rasstruct.reference.typed_rows import parse_ranges

FUNCTIONS = [getattr(reference, name) for name in reference.__all__]


# --- low confidence --------------------------------------------------------------------------------------------------


def test_low_confidence_mutations_are_given_on_request_only() -> None:
    everything = reference.mutations(include_low_confidence=True)
    low = [row for row in everything if row.confidence == "low"]
    assert low
    assert not set(low) & set(reference.mutations())
    assert len(reference.mutations()) == len(everything) - len(low)


def test_low_confidence_evidence_is_given_on_request_only() -> None:
    everything = reference.resistance_evidence(include_low_confidence=True)
    low = [row for row in everything if row.confidence == "low"]
    assert low
    assert not set(low) & set(reference.resistance_evidence())
    assert len(reference.resistance_evidence()) == len(everything) - len(low)


def test_low_confidence_pocket_is_listed_but_never_a_default() -> None:
    assert [row.pocket for row in reference.pockets() if row.definition == "lining" and row.confidence == "low"] == [
        "A59 site"
    ]
    assert "A59 site" not in default_pockets()
    assert all(row.confidence != "low" for row in default_pockets().values())


def test_low_confidence_mutation_has_no_class() -> None:
    assert {row.confidence for row in reference.mutations(include_low_confidence=True) if row.mutation == "V8L"} == {
        "low"
    }
    assert classify_mutation("V8L", "KRAS") == ("other",)


# --- refusals --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["chen2020", "", "CHEN2021"])
def test_unknown_scheme_is_refused_with_the_choices(scheme: str) -> None:
    with pytest.raises(LookupFailedError) as refused:
        regions(scheme)
    assert repr(scheme) in str(refused.value)
    assert all(name in str(refused.value) for name in ("chen2021", "chen2021_printed", "parker2022", "milburn1990"))


@pytest.mark.parametrize("name", ["SIIP", "switch II", "A59 site"])
def test_unknown_or_untrusted_pocket_is_refused_with_the_choices(name: str) -> None:
    with pytest.raises(LookupFailedError) as refused:
        get_pocket(name)
    assert repr(name) in str(refused.value)
    assert all(pocket in str(refused.value) for pocket in ("SII-P", "SI/II-P", "nucleotide", "base", "P110"))


def test_unknown_isoform_is_refused_with_the_choices() -> None:
    with pytest.raises(LookupFailedError, match="KRAS4A, KRAS4B, NRAS, HRAS"):
        get_isoform("RRAS")


def test_a_lookup_error_is_a_key_error_whose_message_is_one_plain_sentence() -> None:
    with pytest.raises(KeyError) as refused:
        get_isoform("RRAS")
    assert not str(refused.value).startswith(("'", '"'))
    assert "\n" not in str(refused.value)


def test_missing_table_is_a_table_error() -> None:
    with pytest.raises(TableError, match="reinstall"):
        read_table("no_such_table")


# --- functions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__name__)
def test_public_function_says_what_it_gives(function: Any) -> None:
    first_line = (function.__doc__ or "").strip().splitlines()[0]
    assert first_line.endswith(".")
    rows = function()
    assert rows is function()
    assert list(rows.to_frame().columns) == list(rows.columns)
    assert len(rows.to_frame()) == len(rows) > 0


def test_kras_means_kras4b() -> None:
    assert get_isoform("KRAS") is get_isoform("KRAS4B")
    assert get_isoform("KRAS") is not get_isoform("KRAS4A")
    assert [row.isoform for row in isoforms()] == ["KRAS4A", "KRAS4B", "NRAS", "HRAS"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("1-3,7", (1, 2, 3, 7)), ("12,13,61", (12, 13, 61)), ("35", (35,)), ("4-4", (4,)), ("5;39", (5, 39))],
)
def test_ranges_are_inclusive(text: str, numbers: tuple[int, ...]) -> None:
    assert parse_ranges(text) == numbers


@pytest.mark.parametrize(
    ("scheme", "isoform", "region", "first", "last"),
    [
        # Chen 2021: text and Fig. 1A
        ("chen2021", "KRAS4B", "P-loop", 10, 17),
        ("chen2021", "KRAS4B", "switch I", 30, 40),
        ("chen2021", "KRAS4B", "switch II", 60, 76),
        ("chen2021", "KRAS4B", "G domain", 1, 166),
        ("chen2021", "KRAS4B", "effector lobe", 1, 86),
        ("chen2021", "KRAS4B", "allosteric lobe", 87, 166),
        ("chen2021_printed", "KRAS4B", "allosteric lobe", 87, 165),
        ("chen2021", "KRAS4B", "HVR", 167, 188),
        ("chen2021", "KRAS4A", "HVR", 167, 189),
        ("chen2021", "NRAS", "HVR", 167, 189),
        ("chen2021", "HRAS", "HVR", 167, 189),
        ("chen2021_text", "HRAS", "HVR", 166, 189),
        # Parker 2022
        ("parker2022", "HRAS", "switch I", 25, 40),
        ("parker2022", "HRAS", "switch II", 56, 76),
        # Milburn 1990 Science doi:10.1126/science.2406906
        ("milburn1990", "HRAS", "switch I", 30, 38),
        ("milburn1990", "HRAS", "switch II", 60, 76),
    ],
)
def test_region_has_its_published_range(scheme: str, isoform: str, region: str, first: int, last: int) -> None:
    rows = [row for row in regions(scheme, isoform) if row.region == region]
    assert [row.residues for row in rows] == [tuple(range(first, last + 1))]


def test_default_lobes_and_hvr_cover_each_isoform_once() -> None:
    for row in isoforms():
        named = [r for r in regions("chen2021", row.isoform) if r.region in ("effector lobe", "allosteric lobe", "HVR")]
        numbers = [number for region in named for number in region.residues]
        assert sorted(numbers) == list(range(1, row.length + 1))


def test_schemes_partition_the_table() -> None:
    assert sum(len(regions(scheme)) for scheme in list_schemes()) == len(regions())


def test_a_residue_is_called_by_its_most_specific_region_first() -> None:
    assert regions_by_residue("chen2021", "KRAS4B")[61][0] == "switch II"
    assert regions_by_residue("chen2021", "KRAS4B")[187][0] == "CAAX"
    assert "switch II" not in regions_by_residue("chen2021", "KRAS4B")[59]


def test_pockets_by_residue_inverts_the_default_pockets() -> None:
    pairs = {(number, name) for number, names in pockets_by_residue().items() for name in names}
    assert pairs == {(number, name) for name, row in default_pockets().items() for number in row.residues}


@pytest.mark.parametrize(
    ("het_code", "role"),
    [
        ("GDP", "nucleotide"), ("MG", "ion"), ("MOV", "inhibitor"), ("GOL", "additive"), ("CSO", "modification"),
        ("ALF", "transition-state mimic"), ("UNX", "unknown"), ("ZZZ", None), ("gdp", None),
    ],
)  # fmt: skip
def test_tabulated_role(het_code: str, role: str | None) -> None:
    assert get_het_role(het_code) == role


@pytest.mark.parametrize(
    ("het_code", "pdb_id", "full"),
    [
        ("A1A", "9BG5", "A1AHB"),
        ("A1A", "6OIM", None),
        ("A1A", None, None),
        ("MOV", "9BG5", None),
        ("XYZ", "9BG5", None),
    ],
)
def test_a_cut_code_is_completed_only_for_the_entry_that_holds_it(
    het_code: str, pdb_id: str | None, full: str | None
) -> None:
    assert find_truncated_het_code(het_code, pdb_id) == full


# --- classes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("gene", ["KRAS", "NRAS", "HRAS"])
@pytest.mark.parametrize("position", [12, 13])
@pytest.mark.parametrize("mutant", "ACDRSV")
def test_one_nucleotide_change_of_a_hotspot_glycine_is_a_hotspot(gene: str, position: int, mutant: str) -> None:
    assert "hotspot" in classify_mutation(f"G{position}{mutant}", gene)


@pytest.mark.parametrize("mutation", ["G12P", "G12L", "G12E", "G13W", "G13P", "Q61N", "Q61I", "Q61G", "G10A", "A11V"])
@pytest.mark.parametrize("gene", ["KRAS", "NRAS", "HRAS"])
def test_two_nucleotide_change_or_another_codon_is_no_hotspot(mutation: str, gene: str) -> None:
    assert classify_mutation(mutation, gene) == ("other",)


@pytest.mark.parametrize("change", ["G12G", "Q61*"])
def test_silent_and_stop_changes_are_no_hotspot_substitutions(change: str) -> None:
    assert "hotspot" not in classify_mutation(change, "KRAS")


@pytest.mark.parametrize(
    ("mutation", "gene", "classes"),
    [
        ("G12C", "KRAS", ("hotspot",)),
        ("G12W", "KRAS", ("acquired resistance",)),
        ("C118S", "KRAS", ("engineered construct",)),
        ("C118S", "HRAS", ("engineered construct",)),
        ("V14I", "KRAS", ("germline",)),
        ("V14I", "HRAS", ("other",)),
        ("D153V", "HRAS", ("other",)),
        ("T20M", "KRAS", ("other",)),
    ],
)
def test_class_comes_from_the_table_and_germline_is_gene_specific(
    mutation: str, gene: str, classes: tuple[str, ...]
) -> None:
    assert classify_mutation(mutation, gene) == classes


def test_germline_comes_beside_hotspot_only_in_its_own_gene() -> None:
    # G12S: Costello syndrome is HRAS
    assert set(classify_mutation("G12S", "HRAS")) == {"germline", "hotspot"}
    assert classify_mutation("G12S", "KRAS") == ("hotspot",)


# --- the corpus tables -----------------------------------------------------------------------------------------------


def corpus_rows(corpus: Path, name: str) -> list[dict[str, str]]:
    """Read a facts table of the corpus."""
    with (corpus / "facts" / f"{name}.tsv").open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


@pytest.mark.corpus
def test_sequences_equal_those_of_the_corpus(corpus: Path) -> None:
    rows = corpus_rows(corpus, "isoforms")
    assert {row["isoform"]: row["sequence"] for row in rows} == {row.isoform: row.sequence for row in isoforms()}


@pytest.mark.corpus
def test_every_mutation_and_gene_of_the_corpus_is_there(corpus: Path) -> None:
    # facts about residues, other genes and gene dosage stand in the tables of evidence, pockets and bypass mechanisms
    not_substitutions = {"structure-based prediction", "isoform difference", "PTM site", "ligand contact residue"}
    wanted = {
        (row["mutation"], gene)
        for row in corpus_rows(corpus, "mutations")
        if row["mutation_class"] not in not_substitutions and re.fullmatch(r"[A-Z]\d+[A-Z]?", row["mutation"])
        for gene in row["gene"].split("/")
    }
    rows = reference.mutations(include_low_confidence=True)
    assert wanted <= {(row.mutation, gene) for row in rows for gene in row.genes}
    assert len(wanted) > 50


@pytest.mark.corpus
def test_every_effect_of_the_corpus_is_in_the_evidence(corpus: Path) -> None:
    ours = {(row.mutation, row.effect) for row in reference.resistance_evidence(include_low_confidence=True)}
    wanted = {
        (row["mutation"], row["effect"])
        for row in corpus_rows(corpus, "mutations")
        if row["effect"] in ("resistant", "sensitive", "conflicting") and re.fullmatch(r"[A-Z]\d+\w?", row["mutation"])
    }
    assert wanted - ours == set()
    assert len(wanted) > 20


@pytest.mark.corpus
def test_every_ligand_of_the_corpus_is_there_with_its_het_codes(corpus: Path) -> None:
    ours = {row.name: set(row.het_codes) for row in reference.known_ligands()}
    for row in corpus_rows(corpus, "ligands"):
        codes = set(re.findall(r"\b(?=[A-Z0-9]*\d|[A-Z]{3}\b)[A-Z0-9]{3,5}\b", row["het_code"]))
        assert row["name"] in ours
        assert codes <= ours[row["name"]], row["name"]


def test_a_region_is_found_by_name_in_its_scheme_and_refused_in_another() -> None:
    """Chen 2021: switch II is 60-76; Parker 2022 has no P-loop."""
    switch = find_region("switch II")
    assert (switch.residues[0], switch.residues[-1]) == (60, 76)
    with pytest.raises(LookupFailedError, match="expected one of switch I, switch II"):
        find_region("P-loop", "parker2022")
