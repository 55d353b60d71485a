"""`rasstruct conformation` prints each call with its reason; `annotate` carries the columns.

Oracle: the calls of the Python objects, which the tests of the annotation check; the columns that the issue of the
contract names.
"""

from __future__ import annotations

import json
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
