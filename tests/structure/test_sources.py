"""Whatever the user hands over, the same bytes are read.

Oracle: 5P21 counts its coordinate records in MASTER and states its PDB ID in HEADER; which of
two possible readings of a string wins is fixed in the design: existing path, then PDB ID, then text. Downloads come
from a server on this machine that counts how often it is asked.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from loopback_server import Answer, LoopbackServer

import rasstruct as rs
from rasstruct._base.errors import SourceError
from rasstruct.structure.sources import read_source

pytest_plugins = ["loopback_fixtures"]

Writer = Callable[[str, str | bytes], Path]


@pytest.fixture
def path_5p21(write: Writer, text_5p21: str) -> Path:
    return write("ras.pdb", text_5p21)


def n_coordinates(text: str) -> int:
    """Count the coordinate records that the MASTER record declares."""
    master = next(line for line in text.splitlines() if line.startswith("MASTER"))
    return int(master[50:55])


SOURCES = {
    "a Path": lambda path: path,
    "a path as text": str,
    "file content as text": lambda path: path.read_text(),
    "file content as bytes": lambda path: path.read_bytes(),
    "a bytearray": lambda path: bytearray(path.read_bytes()),
    "a memoryview": lambda path: memoryview(path.read_bytes()),
    "gzipped bytes": lambda path: gzip.compress(path.read_bytes()),
    "bytes gzipped twice": lambda path: gzip.compress(gzip.compress(path.read_bytes())),
    "a file opened as text": lambda path: path.open(),
    "a file opened as binary": lambda path: path.open("rb"),
    "a text buffer": lambda path: io.StringIO(path.read_text()),
    "a binary buffer": lambda path: io.BytesIO(path.read_bytes()),
    "a binary buffer with gzip in it": lambda path: io.BytesIO(gzip.compress(path.read_bytes())),
    "a bundled ID": lambda _: "5P21",
    "a bundled ID in lower case": lambda _: "5p21",
    "a bundled ID in its extended form": lambda _: "pdb_00005p21",
}


@pytest.mark.parametrize("make_source", SOURCES.values(), ids=SOURCES)
def test_every_kind_of_source_gives_the_same_structure(
    make_source: Callable[[Path], object], path_5p21: Path, text_5p21: str
) -> None:
    source = make_source(path_5p21)
    entry = rs.load(source)
    if hasattr(source, "close"):
        source.close()
    assert (entry.pdb_id, entry.structure.topology.n_atoms) == ("5P21", n_coordinates(text_5p21))


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzipped"])
def test_a_hyphen_reads_standard_input(
    pack: Callable[[bytes], bytes], text_5p21: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(pack(text_5p21.encode()))))
    entry = rs.load("-")
    assert (entry.pdb_id, entry.source) == ("5P21", "standard input")


def test_an_existing_file_wins_over_the_bundled_entry_of_that_name(
    write: Writer, text_5p21: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("8AZR", text_5p21)
    assert rs.load("8AZR").pdb_id == "8AZR"
    monkeypatch.chdir(path.parent)
    assert rs.load("8AZR").pdb_id == "5P21"


def test_an_id_is_text_as_soon_as_it_holds_a_line_break() -> None:
    assert read_source("5P21").name == "5P21"
    assert read_source("5P21\n").content == b"5P21\n"


def test_a_path_object_is_never_taken_for_an_id() -> None:
    with pytest.raises(SourceError, match="found no file at 5P21"):
        read_source(Path("5P21"))


def test_a_tilde_means_the_home_folder(write: Writer, text_5p21: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(write("ras.pdb", text_5p21).parent))
    assert rs.load("~/ras.pdb").pdb_id == "5P21"


def test_an_open_file_is_named_in_the_result_and_left_open(path_5p21: Path) -> None:
    with path_5p21.open("rb") as stream:
        assert rs.load(stream).source == str(path_5p21)
        assert not stream.closed


def test_an_id_that_is_not_bundled_is_downloaded_once_and_named_by_its_id(
    server: LoopbackServer, packed_6oim: bytes, text_8azr: str
) -> None:
    server.answer("/first/6oim.cif.gz", Answer(packed_6oim))
    entries = [rs.load(text) for text in ("6OIM", "6oim", "pdb_00006oim")]
    assert server.asked == ["/first/6oim.cif.gz"]
    assert [(entry.pdb_id, entry.source) for entry in entries] == [("6OIM", "6OIM")] * 3
    n_atoms = sum(line.startswith(("ATOM  ", "HETATM")) for line in text_8azr.splitlines())
    assert entries[0].structure.topology.n_atoms == n_atoms


def test_an_existing_file_wins_over_a_download(
    server: LoopbackServer, write: Writer, text_5p21: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write("6OIM", text_5p21).parent)
    assert rs.load("6OIM").pdb_id == "5P21"
    assert server.asked == []


@pytest.mark.parametrize("given", ["8AZR", "6OIM\n", Path("6OIM"), "6OIM.cif", "/6OIM", "../6OIM"], ids=str)
def test_nothing_but_an_id_that_is_not_bundled_asks_a_server(given: object, server: LoopbackServer) -> None:
    with contextlib.suppress(rs.RasStructError):
        rs.load(given)
    assert server.asked == []


@pytest.fixture
def no_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every attempt to reach a network fail the test."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)


@pytest.mark.parametrize("value", ["1", "true", "YES", "On", " 1 "])
def test_offline_no_socket_is_opened(
    value: str, server: LoopbackServer, no_sockets: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RASSTRUCT_OFFLINE", value)
    with pytest.raises(SourceError, match=r"found PDB ID 6OIM, but RASSTRUCT_OFFLINE is set, .* give its path$"):
        rs.load("6OIM")


@pytest.mark.parametrize("value", ["0", "false", "No", "OFF", "", " "])
def test_not_offline_the_network_is_used(
    value: str, server: LoopbackServer, no_sockets: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RASSTRUCT_OFFLINE", value)
    with pytest.raises(AssertionError, match="the network was used"):
        rs.load("6OIM")


@pytest.mark.parametrize("value", ["maybe", "2", "off line"])
def test_offline_or_not_is_never_guessed(value: str, server: LoopbackServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASSTRUCT_OFFLINE", value)
    with pytest.raises(SourceError, match=f"found RASSTRUCT_OFFLINE='{value}', expected one of 1, true, .*; set it to"):
        rs.load("6OIM")
    assert server.asked == []


def test_offline_what_is_kept_can_be_used(
    server: LoopbackServer, packed_6oim: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answer("/first/6oim.cif.gz", Answer(packed_6oim))
    rs.load("6OIM")
    monkeypatch.setenv("RASSTRUCT_OFFLINE", "1")
    assert rs.load("6OIM").pdb_id == "6OIM"


def test_only_a_download_loads_what_downloads_need(server: LoopbackServer, packed_6oim: bytes, path_5p21: Path) -> None:
    def loaded(source: str) -> set[str]:
        code = "import sys, rasstruct as rs; rs.load(sys.argv[1]); print(*{'pooch', 'requests'} & set(sys.modules))"
        done = subprocess.run([sys.executable, "-c", code, source], capture_output=True, text=True, check=True)
        return set(done.stdout.split())

    server.answer("/first/6oim.cif.gz", Answer(packed_6oim))
    assert loaded("8AZR") == loaded(str(path_5p21)) == set()
    assert loaded("6OIM") == {"pooch", "requests"}
    assert loaded("6OIM") == set()


@pytest.mark.parametrize("given", [None, 5, 1.5, ["8AZR"], object()], ids=["None", "int", "float", "list", "object"])
def test_other_objects_are_refused_by_type(given: object) -> None:
    with pytest.raises(SourceError, match=f"found an object of type {type(given).__name__}, expected"):
        read_source(given)


def test_a_stream_that_gives_neither_text_nor_bytes_is_refused() -> None:
    class Numbers:
        def read(self) -> int:
            return 5

    with pytest.raises(SourceError, match="found a file object that gives int, expected text or bytes"):
        read_source(Numbers())


def test_a_path_longer_than_any_can_be_is_refused_by_name() -> None:
    with pytest.raises(SourceError, match="no path can be"):
        read_source("x" * 5000)


def test_empty_text_is_called_empty() -> None:
    with pytest.raises(SourceError) as caught:
        read_source("")
    assert "folder" not in str(caught.value)
