"""In which pocket does a ligand sit?

Oracles: the marker residues that Parker 2022 (doi:10.1158/0008-5472.CAN-22-0804) publishes, written out here; the
contact lists and sites of the reference labels.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rasstruct.annotation.sites import OTHER_SITE, assign_site

MARKERS = {
    "SII-P": (12, 96, 99),
    "SI/II-P": (5, 39, 54),
    "nucleotide": (29, 30, 32),
    "base": (85, 118, 119),
    "allosteric": (4, 49, 164),
    "P110": (106, 108, 110),
}
ALL_MARKERS = {number for markers in MARKERS.values() for number in markers}
#: how the reference labels write the sites
PARKER_NAMES = {"SP2": "SII-P", "SP12": "SI/II-P", "Nucleotide Site": "nucleotide", "Base Site": "base"}


@pytest.mark.parametrize("site", MARKERS)
def test_three_markers_and_one_marker_name_the_site(site: str) -> None:
    assert assign_site(set(MARKERS[site])) == site
    for marker in MARKERS[site]:
        assert assign_site({marker}) == site


@pytest.mark.parametrize("contacts", [set(), {10, 68, 72, 95, 100, 103}, {6, 7, 56, 71, 74}, {167, 170}])
def test_without_a_marker_the_site_is_other_however_many_residues_line_a_pocket(contacts: set[int]) -> None:
    assert assign_site(contacts) == OTHER_SITE == "other"


@pytest.mark.parametrize(
    ("contacts", "site"),
    [({12, 96, 39}, "SII-P"), ({12, 5, 39}, "SI/II-P"), ({12, 29, 30}, "nucleotide"), ({12, 96, 29}, "SII-P")],
)
def test_most_markers_win(contacts: set[int], site: str) -> None:
    assert assign_site(contacts) == site


@pytest.mark.parametrize(
    ("contacts", "site"),
    [
        ({12, 39, 60, 68, 72, 95, 103}, "SII-P"),
        ({12, 39, 6, 7, 56, 71, 74}, "SI/II-P"),
        ({12, 29, 11, 13, 14, 15, 16, 17, 28, 116, 117, 119}, "nucleotide"),
    ],
)
def test_lining_residues_decide_a_tie_of_markers(contacts: set[int], site: str) -> None:
    assert assign_site(contacts) == site


@pytest.mark.parametrize(
    ("contacts", "site"),
    [({32, 35, 64}, "other"), ({12, 60}, "other"), ({12, 96}, "SII-P"), ({12, 32}, "other"), (set(), "other")],
)
def test_a_glue_needs_two_markers_of_one_site(contacts: set[int], site: str) -> None:
    assert assign_site(contacts, is_glue=True) == site


@given(st.sets(st.integers(1, 189).filter(lambda number: number not in ALL_MARKERS)), st.sampled_from(sorted(MARKERS)))
@settings(derandomize=True, deadline=None, max_examples=25)
def test_residues_that_are_no_markers_never_beat_markers(others: set[int], site: str) -> None:
    assert assign_site(others) == "other"
    assert assign_site(others | set(MARKERS[site])) == site


@pytest.mark.corpus
def test_site_equals_that_of_the_reference_labels_for_their_contacts(corpus: Path) -> None:
    n_compared = 0
    with (corpus / "truth" / "truth_chains.tsv").open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            ligands, named = row["pharmacological_ligand"].split(","), row["pharmacological_ligand_site"].split("|")
            if row["pharmacological_ligand"] == "None" or len(ligands) > 1:
                continue
            contacts = dict(part.split(":") for part in row["pharm_ligand_contacts"].split("|"))
            if ligands[0] in contacts:
                numbers = {int(number) for number in contacts[ligands[0]].split(",")}
                assert [assign_site(numbers)] == [PARKER_NAMES.get(site, "other") for site in named], row["pdb"]
                n_compared += 1
    assert n_compared > 80
