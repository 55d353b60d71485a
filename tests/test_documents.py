"""README, changelog and examples: what they show must be what happens.

Oracle: the documents themselves; each snippet is run, each line of shown output is looked up in the real output.
"""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rasstruct.cli.app import app

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text()


@pytest.mark.parametrize("script", sorted((ROOT / "examples").glob("*.py")), ids=lambda path: path.stem)
def test_example_runs_and_prints(script: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(script), run_name="__main__")
    assert len(capsys.readouterr().out.splitlines()) >= 5


def test_example_list_names_every_script() -> None:
    listed = set(re.findall(r"`(\w+\.py)`", (ROOT / "examples" / "README.md").read_text()))
    assert listed == {path.name for path in (ROOT / "examples").glob("*.py")}


def test_readme_snippet_does_what_its_comments_say() -> None:
    (snippet,) = re.findall(r"```python\n(.*?)```", README, flags=re.S)
    names: dict[str, object] = {}
    exec(compile(snippet, "README.md", "exec"), names)
    chain = names["chain"]
    assert chain.isoform == "KRAS4B"
    assert chain.mutations == ("C118S",)
    assert chain.nucleotide.state == "GDP"


def test_readme_output_is_the_real_output(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    (shown,) = re.findall(r"```console\n\$ .*?\n(.*?)```", README, flags=re.S)
    result = CliRunner().invoke(app, ["resistance", "8AZR"])
    assert result.exit_code == 0
    real = result.stdout.splitlines()
    lines = [line for line in shown.splitlines() if line.strip() and line.strip() != "…"]
    assert len(lines) >= 8
    assert [line for line in lines if line not in real] == []


def test_readme_commands_exist() -> None:
    for command in re.findall(r"`rasstruct (\w+)[ `]", README):
        assert CliRunner().invoke(app, [command, "--help"]).exit_code == 0, command
