"""README, changelog and examples: what they show must be what happens.

Oracle: the documents themselves; each snippet is run, each line of shown output is looked up in the real output.
"""

from __future__ import annotations

import doctest
import json
import re
import runpy
from importlib.metadata import version
from pathlib import Path

import pytest
from typer.testing import CliRunner

import rasstruct as rs
from rasstruct.cli.app import app

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text()


@pytest.mark.parametrize("script", sorted((ROOT / "examples").glob("*.py")), ids=lambda path: path.stem)
def test_example_runs_and_prints(script: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(script), run_name="__main__")
    assert len(capsys.readouterr().out.splitlines()) >= 5


def test_example_list_names_every_script() -> None:
    listed = set(re.findall(r"`(\w+\.(?:py|ipynb))`", (ROOT / "examples" / "README.md").read_text()))
    assert listed == {path.name for path in (ROOT / "examples").glob("*.*") if path.suffix in (".py", ".ipynb")}


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_is_kept_with_its_results_and_without_errors(path: Path) -> None:
    cells = [cell for cell in json.loads(path.read_text())["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    kinds = [output["output_type"] for cell in cells for output in cell["outputs"]]
    assert "error" not in kinds
    assert len(kinds) >= 5
    assert path.stat().st_size < 600_000


def test_every_picture_of_the_readme_is_there_and_small() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert len(pictures) == 3
    assert all(0 < (ROOT / picture).stat().st_size < 150_000 for picture in pictures)


def test_readme_snippet_does_what_its_comments_say() -> None:
    (snippet,) = re.findall(r"```python\n(.*?)```", README, flags=re.S)
    names: dict[str, object] = {}
    exec(compile(snippet, "README.md", "exec"), names)
    chain = names["chain"]
    assert chain.isoform == "KRAS4B"
    assert chain.mutations == ("C118S",)
    assert chain.nucleotide.state == "GDP"


def shown_outputs() -> dict[str, list[str]]:
    """Give the lines that the README shows for each command line, those left out not counted."""
    blocks = re.findall(r"```console\n\$ (.*?)\n(.*?)```", README, flags=re.S)
    return {
        command.rpartition("&& ")[2]: [line for line in shown.splitlines() if line.strip() and line.strip() != "…"]
        for command, shown in blocks
    }


def real_lines(command: str, stream: str) -> list[str]:
    return getattr(CliRunner().invoke(app, command.split()[1:]), stream).splitlines()


def test_readme_output_is_the_real_output(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    shown = shown_outputs()["rasstruct resistance 8AZR"]
    assert len(shown) >= 8
    assert [line for line in shown if line not in real_lines("rasstruct resistance 8AZR", "stdout")] == []


def test_readme_table_of_interactions_is_the_real_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    shown = shown_outputs()["rasstruct interactions 8AZR"]
    assert len(shown) == 9
    assert [line for line in shown if line not in real_lines("rasstruct interactions 8AZR", "stdout")] == []


@pytest.mark.corpus
def test_readme_table_of_complexes_is_the_real_one(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.chdir(corpus / "structures")
    command = "rasstruct annotate 1nvu.pdb 5o2s.pdb"
    assert [line for line in shown_outputs()[command] if line not in real_lines(command, "stdout")] == []


@pytest.mark.corpus
def test_readme_refusal_is_the_real_one(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(corpus / "structures" / "not_ras")
    command = "rasstruct annotate 1c1y.pdb"
    assert " ".join(shown_outputs()[command]) in real_lines(command, "stderr")


@pytest.mark.skipif(version("rdkit") < "2026", reason="RDKit up to 2025 counts more atoms as hydrogen-bond acceptors")
def test_readme_table_of_descriptors_is_the_real_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    (command,) = (command for command in shown_outputs() if command.startswith("rasstruct ligands describe"))
    assert len(shown_outputs()[command]) == 8
    assert [line for line in shown_outputs()[command] if line not in real_lines(command, "stdout")] == []


@pytest.mark.parametrize(
    "session",
    re.findall(r"```pycon\n(.*?)```", README, flags=re.S),
    ids=["sources", "ligands", "pockets", "mutations", "views"],
)
def test_readme_session_gives_what_it_shows(session: str) -> None:
    test = doctest.DocTestParser().get_doctest(session, {"rs": rs}, "README.md", "README.md", 0)
    assert len(test.examples) >= 5
    assert doctest.DocTestRunner().run(test).failed == 0


def test_readme_commands_exist() -> None:
    for command in re.findall(r"`rasstruct (\w+)[ `]", README):
        assert CliRunner().invoke(app, [command, "--help"]).exit_code == 0, command
