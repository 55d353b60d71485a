"""Files with several models that are not alike, that are empty, or that are numbered in another way.

Oracle: each model of the file is made from an entry whose science gemmi tells (`expected_8azr`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import rasstruct as rs


def atoms_of(pdb: Any) -> str:
    return str(pdb.only(lambda line: line.startswith(("ATOM", "HETATM", "TER"))).text)


def model(number: object, atoms: str) -> str:
    return f"MODEL     {number:>4}\n{atoms}ENDMDL\n"


ONE_MODEL: dict[str, Callable[[str], str]] = {
    "number 7": lambda atoms: model(7, atoms),
    "number 0": lambda atoms: model(0, atoms),
    "no number": lambda atoms: "MODEL\n" + atoms + "ENDMDL\n",
    "MODEL without ENDMDL": lambda atoms: "MODEL        1\n" + atoms,
    "ENDMDL without MODEL": lambda atoms: atoms + "ENDMDL\nEND\n",
    "an empty model before": lambda atoms: model(1, "") + model(2, atoms),
    "an empty model behind": lambda atoms: model(1, atoms) + model(2, ""),
    "the same three times": lambda atoms: "".join(model(number, atoms) for number in (1, 2, 3)),
    "numbered 21, 5, 7": lambda atoms: "".join(model(number, atoms) for number in (21, 5, 7)),
}


@pytest.mark.parametrize("make", ONE_MODEL.values(), ids=ONE_MODEL)
def test_model_records_of_every_kind_hold_the_same_science(
    make: Callable[[str], str], pdb_8azr: Any, expected_8azr: Any, science: Any
) -> None:
    assert science(make(atoms_of(pdb_8azr))) == expected_8azr


def test_model_numbers_are_kept(pdb_8azr: Any) -> None:
    text = "".join(model(number, atoms_of(pdb_8azr)) for number in (21, 5, 7))
    record = rs.load(text).to_records()[0]
    assert (record["model"], record["n_models"]) == (21, 3)


UNLIKE: dict[str, tuple[Callable[[Any], Any], list[str]]] = {
    "without its inhibitor": (lambda pdb: pdb.without_molecule("LR4"), []),
    "with another inhibitor": (lambda pdb: pdb.molecule_renamed("LR4", "XYZ"), ["A/204 XYZ"]),
    "without residues 60 to 66": (lambda pdb: pdb.without_residues(*range(60, 67)), ["A/204 LR4"]),
    "with other numbers": (lambda pdb: pdb.renumbered(lambda number: number + 200), ["A/404 LR4"]),
}


@pytest.mark.parametrize(("change", "inhibitors"), UNLIKE.values(), ids=UNLIKE)
def test_of_models_that_differ_the_first_is_told_and_the_second_can_be_chosen(
    change: Callable[[Any], Any], inhibitors: list[str], pdb_8azr: Any, expected_8azr: Any, science_of: Any
) -> None:
    text = model(1, atoms_of(pdb_8azr)) + model(2, atoms_of(change(pdb_8azr)))
    with pytest.warns(rs.RasStructWarning, match="load it with model=2"):
        entry = rs.load(text)
    assert science_of(entry.chains[0]) == expected_8azr
    second = rs.load(text, model=2).chains[0]
    assert [f"{ligand.key} {ligand.het_code}" for ligand in second.inhibitors] == inhibitors
    assert science_of(second).mutations == expected_8azr.mutations


def test_different_proteins_in_two_models_are_told_apart(
    pdb_8azr: Any, pdb_5p21: Any, expected_8azr: Any, expected_5p21: Any, science_of: Any
) -> None:
    text = model(1, atoms_of(pdb_8azr)) + model(2, atoms_of(pdb_5p21))
    with pytest.warns(rs.RasStructWarning, match="model 2 is left out"):
        assert science_of(rs.load(text).chains[0]) == expected_8azr
    assert science_of(rs.load(text, model=2).chains[0]) == expected_5p21


BROKEN: dict[str, Callable[[str], str]] = {
    "a number used twice": lambda atoms: model(1, atoms) + model(1, atoms),
    "MODEL, MODEL": lambda atoms: f"MODEL        1\n{atoms}MODEL        2\n{atoms}",
    "empty models only": lambda _: model(1, "") + model(2, ""),
}


@pytest.mark.parametrize("make", BROKEN.values(), ids=BROKEN)
def test_models_that_nobody_can_tell_apart_are_refused_in_one_sentence(
    make: Callable[[str], str], pdb_8azr: Any, sentence: Callable[[Any], str]
) -> None:
    sentence(make(atoms_of(pdb_8azr)))
