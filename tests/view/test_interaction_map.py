"""The 2D map of a ligand. Oracles: the table of interactions, an XML parser, markup in the file."""

from __future__ import annotations

import itertools
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hostile_text import hostile_file

import rasstruct as rs
from rasstruct._base.errors import SourceError
from rasstruct.view.interaction_map import InteractionMap

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def drawn(entry_8azr: rs.Entry) -> InteractionMap:
    return entry_8azr["A"].ligands["LR4"].interaction_map()


def texts(drawn: InteractionMap) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(drawn.svg).iter(f"{SVG}text")]


def test_there_is_a_plate_for_everything_that_interacts(drawn: InteractionMap, entry_8azr: rs.Entry) -> None:
    partners = {(row.partner, row.author_number) for row in entry_8azr["A"].ligands["LR4"].interactions()}
    assert len(drawn.residues) == len(partners)
    assert {"Asp69", "Tyr96", "His95"} <= set(texts(drawn))


def test_each_hydrogen_bond_has_its_line_with_the_distance(drawn: InteractionMap, entry_8azr: rs.Entry) -> None:
    titles = [element.findtext(f"{SVG}title") for element in ElementTree.fromstring(drawn.svg).iter(f"{SVG}path")]
    for row in entry_8azr["A"].ligands["LR4"].interactions():
        if row.interaction == "hbond":
            assert f"hbond {row.partner}, {row.distance:.2f} Å" in titles


def test_resistance_residues_are_marked_and_others_are_not(drawn: InteractionMap) -> None:
    marked = {row.partner for row in drawn.residues if row.evidence}
    assert {"ARG68", "HIS95", "TYR96", "GLN99"} <= marked
    assert not {"VAL9", "ASP69", "MET72"} & marked
    assert texts(drawn).count("R") == len(marked) + 1


def test_plates_do_not_overlap(drawn: InteractionMap) -> None:
    for (x1, y1, width, height), (x2, y2, *_) in itertools.combinations(drawn.plates, 2):
        assert abs(x1 - x2) >= width or abs(y1 - y2) >= height


def test_the_map_has_a_title_and_says_in_words_what_it_shows(drawn: InteractionMap) -> None:
    root = ElementTree.fromstring(drawn.svg)
    assert root.findtext(f"{SVG}title") == "LR4 in 8AZR chain A · KRAS4B C118S, interactions"
    assert "TYR96: hydrophobic" in str(root.findtext(f"{SVG}desc"))


def test_nothing_is_loaded(drawn: InteractionMap) -> None:
    root = ElementTree.fromstring(drawn.svg)
    assert not [name for element in root.iter() for name in element.attrib if name.endswith("href")]


def test_text_of_a_file_stays_text(text_8azr: str) -> None:
    found = rs.load(hostile_file(text_8azr)).chains[0].ligands["LR4"].interaction_map()
    root = ElementTree.fromstring(found.svg)
    assert not [element for element in root.iter() if element.tag.lower().endswith(("}script", "}img"))]
    assert "in 8AZR chain <" in str(root.findtext(f"{SVG}title"))


def test_it_is_written_to_a_file_or_says_why_not(drawn: InteractionMap, tmp_path: Path) -> None:
    assert drawn.write_svg(tmp_path / "a.svg").read_text() == drawn.svg == drawn._repr_svg_()
    with pytest.raises(SourceError, match="cannot be written"):
        drawn.write_svg(tmp_path / "none" / "a.svg")


def test_a_nucleotide_has_a_map_too(entry_5p21: rs.Entry) -> None:
    found = entry_5p21["A"].ligands["GNP"].interaction_map()
    assert {"LYS16", "ASP119", "MG"} <= {row.partner for row in found.residues}


@pytest.mark.corpus
def test_a_covalent_bond_is_one_thick_line(corpus_entry) -> None:
    found = corpus_entry("6oim.cif").chains[0].ligands["MOV"].interaction_map()
    lines = [
        element
        for element in ElementTree.fromstring(found.svg).iter(f"{SVG}path")
        if (element.findtext(f"{SVG}title") or "").startswith("covalent CYS12")
    ]
    assert [float(line.attrib["stroke-width"]) > 3 and "stroke-dasharray" not in line.attrib for line in lines] == [
        True
    ]


def test_waters_are_told_apart_by_number(drawn: InteractionMap) -> None:
    waters = [row for row in drawn.residues if row.partner_kind == "water"]
    assert {f"HOH {row.author_number}" for row in waters} <= set(texts(drawn))
    assert len({(row.partner_chain_id, row.author_number, row.insertion_code) for row in waters}) == len(waters)


@pytest.mark.corpus
def test_every_line_of_a_peptide_ends_at_one_of_its_residues(corpus_entry) -> None:
    ligand = corpus_entry("8jjs.cif").chains[0].ligands["I/1"]
    topology = ligand.chain.structure.topology
    names = {f"{topology.name_of(r)}{topology.residue_key(r).number}" for r in ligand.bound.residues}
    for row in ligand.interaction_map().residues:
        assert row.ligand_atoms
        assert {atom.partition(" ")[0] for atom in row.ligand_atoms} <= names
