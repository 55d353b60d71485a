"""What the colours of a chain say.

Oracles: the review's ranges, mutations put into the file, labels of Parker 2022, B-factors averaged from the PDB text,
tables of free energy changes written here.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pdb_text import PdbText

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError
from rasstruct.view.colouring import colour_residues
from rasstruct.view.palette import shade_score

TABLE = "mutation\ttrait\tddg_kcal_mol\nY96D\tfolding\t3.0\nY96F\tfolding\t1.0\nG10A\tfolding\t0.5\nG10A\tRAF1\t9.0\n"


def colour_of(found: object, text: str) -> str:
    (colour,) = [entry.colour for entry in found.legend if entry.text.startswith(text)]  # type: ignore[attr-defined]
    return str(colour)


def test_regions_are_the_default_and_end_where_the_review_says(entry_8azr: rs.Entry) -> None:
    found = colour_residues(entry_8azr["A"])
    switch = colour_of(found, "switch I (30–40)")
    assert [number for number in range(25, 45) if found.colours.get(number) == switch] == list(range(30, 41))


def test_a_mutation_of_the_file_is_coloured_by_its_class_and_named(pdb_5p21: PdbText) -> None:
    found = colour_residues(pdb_5p21.without_sequence().residue_renamed(12, "VAL").chain(), "mutation")
    assert found.marked == {12: "G12V"}
    assert found.colours == {12: colour_of(found, "hotspot: G12V")}


def test_a_wild_type_chain_has_no_mutation_to_colour(entry_5p21: rs.Entry) -> None:
    found = colour_residues(entry_5p21["A"], "mutation")
    assert (dict(found.colours), dict(found.marked)) == ({}, {})
    assert [entry.text for entry in found.legend] == ["as in HRAS"]


def test_a_mutation_that_is_not_modelled_is_named_in_the_legend_only(pdb_8azr: PdbText) -> None:
    found = colour_residues(pdb_8azr.without_residues(118).chain(), "mutation")
    assert found.colours == {}
    assert any("C118S (not modelled)" in entry.text for entry in found.legend)


def test_resistance_names_what_is_published_for_the_site(entry_8azr: rs.Entry) -> None:
    found = colour_residues(entry_8azr["A"], "resistance")
    site = colour_of(found, "resistant, another inhibitor of the site")
    assert {68, 95, 96} <= {number for number, colour in found.colours.items() if colour == site}
    assert 150 not in found.colours


@pytest.mark.corpus
def test_resistance_to_the_bound_drug_itself_is_the_strongest(corpus_entry) -> None:
    found = colour_residues(corpus_entry("6oim.cif").chains[0], "resistance")
    assert found.colours[96] == colour_of(found, "resistant, this inhibitor")


def test_conformation_names_the_published_classes(entry_8azr: rs.Entry) -> None:
    found = colour_residues(entry_8azr["A"], "conformation")
    texts = [entry.text for entry in found.legend]
    assert any(text.startswith("SW1 (25–40): Y32out.2P-OFF") for text in texts)
    assert dict(found.marked) == {32: "Y32", 71: "Y71"}


def test_b_factors_are_means_of_a_residue(entry_5p21: rs.Entry, text_5p21: str) -> None:
    found = colour_residues(entry_5p21["A"], "b_factor")
    means = {}
    for line in text_5p21.splitlines():
        if line.startswith("ATOM"):
            means.setdefault(int(line[22:26]), []).append(float(line[60:66]))
    values = {number: float(np.mean(rows)) for number, rows in means.items()}
    low, high = min(values.values()), max(values.values())
    for number in (1, 32, 61, 100, 166):
        assert found.colours[number] == shade_score((values[number] - low) / (high - low))
    assert found.legend[0].text == f"B-factor {low:.0f} Å²"


def test_measured_changes_are_averaged_over_the_substitutions(entry_8azr: rs.Entry, tmp_path: Path) -> None:
    (tmp_path / "t.tsv").write_text(TABLE)
    found = colour_residues(entry_8azr["A"], "ddg", ddg=rs.load_ddg(tmp_path / "t.tsv"))
    top = np.percentile([2.0, 0.5], 95)
    assert found.colours == {96: shade_score(2.0 / top), 10: shade_score(0.5 / top)}
    assert "folding" in found.legend[0].text


def test_another_trait_can_be_chosen(entry_8azr: rs.Entry, tmp_path: Path) -> None:
    (tmp_path / "t.tsv").write_text(TABLE)
    found = colour_residues(entry_8azr["A"], "ddg", ddg=rs.load_ddg(tmp_path / "t.tsv"), trait="RAF1")
    assert set(found.colours) == {10}


@pytest.mark.parametrize(
    ("by", "said"), [("rainbow", "expected one of region, mutation"), ("ddg", "give ddg=rasstruct.load_ddg")]
)
def test_what_cannot_be_coloured_is_refused_in_a_sentence(entry_8azr: rs.Entry, by: str, said: str) -> None:
    with pytest.raises(LookupFailedError, match=said):
        colour_residues(entry_8azr["A"], by)


def test_a_trait_that_is_not_in_the_table_is_refused(entry_8azr: rs.Entry, tmp_path: Path) -> None:
    (tmp_path / "t.tsv").write_text(TABLE)
    with pytest.raises(LookupFailedError, match="found trait 'SOS1', expected one of folding, RAF1"):
        colour_residues(entry_8azr["A"], "ddg", ddg=rs.load_ddg(tmp_path / "t.tsv"), trait="SOS1")
