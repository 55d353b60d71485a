"""`rasstruct interactions` writes the typed interactions of the inhibitors, and the table fits a terminal.

Oracle: the rows of the Python objects, which other tests check; the columns that the contract of the command names.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from rasstruct.cli.app import app

CONTRACT = {
    "pdb_id", "chain_id", "ligand_het", "partner", "uniprot_number", "interaction", "distance", "ligand_atoms",
    "partner_atoms",
}  # fmt: skip


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, list(arguments))


def test_json_has_the_rows_of_the_inhibitor(entry_8azr) -> None:
    done = run("interactions", "8AZR", "--format", "json")
    rows = json.loads(done.stdout)
    assert done.exit_code == 0
    assert set(rows[0]) >= CONTRACT
    assert rows == entry_8azr["A"].ligands["LR4"].interactions().to_records()


def test_without_an_inhibitor_the_nucleotide_is_shown_and_a_note_says_so(entry_5p21) -> None:
    done = run("interactions", "5P21", "--format", "json")
    assert {row["ligand_het"] for row in json.loads(done.stdout)} == {"GNP"}
    assert "no inhibitor" in done.stderr


def test_a_molecule_can_be_named(entry_5p21) -> None:
    done = run("interactions", "5P21", "--ligand", "MG", "--format", "json")
    assert {row["ligand_het"] for row in json.loads(done.stdout)} == {"MG"}


def test_an_unknown_molecule_is_refused_with_those_there_are() -> None:
    done = run("interactions", "8AZR", "--ligand", "MOV")
    assert done.exit_code == 1
    assert "LR4 (A/204)" in done.stderr
    assert not done.stdout


def test_the_table_fits_eighty_columns(monkeypatch: pytest.MonkeyPatch, entry_8azr) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = run("interactions", "8AZR")
    lines = done.stdout.splitlines()
    assert max(map(len, lines)) <= 80
    for row in entry_8azr["A"].ligands["LR4"].interactions():
        assert any(
            line.split()[:1] == [row.partner] and row.interaction in line and f"{row.distance:.2f}" in line
            for line in lines
        )
