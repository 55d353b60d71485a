"""The sequence track. Oracles: the review's ranges, residues left out of the file, and what matplotlib holds."""

from __future__ import annotations

from pathlib import Path

from drawn_axes import new_axes, texts_of
from matplotlib.axes import Axes
from matplotlib.text import Text
from pdb_text import PdbText

import rasstruct as rs

plots = rs.plots


def test_plots_draw_on_the_axes_given_and_say_so(entry_8azr: rs.Entry) -> None:
    axes = new_axes()
    assert plots.sequence_track(entry_8azr["A"], axes=axes) is axes


def test_a_track_without_axes_makes_its_own(entry_8azr: rs.Entry) -> None:
    from matplotlib import pyplot

    axes = plots.frequency_bars("HRAS")
    assert isinstance(axes, Axes)
    pyplot.close("all")


def test_the_track_splits_residues_where_they_are_missing(pdb_8azr: PdbText) -> None:
    chain = pdb_8azr.without_residues(range(61, 70)).chain()
    rows = [row for row in plots.list_sequence_track(chain) if row.track == "residues"]
    assert {row.name: (row.first, row.last) for row in rows if (row.first, row.name) == (61, "missing")} == {
        "missing": (61, 69)
    }
    assert next((row.first, row.last) for row in rows if row.name == "modelled") == (1, 60)
    assert "61–69" in texts_of(plots.sequence_track(chain, axes=new_axes()))


def test_the_track_has_the_mutation_of_the_file_as_a_lollipop(pdb_5p21: PdbText) -> None:
    chain = pdb_5p21.without_sequence().residue_renamed(12, "VAL").chain()
    axes = plots.sequence_track(chain, axes=new_axes())
    assert "G12V" in texts_of(axes)
    assert "hotspot" in texts_of(axes)


def test_regions_of_the_track_are_those_of_the_review(entry_8azr: rs.Entry) -> None:
    rows = plots.list_sequence_track(entry_8azr["A"])
    spans = {row.name: (row.first, row.last) for row in rows if row.track == "regions" and row.is_modelled}
    assert spans["switch I"] == (30, 40)
    assert spans["P-loop"] == (10, 17)


def test_a_name_that_looks_like_a_formula_is_text(pdb_8azr: PdbText, tmp_path: Path) -> None:
    path = tmp_path / "$x_1$ {a}.pdb"
    path.write_text(pdb_8azr.without_records("HEADER").text)
    axes = plots.sequence_track(rs.load(path).chains[0], axes=new_axes())
    named = [text for text in axes.findobj(Text) if "$x_1$ {a}" in text.get_text()]
    assert named
    assert not [text for text in named if text.get_parse_math()]
