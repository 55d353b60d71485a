"""Frequency bars. Oracle: the review's numbers."""

from __future__ import annotations

import pytest
from drawn_axes import new_axes, texts_of

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError

plots = rs.plots


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
