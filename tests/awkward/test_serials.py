"""More atoms and more waters than the columns of the PDB format have digits for.

Oracles: hybrid-36 as gemmi writes it; the count of the atoms that the maker adds; `expected_8azr` (gemmi).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gemmi
import pytest

import rasstruct as rs

Holds = Callable[[Callable[[Any], Any]], None]
WATER_CHAINS, WATERS_EACH = "QRSTUVWXYZ", 10_001


@pytest.fixture(scope="session")
def solvated(pdb_8azr: Any) -> gemmi.Structure:
    """8AZR in a box of over 100,000 waters, ten chains of 10,001, 100 Å away from the protein; no headers."""
    structure = gemmi.read_pdb_string(pdb_8azr.only(lambda line: line.startswith(("ATOM", "HETATM", "TER"))).text)
    oxygen = gemmi.Atom()
    oxygen.name, oxygen.element, oxygen.occ, oxygen.b_iso = "O", gemmi.Element("O"), 1.0, 20.0
    for layer, name in enumerate(WATER_CHAINS):
        waters = gemmi.Chain(name)
        for number in range(1, WATERS_EACH + 1):
            residue = gemmi.Residue()
            residue.name, residue.seqid, residue.het_flag = "HOH", gemmi.SeqId(number, " "), "H"
            oxygen.pos = gemmi.Position(100 + number % 100 * 3, 100 + number // 100 * 3, 100 + layer * 3)
            residue.add_atom(oxygen)
            waters.add_residue(residue)
        structure[0].add_chain(waters)
    structure.setup_entities()
    structure.assign_serial_numbers()
    return structure


@pytest.fixture(scope="session")
def solvated_pdb(solvated: gemmi.Structure) -> str:
    """The box in PDB format, with hybrid-36 serials and residue numbers."""
    return solvated.make_pdb_string()


def test_the_maker_writes_hybrid_36(solvated_pdb: str) -> None:
    """Serial 100,000 is A0000, residue 10,000 is A000 (http://cci.lbl.gov/hybrid_36)."""
    waters = [line for line in solvated_pdb.splitlines() if line.startswith("HETATM") and line[21] in WATER_CHAINS]
    assert len(waters) == len(WATER_CHAINS) * WATERS_EACH
    assert "A0000" in {line[6:11] for line in waters}
    assert [line[22:26] for line in waters[9_998:10_001]] == ["9999", "A000", "A001"]


def solvated_as(kind: str, solvated: gemmi.Structure, text: str, to_bcif: Callable[[str], bytes]) -> Any:
    """Write the box in one of the ways that programs do."""
    lines = text.splitlines()
    if kind == "mmCIF":
        return solvated.make_mmcif_document().as_string()
    if kind == "BinaryCIF":
        return to_bcif(solvated.make_mmcif_document().as_string())
    if kind == "stars for what has no place":
        lines = [f"{line[:6]}*****{line[11:]}" if line[6:7].isalpha() else line for line in lines]
    elif kind == "serials that begin again":
        lines = [
            f"{line[:6]}{i % 100_000:5d}{line[11:]}" if line[:4] in ("ATOM", "HETA") else line
            for i, line in enumerate(lines)
        ]
    elif kind == "residue numbers that begin again":
        lines = [
            f"{line[:22]}{i % 10_000:4d}{line[26:]}" if line[17:20] == "HOH" and line[21] in WATER_CHAINS else line
            for i, line in enumerate(lines)
        ]
    return "\n".join(lines) + "\n"


KINDS = ("hybrid-36", "stars for what has no place", "serials that begin again", "residue numbers that begin again",
         "mmCIF", "BinaryCIF")  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_box_of_over_100000_atoms_is_read_whole(
    kind: str, solvated: gemmi.Structure, solvated_pdb: str, to_bcif: Any, expected_8azr: Any, science_of: Any
) -> None:
    entry = rs.load(solvated_as(kind, solvated, solvated_pdb, to_bcif))
    (chain,) = entry.chains
    assert entry.structure.topology.n_atoms == solvated[0].count_atom_sites() > 100_000
    assert science_of(chain) == expected_8azr
    assert [row.residue for row in chain.summary().inhibitors] == ["A/204"]


@pytest.mark.parametrize("serial", ["*****", "A0000", "ZZZZZ", "     ", "    1"])
def test_serial_numbers_of_a_small_file_do_not_matter(serial: str, holds: Holds) -> None:
    holds(lambda pdb: pdb.edited(lambda line: f"{line[:6]}{serial}{line[11:]}"))
