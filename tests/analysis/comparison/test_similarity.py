"""Similarity, frequencies and agreement of copies.

Oracles: counts by hand, written beside each case; the definition of the Tanimoto coefficient on Python sets
(hypothesis), where every residue is modelled.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import rasstruct as rs
from rasstruct.analysis.comparison.agreement import compare_copies
from rasstruct.analysis.comparison.frequencies import compute_frequencies
from rasstruct.analysis.comparison.similarity import compute_similarities, merge_states

Make = Callable[..., Any]
SETTINGS = settings(
    derandomize=True, deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
INTERACTIONS = st.sets(
    st.tuples(st.sampled_from([12, 60, 68, 95, 96]), st.sampled_from(["hbond", "hydrophobic", "contact"]))
)


def values(profiles: list[Any]) -> list[tuple[Any, ...]]:
    return [
        (row.similarity, row.partner_similarity, row.n_shared, row.n_either, row.n_undecided)
        for row in compute_similarities(profiles)
    ]


def test_shared_interactions_over_those_of_either(profile: Make) -> None:
    one = profile("1", (12, "covalent"), (95, "hbond"), (96, "hydrophobic"))
    other = profile("2", (12, "covalent"), (95, "hydrophobic"), (62, "saltbridge"))
    # interactions: 1 shared of 5; residues 12, 95 shared of 12, 62, 95, 96
    assert values([one, other]) == [(0.2, 0.5, 1, 5, 0)]


def test_what_one_structure_does_not_show_is_left_out(profile: Make, gapped: rs.RasChain) -> None:
    one = profile("1", (12, "contact"), (68, "saltbridge"), (95, "hbond"), (96, "hydrophobic"))
    other = profile("2", (12, "contact"), chain=gapped)
    # 68 and the side chain of 95 are not modelled in the other: 12 shared of 12 and 96
    assert values([one, other]) == [(0.5, 0.5, 1, 2, 2)]
    # near miss: where all is modelled, they count
    assert values([one, profile("2", (12, "contact"))]) == [(0.25, 0.25, 1, 4, 0)]


@pytest.mark.parametrize("extra", [("water HOH", "hbond"), (69, "waterbridge"), ("additive EDO", "contact")], ids=str)
def test_water_and_additives_do_not_count(extra: Any, profile: Make) -> None:
    assert values([profile("1", (12, "contact"), extra), profile("2", (12, "contact"))]) == [(1.0, 1.0, 1, 1, 0)]


@pytest.mark.parametrize("extra", [("nucleotide GDP", "hbond"), ("ion MG", "metal"), (69, "hbond")], ids=str)
def test_nucleotide_and_ions_count(extra: Any, profile: Make) -> None:
    assert values([profile("1", (12, "contact"), extra), profile("2", (12, "contact"))]) == [(0.5, 0.5, 1, 2, 0)]


def test_ligands_without_interactions_have_no_similarity(profile: Make) -> None:
    assert values([profile("1"), profile("2")]) == [(None, None, 0, 0, 0)]


def test_pairs_go_in_the_order_of_the_ligands(profile: Make) -> None:
    names = [(row.ligand, row.other) for row in compute_similarities([profile(name) for name in "abc"])]
    assert names == [("a", "b"), ("a", "c"), ("b", "c")]


@SETTINGS
@given(one=INTERACTIONS, other=INTERACTIONS)
def test_similarity_is_tanimoto_on_sets_and_symmetric(
    one: set[tuple[int, str]], other: set[tuple[int, str]], profile: Make
) -> None:
    profiles = [profile("1", *sorted(one)), profile("2", *sorted(other))]
    (there,), (back,) = compute_similarities(profiles), compute_similarities(profiles[::-1])
    expected = len(one & other) / len(one | other) if one | other else None
    # given to three decimals
    assert there.similarity == (None if expected is None else pytest.approx(expected, abs=0.0005))
    assert (there.similarity, there.partner_similarity) == (back.similarity, back.partner_similarity)
    assert there.similarity is None or there.partner_similarity >= there.similarity or not one & other


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (["absent", "present", "missing"], "present"),
        (["absent", "missing"], "missing"),
        (["absent", "absent"], "absent"),
    ],
)
def test_partner_is_present_by_one_interaction_else_undecided_by_one(states: list[str], expected: str) -> None:
    assert merge_states(states) == expected


# --- frequencies ------------------------------------------------------------------------------------------------------


def test_frequency_counts_copies_that_show_the_residue(profile: Make, gapped: rs.RasChain) -> None:
    profiles = [
        profile("1", (68, "hbond"), (68, "hydrophobic")),
        profile("2", (68, "hydrophobic")),
        profile("3"),
        profile("4", chain=gapped),
    ]
    found = [
        (row.partner, row.interaction, row.n_present, row.n_absent, row.n_missing, row.frequency)
        for row in compute_frequencies(profiles)
    ]
    assert found == [
        ("ARG68", "any", 2, 1, 1, 0.667),
        ("ARG68", "hbond", 1, 2, 1, 0.333),
        ("ARG68", "hydrophobic", 2, 1, 1, 0.667),
    ]
    # all four are copies of LR4
    assert {
        (row.n_compounds_present, row.n_compounds, row.compound_frequency) for row in compute_frequencies(profiles)
    } == {(1, 1, 1.0)}


def test_partner_that_no_copy_shows_has_no_frequency(profile: Make, gapped: rs.RasChain) -> None:
    rows = compute_frequencies([profile("1", ("partner chain ARG55", "hbond")), profile("2", chain=gapped)])
    assert [(row.partner, row.n_present, row.n_absent, row.n_missing, row.frequency) for row in rows] == [
        ("other chain ARG55", 1, 0, 1, 1.0)
    ] * 2


def test_molecule_none_of_whose_copies_shows_the_residue_does_not_count(profile: Make, gapped: rs.RasChain) -> None:
    other = profile("2", chain=gapped)
    renamed = dataclasses.replace(other, column=dataclasses.replace(other.column, ligand_het="XYZ"))
    (row, _) = compute_frequencies([profile("1", (68, "hbond")), renamed])
    assert (row.n_compounds_present, row.n_compounds, row.compound_frequency) == (1, 1, 1.0)
    # near miss: where it is modelled, the molecule counts
    whole = dataclasses.replace(profile("2"), column=renamed.column)
    (row, _) = compute_frequencies([profile("1", (68, "hbond")), whole])
    assert (row.n_compounds_present, row.n_compounds, row.compound_frequency) == (1, 2, 0.5)


# --- copies -----------------------------------------------------------------------------------------------------------


def test_copies_agree_on_what_all_have(profile: Make) -> None:
    copies = [
        profile("A", (12, "covalent"), (95, "hbond"), (96, "hydrophobic")),
        profile("B", (12, "covalent"), (95, "hydrophobic"), ("water HOH", "hbond")),
    ]
    found = {row.interaction: (row.in_all, row.in_some, row.undecided) for row in compare_copies(copies)}
    assert found == {
        "any": (("GLY12", "HIS95"), ("TYR96",), ()),
        "covalent": (("GLY12",), (), ()),
        "hbond": ((), ("HIS95",), ()),
        "hydrophobic": ((), ("HIS95", "TYR96"), ()),
    }
    # 12 covalent, shared of 12 covalent, 95 hbond, 95 hydrophobic, 96 hydrophobic
    assert {(row.copies, row.n_copies, row.lowest_similarity) for row in compare_copies(copies)} == {
        (("A", "B"), 2, 0.25)
    }


def test_lowest_similarity_is_that_of_the_least_alike_pair(profile: Make) -> None:
    copies = [
        profile("A", (12, "contact")),
        profile("B", (12, "contact")),
        profile("C", (12, "contact"), (60, "hbond")),
    ]
    assert {row.lowest_similarity for row in compare_copies(copies)} == {0.5}


def test_copy_that_lacks_the_residue_decides_nothing(profile: Make, gapped: rs.RasChain) -> None:
    one, other = profile("A", (68, "hbond"), (69, "hbond")), profile("B", (69, "hbond"), chain=gapped)
    same_file = [one, dataclasses.replace(other, column=dataclasses.replace(other.column, source=one.column.source))]
    (first, *_) = compare_copies(same_file)
    assert (first.in_all, first.in_some, first.undecided) == (("ASP69",), (), ("ARG68",))


def test_ligands_of_two_files_are_no_copies(profile: Make, gapped: rs.RasChain) -> None:
    assert len(compare_copies([profile("A", (12, "contact")), profile("B", (12, "contact"), chain=gapped)])) == 0
    assert len(compare_copies([profile("A", (12, "contact"))])) == 0
