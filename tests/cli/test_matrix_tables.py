"""The tables of `rasstruct matrix` fit a terminal and say what their letters mean.

Oracle: a matrix made by hand; the width of a terminal.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from effects_by_hand import make_copy, make_effect

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError
from rasstruct.api.resistance_matrix import ResistanceMatrix
from rasstruct.cli.matrix import run_matrix
from rasstruct.cli.matrix_part import MatrixPart
from rasstruct.cli.output import OutputFormat

Run = Callable[..., tuple[int, str, str]]
CLASH = make_effect("Y96W", 0.9, label="steric clash", contacts_lost=0)
FLAGGED = make_effect("G13D", 0.0, mechanism_flags=("nucleotide cycle",))
COPIES = (
    make_copy("sotorasib", {"G13D": FLAGGED, "H95D": 0.0, "Y96D": 0.9, "Y96W": CLASH}),
    make_copy("adagrasib", {"H95D": 0.8, "Y96D": 0.9, "Y96W": 0.3}),
    make_copy("adagrasib", {"H95D": 0.0, "Y96D": 0.7, "Y96W": 0.3}, chain_id="B"),
    make_copy("gap", {"H95D": None, "Y96D": 0.0, "Y96W": None}),
    *(make_copy(f"inhibitor {number}", {"H95D": 0.1, "Y96D": 0.9, "Y96W": 0.3}) for number in range(12)),
)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give the command as a function whose matrix is made by hand: exit code, standard output, standard error."""

    def call(part: str = "matrix", form: str = "table", width: int = 80, **given: Any) -> Any:
        def give(*_: Any, **__: Any) -> ResistanceMatrix:
            warnings.warn("a remark", rs.RasStructWarning, stacklevel=2)
            return ResistanceMatrix(given.pop("copies", COPIES), "clinical")

        monkeypatch.setenv("COLUMNS", str(width))
        monkeypatch.setattr("rasstruct.cli.matrix.resistance_matrix", give)
        options: dict[str, Any] = {"mutations": None, "panel": "clinical", "site": "SII-P", "positions": None, **given}
        options.pop("copies", None)
        output = options.pop("output", None)
        code = run_matrix(["8AZR"], OutputFormat(form), output, None, part=MatrixPart(part), **options)
        return (code, *capsys.readouterr())

    return call


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("part", list(MatrixPart))
def test_every_table_fits(part: MatrixPart, width: int, run: Run) -> None:
    code, stdout, stderr = run(part.value, width=width)
    assert (code, stderr) == (0, "warning: a remark\n")
    assert max(map(len, stdout.splitlines())) <= width


@pytest.mark.parametrize("part", list(MatrixPart))
def test_json_holds_every_row(part: MatrixPart, run: Run) -> None:
    matrix = ResistanceMatrix(COPIES, "clinical")
    expected = {
        "matrix": matrix.cells,
        "clusters": matrix.clusters,
        "similarity": matrix.similarity,
        "shared": matrix.shared_positions,
        "spared": matrix.spared_positions,
        "effects": matrix.effects,
    }[part.value]()
    assert json.loads(run(part.value, "json")[1]) == expected.to_records()


def test_cells_show_verdict_disagreement_and_what_is_published(run: Run) -> None:
    """Awad 2021: H95D is resistant to adagrasib; sotorasib stays active."""
    _, stdout, _ = run(width=200)
    rows = {line.split()[0]: line for line in stdout.splitlines() if line[:1] in "GHY" and line[1:3].isdigit()}
    cells = {name: [cell.strip() for cell in line.split("  ")[1:] if cell] for name, line in rows.items()}
    assert cells["H95D"][:3] == ["0.00 S s", "0.40 ?* r", "–"]
    assert cells["Y96D"][:3] == ["0.90 D r", "0.80 D r", "0.00 S"]
    assert cells["G13D"][:2] == ["0.00 S+ r", "– c"]
    assert "+ also another mechanism, which the score does not hold: nucleotide cycle." in " ".join(stdout.split())
    for told in ("D disturbed", "S spared", "? cannot say", "* the copies disagree", "r resistant", "s sensitive"):
        assert told in stdout
    assert "c conflicting" in stdout


def test_residues_have_a_letter_an_inhibitor(run: Run) -> None:
    _, stdout, _ = run("shared", width=200)
    rows = {line.split()[0]: line.split()[1:5] for line in stdout.splitlines() if line.startswith(("95 ", "96 "))}
    assert rows == {"95": ["no", "·", "?", "–"], "96": ["no", "N", "N", "·"]}


def test_unknown_site_is_one_sentence(run: Run) -> None:
    code, stdout, stderr = run("shared", site="base")
    assert (code, stdout) == (1, "")
    assert stderr.splitlines()[-1].startswith("error: found no inhibitor in site 'base', expected one of SII-P")


def test_refusal_of_the_matrix_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: Any, **__: Any) -> ResistanceMatrix:
        raise LookupFailedError("found nothing, expected something; try again")

    monkeypatch.setattr("rasstruct.cli.matrix.resistance_matrix", refuse)
    options: dict[str, Any] = {"mutations": None, "panel": "clinical", "site": "SII-P", "positions": None}
    assert run_matrix(["8AZR"], OutputFormat.JSON, None, None, part=MatrixPart.MATRIX, **options) == 1
    assert capsys.readouterr() == ("", "error: found nothing, expected something; try again\n")


def test_one_inhibitor_has_no_pair(run: Run) -> None:
    code, stdout, stderr = run("similarity", copies=COPIES[:1])
    assert (code, stdout) == (0, "")
    assert "one inhibitor alone has no pair" in stderr


def test_file_without_rows_is_written(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "pairs.txt"
    assert run("similarity", copies=COPIES[:1], output=path)[0] == 0
    assert "sotorasib" in path.read_text()
