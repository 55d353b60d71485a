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
from biotite.file import DeserializationError

import rasstruct as rs
from rasstruct._base.errors import EmptyStructureError, FormatError, SourceError

Writer = Callable[[str, str | bytes], Path]


@dataclasses.dataclass(frozen=True)
class Refusal:
    """A bad input: how to make it from a folder and the good files, and what must be said."""

    make: Callable[[Path, str, str, bytes], object]
    error: type[Exception]
    found: str
    expected: str | None
    advice: str


def put(folder: Path, name: str, content: str | bytes) -> Path:
    """Write a file and give its path."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def drop(text: str, *records: str) -> str:
    """Leave out the lines of some records."""
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(records))


NO_EXPECTATION = None
STRUCTURE_FILE = "PDB, mmCIF or BinaryCIF file"
REFUSALS = {
    "a missing path": Refusal(
        lambda d, pdb, cif, bcif: d / "no.pdb", SourceError, "no file at .*no.pdb", NO_EXPECTATION, "check the spelling"
    ),
    "a missing path as text": Refusal(
        lambda d, pdb, cif, bcif: str(d / "no.pdb"), SourceError, "neither a file nor a PDB ID named .*no.pdb",
        NO_EXPECTATION, "check the spelling",
    ),
    "an ID that is not bundled": Refusal(
        lambda d, pdb, cif, bcif: "1ABC", SourceError, "PDB ID 1ABC", "5P21, 8AZR", "save the entry as a file"
    ),
    "a folder": Refusal(lambda d, pdb, cif, bcif: d, SourceError, "a folder at", "a file", "name a file in it"),
    "an empty file": Refusal(
        lambda d, pdb, cif, bcif: put(d, "a.pdb", ""), SourceError, "no content in .*a.pdb", STRUCTURE_FILE, "check"
    ),
    "a blank file": Refusal(
        lambda d, pdb, cif, bcif: put(d, "a.pdb", "\n  \n"), SourceError, "no content", STRUCTURE_FILE, "check"
    ),
    "a gzipped empty file": Refusal(
        lambda d, pdb, cif, bcif: put(d, "a.pdb.gz", gzip.compress(b"")), SourceError, "no content", STRUCTURE_FILE,
        "check",
    ),
    "HTML saved as .pdb": Refusal(
        lambda d, pdb, cif, bcif: put(d, "8azr.pdb", "<!DOCTYPE html>\n<html><body>HEADER</body></html>\n"),
        FormatError, r"a web page \(HTML\) in .*8azr.pdb", STRUCTURE_FILE, "get the coordinate file itself",
    ),
    "a truncated gzip file": Refusal(
        lambda d, pdb, cif, bcif: put(d, "a.pdb.gz", gzip.compress(pdb.encode())[:5000]), SourceError,
        "a damaged or truncated gzip file in .*a.pdb.gz", NO_EXPECTATION, "get the file again",
    ),
    "a gzip file with a wrong checksum": Refusal(
        lambda d, pdb, cif, bcif: gzip.compress(pdb.encode())[:-8] + b"\0" * 8, SourceError,
        "a damaged or truncated gzip file", NO_EXPECTATION, "get the file again",
    ),
    "text that is no structure": Refusal(
        lambda d, pdb, cif, bcif: "KRAS is a small GTPase.\nIt binds GDP.\n", FormatError, "text that is no structure",
        STRUCTURE_FILE, "get the coordinate file",
    ),
    "JSON": Refusal(
        lambda d, pdb, cif, bcif: '{\n"pdb": "8AZR"}\n', FormatError, "JSON", STRUCTURE_FILE, "get the coordinate file"
    ),
    "FASTA": Refusal(
        lambda d, pdb, cif, bcif: ">KRAS\nMTEYKLVVVGAGGVGKS\n", FormatError, r"sequences \(FASTA\)", STRUCTURE_FILE,
        "get the coordinate file",
    ),
    "a PDB header without atoms": Refusal(
        lambda d, pdb, cif, bcif: drop(pdb, "ATOM", "HETATM", "TER"), EmptyStructureError, "no atoms", "coordinates",
        "get the coordinate file",
    ),
    "a PDB file cut within a line": Refusal(
        lambda d, pdb, cif, bcif: pdb[: pdb.index("\nATOM    100") + 30], FormatError, "a damaged PDB file",
        NO_EXPECTATION, "get the file again",
    ),
    "a PDB file with a coordinate that is NaN": Refusal(
        lambda d, pdb, cif, bcif: re.sub(r"(?m)^(ATOM.{26}).{8}", r"\g<1>     nan", pdb, count=1), EmptyStructureError,
        "coordinates that are not numbers", NO_EXPECTATION, "mend or leave out",
    ),
    "a CIF file without atoms": Refusal(
        lambda d, pdb, cif, bcif: "data_8AZR\n_entry.id 8AZR\n", EmptyStructureError,
        "an mmCIF file without atom coordinates", "an _atom_site table", "get the coordinate file",
    ),
    "a CIF file cut within its atoms": Refusal(
        lambda d, pdb, cif, bcif: cif[: cif.index("_atom_site.") + 8000], FormatError, "a damaged mmCIF file",
        NO_EXPECTATION, "get the file again",
    ),
    "a CIF file with a coordinate that is a word": Refusal(
        lambda d, pdb, cif, bcif: re.sub(r"(?m)^(ATOM .*) -9\.024 ", r"\1 word ", cif, count=1), EmptyStructureError,
        "coordinates that are not numbers", NO_EXPECTATION, "mend or leave out",
    ),
    "a truncated BinaryCIF file": Refusal(
        lambda d, pdb, cif, bcif: bcif[: len(bcif) // 2], FormatError, "a damaged BinaryCIF file", NO_EXPECTATION,
        "get the file again",
    ),
    "a BinaryCIF file of which only the beginning is there": Refusal(
        lambda d, pdb, cif, bcif: bcif[:100], FormatError, "a damaged BinaryCIF file", NO_EXPECTATION,
        "get the file again",
    ),
    "no protein, only nucleotide and water": Refusal(
        lambda d, pdb, cif, bcif: drop(pdb, "ATOM", "SEQRES", "TER"), EmptyStructureError, "no protein",
        "a KRAS, NRAS or HRAS chain", "check that this is the right file",
    ),
    "a number": Refusal(
        lambda d, pdb, cif, bcif: 8, SourceError, "an object of type int", "a path, a PDB ID", "give one of these"
    ),
}  # fmt: skip


@pytest.fixture(scope="session")
def good_files(text_8azr: str, to_cif: Callable[[str], str], to_bcif: Callable[[str], bytes]) -> tuple[str, str, bytes]:
    cif = to_cif(text_8azr)
    return text_8azr, cif, to_bcif(cif)


def refuse(refusal: Refusal, folder: Path, good_files: tuple[str, str, bytes]) -> str:
    """Load the bad input and give the sentence that refuses it."""
    with pytest.raises(rs.RasStructError) as caught:
        assert rs.load(refusal.make(folder, *good_files)).chains
    assert type(caught.value) is refusal.error
    return str(caught.value)


@pytest.mark.parametrize("good", range(3), ids=["PDB", "mmCIF", "BinaryCIF"])
def test_the_files_that_are_spoilt_below_are_good_before(good: int, good_files: tuple[str, str, bytes]) -> None:
    assert len(rs.load(good_files[good]).chains) == 1


@pytest.mark.parametrize("refusal", REFUSALS.values(), ids=REFUSALS)
def test_bad_input_is_refused_by_one_sentence(
    refusal: Refusal, tmp_path: Path, good_files: tuple[str, str, bytes]
) -> None:
    message = refuse(refusal, tmp_path, good_files)
    found, _, advice = message.rpartition("; ")
    assert re.match(f"found {refusal.found}", found), message
    assert refusal.advice in advice
    assert "\n" not in message
    assert not re.search(r"\. [A-Z]|Traceback|object at 0x", message)


@pytest.mark.parametrize("refusal", REFUSALS.values(), ids=REFUSALS)
def test_the_sentence_says_what_was_expected(
    refusal: Refusal, tmp_path: Path, good_files: tuple[str, str, bytes], request: pytest.FixtureRequest
) -> None:
    if refusal.expected is NO_EXPECTATION:
        request.applymarker(pytest.mark.xfail(strict=True, raises=AssertionError, reason="the message has no 'expected …' part"))
    message = refuse(refusal, tmp_path, good_files)
    assert re.search(f"expected .*{refusal.expected or ''}", message)


SILENT = {"a word": "    word", "an overflow": "********", "a letter among digits": "  -9.0x4"}


@pytest.mark.parametrize("column", SILENT.values(), ids=SILENT)
@pytest.mark.xfail(
    strict=True,
    raises=pytest.fail.Exception,
    reason="gemmi reads a coordinate it cannot parse as 0 or by its first digits, and nothing checks it",
)
def test_a_pdb_coordinate_that_is_no_number_is_refused_not_read_as_zero(column: str, text_8azr: str) -> None:
    assert text_8azr.count("  -9.024   8.471  19.532") == 1
    with pytest.raises(rs.RasStructError):
        rs.load(text_8azr.replace("  -9.024   8.471", f"{column}   8.471"))


@pytest.mark.xfail(
    strict=True,
    raises=UnicodeDecodeError,
    reason="parse_pdb puts the three bytes of U+FFFD for a bad byte, which moves the columns behind it",
)
def test_a_byte_that_is_no_text_within_an_atom_line_gives_no_traceback(text_8azr: str) -> None:
    start = text_8azr.index("\nATOM") + 1
    content = text_8azr.encode()
    spoilt = content[: start + 16] + b"\xbf" + content[start + 17 :]
    try:
        assert rs.load(spoilt).to_records()
    except rs.RasStructError as refused:
        assert "found" in str(refused)


@pytest.mark.xfail(
    strict=True,
    raises=DeserializationError,
    reason="biotite decodes a category when first asked, outside the try block of parse_bcif",
)
def test_a_binary_cif_with_a_damaged_header_category_gives_no_traceback(good_files: tuple[str, str, bytes]) -> None:
    whole = good_files[2]
    # MessagePack: the name of a category, six letters long here, follows its columns
    end = whole.index(b"\xa4name\xa6_exptl")
    spoilt = whole[: end - 300] + whole[end - 300 : end].replace(b"ByteArray", b"ByteArrax") + whole[end:]
    assert len(spoilt) == len(whole)
    try:
        assert rs.load(spoilt).to_records()
    except rs.RasStructError as refused:
        assert "found" in str(refused)


def test_the_damage_to_a_pdb_file_is_named_by_its_line(text_8azr: str) -> None:
    """Oracle: gemmi's own refusal of the same text."""
    spoilt = text_8azr[: text_8azr.index("\nATOM    100") + 30]
    with pytest.raises((ValueError, RuntimeError), match=r"line \d+") as by_gemmi:
        gemmi.read_pdb_string(spoilt)
    line = re.search(r"line \d+", str(by_gemmi.value))
    with pytest.raises(FormatError, match=line[0] if line else "no line"):
        rs.load(spoilt)
