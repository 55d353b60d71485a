"""`rasstruct ligands`: list, show, describe, similar, draw, extract.

Oracles: the ligand table; published masses (PubChem CID 137278711 sotorasib 560.6); the molecules of the bundled
entries as their papers name them (8AZR LR4, 5P21 GNP); RDKit reads what is written.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rdkit import Chem
from typer.testing import CliRunner

import rasstruct as rs
from rasstruct.cli.app import app


def run(*arguments: str, stdin: str | None = None) -> Any:
    return CliRunner().invoke(app, ["ligands", *arguments], input=stdin)


def rows_of(*arguments: str) -> list[dict[str, Any]]:
    return json.loads(run(*arguments, "--format", "json").stdout)


def test_list_has_every_molecule_of_the_table() -> None:
    assert [row["name"] for row in rows_of("list")] == list(rs.ligands)


def test_list_keeps_what_the_options_ask_for() -> None:
    rows = rows_of("list", "--site", "SII-P", "--covalent", "--allele", "G12C", "--where", "confidence=high")
    assert {"sotorasib", "adagrasib", "divarasib"} <= {row["name"] for row in rows}
    assert all(row["covalent"] and row["confidence"] == "high" for row in rows)
    assert "MRTX1133" not in {row["name"] for row in rows}


@pytest.mark.parametrize("options", [("--site", "nowhere"), ("--where", "colour=red"), ("--where", "confidence")])
def test_filter_that_nothing_can_fit_is_wrong_usage(options: tuple[str, str]) -> None:
    done = run("list", *options)
    assert done.exit_code == 2
    assert "expected" in done.output
    assert "Traceback" not in done.output


def test_show_takes_the_misprint_of_the_review_and_names_the_molecule_rightly() -> None:
    assert [row["name"] for row in rows_of("show", "DACI", "amg-510")] == ["DCAI", "sotorasib"]


def test_show_suggests_and_goes_on() -> None:
    done = run("show", "sotorasb", "MRTX1133", "--format", "json")
    assert done.exit_code == 1
    assert "sotorasib" in done.stderr
    assert [row["name"] for row in json.loads(done.stdout)] == ["MRTX1133"]


def test_describe_takes_names_smiles_and_files(tmp_path: Path) -> None:
    path = tmp_path / "two.smi"
    path.write_text("CCO ethanol\nCC(=O)O acetic acid\n")
    rows = rows_of("describe", "sotorasib", "c1ccccc1", str(path))
    assert [row["formula"] for row in rows] == ["C30H30F2N6O3", "C6H6", "C2H6O", "C2H4O2"]
    assert [row["name"] for row in rows] == ["sotorasib", "text line 1", "ethanol", "acetic acid"]
    assert rows[0]["molecular_weight"] == pytest.approx(560.61, abs=0.01)
    assert rows[3]["charge_at_ph_7_4"] == -1


def test_describe_reads_standard_input() -> None:
    done = run("describe", "-", "--format", "json", stdin="CCO ethanol\n")
    assert json.loads(done.stdout)[0]["name"] == "ethanol"


def test_describe_reads_standard_input_that_is_not_utf_8() -> None:
    done = CliRunner().invoke(app, ["ligands", "describe", "-", "-f", "json"], input=b"CCO caf\xe9\n")
    assert done.exit_code == 0
    assert json.loads(done.stdout)[0]["name"] == "caf\ufffd"


def test_bad_molecule_is_named_with_its_line_and_the_others_are_done(tmp_path: Path) -> None:
    path = tmp_path / "three.smi"
    path.write_text("CCO ethanol\nC1CC broken ring\nCCN ethylamine\n")
    done = run("describe", str(path), "--format", "json")
    assert done.exit_code == 1
    assert [row["name"] for row in json.loads(done.stdout)] == ["ethanol", "ethylamine"]
    assert "broken ring" in done.stderr
    assert "line 2" in done.stderr


def test_misspelt_name_is_no_smiles_but_gets_a_suggestion() -> None:
    done = run("describe", "adagrasip")
    assert done.exit_code == 1
    assert "adagrasib" in done.stderr
    assert "Traceback" not in done.output


@pytest.mark.parametrize(
    ("text", "said"), [("CC(C)(C)(C)C", "C at atom 2"), ("C1CC", "expected SMILES"), ("C" * 20_000, "20000 atoms")]
)
def test_refused_smiles_says_why_and_briefly(text: str, said: str) -> None:
    done = run("describe", text)
    assert done.exit_code == 1
    assert said in done.stderr
    assert len(done.stderr) < 250


def test_full_table_holds_what_rdkit_computes() -> None:
    rows = {row["descriptor"]: row["value"] for row in rows_of("describe", "CCO", "--full")}
    assert rows["HeavyAtomCount"] == 3
    assert len(rows) > 200


def test_shape_table_tells_a_disc() -> None:
    (row,) = rows_of("describe", "c1ccccc1", "--shape")
    assert row["npr1"] == pytest.approx(0.5, abs=0.05)
    assert row["npr2"] == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize("options", [(), ("CCO", "--shape", "--full")])
def test_describe_without_a_clear_task_is_wrong_usage(options: tuple[str, ...]) -> None:
    assert run("describe", *options).exit_code == 2


def test_most_similar_to_a_molecule_of_the_table_is_itself() -> None:
    rows = rows_of("similar", "MOV", "-n", "3")
    assert [row["query"] for row in rows] == ["sotorasib"] * 3
    assert (rows[0]["name"], rows[0]["similarity"]) == ("sotorasib", 1.0)
    assert rows[1]["similarity"] < 1.0


@pytest.mark.parametrize(("name", "start"), [("one.svg", b"<svg"), ("one.png", b"\x89PNG")])
def test_draw_writes_the_picture_that_the_name_asks_for(name: str, start: bytes, tmp_path: Path) -> None:
    assert run("draw", "sotorasib", "-o", str(tmp_path / name)).exit_code == 0
    assert start in (tmp_path / name).read_bytes()[:200]


def test_draw_makes_one_picture_of_many(tmp_path: Path) -> None:
    assert run("draw", "sotorasib", "adagrasib", "-o", str(tmp_path / "grid.svg")).exit_code == 0
    text = (tmp_path / "grid.svg").read_text()
    assert "sotorasib" in text
    assert "adagrasib" in text
    assert run("draw", "CCO", "-o", str(tmp_path / "one.gif")).exit_code == 2


def test_extract_gives_the_inhibitor_with_its_chemistry(tmp_path: Path) -> None:
    path = tmp_path / "found.sdf"
    done = run("extract", "8AZR", "5P21", "--sdf", str(path), "--format", "json")
    rows = json.loads(done.stdout)
    assert done.exit_code == 0
    assert [(row["pdb_id"], row["het_code"], row["basis"]) for row in rows] == [("8AZR", "LR4", "component")]
    assert rows[0]["known_as"] == "LR4"
    assert rows[0]["inchikey"] == rs.ligands["LR4"].row.inchikey
    (molecule,) = Chem.SDMolSupplier(str(path))
    assert molecule.GetConformer().Is3D()
    assert Chem.MolToInchiKey(molecule) == rows[0]["inchikey"]


def test_extract_takes_other_roles() -> None:
    rows = rows_of("extract", "5P21", "--role", "nucleotide")
    assert [row["het_code"] for row in rows] == ["GNP"]
    assert {row["het_code"] for row in rows_of("extract", "5P21", "--role", "all")} >= {"GNP", "MG"}


def test_extract_says_when_there_is_nothing() -> None:
    done = run("extract", "5P21")
    assert done.exit_code == 0
    assert "no molecules" in done.stderr


def test_extract_says_nothing_of_roles_when_the_file_cannot_be_read(tmp_path: Path) -> None:
    done = run("extract", str(tmp_path))
    assert done.exit_code == 1
    assert "roles" not in done.stderr


def test_draw_refuses_more_than_a_picture_can_hold(tmp_path: Path) -> None:
    path = tmp_path / "many.smi"
    path.write_text("C\n" * 151)
    done = run("draw", str(path), "-o", str(tmp_path / "many.svg"))
    assert done.exit_code == 1
    assert "found 151 molecules, expected at most 150" in done.stderr
    path.write_text("C\n" * 150)
    assert run("draw", str(path), "-o", str(tmp_path / "many.svg")).exit_code == 0


def test_unknown_role_is_wrong_usage() -> None:
    done = run("extract", "5P21", "--role", "inhibitors")
    assert done.exit_code == 2
    assert "expected one of additive" in done.output


def test_unknown_form_is_wrong_usage() -> None:
    assert run("extract", "8AZR", "--form", "loose").exit_code == 2
