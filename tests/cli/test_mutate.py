"""Do `rasstruct mutate` and `rasstruct scan` give rows, readable tables and one sentence for bad input?

Oracle: the same rows from Python; 8AZR is bundled.
"""

from __future__ import annotations

import json
from pathlib import Path

import gemmi
import pytest
from typer.testing import CliRunner

import rasstruct as rs
from rasstruct.cli.app import app

PROMISED = {
    "pdb_id", "chain_id", "ligand_het", "mutation", "from_residue", "label", "mechanism_flags", "score",
    "contacts_lost", "hbonds_lost", "clash", "covalent_lost", "explanation",
}  # fmt: skip


def run(*arguments: str, width: int = 100) -> tuple[int, str, str]:
    """Run a command; give its code and both outputs."""
    result = CliRunner().invoke(app, list(arguments), env={"COLUMNS": str(width), "TERM": "dumb"})
    return result.exit_code, result.stdout, result.stderr


def test_json_rows_are_those_of_python() -> None:
    code, text, _ = run("mutate", "8AZR", "Y96D", "p.His95Gln", "--format", "json")
    rows = json.loads(text)
    assert code == 0
    assert rows == rs.load("8AZR")["A"].mutate(["Y96D", "H95Q"]).to_records()
    assert set(rows[0]) >= PROMISED


@pytest.mark.parametrize("width", [80, 120])
def test_the_table_names_label_and_reason_within_the_width(width: int) -> None:
    _, text, _ = run("mutate", "8AZR", "Y96D", "H95Q", width=width)
    assert "8AZR chain A · KRAS4B" in text
    assert "contact" in text
    assert "Å" in text
    assert max(map(len, text.splitlines())) <= width


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("mutate", "8AZR", "W96D"), "found wild type W in W96D"),
        (("mutate", "8AZR", "Y999D"), "found position 999"),
        (("mutate", "8AZR", "Y96D", "--chain", "Z"), "Z"),
        (("mutate", "8AZR", "Y96D", "H95Q", "--write", "both.pdb"), "found 2 mutants to write"),
        (("scan", "8AZR", "--residue", "999"), "found position 999"),
        (("scan", "8AZR", "--ddg", "nowhere.tsv"), "cannot read nowhere.tsv"),
    ],
)
def test_bad_input_is_one_sentence(
    arguments: tuple[str, ...], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, errors = run(*arguments, width=300)
    assert code != 0
    assert sentence in errors
    assert "Traceback" not in errors
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["y96d.pdb", "y96d.cif"])
def test_the_mutated_structure_is_written(name: str, tmp_path: Path) -> None:
    code, _, _ = run("mutate", "8AZR", "Y96D", "--write", str(tmp_path / name))
    assert code == 0
    assert gemmi.read_structure(str(tmp_path / name))[0]["A"]["96"][0].name == "ASP"


def test_a_scan_has_nineteen_rows_a_residue_and_a_grid() -> None:
    code, text, _ = run("scan", "8AZR", "--residue", "96", "--residue", "95", "--format", "json")
    rows = json.loads(text)
    assert code == 0
    assert len(rows) == 38
    assert [row["uniprot_number"] for row in rows] == [95] * 19 + [96] * 19
    assert {
        row["to_residue"] for row in rows if row["changes_from_allele"] == 1 and row["uniprot_number"] == 96
    } == set("CDFHNS")
    _, table, _ = run("scan", "8AZR", "--residue", "96", width=80)
    assert "Y96" in table
    assert max(map(len, table.splitlines())) <= 80


def test_measured_energies_stand_beside_the_structure(tmp_path: Path) -> None:
    path = tmp_path / "ddg.tsv"
    path.write_text("mutation\ttrait\tddg_kcal_mol\nY96D\tfolding\t0.2\nY96S\tfolding\t3.0\n", encoding="utf-8")
    _, text, _ = run("scan", "8AZR", "--residue", "96", "--ddg", str(path), "--format", "json")
    rows = {row["mutation"]: row for row in json.loads(text)}
    assert rows["Y96D"]["call"] == "tolerated by the fold, disturbs the drug"
    assert rows["Y96S"]["call"] is None
    assert (rows["Y96S"]["folding_ddg"], rows["Y96C"]["folding_ddg"]) == (3.0, None)
