"""Is the catalytic geometry of a chain measured and named right?

Oracles: gemmi for the distances and angles of the bundled entries; Pai 1990 (doi:10.1002/j.1460-2075.1990.tb07409.x)
for what surrounds Mg²⁺ and the γ-phosphate in 5P21; atoms that the test puts at a distance of its own for every call.
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
from rasstruct.annotation.annotate import annotate_structure
from rasstruct.annotation.catalytic_geometry import CatalyticGeometry, classify_state, describe_catalysis
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.partners import Partner

STRUCTURES = Path(__file__).resolve().parents[2] / "structures"


def catalysis(chain: AnnotatedChain, *partners: Partner) -> CatalyticGeometry:
    """Measure a chain, with other partners where they are given."""
    return describe_catalysis(
        chain.structure, chain.numbering, chain.nucleotide, chain.bound_ligands, partners or chain.partners
    )


def atom_at(where: np.ndarray, line: str) -> str:
    """Write other coordinates into an atom line."""
    return f"{line[:30]}{where[0]:8.3f}{where[1]:8.3f}{where[2]:8.3f}{line[54:]}"


def in_front(pdb: Any, distance: float) -> np.ndarray:
    """Give the point `distance` Å from O1G of 5P21, straight away from the γ phosphorus."""
    oxygen, phosphorus = pdb.atom("GNP", "O1G"), pdb.atom("GNP", "PG")
    return oxygen + distance * (oxygen - phosphorus) / np.linalg.norm(oxygen - phosphorus)


def with_tyr32_at(pdb: Any, distance: float) -> Any:
    """Put Tyr32 OH at a distance from O1G, alone of its residue, without water."""

    def change(line: str, number: int) -> str:
        is_hydroxyl = line[:4] == "ATOM" and number == 32 and line[12:16].strip() == "OH"
        return atom_at(in_front(pdb, distance), line) if is_hydroxyl else line

    return pdb.without_molecule("HOH").edit_atoms(change)


# --- bundled entries against gemmi -----------------------------------------------------------------------------------


def position(model: gemmi.Model, residue_name: str, number: int | None, atom: str) -> gemmi.Position:
    """Find an atom by residue name, number and name."""
    return next(
        a.pos
        for r in model["A"]
        for a in r
        if r.name == residue_name and number in (None, r.seqid.num) and a.name == atom
    )


def test_distances_of_5p21_equal_those_of_gemmi(entry_5p21: rs.Entry) -> None:
    model = gemmi.read_structure(str(STRUCTURES / "5p21.pdb"))[0]
    found = catalysis(entry_5p21["A"])
    gamma = [position(model, "GNP", None, name) for name in ("O1G", "O2G", "O3G")]
    phosphorus, bridge = (position(model, "GNP", None, name) for name in ("PG", "N3B"))
    water = position(model, "HOH", 175, "O")
    gln61 = [position(model, "GLN", 61, name) for name in ("OE1", "NE2")]
    tyr32 = position(model, "TYR", 32, "OH")
    expected = {
        "thr35_mg": position(model, "THR", 35, "OG1").dist(position(model, "MG", None, "MG")),
        "gln61_gamma": min(a.dist(b) for a in gln61 for b in gamma),
        "gln61_water": min(a.dist(water) for a in gln61),
        "tyr32_gamma": min(tyr32.dist(b) for b in gamma),
        "lytic_water_distance": water.dist(phosphorus),
    }
    assert {name: getattr(found, name) for name in expected} == pytest.approx(expected, abs=0.0051)
    angle = np.degrees(gemmi.calculate_angle(water, phosphorus, bridge))
    assert found.lytic_water_angle == pytest.approx(angle, abs=0.051)


def test_5p21_is_like_state_2_with_six_ligands_of_magnesium_and_water_175_in_line(entry_5p21: rs.Entry) -> None:
    found = catalysis(entry_5p21["A"])
    assert found.state == classify_state(entry_5p21["A"].nucleotide) == "state-2-like"
    # Pai 1990: Ser17, Thr35, one oxygen each of the β- and γ-phosphate and two waters
    assert sorted(found.mg_ligands) == ["GNP O2B", "GNP O2G", "HOH A/172", "HOH A/173", "Ser17 OG", "Thr35 OG1"]
    assert found.mg_coordination == 6
    assert (found.lytic_water, found.lytic_water_call) == ("HOH A/175", "in line")
    assert (found.thr35, found.gln61, found.tyr32) == ("Thr35", "Gln61", "Tyr32")
    assert (found.gln61_call, found.tyr32_call, found.arginine_finger_call) == ("away", "none", None)


def test_gdp_has_no_state_and_nothing_at_a_gamma_phosphate_but_its_magnesium(entry_8azr: rs.Entry) -> None:
    found = catalysis(entry_8azr["A"])
    assert sorted(name.split()[0] for name in found.mg_ligands) == ["GDP", "HOH", "HOH", "HOH", "HOH", "Ser17"]
    assert found.gamma_phosphate == ()
    absent = ("state", "gln61_gamma", "gln61_call", "tyr32_gamma", "tyr32_call", "lytic_water", "lytic_water_call")
    assert [getattr(found, name) for name in absent] == [None] * len(absent)
    assert found.thr35_mg > 7


# --- state -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("distance", "state"),
    [
        (2.1, "state-2-like"), (3.0, "state-2-like"), (3.01, "intermediate"),
        (4.0, "intermediate"), (4.01, "state-1-like"), (8.0, "state-1-like"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("residue", ["Thr35", "Ser35"])
def test_state_changes_beyond_3_and_4_angstrom(entry_5p21: rs.Entry, residue: str, distance: float, state: str) -> None:
    site = dataclasses.replace(entry_5p21["A"].nucleotide, mg_side_chains=(("Ser17", 9.9), (residue, distance)))
    assert classify_state(site) == state
    assert classify_state(dataclasses.replace(site, state="transition-state analogue")) == state
    for other in ("GDP", "nucleotide-site inhibitor", "none modelled"):
        assert classify_state(dataclasses.replace(site, state=other)) is None


def test_without_nucleotide_there_is_no_state_and_no_value(pdb_5p21: Any) -> None:
    found = catalysis(pdb_5p21.without_molecule("GNP").chain())
    named = {"thr35": "Thr35", "gln61": "Gln61", "tyr32": "Tyr32"}
    filled = {name: value for name, value in dataclasses.asdict(found).items() if value not in (None, ())}
    assert filled == named


def test_without_magnesium_there_is_no_state_but_the_gamma_phosphate_is_measured(pdb_5p21: Any) -> None:
    found, whole = catalysis(pdb_5p21.without_molecule("MG").chain()), catalysis(pdb_5p21.chain())
    assert (found.state, found.thr35_mg, found.mg_ligands, found.mg_coordination) == (None, None, (), None)
    assert (found.tyr32_gamma, found.lytic_water) == (whole.tyr32_gamma, whole.lytic_water)


def test_without_thr35_there_is_no_state_and_one_ligand_of_magnesium_less(pdb_5p21: Any) -> None:
    found = catalysis(pdb_5p21.without_residues(35).chain())
    assert (found.state, found.thr35, found.thr35_mg, found.mg_coordination) == (None, None, None, 5)


def test_ser35_is_measured_at_og_and_named(pdb_5p21: Any) -> None:
    def change(line: str, number: int) -> str:
        return f"{line[:12]} OG  SER{line[20:]}" if number == 35 and line[12:16].strip() == "OG1" else line

    mutant = pdb_5p21.edit_atoms(change).residue_renamed(35, "SER")
    found, whole = catalysis(mutant.chain()), catalysis(pdb_5p21.chain())
    assert (found.thr35, found.state, found.thr35_mg) == ("Ser35", "state-2-like", whole.thr35_mg)


# --- Tyr32 and Gln61 -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("distance", "call"), [(2.7, "direct"), (3.45, "direct"), (3.55, "none"), (6.0, "none")])
def test_tyr32_touches_the_gamma_phosphate_up_to_3_5_angstrom(pdb_5p21: Any, distance: float, call: str) -> None:
    found = catalysis(with_tyr32_at(pdb_5p21, distance).chain())
    assert (found.tyr32_call, found.tyr32_water) == (call, None)
    assert found.tyr32_gamma == pytest.approx(distance, abs=0.006)


@pytest.mark.parametrize(("halfway", "call"), [(2.7, "through water"), (3.45, "through water"), (3.55, "none")])
def test_one_water_bridges_tyr32_and_the_gamma_phosphate(pdb_5p21: Any, halfway: float, call: str) -> None:
    pdb = with_tyr32_at(pdb_5p21, 2 * halfway).with_atoms("HOH", [(" O", "O", in_front(pdb_5p21, halfway))])
    found = catalysis(pdb.chain())
    assert (found.tyr32_call, found.tyr32_water) == (call, "HOH A/900" if call == "through water" else None)
    longer = pytest.approx(halfway, abs=0.006) if call == "through water" else None
    assert found.tyr32_water_distance == longer


def test_longer_way_to_the_bridging_water_is_given(pdb_5p21: Any) -> None:
    waters = [(" O1", "O", in_front(pdb_5p21, 2.6)), (" O2", "O", in_front(pdb_5p21, 2.45))]
    pdb = with_tyr32_at(pdb_5p21, 5.9).with_atoms("HOH", waters)
    assert catalysis(pdb.chain()).tyr32_water_distance == pytest.approx(3.3, abs=0.006)


def test_phe32_and_his61_are_named_and_not_measured(pdb_5p21: Any) -> None:
    renamed = pdb_5p21.renamed({32: "PHE", 61: "HIS"})
    found = catalysis(renamed.without(lambda line: line[17:26] == "PHE A  32" and line[12:16] == " OH ").chain())
    assert (found.tyr32, found.tyr32_gamma, found.tyr32_call) == ("Phe32", None, None)
    # histidine has an NE2 as well
    assert (found.gln61, found.gln61_gamma, found.gln61_water, found.gln61_call) == ("His61", None, None, None)


@pytest.mark.parametrize(("distance", "call"), [(3.4, "near"), (3.6, "away")])
def test_gln61_is_near_up_to_3_5_angstrom(pdb_5p21: Any, distance: float, call: str) -> None:
    def change(line: str, number: int) -> str:
        is_amide = line[:4] == "ATOM" and number == 61 and line[12:16].strip() == "NE2"
        return atom_at(in_front(pdb_5p21, distance), line) if is_amide else line

    found = catalysis(pdb_5p21.without_molecule("HOH").edit_atoms(change).chain())
    assert found.gln61_call == call
    assert found.gln61_gamma == pytest.approx(distance, abs=0.006)


# --- lytic water -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("distance", "angle", "call"),
    [(3.5, 179.0, "in line"), (3.98, 151.0, "in line"), (4.02, 151.0, "none"), (3.5, 149.0, "none")],
)
def test_water_is_lytic_up_to_4_angstrom_and_from_150_degrees(
    pdb_5p21: Any, distance: float, angle: float, call: str
) -> None:
    phosphorus, bridge = pdb_5p21.atom("GNP", "PG"), pdb_5p21.atom("GNP", "N3B")
    axis = (bridge - phosphorus) / np.linalg.norm(bridge - phosphorus)
    side = np.cross(axis, [0.0, 0.0, 1.0])
    turned = np.cos(np.radians(angle)) * axis + np.sin(np.radians(angle)) * side / np.linalg.norm(side)
    dry, water = pdb_5p21.without_molecule("HOH"), phosphorus + distance * turned
    found = catalysis(dry.with_atoms("HOH", [(" O", "O", water)]).chain())
    assert found.lytic_water_call == call
    if call == "in line":
        measured = (found.lytic_water_distance, found.lytic_water_angle)
        assert measured == (pytest.approx(distance, abs=0.01), pytest.approx(angle, abs=0.1))


def test_nearest_of_two_waters_in_line_is_the_lytic_one(pdb_5p21: Any) -> None:
    phosphorus, bridge = pdb_5p21.atom("GNP", "PG"), pdb_5p21.atom("GNP", "N3B")
    axis = (phosphorus - bridge) / np.linalg.norm(phosphorus - bridge)
    dry = pdb_5p21.without_molecule("HOH")
    for first, second in ((3.9, 3.3), (3.3, 3.9)):
        waters = [(" O1", "O", phosphorus + first * axis), (" O2", "O", phosphorus + second * axis)]
        assert catalysis(dry.with_atoms("HOH", waters).chain()).lytic_water_distance == pytest.approx(3.3, abs=0.01)


def test_file_without_water_says_nothing_about_a_lytic_water(pdb_5p21: Any) -> None:
    found = catalysis(pdb_5p21.without_molecule("HOH").chain())
    assert (found.lytic_water, found.lytic_water_call) == (None, None)


# --- GAP -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "distance", "call"),
    [("GAP", 3.0, "inserted"), ("GAP", 3.95, "inserted"), ("GAP", 4.05, "not inserted"), ("effector", 3.0, None)],
)
def test_arginine_of_a_gap_is_inserted_up_to_4_angstrom(pdb_5p21: Any, role: str, distance: float, call: str) -> None:
    backbone = [line for line in pdb_5p21.lines if line[:4] == "ATOM" and line[17:26] == "ARG A  41"]
    finger = [
        atom_at(in_front(pdb_5p21, distance), line) if line[12:16].strip() == "NH1" else line for line in backbone
    ]
    pdb = pdb_5p21.with_lines(*(f"{line[:21]}G 789{line[26:]}" for line in finger))
    gap = Partner("G", None, role, None, None, (), (), 0, role)
    found = catalysis(pdb.chain(), gap)
    assert found.arginine_finger_call == call
    assert found.arginine_finger == ("Arg789 NH1 of chain G" if call else None)


# --- law -------------------------------------------------------------------------------------------------------------


@given(st.integers(0, 10_000), st.floats(-90, 90))
@settings(derandomize=True, deadline=None, max_examples=15)
def test_rigid_motion_changes_no_call_and_no_distance(entry_5p21: rs.Entry, seed: int, shift: float) -> None:
    rotation, _ = np.linalg.qr(np.random.default_rng(seed).normal(size=(3, 3)))
    structure = entry_5p21.structure
    moved = (structure.xyz @ (rotation * np.linalg.det(rotation)) + shift).astype(np.float32)
    (chain,) = annotate_structure(dataclasses.replace(structure, xyz=moved))
    old, new = (dataclasses.asdict(catalysis(each)) for each in (entry_5p21["A"], chain))
    numbers = {name for name, value in old.items() if isinstance(value, float)}
    # one unit of the last decimal: 0.01 Å, 0.1 degrees
    for name in numbers:
        assert new[name] == pytest.approx(old[name], abs=0.101 if name.endswith("angle") else 0.0101)
    assert {name: new[name] for name in old.keys() - numbers} == {name: old[name] for name in old.keys() - numbers}
