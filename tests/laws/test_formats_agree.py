"""The PDB and the mmCIF file of an entry say the same about it.

Oracle: the same coordinates, converted by gemmi; for deposited entries the two files that the PDB itself gives.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gemmi
import pytest

import rasstruct as rs

SAME_ENTRY = ("source", "chain_id")


@pytest.fixture(scope="module", params=["8azr", "5p21"])
def pdb_text(request: pytest.FixtureRequest) -> str:
    return request.getfixturevalue(f"text_{request.param}")


@pytest.fixture(scope="module")
def cif_text(pdb_text: str) -> str:
    structure = gemmi.read_pdb_string(pdb_text)
    structure.setup_entities()
    return structure.make_mmcif_document().as_string()


def test_the_summary_is_equal(pdb_text: str, cif_text: str) -> None:
    assert rs.load(cif_text).to_records() == rs.load(pdb_text).to_records()


def test_the_resistance_table_is_equal(pdb_text: str, cif_text: str) -> None:
    tables = [rs.load(text).chains[0].resistance().to_records() for text in (cif_text, pdb_text)]
    assert tables[0] == tables[1]


def test_the_residue_table_is_equal(pdb_text: str, cif_text: str) -> None:
    tables = [rs.load(text).chains[0].residues().to_records() for text in (cif_text, pdb_text)]
    assert tables[0] == tables[1]
    assert tables[0]


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["6oim", "4obe", "5p21"])
def test_the_two_deposited_files_of_an_entry_agree(corpus: Path, name: str) -> None:
    def summary(ending: str) -> list[dict[str, Any]]:
        return [
            {key: value for key, value in record.items() if key not in ("source", "title")}
            for record in rs.load(corpus / "structures" / f"{name}.{ending}").to_records()
        ]

    assert summary("pdb") == summary("cif")


@pytest.mark.corpus
def test_a_het_code_that_the_pdb_format_cuts_is_the_same_molecule(corpus: Path) -> None:
    """9BG5: the ligand is A1AHB in the CCD, A1A in three letters."""
    by_format = {ending: rs.load(corpus / "structures" / f"9bg5.{ending}").to_records() for ending in ("pdb", "cif")}
    for from_pdb, from_cif in zip(by_format["pdb"], by_format["cif"], strict=True):
        for key in ("chain_id", "isoform", "mutations", "nucleotide_state", "first_residue", "last_residue"):
            assert from_pdb[key] == from_cif[key]
        cut, whole = ([row["het_code"] for row in record["inhibitors"]] for record in (from_pdb, from_cif))
        assert [code[:3] for code in whole] == [code[:3] for code in cut]
