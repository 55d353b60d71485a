"""`rasstruct pocket`: rows and table. Oracle: the same pocket from Python."""

from __future__ import annotations

import json
from typing import Any

import pytest

import rasstruct as rs
from rasstruct.cli.output import OutputFormat
from rasstruct.cli.pocket import run_pocket


def run(capsys: pytest.CaptureFixture[str], *inputs: str, **options: Any) -> tuple[int, str, str]:
    output_format = options.pop("output_format", OutputFormat.JSON)
    code = run_pocket(list(inputs), output_format, None, None, name=options.pop("name", "SII-P"), **options)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_json_has_one_row_a_chain_as_in_python(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "8AZR", "5P21")
    assert code == 0
    expected = [rs.load(name)["A"].pocket("SII-P").to_record() for name in ("8AZR", "5P21")]
    assert json.loads(out) == expected


def test_pocket_around_a_ligand_and_its_residues(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "8AZR", ligand="LR4", residues=True)
    rows = json.loads(out)
    pocket = rs.load("8AZR")["A"].pocket(ligand="LR4")
    assert {row["uniprot_number"] for row in rows if row["in_definition"]} == set(pocket.residues)


def test_an_input_without_the_ligand_fails_and_the_others_go_on(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "5P21", "8AZR", ligand="LR4")
    assert code == 1
    assert [row["pdb_id"] for row in json.loads(out)] == ["8AZR"]
    assert "found no ligand 'LR4' in 5P21, expected one of MG (A/168), GNP (A/167)" in err


def test_table_fits_80_columns_and_names_the_occupant(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    _, out, _ = run(capsys, "8AZR", "5P21", output_format=OutputFormat.TABLE)
    lines = out.splitlines()
    assert max(map(len, lines)) <= 80
    (row,) = [line for line in lines if "8AZR" in line]
    assert "LR4" in row
    assert f"{rs.load('8AZR')['A'].pocket('SII-P').volume:.0f}" in row


def test_reason_for_no_volume_stands_below_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "8AZR", name="effector interface", output_format=OutputFormat.TABLE)
    assert "8AZR A: no volume" in out
