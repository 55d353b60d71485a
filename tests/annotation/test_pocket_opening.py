"""Is the opening of the switch-II pocket measured right, in one model and in many?

Oracles: gemmi for distances and dihedral angles of the bundled entries; isoform sequences for the table; coordinates
that the test moves by a known amount. 8AZR holds an inhibitor in the switch-II pocket, 5P21 has none.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import gemmi
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rasstruct as rs
from rasstruct.annotation.pocket_opening import (
    PocketOpening,
    describe_opening,
    map_opening,
    measure_opening,
    name_rotamer,
)
from rasstruct.reference.catalytic_rules import catalytic_rules
from rasstruct.reference.isoforms import get_isoform
from rasstruct.reference.regions import find_region

STRUCTURES = Path(__file__).resolve().parents[2] / "structures"
HELICES = ("α2", "α3")


def opening(chain: rs.RasChain) -> PocketOpening:
    """Measure a chain."""
    return describe_opening(chain.structure, chain.numbering)


def helix(name: str) -> tuple[int, ...]:
    """Give the residues of a helix in 5P21."""
    return find_region(name, "secondary_structure_5p21").residues


# --- table -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", [row for row in catalytic_rules() if row.residues], ids=lambda row: row.name)
def test_rule_names_the_amino_acids_that_ras_has_there(rule: Any) -> None:
    isoforms = [get_isoform(name) for name in ("KRAS4A", "KRAS4B", "NRAS", "HRAS")]
    same_name = [row for row in catalytic_rules() if row.name == rule.name]
    letters = {letter for row in same_name for letter in row.amino_acids}
    if letters:
        assert {isoform.sequence[number - 1] for isoform in isoforms for number in rule.residues} <= letters


# --- bundled entries against gemmi -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "ends"), [("8azr.pdb", ("ND1", "CD1")), ("5p21.pdb", ("CD", "CD1"))])
def test_bundled_entry_equals_gemmi(name: str, ends: tuple[str, str]) -> None:
    residues = {r.seqid.num: r for r in gemmi.read_structure(str(STRUCTURES / name))[0]["A"] if r.het_flag == "A"}

    def place(number: int, atom: str) -> gemmi.Position:
        # the default conformer is the one of highest occupancy
        return max((a for a in residues[number] if a.name == atom), key=lambda a: a.occ).pos

    centres = [np.mean([place(number, "CA").tolist() for number in helix(each)], axis=0) for each in HELICES]
    found = opening(rs.load(STRUCTURES / name)["A"])
    assert found.helix_distance == pytest.approx(np.linalg.norm(centres[0] - centres[1]), abs=0.0051)
    assert found.gate_distance == pytest.approx(place(10, "CA").dist(place(60, "CA")), abs=0.0051)
    for number, end, first, second in (
        (95, ends[0], found.chi1_95, found.chi2_95),
        (96, ends[1], found.chi1_96, found.chi2_96),
    ):
        chain = [place(number, atom) for atom in ("N", "CA", "CB", "CG", end)]
        assert first == pytest.approx(np.degrees(gemmi.calculate_dihedral(*chain[:4])), abs=0.051)
        turns = (np.degrees(gemmi.calculate_dihedral(*chain[1:])) - second) / 180
        # the ring of tyrosine looks the same after half a turn
        assert turns == pytest.approx(round(turns), abs=0.001)
        assert number == 96 or round(turns) == 0
    assert (found.residue_95, found.residue_96) == ({"8azr.pdb": "His95"}.get(name, "Gln95"), "Tyr96")
    assert found.missing == ()


def test_pocket_with_an_inhibitor_is_more_open_than_one_without(entry_8azr: rs.Entry, entry_5p21: rs.Entry) -> None:
    bound, empty = opening(entry_8azr["A"]), opening(entry_5p21["A"])
    assert bound.helix_distance > empty.helix_distance
    assert bound.gate_distance > empty.gate_distance


# --- models and frames -----------------------------------------------------------------------------------------------


def test_models_and_frames_give_one_value_each(entry_5p21: rs.Entry) -> None:
    topology, numbering, xyz = entry_5p21.structure.topology, entry_5p21["A"].numbering, entry_5p21.xyz[0]
    index = map_opening(topology, numbering)
    away = xyz[index.helix_2].mean(axis=0) - xyz[index.helix_3].mean(axis=0)
    away /= np.linalg.norm(away)
    frames = np.stack([xyz, xyz, xyz])
    frames[1, index.helix_2] += 2.0 * away
    gate = xyz[index.gate[1]] - xyz[index.gate[0]]
    frames[2, index.gate[1]] += 3.0 * gate / np.linalg.norm(gate)
    single, values = measure_opening(xyz, index), measure_opening(frames, index)
    assert values.helix_distance - single.helix_distance == pytest.approx([0, 2, 0], abs=1e-4)
    assert values.gate_distance - single.gate_distance == pytest.approx([0, 0, 3], abs=1e-4)
    stacked = measure_opening(np.stack([frames, frames[::-1]]), index)
    assert (stacked.helix_distance.shape, stacked.dihedrals.shape) == ((2, 3), (2, 3, 4))
    assert stacked.helix_distance[1].tolist() == values.helix_distance[::-1].tolist()


@given(st.integers(0, 10_000), st.floats(-90, 90))
@settings(derandomize=True, deadline=None, max_examples=20)
def test_rigid_motion_changes_nothing(entry_8azr: rs.Entry, seed: int, shift: float) -> None:
    rotation, _ = np.linalg.qr(np.random.default_rng(seed).normal(size=(3, 3)))
    moved = entry_8azr.xyz.astype(np.float64) @ (rotation * np.linalg.det(rotation)) + shift
    index = map_opening(entry_8azr.structure.topology, entry_8azr["A"].numbering)
    old, new = (dataclasses.asdict(measure_opening(xyz, index)) for xyz in (entry_8azr.xyz, moved))
    for name, values in old.items():
        assert new[name] == pytest.approx(values, abs=1e-6)


# --- absence ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "absent", "present"),
    [
        (67, "helix_distance", "gate_distance"), (90, "helix_distance", "gate_distance"),
        (60, "gate_distance", "helix_distance"),
    ],
)  # fmt: skip
def test_missing_residue_takes_its_value_away_and_is_listed(
    pdb_8azr: Any, number: int, absent: str, present: str
) -> None:
    found, whole = opening(pdb_8azr.without_residues(number).chain()), opening(pdb_8azr.chain())
    assert (getattr(found, absent), found.missing) == (None, (number,))
    assert getattr(found, present) == getattr(whole, present)


def test_residue_outside_the_definition_is_not_missed(pdb_8azr: Any) -> None:
    whole, found = opening(pdb_8azr.chain()), opening(pdb_8azr.without_residues(64, 105).chain())
    assert found == whole


def test_alanine_at_95_is_named_and_has_no_angle(pdb_8azr: Any) -> None:
    found = opening(pdb_8azr.residue_renamed(95, "ALA").chain())
    assert (found.residue_95, found.chi1_95, found.chi2_95, found.rotamer_95) == ("Ala95", None, None, None)
    assert found.rotamer_96 is not None


#: mutant -> where its names are given to atoms of the residue that is there: 8AZR's His95 and Tyr96
MUTANTS = {
    (95, "ASP"): {"CG": "CG", "ND1": "OD1", "CD2": "OD2"},
    (95, "LEU"): {"CG": "CG", "ND1": "CD1", "CD2": "CD2"},
    (95, "ARG"): {"CG": "CG", "ND1": "CD"},
    (95, "SER"): {"CG": "OG"},
    (96, "CYS"): {"CG": "SG"},
    (96, "ASP"): {"CG": "CG", "CD1": "OD1", "CD2": "OD2"},
    (96, "PHE"): {"CG": "CG", "CD1": "CD1", "CD2": "CD2"},
    (96, "PRO"): {"CG": "CG", "CD1": "CD"},
    (96, "VAL"): {"CG": "CG1"},
    (96, "MSE"): {"CG": "CG", "CD1": "SE"},
}


@pytest.mark.parametrize(("number", "mutant"), MUTANTS)
def test_mutant_has_the_angles_of_its_own_atoms(pdb_8azr: Any, number: int, mutant: str) -> None:
    names = {**{name: name for name in ("N", "CA", "C", "O", "CB")}, **MUTANTS[number, mutant]}

    def change(line: str) -> str:
        if int(line[22:26]) != number or line[:4] != "ATOM":
            return line
        name = names[line[12:16].strip()]
        element = "SE" if name == "SE" else name[0]
        return f"{line[:12]} {name:<3s}{line[16]}{mutant}{line[20:76]}{element:>2s}"

    kept = pdb_8azr.without_records("ANISOU").without(
        lambda line: line[:4] == "ATOM" and int(line[22:26]) == number and line[12:16].strip() not in names
    )
    found, whole = opening(kept.edited(change).chain()), opening(pdb_8azr.chain())
    own, other = (
        [getattr(each, f"{name}_{number}") for name in ("chi1", "chi2", "rotamer")] for each in (found, whole)
    )
    assert getattr(found, f"residue_{number}") == f"{mutant.capitalize()}{number}"
    has_chi2 = len(MUTANTS[number, mutant]) > 1
    assert own[0] == other[0]
    # the ring of Tyr96 is folded to -90 to 90, and so are Asp and Phe; the ring of His95 is not
    fold = 180 if number == 96 or mutant == "ASP" else 360
    assert (own[1] is not None) == has_chi2
    assert not has_chi2 or (own[1] - other[1]) % fold == pytest.approx(0, abs=0.11)
    assert mutant not in ("ASP", "PHE") or -90 <= own[1] <= 90
    # a proline has no rotamer of the three, its ring keeps χ1 near ±30°
    assert own[2] == (None if mutant == "PRO" else other[2])


def test_cut_side_chain_keeps_the_angles_it_has(pdb_8azr: Any) -> None:
    def is_beyond_cg(line: str) -> bool:
        return line[:4] == "ATOM" and line[22:26] == "  96" and line[12:16].strip() in ("CD1", "CE1", "CZ", "OH")

    found, whole = opening(pdb_8azr.without(is_beyond_cg).chain()), opening(pdb_8azr.chain())
    assert (found.chi1_96, found.chi2_96) == (whole.chi1_96, None)


def test_missing_residue_95_has_no_name(pdb_8azr: Any) -> None:
    found = opening(pdb_8azr.without_residues(95).chain())
    assert (found.residue_95, found.chi1_95, found.helix_distance, found.missing) == (None, None, None, (95,))


# --- rotamers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("angle", "name"),
    [
        (1.0, "g+"), (119.0, "g+"), (121.0, "t"), (180.0, "t"), (-180.0, "t"), (-121.0, "t"), (-119.0, "g-"),
        (-1.0, "g-"), (300.0, "g-"), (420.0, "g+"), (None, None),
    ],
)  # fmt: skip
def test_rotamer_is_the_nearest_of_three(angle: float | None, name: str | None) -> None:
    assert name_rotamer(angle) == name


def test_tyrosine_with_its_ring_names_swapped_has_the_same_angle(pdb_8azr: Any) -> None:
    def swap(line: str, number: int) -> str:
        other = {" CD1": " CD2", " CD2": " CD1"}
        return f"{line[:12]}{other[line[12:16]]}{line[16:]}" if number == 96 and line[12:16] in other else line

    found, whole = opening(pdb_8azr.edit_atoms(swap).chain()), opening(pdb_8azr.chain())
    # a ring as it is refined is flat within some degrees
    assert found.chi2_96 == pytest.approx(whole.chi2_96, abs=5)
