"""Options of `rasstruct pocket` and `rasstruct contacts` as they are typed: what is chosen, and what is refused.

Oracle: the Python objects; for refusals, what the command says is possible. Each refusal stands beside the nearest
command that is accepted.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner

import rasstruct as rs
from rasstruct.cli.app import app


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, list(arguments))


def rows_of(*arguments: str) -> list[dict[str, Any]]:
    """Give the rows of a command that succeeds without a word beside them."""
    result = run(*arguments, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    return list(json.loads(result.stdout))


REFUSED = [
    pytest.param(("contacts", "8AZR", "--cutoff", "0"), "positive distance", id="contacts within zero"),
    pytest.param(("contacts", "8AZR", "--cutoff", "-4"), "positive distance", id="contacts within less than zero"),
    pytest.param(("contacts", "8AZR", "--cutoff", "inf"), "positive distance", id="contacts without limit"),
    pytest.param(("contacts", "8AZR", "--cutoff", "near"), "--cutoff", id="a cut-off that is no number"),
    pytest.param(("contacts", "8AZR", "--ligand", "LR4", "--all"), "leave one out", id="one molecule and all"),
    pytest.param(("pocket", "8AZR", "--name", "groove"), "SI/II-P", id="a pocket that is not known"),
    pytest.param(("pocket", "8AZR", "--name", "SII-P", "--ligand", "LR4"), "--ligand", id="a name and a ligand"),
    pytest.param(("pocket", "8AZR", "--name", "SII-P", "--detect"), "--detect", id="a name and all by geometry"),
    pytest.param(("pocket", "8AZR", "--ligand", "LR4", "--detect"), "--detect", id="a ligand and all by geometry"),
    pytest.param(("pocket", "8AZR", "--residues", "--detect"), "--residues", id="residues of all by geometry"),
]


@pytest.mark.parametrize(("arguments", "word"), REFUSED)
def test_is_refused_with_what_to_do(arguments: tuple[str, ...], word: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert word in result.stderr


def test_a_short_cutoff_is_accepted_and_lists_nothing() -> None:
    assert rows_of("contacts", "8AZR", "--cutoff", "0.001") == []


def test_the_cutoff_as_typed_is_that_of_the_contacts(entry_8azr: rs.Entry) -> None:
    contacts = entry_8azr["A"].ligands["LR4"].contacts(3.5)
    assert rows_of("contacts", "8AZR", "--cutoff", "3.5") == contacts.to_records()


def test_all_and_ligand_each_alone_choose_molecules(entry_8azr: rs.Entry) -> None:
    listed = [row["ligand_residue"] for row in rows_of("contacts", "8AZR", "--all")]
    assert list(dict.fromkeys(listed)) == list(entry_8azr["A"].ligands)
    assert {row["ligand_het"] for row in rows_of("contacts", "8AZR", "--ligand", "EDO")} == {"EDO"}


def test_the_pocket_is_the_switch_ii_pocket_or_the_named_one(entry_8azr: rs.Entry) -> None:
    assert [row["pocket"] for row in rows_of("pocket", "8AZR")] == ["SII-P"]
    (row,) = rows_of("pocket", "8AZR", "--name", "SI/II-P")
    assert row == entry_8azr["A"].pocket("SI/II-P").to_record()


@pytest.mark.parametrize("name", ["LR4", "lr4", "A/204"])
def test_a_ligand_of_the_pocket_is_called_as_in_the_other_commands(entry_8azr: rs.Entry, name: str) -> None:
    assert rows_of("pocket", "8AZR", "--ligand", name) == [entry_8azr["A"].pocket(ligand="LR4").to_record()]


def test_residues_of_the_pocket_and_pockets_by_geometry_have_rows_of_their_own(entry_8azr: rs.Entry) -> None:
    assert rows_of("pocket", "8AZR", "--residues") == entry_8azr["A"].pocket().lining().to_records()
    assert rows_of("pocket", "8AZR", "--detect") == entry_8azr["A"].pockets().to_records()


def test_rows_of_no_input_are_still_a_table() -> None:
    result = run("pocket", "no-such-file.pdb", "--residues", "--format", "csv")
    assert result.exit_code == 1
    assert result.stdout.startswith("source,pdb_id,chain_id,pocket,uniprot_number")
