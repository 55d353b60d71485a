"""Where in a file or text does each molecule stand?

Line by line: nothing but the molecule at hand is kept, so a file may be larger
than memory. Formats: SMILES with optional title, CSV or TSV with a SMILES
column, SDF, mol and MOL2, also gzipped. The content decides, the name of the
file only where the content does not.
"""

from __future__ import annotations

import csv
import dataclasses
import gzip
import io
import itertools
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from rasstruct._base.errors import MoleculeError, SourceError
from rasstruct.chemistry.reading.molecule_text import MoleculeFormat, find_format, split_smiles_line

__all__ = ["MoleculeRecord", "check_molecule_file", "file_lines", "find_records", "is_molecule_path"]

_SUFFIXES = (".smi", ".smiles", ".csv", ".tsv", ".sdf", ".sd", ".mol", ".mol2", ".txt", ".pdb", ".ent", ".cif")
#: headings of the SMILES column, without case and punctuation, the one to take first
_SMILES_HEADINGS = ("smiles", "canonicalsmiles", "isomericsmiles")
_NAME_HEADINGS = ("name", "title", "compoundname", "moleculename", "ligand", "compound", "molecule", "id", "compoundid")
_DELIMITERS = "\t,;"
_COORDINATES = re.compile(r"(HEADER|HETNAM|HETATM|HET |ATOM  |CRYST1|REMARK|COMPND|MODEL |TITLE |data_)")
_GZIP_MARK = b"\x1f\x8b"
#: bytes and lines by which a file is judged
_JUDGED_BYTES, _JUDGED_LINES = 4096, 100
_EXPECTED = "expected SMILES, CSV or TSV with a SMILES column, SDF, mol or MOL2"
_RECORD_END, _MOL2_START, _MOL_END = "$$$$", "@<TRIPOS>MOLECULE", "M  END"


@dataclasses.dataclass(frozen=True, slots=True)
class MoleculeRecord:
    """The text of one molecule, where it begins, and what is wrong when it cannot be one."""

    name: str | None
    line: int
    text: str
    text_format: MoleculeFormat
    problem: str | None = None


def is_molecule_path(text: str) -> bool:
    """Say whether a text of one line names a file: one that is there, or one that would hold molecules."""
    try:
        return Path(text).exists() or text.lower().removesuffix(".gz").endswith(_SUFFIXES)
    except (OSError, ValueError):
        return False


def check_molecule_file(path: Path) -> None:
    """Refuse what holds no molecules before any is read.

    Raises
    ------
    SourceError
        When the path is missing, a folder or unreadable.
    MoleculeError
        When the file is empty, binary, or of a format without bond orders.
    """
    if path.is_dir():
        raise SourceError(f"found the folder {path}, expected a file of molecules; name a file in it")
    try:
        with _open(path) as stream:
            head = stream.read(_JUDGED_BYTES)
    except FileNotFoundError:
        raise SourceError(f"found no file {path}, expected one with molecules; check the path") from None
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError(f"the file {path} cannot be read ({error}), {_EXPECTED}; get it again") from error
    if not head.strip():
        raise MoleculeError(f"found an empty file {path}, {_EXPECTED}; check how it was written")
    if b"\0" in head:
        raise MoleculeError(f"found binary content in {path}, {_EXPECTED} as UTF-8 text; save it as text")
    if _COORDINATES.match(head.decode("utf-8", "replace").lstrip("\ufeff\r\n ")):
        raise MoleculeError(
            f"found atom coordinates without bond orders in {path}, {_EXPECTED}; "
            "load the structure with rasstruct.load and take its ligand from there"
        )


def file_lines(path: Path) -> Iterator[str]:
    """Give the lines of a file, unpacked, with whatever line ends, one at a time."""
    with _open(path) as stream, io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace") as lines:
        yield from lines


def find_records(lines: Iterable[str], suffix: str = "") -> Iterator[MoleculeRecord]:
    """Find the text of every molecule.

    Parameters
    ----------
    lines
        Lines, with or without line ends.
    suffix
        Suffix of the file; a CSV must have a SMILES column.

    Yields
    ------
    MoleculeRecord
        In order of the lines. When reading breaks off, the last one says so.

    Raises
    ------
    MoleculeError
        When a CSV or TSV has no SMILES column.
    """
    numbered = _Numbered(lines)
    head = list(itertools.islice(numbered, _JUDGED_LINES))
    text = "".join(f"{line}\n" for line in head)
    everything = itertools.chain(head, numbered)
    find: Callable[[Iterator[str]], Iterator[MoleculeRecord]]
    if find_format(text) == "mol2" or suffix == ".mol2":
        find = _find_mol2
    elif find_format(text) == "mol" or suffix in (".sdf", ".sd", ".mol"):
        find = _find_mol
    elif _delimiter(head) is not None or suffix in (".csv", ".tsv"):
        find = _find_rows
    else:
        find = _find_smiles
    yield from find(everything)
    if numbered.problem is not None:
        yield MoleculeRecord(None, numbered.count + 1, "", "smiles", numbered.problem)


class _Numbered:
    """Lines without line ends, counted; breaking off is remembered, not raised."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self.count = 0
        self.problem: str | None = None

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        try:
            line = next(self._lines)
        except (OSError, EOFError, zlib.error) as error:
            self.problem = f"found the end of readable content ({error}), expected more lines; get the file again"
            raise StopIteration from None
        self.count += 1
        return line.rstrip("\r\n")


def _open(path: Path) -> io.BufferedReader | gzip.GzipFile:
    """Open a file for reading, unpacked when it is gzipped, whatever its name."""
    with path.open("rb") as stream:
        is_packed = stream.read(len(_GZIP_MARK)) == _GZIP_MARK
    return gzip.open(path) if is_packed else path.open("rb")


def _find_mol(lines: Iterator[str]) -> Iterator[MoleculeRecord]:
    """Split an SDF, or a single mol block, at the record ends."""
    block: list[str] = []
    first = 1
    for number, line in enumerate(lines, start=1):
        if line.startswith(_RECORD_END):
            yield _mol_record(block, first)
            block, first = [], number + 1
        else:
            block.append(line)
    if any(line.strip() for line in block):
        yield _mol_record(block, first)


def _mol_record(block: list[str], first: int) -> MoleculeRecord:
    """Make the record of one mol block."""
    n_ends = sum(line.startswith(_MOL_END) for line in block)
    problem = None
    if n_ends > 1:
        problem = f"found {n_ends} molecules without $$$$ between them, expected one; put $$$$ between"
    name = block[0].strip() if block else ""
    return MoleculeRecord(name or None, first, "\n".join([*block, ""]), "mol", problem)


def _find_mol2(lines: Iterator[str]) -> Iterator[MoleculeRecord]:
    """Split a MOL2 file at the starts of its molecules."""
    block: list[str] = []
    first = 0
    for number, line in enumerate(lines, start=1):
        if line.startswith(_MOL2_START):
            if first:
                yield _mol2_record(block, first)
            block, first = [], number
        block.append(line)
    if first:
        yield _mol2_record(block, first)


def _mol2_record(block: list[str], first: int) -> MoleculeRecord:
    """Make the record of one MOL2 block."""
    name = block[1].strip() if len(block) > 1 else ""
    return MoleculeRecord(name or None, first, "\n".join([*block, ""]), "mol2")


def _find_smiles(lines: Iterator[str]) -> Iterator[MoleculeRecord]:
    """Take a molecule from every line that is no heading, comment or blank."""
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        smiles, title = split_smiles_line(line)
        if number == 1 and _plain(smiles) in _SMILES_HEADINGS:
            continue
        yield MoleculeRecord(title, number, smiles, "smiles")


def _find_rows(lines: Iterator[str]) -> Iterator[MoleculeRecord]:
    """Take a molecule from every row of a table with a SMILES column."""
    heading = next((line for line in lines if line.strip()), "")
    delimiter = _delimiter([heading])
    if delimiter is None:
        raise MoleculeError(
            f"found the columns {heading.strip()[:200]!r}, expected one called smiles; name the SMILES column so"
        )
    columns = [_plain(cell) for cell in next(csv.reader([heading], delimiter=delimiter))]
    smiles_at = next(columns.index(name) for name in _SMILES_HEADINGS if name in columns)
    name_at = next((columns.index(name) for name in _NAME_HEADINGS if name in columns), None)
    rows = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter)
    while True:
        first = rows.line_num + 2
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield MoleculeRecord(None, first, "", "smiles", f"found a damaged row ({error}), expected cells; mend it")
            continue
        if row is None:
            return
        if not any(cell.strip() for cell in row):
            continue
        name = row[name_at].strip() if name_at is not None and name_at < len(row) else ""
        smiles = row[smiles_at].strip() if smiles_at < len(row) else ""
        problem = None if smiles else "found no SMILES in this row, expected one; fill the cell or leave the row out"
        yield MoleculeRecord(name or None, first, smiles, "smiles", problem)


def _delimiter(head: list[str]) -> str | None:
    """Give the delimiter under which the first line has a SMILES heading, or None."""
    heading = next((line for line in head if line.strip()), "")
    for delimiter in _DELIMITERS:
        cells = [_plain(cell) for cell in heading.split(delimiter)]
        if len(cells) > 1 and any(cell in _SMILES_HEADINGS for cell in cells):
            return delimiter
    return "," if _plain(heading) in _SMILES_HEADINGS else None


def _plain(text: str) -> str:
    """Leave case and punctuation of a heading out."""
    return "".join(letter for letter in text.lower() if letter.isalnum())
