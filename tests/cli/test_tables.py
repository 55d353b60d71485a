"""What does a person see in the terminal, and what sees the next program in the pipe?

Oracles: 8AZR's own numbers (LR4 in A/204, C118S), the order promised for the table (contact, pocket, elsewhere), and
the operating system's account of exit codes and streams.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import distributions, version
from pathlib import Path

import pytest
from typer.testing import CliRunner

import rasstruct as rs
from rasstruct.cli.app import app

COMMAND = [sys.executable, "-m", "rasstruct.cli.app"]


def table(*arguments: str, columns: int | None = None) -> str:
    """Run a command that goes well and give its standard output."""
    result = CliRunner().invoke(app, arguments, env={"COLUMNS": str(columns) if columns else None})
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def test_the_resistance_table_says_what_its_words_mean() -> None:
    text = " ".join(table("resistance", "8AZR").split())
    for words in (
        "8AZR chain A · KRAS4B C118S · GDP · LR4 in SII-P, non-covalent",
        "nearest heavy atoms of residue and inhibitor in this structure",
        "within 4.5 Å",
        "Observations are published, not predicted here",
        "● this inhibitor, ◐ another of the same site, ○ other",
        "A contact alone does not mean resistance",
        "References",
    ):
        assert words in text


def test_the_resistance_table_puts_contact_first_then_pocket_then_the_rest() -> None:
    text = table("resistance", "8AZR")
    titles = ["In contact with LR4 A/204", "Lining SII-P, not in contact", "Elsewhere in RAS"]
    assert [text.count(title) for title in titles] == [1, 1, 1]
    places = [text.index(title) for title in titles]
    assert places == sorted(places)
    chain = rs.load("8AZR")["A"]
    touched = {row.uniprot_number for row in chain.ligands["LR4"].contacts()}
    listed = [
        {int(number) for number in re.findall(r"^ ?[A-Z](\d+)\b", part, flags=re.MULTILINE)}
        for part in (text[places[0] : places[1]], text[places[1] : places[2]], text[places[2] : text.index("Å: near")])
    ]
    assert listed[0] <= touched
    assert {95, 96} <= listed[0]
    assert not (listed[1] | listed[2]) & touched
    assert listed[1] <= set(chain.pocket("SII-P").residues)
    assert set.union(*listed) == {row.uniprot_number for row in chain.resistance()}


def test_each_residue_stands_once_with_its_mutations() -> None:
    text = table("resistance", "8AZR")
    assert len(re.findall(r"^ ?Y96 ", text, flags=re.MULTILINE)) == 1
    assert text.index("Y96C") < text.index("Y96D") < text.index("Y96S") < text.index("Q99")


def test_every_reference_that_is_cited_is_listed_and_none_besides() -> None:
    body, references = table("resistance", "8AZR").split("References")
    cited = {int(n) for group in re.findall(r"\[([\d,]+)\]", body) for n in group.split(",")}
    assert cited == {int(number) for number in re.findall(r"^\[(\d+)\]", references, flags=re.MULTILINE)}
    assert cited == set(range(1, len(cited) + 1))


def test_without_inhibitor_the_table_says_so_and_names_what_does_not_apply() -> None:
    text = table("resistance", "5P21")
    assert "no inhibitor modelled" in text
    assert "In contact with" not in text
    words = " ".join(text.split())
    assert re.search(r"not listed, because HRAS has another residue there: .*H95D, H95Q, H95R", words)


def test_the_cutoff_stands_in_the_legend() -> None:
    assert "within 3.6 Å" in table("resistance", "8AZR", "--cutoff", "3.6")


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    lines = table("resistance", "8AZR", columns=columns).splitlines()
    headline_free = [line for line in lines if not line.startswith("[")]
    assert max(map(len, headline_free)) <= columns


def test_the_annotate_table_names_protein_nucleotide_and_inhibitor() -> None:
    text = table("annotate", "8AZR", "5P21")
    assert all(word in text for word in ("8AZR", "KRAS4B C118S", "GDP + Mg", "LR4", "SII-P", "5P21", "HRAS", "GNP"))


def test_the_residues_table_shows_missing_residues_and_one_pocket_on_request() -> None:
    assert re.search(r"168 +missing", table("residues", "8AZR"))
    part = table("residues", "8AZR", "--pocket", "SII-P")
    numbers = {int(number) for number in re.findall(r"^ *(\d+) +\d+ +[A-Z]{3}", part, flags=re.MULTILINE)}
    assert numbers == set(rs.load("8AZR")["A"].pocket("SII-P").modelled)


# as a program of its own ----------------------------------------------------------------------------------------------


def run(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own."""
    return subprocess.run([*COMMAND, *arguments], input=given, capture_output=True, check=False)


def test_results_and_messages_go_to_their_own_streams(tmp_path: Path) -> None:
    done = run("annotate", "8AZR", str(tmp_path / "none.pdb"), "--format", "csv")
    assert done.returncode == 1
    assert done.stdout.decode().count("\n") == 2
    assert b"none.pdb" in done.stderr
    assert b"none.pdb" not in done.stdout


def test_standard_output_stays_clean_of_warnings(text_8azr: str) -> None:
    only_ca = "\n".join(line for line in text_8azr.splitlines() if line[12:16] == " CA ") + "\nEND\n"
    done = run("annotate", "-", "--format", "csv", given=only_ca.encode())
    assert done.returncode == 0
    assert b"arning" not in done.stdout
    assert done.stderr.startswith(b"warning: ")
    assert done.stderr.count(b"\n") == 1


def test_a_usage_error_leaves_standard_output_empty() -> None:
    done = run("resistance", "8AZR", "--cutoff", "-1")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Traceback" not in done.stderr


def run_into_closed_pipe(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command with a standard output whose reader has gone already, so that no write can be in time."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        return subprocess.run([*COMMAND, *arguments], stdout=writer, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(writer)


PIPED = [("annotate", "8AZR"), ("resistance", "8AZR", "-f", "csv"), ("reference", "het_roles", "-f", "json")]


@pytest.mark.parametrize("arguments", PIPED, ids=lambda arguments: arguments[0])
def test_a_reader_that_closes_the_pipe_early_gets_no_message(arguments: tuple[str, ...]) -> None:
    assert run_into_closed_pipe(*arguments).stderr == b""


@pytest.mark.parametrize("arguments", PIPED, ids=lambda arguments: arguments[0])
def test_a_reader_that_closes_the_pipe_early_is_no_failed_input(arguments: tuple[str, ...]) -> None:
    assert run_into_closed_pipe(*arguments).returncode == 0


@pytest.mark.skipif(not list(distributions(name="rasstruct")), reason="rasstruct is not installed")
def test_the_version_can_be_asked_for() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout.decode().strip()) == (0, f"rasstruct {version('rasstruct')}")
