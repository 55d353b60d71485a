"""Models that agree are stacked; of models that differ the first is kept, and the user is told.

Oracles: hand-made files; gemmi's and biotite's own counts for the deposited ones.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

import gemmi
import numpy as np
import pytest

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError
from rasstruct.structure.read import read_structure

AtomLine = Callable[..., str]


@pytest.fixture
def models(atom_line: AtomLine) -> Callable[..., str]:
    """Write models, each a list of atom names of one glycine; model k lies at x = its number."""

    def make(atoms: Sequence[Sequence[str]], numbers: Sequence[int] | None = None) -> str:
        numbers = numbers or range(1, len(atoms) + 1)
        return "".join(
            f"MODEL     {number:4d}\n"
            + "".join(atom_line(name, "GLY", 1, (float(number), 0.0, float(i))) for i, name in enumerate(names))
            + "ENDMDL\n"
            for number, names in zip(numbers, atoms, strict=True)
        )

    return make


ATOMS = ("N", "CA", "C", "O")


def test_models_that_agree_are_stacked_in_file_order(models: Callable[..., str]) -> None:
    structure = read_structure(models([ATOMS] * 3))
    assert (structure.model_numbers, structure.all_model_numbers) == ((1, 2, 3), (1, 2, 3))
    assert structure.xyz.shape == (3, 4, 3)
    assert structure.xyz[:, 0, 0].tolist() == [1, 2, 3]


def test_model_numbers_are_those_of_the_file(models: Callable[..., str]) -> None:
    structure = read_structure(models([ATOMS] * 2, [7, 21]))
    assert structure.model_numbers == (7, 21)


def test_a_file_without_model_records_has_model_1(atom_line: AtomLine) -> None:
    assert read_structure(atom_line("CA", "GLY")).all_model_numbers == (1,)


@pytest.mark.parametrize("wanted", [1, 2, 3])
def test_one_model_can_be_chosen(models: Callable[..., str], wanted: int) -> None:
    structure = read_structure(models([ATOMS] * 3), model=wanted)
    assert (structure.model_numbers, structure.all_model_numbers) == ((wanted,), (1, 2, 3))
    assert structure.xyz[:, 0, 0].tolist() == [wanted]


@pytest.mark.parametrize(
    "other",
    [("N", "CA", "C"), ("N", "CA", "C", "CB"), ("CA", "N", "C", "O")],
    ids=["fewer", "another", "another order"],
)
def test_models_that_differ_are_left_out_with_a_warning(models: Callable[..., str], other: tuple[str, ...]) -> None:
    text = models([ATOMS, other, ATOMS])
    with pytest.warns(rs.RasStructWarning, match=r"model 2 is left out; load it with model=2"):
        structure = read_structure(text)
    assert (structure.model_numbers, structure.all_model_numbers) == ((1, 3), (1, 2, 3))
    assert structure.xyz[:, 0, 0].tolist() == [1, 3]


def test_a_model_that_differs_can_be_chosen_without_a_warning(models: Callable[..., str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        structure = read_structure(models([ATOMS, ("N", "CA", "C")]), model=2)
    assert structure.xyz.shape == (1, 3, 3)


@pytest.mark.parametrize("missing", [0, 4, -1])
def test_a_model_that_is_not_there_is_refused_with_those_that_are(models: Callable[..., str], missing: int) -> None:
    with pytest.raises(LookupFailedError, match=rf"found no model {missing} .*expected one of 1, 2, 3; choose"):
        read_structure(models([ATOMS] * 3), model=missing)


def test_an_entry_annotates_the_model_that_was_chosen(text_8azr: str) -> None:
    """Model 2 is 8AZR without its inhibitor."""
    atoms = [line for line in text_8azr.splitlines() if line.startswith(("ATOM", "HETATM", "TER"))]
    bare = [line for line in atoms if line[17:20] != "LR4"]
    text = "\n".join(["MODEL        1", *atoms, "ENDMDL", "MODEL        2", *bare, "ENDMDL", "END"]) + "\n"
    found = {model: rs.load(text, model=model).to_records()[0] for model in (1, 2)}
    assert [inhibitor["het_code"] for inhibitor in found[1]["inhibitors"]] == ["LR4"]
    assert found[2]["inhibitors"] == []
    assert [(record["model"], record["n_models"]) for record in found.values()] == [(1, 2), (2, 2)]


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["2ce2.pdb", "2cl7.pdb", "2cld.pdb"])
def test_crystals_with_two_different_models_keep_the_first_and_give_the_second_on_request(
    corpus: Path, name: str
) -> None:
    path = corpus / "structures" / name
    by_gemmi = gemmi.read_pdb(str(path))
    sizes = [model.count_atom_sites() for model in by_gemmi]
    assert len(set(sizes)) == 2
    with pytest.warns(rs.RasStructWarning, match="differ in their atoms"):
        structures = [read_structure(path)]
    structures.append(read_structure(path, model=2))
    assert [structure.topology.n_atoms for structure in structures] == sizes
    assert [structure.model_numbers for structure in structures] == [(1,), (2,)]
    assert {structure.all_model_numbers for structure in structures} == {(1, 2)}


@pytest.mark.corpus
def test_the_twenty_nmr_models_of_1crr_are_stacked(corpus: Path) -> None:
    """Kraulis 1994 Biochemistry doi:10.1021/bi00178a008 deposited 20 structures, here numbered 21-40."""
    entry = rs.load(corpus / "structures" / "1crr.bcif")
    assert entry.n_models == 20
    assert entry.xyz.shape == (20, 2672, 3)
    assert entry.structure.model_numbers == tuple(range(21, 41))
    spread = np.linalg.norm(entry.xyz - entry.xyz.mean(axis=0), axis=2).mean()
    assert 0.1 < spread < 5.0
