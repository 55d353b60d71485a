"""`rasstruct conformation` prints each call with its reason; `annotate` carries the columns.

Oracle: the calls of the Python objects, which the tests of the annotation check; the columns that the issue of the
contract names.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import rasstruct as rs
from rasstruct.cli.app import app

COLUMNS = {
    "sw1_class", "sw1_nearest", "sw1_distance", "sw1_margin", "sw2_class", "sw2_nearest", "sw2_distance", "sw2_margin",
    "y32", "y71", "state",
}  # fmt: skip


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, list(arguments))


def test_json_has_one_row_a_switch_with_its_explanation(entry_8azr: rs.Entry) -> None:
    done = run("conformation", "8AZR", "5P21", "--format", "json")
    rows = json.loads(done.stdout)
    assert done.exit_code == 0
    assert [(row["pdb_id"], row["loop"]) for row in rows] == [
        ("8AZR", "SW1"),
        ("8AZR", "SW2"),
        ("5P21", "SW1"),
        ("5P21", "SW2"),
    ]
    found = entry_8azr["A"].conformation
    assert rows[0]["conformation"] == found.sw1.conformation
    assert rows[0]["explanation"] == found.sw1.explanation
    assert rows[1]["tyrosine_place"] == found.tyr71.label


@pytest.mark.parametrize("rule", ["parker2022", "nearest"])
def test_table_prints_every_sentence(rule: str, entry_5p21: rs.Entry, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    done = run("conformation", "5P21", "--rule", rule)
    calls = entry_5p21["A"].classify_switches(rule)
    for call in (calls.sw1, calls.sw2):
        assert f"5P21 A: {call.explanation}" in done.stdout.splitlines()
    assert "5P21 A: state-2-like" in done.stdout


def test_unknown_rule_is_wrong_usage() -> None:
    done = run("conformation", "8AZR", "--rule", "guess")
    assert done.exit_code == 2
    assert "Traceback" not in done.output


def test_input_that_fails_is_named_and_the_others_are_done() -> None:
    done = run("conformation", "missing.pdb", "5P21", "--format", "csv")
    assert done.exit_code == 1
    assert "missing.pdb" in done.stderr
    assert done.stdout.count("5P21") >= 2


def test_annotate_carries_the_conformation() -> None:
    (record,) = json.loads(run("annotate", "5P21", "--format", "json").stdout)
    assert set(record) >= COLUMNS
    assert (record["y32"], record["state"]) == ("Y32in", "state-2-like")


@pytest.fixture
def peptide(pdb_8azr: Any, tmp_path: Path) -> str:
    """Write residues 5 to 14 of 8AZR: a peptide of RAS."""
    path = tmp_path / "peptide.pdb"
    path.write_text("".join(f"{line}\n" for line in pdb_8azr.protein().lines if 5 <= int(line[22:26]) <= 14))
    return str(path)


@pytest.mark.parametrize("output_format", ["table", "csv", "json"])
def test_peptide_has_no_rows_and_the_reason_is_said(output_format: str, peptide: str) -> None:
    done = run("conformation", peptide, "--format", output_format)
    assert done.exit_code == 0
    assert "note: peptide.pdb A has no rows: a RAS peptide has no switches" in done.stderr
    assert "peptide" not in done.stdout
    assert (done.stdout == "") == (output_format == "table")


@pytest.mark.parametrize("output_format", ["table", "csv", "json", "md"])
@pytest.mark.parametrize("command", ["conformation", "annotate"])
def test_file_that_was_asked_for_is_written_also_without_rows(
    command: str, output_format: str, peptide: str, tmp_path: Path
) -> None:
    written = tmp_path / "written"
    source = peptide if command == "conformation" else "missing.pdb"
    done = run(command, source, "--format", output_format, "--output", str(written))
    assert done.stdout == ""
    assert written.read_text().strip() not in ("", peptide)
    assert output_format != "json" or json.loads(written.read_text()) == []


def test_chain_with_switches_is_explained_beside_a_peptide(peptide: str) -> None:
    done = run("conformation", peptide, "8AZR", "--format", "csv")
    assert done.stdout.count("8AZR,A,") == 2
    assert done.stderr.count("a RAS peptide has no switches") == 1
