"""Atoms as mmCIF for a viewer. Oracle: gemmi reading the text, beside the PDB text that it came from."""

from __future__ import annotations

import gemmi
import numpy as np
from pdb_text import PdbText

import rasstruct as rs
from rasstruct.analysis.chain_export import select_chain
from rasstruct.structure.interop.to_atom_site import format_atom_site

NAMES = ["id", "label_atom_id", "label_comp_id", "auth_asym_id", "auth_seq_id", "Cartn_x", "Cartn_y", "Cartn_z"]


def read(text: str) -> list[tuple[str, ...]]:
    table = gemmi.cif.read_string(text).sole_block().find("_atom_site.", NAMES)
    return [tuple(row.str(index) for index in range(len(NAMES))) for row in table]


def test_atoms_have_their_names_numbers_and_places(entry_5p21: rs.Entry, pdb_5p21: PdbText) -> None:
    exported = select_chain(entry_5p21["A"])
    rows = read(format_atom_site(exported, exported.rows))
    lines = [line for line in pdb_5p21.lines if line.startswith(("ATOM", "HETATM"))]
    assert len(rows) == len(lines)
    assert [row[0] for row in rows] == [str(serial) for serial in range(1, len(rows) + 1)]
    for row, line in zip(rows[::97], lines[::97], strict=True):
        assert row[1:3] == (line[12:16].strip(), line[17:20].strip())
        assert [float(value) for value in row[5:]] == [float(line[start : start + 8]) for start in (30, 38, 46)]


def test_atoms_with_a_prime_in_their_name_are_read_back(entry_5p21: rs.Entry) -> None:
    exported = select_chain(entry_5p21["A"])
    assert {"O5'", "C1'"} <= {row[1] for row in read(format_atom_site(exported, exported.rows))}


def test_moved_coordinates_are_written(entry_5p21: rs.Entry) -> None:
    exported = select_chain(entry_5p21["A"])
    moved = entry_5p21.xyz[0] + np.float32(10.0)
    here, there = (read(format_atom_site(exported, exported.rows[:5], xyz)) for xyz in (None, moved))
    for first, second in zip(here, there, strict=True):
        assert [round(float(b) - float(a), 3) for a, b in zip(first[5:], second[5:], strict=True)] == [10.0] * 3


def test_signs_in_the_name_of_a_chain_become_letters(pdb_8azr: PdbText) -> None:
    chain = rs.load(pdb_8azr.without_sequence().edited(lambda line: f"{line[:21]}#{line[22:]}").text).chains[0]
    exported = select_chain(chain)
    assert chain.chain_id == "#"
    assert {row[3] for row in read(format_atom_site(exported, exported.rows))} == {"x"}
