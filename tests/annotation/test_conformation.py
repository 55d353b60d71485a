"""Switch conformations of the bundled entries, of edited copies, and the laws of the kernel.

Oracles: the published rule of Parker 2022 (doi:10.1158/0008-5472.CAN-22-0804) written out here once more with gemmi's
phi and psi and plain loops; their classes of HRAS·GppNHp 5P21 (Y32in.3P-ON, Y71in.3P-R are the classes of state 2);
laws: adding 360° or numbering from elsewhere changes nothing, a group of its own is the only one that gives a class.
"""

from __future__ import annotations

import math
from typing import Any

import gemmi
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdb_text import moved, xyz_of

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError
from rasstruct.annotation.switch_classes import classify_by_group, measure_classes
from rasstruct.reference.switches import SwitchExemplars, get_switch_loop, switch_exemplars


def published_distances(text: str, loop: str, chain_id: str = "A") -> dict[str, float]:
    """Apply the published distance by hand, phi and psi from gemmi, omega measured here."""
    chain = gemmi.read_pdb_string(text)[0][chain_id]
    residues = {r.seqid.num: r for r in chain.get_polymer().first_conformer()}
    angles = []
    for number in get_switch_loop(loop).residues:
        before, own, after = (residues.get(number + step) for step in (-1, 0, 1))
        phi, psi = gemmi.calculate_phi_psi(before, own, after) if own else (math.nan, math.nan)
        omega = gemmi.calculate_omega(before, own) if before and own else math.nan
        angles += [phi, psi, omega]
    exemplars = switch_exemplars(loop)
    found: dict[str, float] = {}
    for member, row in zip(exemplars.class_of.tolist(), exemplars.angles.tolist(), strict=True):
        apart = [
            2 * (1 - math.cos(own - math.radians(other)))
            for own, other in zip(angles, row, strict=True)
            if not (math.isnan(own) or math.isnan(other))
        ]
        name = exemplars.classes[member]
        found[name] = min(found.get(name, 4.0), max(apart))
    return found


@pytest.mark.parametrize(("bundled", "loop"), [(b, loop) for b in ("8azr", "5p21") for loop in ("SW1", "SW2")])
def test_nearest_and_runner_up_are_those_of_the_rule_by_hand(
    bundled: str, loop: str, request: pytest.FixtureRequest
) -> None:
    text = request.getfixturevalue(f"text_{bundled}")
    call = getattr(request.getfixturevalue(f"entry_{bundled}")["A"].conformation, loop.lower())
    by_hand = sorted(published_distances(text, loop).items(), key=lambda item: item[1])
    (nearest, distance), (runner_up, second) = by_hand[:2]
    assert (call.nearest, call.runner_up) == (nearest, runner_up)
    assert call.distance == pytest.approx(distance, abs=0.006)
    assert call.margin == pytest.approx(second - distance, abs=0.011)


def test_hras_with_gppnhp_is_in_the_classes_of_the_active_state(entry_5p21: rs.Entry) -> None:
    found = entry_5p21["A"].conformation
    assert (found.sw1.conformation, found.tyr32.label, found.tyr32.basis) == ("Y32in.3P-ON", "Y32in", "OH")
    record = entry_5p21.to_records()[0]
    assert (record["sw1_class"], record["y32"], record["y71"]) == (
        found.sw1.conformation,
        found.tyr32.label,
        found.tyr71.label,
    )


@pytest.mark.parametrize("rule", ["parker2022", "nearest"])
def test_numbering_of_the_file_does_not_matter(rule: str, pdb_8azr: Any, entry_8azr: rs.Entry) -> None:
    moved = rs.load(pdb_8azr.renumbered(lambda number: number + 100).text)["A"]
    assert moved.classify_switches(rule).sw1.distance == entry_8azr["A"].classify_switches(rule).sw1.distance
    assert moved.classify_switches(rule).sw2 == entry_8azr["A"].classify_switches(rule).sw2


def test_selenomethionine_as_hetatm_is_part_of_the_loop(pdb_8azr: Any, entry_8azr: rs.Entry) -> None:
    """Met67 and Met72 are in switch II."""
    edited = pdb_8azr.edited(
        lambda line: f"HETATM{line[6:17]}MSE{line[20:]}" if line[17:20] == "MET" and line.startswith("ATOM") else line
    )
    found = rs.load(edited.text)["A"].conformation
    assert found.sw2 == entry_8azr["A"].conformation.sw2


def without_atoms(pdb: Any, number: int, names: set[str]) -> Any:
    """Leave atoms of a residue out."""
    return pdb.without(
        lambda line: line.startswith(("ATOM", "ANISOU")) and int(line[22:26]) == number and line[12:16].strip() in names
    )


@pytest.mark.parametrize(
    ("names", "basis"),
    [({"OH"}, "CZ"), ({"OH", "CZ", "CE1", "CE2", "CD1", "CD2", "CG"}, "CB")],
    ids=["without OH", "cut behind CB"],
)
def test_tyrosine_without_oh_has_no_group_but_a_stand_in(
    names: set[str], basis: str, pdb_8azr: Any, entry_8azr: rs.Entry
) -> None:
    whole = entry_8azr["A"].conformation
    cut = rs.load(without_atoms(pdb_8azr, 32, names).text)["A"]
    found = cut.conformation
    assert (found.tyr32.basis, found.tyr32.label) == (basis, whole.tyr32.label)
    assert (found.sw1.group, found.sw1.conformation) == ("Disordered.2P", "Outlier")
    assert (found.sw1.nearest, found.sw1.distance) == (whole.sw1.nearest, whole.sw1.distance)
    assert "has no OH" in found.sw1.explanation
    assert cut.classify_switches("nearest").sw1.conformation == whole.sw1.nearest


def test_without_the_nucleotide_the_published_rule_has_another_group(pdb_8azr: Any, entry_8azr: rs.Entry) -> None:
    empty = rs.load(pdb_8azr.without_molecule("GDP").text)["A"]
    whole = entry_8azr["A"].conformation
    assert (whole.sw1.conformation, whole.sw1.group) == ("Y32out.2P-OFF", "Y32out.2P")
    assert (empty.conformation.sw1.conformation, empty.conformation.sw1.group) == ("Outlier", "Y32out.0P")
    blind = empty.classify_switches("nearest").sw1
    assert (blind.conformation, blind.group) == ("Y32out.2P-OFF", None)
    assert blind.confidence is not None
    assert blind.confidence > 0.8


def test_gap_in_the_loop_names_the_missing_angles(pdb_8azr: Any) -> None:
    call = rs.load(pdb_8azr.without_sequence().without_residues(range(61, 65)).text)["A"].conformation.sw2
    assert {name.split()[0] for name in call.missing} == {"60", "61", "62", "63", "64", "65"}
    assert {"60 psi", "65 phi", "65 omega"} <= set(call.missing)
    assert "60 phi" not in call.missing
    assert f"{len(call.missing)} of its 63 angles are missing" in call.explanation


def test_loop_that_is_not_there_cannot_be_compared(pdb_8azr: Any) -> None:
    call = rs.load(pdb_8azr.without_sequence().without_residues(range(24, 42)).text)["A"].conformation.sw1
    assert (call.conformation, call.nearest, call.distance) == ("Disordered", None, None)
    assert "no backbone angle" in call.explanation


def test_unknown_rule_is_refused(entry_8azr: rs.Entry) -> None:
    with pytest.raises(LookupFailedError, match="found rule 'best', expected one of parker2022, nearest"):
        entry_8azr["A"].classify_switches("best")


@pytest.mark.parametrize("loop", ["SW1", "SW2"])
@settings(derandomize=True, deadline=None, max_examples=25)
@given(data=st.data())
def test_whole_turns_and_other_chains_change_no_distance(loop: str, data: st.DataObject) -> None:
    exemplars = switch_exemplars(loop)
    seed = data.draw(st.integers(0, 2**32 - 1))
    random = np.random.default_rng(seed)
    angles = random.uniform(-180, 180, (3, exemplars.angles.shape[1]))
    angles[random.random(angles.shape) < 0.2] = np.nan
    alone = [measure_classes(row[None], exemplars).distance[0] for row in angles]
    turned = measure_classes(angles + 360.0 * random.integers(-2, 3, angles.shape), exemplars).distance
    assert np.allclose(turned, np.stack(alone), atol=1e-5)


@pytest.mark.parametrize("loop", ["SW1", "SW2"])
def test_exemplar_is_of_its_class_in_its_group_and_an_outlier_elsewhere(loop: str) -> None:
    exemplars = switch_exemplars(loop)
    group = np.array(exemplars.spatial)[exemplars.class_of], np.array(exemplars.nucleotide_classes)[exemplars.class_of]
    calls = classify_by_group(exemplars.angles, *group, exemplars)
    assert calls.tolist() == [exemplars.classes[index] for index in exemplars.class_of]
    elsewhere = classify_by_group(exemplars.angles, np.full(len(calls), "Disordered"), group[1], exemplars)
    assert set(elsewhere.tolist()) == {"Outlier"}


@pytest.mark.parametrize(("shift", "is_hit"), [(30.0, True), (48.0, False)])
def test_limit_is_about_39_degrees(shift: float, is_hit: bool) -> None:
    """2(1 - cos 39°) = 0.446: one angle of an exemplar turned to just inside and just outside."""
    exemplars = switch_exemplars("SW1")
    lonely = exemplars.classes.index("Y32out.0P-GEF")
    angles = exemplars.angles[exemplars.class_of == lonely][:1].copy()
    angles[0, 10] += shift
    (call,) = classify_by_group(angles, np.array(["Y32out"]), np.array(["0P"]), exemplars).tolist()
    near = min(
        2 * (1 - math.cos(math.radians(a - b)))
        for a, b in ((angles[0, 10], row[10]) for row in exemplars.angles[exemplars.class_of == lonely])
    )
    assert (near <= 0.455) == is_hit
    assert (call == "Y32out.0P-GEF") == is_hit


# --- the published rule on two made-up exemplars ---------------------------------------------------------------------


def made_up(*angles: np.ndarray) -> SwitchExemplars:
    """Make exemplars of switch I, each a class of its own in the group in.3P."""
    names = tuple(f"class {place}" for place in range(len(angles)))
    group = {"spatial": ("in",) * len(angles), "nucleotide_classes": ("3P",) * len(angles)}
    class_of = np.arange(len(angles))
    return SwitchExemplars("SW1", names, chains=names, class_of=class_of, angles=np.stack(angles), **group)


def call(angles: np.ndarray, exemplars: SwitchExemplars) -> str:
    """Call one loop of the group in.3P."""
    return str(classify_by_group(angles[None], np.array(["in"]), np.array(["3P"]), exemplars)[0])


@pytest.mark.parametrize(("distance", "expected"), [(0.4549, "class 0"), (0.4551, "Outlier")])
def test_distance_is_rounded_to_two_decimals_before_it_meets_the_limit_of_0_45(distance: float, expected: str) -> None:
    """The limit itself is thus 39.37° and not 39.19°."""
    angles = np.zeros(48)
    angles[7] = math.degrees(math.acos(1 - distance / 2))
    assert call(angles, made_up(np.zeros(48))) == expected


@pytest.mark.parametrize(("second", "expected"), [(30.0, "Outlier"), (60.0, "class 0")])
def test_two_classes_within_the_limit_are_no_class(second: float, expected: str) -> None:
    turned = np.zeros(48)
    turned[7] = second
    assert call(np.zeros(48), made_up(np.zeros(48), turned)) == expected


def test_loop_with_a_gap_has_the_class_that_alone_fits_what_is_left_and_is_disordered_when_two_do() -> None:
    turned = np.zeros(48)
    turned[7] = 60.0
    both = made_up(np.zeros(48), turned)
    elsewhere, decisive = np.zeros(48), np.zeros(48)
    elsewhere[20:30] = np.nan
    decisive[7] = np.nan
    assert call(elsewhere, both) == "class 0"
    assert call(decisive, both) == "Disordered"


# --- awkward chains --------------------------------------------------------------------------------------------------


def with_second_place(pdb: Any, number: int, shift: Any, occupancy: float) -> Any:
    """Give a residue of 8AZR the alternate locations A, where it is, and B beside it."""
    lines = []
    for line in pdb.without_records("ANISOU").lines:
        if line.startswith("ATOM") and int(line[22:26]) == number:
            assert line[16] == " "
            other = moved(line, shift)
            lines.append(f"{line[:16]}A{line[17:54]}{1 - occupancy:6.2f}{line[60:]}")
            lines.append(f"{other[:16]}B{other[17:54]}{occupancy:6.2f}{other[60:]}")
        else:
            lines.append(line)
    return type(pdb)("\n".join(lines) + "\n")


@pytest.mark.parametrize("occupancy", [0.1, 0.9])
@pytest.mark.parametrize(("wanted", "label"), [(10.3, "Y32in"), (10.7, "Y32out")])
def test_the_nearest_alternate_location_places_the_tyrosine_however_low_its_occupancy(
    occupancy: float, wanted: float, label: str, pdb_8azr: Any
) -> None:
    hydroxyl, alpha = (
        next(xyz_of(line) for line in pdb_8azr.lines if line.startswith("ATOM") and line[12:26].split() == atom)
        for atom in (["OH", "TYR", "A", "32"], ["CA", "GLY", "A", "12"])
    )
    apart = float(np.linalg.norm(hydroxyl - alpha))
    assert apart > 14
    edited = with_second_place(pdb_8azr, 32, (alpha - hydroxyl) * (1 - wanted / apart), occupancy)
    place = rs.load(edited.text)["A"].conformation.tyr32
    assert (place.label, place.basis) == (label, "OH")
    assert place.distance == pytest.approx(wanted, abs=0.01)


@pytest.mark.parametrize("element", ["H", "D"])
def test_hydrogens_and_deuteriums_change_nothing(element: str, pdb_5p21: Any, entry_5p21: rs.Entry) -> None:
    lines = []
    for line in pdb_5p21.lines:
        lines.append(line)
        if line.startswith(("ATOM", "HETATM")) and line[17:20] != " MG":
            beside = moved(line, (0.6, 0.6, 0.3))
            lines.append(f"{beside[:12]} {element}X {beside[16:76]} {element}{beside[78:]}")
    chain, bare = rs.load("\n".join(lines) + "\n")["A"], entry_5p21["A"]
    assert chain.structure.topology.n_atoms > 2 * bare.structure.topology.n_atoms - 5
    assert (chain.conformation, chain.catalysis, chain.opening) == (bare.conformation, bare.catalysis, bare.opening)


def test_trace_of_ca_atoms_has_no_conformation_and_says_so(pdb_8azr: Any) -> None:
    trace = pdb_8azr.without(lambda line: line.startswith(("ATOM", "HETATM", "ANISOU")) and line[12:16] != " CA ")
    with pytest.warns(rs.RasStructWarning, match="one atom a residue"):
        chain = rs.load(trace.text)["A"]
    for rule, expected in (("parker2022", "Disordered"), ("nearest", None)):
        found = chain.classify_switches(rule)
        for switch in (found.sw1, found.sw2):
            assert (switch.conformation, switch.nearest, switch.margin, switch.confidence) == (expected, *[None] * 3)
            assert (switch.tyrosine.basis, len(switch.missing_atoms)) == ("CA", 2 * len(switch.angles) // 3 + 3)
            assert switch.explanation.endswith(
                "has no backbone angle in the coordinates, so that nothing can be compared."
            )
    assert chain.opening.helix_distance is not None
