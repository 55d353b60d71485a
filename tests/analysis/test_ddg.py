"""Is a table of free energies read as it stands, and a damaged one refused?

Oracle: tables written here.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import rasstruct as rs
from rasstruct._base.errors import FormatError, SourceError

HEAD = "mutation\tuniprot_number\ttrait\tddg_kcal_mol\tsd\tci95\n"


def write(folder: Path, text: str) -> Path:
    """Write a table."""
    path = folder / "ddg.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_values_come_back_by_mutation_and_trait(tmp_path: Path) -> None:
    table = rs.load_ddg(write(tmp_path, HEAD + "Y96D\t96\tfolding\t1.25\t0.1\t0.2\nY96D\t96\tSOS1\t-0.5\t\t\n"))
    assert table.traits == ("folding", "SOS1")
    assert table.find("Y96D")["SOS1"].ddg == -0.5
    assert table.find("Y96D")["SOS1"].sd is None
    assert table.folding("Y96D") == 1.25
    assert table.folding("H95Q") is None
    assert len(table) == 2


def test_a_row_without_value_is_left_out_and_commas_do_as_well(tmp_path: Path) -> None:
    table = rs.load_ddg(
        write(tmp_path, "mutation,trait,ddg_kcal_mol\nY96D,folding,\nH95Q,folding,nan\nA11G,folding,0.1\n")
    )
    assert [row.mutation for row in table.rows] == ["A11G"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("mutation\ttrait\n", "found no column ddg_kcal_mol"),
        ("", "found no column mutation, trait, ddg_kcal_mol"),
        (HEAD + "Y96D\t96\tfolding\tmuch\t\t\n", "found ddg_kcal_mol 'much' in line 2"),
        (HEAD + 2 * "Y96D\t96\tfolding\t1\t\t\n", "found Y96D and folding twice"),
    ],
)
def test_a_damaged_table_is_refused(text: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=sentence):
        rs.load_ddg(write(tmp_path, text))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot read"):
        rs.load_ddg(tmp_path / "none.tsv")
