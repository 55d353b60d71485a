"""Do comparisons of deposited complexes say what is published about them?

Oracles:
- His95: adagrasib bonds it with its pyridopyrimidine, sotorasib does not need it; H95D/Q/R defeat the one and spare the
  other (Awad 2021 NEJM doi:10.1056/NEJMoa2105281). MRTX1133 bonds it (Wang 2022 J Med Chem
  doi:10.1021/acs.jmedchem.1c01688)
- residue 12: Cys12 is bonded by sotorasib and adagrasib (LINK records of 6OIM and 6UT0), Asp12 is not by MRTX1133
- what two files of one entry show is the same but for rounding
- 9BGA is RAS, an inhibitor and cyclophilin A: nothing of cyclophilin can be said of complexes without it
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import rasstruct as rs

pytestmark = pytest.mark.corpus

Load = Callable[[str], rs.Entry]
CUTOFF = 4.0


@pytest.fixture(scope="module")
def contacts(corpus_entry: Load) -> Any:
    """Compare sotorasib, the four copies of adagrasib, and MRTX1133 by contacts."""
    entries = [corpus_entry(name) for name in ("6oim.cif", "6ut0.cif", "7rpz.cif")]
    return rs.compare(entries, kind="contacts", cutoff=CUTOFF)


@pytest.fixture(scope="module")
def interactions(corpus_entry: Load) -> Any:
    """Compare the same ligands by interactions."""
    entries = [corpus_entry(name) for name in ("6oim.cif", "6ut0.cif", "7rpz.cif")]
    return rs.compare(entries, cutoff=CUTOFF)


def test_his95_is_used_by_the_side_chain_by_adagrasib_and_not_by_sotorasib(contacts: Any) -> None:
    rows = {row.ligand: row for row in contacts.residue_use([95])}
    assert rows.pop("6OIM/A/MOV").used_by == "backbone"
    assert len(rows) == 5
    for row in rows.values():
        assert row.used_by in ("side chain", "both")
        assert row.side_chain_distance < 3.0


def test_his95_bonds_adagrasib_and_mrtx1133_but_not_sotorasib(interactions: Any) -> None:
    rows = {row.ligand: "hbond" in row.side_chain_interactions for row in interactions.residue_use([95])}
    assert not rows.pop("6OIM/A/MOV")
    assert list(rows.values()) == [True] * 5


def test_residue_12_is_bonded_in_g12c_and_not_in_g12d(interactions: Any) -> None:
    rows = {row.ligand: row for row in interactions.residue_use([12])}
    assert {name for name, row in rows.items() if "covalent" in row.interactions} == {
        "6OIM/A/MOV",
        *(f"6UT0/{chain}/M1X" for chain in "ABCD"),
    }
    assert rows["7RPZ/A/6IC"].residue_name == "ASP"
    frequencies = {(row.uniprot_number, row.interaction): row for row in interactions.frequencies()}
    covalent = frequencies[12, "covalent"]
    assert (covalent.partner, covalent.n_present, covalent.n_absent) == ("CYS/ASP12", 5, 1)
    assert (covalent.n_compounds_present, covalent.n_compounds) == (2, 3)


def test_all_copies_of_adagrasib_bond_cys12_and_his95(interactions: Any) -> None:
    rows = {row.interaction: row for row in interactions.agreement()}
    assert {(row.pdb_id, row.ligand_het, row.n_copies) for row in rows.values()} == {("6UT0", "M1X", 4)}
    assert rows["covalent"].in_all == ("CYS12",)
    assert "HIS95" in rows["hbond"].in_all
    assert "HIS95" not in rows["hbond"].in_some


@pytest.mark.parametrize("kind", ["contacts", "interactions"])
def test_copies_are_more_alike_than_different_inhibitors(kind: str, request: pytest.FixtureRequest) -> None:
    rows = request.getfixturevalue(kind).similarity()
    same = [row.similarity for row in rows if row.ligand[:4] == row.other[:4] == "6UT0"]
    different = [row.similarity for row in rows if row.ligand[:4] != row.other[:4]]
    assert len(same) == 6
    assert min(same) > max(different)


def test_two_files_of_one_entry_make_two_columns_that_are_alike(corpus_entry: Load) -> None:
    compared = rs.compare([corpus_entry("6oim.cif"), corpus_entry("6oim.pdb")], kind="contacts", cutoff=CUTOFF)
    assert [row.ligand for row in compared.ligands] == ["6OIM/A/MOV (6oim.cif)", "6OIM/A/MOV (6oim.pdb)"]
    (row,) = compared.similarity()
    assert (row.similarity, row.n_undecided) == (1.0, 0)


def test_cyclophilin_is_present_or_missing_never_absent_without_it(corpus_entry: Load) -> None:
    compared = rs.compare([corpus_entry("9bga.cif"), corpus_entry("7rpz.cif")], kind="contacts", cutoff=CUTOFF)
    cells = [cell for cell in compared.matrix() if cell.partner.startswith("PPIA_HUMAN")]
    assert {cell.state for cell in cells if cell.pdb_id == "7RPZ"} == {"missing"}
    assert "present" in {cell.state for cell in cells if cell.pdb_id == "9BGA"}
