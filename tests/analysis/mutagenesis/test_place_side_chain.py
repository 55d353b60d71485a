"""Is a side chain placed where it fits, and is what it hits measured?

Oracles: the deposited side chains of 8AZR and 5P21 (chi1 within 40°, the limit of the field, Krivov 2009
doi:10.1002/prot.22488); obstacles put by hand on the place of an atom; overlaps by NumPy from Bondi's radii
(doi:10.1021/j100785a001). The corpus is counted in tests/benchmarks/test_side_chain_recovery.py.
"""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rasstruct as rs
from rasstruct.analysis.mutagenesis.place_side_chain import find_overlap, place_side_chain
from rasstruct.analysis.mutagenesis.surroundings import (
    ResidueFrame,
    Surroundings,
    find_frame,
    find_surroundings,
)
from rasstruct.structure.dihedrals import compute_dihedrals
from rasstruct.structure.topology import ResidueKind

BONDI = {"C": 1.70, "N": 1.55, "O": 1.52, "S": 1.80}
FRAME = ResidueFrame(0, np.array([[1.458, 0.0, 0.0], [0.0, 0.0, 0.0], [-0.547, 1.424, 0.0]]), -63.0, -43.0)


def obstacles(places: np.ndarray, element: str = "C", is_ligand: bool = True) -> Surroundings:
    """Put atoms of one element where they are wanted; their rows count from 100."""
    n = len(places)
    return Surroundings(
        xyz=np.array(places, dtype=float).reshape(n, 3),
        radius=np.full(n, BONDI[element]),
        gives=np.full(n, element == "N"),
        takes=np.full(n, element == "O"),
        row=np.arange(100, 100 + n),
        is_ligand=np.full(n, is_ligand),
    )


NOTHING = obstacles(np.zeros((0, 3)))


def residue_of(chain: rs.RasChain, number: int) -> int:
    """Give the row of the residue with a UniProt number."""
    numbering = chain.numbering
    return int(numbering.residues[numbering.uniprot_numbers == number][0])


@pytest.mark.parametrize("number", [19, 21, 28, 46, 55, 56, 78, 79, 81, 82, 93, 96, 110, 113, 114, 156, 159])
@pytest.mark.parametrize("entry", ["entry_8azr", "entry_5p21"])
def test_buried_side_chains_of_the_core_come_back(entry: str, number: int, request: pytest.FixtureRequest) -> None:
    chain = request.getfixturevalue(entry).chains[0]
    residue = residue_of(chain, number)
    topology = chain.structure.topology
    rows = topology.heavy_rows((residue,))
    native = {topology.atom_name[row].decode(): chain.structure.xyz[0][row] for row in rows}
    frame = find_frame(chain, residue)
    assert frame is not None
    best = place_side_chain(frame, topology.name_of(residue), find_surroundings(chain, residue))[0]
    third = best.atom_names[1]
    four = np.array([native["N"], native["CA"], native["CB"], native[third]])
    deposited = float(compute_dihedrals(four, np.arange(4)))
    assert abs((best.chi[0] - deposited + 180) % 360 - 180) <= 40


def test_what_surrounds_a_residue_leaves_out_itself_and_water_and_marks_the_ligand(entry_8azr: rs.Entry) -> None:
    chain = entry_8azr["A"]
    residue = residue_of(chain, 12)
    ligand = chain.inhibitors[0]
    topology = chain.structure.topology
    found = find_surroundings(chain, residue)
    kinds = topology.kind[topology.residue_index[found.row]]
    assert residue not in set(topology.residue_index[found.row])
    assert ResidueKind.WATER not in set(kinds.tolist())
    assert not found.is_ligand.any()
    marked = find_surroundings(chain, residue_of(chain, 56), ligand)
    assert set(marked.row[marked.is_ligand].tolist()) <= set(ligand.atom_rows.tolist())
    assert marked.is_ligand.any()
    assert len(found.row) == len(set(found.row.tolist())) > 100


def test_nothing_around_gives_the_most_probable_rotamer() -> None:
    for name in ("VAL", "LEU", "ARG", "PRO", "TRP"):
        placed = place_side_chain(FRAME, name, NOTHING, n_best=50)
        assert placed[0].probability == max(one.probability for one in placed)
        assert placed[0].ligand_overlap.depth == 0
        assert placed[0].ligand_overlap.atom is None


def test_energies_rise_and_rotamers_differ() -> None:
    placed = place_side_chain(FRAME, "LEU", NOTHING, n_best=3)
    assert [one.energy for one in placed] == sorted(one.energy for one in placed)
    assert len({one.chi for one in placed}) == 3


def test_a_wall_turns_the_side_chain_away_and_one_that_just_misses_does_not() -> None:
    free = place_side_chain(FRAME, "LEU", NOTHING, n_best=1)[0]
    tip = free.xyz[free.atom_names.index("CD1")]
    blocked = place_side_chain(FRAME, "LEU", obstacles([tip]), n_best=1)[0]
    outward = tip + 12 * (tip - FRAME.backbone[1]) / np.linalg.norm(tip - FRAME.backbone[1])
    missed = place_side_chain(FRAME, "LEU", obstacles([outward]), n_best=1)[0]
    assert np.abs(blocked.xyz - free.xyz).max() > 1.0
    assert missed.chi == free.chi


def test_an_unavoidable_clash_is_named_and_belongs_to_the_ligand_only_if_it_is_the_ligand() -> None:
    beta = place_side_chain(FRAME, "ALA", NOTHING)[0].xyz[0]
    beyond = beta + (beta - FRAME.backbone[1])
    on_ligand = place_side_chain(FRAME, "ALA", obstacles([beyond]))[0]
    on_protein = place_side_chain(FRAME, "ALA", obstacles([beyond], is_ligand=False))[0]
    expected = 2 * BONDI["C"] - float(np.linalg.norm(beyond - beta))
    assert on_ligand.ligand_overlap.depth == pytest.approx(expected)
    assert (on_ligand.ligand_overlap.atom, on_ligand.ligand_overlap.row) == ("CB", 100)
    assert on_ligand.protein_overlap.depth == 0
    assert on_protein.protein_overlap.depth == pytest.approx(expected)
    assert on_protein.ligand_overlap.depth == 0


@pytest.mark.parametrize(
    ("own", "other", "distance", "expected"),
    [
        ("CB", "C", 3.0, 0.40),
        ("CB", "C", 3.5, 0.0),
        ("CB", "O", 3.0, 0.22),
        ("OG", "O", 2.8, 0.0),
        ("OG", "O", 2.5, 0.14),
        ("SG", "O", 3.0, 0.32),
    ],
)
def test_overlap_is_radii_less_distance_with_room_for_hydrogen_bonds(
    own: str, other: str, distance: float, expected: float
) -> None:
    around = obstacles([[distance, 0, 0]], element=other)
    residue = {"CB": "ALA", "OG": "SER", "SG": "CYS"}[own]
    found = find_overlap(residue, (own,), np.zeros((1, 3)), around, around.is_ligand)
    assert found.depth == pytest.approx(expected, abs=1e-6)


def test_two_acceptors_have_no_room_for_a_hydrogen_bond() -> None:
    around = obstacles([[2.8, 0, 0]], element="O")
    assert find_overlap("ASP", ("OD1",), np.zeros((1, 3)), around, around.is_ligand).depth == pytest.approx(
        0.24, abs=1e-6
    )


def test_a_polar_partner_draws_a_serine_and_a_carbon_in_its_place_does_not() -> None:
    wanted = place_side_chain(FRAME, "SER", NOTHING, n_best=3)
    least = wanted[-1]
    oxygen = least.xyz[least.atom_names.index("OG")]
    partner = oxygen + 2.9 * (oxygen - least.xyz[0]) / np.linalg.norm(oxygen - least.xyz[0])

    def energy_gap(element: str) -> float:
        placed = place_side_chain(FRAME, "SER", obstacles([partner], element=element), n_best=3)
        by_probability = {round(one.probability, 6): one.energy for one in placed}
        return by_probability[round(least.probability, 6)] - by_probability[round(wanted[0].probability, 6)]

    assert energy_gap("O") < energy_gap("C")


def test_glycine_is_placed_without_atoms() -> None:
    (glycine,) = place_side_chain(FRAME, "GLY", obstacles([[0.0, 0.0, 2.0]]))
    assert glycine.xyz.shape == (0, 3)
    assert glycine.ligand_overlap.depth == 0


@settings(derandomize=True, deadline=None, max_examples=25)
@given(st.sampled_from(["LEU", "ASP", "MET", "TYR", "ARG"]), st.integers(0, 10**6))
def test_rigid_motion_and_atom_order_change_nothing(name: str, seed: int) -> None:
    random = np.random.default_rng(seed)
    places = random.normal(0, 5, (40, 3))
    places = places[np.linalg.norm(places, axis=1) > 2.5]
    turn, _ = np.linalg.qr(random.normal(size=(3, 3)))
    turn *= np.sign(np.linalg.det(turn))
    shift = random.normal(0, 20, 3)
    order = random.permutation(len(places))
    frame = dataclasses.replace(FRAME, backbone=FRAME.backbone @ turn.T + shift)
    still = place_side_chain(FRAME, name, obstacles(places), n_best=1)[0]
    moved = place_side_chain(frame, name, obstacles(places[order] @ turn.T + shift), n_best=1)[0]
    assert moved.energy == pytest.approx(still.energy, abs=1e-6)
    assert moved.ligand_overlap.depth == pytest.approx(still.ligand_overlap.depth, abs=1e-6)
