"""Is the largest common substructure found, placed and, when the time is up, said to be incomplete?

Oracles: substructures read off the published structures by eye and counted by hand; RDKit's substructure search, which
shares no code with the search for common ones, for the places.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdkit import Chem

from rasstruct._base.errors import MoleculeError, RasStructWarning
from rasstruct.chemistry.comparison.common_substructure import common_substructure
from rasstruct.chemistry.library import find_ligand, library_molecule

APPROVED_LIKE = ("sotorasib", "adagrasib", "divarasib")
ACRYLOYLPIPERAZINE = Chem.MolFromSmarts("C=CC(=O)N1CCN(c)CC1")


def load(*names: str) -> list[Chem.Mol]:
    """Give molecules of the library."""
    return [library_molecule(find_ligand(name)) for name in names]


# --- counted by hand -------------------------------------------------------------------------------------------------


def test_the_kras_g12c_drugs_share_acryloylpiperazine_on_a_pyrimidine() -> None:
    shared = common_substructure(load(*APPROVED_LIKE))
    # C=CC(=O) is 4 atoms, piperazine 6, the pyrimidine ring 6
    assert shared.n_atoms == 16
    assert shared.is_complete
    for molecule, match in zip(load(*APPROVED_LIKE), shared.matches, strict=True):
        assert set(molecule.GetSubstructMatch(ACRYLOYLPIPERAZINE)) <= set(match)


@pytest.mark.parametrize(
    ("smiles", "n_atoms", "n_bonds"),
    [
        (("Clc1ccccc1", "Oc1ccccc1"), 6, 6),
        (("c1ccc2ccccc2c1", "c1ccccc1"), 6, 6),
        (("CCCCO", "CCCCN"), 4, 3),
        (("CCO", "CC=O"), 2, 1),
        (("C1CCCCC1", "CCCCCC"), 0, 0),
        (("[He]", "[Ne]"), 0, 0),
    ],
    ids=[
        "the ring of chlorobenzene and phenol",
        "one ring of naphthalene and benzene",
        "the chain of butanol and butylamine",
        "two carbons where the bond order differs",
        "nothing of a ring and a chain",
        "nothing of two elements",
    ],
)
def test_what_is_shared(smiles: tuple[str, str], n_atoms: int, n_bonds: int) -> None:
    shared = common_substructure(smiles)
    assert (shared.n_atoms, shared.n_bonds) == (n_atoms, n_bonds)


def test_rings_may_be_shared_in_part_on_request() -> None:
    pair = ("c1ccc2c(c1)CCC2", "c1ccc2c(c1)CCCC2")
    assert common_substructure(pair).n_atoms == 6
    assert common_substructure(pair, complete_rings=False).n_atoms > 6


def test_nothing_shared_is_none_and_not_an_empty_text() -> None:
    shared = common_substructure(["[He]", "[Ne]"])
    assert shared.smarts is None
    assert shared.matches == ()
    assert shared.shares == (0.0, 0.0)


# --- places ----------------------------------------------------------------------------------------------------------


def test_matches_are_indices_of_the_molecules_given_hydrogens_included() -> None:
    keep_hydrogens = Chem.SmilesParserParams()
    keep_hydrogens.removeHs = False
    molecules = [Chem.AddHs(Chem.MolFromSmiles("OCC")), Chem.MolFromSmiles("[H]C([H])([H])CN", keep_hydrogens)]
    shared = common_substructure(molecules)
    for molecule, match in zip(molecules, shared.matches, strict=True):
        assert [molecule.GetAtomWithIdx(index).GetSymbol() for index in match] == ["C", "C"]


def test_shares_are_parts_of_the_heavy_atoms() -> None:
    assert common_substructure(["Clc1ccccc1", "CCc1ccccc1"]).shares == (6 / 7, 6 / 8)


# --- laws ------------------------------------------------------------------------------------------------------------


@settings(derandomize=True, deadline=None, max_examples=6)
@given(st.permutations(APPROVED_LIKE))
def test_the_answer_fits_every_molecule_in_any_order(names: list[str]) -> None:
    molecules = load(*names)
    shared = common_substructure(molecules)
    pattern = Chem.MolFromSmarts(shared.smarts)
    assert shared.n_atoms == pattern.GetNumAtoms() == 16
    assert all(molecule.HasSubstructMatch(pattern) for molecule in molecules)


def test_one_more_molecule_never_enlarges_it() -> None:
    pair = common_substructure(load("sotorasib", "divarasib")).n_atoms
    assert common_substructure(load("sotorasib", "divarasib", "BI-2852")).n_atoms <= pair


# --- time limit and refusals -----------------------------------------------------------------------------------------


def test_a_search_that_was_cut_short_says_so() -> None:
    # fused rings, alike all along, fit on each other in many ways: not done after fifteen seconds either
    ladder = "C1CC2CC1C1C2C2CC1C1C2C2CC1C1C2C2CC1C1C2C2CC1C1CCC2C1"
    molecules = [ladder + tail for tail in ("CCCCN", "CCCCO", "C(C)CCS")]
    with pytest.warns(RasStructWarning, match="stopped after 1 s"):
        shared = common_substructure(molecules, complete_rings=False, time_limit=1)
    assert not shared.is_complete
    assert shared.n_atoms > 0


@pytest.mark.parametrize("molecules", [[], ["CCO"]], ids=["none", "one"])
def test_fewer_than_two_molecules_are_refused(molecules: list[str]) -> None:
    with pytest.raises(MoleculeError, match="at least two"):
        common_substructure(molecules)


def test_a_limit_below_a_second_is_refused() -> None:
    with pytest.raises(MoleculeError, match="time limit of 0 s"):
        common_substructure(["CCO", "CCN"], time_limit=0)


def test_what_is_no_molecule_is_refused() -> None:
    with pytest.raises(MoleculeError):
        common_substructure(["CCO", "not a molecule"])
