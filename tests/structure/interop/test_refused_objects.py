"""Is an object that is no structure refused in one sentence that says what can be given?

Oracle: the documented error classes and what the sentence has to name.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import gemmi
import numpy as np
import pytest

import rasstruct as rs
from rasstruct._base.errors import EmptyStructureError, NotRasError, SourceError

Reader = Callable[[str, str], Any]


@pytest.mark.parametrize(
    "given", [None, 3, 1.5, [], ["8AZR"], {}, np.zeros((4, 3)), object()], ids=lambda given: type(given).__name__
)
def test_what_is_no_structure_is_refused_with_all_that_can_be_given(given: Any) -> None:
    with pytest.raises(SourceError) as caught:
        rs.load(given)
    message = str(caught.value)
    assert f"type {type(given).__name__}" in message
    assert "\n" not in message
    for word in ("path", "PDB ID", "open file", "gemmi", "Biopython", "MDAnalysis", "biotite"):
        assert word in message


@pytest.mark.parametrize(
    ("package", "part", "found", "expected"),
    [
        ("gemmi", lambda given: given[0]["A"], "gemmi Chain", "gemmi.Structure"),
        ("gemmi", lambda given: given[0]["A"][3], "gemmi Residue", "gemmi.Structure"),
        ("Biopython", lambda given: given[0]["A"][12], "Bio Residue", "Bio.PDB Structure"),
        ("Biopython", lambda given: given[0]["A"][12]["CA"], "Bio Atom", "Bio.PDB Structure"),
        ("MDAnalysis", lambda given: given.trajectory, "MDAnalysis PDBReader", "Universe or AtomGroup"),
        ("biotite", lambda given: given[0], "biotite Atom", "AtomArray"),
    ],
)
def test_a_part_too_small_names_the_object_to_give(
    package: str,
    part: Callable[[Any], Any],
    found: str,
    expected: str,
    bundled: Callable[[str], str],
    read_object: Reader,
) -> None:
    with pytest.raises(SourceError, match="give one of these") as caught:
        rs.load(part(read_object(package, bundled("5p21.pdb"))))
    assert found in str(caught.value)
    assert expected in str(caught.value)


def test_objects_without_atoms_are_empty(bundled: Callable[[str], str], read_object: Reader) -> None:
    universe = read_object("MDAnalysis", bundled("5p21.pdb"))
    array = read_object("biotite", bundled("5p21.pdb"))
    from Bio.PDB.Structure import Structure

    for given in (gemmi.Structure(), universe.atoms[:0], array[:0], Structure("nothing"), gemmi.cif.Document()):
        with pytest.raises(EmptyStructureError):
            rs.load(given)


def test_an_object_of_another_protein_is_refused_as_its_file_is(bundled: Callable[[str], str]) -> None:
    structure = gemmi.read_structure(bundled("5p21.pdb"))
    for residue in structure[0]["A"]:
        if residue.name not in ("HOH", "GNP", "MG"):
            residue.name = "ALA"
    with pytest.raises(NotRasError, match="gemmi structure 5p21"):
        rs.load(structure)


def test_a_path_like_object_is_a_path(bundled: Callable[[str], str]) -> None:
    class Named:
        def __fspath__(self) -> str:
            return bundled("5p21.pdb")

    assert rs.load(Named()).to_records()[0] | {"source": ""} == rs.load(Path(bundled("5p21.pdb"))).to_records()[0] | {
        "source": ""
    }
