"""`rasstruct contacts`: which molecules are chosen, and what is written of them?

Oracle: the Python objects, which the tests of the analysis check; the keys that the issue of the contract names.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

import rasstruct as rs
from rasstruct.cli.contacts import run_contacts
from rasstruct.cli.output import OutputFormat

KEYS = {"pdb_id", "chain_id", "ligand_het", "uniprot_number", "residue_name", "distance"}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run the command at 80 columns; gives exit code, standard output and standard error."""
    monkeypatch.setenv("COLUMNS", "80")

    def call(*inputs: str, output_format: OutputFormat = OutputFormat.TABLE, **options: Any) -> tuple[int, str, str]:
        chosen = {"model": None, "cutoff": 4.5, "ligand": None, "all_molecules": False, "water": False, **options}
        code = run_contacts(list(inputs), output_format, None, **chosen)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def rows_of(output: str) -> list[dict[str, Any]]:
    return json.loads(output)


def test_json_holds_every_contact_of_the_inhibitor(run: Any, entry_8azr: rs.Entry) -> None:
    code, output, errors = run("8AZR", output_format=OutputFormat.JSON)
    assert (code, errors) == (0, "")
    assert rows_of(output) == entry_8azr["A"].ligands["LR4"].contacts().to_records()
    assert set(rows_of(output)[0]) >= KEYS
    assert {row["partner_kind"] for row in rows_of(output)} == {"own chain", "water"}


def test_without_inhibitor_the_nucleotide_is_listed_and_that_is_said(run: Any, entry_5p21: rs.Entry) -> None:
    code, output, errors = run("5P21", output_format=OutputFormat.JSON)
    assert code == 0
    assert rows_of(output) == entry_5p21["A"].ligands["GNP"].contacts().to_records()
    assert errors == "note: 5P21 A has no inhibitor; the contacts are those of GNP\n"


def test_without_both_nothing_is_listed_and_that_is_said(run: Any, pdb_5p21: Any, tmp_path: Path) -> None:
    bare = tmp_path / "bare.pdb"
    bare.write_text(pdb_5p21.without_molecule("GNP").text)
    code, output, errors = run(str(bare), output_format=OutputFormat.JSON)
    assert (code, rows_of(output)) == (0, [])
    assert "5P21 A has no rows: neither inhibitor nor nucleotide" in errors
    _, output, _ = run(str(bare), output_format=OutputFormat.JSON, all_molecules=True)
    assert {row["ligand_het"] for row in rows_of(output)} == {"MG"}


def test_all_lists_every_molecule(run: Any, entry_8azr: rs.Entry) -> None:
    _, output, errors = run("8AZR", output_format=OutputFormat.JSON, all_molecules=True)
    listed = list(dict.fromkeys(row["ligand_residue"] for row in rows_of(output)))
    assert listed == list(entry_8azr["A"].ligands)
    assert errors == ""


@pytest.mark.parametrize("name", ["GDP", "gdp", "A/201", "GUANOSINE-5'-DIPHOSPHATE"])
def test_a_ligand_is_chosen_by_code_key_or_name(run: Any, name: str) -> None:
    _, output, _ = run("8AZR", output_format=OutputFormat.JSON, ligand=name)
    assert {(row["ligand_het"], row["ligand_residue"]) for row in rows_of(output)} == {("GDP", "A/201")}


@pytest.mark.corpus
def test_every_copy_of_a_ligand_is_listed(run: Any, corpus: Path) -> None:
    path = str(corpus / "structures" / "6ut0.cif")
    _, output, errors = run(path, output_format=OutputFormat.JSON, ligand="adagrasib")
    assert [*dict.fromkeys(row["chain_id"] for row in rows_of(output))] == ["A", "B", "C", "D"]
    assert errors == ""


def test_an_input_without_the_ligand_fails_and_the_others_are_written(run: Any) -> None:
    code, output, errors = run("5P21", "8AZR", output_format=OutputFormat.JSON, ligand="LR4")
    assert code == 1
    assert {row["pdb_id"] for row in rows_of(output)} == {"8AZR"}
    assert errors.startswith("error: found no ligand 'LR4' in 5P21, expected one of MG (A/168), GNP (A/167)")


def test_the_cutoff_is_used(run: Any, entry_8azr: rs.Entry) -> None:
    _, output, _ = run("8AZR", output_format=OutputFormat.JSON, cutoff=3.2)
    assert rows_of(output) == entry_8azr["A"].ligands["LR4"].contacts(3.2).to_records()
    assert 0 < len(rows_of(output)) < 8


def test_csv_has_the_columns_of_the_rows(run: Any, entry_8azr: rs.Entry) -> None:
    _, output, _ = run("8AZR", output_format=OutputFormat.CSV)
    rows = list(csv.DictReader(io.StringIO(output)))
    contacts = entry_8azr["A"].ligands["LR4"].contacts()
    assert tuple(rows[0]) == contacts.columns
    assert [row["partner"] for row in rows] == [row.partner for row in contacts]


def test_the_table_fits_80_columns_and_has_a_line_a_contact(run: Any, entry_8azr: rs.Entry) -> None:
    _, output, _ = run("8AZR")
    lines = output.splitlines()
    assert max(map(len, lines)) <= 80
    own = entry_8azr["A"].ligands["LR4"].contacts().where(lambda row: row.partner_kind == "own chain")
    drawn = [line.split() for line in lines if line.startswith(tuple(f" {row.partner} " for row in own))]
    assert [cells[0] for cells in drawn] == [row.partner for row in own]
    assert [float(cells[3]) for cells in drawn] == [row.distance for row in own]
    assert lines[0].startswith("8AZR chain A · LR4 A/204 · SII-P · non-covalent")


def test_water_is_counted_in_the_table_and_listed_when_asked(run: Any, entry_8azr: rs.Entry) -> None:
    n_waters = sum(row.partner == "HOH" for row in entry_8azr["A"].ligands["LR4"].contacts())
    _, short, _ = run("8AZR")
    _, long, _ = run("8AZR", water=True)
    assert (short.count(" HOH "), long.count(" HOH ")) == (0, n_waters)
    assert f"waters within the cut-off: {n_waters} (--water lists them)" in short
    assert "--water" not in long


@pytest.mark.corpus
def test_the_bonded_residue_and_the_partner_chain_are_marked(run: Any, corpus: Path) -> None:
    _, output, _ = run(str(corpus / "structures" / "6oim.cif"))
    bonded = [line for line in output.splitlines() if "(bonded)" in line]
    assert [line.split()[0] for line in bonded] == ["CYS12"]
    _, output, _ = run(str(corpus / "structures" / "9bga.cif"))
    tryptophans = [line.split()[:3] for line in output.splitlines() if line.startswith(" TRP121 ")]
    assert tryptophans == [["TRP121", "partner", "D"], ["TRP121", "partner", "C"]]
    assert max(map(len, output.splitlines())) <= 80
