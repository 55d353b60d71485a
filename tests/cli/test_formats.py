"""Do all formats of all commands say the same?

Oracles: the JSON contract that other tools rely on; the columns of the records in Python; `csv`, `json`
and pyarrow as independent readers, which must find in every format what JSON has.
"""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import rasstruct as rs
from rasstruct.cli.app import app

parquet = pytest.importorskip("pyarrow.parquet")

ANNOTATE = {
    "source", "pdb_id", "chain_id", "isoform", "mutations", "mutations_modelled", "hotspots", "engineered",
    "nucleotide_het", "nucleotide_state", "nucleotide_class", "magnesium", "inhibitors", "partners", "method",
    "resolution", "first_residue", "last_residue", "missing_regions",
}  # fmt: skip
RESISTANCE = {
    "pdb_id", "chain_id", "mutation", "uniprot_number", "region", "pockets", "modelled", "ligand_het", "ligand_name",
    "distance", "side_chain_distance", "contact_part", "in_contact", "drug", "effect", "evidence", "evidence_applies",
    "reference",
}  # fmt: skip
COMMANDS = [
    pytest.param(("annotate", "8AZR", "5P21"), id="annotate"),
    pytest.param(("residues", "8AZR"), id="residues"),
    pytest.param(("resistance", "8AZR", "5P21"), id="resistance"),
    pytest.param(("reference", "mutations"), id="reference mutations"),
    pytest.param(("reference", "pockets"), id="reference pockets"),
]
ALL_COMMANDS = [
    *COMMANDS,
    *(pytest.param(("reference", name), id=f"reference {name}") for name in rs.reference.__all__),
]


def run(*arguments: str, given: str | None = None) -> Any:
    """Run the command; it must go well and say nothing but its result."""
    result = CliRunner().invoke(app, arguments, input=given)
    assert (result.exit_code, result.stderr) == (0, "")
    return result


def as_json(*arguments: str) -> list[dict[str, Any]]:
    """Give the result as JSON."""
    rows: list[dict[str, Any]] = json.loads(run(*arguments, "--format", "json").stdout)
    return rows


def test_annotate_fulfils_the_contract() -> None:
    first, second = as_json("annotate", "8AZR", "5P21")
    assert set(first) == set(second) >= ANNOTATE
    assert (first["pdb_id"], first["chain_id"], first["isoform"]) == ("8AZR", "A", "KRAS4B")
    assert (first["mutations"], first["engineered"], first["hotspots"]) == (["C118S"], ["C118S"], [])
    assert (first["nucleotide_het"], first["nucleotide_state"], first["nucleotide_class"]) == ("GDP", "GDP", "2P")
    assert first["magnesium"] is True
    (inhibitor,) = first["inhibitors"]
    assert set(inhibitor) >= {"het_code", "name", "site", "binding_mode", "covalent", "nucleophile"}
    assert (inhibitor["het_code"], inhibitor["site"], inhibitor["binding_mode"]) == ("LR4", "SII-P", "non-covalent")
    assert (inhibitor["covalent"], inhibitor["nucleophile"]) == (False, None)
    assert (first["resolution"], first["partners"]) == (1.6, [])
    assert (second["isoform"], second["mutations"], second["inhibitors"]) == ("HRAS", [], [])
    assert (second["nucleotide_het"], second["nucleotide_state"], second["nucleotide_class"]) == (
        "GNP",
        "GTP analogue",
        "3P",
    )
    assert (second["first_residue"], second["last_residue"], second["resolution"]) == (1, 166, 1.35)


def test_resistance_fulfils_the_contract() -> None:
    rows = as_json("resistance", "8AZR", "5P21")
    assert {row["pdb_id"] for row in rows} == {"8AZR", "5P21"}
    for row in rows:
        assert set(row) >= RESISTANCE
        assert row["contact_part"] in {"side chain", "backbone", "both", "none"}
        assert row["effect"] in {"resistant", "sensitive", "conflicting", "unknown", None}
        assert row["evidence_applies"] in {"this_ligand", "same_site", "other", None}
    assert {row["ligand_het"] for row in rows if row["pdb_id"] == "5P21"} == {None}


@pytest.mark.corpus
def test_annotate_names_partners_and_gaps(corpus: Path) -> None:
    chains = as_json("annotate", str(corpus / "structures" / "9bga.cif"))
    assert [(chain["chain_id"], chain["mutations"]) for chain in chains] == [("A", ["G12C"]), ("B", ["G12C"])]
    for chain in chains:
        assert {partner["chain_id"] for partner in chain["partners"]} & {"C", "D"}
        assert all(set(partner) >= {"chain_id", "name", "role"} for partner in chain["partners"])
        assert [i["binding_mode"] for i in chain["inhibitors"]] == ["tri-complex"]
    (chain,) = as_json("annotate", str(corpus / "structures" / "2rge.pdb"))
    assert [gap["residues"] for gap in chain["missing_regions"]] == ["61-68"]  # REMARK 465


def test_json_is_what_python_gives() -> None:
    assert as_json("annotate", "8AZR") == rs.load("8AZR").to_records()
    assert as_json("resistance", "8AZR") == rs.load("8AZR")["A"].resistance(structure=False).to_records()
    assert as_json("residues", "8AZR") == rs.load("8AZR")["A"].residues().to_records()
    assert as_json("reference", "mutations") == rs.reference.mutations().to_records()


@pytest.mark.parametrize("command", ALL_COMMANDS)
@pytest.mark.parametrize(("name", "separator"), [("csv", ","), ("tsv", "\t")])
def test_text_tables_have_a_header_and_the_rows_of_json(command: tuple[str, ...], name: str, separator: str) -> None:
    expected = as_json(*command)
    header, *rows = csv.reader(io.StringIO(run(*command, "--format", name).stdout), delimiter=separator)
    assert header == list(expected[0])
    assert len(rows) == len(expected)
    for row, record in zip(rows, expected, strict=True):
        for cell, value in zip(row, record.values(), strict=True):
            if value is None or value == []:
                assert cell == ""
            elif isinstance(value, bool):
                assert cell == str(value).lower()
            elif isinstance(value, int | float):
                assert float(cell) == value
            elif isinstance(value, str):
                assert cell == value
            elif not isinstance(value[0], dict):
                assert cell.split(";") == [str(item) for item in value]
            else:
                assert cell.count(";") >= len(value) - 1


@pytest.mark.parametrize("command", ALL_COMMANDS)
def test_parquet_holds_what_json_holds(command: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    assert run(*command, "--format", "parquet", "--output", str(path)).stdout == ""
    assert parquet.read_table(path).to_pylist() == as_json(*command)


def test_parquet_can_go_to_standard_output() -> None:
    content = run("annotate", "8AZR", "--format", "parquet").stdout_bytes
    assert parquet.read_table(io.BytesIO(content)).to_pylist() == as_json("annotate", "8AZR")


@pytest.mark.parametrize("command", ["annotate", "residues", "resistance"])
def test_parquet_has_one_schema_for_every_input_and_for_none(command: str, tmp_path: Path) -> None:
    schemas = []
    for name in ("8AZR", "5P21", "nothing.pdb"):
        path = tmp_path / f"{name}.parquet"
        result = CliRunner().invoke(app, [command, name, "--format", "parquet", "--output", str(path)])
        assert result.exit_code == (1 if name == "nothing.pdb" else 0)
        schemas.append(parquet.read_schema(path))
    assert schemas[0].equals(schemas[1])
    assert schemas[0].equals(schemas[2])
    assert not any("null" in str(field.type) for field in schemas[2])


@pytest.mark.parametrize("command", ["annotate", "residues", "resistance"])
def test_an_empty_result_is_an_empty_list_or_a_header(command: str) -> None:
    full = as_json(command, "8AZR")
    empty = CliRunner().invoke(app, [command, "nothing.pdb", "--format", "json"])
    assert (empty.exit_code, json.loads(empty.stdout)) == (1, [])
    header = CliRunner().invoke(app, [command, "nothing.pdb", "--format", "csv"]).stdout
    assert next(csv.reader([header])) == list(full[0])
    assert header.count("\n") == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_markdown_is_a_table_with_as_many_cells_in_every_line(command: tuple[str, ...]) -> None:
    expected = as_json(*command)
    header, rule, *rows = run(*command, "--format", "md").stdout.splitlines()
    assert [cell.strip() for cell in header.strip("|").split("|")] == list(expected[0])
    assert set(rule) <= set("|- ")
    assert len(rows) == len(expected)
    assert {line.replace("\\|", "").count("|") for line in (header, rule, *rows)} == {len(expected[0]) + 1}


@pytest.mark.parametrize("name", ["json", "csv", "tsv", "md", "table"])
def test_output_writes_to_the_file_what_else_goes_to_standard_output(name: str, tmp_path: Path) -> None:
    path = tmp_path / "result"
    assert run("annotate", "8AZR", "--format", name, "--output", str(path)).stdout == ""
    assert path.read_text(encoding="utf-8") == run("annotate", "8AZR", "--format", name).stdout


def test_letters_beyond_ascii_stay_readable() -> None:
    text = run("reference", "pockets", "--format", "json").stdout
    assert "α3–loop 7 site" in text


def test_the_list_of_tables_names_each_with_its_rows() -> None:
    text = run("reference").stdout
    for name in rs.reference.__all__:
        rows = [line.split()[1] for line in text.splitlines() if re.match(rf" {name} +\d", line)]
        assert rows == [str(len(getattr(rs.reference, name)()))]
