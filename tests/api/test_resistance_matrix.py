"""`rs.resistance_matrix` takes what users hold and gives mutations down, inhibitors across.

Oracles: the effects measured chain by chain; the gap made in 8AZR's text; the documented columns and refusals.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from effects_by_hand import make_copy

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError
from rasstruct.analysis.mutagenesis.measure_effect import measure_effects
from rasstruct.analysis.mutagenesis.substitution import read_substitutions
from rasstruct.api.resistance_matrix import ResistanceMatrix, resistance_matrix

MUTATIONS = ["H95Q", "Y96D"]


@pytest.fixture(scope="module")
def gapped(pdb_8azr: Any) -> rs.Entry:
    """8AZR without Tyr96, as a file of its own."""
    return rs.load(pdb_8azr.without_residues(96).text)


@pytest.fixture(scope="module")
def matrix(entry_8azr: rs.Entry, gapped: rs.Entry) -> ResistanceMatrix:
    """Two mutations in 8AZR and in the file with the gap."""
    return resistance_matrix([entry_8azr, gapped], MUTATIONS)


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(lambda entry, _: entry, id="an entry"),
        pytest.param(lambda entry, _: entry["A"], id="a chain"),
        pytest.param(lambda entry, _: entry["A"].ligands["LR4"], id="a ligand"),
        pytest.param(lambda *_: "8AZR", id="a PDB ID"),
        pytest.param(lambda _, path: path, id="a path"),
        pytest.param(lambda entry, _: (chain for chain in entry), id="a generator of chains"),
        pytest.param(lambda entry, _: [entry, entry["A"], entry["A"].ligands["LR4"]], id="the same three times"),
    ],
)
def test_one_copy_however_it_is_given(
    given: Callable[[rs.Entry, Path], Any], entry_8azr: rs.Entry, text_8azr: str, tmp_path: Path
) -> None:
    path = tmp_path / "8azr.pdb"
    path.write_text(text_8azr)
    found = resistance_matrix(given(entry_8azr, path), MUTATIONS)
    assert [(row.inhibitor, row.n_copies) for row in found.inhibitors] == [("LR4", 1)]
    assert found.mutations == tuple(MUTATIONS)


def test_effects_are_those_of_the_chain(entry_8azr: rs.Entry) -> None:
    chain = entry_8azr["A"]
    expected = measure_effects(chain, read_substitutions(chain, MUTATIONS))
    found = resistance_matrix(entry_8azr, MUTATIONS)
    assert found.effects() == expected
    assert [cell.score for cell in found.cells()] == [pytest.approx(row.score, abs=5e-4) for row in expected]


def test_a_gap_takes_a_copy_out_and_spares_nothing(matrix: ResistanceMatrix, gapped: rs.Entry) -> None:
    counts = {cell.mutation: (cell.n_copies, cell.n_judged) for cell in matrix.cells()}
    assert counts == {"H95Q": (2, 2), "Y96D": (2, 1)}
    alone = resistance_matrix(gapped, panel="clinical")
    cell = next((cell for cell in alone.cells() if cell.mutation == "Y96D"), None)
    assert cell is None or (cell.score, cell.verdict) == (None, None)
    (spared,) = alone.spared_positions([96])
    assert (spared.missing, spared.leaves_all_alone) == ((96,), None)


def test_wide_table_has_a_row_a_mutation_and_a_column_an_inhibitor(matrix: ResistanceMatrix) -> None:
    frame = matrix.to_frame()
    assert (list(frame.index), list(frame.columns)) == (MUTATIONS, ["LR4"])
    assert set(frame.dtypes.astype(str)) == {"Float64"}
    assert [frame.loc[cell.mutation, cell.inhibitor] for cell in matrix.cells()] == [c.score for c in matrix.cells()]
    assert len(matrix) == len(MUTATIONS)


def test_missing_is_not_available_in_the_wide_table() -> None:
    copies = (make_copy("gap", {"Y96D": None}), make_copy("whole", {"Y96D": 0.0}))
    frame = ResistanceMatrix(copies, None).to_frame()
    assert frame.loc["Y96D", "gap"] is pd.NA
    assert frame.loc["Y96D", "whole"] == 0.0


def test_a_position_stands_for_all_its_substitutions(entry_8azr: rs.Entry) -> None:
    found = resistance_matrix(entry_8azr, "Y96")
    assert [name[:-1] for name in found.mutations] == ["Y96"] * 19


def test_clinical_panel_is_the_default(entry_8azr: rs.Entry) -> None:
    found = resistance_matrix(entry_8azr)
    assert {"R68S", "H95D", "Y96D"} < set(found.mutations)
    assert found.panel == "clinical"
    assert len(found.shared_positions()) == len({cell.uniprot_number for cell in found.cells()})
    assert [row.inhibitors for row in found.clusters()] == [("LR4",)]


def test_items_pass_through_the_progress_bar(entry_8azr: rs.Entry) -> None:
    seen: list[Any] = []

    def track(items: Any) -> Any:
        for item in items:
            seen.append(item)
            yield item

    resistance_matrix([entry_8azr], MUTATIONS, track=track)
    assert seen == [entry_8azr]


def test_entries_without_inhibitor_are_named_and_left_out(entry_8azr: rs.Entry, entry_5p21: rs.Entry) -> None:
    with pytest.warns(rs.RasStructWarning, match="found no inhibitor in 5P21.*left out of the matrix"):
        found = resistance_matrix([entry_8azr, entry_5p21], MUTATIONS)
    assert len(found.inhibitors) == 1


def test_no_inhibitor_at_all_is_refused(entry_5p21: rs.Entry) -> None:
    with (
        pytest.warns(rs.RasStructWarning, match="no inhibitor"),
        pytest.raises(LookupFailedError, match="found no inhibitor, expected at least one"),
    ):
        resistance_matrix(entry_5p21)


def test_unknown_panel_is_refused(entry_8azr: rs.Entry) -> None:
    with pytest.raises(LookupFailedError, match="found panel 'all', expected one of evidence, clinical, pocket-scan"):
        resistance_matrix(entry_8azr, panel="all")


@pytest.mark.parametrize("mutation", ["A96D", "Y960D", "Y96J", "nonsense"])
def test_mutation_that_no_chain_can_have_is_refused(mutation: str, entry_8azr: rs.Entry) -> None:
    with pytest.raises(rs.RasStructError, match=r"found .*expected"):
        resistance_matrix(entry_8azr, ["Y96D", mutation])


def test_mutation_that_one_structure_lacks_is_missing_there(entry_8azr: rs.Entry, gapped: rs.Entry) -> None:
    (cell,) = resistance_matrix([gapped, entry_8azr], "Y96D").cells()
    assert (cell.n_copies, cell.n_judged, cell.state) == (2, 1, "judged")
