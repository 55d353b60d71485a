"""What all plots have in common: a table twin, axes of their own, names."""

from __future__ import annotations

import pytest

import rasstruct as rs

plots = rs.plots


def test_every_plot_has_a_table_twin() -> None:
    names = [name for name in plots.__all__ if not name.startswith("list_")]
    assert sorted(plots.__all__) == sorted([*names, *(f"list_{name}" for name in names)])
    assert len(names) == 7
    assert all(callable(getattr(plots, name)) for name in plots.__all__)


def test_a_name_that_is_no_plot_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'pie'"):
        plots.pie  # noqa: B018
