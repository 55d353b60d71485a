"""Plots draw the rows of their tables.

Oracles: the review's ranges and numbers, the file's text, tables of rasstruct that other tests check, and what
matplotlib holds after drawing.
"""

from __future__ import annotations

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pdb_text import PdbText

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError

mpl.use("Agg")
plots = rs.plots


def new_axes() -> Axes:
    return Figure(figsize=(8, 4)).add_subplot()


def texts_of(axes: Axes) -> list[str]:
    axes.figure.draw_without_rendering()  # type: ignore[union-attr]
    written = [*axes.texts, *axes.get_xticklabels(), *axes.get_yticklabels(), axes.title, axes.xaxis.label]
    legend = axes.get_legend()
    found = [text.get_text() for text in (*written, *(legend.get_texts() if legend else []))]
    return [text for text in [*found, axes.get_title(loc="left")] if text]


def test_every_plot_has_a_table_twin() -> None:
    names = [name for name in plots.__all__ if not name.startswith("list_")]
    assert sorted(plots.__all__) == sorted([*names, *(f"list_{name}" for name in names)])
    assert len(names) == 7
    assert all(callable(getattr(plots, name)) for name in plots.__all__)


def test_a_name_that_is_no_plot_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'pie'"):
        plots.pie  # noqa: B018


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


def test_a_switch_ring_says_what_decides_as_the_call_does(entry_8azr: rs.Entry) -> None:
    chain = entry_8azr["A"]
    deciding = [
        (row.uniprot_number, row.angle_name, row.deviation) for row in plots.list_switch_rings(chain) if row.is_deciding
    ]
    calls = (chain.conformation.sw1, chain.conformation.sw2)
    assert deciding == [(call.deciding_residue, call.deciding_angle, call.deviation) for call in calls]
    assert len(plots.list_switch_rings(chain)) == 3 * (16 + 21)


def test_rings_can_be_compared_with_another_class(entry_8azr: rs.Entry) -> None:
    rows = plots.list_switch_rings(entry_8azr["A"], classes=["Y32in.3P-ON"])
    assert {row.compared_class for row in rows if row.loop == "SW1"} == {"Y32in.3P-ON"}
    assert max(row.deviation for row in rows if row.loop == "SW1") > 100


def test_a_class_that_is_none_is_refused(entry_8azr: rs.Entry) -> None:
    with pytest.raises(LookupFailedError, match="found conformation 'open', expected one of"):
        plots.list_switch_rings(entry_8azr["A"], classes=["open"])


def test_rings_name_every_residue(entry_8azr: rs.Entry) -> None:
    texts = texts_of(plots.switch_rings(entry_8azr["A"], axes=new_axes()))
    assert {"Gln 25", "Tyr 40", "Gln 61", "Tyr 71"} <= set(texts)


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


def test_the_interaction_matrix_has_the_most_specific_kind(entry_8azr: rs.Entry) -> None:
    cells = rs.compare(entry_8azr).matrix()
    rows = {row.partner: row for row in plots.list_interaction_matrix(cells)}
    assert rows["ASP92"].interactions == ("hydrophobic", "waterbridge")
    assert (rows["ASP69"].interaction, rows["ASP69"].distance) == ("hbond", 2.8)
    axes = plots.interaction_matrix(cells, axes=new_axes())
    assert len(axes.patches) == len(rows)


def test_what_is_not_modelled_is_hatched(entry_8azr: rs.Entry, pdb_8azr: PdbText) -> None:
    cut = pdb_8azr.without_residues(69).chain()
    cells = rs.compare([entry_8azr["A"], cut]).matrix()
    states = {(row.partner, row.state) for row in plots.list_interaction_matrix(cells)}
    assert {("ASP69", "present"), ("ASP69", "missing")} <= states
    assert any(patch.get_hatch() for patch in plots.interaction_matrix(cells, axes=new_axes()).patches)


def test_the_property_space_has_a_point_a_molecule_and_the_limits_of_rules() -> None:
    rows = rs.ligands.descriptors().rows
    points = plots.list_property_space(rows)
    assert {point.name for point in points} == {row.name for row in rows}
    axes = plots.property_space(rows, axes=new_axes())
    drawn = np.concatenate([np.column_stack(line.get_data()) for line in axes.lines if line.get_linestyle() == "None"])
    assert len(drawn) == len(points)
    assert "rule of 5" in texts_of(axes)
    assert "molecular weight (Da)" in texts_of(axes)


def test_groups_are_told_apart_by_shape_too() -> None:
    rows = rs.ligands.descriptors().rows
    groups = {row.name: "large" if row.molecular_weight > 700 else "small" for row in rows}
    axes = plots.property_space(rows, groups=groups, labels=False, axes=new_axes())
    markers = {line.get_marker() for line in axes.lines if line.get_linestyle() == "None"}
    assert len(markers) == 2


def test_a_descriptor_that_is_none_is_refused() -> None:
    with pytest.raises(LookupFailedError, match="found descriptor 'beauty', expected one of molecular_weight"):
        plots.list_property_space(rs.ligands.descriptors().rows, x="beauty")


def test_frequencies_are_those_of_the_review() -> None:
    rows = {(row.gene, row.cancer): row.percent for row in plots.list_frequency_bars()}
    assert rows["KRAS", "pancreatic duct adenocarcinoma (PDAC)"] == 66.1
    assert rows["NRAS", "malignant melanoma"] == 18.6
    assert rows["HRAS", "mouth carcinoma"] is None


def test_a_bar_is_as_long_as_its_number_and_a_missing_number_is_said() -> None:
    axes = plots.frequency_bars(axes=new_axes())
    assert sorted(patch.get_width() for patch in axes.patches) == sorted(
        row.percent for row in plots.list_frequency_bars() if row.percent is not None
    )
    assert any("without a number in the text" in text for text in texts_of(axes))


def test_a_gene_that_is_none_is_refused() -> None:
    with pytest.raises(LookupFailedError, match="found gene 'TP53'"):
        plots.list_frequency_bars("TP53")


@pytest.mark.parametrize(("isoform", "last", "tail"), [("KRAS4B", 188, (167, 188)), ("HRAS", 189, (167, 189))])
def test_the_domain_figure_is_that_of_the_review(isoform: str, last: int, tail: tuple[int, int]) -> None:
    rows = {row.name: (row.first, row.last) for row in plots.list_domain_figure(isoform) if row.level != "hotspot"}
    assert rows["G domain"] == (1, 166)
    assert rows["effector lobe"] == (1, 86)
    assert rows["HVR"] == tail
    assert rows["CAAX"] == (last - 3, last)
    assert any(text.startswith(isoform) for text in texts_of(plots.domain_figure(isoform, axes=new_axes())))


def test_hotspots_are_those_of_the_gene() -> None:
    names = {row.name for row in plots.list_domain_figure("KRAS4B") if row.level == "hotspot"}
    assert {"G12", "G13", "Q61"} <= names


def test_an_isoform_that_is_none_is_refused() -> None:
    with pytest.raises(LookupFailedError):
        plots.list_domain_figure("MRAS")


def test_a_title_that_looks_like_a_formula_is_text(text_8azr: str) -> None:
    chain = PdbText(text_8azr.replace("8AZR", "    ")).chain()
    axes = plots.sequence_track(chain, axes=new_axes())
    axes.figure.draw_without_rendering()  # type: ignore[union-attr]
    assert texts_of(axes)
