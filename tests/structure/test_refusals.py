"""What cannot be used is refused in one sentence: what was found, what was expected, what to do.

Oracle: the list of bad inputs and the form of the sentence, both fixed in the task; no numbers are compared here
except the identities of proteins that are not RAS (test_not_ras.py).
"""

from __future__ import annotations

import dataclasses
import gzip
import re
from collections.abc import Callable
from pathlib import Path

import gemmi
import pytest

import rasstruct as rs
from rasstruct._base.errors import EmptyStructureError, FormatError, SourceError


@dataclasses.dataclass(frozen=True)
class Have:
    """An empty folder, and 8AZR in three formats."""

    folder: Path
    pdb: str
    cif: str
    bcif: bytes


@dataclasses.dataclass(frozen=True)
class Refusal:
    """A bad input: how to make it from what we have, and what must be said."""

    make: Callable[[Have], object]
    error: type[Exception]
    found: str
    expected: str
    advice: str


def put(folder: Path, name: str, content: str | bytes) -> Path:
    """Write a file and give its path."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def drop(text: str, *records: str) -> str:
    """Leave out the lines of some records."""
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(records))


def first_x(text: str) -> str:
    """Give the x column of the first atom."""
    return text[text.index("\nATOM") + 31 :][:8]


def spoil_first_x(text: str, column: str) -> str:
    """Put other text into the x column of the first atom."""
    start = text.index("\nATOM") + 31
    return text[:start] + column + text[start + 8 :]


STRUCTURE_FILE = "PDB, mmCIF or BinaryCIF file"
REFUSALS = {
    "a missing path": Refusal(
        lambda have: have.folder / "no.pdb", SourceError, "no file at .*no.pdb", "a structure file", "check the spell"
    ),
    "a missing path as text": Refusal(
        lambda have: str(have.folder / "no.pdb"), SourceError, "neither a file nor a PDB ID named .*no.pdb",
        "one of these", "check the spelling",
    ),
    "an ID that is not bundled": Refusal(
        lambda _: "1ABC", SourceError, "PDB ID 1ABC", "5P21, 8AZR", "save the entry as a file"
    ),
    "a folder": Refusal(lambda have: have.folder, SourceError, "a folder at", "a file", "name a file in it"),
    "an empty file": Refusal(
        lambda have: put(have.folder, "a.pdb", ""), SourceError, "no content in .*a.pdb", STRUCTURE_FILE, "check"
    ),
    "a blank file": Refusal(
        lambda have: put(have.folder, "a.pdb", "\n  \n"), SourceError, "no content", STRUCTURE_FILE, "check"
    ),
    "a gzipped empty file": Refusal(
        lambda have: put(have.folder, "a.pdb.gz", gzip.compress(b"")), SourceError, "no content", STRUCTURE_FILE,
        "check",
    ),
    "HTML saved as .pdb": Refusal(
        lambda have: put(have.folder, "8azr.pdb", "<!DOCTYPE html>\n<html><body>HEADER</body></html>\n"),
        FormatError, r"a web page \(HTML\) in .*8azr.pdb", STRUCTURE_FILE, "get the coordinate file itself",
    ),
    "a truncated gzip file": Refusal(
        lambda have: put(have.folder, "a.pdb.gz", gzip.compress(have.pdb.encode())[:5000]), SourceError,
        "a damaged or truncated gzip file in .*a.pdb.gz", "a complete one", "get the file again",
    ),
    "a gzip file with a wrong checksum": Refusal(
        lambda have: gzip.compress(have.pdb.encode())[:-8] + b"\0" * 8, SourceError,
        "a damaged or truncated gzip file", "a complete one", "get the file again",
    ),
    "text that is no structure": Refusal(
        lambda _: "KRAS is a small GTPase.\nIt binds GDP.\n", FormatError, "text that is no structure",
        STRUCTURE_FILE, "get the coordinate file",
    ),
    "JSON": Refusal(
        lambda _: '{\n"pdb": "8AZR"}\n', FormatError, "JSON", STRUCTURE_FILE, "get the coordinate file"
    ),
    "FASTA": Refusal(
        lambda _: ">KRAS\nMTEYKLVVVGAGGVGKS\n", FormatError, r"sequences \(FASTA\)", STRUCTURE_FILE,
        "get the coordinate file",
    ),
    "a PDB header without atoms": Refusal(
        lambda have: drop(have.pdb, "ATOM", "HETATM", "TER"), EmptyStructureError, "no atoms", "coordinates",
        "get the coordinate file",
    ),
    "a PDB file cut within a line": Refusal(
        lambda have: have.pdb[: have.pdb.index("\nATOM    100") + 30], FormatError, "a damaged PDB file",
        "a complete one", "get the file again",
    ),
    "a PDB file with a coordinate that is NaN": Refusal(
        lambda have: spoil_first_x(have.pdb, "     nan"), FormatError, "a damaged PDB file",
        "numbers in columns 31 to 54", "get the file again",
    ),
    "a CIF file without atoms": Refusal(
        lambda _: "data_8AZR\n_entry.id 8AZR\n", EmptyStructureError,
        "an mmCIF file without atom coordinates", "an _atom_site table", "get the coordinate file",
    ),
    "a CIF file cut within its atoms": Refusal(
        lambda have: have.cif[: have.cif.index("_atom_site.") + 8000], FormatError, "a damaged mmCIF file",
        "a complete one", "get the file again",
    ),
    "a CIF file with a coordinate that is a word": Refusal(
        lambda have: have.cif.replace(f" {first_x(have.pdb).strip()} ", " word ", 1), EmptyStructureError,
        "coordinates that are not numbers", "finite values in Å", "mend or leave out",
    ),
    "a truncated BinaryCIF file": Refusal(
        lambda have: have.bcif[: len(have.bcif) // 2], FormatError, "a damaged BinaryCIF file", "a complete one",
        "get the file again",
    ),
    "a BinaryCIF file of which only the beginning is there": Refusal(
        lambda have: have.bcif[:100], FormatError, "a damaged BinaryCIF file", "a complete one",
        "get the file again",
    ),
    "no protein, only nucleotide and water": Refusal(
        lambda have: drop(have.pdb, "ATOM", "SEQRES", "TER"), EmptyStructureError, "no protein",
        "a KRAS, NRAS or HRAS chain", "check that this is the right file",
    ),
    "a number": Refusal(
        lambda _: 8, SourceError, "an object of type int", "a path, a PDB ID", "give one of these"
    ),
}  # fmt: skip


@pytest.fixture
def have(tmp_path: Path, text_8azr: str, cif_8azr: str, bcif_8azr: bytes) -> Have:
    return Have(tmp_path, text_8azr, cif_8azr, bcif_8azr)


@pytest.fixture(scope="session")
def cif_8azr(text_8azr: str, to_cif: Callable[[str], str]) -> str:
    return to_cif(text_8azr)


@pytest.fixture(scope="session")
def bcif_8azr(cif_8azr: str, to_bcif: Callable[[str], bytes]) -> bytes:
    return to_bcif(cif_8azr)


def refuse(refusal: Refusal, have: Have) -> str:
    """Load the bad input and give the sentence that refuses it."""
    with pytest.raises(rs.RasStructError) as caught:
        assert rs.load(refusal.make(have)).chains
    assert type(caught.value) is refusal.error
    return str(caught.value)


@pytest.mark.parametrize("name", ["pdb", "cif", "bcif"])
def test_the_files_that_are_spoilt_below_are_good_before(name: str, have: Have) -> None:
    assert len(rs.load(getattr(have, name)).chains) == 1


@pytest.mark.parametrize("refusal", REFUSALS.values(), ids=REFUSALS)
def test_bad_input_is_refused_by_one_sentence(refusal: Refusal, have: Have) -> None:
    message = refuse(refusal, have)
    found, _, advice = message.rpartition("; ")
    assert re.match(f"found {refusal.found}", found), message
    assert re.search(f"expected .*{refusal.expected}", found), message
    assert refusal.advice in advice
    assert "\n" not in message
    assert not re.search(r"\. [A-Z]|Traceback|object at 0x", message)


def refused_or_read(content: bytes) -> bool:
    """Say whether damaged content is refused or read, and not answered by another error."""
    try:
        return bool(rs.load(content).to_records())
    except rs.RasStructError as refused:
        return str(refused).startswith("found")


SILENT = {"a word": "    word", "an overflow": "********", "a letter among digits": "   1.2x4"}
GARBLED = {"nothing": "        ", "two points": "   1.2.4", "a minus among digits": "   1.2-4"}


@pytest.mark.parametrize("column", SILENT.values(), ids=SILENT)
def test_a_pdb_coordinate_that_is_no_number_is_refused_not_read_as_zero(column: str, text_8azr: str) -> None:
    with pytest.raises(rs.RasStructError):
        rs.load(spoil_first_x(text_8azr, column))


@pytest.mark.parametrize("column", GARBLED.values(), ids=GARBLED)
def test_a_pdb_coordinate_of_the_right_signs_in_the_wrong_order_is_refused(column: str, text_8azr: str) -> None:
    with pytest.raises(rs.RasStructError):
        rs.load(spoil_first_x(text_8azr, column))


def test_a_byte_that_is_no_text_within_an_atom_line_gives_no_traceback(text_8azr: str) -> None:
    start = text_8azr.index("\nATOM") + 1
    content = text_8azr.encode()
    spoilt = content[: start + 16] + b"\xbf" + content[start + 17 :]
    assert refused_or_read(spoilt)


def test_a_binary_cif_with_a_damaged_header_category_gives_no_traceback(bcif_8azr: bytes) -> None:
    whole = bcif_8azr
    # MessagePack: the name of a category, six letters long here, follows its columns
    end = whole.index(b"\xa4name\xa6_exptl")
    spoilt = whole[: end - 300] + whole[end - 300 : end].replace(b"ByteArray", b"ByteArrax") + whole[end:]
    assert len(spoilt) == len(whole)
    assert refused_or_read(spoilt)


def test_the_damage_to_a_pdb_file_is_named_by_its_line(text_8azr: str) -> None:
    """Oracle: gemmi's own refusal of the same text."""
    spoilt = text_8azr[: text_8azr.index("\nATOM    100") + 30]
    with pytest.raises((ValueError, RuntimeError), match=r"line \d+") as by_gemmi:
        gemmi.read_pdb_string(spoilt)
    line = re.search(r"line \d+", str(by_gemmi.value))
    with pytest.raises(FormatError, match=line[0] if line else "no line"):
        rs.load(spoilt)
