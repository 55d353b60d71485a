"""The interaction matrix. Oracles: the interactions of 8AZR that other tests check, and a residue left out."""

from __future__ import annotations

from drawn_axes import new_axes
from pdb_text import PdbText

import rasstruct as rs

plots = rs.plots


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
