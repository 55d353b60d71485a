"""`rs.compare` takes what users hold and gives tables with fixed columns.

Oracles: the contacts of each ligand by itself; the gaps made in 8AZR's text; the documented columns and refusals.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import gemmi
import pandas as pd
import pytest

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError


@pytest.fixture(scope="module")
def gapped(pdb_8azr: Any) -> rs.Entry:
    """8AZR without Met72 and without Arg68, as a file of its own."""
    return rs.load(pdb_8azr.without_residues(68, 72).text)


@pytest.fixture(scope="module")
def comparison(entry_8azr: rs.Entry, gapped: rs.Entry) -> Any:
    """LR4 and GDP of 8AZR, and LR4 of the file with the gap."""
    ligands = entry_8azr["A"].ligands
    return rs.compare([ligands["LR4"], ligands["GDP"], gapped], kind="contacts", cutoff=4.0)


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(lambda entry, _: entry, id="an entry"),
        pytest.param(lambda entry, _: entry["A"], id="a chain"),
        pytest.param(lambda entry, _: entry["A"].ligands["LR4"], id="a ligand"),
        pytest.param(lambda *_: "8AZR", id="a PDB ID"),
        pytest.param(lambda _, path: path, id="a path"),
        pytest.param(lambda _, path: [str(path)], id="a list of paths"),
        pytest.param(lambda _, path: path.open(), id="an open file"),
        pytest.param(lambda _, path: gemmi.read_structure(str(path)), id="a structure of gemmi, which holds models"),
        pytest.param(lambda _, path: {"first": path}.values(), id="the values of a dictionary"),
        pytest.param(lambda entry, _: {entry["A"].ligands["LR4"]}, id="a set of ligands"),
        pytest.param(lambda entry, _: (chain for chain in entry), id="a generator of chains"),
        pytest.param(lambda entry, _: [entry, entry["A"], entry["A"].ligands["LR4"]], id="the same three times"),
    ],
)
def test_one_inhibitor_however_it_is_given(
    given: Callable[[rs.Entry, Path], Any], entry_8azr: rs.Entry, text_8azr: str, tmp_path: Path
) -> None:
    path = tmp_path / "8azr.pdb"
    path.write_text(text_8azr)
    found = rs.compare(given(entry_8azr, path), kind="contacts")
    assert [row.ligand for row in found.ligands] == ["8AZR/A/LR4"]
    assert len(found) == 1


def test_all_ligands_of_a_chain_are_compared_when_they_are_given(entry_8azr: rs.Entry) -> None:
    ligands = entry_8azr["A"].ligands
    assert [row.ligand_residue for row in rs.compare(ligands, kind="contacts").ligands] == list(ligands)


def test_present_cells_are_the_contacts_of_each_ligand(comparison: Any, entry_8azr: rs.Entry) -> None:
    for label, het_code in (("GDP", "GDP"), ("LR4", "LR4")):
        column = next(row.ligand for row in comparison.ligands if f"/{label}" in row.ligand and "8AZR" in row.source)
        contacts = entry_8azr["A"].ligands[het_code].contacts(4.0)
        expected = {row.uniprot_number: row.distance for row in contacts if row.uniprot_number}
        cells = [cell for cell in comparison.matrix() if cell.ligand == column and cell.state == "present"]
        assert {cell.uniprot_number: cell.distance for cell in cells if cell.uniprot_number} == expected


def test_wide_table_has_three_states(comparison: Any) -> None:
    frame = comparison.to_frame()
    whole, gdp, gapped = frame.columns
    assert list(frame.columns) == [row.ligand for row in comparison.ligands]
    assert frame.index.names == ["uniprot_number", "partner", "interaction"]
    assert set(frame.dtypes.astype(str)) == {"boolean"}
    row = frame.loc[(68, "ARG68", "contact")]
    assert row[whole]
    assert not row[gdp]
    assert row[gapped] is pd.NA
    assert list(frame.index) == list(
        dict.fromkeys((cell.uniprot_number or pd.NA, cell.partner, cell.interaction) for cell in comparison.matrix())
    )


def test_a_gap_alone_changes_no_similarity(comparison: Any) -> None:
    pairs = {(row.ligand, row.other): row for row in comparison.similarity()}
    whole, gdp, gapped = (row.ligand for row in comparison.ligands)
    assert pairs[whole, gapped].similarity == 1.0
    assert pairs[whole, gapped].n_undecided == 2
    assert pairs[whole, gdp].similarity < 0.2


@pytest.mark.parametrize("name", ["matrix", "similarity", "frequencies", "agreement", "residue_use", "ligands"])
def test_columns_are_the_same_without_rows(name: str, comparison: Any, entry_8azr: rs.Entry) -> None:
    def table(held: Any) -> Any:
        return held.ligands if name == "ligands" else getattr(held, name)()

    full, empty = table(comparison), table(type(comparison)((), "contacts", 4.0))
    assert len(empty) == 0
    assert list(empty.to_frame().columns) == list(full.columns)
    assert empty.to_frame().dtypes.equals(full.to_frame().dtypes)


def test_wide_table_of_nothing_is_empty(comparison: Any) -> None:
    assert type(comparison)((), "contacts", 4.0).to_frame().empty


def test_it_says_what_it_compares(comparison: Any) -> None:
    assert repr(comparison).startswith("<Comparison of 3 ligands by contacts: 8AZR/A/LR4")
    assert "<table" in comparison._repr_html_()


def test_entry_without_inhibitor_is_left_out_with_a_warning() -> None:
    with pytest.warns(rs.RasStructWarning, match="found no inhibitor in 5P21"):
        found = rs.compare(["5P21", "8AZR"], kind="contacts")
    assert [row.pdb_id for row in found.ligands] == ["8AZR"]


def test_nothing_to_compare_is_refused() -> None:
    with pytest.raises(LookupFailedError, match=r"found no inhibitor to compare.*chain\.ligands"):
        rs.compare([])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"kind": "clashes"}, "found kind 'clashes', expected interactions or contacts"),
        ({"kind": "contacts", "cutoff": -1.0}, "cut"),
    ],
)
def test_wrong_option_is_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(LookupFailedError, match=message):
        rs.compare("8AZR", **options)
