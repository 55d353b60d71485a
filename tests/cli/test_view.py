"""`rasstruct view` and `rasstruct report`.

Oracles: the files that they write, and the exit codes that are documented.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from html_oracle import read_page
from PIL import Image
from typer.testing import CliRunner

from rasstruct.cli.app import app


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, list(arguments))
    return done.exit_code, done.stdout, done.stderr


def test_a_page_is_written_and_named(tmp_path: Path) -> None:
    code, out, err = run("view", "8AZR", "-o", str(tmp_path / "a.html"), "--color", "mutation", "--no-interactions")
    assert (code, out) == (0, "")
    assert "written:" in err
    assert "engineered construct: C118S" in read_page((tmp_path / "a.html").read_text()).text


def test_a_picture_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASSTRUCT_CHROMIUM", str(tmp_path / "none"))
    assert run("view", "5P21", "-o", str(tmp_path / "a.png"), "--chain", "A")[0] == 0
    with Image.open(tmp_path / "a.png") as image:
        assert image.format == "PNG"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["view", "8AZR", "-o", "a.txt"], 2, "expected a file that ends in .html or .png"),
        (["view", "8AZR", "--chain", "Q"], 1, "found no RAS chain 'Q'"),
        (["view", "8AZR", "--ligand", "QQQ"], 1, "found no ligand 'QQQ'"),
        (["view", "8AZR", "--color", "rainbow"], 2, "rainbow"),
        (["view", "8AZR", "--ddg", "none.tsv", "--color", "ddg"], 2, "cannot read none.tsv"),
        (["view", "8AZR", "--color", "ddg"], 1, "give ddg="),
        (["view", "none.pdb"], 1, "none.pdb"),
        (["report", "none.pdb"], 1, "none.pdb"),
        (["report", "8AZR", "-o", "none/none/a.html"], 2, "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said_without_a_traceback(
    arguments: list[str], code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found, _, err = run(*arguments)
    assert found == code
    assert said in " ".join(err.replace("│", " ").split())
    assert "Traceback" not in err
    assert not list(tmp_path.iterdir())


def test_a_report_is_written_although_one_input_fails(tmp_path: Path) -> None:
    code, _, err = run("report", "8AZR", "none.pdb", "5P21", "-o", str(tmp_path / "a.html"))
    assert code == 1
    assert "2 of 3 inputs done, 1 failed" in err
    assert "RAS report: 8AZR, 5P21" in read_page((tmp_path / "a.html").read_text()).text
