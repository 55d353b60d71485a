"""Does geometry alone find the pockets that ligands sit in, and does each row say what was found?

Oracles:
- published fact: the ligand of 8AZR sits in the switch-II pocket (its paper, Zhu 2022); 5P21 has no inhibitor
- independent calculation: volumes of balls by formula; residues of a made-up cavity by distances with gemmi
- laws: what fills a pocket, and how the structure lies, change nothing that is found
"""

from __future__ import annotations

import dataclasses
from typing import Any

import gemmi
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rasstruct as rs
from rasstruct.analysis.pockets.chain_cavities import find_cavities
from rasstruct.analysis.pockets.detect import FoundPocket, detect_pockets
from rasstruct.analysis.pockets.detector import (
    Cavity,
    DetectorAtoms,
    build_cavity,
    compute_ball_volume,
    find_with_pocketeer,
)
from rasstruct.analysis.pockets.nucleotide_site import find_nucleotide_site

#: Å from the centre of an atom to its surface, where a ball ends (carbon, Bondi 1964)
ATOM = 1.7
#: a ball of 2 Å counted on a grid of 0.5 Å, wherever it lies
COUNTING = 0.06


def turned(chain: Any, seed: int) -> Any:
    """Turn and shift a chain with all that is around it."""
    generator = np.random.default_rng(seed)
    axes, _ = np.linalg.qr(generator.normal(size=(3, 3)))
    axes[:, 0] *= np.sign(np.linalg.det(axes))
    xyz = (chain.structure.xyz @ axes + generator.uniform(-60, 60, 3)).astype(np.float32)
    return dataclasses.replace(chain, structure=dataclasses.replace(chain.structure, xyz=xyz))


@pytest.fixture(scope="module")
def pockets_8azr(entry_8azr: rs.Entry) -> Any:
    return entry_8azr.chains[0].pockets()


def test_the_best_pocket_of_an_inhibited_chain_is_where_the_inhibitor_sits(pockets_8azr: Any) -> None:
    best = pockets_8azr[0]
    assert (best.rank, best.matches, best.occupants) == (1, "SII-P", ("LR4",))
    assert best.overlap > 0.5
    assert {12, 68, 95, 96, 99} <= set(best.residues)


def test_no_other_pocket_holds_that_inhibitor(pockets_8azr: Any) -> None:
    assert all("LR4" not in row.occupants for row in pockets_8azr[1:])


def test_a_pocket_without_inhibitor_is_found_and_empty(entry_5p21: rs.Entry) -> None:
    found = entry_5p21.chains[0].pockets()
    assert {"SII-P", "SI/II-P"} <= {row.matches for row in found}
    assert all(row.occupants == () for row in found)


def test_rows_are_numbered_from_the_highest_score(pockets_8azr: Any) -> None:
    assert [row.rank for row in pockets_8azr] == list(range(1, len(pockets_8azr) + 1))
    assert [row.score for row in pockets_8azr] == sorted((row.score for row in pockets_8azr), reverse=True)


def test_side_chain_residues_are_some_of_the_residues_and_never_glycine(pockets_8azr: Any, text_8azr: str) -> None:
    glycines = {r.seqid.num for r in gemmi.read_pdb_string(text_8azr)[0]["A"] if r.name == "GLY"}
    for row in pockets_8azr:
        assert set(row.side_chain_residues) <= set(row.residues)
        assert not glycines & set(row.side_chain_residues)
    assert glycines & set(pockets_8azr[0].residues)


def test_the_ligand_that_fills_a_pocket_changes_nothing_that_is_found(pdb_8azr: Any, pockets_8azr: Any) -> None:
    found = pdb_8azr.without_molecule("LR4").chain().pockets()
    assert [row.residues for row in found] == [row.residues for row in pockets_8azr]
    assert found[0].occupants == ()


def test_without_nucleotide_its_site_is_a_pocket(pdb_8azr: Any, pockets_8azr: Any) -> None:
    phosphate_and_base = {16, 30, 116, 117, 119, 146, 147}
    found = pdb_8azr.without_molecule("GDP").chain().pockets()
    assert any(phosphate_and_base <= set(row.residues) for row in found)
    assert not any(phosphate_and_base <= set(row.residues) for row in pockets_8azr)


def test_walls_hold_the_nucleotide_and_its_magnesium_and_not_the_inhibitor(entry_8azr: rs.Entry) -> None:
    assert [ligand.label for ligand in find_nucleotide_site(entry_8azr.chains[0])] == ["GDP", "MG"]


@pytest.mark.parametrize("seed", [1, 2])
def test_turning_the_structure_changes_only_the_centre(entry_8azr: rs.Entry, pockets_8azr: Any, seed: int) -> None:
    chain = turned(entry_8azr.chains[0], seed)
    moved = detect_pockets(chain)
    assert [row.residues for row in moved] == [row.residues for row in pockets_8azr]
    assert [row.volume for row in moved] == pytest.approx([row.volume for row in pockets_8azr], rel=0.01)
    assert moved[0].occupants == ("LR4",)
    assert moved[0].centre_x != pockets_8azr[0].centre_x


@pytest.mark.parametrize(("short_of", "is_touched"), [(0.05, True), (0.15, False)], ids=["touches", "just misses"])
def test_lining_is_what_a_ball_touches(entry_8azr: rs.Entry, text_8azr: str, short_of: float, is_touched: bool) -> None:
    """A made-up cavity: a ball on the outermost atom, that ends a little before the second nearest residue."""

    def one_ball(atoms: DetectorAtoms) -> tuple[Cavity, ...]:
        outermost = atoms.xyz[np.argmax(np.linalg.norm(atoms.xyz - atoms.xyz.mean(axis=0), axis=1))]
        return (build_cavity(outermost[None], np.array([0.0]), 0.5),)

    chain = entry_8azr.chains[0]
    atoms = [(r.seqid.num, a.pos) for r in gemmi.read_pdb_string(text_8azr)[0]["A"] if r.seqid.num < 170 for a in r]
    (seed,) = find_cavities(chain, one_ball)
    nearest: dict[int, float] = {}
    for number, position in atoms:
        distance = position.dist(gemmi.Position(*seed.centres[0]))
        nearest[number] = min(distance, nearest.get(number, distance))
    second = sorted(nearest, key=lambda number: nearest[number])[1]
    radius = nearest[second] - short_of

    def reaching(atoms: DetectorAtoms) -> tuple[Cavity, ...]:
        return (build_cavity(one_ball(atoms)[0].centres, np.array([radius]), 0.5),)

    (row,) = detect_pockets(chain, detector=reaching, detector_name="made up")
    assert (row.detector, row.score) == ("made up", 0.5)
    assert (second in row.residues) is is_touched
    assert row.n_residues == (2 if is_touched else 1)


def test_cavities_come_back_in_the_frame_of_the_file(entry_8azr: rs.Entry, text_8azr: str) -> None:
    ligand = [a.pos for r in gemmi.read_pdb_string(text_8azr)[0]["A"] if r.name == "LR4" for a in r]
    best = find_cavities(entry_8azr.chains[0], find_with_pocketeer)[0]
    distances = [min(np.linalg.norm(best.centres - p.tolist(), axis=1)) for p in ligand]
    assert np.mean(np.array(distances) <= 3.0) > 0.9


@settings(derandomize=True, deadline=None, max_examples=25)
@given(st.floats(2.0, 5.0), st.floats(2.0, 5.0), st.floats(0.0, 12.0), st.integers(0, 99))
def test_the_volume_of_two_balls_is_that_of_the_formula(first: float, second: float, apart: float, seed: int) -> None:
    origin = np.random.default_rng(seed).uniform(-90, 90, 3)
    centres = np.array([origin, origin + np.array([apart, 0, 0])])
    counted = compute_ball_volume(centres, np.array([first, second]) + ATOM)
    assert counted == pytest.approx(two_balls(first, second, apart), rel=COUNTING)


def two_balls(first: float, second: float, apart: float) -> float:
    """Volume of two balls less the lens that they share."""
    both = 4 / 3 * np.pi * (first**3 + second**3)
    if apart >= first + second:
        return float(both)
    if apart <= abs(first - second):
        return float(4 / 3 * np.pi * max(first, second) ** 3)
    height = (first + second - apart) ** 2
    spread = apart**2 + 2 * apart * (first + second) - 3 * (first - second) ** 2
    return float(both - np.pi * height * spread / (12 * apart))


def test_balls_smaller_than_an_atom_leave_no_space() -> None:
    assert compute_ball_volume(np.zeros((1, 3)), np.array([ATOM])) == 0.0


@pytest.mark.parametrize("count", [0, 3, 12], ids=["no atoms", "three atoms", "atoms in one plane"])
def test_what_encloses_nothing_has_no_cavity(count: int) -> None:
    names = np.full(count, b"C")
    flat = np.array([[x, y, 0.0] for x in range(4) for y in range(3)])[:count] * 4.0
    atoms = DetectorAtoms(flat, names, names, np.full(count, b"ALA"), np.arange(count))
    assert find_with_pocketeer(atoms) == ()


def test_an_empty_answer_has_the_same_columns(entry_8azr: rs.Entry) -> None:
    empty = detect_pockets(entry_8azr.chains[0], detector=lambda _: ())
    assert len(empty) == 0
    assert list(empty.to_frame().columns) == [field.name for field in dataclasses.fields(FoundPocket)]
