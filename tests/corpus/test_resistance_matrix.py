"""The matrix of four complexes of switch-II pocket inhibitors.

Oracles: distances of His95's side chain to the inhibitor with gemmi (6OIM: beyond Cβ no nearer than 4.7 Å to
sotorasib; 6UT0: NE2 within 3 Å of adagrasib in all four chains); the covalent bond to Cys12 in the connection
records of 6OIM and 6UT0; medians by NumPy.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import rasstruct as rs
from rasstruct.api.resistance_matrix import ResistanceMatrix, resistance_matrix

pytestmark = pytest.mark.corpus

FILES = ("6oim.cif", "6ut0.cif", "7rpz.cif", "8azr.pdb")
COPIES = {"sotorasib": 1, "adagrasib": 4, "MRTX1133": 1, "LR4": 1}


@pytest.fixture(scope="module")
def matrix(corpus_entry: Callable[[str], rs.Entry]) -> ResistanceMatrix:
    """The clinical panel."""
    return resistance_matrix([corpus_entry(name) for name in FILES])


@pytest.fixture(scope="module")
def cells(matrix: ResistanceMatrix) -> dict[tuple[str, str], Any]:
    """Give the cells by mutation and inhibitor."""
    return {(cell.mutation, cell.inhibitor): cell for cell in matrix.cells()}


def test_every_copy_of_every_inhibitor_counts(matrix: ResistanceMatrix) -> None:
    assert {row.inhibitor: row.n_copies for row in matrix.inhibitors} == COPIES
    assert all(row.site == "SII-P" for row in matrix.inhibitors)


def test_scores_are_medians_of_the_copies(matrix: ResistanceMatrix, cells: dict[tuple[str, str], Any]) -> None:
    for (mutation, inhibitor), cell in cells.items():
        scores = [
            copy.effects[mutation].score
            for copy in matrix.copies
            if copy.inhibitor == inhibitor and mutation in copy.effects
        ]
        known = [score for score in scores if score is not None]
        assert cell.n_judged == len(known), (mutation, inhibitor)
        if known:
            assert cell.score == pytest.approx(float(np.median(known)), abs=1e-3), (mutation, inhibitor)


@pytest.mark.parametrize("inhibitor", ["sotorasib", "adagrasib"])
@pytest.mark.parametrize("mutation", ["G12D", "G12R", "G12V", "G12W"])
def test_loss_of_the_cysteine_disturbs_what_bonds_to_it(
    mutation: str, inhibitor: str, cells: dict[tuple[str, str], Any]
) -> None:
    cell = cells[mutation, inhibitor]
    assert (cell.verdict, cell.contact_lost, cell.agreement) == ("disturbed", True, 1.0)
    assert cell.labels[0] == "covalent anchor lost"


@pytest.mark.parametrize("mutation", ["G12D", "G12V"])
def test_what_has_no_bond_loses_none(mutation: str, cells: dict[tuple[str, str], Any]) -> None:
    assert "covalent anchor lost" not in cells[mutation, "MRTX1133"].labels


def test_the_own_allele_is_spared(cells: dict[tuple[str, str], Any]) -> None:
    for mutation, inhibitor in (("G12C", "sotorasib"), ("G12C", "adagrasib"), ("G12D", "MRTX1133")):
        assert (cells[mutation, inhibitor].score, cells[mutation, inhibitor].verdict) == (0.0, "spared")


@pytest.mark.parametrize("mutation", ["H95D", "H95Q", "H95R"])
def test_histidine_95_bonds_adagrasib_and_not_sotorasib(mutation: str, cells: dict[tuple[str, str], Any]) -> None:
    bonded, apart = cells[mutation, "adagrasib"], cells[mutation, "sotorasib"]
    assert (bonded.contact_lost, bonded.n_judged) == (True, 4)
    assert apart.contact_lost is False
    assert bonded.score > apart.score


def test_adagrasib_does_not_leave_95_alone(matrix: ResistanceMatrix) -> None:
    by_name = {row.inhibitor: row for row in matrix.spared_positions()}
    assert 95 in by_name["adagrasib"].needed
    assert 95 not in by_name["sotorasib"].needed
    assert by_name["adagrasib"].leaves_all_alone is False
