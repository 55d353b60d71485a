"""Author numbers that are not UniProt numbers: offsets, jumps, insertion codes, hybrid-36, numbers used twice.

Oracles: in both entries the author numbers are the UniProt numbers (DBREF), so the edit itself knows the author number
of each UniProt number; `expected_8azr` and `expected_5p21` (gemmi) for the rest.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import rasstruct as rs

Holds = Callable[[Callable[[Any], Any]], None]
MOLECULES = ("GDP", "GNP", "LR4", "EDO", " MG", "HOH")


def is_protein(line: str) -> bool:
    return line[17:20] not in MOLECULES


def labelled(pdb: Any, label: Callable[[int], str]) -> Any:
    """Write number and insertion code of protein residues, five columns."""
    return pdb.edit_atoms(
        lambda line, number: f"{line[:22]}{label(number)}{line[27:]}" if is_protein(line[:26].ljust(26)) else line
    )


def offset(by: int) -> Callable[[int], int]:
    return lambda number: number + by


NUMBERINGS: dict[str, Callable[[int], int]] = {
    "+200 as in 1LFD": offset(200),
    "+1000": offset(1000),
    "-50, through 0 into negative numbers": offset(-50),
    "-999, the lowest that four columns hold": offset(-999),
    "a jump of 500 at residue 75": lambda number: number if number < 75 else number + 500,
}


@pytest.mark.parametrize("new_number", NUMBERINGS.values(), ids=NUMBERINGS)
def test_other_author_numbers_change_no_science_and_stay_in_the_rows(
    new_number: Callable[[int], int], holds: Holds, pdb_8azr: Any
) -> None:
    holds(lambda pdb: pdb.renumbered(new_number))
    chain = pdb_8azr.renumbered(new_number).chain()
    found = {
        row.uniprot_number: row.author_number for row in chain.residues() if row.uniprot_number and row.is_modelled
    }
    assert found == {number: new_number(number) for number in range(1, 168)}
    assert [inhibitor.residue for inhibitor in chain.summary().inhibitors] == [f"A/{new_number(204)}"]


LABELS: dict[str, Callable[[int], str]] = {
    "residue 12 called 11A": lambda number: "  11A" if number == 12 else f"{number:4d} ",
    "62, 63, 64 called 61A, 61B, 61C": lambda number: (
        f"  61{'ABC'[number - 62]}" if 62 <= number <= 64 else f"{number:4d} "
    ),
    "an insertion code on every residue": lambda number: f"{number:4d}P",
    "five residues a number": lambda number: f"{number // 5:4d}{'ABCDE'[number % 5]}",
    "digits as insertion codes": lambda number: f"{number // 5:4d}{number % 5}",
}  # fmt: skip


@pytest.mark.parametrize("label", LABELS.values(), ids=LABELS)
def test_insertion_codes_on_ras_residues_change_no_science_and_stay_in_the_rows(
    label: Callable[[int], str], holds: Holds, pdb_8azr: Any
) -> None:
    holds(lambda pdb: labelled(pdb, label))
    rows = labelled(pdb_8azr, label).chain().residues()
    found = {row.uniprot_number: f"{row.author_number}{row.insertion_code or ''}" for row in rows if row.uniprot_number}
    assert {number: found[number] for number in range(1, 168)} == {n: label(n).strip() for n in range(1, 168)}


def test_tag_residues_0a_0b_0c_have_keys_but_no_uniprot_number(pdb_8azr: Any, expected_8azr: Any, science: Any) -> None:
    """Three glycines before Gly0, 10 Å apart from it: 0A, 0B, 0C after 0 would be the same tag the other way round."""
    glycine = [line for line in pdb_8azr.lines if line.startswith("ATOM") and line[22:26] == "   0"]
    tag = [f"{line[:22]}   0{code}{line[27:30]}{float(line[30:38]) - shift:8.3f}{line[38:]}"
           for code, shift in (("A", 12), ("B", 8), ("C", 4)) for line in glycine]  # fmt: skip
    changed = pdb_8azr.without_sequence().with_lines(*tag, before="ATOM")
    assert science(changed) == expected_8azr
    unnumbered = [row for row in changed.chain().residues() if row.uniprot_number is None]
    assert [(row.author_number, row.insertion_code) for row in unnumbered] == [(0, "A"), (0, "B"), (0, "C"), (0, None)]


def test_an_inserted_loop_62a_62b_has_keys_but_no_uniprot_numbers(
    pdb_8azr: Any, expected_8azr: Any, science: Any
) -> None:
    """Gly75 copied twice behind Glu62; contacts are the neighbours' business, so the copies lie 100 Å away."""
    glycine = [line for line in pdb_8azr.lines if line.startswith("ATOM") and line[22:26] == "  75"]
    loop = [f"{line[:22]}  62{code}{line[27:30]}{float(line[30:38]) + 100:8.3f}{line[38:]}"
            for code in "AB" for line in glycine]  # fmt: skip
    first_of_63 = next(line for line in pdb_8azr.lines if line.startswith("ATOM") and line[22:26] == "  63")
    changed = pdb_8azr.without_sequence().with_lines(*loop, before="TER")
    lines = [line for line in changed.lines if line not in loop]
    at = lines.index(first_of_63)
    text = "\n".join([*lines[:at], *loop, *lines[at:]]) + "\n"
    assert science(text) == expected_8azr
    (chain,) = rs.load(text).chains
    inserted = [row for row in chain.residues() if row.insertion_code]
    assert [(row.author_number, row.insertion_code, row.uniprot_number) for row in inserted] == [
        (62, "A", None),
        (62, "B", None),
    ]


def hybrid_36(number: int) -> str:
    """Write a residue number of more than four digits as cctbx and gemmi do (http://cci.lbl.gov/hybrid_36)."""
    if number < 10_000:
        return f"{number:4d}"
    digits, rest = "", number - 10_000 + 10 * 36**3
    while rest:
        digits, rest = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[rest % 36] + digits, rest // 36
    return digits


@pytest.mark.parametrize(("number", "text"), [(9999, "9999"), (10_000, "A000"), (10_035, "A00Z"), (10_036, "A010")])
def test_the_maker_writes_the_hybrid_36_of_its_definition(number: int, text: str) -> None:
    assert hybrid_36(number) == text


def test_hybrid_36_residue_numbers_are_read_as_numbers(holds: Holds, pdb_8azr: Any) -> None:
    holds(lambda pdb: pdb.edit_atoms(lambda line, number: f"{line[:22]}{hybrid_36(number + 9_900)}{line[26:]}"))
    changed = pdb_8azr.edit_atoms(lambda line, number: f"{line[:22]}{hybrid_36(number + 10_000)}{line[26:]}")
    assert [row.residue for row in changed.chain().summary().inhibitors] == ["A/10204"]


SHARED = {
    "every residue is number 1": lambda line: f"{line[:22]}   1 {line[27:]}",
    "no residue has a number": lambda line: f"{line[:22]}     {line[27:]}",
    "numbers run from 0 to 99 and again": lambda line: f"{line[:22]}{int(line[22:26]) % 40:4d}{line[26:]}",
}


@pytest.mark.parametrize("change", SHARED.values(), ids=SHARED)
@pytest.mark.parametrize("headers", ["with headers", "without headers"])
def test_two_residues_of_one_name_and_number_are_refused_and_not_melted_into_one(
    change: Callable[[str], str], headers: str, pdb_8azr: Any, sentence: Callable[[Any], str]
) -> None:
    pdb = pdb_8azr if headers == "with headers" else pdb_8azr.protein()
    assert "expected each residue number once in a chain" in sentence(pdb.edited(change).text)


def test_a_dimer_whose_chains_have_no_names_is_refused(pdb_8azr: Any, sentence: Callable[[Any], str]) -> None:
    """Simulation programs write so: chain column blank, every molecule numbered from its own 1."""
    blank = pdb_8azr.without_sequence().protein().edited(lambda line: f"{line[:21]} {line[22:]}")
    copy = blank.edited(lambda line: f"{line[:30]}{float(line[30:38]) + 60:8.3f}{line[38:]}")
    message = sentence(f"{blank.text}TER\n{copy.text}TER\n")
    assert message.startswith("found two residues GLY 0 in the chain without a name of text, 60 Å apart")
    named = copy.edited(lambda line: f"{line[:21]}B{line[22:]}")
    assert [chain.chain_id for chain in rs.load(f"{blank.text}TER\n{named.text}TER\n")] == ["", "B"]


def halves(pdb: Any) -> str:
    """Put residues 86 and on before those up to 85."""
    protein = [line for line in pdb.lines if line.startswith("ATOM")]
    swapped = sorted(protein, key=lambda line: int(line[22:26]) <= 85)
    others = [line for line in pdb.lines if line.startswith("HETATM")]
    return "\n".join([*swapped, "TER", *others]) + "\n"


def test_numbers_that_go_backwards_are_those_of_the_same_residues(
    pdb_8azr: Any, expected_8azr: Any, science: Any
) -> None:
    assert science(halves(pdb_8azr)) == expected_8azr


def test_a_jump_behind_residue_125_does_not_hide_the_isoform(pdb_8azr: Any, expected_8azr: Any, science: Any) -> None:
    """KRAS4A and KRAS4B differ from 151 on, behind the jump."""
    changed = pdb_8azr.without_sequence().renumbered(lambda number: number if number < 126 else number + 500)
    assert science(changed) == expected_8azr
