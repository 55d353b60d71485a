"""What is each residue of a chain, and which are missing?

Oracles: REMARK 465 of the entries (residues not located), the ATOM records read line by line,
the ranges printed in Chen 2021 (doi:10.1186/s13045-021-01127-w), and UniProt P01116-2, P01112.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError
from rasstruct.analysis.residue_table import ResidueRow

NAMES = "ALAARGASNASPCYSGLNGLUGLYHISILELEULYSMETPHEPROSERTHRTRPTYRVAL"
THREE_TO_ONE = {NAMES[3 * i : 3 * i + 3]: letter for i, letter in enumerate("ARNDCQEGHILKMFPSTWYV")}


def not_located(text: str, chain_id: str) -> list[int]:
    """Read the numbers above 0 of the residues in REMARK 465."""
    rows = [line.split() for line in text.splitlines() if line.startswith("REMARK 465")]
    found = [int(row[-1]) for row in rows if len(row) == 5 and row[2] in THREE_TO_ONE and row[3] == chain_id]
    return [number for number in found if number > 0]


def atom_records(text: str, chain_id: str) -> dict[int, tuple[str, list[float]]]:
    """Read residue name and B-factors by number from the ATOM records."""
    rows: dict[int, tuple[str, list[float]]] = {}
    for line in text.splitlines():
        if line.startswith("ATOM") and line[21] == chain_id:
            rows.setdefault(int(line[22:26]), (line[17:20], []))[1].append(float(line[60:66]))
    return rows


def row_of(chain: rs.RasChain, number: int) -> ResidueRow:
    """Give the row of a UniProt number."""
    (row,) = (row for row in chain.residues() if row.uniprot_number == number)
    return row


def assert_rows_are_the_file(chain: rs.RasChain, text: str, tags: list[int]) -> None:
    """Compare every row with the records of the file, whose numbers are UniProt numbers."""
    rows, atoms = chain.residues(), atom_records(text, chain.chain_id)
    modelled = [row for row in rows if row.is_modelled]
    assert [row.author_number for row in modelled] == list(atoms)
    assert [row.author_number for row in modelled if row.uniprot_number is None] == tags
    assert all(row.uniprot_number == row.author_number for row in modelled if row.uniprot_number)
    assert [row.uniprot_number for row in rows if not row.is_modelled] == not_located(text, chain.chain_id)
    for row in modelled:
        name, b_factors = atoms[row.author_number or 0]
        assert (row.residue_name, row.residue) == (name, THREE_TO_ONE[name])
        assert row.mean_b_factor == pytest.approx(statistics.mean(b_factors), abs=0.0051)


def test_8azr_has_a_row_for_each_residue_of_the_file_and_each_missing_one(entry_8azr: rs.Entry, text_8azr: str) -> None:
    assert not_located(text_8azr, "A") == [168, 169]
    assert_rows_are_the_file(entry_8azr["A"], text_8azr, tags=[0])


def test_5p21_is_complete(entry_5p21: rs.Entry, text_5p21: str) -> None:
    assert_rows_are_the_file(entry_5p21["A"], text_5p21, tags=[])
    assert all(row.is_modelled for row in entry_5p21["A"].residues())


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "chain_id", "tags", "gap"),
    [
        pytest.param("3gft.pdb", "A", [], set(), id="3GFT A has a whole switch II"),
        pytest.param("3gft.pdb", "B", [-2, -1, 0], {61, 62, 63, 64}, id="3GFT B lacks residue 61 and has a tag"),
        pytest.param("3gft.pdb", "D", [], {32, 37, 61, 71}, id="3GFT D lacks parts of both switches"),
        pytest.param("2rge.pdb", "A", [], {61, 68}, id="2RGE lacks the middle of switch II"),
        pytest.param("4dst.pdb", "A", [1], {181, 188}, id="4DST has a tag remnant at number 1"),
    ],
)
def test_gaps_have_rows_and_tags_have_no_number(
    name: str, chain_id: str, tags: list[int], gap: set[int], corpus: Path, corpus_entry: Callable[[str], rs.Entry]
) -> None:
    text = (corpus / "structures" / name).read_text()
    chain = corpus_entry(name)[chain_id]
    assert_rows_are_the_file(chain, text, tags)
    assert gap <= {row.uniprot_number for row in chain.residues() if not row.is_modelled}


@pytest.mark.corpus
def test_q61h_of_3gft_is_a_mutation_also_where_residue_61_is_missing(corpus_entry: Callable[[str], rs.Entry]) -> None:
    entry = corpus_entry("3gft.pdb")
    for chain_id, is_modelled in {"A": True, "B": False, "C": False, "D": False, "E": False, "F": False}.items():
        row = row_of(entry[chain_id], 61)
        assert (row.mutation, row.canonical, row.residue, row.is_modelled) == ("Q61H", "Q", "H", is_modelled)
        assert (row.author_number is None) == (row.residue_name is None) == (not is_modelled)


def test_missing_residues_stand_at_their_place(text_8azr: str) -> None:
    lines = [line for line in text_8azr.splitlines() if not (line.startswith("ATOM") and 60 <= int(line[22:26]) <= 66)]
    rows = rs.load("\n".join(lines) + "\n")["A"].residues()
    numbers = [row.uniprot_number for row in rows if row.uniprot_number]
    assert numbers == sorted(numbers)
    assert numbers == list(range(1, 170))
    assert [n for n in numbers if not row_by(rows, n).is_modelled] == [*range(60, 67), 168, 169]
    gap = row_by(rows, 62)
    assert (gap.canonical, gap.residue_name, gap.distance, gap.contact_part) == ("E", None, None, None)
    assert "switch II" in gap.regions
    assert "SII-P" in gap.pockets


def row_by(rows: Iterable[ResidueRow], number: int) -> ResidueRow:
    """Give the row of a UniProt number out of some rows."""
    return next(row for row in rows if row.uniprot_number == number)


def test_without_the_sequence_of_the_file_the_ends_are_not_invented(text_8azr: str) -> None:
    lines = [line for line in text_8azr.splitlines() if not line.startswith(("SEQRES", "DBREF", "SEQADV"))]
    rows = rs.load("\n".join(lines) + "\n")["A"].residues()
    assert [row.uniprot_number for row in rows][-1] == 167


def test_the_tag_residue_has_no_uniprot_facts(entry_8azr: rs.Entry) -> None:
    tag = entry_8azr["A"].residues()[0]
    assert (tag.author_number, tag.residue_name, tag.residue) == (0, "GLY", "G")
    assert (tag.uniprot_number, tag.canonical, tag.mutation) == (None, None, None)
    assert (tag.regions, tag.pockets) == ((), ())


@pytest.mark.parametrize(
    ("number", "region", "inside"),
    [
        pytest.param(9, "P-loop", False, id="9 is before the P-loop"),
        pytest.param(10, "P-loop", True, id="the P-loop begins at 10"),
        pytest.param(17, "P-loop", True, id="the P-loop ends at 17"),
        pytest.param(18, "P-loop", False, id="18 is behind the P-loop"),
        pytest.param(29, "switch I", False, id="29 is before switch I"),
        pytest.param(30, "switch I", True, id="switch I begins at 30"),
        pytest.param(40, "switch I", True, id="switch I ends at 40"),
        pytest.param(59, "switch II", False, id="59 is before switch II"),
        pytest.param(60, "switch II", True, id="switch II begins at 60"),
        pytest.param(76, "switch II", True, id="switch II ends at 76"),
        pytest.param(77, "switch II", False, id="77 is behind switch II"),
    ],
)
def test_regions_of_the_review_mark_their_residues(
    number: int, region: str, inside: bool, entry_8azr: rs.Entry
) -> None:
    assert (region in row_of(entry_8azr["A"], number).regions) is inside


def test_another_scheme_moves_the_boundary(entry_8azr: rs.Entry) -> None:
    """Parker 2022 (doi:10.1158/0008-5472.CAN-22-0804) starts switch I at 25."""
    rows = entry_8azr["A"].residues(scheme="parker2022")
    assert "switch I" in row_by(rows, 25).regions
    assert "switch I" not in row_of(entry_8azr["A"], 25).regions


def test_an_engineered_residue_shows_both_letters(entry_8azr: rs.Entry) -> None:
    row = row_of(entry_8azr["A"], 118)
    assert (row.canonical, row.residue, row.mutation) == ("C", "S", "C118S")
    near_miss = row_of(entry_8azr["A"], 151)  # SEQADV calls KRAS4B's own Gly151 engineered
    assert (near_miss.canonical, near_miss.residue, near_miss.mutation) == ("G", "G", None)


def test_distances_are_to_the_inhibitor_and_absent_without_one(entry_8azr: rs.Entry, entry_5p21: rs.Entry) -> None:
    in_contact = {row.uniprot_number for row in entry_8azr["A"].residues() if row.contact_part not in (None, "none")}
    contacts = entry_8azr["A"].ligands["LR4"].contacts().where(lambda row: row.partner_kind == "own chain")
    assert in_contact == {row.uniprot_number for row in contacts}
    assert {row.ligand_het for row in entry_8azr["A"].residues() if row.is_modelled} == {"LR4"}
    # GppNHp is bound to 5P21, but it is no inhibitor
    assert {(row.ligand_het, row.distance, row.contact_part) for row in entry_5p21["A"].residues()} == {
        (None, None, None)
    }


def test_alternate_locations_are_told(entry_8azr: rs.Entry, text_8azr: str) -> None:
    with_altloc = {int(line[22:26]) for line in text_8azr.splitlines() if line.startswith("ATOM") and line[16] != " "}
    assert with_altloc
    assert {row.author_number for row in entry_8azr["A"].residues() if row.has_altlocs} == with_altloc


def test_an_unknown_scheme_is_refused(entry_8azr: rs.Entry) -> None:
    with pytest.raises(LookupFailedError, match="chen2021"):
        entry_8azr["A"].residues(scheme="chen1921")
