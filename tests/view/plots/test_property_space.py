"""The property space. Oracles: the descriptor table, which other tests check, and the points drawn."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from drawn_axes import new_axes, texts_of
from matplotlib.text import Text

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records
from rasstruct.chemistry.properties.descriptors import MoleculeDescriptors

plots = rs.plots


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


def test_a_name_that_looks_like_a_formula_is_text_in_points_and_legend() -> None:
    rows = Records(MoleculeDescriptors, [dataclasses.replace(rs.ligands.descriptors().rows[0], name="$x_1$")])
    rows = Records(MoleculeDescriptors, [*rows, dataclasses.replace(rows[0], name="b", molecular_weight=900.0)])
    axes = plots.property_space(rows, groups={"$x_1$": "$y_1$", "b": "c"}, axes=new_axes())
    axes.figure.draw_without_rendering()  # type: ignore[union-attr]
    named = [text for text in axes.findobj(Text) if "_1$" in text.get_text()]
    assert len(named) == 2
    assert not [text for text in named if text.get_parse_math()]


def test_a_descriptor_that_is_none_is_refused() -> None:
    with pytest.raises(LookupFailedError, match="found descriptor 'beauty', expected one of molecular_weight"):
        plots.list_property_space(rs.ligands.descriptors().rows, x="beauty")
