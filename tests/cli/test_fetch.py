"""Does `rasstruct fetch` put entries on this machine, say where, and go on when one fails?

Oracles: the documented exit codes; a real HTTP server on this machine that counts how often it is asked; SHA-256 by
hashlib; pyarrow and csv read what was written.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from loopback_server import Answer, LoopbackServer, make_entry
from typer.testing import CliRunner

from rasstruct.cli.app import app

pytest_plugins = ["loopback_fixtures"]

BUNDLED = Path(__file__).resolve().parents[2] / "structures" / "8azr.pdb"
COLUMNS = ["pdb_id", "path", "n_bytes", "sha256", "server", "url", "date", "was_cached"]


def run(*arguments: str, given: str | None = None) -> Any:
    """Run the command; whatever happens, there is no traceback."""
    result = CliRunner().invoke(app, ["fetch", *arguments], input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    return result


@pytest.fixture
def served(server: LoopbackServer, packed_6oim: bytes, text_5p21: str) -> LoopbackServer:
    """Serve two entries."""
    server.answer("/first/6oim.cif.gz", Answer(packed_6oim))
    server.answer("/first/9yyy.cif.gz", Answer(make_entry(text_5p21, "9YYY")))
    return server


def test_each_entry_is_one_row_that_says_where_its_file_lies(served: LoopbackServer, packed_6oim: bytes) -> None:
    result = run("6oim", "9YYY", "-f", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    rows = json.loads(result.stdout)
    assert [list(row) for row in rows] == [COLUMNS, COLUMNS]
    assert [row["pdb_id"] for row in rows] == ["6OIM", "9YYY"]
    for row in rows:
        content = Path(row["path"]).read_bytes()
        assert (row["n_bytes"], row["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
        assert (row["was_cached"], row["server"]) == (False, served.url.removeprefix("http://"))
    assert Path(rows[0]["path"]).read_bytes() == packed_6oim
    assert rows[0]["url"] == served.url + "/first/6oim.cif.gz"


def test_an_entry_is_fetched_again_only_when_asked_for(served: LoopbackServer) -> None:
    rows = [
        json.loads(run(*arguments, "-f", "json").stdout)[0] for arguments in (["6OIM"], ["6OIM"], ["6OIM", "--refresh"])
    ]
    assert [row["was_cached"] for row in rows] == [False, True, False]
    assert len(served.asked) == 2


def test_a_bundled_entry_is_there_already(served: LoopbackServer) -> None:
    (row,) = json.loads(run("pdb_00008azr", "-f", "json").stdout)
    assert served.asked == []
    assert (row["pdb_id"], row["server"], row["url"], row["date"]) == ("8AZR", "bundled", None, None)
    assert (Path(row["path"]), row["was_cached"]) == (BUNDLED, True) or "_data" in row["path"]
    assert row["sha256"] == hashlib.sha256(BUNDLED.read_bytes()).hexdigest()


def test_a_bundled_entry_is_downloaded_when_asked_for(served: LoopbackServer, text_8azr: str) -> None:
    served.answer("/first/8azr.cif.gz", Answer(make_entry(text_8azr, "8AZR")))
    (row,) = json.loads(run("8AZR", "--refresh", "-f", "json").stdout)
    assert row["url"] == served.url + "/first/8azr.cif.gz"


def test_ids_are_read_from_standard_input(served: LoopbackServer) -> None:
    result = run("8AZR", "-", "-f", "json", given=" 6OIM\n9yyy\t8azr\n")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [row["pdb_id"] for row in json.loads(result.stdout)] == ["8AZR", "6OIM", "9YYY", "8AZR"]


def test_an_empty_standard_input_is_named(served: LoopbackServer) -> None:
    result = run("-", given=" \n")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("error: found no PDB ID on standard input")


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("9ZZZ", "found no entry 9ZZZ at 127.0.0.1"),
        ("6OI", "found '6OI', expected a PDB ID"),
        ("../6OIM", "found '../6OIM', expected a PDB ID"),
        ("6OIM.cif", "found '6OIM.cif', expected a PDB ID"),
    ],
)
def test_a_bad_id_is_named_and_the_others_are_done(bad: str, words: str, served: LoopbackServer) -> None:
    result = run("6OIM", bad, "9YYY", "-f", "json")
    assert result.exit_code == 1
    assert [row["pdb_id"] for row in json.loads(result.stdout)] == ["6OIM", "9YYY"]
    error, summary = result.stderr.splitlines()
    assert error.startswith(f"error: {words}")
    assert summary == "summary: 2 of 3 inputs done, 1 failed"


def test_without_network_the_error_says_how_to_hand_over_a_file(
    served: LoopbackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RASSTRUCT_OFFLINE", "1")
    result = run("6OIM", "8AZR", "-f", "json")
    assert result.exit_code == 1
    assert [row["pdb_id"] for row in json.loads(result.stdout)] == ["8AZR"]
    assert "RASSTRUCT_OFFLINE is set" in result.stderr
    assert "give its path" in result.stderr
    assert served.asked == []


@pytest.mark.parametrize(("name", "separator"), [("csv", ","), ("tsv", "\t")])
def test_text_formats_hold_the_same_columns(name: str, separator: str, served: LoopbackServer) -> None:
    (header, row) = csv.reader(io.StringIO(run("6OIM", "-f", name).stdout), delimiter=separator)
    assert header == COLUMNS
    assert (row[0], row[-1]) == ("6OIM", "false")


def test_parquet_and_markdown_can_be_written(served: LoopbackServer, tmp_path: Path) -> None:
    target = tmp_path / "rows.parquet"
    assert run("6OIM", "8AZR", "-f", "parquet", "-o", str(target)).exit_code == 0
    table = pq.read_table(target)
    assert (table.column_names, table.column("url").to_pylist()[1]) == (COLUMNS, None)
    assert run("8AZR", "-f", "md").stdout.splitlines()[0] == "| " + " | ".join(COLUMNS) + " |"


def test_the_table_shows_origin_hash_and_file(served: LoopbackServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    (row,) = json.loads(run("6OIM", "-f", "json").stdout)
    lines = run("6OIM", "8AZR").stdout.splitlines()
    assert "entry" in lines[1] or "entry" in lines[0]
    shown = next(line for line in lines if "6OIM" in line)
    assert all(text in shown for text in (row["server"], row["date"][:10], row["sha256"][:12], row["path"]))
    assert "bundled" in next(line for line in lines if "8AZR" in line)


def test_other_commands_download_what_they_need(served: LoopbackServer) -> None:
    result = CliRunner().invoke(app, ["annotate", "9YYY", "-f", "json"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert [(row["pdb_id"], row["isoform"]) for row in json.loads(result.stdout)] == [("9YYY", "HRAS")]


@pytest.mark.parametrize("is_terminal", [True, False], ids=["at a terminal", "in a pipe"])
def test_a_person_at_a_terminal_is_told_what_is_downloaded(is_terminal: bool, served: LoopbackServer) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "rasstruct.cli.app", "fetch", "6OIM", "-f", "json"]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=theirs if is_terminal else subprocess.PIPE, check=True, timeout=60
    )
    os.close(theirs)
    said = os.read(ours, 1000).decode() if is_terminal else done.stderr.decode()
    os.close(ours)
    assert json.loads(done.stdout)[0]["pdb_id"] == "6OIM"
    assert said.strip() == (f"info: fetching 6OIM from {served.url.removeprefix('http://')}" if is_terminal else "")
