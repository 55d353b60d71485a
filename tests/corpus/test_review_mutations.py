"""What does each resistance mutation that the review names do to the inhibitors of four complexes?

Oracle: the native side chain beyond CB measured in the deposited files with gemmi
alone (`side_chain_oracle`): distance, polar pairs, covalent connection records.
6OIM sotorasib, 6UT0 adagrasib (four copies), 7RPZ MRTX1133, 8AZR LR4 (KRAS wild type at 12).
What a mutant loses is bounded by how far its side chain can reach at all.
"""

from __future__ import annotations

import functools
from typing import Any

import pytest
from side_chain_oracle import MeasuredSideChain, find_copies, measure_side_chain

import rasstruct as rs

pytestmark = pytest.mark.corpus

#: file, HET code of the inhibitor, copies
COMPLEXES = [("6oim.cif", "MOV", 1), ("6ut0.cif", "M1X", 4), ("7rpz.cif", "6IC", 1), ("8azr.pdb", "LR4", 1)]
#: Greek letters of the side-chain atoms beyond CB that a residue has (IUPAC-IUB 1970 doi:10.1021/bi00820a001)
REACH = {"C": "G", "D": "GD", "H": "GDE", "Q": "GDE", "R": "GDEZH", "S": "G", "V": "G", "W": "GDEZH"}
#: longest hydrogen bond, contact
HYDROGEN_BOND, CONTACT = 3.5, 4.5
NAMED = sorted(
    {
        row.alteration
        for row in rs.reference.acquired_resistance()
        if row.named_in_review and row.kind == "RAS mutation" and row.alteration[-1].isalpha()
    },
    key=lambda mutation: (int(mutation[1:-1]), mutation),
)
#: file, mutation, native atom, ligand atom, lowest and highest distance over the copies
BONDS_LOST = [
    ("6ut0.cif", "H95D", "NE2", "N3", 2.81, 2.91),
    ("6ut0.cif", "H95Q", "NE2", "N3", 2.81, 2.91),
    ("6ut0.cif", "H95R", "NE2", "N3", 2.81, 2.91),
    ("7rpz.cif", "H95Q", "NE2", "N01", 2.83, 2.83),
    ("6oim.cif", "R68S", "NH2", "O3", 3.16, 3.16),
    ("7rpz.cif", "R68S", "NE", "N03", 3.01, 3.01),
    ("7rpz.cif", "G12V", "OD1", "N05", 2.70, 2.70),
]
#: file, mutation, why nothing of the native side chain can be lost
NOTHING_TO_LOSE = [
    ("6oim.cif", "H95D", "beyond CB His95 comes no nearer than 4.71 Å"),
    ("6oim.cif", "H95Q", "beyond CB His95 comes no nearer than 4.71 Å"),
    ("6oim.cif", "H95R", "beyond CB His95 comes no nearer than 4.71 Å"),
    ("6ut0.cif", "G13D", "glycine has no side chain"),
    ("8azr.pdb", "G12D", "glycine has no side chain"),
    ("7rpz.cif", "Q61H", "Gln61 is 6.5 Å away"),
]


@pytest.fixture(scope="module")
def effects_of(corpus_entry):
    """Give the rows of the named mutations by copy of a file, worked out once."""

    @functools.cache
    def find(name: str) -> list[dict[str, Any]]:
        return [
            {mutant.substitution.mutation: mutant.effects[0] for mutant in chain.mutate(NAMED)}
            for chain in corpus_entry(name).chains
        ]

    return find


@pytest.fixture(scope="module")
def measured(corpus):
    """Measure a native side chain against the inhibitor of its chain."""

    @functools.cache
    def measure(name: str, chain_id: str, het_code: str, number: int) -> MeasuredSideChain:
        path = corpus / "structures" / name
        (ligand,) = [copy for copy in find_copies(path, het_code) if copy[0] == chain_id]
        return measure_side_chain(path, chain_id, ligand, number)

    return measure


def test_the_named_mutations_are_those_of_the_review() -> None:
    assert NAMED == ["G12D", "G12R", "G12V", "G12W", "G13D", "Q61H", "R68S", "H95D", "H95Q", "H95R", "Y96C", "Y96D"]


@pytest.mark.parametrize("complex_", COMPLEXES, ids=lambda case: case[0][:4].upper())
@pytest.mark.parametrize("mutation", NAMED)
def test_the_numbers_of_a_named_mutation_are_those_in_the_file(effects_of, measured, complex_, mutation) -> None:
    name, het_code, copies = complex_
    copies_found = effects_of(name)
    assert len(copies_found) == copies
    for effects in copies_found:
        effect = effects[mutation]
        assert effect.ligand_het == het_code
        native = measured(name, effect.chain_id, het_code, int(mutation[1:-1]))
        assert effect.label != "not modelled"
        if native.distance is None:
            assert effect.native_distance is None
        elif native.distance <= CONTACT or effect.native_distance is not None:
            assert effect.native_distance == pytest.approx(native.distance, abs=0.0051)
        near = native.within(CONTACT)
        sure = [own for own, _ in near if own[1] not in REACH[mutation[-1]]]
        assert len(sure) <= effect.contacts_lost <= len(near)
        assert effect.hbonds_lost <= len(native.polar_pairs(HYDROGEN_BOND))
        assert effect.covalent_lost == bool(native.bonded)
        assert (effect.label == "covalent anchor lost") == bool(native.bonded)
        assert 0.0 <= effect.score <= 1.0
        assert effect.explanation.endswith(".")


@pytest.mark.parametrize(
    "case", BONDS_LOST, ids=lambda case: f"{case[0][:4].upper()} {case[1]} loses {case[2]} {case[3]}"
)
def test_a_named_mutation_loses_the_hydrogen_bond_in_every_copy(effects_of, measured, case) -> None:
    name, mutation, own, other, low, high = case
    distances = []
    for effects in effects_of(name):
        effect = effects[mutation]
        native = measured(name, effect.chain_id, effect.ligand_het, int(mutation[1:-1]))
        distances.append(round(native.polar_pairs(HYDROGEN_BOND)[own, other], 2))
        assert effect.hbonds_lost >= 1
        assert any(own in text and other in text and f"{distances[-1]:.2f}" in text for text in effect.hbond_atoms_lost)
        assert effect.verdict == "disturbed"
    assert (min(distances), max(distances)) == (low, high)


@pytest.mark.parametrize("case", NOTHING_TO_LOSE, ids=lambda case: f"{case[0][:4].upper()} {case[1]}: {case[2]}")
def test_what_the_native_side_chain_does_not_do_is_not_lost(effects_of, case) -> None:
    name, mutation, _ = case
    for effects in effects_of(name):
        effect = effects[mutation]
        assert (effect.contacts_lost, effect.hbonds_lost, effect.covalent_lost) == (0, 0, False)
        assert effect.label not in {"covalent anchor lost", "direct contact lost"}


def test_the_anchor_of_two_inhibitors_is_cysteine_12_and_of_two_others_nothing(effects_of) -> None:
    lost = {name: {effects["G12D"].covalent_lost for effects in effects_of(name)} for name, *_ in COMPLEXES}
    assert lost == {"6oim.cif": {True}, "6ut0.cif": {True}, "7rpz.cif": {False}, "8azr.pdb": {False}}


def test_the_nucleotide_cycle_is_flagged_where_the_drug_needs_gdp(effects_of) -> None:
    for name in ("6oim.cif", "6ut0.cif"):
        for effects in effects_of(name):
            assert effects["Q61H"].drug_state == effects["G13D"].drug_state == "off"
            assert "nucleotide cycle" in effects["Q61H"].mechanism_flags
            assert "nucleotide cycle" in effects["G13D"].mechanism_flags
            assert "nucleotide cycle" not in effects["H95D"].mechanism_flags


def test_asp_12_of_7rpz_is_given_against_glycine_and_changes_nothing_when_it_stays(effects_of) -> None:
    ((effects),) = effects_of("7rpz.cif")
    same = effects["G12D"]
    assert (same.mutation, same.from_residue, same.to_residue) == ("G12D", "D", "D")
    assert (same.label, same.score, same.contacts_lost) == ("no structural effect seen", 0.0, 0)
