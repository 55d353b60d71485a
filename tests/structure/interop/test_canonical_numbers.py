"""Which numbers do residues leave with?

Oracles: counting by hand on the bundled entries (8AZR is modelled from Gly0 to residue 167 without a gap), Biopython's
reading of the exported text, and laws.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError

Edit = Callable[[str, Callable[[str, int], str]], str]
laws = settings(derandomize=True, deadline=None, max_examples=25)


def protein_ids(structure: Any, chain: str = "A") -> list[tuple[int, str]]:
    """Give number and insertion code of the amino acids of a chain."""
    return [residue.id[1:] for residue in structure[0][chain] if residue.id[0] == " "]


def all_keys(entry: rs.Entry) -> list[str]:
    """Give the key of every residue."""
    topology = entry.structure.topology
    return [str(topology.residue_key(row)) for row in range(topology.n_residues)]


def test_file_with_other_numbers_leaves_in_uniprot_numbering(
    offset_text: str, to_biopython: Callable[[str], Any]
) -> None:
    entry = rs.load(offset_text)
    written = to_biopython(entry.to_pdb())
    assert protein_ids(written) == [(number, " ") for number in range(168)]
    assert [written[0]["A"][number].resname for number in (1, 12, 61, 118)] == ["MET", "GLY", "GLN", "SER"]
    kept = to_biopython(entry.to_pdb(numbering="author"))
    assert protein_ids(kept) == [(number, " ") for number in range(200, 368)]


def test_tag_counts_down_from_the_first_numbered_residue(text_8azr: str, edit: Edit, to_biopython: Any) -> None:
    # Thr2 and Glu3 called Met1 and so on would be a shift; names before Met1 become a tag of four
    names = {1: "SER", 2: "GLY", 3: "PRO"}
    text = "".join(
        line for line in text_8azr.splitlines(keepends=True) if not line.startswith(("SEQRES", "DBREF", "SEQADV"))
    )
    tagged = edit(text, lambda line, number: f"{line[:17]}{names[number]}{line[20:]}" if number in names else line)
    moved = edit(tagged, lambda line, number: f"{line[:22]}{number + 500:4d}{line[26:]}")
    chain = rs.load(moved)["A"]
    assert chain.numbering.uniprot_numbers[:5].tolist() == [0, 0, 0, 0, 4]
    assert protein_ids(to_biopython(chain.to_pdb()))[:6] == [(number, " ") for number in range(6)]


def test_residues_between_two_numbered_ones_get_insertion_codes(text_8azr: str, edit: Edit, to_biopython: Any) -> None:
    # residues 100 to 107 leave as they are, and copies of them stand behind 107 as an insertion of eight
    text = [line for line in text_8azr.splitlines(keepends=True) if line.startswith("ATOM")]
    copies = [line for line in text if 100 <= int(line[22:26]) <= 107]
    place = max(index for index, line in enumerate(text) if int(line[22:26]) == 107) + 1
    shifted = [
        f"{line[:22]}{int(line[22:26]) + 8:4d}{line[26:30]}{float(line[30:38]) + 60:8.3f}{line[38:]}" for line in copies
    ]
    rest = [f"{line[:22]}{int(line[22:26]) + 8:4d}{line[26:]}" for line in text[place:]]
    entry = rs.load("".join([*text[:place], *shifted, *rest]))
    numbers = entry["A"].numbering.uniprot_numbers.tolist()
    assert numbers.count(0) == 9
    written = to_biopython(entry.to_pdb())
    inserted = [key for key in protein_ids(written) if key[1] != " "]
    assert [code for _, code in inserted] == list("ABCDEFGH")
    assert len({number for number, _ in inserted}) == 1
    assert protein_ids(written)[-1] == (167, " ")


def test_ligand_in_the_way_moves_behind_the_chain_and_its_near_miss_stays(
    text_8azr: str, edit: Edit, to_biopython: Any
) -> None:
    # GDP moved to the place that the offset leaves free, and that canonical numbering needs
    codes = {201: "GDP", 204: "LR4"}
    text = "".join(line for line in text_8azr.splitlines(keepends=True) if line.startswith(("ATOM", "HETATM")))

    def change(line: str, number: int) -> str:
        name = line[17:20]
        if name == "GDP":
            return f"{line[:22]}{50:4d}{line[26:]}"
        return line if name in ("MG ", " MG", "EDO", "LR4", "HOH") else f"{line[:22]}{number + 2000:4d}{line[26:]}"

    assert {line[17:20] for line in text.splitlines() if int(line[22:26]) in codes} >= {"GDP", "LR4"}
    written = to_biopython(rs.load(edit(text, change)).to_pdb())
    numbers = {residue.resname: residue.id[1] for residue in written[0]["A"] if residue.id[0].startswith("H_")}
    waters = [residue.id[1] for residue in written[0]["A"] if residue.id[0] == "W"]
    assert numbers["LR4"] == 204
    assert numbers["GDP"] == max(waters) + 1


def test_ras_keeps_its_place_against_a_ligand_that_stands_before_it_in_the_file(
    text_8azr: str, edit: Edit, to_biopython: Any
) -> None:
    lines = [line for line in text_8azr.splitlines(keepends=True) if line.startswith(("ATOM", "HETATM"))]
    nucleotide = [f"{line[:22]}{12:4d}{line[26:]}" for line in lines if line[17:20] == "GDP"]
    protein = edit("".join(line for line in lines if line[17:20] != "GDP"), _add_300_to_atoms)
    written = to_biopython(rs.load("".join(nucleotide) + protein).to_cif())
    assert written[0]["A"][12].resname == "GLY"
    (moved,) = [residue.id for residue in written[0]["A"] if residue.resname == "GDP"]
    assert moved[1] == max(residue.id[1] for residue in written[0]["A"])


def _add_300_to_atoms(line: str, number: int) -> str:
    """Move the numbers of ATOM records away."""
    return f"{line[:22]}{number + 300:4d}{line[26:]}" if line.startswith("ATOM") else line


def test_connection_records_follow_their_residues(offset_text: str, to_biopython: Any) -> None:
    # made up: a bond of Cys80 and Ser118, in the numbers of the file
    link = f"{'LINK':12s} SG  CYS A 280                 OG  SER A 318     1555   1555  2.00  "
    entry = rs.load(link + "\n" + offset_text)
    assert len(entry.metadata.links) == 1
    for numbering, expected in (("uniprot", (80, 118)), ("author", (280, 318))):
        written = entry.to_pdb(numbering=numbering)
        (record,) = [line for line in written.splitlines() if line.startswith("LINK")]
        assert (int(record[22:26]), int(record[52:56])) == expected
        (found,) = rs.load(entry.to_cif(numbering=numbering)).metadata.links
        assert (found.first.author_number, found.second.author_number) == expected


def test_author_numbering_returns_the_keys_of_the_file(text_8azr: str, text_5p21: str) -> None:
    for text in (text_8azr, text_5p21):
        entry = rs.load(text)
        for written in (entry.to_pdb(numbering="author"), entry.to_cif(numbering="author")):
            assert sorted(all_keys(rs.load(written))) == sorted(all_keys(entry))


@pytest.mark.parametrize("wrong", ["UniProt", "", "pdb", None])
@pytest.mark.parametrize("export", ["to_gemmi", "to_biopython", "to_universe", "to_pdb", "to_cif"])
def test_another_numbering_is_refused_by_name(export: str, wrong: Any, entry_8azr: rs.Entry) -> None:
    for source in (entry_8azr, entry_8azr["A"]):
        with pytest.raises(LookupFailedError, match="uniprot, author"):
            getattr(source, export)(numbering=wrong)


# --- laws ------------------------------------------------------------------------------------------------------------


@laws
@given(shift=st.integers(-900, 5000), ligand=st.integers(-50, 400), water=st.integers(-50, 400))
def test_keys_are_unique_and_ras_has_its_uniprot_numbers_whatever_the_file_numbers(
    shift: int, ligand: int, water: int, text_8azr: str, edit: Edit
) -> None:
    text = "".join(line for line in text_8azr.splitlines(keepends=True) if line.startswith(("ATOM", "HETATM")))

    def change(line: str, number: int) -> str:
        moved = shift if line.startswith("ATOM") else water if line[17:20] == "HOH" else ligand - 200
        return f"{line[:22]}{number + moved:4d}{line[26:]}" if line.startswith(("ATOM", "HETATM")) else line

    entry = rs.load(edit(text, change))
    assert entry.chains[0].isoform == "KRAS4B"
    exported = entry.to_universe()
    residues = exported.residues
    keys = list(zip(residues.segids, residues.resids.tolist(), residues.icodes, strict=True))
    assert len(set(keys)) == len(keys)
    placed = residues.uniprot_numbers > 0
    assert (residues.resids[placed] == residues.uniprot_numbers[placed]).all()
    assert sorted(residues.uniprot_numbers[placed].tolist()) == list(range(1, 168))


@laws
@given(shift=st.integers(-900, 5000))
def test_exporting_twice_changes_nothing_more(shift: int, text_5p21: str, edit: Edit) -> None:
    text = "".join(line for line in text_5p21.splitlines(keepends=True) if line.startswith(("ATOM", "HETATM")))
    once = rs.load(edit(text, lambda line, number: f"{line[:22]}{number + shift:4d}{line[26:]}")).to_pdb()
    assert rs.load(once).to_pdb() == once
