"""Does each reason give its label, and the absence of all of them none?

Oracle: the definitions of docs/resistance.md on measurements made by hand.
"""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rasstruct.analysis.mutagenesis.native_side_chain import AtomPair, NativeSideChain
from rasstruct.analysis.mutagenesis.place_side_chain import Overlap, PlacedRotamer
from rasstruct.analysis.mutagenesis.side_chain_builder import list_side_chain_atoms
from rasstruct.analysis.mutagenesis.surroundings import Surroundings
from rasstruct.analysis.resistance_effect.judge import Judgement, judge
from rasstruct.reference.resistance_criteria import get_resistance_limit

LIGAND_AT = 20.0
NOTHING = NativeSideChain(distance=6.0)
TOUCHING = NativeSideChain(contacts=(AtomPair("CE1", "C1", 3.9),), buried_area=(("CE1", 2.0),), distance=3.9)
BONDED = dataclasses.replace(TOUCHING, hydrogen_bonds=(AtomPair("NE2", "N1", 2.9),))
BURIED = dataclasses.replace(TOUCHING, buried_area=(("CE1", 40.0),))
COVALENT = dataclasses.replace(NOTHING, is_covalent=True)


def ligand() -> Surroundings:
    """Give a ligand of one carbon, far away on the x axis."""
    one = np.ones(1, dtype=bool)
    return Surroundings(np.array([[LIGAND_AT, 0, 0]]), np.array([1.7]), np.array([7]), ~one, ~one, one)


def rotamer(residue: str, *, energy: float = 0.0, overlap: float = 0.0, charge_at: float = 9.0) -> PlacedRotamer:
    """Make a rotamer whose atoms all stand at a distance from the ligand."""
    names = list_side_chain_atoms(residue)
    xyz = np.tile([LIGAND_AT - charge_at, 0.0, 0.0], (len(names), 1))
    found = Overlap(overlap, "CB", 7) if overlap else Overlap(0.0, None, None)
    return PlacedRotamer(residue, names, xyz, (), 1.0, energy, found, Overlap(0.0, None, None))


def judged(native: NativeSideChain, to: str = "GLN", *placed: PlacedRotamer, before: str = "HIS") -> Judgement:
    """Judge histidine, or another residue, to something."""
    return judge(native, 0.0, before, to, placed or (rotamer(to),), ligand())


@pytest.mark.parametrize(
    ("found", "label", "verdict"),
    [
        (judged(NOTHING), "no structural effect seen", "spared"),
        (judged(TOUCHING), "direct contact lost", "cannot say"),
        (judged(BONDED), "direct contact lost", "disturbed"),
        (judged(BURIED), "direct contact lost", "disturbed"),
        (judged(COVALENT, "ASP", before="CYS"), "covalent anchor lost", "disturbed"),
        (judged(COVALENT, "CYS", before="CYS"), "no structural effect seen", "spared"),
        (judged(NOTHING, "TRP", rotamer("TRP", overlap=1.5)), "steric clash", "disturbed"),
        (judged(NOTHING, "TRP", rotamer("TRP", overlap=0.5)), "no structural effect seen", "spared"),
        (judged(NOTHING, "ASP", rotamer("ASP", charge_at=3.0)), "electrostatic/polar mismatch", "cannot say"),
        (judged(NOTHING, "ASN", rotamer("ASN", charge_at=3.0)), "no structural effect seen", "spared"),
        (judged(NOTHING, "GLU", rotamer("GLU", charge_at=3.0), before="ASP"), "no structural effect seen", "spared"),
        (judged(TOUCHING, "TRP", rotamer("TRP", overlap=1.5)), "steric clash", "disturbed"),
    ],
)  # fmt: skip
def test_label_and_verdict_follow_from_the_reason(found: Judgement, label: str, verdict: str) -> None:
    assert (found.label, found.verdict) == (label, verdict)


def test_a_clash_that_another_possible_rotamer_avoids_is_none() -> None:
    clashing, free = rotamer("TRP", overlap=1.5), rotamer("TRP", energy=2.0)
    out_of_reach = rotamer("TRP", energy=get_resistance_limit("rotamer range") + 0.1)
    assert judged(NOTHING, "TRP", clashing, free).label == "no structural effect seen"
    assert judged(NOTHING, "TRP", clashing, out_of_reach).label == "steric clash"


def test_an_overlap_that_the_native_side_chain_has_too_is_no_clash() -> None:
    found = judge(NOTHING, 1.2, "HIS", "TRP", (rotamer("TRP", overlap=1.5),), ligand())
    assert found.label == "no structural effect seen"


def test_atoms_that_stay_are_not_lost() -> None:
    native = dataclasses.replace(TOUCHING, contacts=(AtomPair("CG", "C1", 3.9),), buried_area=(("CG", 40.0),))
    assert judged(native, "GLN").contacts_lost == ()
    assert len(judged(native, "GLY", rotamer("GLY")).contacts_lost) == 1


@settings(derandomize=True, deadline=None, max_examples=50)
@given(
    n_bonds=st.integers(0, 3), n_contacts=st.integers(0, 30), area=st.floats(0, 80), overlap=st.floats(0, 3),
    more=st.sampled_from(["bond", "contact", "area", "overlap", "covalent"]),
)  # fmt: skip
def test_the_score_stays_between_0_and_1_and_grows_with_each_reason(
    n_bonds: int, n_contacts: int, area: float, overlap: float, more: str
) -> None:
    def score(n_bonds: int, n_contacts: int, area: float, overlap: float, covalent: bool) -> float:
        native = NativeSideChain(
            (AtomPair("CE1", "C1", 3.9),) * n_contacts, (AtomPair("NE2", "N1", 2.9),) * n_bonds,
            (("CE1", area),), 3.0, covalent,
        )  # fmt: skip
        return judge(native, 0.0, "HIS", "TRP", (rotamer("TRP", overlap=overlap),), ligand()).score

    low = score(n_bonds, n_contacts, area, overlap, False)
    high = score(
        n_bonds + (more == "bond"), n_contacts + (more == "contact"), area + 20 * (more == "area"),
        overlap + 0.5 * (more == "overlap"), more == "covalent",
    )  # fmt: skip
    assert 0 <= low <= high <= 1
