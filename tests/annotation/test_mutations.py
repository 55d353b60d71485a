"""Which substitutions does a chain have, and of what class?

Oracles: the sequences of the bundled entries as deposited (8AZR: KRAS4B C118S, whose SEQADV compares with KRAS4A and
so calls KRAS4B's own Gly151 and Asp153 engineered; 5P21: HRAS wild type); edits of one residue made in the test; for
1IAQ the SEQADV records of the deposited file.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

import rasstruct as rs
from rasstruct.annotation.mutations import find_mutations


def seqadv(number: int, observed: str, expected: str, details: str) -> str:
    """Write a SEQADV record for chain A of 5P21."""
    return f"SEQADV 5P21 {observed} A {number:4d}  UNP  P01112    {expected} {number:5d} {details}"


def classes(chain: rs.RasChain) -> dict[str, tuple[str, ...]]:
    """Map the mutations of a chain to their classes."""
    return {row.mutation: row.classes for row in chain.sequence_mutations}


# --- SEQADV only classifies ------------------------------------------------------------------------------------------


def test_8azr_has_c118s_alone_although_seqadv_calls_three_residues_engineered(pdb_8azr: Any) -> None:
    declared = [line for line in pdb_8azr.text.splitlines() if line.startswith("SEQADV") and "ENGINEERED" in line]
    assert [int(line[18:22]) for line in declared] == [118, 151, 153]
    assert pdb_8azr.chain().mutations == ("C118S",)


def test_mutations_are_the_same_without_seqadv(pdb_8azr: Any) -> None:
    assert classes(pdb_8azr.without_records("SEQADV").chain()) == {"C118S": ("engineered construct",)}


def test_seqadv_without_a_difference_makes_no_mutation(pdb_5p21: Any) -> None:
    edited = pdb_5p21.with_lines(seqadv(61, "HIS", "GLN", "ENGINEERED MUTATION"), before="SEQRES")
    assert edited.chain().mutations == ()


def test_seqadv_calls_an_unlisted_difference_engineered(pdb_5p21: Any) -> None:
    bare = pdb_5p21.without_records("SEQRES").residue_renamed(88, "ARG")
    declared = bare.with_lines(seqadv(88, "ARG", "LYS", "ENGINEERED MUTATION"), before="CRYST1")
    assert classes(bare.chain()) == {"K88R": ("other",)}
    assert classes(declared.chain()) == {"K88R": ("engineered construct",)}


@pytest.mark.parametrize("details", ["CONFLICT", "EXPRESSION TAG", "VARIANT"])
def test_other_seqadv_remarks_do_not_make_a_difference_engineered(pdb_5p21: Any, details: str) -> None:
    bare = pdb_5p21.without_records("SEQRES").residue_renamed(88, "ARG")
    assert classes(bare.with_lines(seqadv(88, "ARG", "LYS", details), before="CRYST1").chain()) == {"K88R": ("other",)}


def test_seqadv_does_not_overrule_a_hotspot(pdb_5p21: Any) -> None:
    bare = pdb_5p21.without_records("SEQRES").residue_renamed(12, "CYS")
    declared = bare.with_lines(seqadv(12, "CYS", "GLY", "ENGINEERED MUTATION"), before="CRYST1")
    assert classes(bare.chain()) == classes(declared.chain()) == {"G12C": ("hotspot",)}


# --- what counts as a difference -------------------------------------------------------------------------------------


def test_5p21_is_wild_type(entry_5p21: rs.Entry) -> None:
    assert entry_5p21["A"].mutations == ()


def test_a_residue_at_position_1_is_a_tag_remnant_and_at_position_3_a_mutation(pdb_5p21: Any) -> None:
    bare = pdb_5p21.without_records("SEQRES")
    assert bare.residue_renamed(1, "SER").chain().mutations == ()
    assert bare.residue_renamed(3, "ASP").chain().mutations == ("E3D",)


def test_a_numbered_residue_1_is_left_out_and_a_numbered_residue_2_is_not(entry_5p21: rs.Entry) -> None:
    chain = entry_5p21["A"]
    letters = chain.numbering.letters.copy()
    letters[:2] = ord("S")
    changed = dataclasses.replace(chain.numbering, letters=letters, sequence_letters=None, sequence_numbers=None)
    assert [str(row) for row in find_mutations(changed, chain.structure.topology, ())] == ["T2S"]


@pytest.mark.parametrize(
    ("number", "name", "mutation"), [(2, "SER", "T2S"), (164, "LYS", "R164K"), (165, "GLU", "Q165E")]
)
def test_a_mutation_next_to_an_end_of_the_chain_is_no_tag(pdb_5p21: Any, number: int, name: str, mutation: str) -> None:
    chain = pdb_5p21.without_records("SEQRES").residue_renamed(number, name).chain()
    assert (chain.mutations, chain.to_record()["n_unnumbered"]) == ((mutation,), 0)


@pytest.mark.parametrize(
    ("number", "name", "mutations"),
    [
        (67, "MSE", ()),
        (67, "LEU", ("M67L",)),
        (51, "CSO", ()),
        (51, "SER", ("C51S",)),
        (94, "HIE", ()),
        (88, "UNK", ()),
    ],
    ids=["selenomethionine", "leucine", "oxidised cysteine", "serine", "protonation name", "unknown residue"],
)
def test_a_modified_or_unknown_residue_is_no_substitution(
    pdb_5p21: Any, number: int, name: str, mutations: tuple[str, ...]
) -> None:
    assert pdb_5p21.without_records("SEQRES").residue_renamed(number, name).chain().mutations == mutations


def test_a_mutation_outside_the_coordinates_is_of_the_sequence_only(pdb_8azr: Any) -> None:
    chain = pdb_8azr.without_residues(118).chain()
    assert (chain.mutations, chain.mutations_modelled) == (("C118S",), ())


def test_without_a_sequence_record_an_unmodelled_mutation_is_not_guessed(pdb_8azr: Any) -> None:
    chain = pdb_8azr.without_residues(118).without_records("SEQRES", "SEQADV").chain()
    assert (chain.mutations, chain.mutations_modelled) == ((), ())


def test_the_coordinates_win_over_the_sequence_record(pdb_8azr: Any) -> None:
    chain = pdb_8azr.residue_renamed(118, "CYS").chain()
    assert (chain.mutations, chain.mutations_modelled) == ((), ())


def test_mutations_come_in_order_of_the_sequence_with_their_parts(pdb_8azr: Any) -> None:
    rows = pdb_8azr.residue_renamed(12, "ASP").residue_renamed(96, "CYS").chain().sequence_mutations
    assert [(row.wild_type, row.uniprot_number, row.mutant, str(row)) for row in rows] == [
        ("G", 12, "D", "G12D"),
        ("Y", 96, "C", "Y96C"),
        ("C", 118, "S", "C118S"),
    ]


def test_the_record_sorts_mutations_into_their_classes(pdb_8azr: Any) -> None:
    record = pdb_8azr.residue_renamed(12, "ASP").residue_renamed(14, "ILE").residue_renamed(88, "ARG").chain()
    row = record.to_record()
    assert row["mutations"] == ["G12D", "V14I", "K88R", "C118S"]
    assert (row["hotspots"], row["acquired_resistance"]) == (["G12D"], ["G12D"])
    assert (row["engineered"], row["germline"]) == (["C118S"], ["V14I"])


def test_gln95_is_wild_type_in_hras_and_a_mutation_in_kras(pdb_8azr: Any, pdb_5p21: Any) -> None:
    assert any(line[17:26] == "GLN A  95" for line in pdb_5p21.text.splitlines() if line.startswith("ATOM"))
    assert pdb_5p21.chain().mutations == ()
    assert pdb_8azr.residue_renamed(95, "GLN").chain().mutations == ("H95Q", "C118S")


# --- deposited files -------------------------------------------------------------------------------------------------


@pytest.mark.corpus
def test_1iaq_is_t35s_in_every_chain_and_modelled_in_none(corpus_entry: Callable[[str], rs.Entry]) -> None:
    # residue 35 lies in the gap of switch I; the reference labels call the chains wild type
    for chain in corpus_entry("1iaq.pdb"):
        assert (chain.mutations, chain.mutations_modelled) == (("T35S",), ())
        assert chain.numbering.residue_at(35) is None


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["4dst.pdb", "4dso.bcif.gz"])
def test_ser1_of_a_kras_construct_is_no_mutation(corpus_entry: Callable[[str], rs.Entry], name: str) -> None:
    chain = corpus_entry(name)["A"]
    assert chain.mutations == ("G12D",)


@pytest.mark.corpus
def test_cys_light_kras_carries_its_three_engineered_residues(corpus_entry: Callable[[str], rs.Entry]) -> None:
    record = corpus_entry("6oim.pdb").to_records()[0]
    assert (record["hotspots"], record["engineered"]) == (["G12C"], ["C51S", "C80L", "C118S"])
