"""Where does a sequence sit on the RAS sequences, and on which best?

Oracle: by construction. A sequence cut from a human isoform with known ends, with tags, insertions or deletions
put in on purpose, has the numbers it was cut with. The isoform sequences themselves are checked with the tables.
"""

from __future__ import annotations

import numpy as np
import pytest

from rasstruct.reference.isoforms import isoforms
from rasstruct.structure.placement import Placement, encode, place_sequence

SEQUENCES = {row.isoform: row.sequence for row in isoforms()}
KRAS4B = SEQUENCES["KRAS4B"]
#: hen egg-white lysozyme, UniProt P00698, residues 19-147
LYSOZYME = (
    "KVFGRCELAAAMKRHGLDNYRGYSLGNWVCAAKFESNFNTQATNRNTDGSTDYGILQINSRWWCNDGRTPGSRNLCNIPCSALLSSDITASVNCAKKIVSDGNGMNAW"
    "VAWRNRCKGTDVQAWIRGCRL"
)


def numbers_of(sequence: str) -> list[int]:
    return place_sequence(encode(sequence)).uniprot_numbers.tolist()


def span(first: int, last: int) -> list[int]:
    return list(range(first, last + 1))


@pytest.mark.parametrize("isoform", SEQUENCES)
def test_a_full_length_isoform_is_itself_and_numbered_from_1(isoform: str) -> None:
    placed = place_sequence(encode(SEQUENCES[isoform]))
    assert placed.isoforms == (isoform,)
    assert placed.uniprot_numbers.tolist() == span(1, len(SEQUENCES[isoform]))
    assert (placed.identity, placed.is_gapped) == (1.0, False)


@pytest.mark.parametrize("isoform", SEQUENCES)
@pytest.mark.parametrize(("first", "last"), [(2, 166), (1, 169), (4, 150), (86, 166), (1, 86)])
def test_a_construct_keeps_the_numbers_it_was_cut_with(isoform: str, first: int, last: int) -> None:
    placed = place_sequence(encode(SEQUENCES[isoform][first - 1 : last]))
    assert placed.uniprot_numbers.tolist() == span(first, last)
    assert isoform in placed.isoforms


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (1, 150, {"KRAS4A", "KRAS4B"}),
        (1, 151, {"KRAS4B"}),
        (1, 166, {"KRAS4B"}),
        (1, 86, {"KRAS4A", "KRAS4B", "NRAS", "HRAS"}),
        (88, 150, {"KRAS4A", "KRAS4B"}),
    ],
)
def test_isoforms_are_told_apart_only_where_they_differ(first: int, last: int, expected: set[str]) -> None:
    """KRAS4A and 4B differ first at 151 (Arg, Gly); all four agree on 1-86 (effector lobe)."""
    assert set(place_sequence(encode(KRAS4B[first - 1 : last])).isoforms) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("G", ""),
        ("GSHM", ""),
        ("MHHHHHHSSGRENLYFQG", ""),
        ("", "HHHHHH"),
        ("GS", "LEHHHHHH"),
        ("MAHHHHHHGSDDDDK", ""),
        ("MGS", ""),
    ],
)
def test_tags_have_no_number(before: str, after: str) -> None:
    first = 2 if before.endswith("M") else 1
    sequence = before + KRAS4B[first - 1 : 166] + after
    expected = [0] * len(before) + span(first, 166) + [0] * len(after)
    if before.endswith("M"):
        expected[len(before) - 1] = 1
    assert numbers_of(sequence) == expected


@pytest.mark.parametrize("isoform", SEQUENCES)
@pytest.mark.parametrize("tag", ["HHHHHH", "LEHHHHHH", "GSHHHHHH", "AAALEHHHHHH", "GGSHHH", "SENLYFQ"])
@pytest.mark.parametrize("last", [164, 166, 169])
def test_a_tag_at_the_end_of_the_g_domain_makes_no_mutations(isoform: str, last: int, tag: str) -> None:
    """A tag residue that happens to equal the isoform's next residue may be numbered; others may not."""
    sequence = SEQUENCES[isoform]
    placed = place_sequence(encode(sequence[1:last] + tag))
    assert placed.n_matches == placed.n_placed
    assert placed.uniprot_numbers[: last - 1].tolist() == span(2, last)


@pytest.mark.parametrize("first_letter", "GSAQ")
def test_another_residue_at_position_1_is_the_end_of_a_tag(first_letter: str) -> None:
    assert numbers_of(first_letter + KRAS4B[1:166]) == [0, *span(2, 166)]


def test_a_leading_methionine_is_position_1() -> None:
    assert numbers_of("GSM" + KRAS4B[1:166]) == [0, 0, *span(1, 166)]


@pytest.mark.parametrize(("at", "length"), [(30, 8), (64, 12), (106, 1), (122, 30)])
def test_an_insertion_has_no_number_and_shifts_nothing(at: int, length: int) -> None:
    inserted = "GGSGGTGGSGGAGGSGGTGGSGGAGGSGGS"[:length]
    placed = place_sequence(encode(KRAS4B[:at] + inserted + KRAS4B[at:169]))
    numbers = placed.uniprot_numbers
    assert placed.is_gapped
    assert numbers[: at - 2].tolist() == span(1, at - 2)
    assert numbers[at + length + 2 :].tolist() == span(at + 3, 169)
    assert placed.n_matches >= 165


@pytest.mark.parametrize(("first", "last"), [(61, 68), (26, 40), (100, 100), (104, 125), (62, 64)])
def test_a_deletion_leaves_a_gap_in_the_numbers(first: int, last: int) -> None:
    sequence = KRAS4B[: first - 1] + KRAS4B[last:169]
    placed = place_sequence(encode(sequence))
    assert placed.is_gapped
    numbers = placed.uniprot_numbers.tolist()
    assert all(KRAS4B[number - 1] == letter for number, letter in zip(numbers, sequence, strict=True))
    assert numbers[:1] + numbers[-1:] == [1, 169]
    assert len(numbers) == 169 - (last - first + 1)


@pytest.mark.parametrize("offset", [0, 200, -100, 1000])
def test_an_offset_of_the_file_numbers_is_found(offset: int) -> None:
    letters = encode(KRAS4B[:59] + KRAS4B[70:166])
    true_numbers = np.array([*span(1, 59), *span(71, 166)], dtype=np.int32)
    placed = place_sequence(letters, true_numbers + offset)
    assert placed.uniprot_numbers.tolist() == true_numbers.tolist()
    assert not placed.is_gapped


@pytest.mark.parametrize("kind", ["falling", "repeated", "sequential over the gap"])
def test_file_numbers_that_cannot_be_right_do_not_mislead(kind: str) -> None:
    letters = encode(KRAS4B[:59] + KRAS4B[70:166])
    true_numbers = [*span(1, 59), *span(71, 166)]
    positions = {
        "falling": np.array(true_numbers[::-1], dtype=np.int32),
        "repeated": np.array([min(number, 100) for number in true_numbers], dtype=np.int32),
        "sequential over the gap": np.arange(1, len(letters) + 1, dtype=np.int32),
    }[kind]
    assert place_sequence(letters, positions).uniprot_numbers.tolist() == true_numbers


def test_residues_of_unknown_kind_are_numbered_but_match_nothing() -> None:
    sequence = KRAS4B[:60] + "XXXXX" + KRAS4B[65:166]
    placed = place_sequence(encode(sequence))
    assert placed.uniprot_numbers.tolist() == span(1, 166)
    assert placed.n_matches == 161


def is_convincing(placed: Placement) -> bool:
    """The limits that numbering.py documents: 30 residues, 80 % identity."""
    return placed.n_placed >= 30 and placed.identity >= 0.8


@pytest.mark.parametrize("sequence", ["A" * 170, LYSOZYME, KRAS4B[::-1], "X" * 170, KRAS4B[:20], "G"])
def test_what_is_not_ras_is_not_convincing(sequence: str) -> None:
    assert not is_convincing(place_sequence(encode(sequence)))


def test_thirty_residues_are_convincing_where_twenty_are_not() -> None:
    assert is_convincing(place_sequence(encode(KRAS4B[:30])))


def test_an_empty_sequence_has_no_place() -> None:
    placed = place_sequence(encode(""))
    assert (placed.isoforms, placed.n_placed, placed.identity) == ((), 0, 0.0)
