"""What becomes of each input, good or bad, and what is the exit code?

Oracles: the documented exit codes (0 all inputs done, 1 some failed, 2 wrong usage), and that an error is one
sentence on standard error that says what was found and what to do. Bad files are made here, from the bundled ones.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from rasstruct.cli.app import app

DNA = (
    "HEADER    DNA                                     01-JAN-00   9ZZZ\n"
    "ATOM      1  P    DA A   1      10.000  10.000  10.000  1.00 10.00           P\n"
    "ATOM      2  C1'  DA A   1      11.500  10.000  10.000  1.00 10.00           C\n"
    "ATOM      3  P    DT A   2      16.000  10.000  10.000  1.00 10.00           P\n"
    "ATOM      4  C1'  DT A   2      17.500  10.000  10.000  1.00 10.00           C\n"
    "END\n"
)


def run(*arguments: str, given: str | bytes | None = None) -> Any:
    """Run the command; whatever happens, there is no traceback."""
    result = CliRunner().invoke(app, arguments, input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    return result


def isoforms(result: Any) -> list[str]:
    """Give the isoforms of a JSON result."""
    return [row["isoform"] for row in json.loads(result.stdout)]


@pytest.fixture
def folder(tmp_path: Path, text_8azr: str, text_5p21: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a working folder with good and bad files."""
    (tmp_path / "kras.pdb").write_text(text_8azr)
    (tmp_path / "hras.ent").write_text(text_5p21)
    (tmp_path / "kras.pdb.gz").write_bytes(gzip.compress(text_8azr.encode()))
    (tmp_path / "page.pdb").write_text("<!DOCTYPE html><html><body>404 Not Found</body></html>\n")
    (tmp_path / "empty.pdb").write_bytes(b"")
    (tmp_path / "cut.pdb.gz").write_bytes(gzip.compress(text_8azr.encode())[:5000])
    (tmp_path / "poem.txt").write_text("Rose is a rose\nis a rose is a rose.\n")
    (tmp_path / "bare.cif").write_text("data_BARE\n_entry.id BARE\n")
    (tmp_path / "dna.pdb").write_text(DNA)
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


BAD = [
    pytest.param("nothing.pdb", ("nothing.pdb", "spelling"), id="a path that is not there"),
    pytest.param("sub", ("folder",), id="a folder"),
    pytest.param("empty.pdb", ("empty.pdb", "no content"), id="an empty file"),
    pytest.param("page.pdb", ("page.pdb", "HTML"), id="a web page saved as .pdb"),
    pytest.param("cut.pdb.gz", ("cut.pdb.gz", "truncated gzip"), id="a truncated gzip file"),
    pytest.param("poem.txt", ("poem.txt", "no structure"), id="text that is no structure"),
    pytest.param("bare.cif", ("bare.cif", "atom"), id="mmCIF without atoms"),
    pytest.param("dna.pdb", ("dna.pdb", "no protein"), id="DNA without protein"),
    pytest.param("9XYZ", ("9XYZ", "8AZR"), id="a PDB ID that is not bundled"),
    pytest.param("*.bcif", ("*.bcif", "pattern"), id="a pattern that matches nothing"),
]


@pytest.mark.parametrize("command", ["annotate", "residues", "resistance"])
@pytest.mark.parametrize(("name", "words"), BAD)
def test_a_bad_input_gets_one_sentence_and_exit_code_1(
    command: str, name: str, words: tuple[str, ...], folder: Path
) -> None:
    result = run(command, name)
    assert result.exit_code == 1
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("error: found ")
    assert all(word in line for word in words)


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["1c1y.pdb", "3gj0.cif", "1aki.cif", "1bna.pdb", "1ake.pdb"])
def test_proteins_that_are_not_ras_are_refused(name: str, corpus: Path) -> None:
    result = run("resistance", str(corpus / "structures" / "not_ras" / name))
    assert (result.exit_code, result.stdout) == (1, "")
    (line,) = result.stderr.splitlines()
    assert ("no protein" in line) if name == "1bna.pdb" else ("best hit" in line and "% identity" in line)


@pytest.mark.parametrize("position", [0, 1, 2])
def test_a_bad_input_is_named_and_the_others_are_done(position: int, folder: Path) -> None:
    names = ["kras.pdb", "hras.ent"]
    names.insert(position, "page.pdb")
    result = run("annotate", *names, "--format", "json")
    assert result.exit_code == 1
    assert isoforms(result) == ["KRAS4B", "HRAS"]
    errors = [line for line in result.stderr.splitlines() if line.startswith("error:")]
    assert len(errors) == 1
    assert "page.pdb" in errors[0]
    assert "2 of 3" in result.stderr


def test_good_inputs_alone_give_exit_code_0_and_silence(folder: Path) -> None:
    result = run("annotate", "kras.pdb", "hras.ent", "kras.pdb.gz", "8azr", "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert isoforms(result) == ["KRAS4B", "HRAS", "KRAS4B", "KRAS4B"]


def test_standard_input_is_an_input(text_8azr: str) -> None:
    result = run("annotate", "-", "--format", "json", given=text_8azr)
    assert (result.exit_code, result.stderr) == (0, "")
    assert isoforms(result) == ["KRAS4B"]


def test_standard_input_may_be_packed(text_8azr: str) -> None:
    result = run("annotate", "-", "--format", "json", given=gzip.compress(text_8azr.encode()))
    assert isoforms(result) == ["KRAS4B"]


def test_empty_standard_input_is_named() -> None:
    result = run("annotate", "-", given="")
    assert result.exit_code == 1
    assert "standard input" in result.stderr


def test_patterns_are_expanded_in_order(folder: Path) -> None:
    result = run("annotate", "?ras.*", "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [Path(row["source"]).name for row in json.loads(result.stdout)] == ["hras.ent", "kras.pdb", "kras.pdb.gz"]


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(folder: Path, text_5p21: str) -> None:
    (folder / "[kh]ras.pdb").write_text(text_5p21)
    assert isoforms(run("annotate", "[kh]ras.pdb", "--format", "json")) == ["HRAS"]


def test_a_path_goes_before_a_pdb_id(folder: Path, text_5p21: str) -> None:
    (folder / "8AZR").write_text(text_5p21)
    assert isoforms(run("annotate", "8AZR", "--format", "json")) == ["HRAS"]


def test_a_model_that_is_not_there_fails_that_input_only(folder: Path) -> None:
    result = run("annotate", "kras.pdb", "--model", "7", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (1, [])
    assert "found no model 7" in result.stderr


def test_warnings_go_to_standard_error(folder: Path, text_8azr: str) -> None:
    (folder / "ca.pdb").write_text("\n".join(line for line in text_8azr.splitlines() if line[12:16] == " CA "))
    result = run("annotate", "ca.pdb", "kras.pdb", "--format", "json")
    assert result.exit_code == 0
    assert len(json.loads(result.stdout)) == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith("warning: ")
    assert "one atom a residue" in line


USAGE = [
    pytest.param(("annotate",), "INPUT", id="no input"),
    pytest.param(("annotate", "8AZR", "--format", "xlsx"), "xlsx", id="an unknown format"),
    pytest.param(("annotate", "8AZR", "--model", "first"), "--model", id="a model that is no number"),
    pytest.param(("annotate", "8AZR", "--colour"), "--colour", id="an unknown option"),
    pytest.param(("resistance", "8AZR", "--cutoff", "-1"), "positive distance", id="a negative cut-off"),
    pytest.param(("resistance", "8AZR", "--cutoff", "0"), "positive distance", id="a cut-off of zero"),
    pytest.param(("resistance", "8AZR", "--cutoff", "far"), "--cutoff", id="a cut-off that is no number"),
    pytest.param(
        ("resistance", "8AZR", "--cutoff", "nan"),
        "positive distance",
        id="a cut-off that is not a number",
    ),
    pytest.param(("resistance", "8AZR", "--pocket", "SIIP"), "SI/II-P", id="an unknown pocket"),
    pytest.param(("residues", "8AZR", "--pocket", "SIIP"), "SI/II-P", id="an unknown pocket of residues"),
    pytest.param(("residues", "8AZR", "--scheme", "chen"), "chen2021", id="an unknown scheme"),
    pytest.param(("reference", "mutation"), "mutations", id="an unknown table"),
    pytest.param(("annotated", "8AZR"), "annotated", id="an unknown command"),
    pytest.param(
        ("annotate", "8AZR", "-o", "no/such/folder/x.csv", "-f", "csv"), "x.csv", id="an output without folder"
    ),
    pytest.param(
        ("annotate", "8AZR", "-o", "no/such/folder/x.parquet", "-f", "parquet"),
        "x.parquet",
        id="Parquet without folder",
    ),
]


@pytest.mark.parametrize(("arguments", "word"), USAGE)
def test_wrong_usage_gives_exit_code_2_and_names_what_is_possible(arguments: tuple[str, ...], word: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert word in result.stderr


def test_a_cutoff_just_above_zero_is_accepted() -> None:
    result = run("resistance", "8AZR", "--cutoff", "0.01", "--format", "json")
    assert result.exit_code == 0
    assert not any(row["in_contact"] for row in json.loads(result.stdout))


def test_without_arguments_the_help_is_shown() -> None:
    for arguments in ((), ("--help",)):
        text = run(*arguments).output
        assert all(command in text for command in ("annotate", "residues", "resistance", "reference"))
        assert "Exit codes" in text
