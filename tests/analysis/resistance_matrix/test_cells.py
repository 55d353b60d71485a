"""Copies are joined without losing their disagreement, and missing is not spared.

Oracles: medians by NumPy; effects made by hand; the table of published observations.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from effects_by_hand import make_copy, make_effect
from hypothesis import given, settings
from hypothesis import strategies as st

from rasstruct.analysis.resistance_matrix.cells import build_cells, list_inhibitors


def only(rows: Any) -> Any:
    """Give the one row that there is."""
    (row,) = rows
    return row


@settings(derandomize=True, deadline=None, max_examples=25)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=7))
def test_score_is_the_median_between_the_extremes(scores: list[float]) -> None:
    cell = only(build_cells([make_copy("drug", {"Y96D": score}) for score in scores]))
    assert cell.score == pytest.approx(float(np.median(scores)), abs=5e-4)
    assert (cell.score_min, cell.score_max) == (min(scores), max(scores))
    assert cell.n_copies == cell.n_judged == len(scores)


@pytest.mark.parametrize(
    ("scores", "verdict", "agreement"),
    [
        pytest.param([0.9, 0.8, 0.0], "disturbed", 0.667, id="two of three copies are disturbed"),
        pytest.param([0.0, 0.1, 0.9], "spared", 0.667, id="two of three copies are spared"),
        pytest.param([0.9, 0.0], "cannot say", 0.0, id="one against one cannot say"),
        pytest.param([0.9, None], "disturbed", 1.0, id="a copy without the residue has no vote"),
        pytest.param([0.3, 0.9, 0.3], "cannot say", 0.667, id="two of three copies cannot say"),
    ],
)
def test_verdict_is_that_of_most_copies(scores: list[float | None], verdict: str, agreement: float) -> None:
    cell = only(build_cells([make_copy("drug", {"Y96D": score}) for score in scores]))
    assert (cell.verdict, cell.agreement) == (verdict, agreement)


def test_missing_is_neither_spared_nor_zero() -> None:
    cells = build_cells(
        [make_copy("gap", {"Y96D": None}), make_copy("other isoform", {}), make_copy("whole", {"Y96D": 0.0})]
    )
    gap, other, whole = cells
    assert (gap.state, other.state, whole.state) == ("not modelled", "not possible", "judged")
    for cell in (gap, other):
        assert (cell.score, cell.verdict, cell.agreement, cell.contact_lost) == (None, None, None, None)
        assert (cell.pdb_ids, cell.n_judged) == ((), 0)
    assert (whole.score, whole.verdict) == (0.0, "spared")


def test_copies_of_several_entries_share_a_column_and_sites_do_not() -> None:
    copies = [
        make_copy("drug", {"Y96D": 0.9}, pdb_id="1ABC"),
        make_copy("other", {"Y96D": 0.9}),
        make_copy("drug", {"Y96D": 0.7}, pdb_id="2ABC"),
        make_copy("both", {"Y96D": 0.9}, site="SII-P"),
        make_copy("both", {"Y96D": 0.0}, site="SI/II-P"),
    ]
    columns = list_inhibitors(copies)
    assert [row.inhibitor for row in columns] == ["drug", "other", "both (SII-P)", "both (SI/II-P)"]
    assert (columns[0].n_copies, columns[0].pdb_ids) == (2, ("1ABC", "2ABC"))
    assert [cell.score for cell in build_cells(copies)] == [0.8, 0.9, 0.9, 0.0]


def test_rows_follow_residue_number_and_name() -> None:
    cells = build_cells([make_copy("drug", {"Y96D": 0, "R102A": 0, "V9A": 0, "Y96C": 0})])
    assert [cell.mutation for cell in cells] == ["V9A", "Y96C", "Y96D", "R102A"]


def test_labels_and_flags_of_all_copies_are_kept() -> None:
    clash = make_effect("Q99L", 0.9, label="steric clash", mechanism_flags=("shared by isoform",), contacts_lost=0)
    lost = make_effect("Q99L", 0.9)
    cell = only(build_cells([make_copy("drug", {"Q99L": row}) for row in (lost, clash, clash)]))
    assert cell.labels == ("steric clash", "direct contact lost")
    assert cell.mechanism_flags == ("shared by isoform",)
    assert cell.contact_lost is False


@pytest.mark.parametrize("lost", [{"contacts_lost": 1}, {"hbonds_lost": 1}, {"covalent_lost": True}], ids=str)
def test_any_loss_of_the_native_side_chain_counts(
    lost: dict[str, Any],
) -> None:
    row = make_effect("H95D", 0.9, **{"contacts_lost": 0, **lost})
    assert only(build_cells([make_copy("drug", {"H95D": row})])).contact_lost is True
    bare = make_effect("H95D", 0.9, contacts_lost=0)
    assert only(build_cells([make_copy("drug", {"H95D": bare})])).contact_lost is False


def test_published_effects_are_of_this_drug_and_this_mutation() -> None:
    """Awad 2021: H95Q is resistant to adagrasib; to sotorasib it is sensitive."""
    cells = build_cells([make_copy(name, {"H95Q": 0.5, "H95A": 0.5}) for name in ("adagrasib", "sotorasib", "unknown")])
    found = {(cell.inhibitor, cell.mutation): cell.published_effects for cell in cells}
    assert found["adagrasib", "H95Q"] == ("resistant",)
    assert found["sotorasib", "H95Q"] == ("sensitive",)
    assert found["unknown", "H95Q"] == found["adagrasib", "H95A"] == ()


def test_nothing_gives_no_rows() -> None:
    assert len(build_cells([])) == len(list_inhibitors([])) == 0
