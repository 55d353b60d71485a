"""Whatever the user hands over, the same bytes are read.

Oracle: 5P21 counts its coordinate records in MASTER and states its PDB ID in HEADER; which of
two possible readings of a string wins is fixed in the design: existing path, then PDB ID, then text.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable
from pathlib import Path

import pytest

import rasstruct as rs
from rasstruct._base.errors import SourceError
from rasstruct.structure.sources import PDB_ID, read_source

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


@pytest.mark.parametrize(
    ("text", "is_id"),
    [
        ("8AZR", True),
        ("8azr", True),
        ("pdb_00008azr", True),
        ("0AZR", False),
        ("8AZ", False),
        ("8AZRX", False),
        ("pdb_8azr", False),
        ("٨AZR", False),
    ],
)
def test_only_wwpdb_identifiers_look_like_ids(text: str, is_id: bool) -> None:
    """The wwPDB's rule: a digit 1-9 and three letters or digits; extended IDs have pdb_ and eight."""
    assert bool(PDB_ID.fullmatch(text)) is is_id


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
