"""Atoms without element, occupancy or place of their own: blanks, zeros, cases, alternate locations, doubles.

Oracles: the untouched entries through gemmi (`expected_8azr`, `expected_5p21`); the edit itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import rasstruct as rs

Holds = Callable[[Callable[[Any], Any]], None]
LIGANDS = ("GDP", "GNP", "LR4")
MOLECULES = (*LIGANDS, "EDO", " MG", "HOH")


def edited(change: Callable[[str], str]) -> Callable[[Any], Any]:
    return lambda pdb: pdb.edited(change)


def with_element(line: str, symbol: str) -> str:
    return f"{line[:76]}{symbol:>2s}{line[78:]}"


def with_occupancy(line: str, occupancy: str) -> str:
    return f"{line[:54]}{occupancy:>6s}{line[60:]}"


def shifted(line: str, by: float) -> str:
    return line[:30] + "".join(f"{float(line[i : i + 8]) + by:8.3f}" for i in (30, 38, 46)) + line[54:]


EDITS: dict[str, Callable[[Any], Any]] = {
    "elements blank": edited(lambda line: with_element(line, "")),
    "elements in lower case": edited(lambda line: with_element(line, line[76:78].lower())),
    "elements as Mg and Cl": edited(lambda line: with_element(line, line[76:78].strip().capitalize())),
    "elements one column early": edited(lambda line: f"{line[:76]}{line[76:78].strip():<2s}{line[78:]}"),
    "elements all X": edited(lambda line: with_element(line, "X")),
    "elements all *": edited(lambda line: with_element(line, "*")),
    "atom names one column early": edited(lambda line: f"{line[:12]}{line[12:16].strip():<4s}{line[16:]}"),
    "atom names one column early, no elements": edited(
        lambda line: f"{line[:12]}{line[12:16].strip():<4s}{line[16:66]}"
    ),
    "occupancy 0 everywhere": edited(lambda line: with_occupancy(line, "0.00")),
    "occupancy 0 for residues 12 and 62": edited(
        lambda line: with_occupancy(line, "0.00") if int(line[22:26]) in (12, 62) else line
    ),
    "occupancy 0 for the molecules": edited(
        lambda line: with_occupancy(line, "0.00") if line[17:20] in MOLECULES else line
    ),
    "occupancy blank": edited(lambda line: with_occupancy(line, "")),
    "occupancy and B-factor blank": edited(lambda line: f"{line[:54]}{'':12s}{line[66:]}"),
    "900 Å from the origin": edited(lambda line: shifted(line, 900)),
    "-900 Å from the origin": edited(lambda line: shifted(line, -900)),
    "every atom twice": lambda pdb: "\n".join(
        f"{line}\n{line}" if line.startswith("ATOM") or (line.startswith("HETATM") and line[17:20] in LIGANDS) else line
        for line in pdb.lines
    ),
    "the protein twice": lambda pdb: pdb.with_lines(*pdb.protein().lines, before="TER"),
    "one alternate location, A, for everything": edited(
        lambda line: f"{line[:16]}A{line[17:]}" if line[16] == " " else line
    ),
    "deuterium on the backbone": lambda pdb: "\n".join(
        f"{line}\n{line[:12]} D  {line[16:30]}{float(line[30:38]) + 1:8.3f}{line[38:76]} D"
        if line[12:16] == " N  " and line.startswith("ATOM")
        else line
        for line in pdb.lines
    ),
}  # fmt: skip


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_atoms_written_another_way_are_the_same_atoms(edit: Callable[[Any], Any], holds: Holds) -> None:
    holds(edit)


def doubled(pdb: Any, codes: tuple[str, str], wanted: Callable[[str], bool]) -> str:
    """Give atoms two alternate locations: the first where it was, at 60 %; the second 0.8 Å away, at 40 %."""
    lines = []
    for line in pdb.lines:
        if line.startswith(("ATOM", "HETATM")) and line[16] == " " and wanted(line):
            first = with_occupancy(f"{line[:16]}{codes[0]}{line[17:]}", "0.60")
            second = with_occupancy(f"{line[:16]}{codes[1]}{line[17:]}", "0.40")
            lines += [first, shifted(second, 0.5)]
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"


WHERE: dict[str, Callable[[str], bool]] = {
    "every third residue": lambda line: line[17:20] not in MOLECULES and int(line[22:26]) % 3 == 0,
    "the ligands only": lambda line: line[17:20] in LIGANDS,
    "side chains only": lambda line: line[17:20] not in MOLECULES and line[12:16].strip() not in ("N", "CA", "C", "O"),
    "the magnesium only": lambda line: line[17:20] == " MG",
}  # fmt: skip


@pytest.mark.parametrize("codes", ["AB", "BC", "12", "ab", "BA", "21"])
@pytest.mark.parametrize("wanted", WHERE.values(), ids=WHERE)
def test_the_commoner_alternate_location_decides_whatever_it_is_called(
    codes: str, wanted: Callable[[str], bool], holds: Holds
) -> None:
    holds(lambda pdb: doubled(pdb, (codes[0], codes[1]), wanted))


def test_three_locations_and_other_letters_in_each_residue(holds: Holds) -> None:
    codes = ("AB", "BC", "CX")

    def change(pdb: Any) -> str:
        text = pdb
        for remainder, pair in enumerate(codes):
            lines = doubled(
                text,
                (pair[0], pair[1]),
                lambda line, r=remainder: line[17:20] not in MOLECULES and int(line[22:26]) % 3 == r,
            )
            text = type(pdb)(lines)
        return str(text.text)

    holds(change)


def test_a_magnesium_written_twice_is_still_there(holds: Holds) -> None:
    holds(lambda pdb: "\n".join(f"{line}\n{line}" if line[17:20] == " MG" else line for line in pdb.lines))


@pytest.mark.parametrize("name", ["CL1", "BR2"])
@pytest.mark.parametrize("column", ["with elements", "without elements"])
def test_a_halogen_of_a_ligand_stays_a_halogen(name: str, column: str, pdb_8azr: Any) -> None:
    """The first atom of LR4 written as chlorine or bromine, its name from column 13 on."""
    lines = pdb_8azr.lines
    at = next(index for index, line in enumerate(lines) if line.startswith("HETATM") and line[17:20] == "LR4")
    lines[at] = with_element(f"{lines[at][:12]}{name:<4s}{lines[at][16:]}", name[:2])
    if column == "without elements":
        lines = [line[:66] if line.startswith(("ATOM", "HETATM")) else line for line in lines]
    topology = rs.load("\n".join(lines) + "\n").structure.topology
    assert topology.element[topology.atom_name == name.encode()].tolist() == [name[:2].encode()]
