"""`rasstruct compare` prints what the Python objects say.

Oracle: `rs.compare` on the same inputs, which the tests of the comparison check; the widths of a terminal.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import rasstruct as rs
from rasstruct.cli.app import app
from rasstruct.cli.compare import run_compare
from rasstruct.cli.comparison_part import ComparisonPart
from rasstruct.cli.output import OutputFormat

Run = Callable[..., tuple[int, str, str]]
COLUMNS = {
    "matrix": ("partner", "uniprot_number", "interaction", "ligand", "state"),
    "similarity": ("ligand", "other", "similarity"),
    "frequencies": ("partner", "interaction", "n_present", "n_missing", "frequency"),
    "agreement": ("pdb_id", "ligand_het", "in_all", "in_some"),
    "residues": ("uniprot_number", "ligand", "use", "used_by"),
}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Give the command as a function: exit code, standard output, standard error."""

    def call(*inputs: str, part: str = "matrix", form: str = "json", output: Path | None = None, **given: Any) -> Any:
        options: dict[str, Any] = {"kind": "contacts", "cutoff": 4.0, **given}
        code = run_compare(list(inputs), OutputFormat(form), output, None, part=ComparisonPart(part), **options)
        return (code, *capsys.readouterr())

    return call


@pytest.fixture(scope="module")
def twice(text_8azr: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Write 8AZR with a second copy of its chain, 60 Å away: two copies of the ligand in one entry."""
    atoms = [line for line in text_8azr.splitlines() if line.startswith(("ATOM", "HETATM", "TER"))]
    moved = [
        line if line.startswith("TER") else f"{line[:21]}B{line[22:30]}{float(line[30:38]) + 60:8.3f}{line[38:]}"
        for line in atoms
    ]
    path = tmp_path_factory.mktemp("twice") / "twice.pdb"
    path.write_text("\n".join([*atoms, *moved, "END"]) + "\n")
    return str(path)


@pytest.mark.parametrize("part", COLUMNS)
def test_json_is_the_table_of_the_comparison(part: str, run: Run, twice: str) -> None:
    code, stdout, stderr = run("8AZR", twice, part=part)
    compared = rs.compare(["8AZR", twice], kind="contacts", cutoff=4.0)
    expected = getattr(compared, "residue_use" if part == "residues" else part)()
    rows = json.loads(stdout)
    assert (code, stderr) == (0, "")
    assert rows == expected.to_records()
    assert rows
    assert set(COLUMNS[part]) <= set(rows[0])


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("part", COLUMNS)
def test_no_line_is_wider_than_the_terminal(
    part: str, columns: int, run: Run, twice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    code, stdout, _ = run("8AZR", twice, part=part, form="table")
    assert code == 0
    assert max(map(len, stdout.splitlines())) <= columns


def test_table_has_a_letter_for_each_state(run: Run, twice: str, pdb_8azr: Any, tmp_path: Path) -> None:
    gapped = tmp_path / "gapped.pdb"
    gapped.write_text(pdb_8azr.without_residues(68).text)
    code, stdout, _ = run("8AZR", str(gapped), form="table")
    lines = {line.split()[0]: line.split()[1:] for line in stdout.splitlines() if line.split()}
    assert code == 0
    assert lines["ARG68"] == ["s", "?"]
    assert lines["TYR96"][0] == lines["TYR96"][1]
    assert "· absent, ? not" in stdout
    assert "Contact within 4 Å" in stdout


def test_residues_stand_in_their_columns(run: Run, twice: str, pdb_8azr: Any, tmp_path: Path) -> None:
    gapped = tmp_path / "gapped.pdb"
    gapped.write_text(pdb_8azr.without_residues(68).text)
    _, stdout, _ = run("8AZR", str(gapped), part="residues", form="table")
    head, whole, other = (line.split() for line in stdout.splitlines() if line.startswith(("ligand", "1 ", "2 ")))
    assert head == ["ligand", "12", "68", "72", "95", "96", "99"]
    assert [word for word in whole if word.isupper()] == ["GLY", "ARG", "MET", "HIS", "TYR", "GLN"]
    assert [word for word in other if word.isupper() or word == "?"] == ["GLY", "?", "MET", "HIS", "TYR", "GLN"]


def test_many_ligands_go_on_in_a_second_block(run: Run, twice: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "18")
    _, stdout, _ = run("8AZR", twice, form="table")
    heads = [line.split()[1:] for line in stdout.splitlines() if line.startswith("partner ")]
    assert [head for head in heads if head[0].isdigit()] == [["1", "2"], ["3"]]
    assert stdout.count("TYR96") == 2


def test_contacts_are_not_told_twice_in_a_table(run: Run, twice: str) -> None:
    _, drawn, _ = run(twice, part="frequencies", form="table")
    assert " any " not in drawn
    _, told, _ = run(twice, part="frequencies", form="csv")
    assert {row["interaction"] for row in csv.DictReader(told.splitlines())} == {"any", "contact"}


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "md"])
@pytest.mark.parametrize("part", COLUMNS)
def test_every_format_is_written_to_a_file(part: str, form: str, run: Run, twice: str, tmp_path: Path) -> None:
    path = tmp_path / "out"
    code, stdout, _ = run(twice, part=part, form=form, output=path)
    assert (code, stdout) == (0, "")
    assert path.read_text().strip()


@pytest.mark.parametrize(
    ("part", "reason"), [("similarity", "one ligand alone"), ("agreement", "no entry holds two copies")]
)
def test_table_without_rows_says_why(part: str, reason: str, run: Run) -> None:
    code, stdout, stderr = run("8AZR", part=part)
    assert (code, json.loads(stdout)) == (0, [])
    assert stderr.startswith(f"note: there are no rows for {part}: {reason}")


def test_input_that_fails_is_named_and_the_others_are_compared(run: Run) -> None:
    code, stdout, stderr = run("missing.pdb", "8AZR")
    assert code == 1
    assert "missing.pdb" in stderr
    assert {row["ligand"] for row in json.loads(stdout)} == {"8AZR/A/LR4"}


def test_entry_without_inhibitor_is_a_warning(run: Run) -> None:
    code, stdout, stderr = run("5P21", "8AZR")
    assert code == 0
    assert stderr == "warning: found no inhibitor in 5P21, expected at least one; it is left out of the comparison\n"
    assert json.loads(stdout)


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_nothing_to_compare_is_a_failure_in_one_sentence(form: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "out"
    code, _, stderr = run("5P21", form=form, output=path)
    assert code == 1
    assert stderr.splitlines()[-1].startswith("error: found no inhibitor to compare, expected at least one")
    assert path.exists()


def test_command_has_these_options() -> None:
    done = CliRunner().invoke(
        app, ["compare", "8AZR", "--kind", "contacts", "--cutoff", "4", "--part", "residues", "-f", "json"]
    )
    assert done.exit_code == 0
    assert [row["uniprot_number"] for row in json.loads(done.stdout)] == [12, 68, 72, 95, 96, 99]


@pytest.mark.parametrize("wrong", [("--kind", "clashes"), ("--part", "picture"), ("--cutoff", "-1")], ids="=".join)
def test_wrong_option_is_wrong_usage(wrong: tuple[str, str]) -> None:
    done = CliRunner().invoke(app, ["compare", "8AZR", *wrong])
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Traceback" not in done.output
