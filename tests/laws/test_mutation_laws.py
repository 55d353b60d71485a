"""What must hold for every substitution: no change from itself, from turning the molecule, from the name of its chain.

Oracle: the answer for the untouched bundled entry; proper rotations from SciPy.
"""

from __future__ import annotations

import functools

import gemmi
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.transform import Rotation

import rasstruct as rs
from rasstruct.analysis.mutagenesis.mutation_effect import MutationEffect

SETTINGS = settings(derandomize=True, deadline=None, max_examples=10)
#: hydrogen bonds, contacts, a far glycine, a charge, a polar residue and a great side chain
MUTATIONS = ["Y96D", "H95R", "R68S", "G12D", "Q99L", "M72W"]
#: coordinates are single precision (about 1e-5 Å here); scores and overlaps are rounded to 0.001 and 0.01
TOLERANCE = 0.011


@functools.cache
def chain() -> rs.RasChain:
    return rs.load("8AZR")["A"]


def assert_same(one: MutationEffect, other: MutationEffect) -> None:
    """Compare what must not change."""
    assert (one.mutation, one.label, one.verdict) == (other.mutation, other.label, other.verdict)
    assert (one.contacts_lost, one.hbonds_lost, one.covalent_lost) == (
        other.contacts_lost,
        other.hbonds_lost,
        other.covalent_lost,
    )
    assert one.mechanism_flags == other.mechanism_flags
    for name in ("score", "clash", "native_distance"):
        assert getattr(one, name) == pytest.approx(getattr(other, name), abs=TOLERANCE), name


@SETTINGS
@given(seed=st.integers(0, 10_000), shift=st.tuples(*[st.floats(-80, 80)] * 3))
def test_turning_and_shifting_the_structure_changes_no_row(seed: int, shift: tuple[float, float, float]) -> None:
    structure = chain().to_gemmi(numbering="author")
    turn = gemmi.Mat33(Rotation.random(random_state=seed).as_matrix().tolist())
    structure[0].transform_pos_and_adp(gemmi.Transform(turn, gemmi.Vec3(*shift)))
    moved = rs.load(structure)["A"].mutate(MUTATIONS).effects
    for one, other in zip(chain().mutate(MUTATIONS).effects, moved, strict=True):
        assert_same(one, other)


def test_the_name_of_the_chain_changes_no_row() -> None:
    structure = chain().to_gemmi(numbering="author")
    structure[0]["A"].name = "Q"
    renamed = rs.load(structure)["Q"].mutate(MUTATIONS).effects
    for one, other in zip(chain().mutate(MUTATIONS).effects, renamed, strict=True):
        assert_same(one, other)


def test_a_residue_mutated_to_itself_is_never_disturbed() -> None:
    sequence = {row.uniprot_number: row.residue for row in chain().residues() if row.is_modelled and row.uniprot_number}
    for number in sorted(sequence)[8:110:3]:
        (row,) = chain().mutate(f"{sequence[number]}{number}{sequence[number]}").effects
        assert (row.label, row.verdict, row.score) == ("no structural effect seen", "spared", 0.0), row.mutation


def test_scores_are_between_0_and_1_and_a_lost_bond_is_never_spared() -> None:
    rows = chain().scan()
    assert len(rows) > 200
    assert all(0 <= row.score <= 1 for row in rows if row.score is not None)
    assert not [row.mutation for row in rows if row.hbonds_lost and row.verdict == "spared"]
    assert {row.verdict for row in rows} == {"disturbed", "spared", "cannot say"}
