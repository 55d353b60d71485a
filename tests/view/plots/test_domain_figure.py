"""The domain figure. Oracle: the review's ranges."""

from __future__ import annotations

import pytest
from drawn_axes import new_axes, texts_of

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError

plots = rs.plots


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
