"""PDB lines that are cut, padded, ordered or ended in another way, and records that other programs leave out or add.

Oracle: the untouched entries, through gemmi (`expected_8azr`, `expected_5p21`).
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Any

import pytest

import rasstruct as rs

Holds = Callable[[Callable[[Any], Any]], None]
MOLECULES = ("GDP", "GNP", "LR4", "EDO", " MG", "HOH")


def is_atom(line: str) -> bool:
    return line.startswith(("ATOM  ", "HETATM"))


def ordered(pdb: Any, *, gap: str = "") -> str:
    """Put the molecules before the protein, with an optional record between them."""
    head = [
        line
        for line in pdb.lines
        if not line.startswith(("ATOM", "HETATM", "ANISOU", "TER", "END", "CONECT", "MASTER"))
    ]
    atoms = [line for line in pdb.lines if is_atom(line)]
    molecules = [line for line in atoms if line[17:20] in MOLECULES]
    protein = [line for line in atoms if line[17:20] not in MOLECULES]
    return "\n".join([*head, *molecules, *([gap] if gap else []), *protein, "END"]) + "\n"


def in_the_middle(pdb: Any, *, gap: str = "") -> str:
    """Put the molecules between residues 85 and 86."""
    atoms = [line for line in pdb.lines if is_atom(line)]
    molecules = [line for line in atoms if line[17:20] in MOLECULES]
    protein = [line for line in atoms if line[17:20] not in MOLECULES]
    first = [line for line in protein if int(line[22:26]) <= 85]
    between = [gap] if gap else []
    return "\n".join([*first, *between, *molecules, *between, *protein[len(first) :], "END"]) + "\n"


def each_line(change: Callable[[str], str]) -> Callable[[Any], str]:
    return lambda pdb: "\n".join(change(line) for line in pdb.lines) + "\n"


def without(*records: str) -> Callable[[Any], Any]:
    return lambda pdb: pdb.without(lambda line: line.startswith(records))


EDITS: dict[str, Callable[[Any], Any]] = {
    "CRLF line ends": lambda pdb: pdb.text.replace("\n", "\r\n"),
    "CRLF line ends, gzip": lambda pdb: gzip.compress(pdb.text.replace("\n", "\r\n").encode(), mtime=0),
    "blanks cut off": lambda pdb: each_line(lambda line: line[:66].rstrip() if is_atom(line) else line.rstrip())(pdb),
    "blanks added": each_line(lambda line: line + " " * 10),
    "tabs added": each_line(lambda line: line + "\t"),
    "cut after the B-factor": lambda pdb: pdb.edited(lambda line: line[:66]),
    "cut after the occupancy": lambda pdb: pdb.edited(lambda line: line[:60]),
    "cut after the coordinates": lambda pdb: pdb.edited(lambda line: line[:54]),
    "no END": without("END"),
    "no TER and no END": without("TER", "END"),
    "no line end at the end": lambda pdb: pdb.text.rstrip(),
    "blank lines": lambda pdb: pdb.text.replace("\n", "\n\n"),
    "atom records in lower case": lambda pdb: "REMARK\n" + pdb.edited(lambda line: line[:6].lower() + line[6:]).text,
    "a byte order mark": lambda pdb: b"\xef\xbb\xbf" + pdb.text.encode(),
    "an author in Latin-1": lambda pdb: "AUTHOR    J.MÜLLER\n".encode("latin-1") + pdb.text.encode(),
    "an author in UTF-8": lambda pdb: "AUTHOR    J.MÜLLER\n" + pdb.text,
    "remarks only": lambda pdb: "REMARK   1 WRITTEN BY HAND\n" + pdb.only(is_atom).text,
    "TER after every residue of ten": lambda pdb: "\n".join(
        line + ("\nTER" if line[12:16] == " O  " and line[25] == "0" else "") for line in pdb.lines
    ),
    "SIGATM behind every atom": lambda pdb: "\n".join(
        line + (f"\nSIGATM{line[6:]}" if is_atom(line) else "") for line in pdb.lines
    ),
    "ANISOU behind every atom": lambda pdb: "\n".join(
        f"{line}\nANISOU{line[6:27]}    1234   1234   1234      0      0      0      {line[76:]}"
        if is_atom(line)
        else line
        for line in pdb.lines
        if not line.startswith("ANISOU")
    ),
    "HETATM for the protein": lambda pdb: pdb.edited(lambda line: "HETATM" + line[6:]),
    "ATOM for the ligand": lambda pdb: pdb.edited(lambda line: "ATOM  " + line[6:]),
    "ATOM for the ligand, no TER": lambda pdb: without("TER")(pdb.edited(lambda line: "ATOM  " + line[6:])),
    "HETATM for the protein, no TER": lambda pdb: without("TER")(pdb.edited(lambda line: "HETATM" + line[6:])),
    "the molecules before the protein": ordered,
    "the molecules before the protein, TER between": lambda pdb: ordered(pdb, gap="TER"),
    "the molecules before the protein, all HETATM": lambda pdb: ordered(pdb).replace("\nATOM  ", "\nHETATM"),
    "the molecules in the middle": in_the_middle,
    "the molecules in the middle, TER around": lambda pdb: in_the_middle(pdb, gap="TER"),
}  # fmt: skip


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_lines_written_another_way_say_the_same(edit: Callable[[Any], Any], holds: Holds) -> None:
    holds(edit)


def test_an_entry_code_and_line_number_in_columns_73_to_80_of_old_files_are_no_elements_and_charges(
    holds: Holds,
) -> None:
    """PDB format before 1996."""
    holds(each_line(lambda line: f"{line:<80s}"[:72] + "8AZR1234"))


def test_line_ends_of_the_old_mac_are_line_ends(holds: Holds) -> None:
    holds(lambda pdb: pdb.text.replace("\n", "\r").encode())


REFUSED: dict[str, Callable[[Any], Any]] = {
    "tabs for blanks": lambda pdb: pdb.edited(lambda line: line.replace("  ", "\t")).text,
    "UTF-16": lambda pdb: pdb.text.encode("utf-16"),
    "everything in lower case": lambda pdb: pdb.text.lower(),
    "one column to the right": lambda pdb: pdb.edited(lambda line: line[:30] + " " + line[30:]).text,
    "stars for coordinates": lambda pdb: pdb.edited(lambda line: f"{line[:30]}{'*' * 8}{line[38:]}").text,
}


@pytest.mark.parametrize("edit", REFUSED.values(), ids=REFUSED)
def test_lines_that_nobody_can_read_are_refused_in_one_sentence(
    edit: Callable[[Any], Any], pdb_8azr: Any, sentence: Callable[[Any], str]
) -> None:
    sentence(edit(pdb_8azr))


def test_a_ligand_file_appended_behind_the_end_of_the_protein_file_is_not_lost_silently(pdb_8azr: Any) -> None:
    """`cat protein.pdb ligand.pdb`: either the ligand is read or the user is told."""
    molecules = [line for line in pdb_8azr.lines if line.startswith("HETATM")]
    text = "\n".join([*pdb_8azr.protein().lines, "TER", "END", *molecules, "END"]) + "\n"
    with pytest.warns(rs.RasStructWarning, match="END"):
        rs.load(text).to_records()
