"""Which UniProt number has each residue of a file, whatever its author numbers, names and gaps?

Oracle: in 8AZR and 5P21 the author numbers are the UniProt numbers (their own DBREF records: 1-164 and 1-166).
Each test spoils the numbers, the names or the coordinates in a known way and asks for the true numbers back.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import pytest

import rasstruct as rs
from rasstruct.structure.numbering import ChainNumbering, number_chains
from rasstruct.structure.read import read_structure

GAP = range(60, 69)


def numbering_of(pdb: Any) -> ChainNumbering:
    (numbering,) = number_chains(read_structure(pdb.text))
    return numbering


def uniprot_numbers(pdb: Any) -> list[int]:
    return numbering_of(pdb).uniprot_numbers.tolist()


def mutations(pdb: Any) -> tuple[str, ...]:
    (chain,) = rs.load(pdb.text).chains
    return chain.mutations_modelled


WITH_AND_WITHOUT = pytest.mark.parametrize("with_sequence", [True, False], ids=["with SEQRES", "without SEQRES"])


@pytest.fixture
def azr(pdb_8azr: Any, with_sequence: bool) -> Any:
    """8AZR: Gly0 and KRAS4B 1-167."""
    return pdb_8azr if with_sequence else pdb_8azr.without_sequence()


TRUE_NUMBERS = list(range(168))


@WITH_AND_WITHOUT
def test_the_author_numbers_of_8azr_are_kept_and_its_tag_residue_0_has_no_number(azr: Any) -> None:
    numbering = numbering_of(azr)
    assert numbering.uniprot_numbers.tolist() == TRUE_NUMBERS
    assert (numbering.isoform, numbering.is_gapped) == ("KRAS4B", False)


@WITH_AND_WITHOUT
@pytest.mark.parametrize("offset", [200, -100, 1, 5000])
def test_an_offset_is_found(azr: Any, offset: int) -> None:
    """1LFD numbers RAS +200."""
    moved = azr.renumbered(lambda number: number + offset)
    assert uniprot_numbers(moved) == TRUE_NUMBERS
    assert mutations(moved) == ("C118S",)


@WITH_AND_WITHOUT
def test_a_gap_that_the_file_numbers_show_is_kept(azr: Any) -> None:
    numbering = numbering_of(azr.without_residues(GAP))
    assert numbering.uniprot_numbers.tolist() == [n for n in TRUE_NUMBERS if n not in GAP]
    assert not numbering.is_gapped


@WITH_AND_WITHOUT
@pytest.mark.parametrize("gap", [GAP, range(26, 40), range(30, 31), range(104, 126)], ids=str)
def test_a_gap_that_the_file_numbers_ignore_is_found(azr: Any, gap: range) -> None:
    def sequential(number: int) -> int:
        return number if number < gap.start else number - len(gap)

    numbering = numbering_of(azr.without_residues(gap).renumbered(sequential))
    assert numbering.uniprot_numbers.tolist() == [n for n in TRUE_NUMBERS if n not in gap]
    assert numbering.is_gapped


def test_a_residue_is_looked_up_by_uniprot_number(pdb_8azr: Any) -> None:
    structure = read_structure(pdb_8azr.without_residues(GAP).renumbered(lambda number: number + 200).text)
    (numbering,) = number_chains(structure)
    row = numbering.residue_at(12)
    assert row is not None
    assert (structure.topology.name_of(row), structure.topology.author_number[row]) == ("GLY", 212)
    assert [numbering.residue_at(number) for number in (60, 168, 999, -1)] == [None] * 4


def test_nobody_has_the_uniprot_number_0(pdb_8azr: Any) -> None:
    assert numbering_of(pdb_8azr).residue_at(0) is None


@WITH_AND_WITHOUT
@pytest.mark.parametrize(
    ("names", "record"),
    [
        ({72: "MSE", 67: "MSE", 111: "MSE"}, "HETATM"),
        ({27: "HIE", 94: "HSD", 95: "HID", 166: "HIP"}, None),
        ({51: "CYX", 80: "CYM", 57: "ASH", 62: "GLH", 16: "LYN"}, None),
        ({51: "CSO", 80: "CME"}, "HETATM"),
    ],
    ids=["selenomethionine as HETATM", "histidines of force fields", "protonation states", "modified cysteines"],
)
def test_modified_residues_count_as_their_parents(azr: Any, names: dict[int, str], record: str | None) -> None:
    """8AZR has Met 67, 72, 111, His 27, 94, 95, 166, Cys 51, 80 in these places (SEQRES)."""
    changed = azr.renamed(names, record=record)
    assert uniprot_numbers(changed) == TRUE_NUMBERS
    assert mutations(changed) == ("C118S",)


def test_a_modified_residue_in_the_wrong_place_is_a_mutation(pdb_8azr: Any) -> None:
    changed = pdb_8azr.without_sequence().renamed({79: "MSE", 93: "HIE"}, record="HETATM")
    assert mutations(changed) == ("L79M", "I93H", "C118S")


def test_a_residue_of_unknown_name_keeps_its_number_and_is_no_mutation(pdb_8azr: Any) -> None:
    changed = pdb_8azr.without_sequence().renamed({95: "ZZZ"})
    assert uniprot_numbers(changed) == TRUE_NUMBERS
    assert mutations(changed) == ("C118S",)


@WITH_AND_WITHOUT
@pytest.mark.parametrize("remnant", ["SER", "GLY", "ALA"])
def test_another_residue_at_position_1_is_a_tag_remnant_not_a_mutation(azr: Any, remnant: str) -> None:
    """4DST's Ser1."""
    changed = azr.renamed({1: remnant})
    assert uniprot_numbers(changed)[:3] == [0, 0, 2]
    assert mutations(changed) == ("C118S",)


def test_the_same_change_at_position_3_is_a_mutation(pdb_8azr: Any) -> None:
    assert mutations(pdb_8azr.without_sequence().renamed({3: "SER"})) == ("E3S", "C118S")


@pytest.mark.parametrize("number", [2, 164, 165], ids=["T2A", "R164A", "Q165A"])
def test_a_mutation_near_an_end_is_reported(pdb_5p21: Any, number: int) -> None:
    """Position 1 alone is exempt; 5P21 ends at 166."""
    wild_type = {2: "T", 164: "R", 165: "Q"}[number]
    assert mutations(pdb_5p21.without_sequence().renamed({number: "ALA"})) == (f"{wild_type}{number}A",)


def test_a_mutation_before_the_last_two_residues_of_8azr_is_reported(pdb_8azr: Any) -> None:
    """8AZR ends at 167; Lys165 is the first residue where KRAS4A and 4B differ for good."""
    changed = pdb_8azr.without_sequence().renamed({165: "ALA"})
    assert mutations(changed) == ("C118S", "K165A")
    assert uniprot_numbers(changed) == TRUE_NUMBERS


@pytest.mark.parametrize("number", [3, 5, 12, 61, 161, 163])
def test_a_mutation_three_residues_from_an_end_is_reported(pdb_5p21: Any, number: int) -> None:
    changed = pdb_5p21.without_sequence().renamed({number: "PRO"})
    assert [mutation[1:] for mutation in mutations(changed)] == [f"{number}P"]


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ([151, 153, *range(165, 168)], "KRAS"),
        ([151, 153, *range(165, 167)], "KRAS4B"),
        ([153, *range(165, 168)], "KRAS4B"),
        ([151, *range(165, 168)], "KRAS4B"),
        ([151, 153], "KRAS4B"),
    ],
    ids=["none is observed", "167 is observed", "151 is observed", "153 is observed", "165-167 are observed"],
)
def test_kras4a_and_4b_are_told_apart_only_where_a_differing_residue_is_observed(
    pdb_8azr: Any, missing: list[int], expected: str
) -> None:
    """They differ at 151, 153 and from 165 on (UniProt P01116-1, P01116-2)."""
    assert numbering_of(pdb_8azr.without_sequence().without_residues(missing)).isoform == expected


def test_the_sequence_of_the_file_tells_4a_from_4b_where_the_coordinates_cannot(pdb_8azr: Any) -> None:
    assert numbering_of(pdb_8azr.without_residues([151, 153, *range(165, 168)])).isoform == "KRAS4B"


def test_kras4a_residues_make_a_kras4a(pdb_8azr: Any) -> None:
    changed = pdb_8azr.without_sequence().renamed({151: "ARG", 153: "GLU", 165: "GLN", 166: "TYR", 167: "ARG"})
    assert numbering_of(changed).isoform == "KRAS4A"
    assert mutations(changed) == ("C118S",)


def test_alpha_carbons_alone_are_numbered_with_a_warning(pdb_8azr: Any) -> None:
    carbons = pdb_8azr.without_sequence().only(lambda line: line.startswith("ATOM") and line[12:16] == " CA ")
    with pytest.warns(rs.RasStructWarning, match="one atom a residue"):
        (chain,) = rs.load(carbons.text).chains
    assert chain.numbering.uniprot_numbers.tolist() == TRUE_NUMBERS
    assert (chain.isoform, chain.mutations_modelled) == ("KRAS4B", ("C118S",))


def test_backbone_atoms_give_no_such_warning(pdb_8azr: Any) -> None:
    backbone = pdb_8azr.only(lambda line: line.startswith("ATOM") and line[12:16] in (" N  ", " CA ", " C  ", " O  "))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert rs.load(backbone.text).chains[0].isoform == "KRAS4B"


def test_an_inserted_residue_with_an_insertion_code_has_no_number(pdb_8azr: Any) -> None:
    """Ten residues 64A-64J between 64 and 65, as a loop insertion is numbered by hand."""
    lines = pdb_8azr.without_sequence().text.splitlines()
    last = max(index for index, line in enumerate(lines) if line.startswith("ATOM") and int(line[22:26]) == 64)
    glycine = [line for line in lines if line.startswith("ATOM") and int(line[22:26]) == 75]
    assert {line[17:20] for line in glycine} == {"GLY"}
    inserted = [f"{line[:22]}  64{code}{line[27:]}" for code in "ABCDEFGHIJ" for line in glycine]
    (numbering,) = number_chains(read_structure("\n".join([*lines[: last + 1], *inserted, *lines[last + 1 :]]) + "\n"))
    assert [n for n in numbering.uniprot_numbers.tolist() if n] == list(range(1, 168))
    assert (numbering.uniprot_numbers == 0).sum() == 11


END = (165, 166, 167)


@pytest.mark.parametrize("is_bonded", [True, False], ids=["bonded", "broken off"])
def test_end_residues_with_a_wrong_file_number_are_numbered_when_they_are_bonded(
    pdb_8azr: Any, is_bonded: bool
) -> None:
    """165-167 are called 170-172; moved 50 Å away, nothing but those numbers says where they belong."""
    changed = pdb_8azr.without_sequence().protein()
    if not is_bonded:
        changed = changed.edit_atoms(
            lambda line, number: f"{line[:30]}{float(line[30:38]) + 50:8.3f}{line[38:]}" if number in END else line
        )
    changed = changed.renumbered(lambda number: number + 5 if number in END else number)
    assert uniprot_numbers(changed) == [*range(165), *(END if is_bonded else (0, 0, 0))]


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "chain_id", "tags"),
    [("3gft.pdb", "B", 3), ("3gft.pdb", "A", 0), ("6oim.pdb", "A", 1), ("4dst.pdb", "A", 1), ("9bg5.pdb", "A", 1)],
)
def test_tag_residues_of_deposited_entries_have_no_number(
    corpus_entry: Callable[[str], rs.Entry], name: str, chain_id: str, tags: int
) -> None:
    """Oracle: residues at 0 and below in the file (3GFT B -2, -1 and 0), and Ser1 of 4DST."""
    assert corpus_entry(name)[chain_id].summary().n_unnumbered == tags
