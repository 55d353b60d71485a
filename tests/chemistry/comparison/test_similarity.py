"""Are similarities right, and does a molecule find itself in the library?

Oracles: Tanimoto's definition, worked out on sets of the bits that RDKit's older fingerprint function sets; identity
for molecules of the library in either form; scaffolds as drawn in the publications of sotorasib and ARS-1620.
"""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdkit import Chem
from rdkit.Chem import rdMolDescriptors

from rasstruct._base.errors import MoleculeError
from rasstruct.chemistry.comparison.similarity import (
    comparable_molecule,
    compute_similarities,
    compute_similarity,
    similar_molecules,
)
from rasstruct.chemistry.library import find_ligand, library_molecule
from rasstruct.chemistry.reactivity.adducts import bound_form
from rasstruct.reference.ligand_names import known_ligands

WITH_STRUCTURE = [row for row in known_ligands() if row.smiles and row.is_settled]
NAMES = ("sotorasib", "adagrasib", "MRTX1133", "BI-2852", "daraxonrasib", "DCAI", "SML-8-73-1")


def bits_of(molecule: Chem.Mol) -> set[int]:
    """Give the bits of the older fingerprint function."""
    return set(rdMolDescriptors.GetMorganFingerprintAsBitVect(molecule, 2, 2048).GetOnBits())


def tanimoto(one: set[int], other: set[int]) -> float:
    """Divide what is shared by what either has."""
    return len(one & other) / len(one | other)


# --- independent calculation -----------------------------------------------------------------------------------------


def test_the_matrix_is_tanimoto_over_bit_sets() -> None:
    molecules = [library_molecule(find_ligand(name)) for name in NAMES]
    bits = [bits_of(molecule) for molecule in molecules]
    expected = [[tanimoto(one, other) for other in bits] for one in bits]
    np.testing.assert_allclose(compute_similarities(molecules), expected, rtol=0, atol=1e-12)


def test_the_ranking_is_that_of_the_better_form() -> None:
    query = bits_of(library_molecule(find_ligand("ARS-853")))
    best = {}
    for row in WITH_STRUCTURE:
        forms = [library_molecule(row, "free")] + ([library_molecule(row, "bound")] if row.bound_smiles else [])
        best[row.name] = max(tanimoto(query, bits_of(comparable_molecule(form))) for form in forms)
    found = similar_molecules("C=CC(=O)N1CC(N2CCN(C(=O)CNc3cc(C4(C)CC4)c(Cl)cc3O)CC2)C1", None)
    for row in found:
        if row.name in best:
            assert row.similarity == pytest.approx(best[row.name], abs=1e-12), row.name
    assert [row.similarity for row in found] == sorted((row.similarity for row in found), reverse=True)


# --- the library finds itself ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [row.name for row in WITH_STRUCTURE])
def test_a_molecule_of_the_library_is_most_similar_to_itself(name: str) -> None:
    found = similar_molecules(library_molecule(find_ligand(name)))
    assert found[0].similarity == 1.0
    assert name in {row.name for row in found if row.similarity == 1.0}


@pytest.mark.parametrize("name", ["sotorasib", "adagrasib", "divarasib", "ARS-1620", "opnurasib"])
def test_a_ligand_cut_from_a_crystal_finds_its_drug_and_says_by_which_form(name: str) -> None:
    found = similar_molecules(bound_form(library_molecule(find_ligand(name))))
    assert (found[0].name, found[0].similarity, found[0].form) == (name, 1.0, "bound")
    free = similar_molecules(library_molecule(find_ligand(name)))
    assert (free[0].name, free[0].form) == (name, "free")


def test_facts_of_the_library_come_with_the_name() -> None:
    (row,) = similar_molecules(library_molecule(find_ligand("sotorasib")), 1)
    assert (row.target, row.site, row.het_codes) == ("KRAS", "SII-P", ("MOV",))


# --- scaffolds, and what does not count ------------------------------------------------------------------------------


def test_a_scaffold_is_shared_when_only_substituents_differ() -> None:
    without_fluorine = "C=CC(=O)N1CCN(c2ncnc3cc(-c4c(O)cccc4)c(Cl)cc23)CC1"
    rows = {row.name: row for row in similar_molecules(without_fluorine, None)}
    assert rows["ARS-1620"].shared_scaffold is not None
    assert rows["ARS-1620"].similarity < 1.0
    assert rows["sotorasib"].shared_scaffold is None


def test_no_scaffold_is_shared_where_there_is_no_ring() -> None:
    assert all(row.shared_scaffold is None for row in similar_molecules("CCCCN", None))


@pytest.mark.parametrize(
    "written",
    ["Cc1[nH]c2cc(Cl)cc(Cl)c2c1CC[NH3+]", "Cc1[nH]c2cc(Cl)cc(Cl)c2c1CC[NH3+].[Cl-]", "Cc1[nH]c2cc(Cl)cc(Cl)c2c1CCN.O"],
    ids=["protonated", "a salt", "a hydrate"],
)
def test_protons_and_counter_ions_do_not_count(written: str) -> None:
    assert compute_similarity(written, "Cc1[nH]c2cc(Cl)cc(Cl)c2c1CCN") == 1.0


def test_explicit_hydrogens_do_not_count_and_one_chlorine_does() -> None:
    molecule = library_molecule(find_ligand("DCAI"))
    assert compute_similarity(Chem.AddHs(molecule), molecule) == 1.0
    assert compute_similarity("Cc1[nH]c2cc(Cl)ccc2c1CCN", molecule) < 1.0


def test_unsettled_structures_are_ranked_only_on_request() -> None:
    unsettled = [row for row in known_ligands() if row.smiles and not row.is_settled]
    assert unsettled
    for row in unsettled:
        query = library_molecule(row)
        assert row.name not in {found.name for found in similar_molecules(query, None)}
        assert row.name in {found.name for found in similar_molecules(query, None, include_low_confidence=True)}


def test_minimum_is_inclusive_and_n_limits() -> None:
    query = library_molecule(find_ligand("sotorasib"))
    every = similar_molecules(query, None)
    limit = every[4].similarity
    assert list(similar_molecules(query, None, minimum=limit)) == [row for row in every if row.similarity >= limit]
    assert list(similar_molecules(query, 3)) == list(every[:3])
    assert list(similar_molecules("[He]", minimum=0.9)) == []


# --- laws ------------------------------------------------------------------------------------------------------------


@settings(derandomize=True, deadline=None, max_examples=25)
@given(st.sampled_from(NAMES), st.sampled_from(NAMES), st.integers(0, 10**6))
def test_similarity_is_symmetric_and_blind_to_atom_order(one: str, other: str, seed: int) -> None:
    first, second = library_molecule(find_ligand(one)), library_molecule(find_ligand(other))
    order = list(range(first.GetNumAtoms()))
    random.Random(seed).shuffle(order)
    value = compute_similarity(Chem.RenumberAtoms(first, order), second)
    assert value == compute_similarity(second, first)
    assert 0.0 <= value <= 1.0


# --- refusals --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [({"n": 0}, "n = 0"), ({"minimum": 1.5}, "minimum of 1.5"), ({"minimum": -0.1}, "minimum of -0.1")],
)
def test_numbers_out_of_range_are_refused(arguments: dict, message: str) -> None:
    with pytest.raises(MoleculeError, match=message):
        similar_molecules("CCO", **arguments)


@pytest.mark.parametrize("bad", ["not a molecule", Chem.Mol()], ids=["no SMILES", "no atoms"])
def test_what_is_no_molecule_is_refused(bad: object) -> None:
    with pytest.raises(MoleculeError):
        similar_molecules(bad)
