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

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError
from rasstruct.annotation.switch_classes import classify_by_group, measure_classes
from rasstruct.reference.switches import get_switch_loop, switch_exemplars


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
