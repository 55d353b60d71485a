"""Names of residues and molecules: force fields, modified residues, waters, five-character HET codes.

Oracles: residuetypes.dat of GROMACS for the names of force fields (share/top), the Chemical Component Dictionary (as
tabulated in gemmi) for modified residues; the edit itself; `expected_8azr` (gemmi).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gemmi
import pytest

import rasstruct as rs

Holds = Callable[[Callable[[Any], Any]], None]

#: what force fields call a residue, three letters
THREE = {"HIS": ("HIE", "HID", "HIP", "HSD", "HSE", "HSP"), "CYS": ("CYX", "CYM"), "ASP": ("ASH",), "GLU": ("GLH",),
         "LYS": ("LYN", "LYP", "LSN")}  # fmt: skip
FOUR = {"CYS": ("CYS1", "CYS2", "CYSH"), "HIS": ("HISA", "HISB", "HISD", "HISE", "HISH"), "ASP": ("ASPH", "ASPP"),
        "GLU": ("GLUH", "GLUP"), "LYS": ("LYSH",), "ARG": ("ARGN",), "MET": ("NMET",)}  # fmt: skip
UNLISTED = {"HIS": ("HIS1", "HISP"), "ASP": ("ASP1", "CASP", "NASP"), "ASN": ("ASN1", "CASN"), "LYS": ("CLYS",),
            "CYS": ("CYN", "NCYS"), "GLY": ("NGLY",), "THR": ("NTHR",)}  # fmt: skip
#: modified residue, its parent, and its entry in the Chemical Component Dictionary
MODIFIED = {"MSE": "MET", "FME": "MET", "CSO": "CYS", "CME": "CYS", "OCS": "CYS", "CSX": "CYS", "KCX": "LYS",
            "MLY": "LYS", "ALY": "LYS", "SEP": "SER", "TPO": "THR", "PTR": "TYR"}  # fmt: skip


def cases(table: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(old, new) for old, names in table.items() for new in names]


def rename(pdb: Any, old: str, new: str, record: str = "") -> Any:
    """Call all residues of a name otherwise; four letters take the column before the chain name."""
    width = 4 if len(new) == 4 else 3
    return pdb.edit_atoms(
        lambda line, _: (
            f"{record or line[:6]}{line[6:17]}{new:<{width}s}{line[17 + width :]}"
            if line[17:20] == old and line[:3] != "TER"
            else line
        )
    )


def without_chain_name(pdb: Any) -> Any:
    """Leave the chain column blank, as the programs do that write four letters."""
    return pdb.edit_atoms(lambda line, _: f"{line[:21]} {line[22:]}")


@pytest.mark.parametrize(("old", "new"), cases(THREE))
def test_a_residue_named_by_a_force_field_is_its_parent(old: str, new: str, holds: Holds, pdb_8azr: Any) -> None:
    holds(lambda pdb: rename(pdb, old, new))
    names = {row.residue_name for row in rename(pdb_8azr, old, new).chain().residues()}
    assert new in names
    assert old not in names


@pytest.mark.parametrize(("old", "new"), cases(FOUR))
def test_a_four_letter_name_is_its_parent(old: str, new: str, holds: Holds) -> None:
    holds(lambda pdb: rename(without_chain_name(pdb), old, new))


@pytest.mark.parametrize(("old", "new"), cases(UNLISTED))
def test_a_name_of_gromacs_that_the_table_lacks_is_its_parent(old: str, new: str, holds: Holds) -> None:
    holds(lambda pdb: rename(without_chain_name(pdb), old, new))


@pytest.mark.parametrize(("new", "old"), MODIFIED.items())
def test_a_modified_residue_is_its_parent_and_keeps_its_name(new: str, old: str, holds: Holds, pdb_8azr: Any) -> None:
    assert (
        gemmi.find_tabulated_residue(new).one_letter_code.upper() == gemmi.find_tabulated_residue(old).one_letter_code
    )
    holds(lambda pdb: rename(pdb, old, new, "HETATM"))
    renamed = rename(pdb_8azr, old, new, "HETATM").chain()
    assert {row.residue_name for row in renamed.residues() if row.residue == row.canonical} >= {new}


@pytest.mark.parametrize("water", ["WAT", "SOL", "DOD", "H2O", "TIP", "TP3", "T3P", "SPC", "TIP3", "TIP4"])
def test_water_by_another_name_is_no_ligand(water: str, holds: Holds, pdb_8azr: Any) -> None:
    holds(lambda pdb: rename(without_chain_name(pdb), "HOH", water))
    record = rename(without_chain_name(pdb_8azr), "HOH", water).chain().summary()
    assert (set(record.other_ligands), record.unknown_ligands) == ({"GDP", "MG", "EDO"}, ())


@pytest.mark.parametrize("water", ["T4P", "T5P", "OHH", "T3H"])
def test_water_of_models_with_four_and_five_points_is_no_ligand(water: str, pdb_8azr: Any) -> None:
    record = rename(without_chain_name(pdb_8azr), "HOH", water).chain().summary()
    assert (set(record.other_ligands), record.unknown_ligands) == ({"GDP", "MG", "EDO"}, ())


@pytest.mark.parametrize("code", ["A1AHB", "A1ZZZ"])
@pytest.mark.parametrize("binary", [False, True], ids=["mmCIF", "BinaryCIF"])
def test_a_five_character_het_code_is_kept_whole(
    code: str, binary: bool, pdb_8azr: Any, expected_8azr: Any, science: Any, to_cif: Any, to_bcif: Any
) -> None:
    cif = to_cif(pdb_8azr.text).replace("LR4", code)
    content = to_bcif(cif) if binary else cif
    assert science(content) == expected_8azr
    (chain,) = rs.load(content).chains
    assert [(row.het_code, row.residue) for row in chain.summary().inhibitors] == [(code, "A/204")]
    assert chain.ligands[code].key == "A/204"


def test_a_five_character_code_cut_to_three_in_pdb_format_is_kept_as_it_stands(
    pdb_8azr: Any, expected_8azr: Any, science: Any
) -> None:
    """9BG5 in PDB format calls A1AHB A1A; here the entry is 8AZR, so nothing says what A1A was."""
    cut = pdb_8azr.molecule_renamed("LR4", "A1A")
    assert science(cut) == expected_8azr
    assert [(row.het_code, row.residue) for row in cut.chain().summary().inhibitors] == [("A1A", "A/204")]


@pytest.mark.parametrize("shift", [0.0, 40.0], ids=["in place", "far away"])
def test_a_second_copy_with_an_insertion_code_is_a_ligand_of_its_own(shift: float, pdb_8azr: Any) -> None:
    copy = [f"{line[:26]}A{line[27:30]}{float(line[30:38]) + shift:8.3f}{line[38:]}" for line in pdb_8azr.atoms("LR4")]
    found = [str(ligand.key) for ligand in pdb_8azr.with_lines(*copy).chain().inhibitors]
    assert found == (["A/204", "A/204A"] if shift == 0 else ["A/204"])
