"""The heat map of resistance. Oracles: the tables that it is drawn from, which other tests check."""

from __future__ import annotations

import pytest
from drawn_axes import new_axes, texts_of

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError

plots = rs.plots


def test_the_heat_map_of_a_chain_holds_scores_and_published_effects(entry_8azr: rs.Entry) -> None:
    resistance = entry_8azr["A"].resistance()
    rows = {row.mutation: row for row in plots.list_resistance_heat_map(resistance)}
    assert rows["Y96D"].published == "resistant"
    assert rows["R68M"].published == "conflicting"
    assert rows["Y96D"].score == next(row.score for row in resistance if row.mutation == "Y96D")
    texts = texts_of(plots.resistance_heat_map(resistance, axes=new_axes()))
    assert {"R", "±", "Y96D", "LR4"} <= set(texts)


@pytest.mark.corpus
def test_what_is_published_of_the_drug_itself_comes_before_its_site(corpus_entry) -> None:
    rows = {
        row.mutation: row for row in plots.list_resistance_heat_map(corpus_entry("6oim.cif").chains[0].resistance())
    }
    assert (rows["H95Q"].row, rows["H95Q"].published) == ("sotorasib", "sensitive")


def test_the_heat_map_of_a_scan_has_residues_down_and_amino_acids_across(entry_8azr: rs.Entry) -> None:
    scan = entry_8azr["A"].scan([96, 99])
    axes = plots.resistance_heat_map(scan, axes=new_axes())
    labels = [text.get_text() for text in axes.get_yticklabels()]
    assert labels == ["Y96", "Q99"]
    assert len(axes.get_xticklabels()) == 20
    assert len(axes.patches) == len(scan)


def test_the_heat_map_of_a_matrix_has_its_cells(entry_8azr: rs.Entry) -> None:
    cells = rs.resistance_matrix([entry_8azr]).cells()
    rows = plots.list_resistance_heat_map(cells)
    assert [(row.mutation, row.row, row.score) for row in rows] == [
        (cell.mutation, cell.inhibitor, cell.score) for cell in cells
    ]


def test_rows_of_another_kind_are_refused(entry_8azr: rs.Entry) -> None:
    with pytest.raises(LookupFailedError, match=r"expected those of chain\.resistance"):
        plots.list_resistance_heat_map(entry_8azr.summary())  # type: ignore[arg-type]


def test_what_structure_cannot_say_has_a_question_mark(entry_8azr: rs.Entry) -> None:
    scan = entry_8azr["A"].scan()
    unsaid = [row.mutation for row in plots.list_resistance_heat_map(scan) if row.verdict == "cannot say"]
    assert unsaid
    texts = texts_of(plots.resistance_heat_map(scan, axes=new_axes()))
    assert sum(text.endswith("?") for text in texts) == len(unsaid)


def test_published_sensitivity_is_shown_in_a_scan_too(entry_8azr: rs.Entry) -> None:
    rows = {row.mutation: row for row in plots.list_resistance_heat_map(entry_8azr["A"].scan([95, 96]))}
    assert rows["H95R"].published == "conflicting"
    assert rows["H95A"].published is None
