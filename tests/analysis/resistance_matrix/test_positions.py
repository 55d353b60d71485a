"""Which residues are needed by all, and which are left alone.

Oracles: effects made by hand, each use of a residue beside one that just differs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from effects_by_hand import make_copy, make_effect

from rasstruct._base.errors import LookupFailedError
from rasstruct.analysis.resistance_matrix.cells import ResistanceCell, build_cells
from rasstruct.analysis.resistance_matrix.position_use import classify_positions
from rasstruct.analysis.resistance_matrix.shared_positions import list_shared_positions
from rasstruct.analysis.resistance_matrix.spared_positions import list_spared_positions
from rasstruct.reference.pockets import get_pocket

CLASH = make_effect("Y96W", 0.9, label="steric clash", contacts_lost=0)


def build(**profiles: dict[str, Any]) -> Sequence[ResistanceCell]:
    """Make the cells of inhibitors by name."""
    return build_cells([make_copy(name, scores) for name, scores in profiles.items()])


@pytest.mark.parametrize(
    ("effects", "use"),
    [
        pytest.param({"Y96D": 0.9, "Y96F": 0.0}, "needed", id="one substitution takes away a contact"),
        pytest.param({"Y96D": 0.0, "Y96W": CLASH}, "hindered", id="only a greater side chain disturbs"),
        pytest.param({"Y96D": 0.9, "Y96W": CLASH}, "needed", id="a contact is lost beside a clash"),
        pytest.param({"Y96D": 0.3, "Y96F": 0.0}, "cannot say", id="one substitution is undecided"),
        pytest.param({"Y96D": 0.1, "Y96F": 0.0}, "left alone", id="every substitution spares"),
        pytest.param({"Y96D": None, "Y96F": 0.0}, "left alone", id="what was judged spares"),
        pytest.param({"Y96D": None, "Y96F": None}, "missing", id="no substitution could be judged"),
    ],
)
def test_use_of_one_residue(effects: dict[str, Any], use: str) -> None:
    assert classify_positions(build(drug=effects)) == {96: {"drug": use}}


@pytest.mark.parametrize(
    ("second", "by_all", "n_needed"),
    [
        pytest.param({"Y96D": 0.9}, True, 2, id="both need it"),
        pytest.param({"Y96D": 0.1}, False, 1, id="one leaves it alone"),
        pytest.param({"Y96D": 0.3}, None, 1, id="of one nothing can be said"),
        pytest.param({"Y96D": None}, None, 1, id="one structure lacks it"),
        pytest.param({"Y96W": CLASH}, False, 1, id="one is only hindered"),
    ],
)
def test_needed_by_all(second: dict[str, Any], by_all: bool | None, n_needed: int) -> None:
    (row,) = list_shared_positions(build(first={"Y96D": 0.9}, second=second), "SII-P")
    assert (row.needed_by_all, row.n_needed, row.n_inhibitors) == (by_all, n_needed, 2)
    assert set(row.needed_by + row.hindered + row.left_alone + row.cannot_say + row.missing) == {"first", "second"}


def test_most_needed_residues_come_first_with_their_mutations() -> None:
    cells = build(first={"R68S": 0.9, "H95D": 0.0, "Y96C": 0.9, "Y96D": 0.9}, second={"R68S": 0.0, "Y96D": 0.9})
    rows = list_shared_positions(cells, "SII-P")
    assert [(row.uniprot_number, row.n_needed) for row in rows] == [(96, 2), (68, 1), (95, 0)]
    assert rows[0].mutations == ("Y96C", "Y96D")


def test_inhibitors_of_other_sites_have_no_say() -> None:
    cells = build_cells([make_copy("one", {"Y96D": 0.9}), make_copy("other", {"Y96D": 0.0}, site="SI/II-P")])
    (row,) = list_shared_positions(cells, "SII-P")
    assert (row.needed_by_all, row.n_inhibitors) == (True, 1)
    with pytest.raises(LookupFailedError, match="found no inhibitor in site 'base', expected one of SI/II-P, SII-P"):
        list_shared_positions(cells, "base")


@pytest.mark.parametrize(
    ("effects", "leaves"),
    [
        pytest.param({"H95D": 0.0, "Y96D": 0.0}, True, id="both residues are left alone"),
        pytest.param({"H95D": 0.0, "Y96D": 0.9}, False, id="one is needed"),
        pytest.param({"H95D": 0.0, "Y96D": 0.3}, None, id="one is undecided"),
        pytest.param({"H95D": 0.0}, None, id="one was not asked about"),
        pytest.param({"H95D": 0.9}, False, id="one is needed and one was not asked about"),
    ],
)
def test_leaving_residues_alone(effects: dict[str, Any], leaves: bool | None) -> None:
    (row,) = list_spared_positions(build(drug=effects), [95, 96])
    assert row.leaves_all_alone is leaves
    assert sorted(row.left_alone + row.needed + row.hindered + row.cannot_say + row.missing) == [95, 96]


def test_residues_of_the_table_line_the_pocket() -> None:
    """The issue that asks for it names 95 and 96."""
    (row,) = list_spared_positions(build(drug={"H95D": 0.0, "Y96D": 0.0}))
    assert row.positions == (95, 96)
    assert set(row.positions) < set(get_pocket("SII-P").residues)


def test_no_residues_are_refused() -> None:
    with pytest.raises(LookupFailedError, match="found no residue to ask about"):
        list_spared_positions(build(drug={"H95D": 0.0}), [])


def test_nothing_gives_no_rows() -> None:
    assert len(list_shared_positions([], "SII-P")) == len(list_spared_positions([])) == 0
