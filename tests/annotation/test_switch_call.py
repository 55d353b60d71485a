"""Does a call say what it rests on: classes within the limit, missing atoms, confidence, and one true sentence?

Oracles: the atoms and residues that the test leaves out of 8AZR (KRAS4B·GDP, without a gap); calls made up of angles
with a known distance; the table of shares, which the corpus tests recount.
"""

from __future__ import annotations

import dataclasses
import math
import re
from typing import Any

import numpy as np
import pytest

import rasstruct as rs
from rasstruct.annotation.switch_call import SwitchCall
from rasstruct.annotation.switch_classes import measure_classes
from rasstruct.reference.switches import switch_confidence, switch_exemplars


def with_angles(call: SwitchCall, angles: np.ndarray, **changes: Any) -> SwitchCall:
    """Give a call other angles, and the distances that belong to them."""
    exemplars = switch_exemplars(call.loop)
    distances = measure_classes(angles[None], exemplars).distance[0]
    return dataclasses.replace(call, angles=angles, class_distances=distances, **changes)


def without_atom(pdb: Any, number: int, *names: str) -> Any:
    """Leave atoms of a residue out."""
    return pdb.without(
        lambda line: line[:6] in ("ATOM  ", "ANISOU") and int(line[22:26]) == number and line[12:16].strip() in names
    )


# --- confidence ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("n_missing", "is_known"), [(0, True), (6, True), (7, False), (30, False)])
def test_confidence_needs_all_but_six_angles(n_missing: int, is_known: bool, entry_8azr: rs.Entry) -> None:
    angles = switch_exemplars("SW2").angles[0].copy()
    angles[:n_missing] = np.nan
    call = with_angles(entry_8azr["A"].classify_switches("nearest").sw2, angles, distance=0.05)
    (first, *_) = (row for row in switch_confidence() if row.loop == "SW2")
    assert call.confidence == (pytest.approx(first.n_agree / first.n_chains, abs=0.0006) if is_known else None)
    assert call.explanation.endswith("too much of it is missing for a confidence.") == (not is_known)
    assert ("are of their nearest class" in call.explanation) == is_known


def test_gap_of_one_residue_has_a_confidence_and_one_of_two_has_none(pdb_8azr: Any) -> None:
    for residues, n_missing, is_known in (((63,), 6, True), ((63, 64), 9, False)):
        chain = pdb_8azr.without_sequence().without_residues(*residues).chain()
        call = chain.classify_switches("nearest").sw2
        assert (len(call.missing), call.confidence is not None) == (n_missing, is_known)


@pytest.mark.parametrize("loop", ["SW1", "SW2"])
def test_every_distance_to_two_decimals_is_in_one_bin(loop: str, entry_8azr: rs.Entry) -> None:
    call = getattr(entry_8azr["A"].classify_switches("nearest"), loop.lower())
    shares = [dataclasses.replace(call, distance=hundredths / 100).confidence for hundredths in range(401)]
    assert shares == sorted(shares, reverse=True)
    assert (shares[10] > shares[11], shares[45] > shares[46] == 0) == (True, True)


# --- margin, ties, limit ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bundled", ["entry_8azr", "entry_5p21"])
def test_margin_is_the_difference_of_the_distances_that_are_shown(bundled: str, request: pytest.FixtureRequest) -> None:
    entry = request.getfixturevalue(bundled)
    for call in (entry["A"].conformation.sw1, entry["A"].conformation.sw2):
        assert call.margin == round(call.runner_up_distance - call.distance, 2)


def test_margin_of_rounded_distances_is_not_that_of_exact_ones(pdb_8azr: Any) -> None:
    """Cut loops have many margins; one hundredth apart where rounding went the other way."""
    base = pdb_8azr.without_sequence()
    for number in range(57, 77):
        call = base.without_residues(number).chain().conformation.sw2
        assert call.margin == round(call.runner_up_distance - call.distance, 2), number


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
def test_nearest_class_is_that_of_the_exemplar_at_a_tie(
    names: tuple[str, str], entry_8azr: rs.Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two classes have the same exemplar, whose first is the nearest whatever the classes are called."""
    first = switch_exemplars("SW1")
    twins = dataclasses.replace(
        first,
        classes=names,
        spatial=("Y32in",) * 2,
        nucleotide_classes=("3P",) * 2,
        chains=("first", "second"),
        class_of=np.array([0, 1]),
        angles=first.angles[[0, 0]],
    )
    monkeypatch.setattr(
        "rasstruct.annotation.conformation.switch_exemplars",
        lambda loop: twins if loop == "SW1" else switch_exemplars(loop),
    )
    call = entry_8azr["A"].classify_switches("nearest").sw1
    assert (call.nearest, call.conformation, call.exemplar, call.runner_up) == (names[0], names[0], "first", names[1])
    assert call.margin == 0


@pytest.mark.parametrize(("distance", "n_beyond"), [(0.4549, 0), (0.4551, 1)])
def test_angle_is_beyond_the_limit_when_its_distance_to_two_decimals_is(
    distance: float, n_beyond: int, entry_8azr: rs.Entry
) -> None:
    exemplars = switch_exemplars("SW1")
    angles = exemplars.angles[0].copy()
    angles[7] += math.degrees(math.acos(1 - distance / 2))
    call = with_angles(entry_8azr["A"].conformation.sw1, angles, exemplar=exemplars.chains[0])
    assert call.n_beyond == n_beyond


# --- the published rule in words -------------------------------------------------------------------------------------


def test_class_is_the_only_hit(entry_8azr: rs.Entry) -> None:
    call = entry_8azr["A"].conformation.sw1
    assert call.hits == (call.conformation,)
    assert f"it alone of its group {call.group} is within 0.45" in call.explanation
    assert entry_8azr["A"].classify_switches("nearest").sw1.hits == ()


def test_two_classes_within_the_limit_are_both_named(entry_8azr: rs.Entry) -> None:
    exemplars = switch_exemplars("SW2")
    groups = list(zip(exemplars.spatial, exemplars.nucleotide_classes, strict=True))
    group = next(group for group in groups if groups.count(group) > 1)
    both = [name for name, own in zip(exemplars.classes, groups, strict=True) if own == group]
    angles = np.full(exemplars.angles.shape[1], np.nan)
    angles[0] = exemplars.angles[exemplars.class_of == exemplars.classes.index(both[0])][0, 0]
    call = with_angles(entry_8azr["A"].conformation.sw2, angles, group=".".join(group), conformation="Disordered")
    assert set(call.hits) <= set(both)
    assert len(call.hits) > 1
    assert f"{len(call.hits)} classes of its group {'.'.join(group)} are within 0.45 ({', '.join(call.hits)})" in (
        call.explanation
    )


def test_group_without_classes_is_said_to_have_none(pdb_8azr: Any, pdb_5p21: Any) -> None:
    """Tyr32 is in only with a nucleotide: the published classes have no Y32in.0P."""
    call = pdb_5p21.without_molecule("GNP").chain().conformation.sw1
    assert (call.group, call.conformation, call.hits) == ("Y32in.0P", "Outlier", ())
    assert "the published rule has no class in its group Y32in.0P;" in call.explanation
    out = pdb_8azr.without_molecule("GDP").chain().conformation.sw1
    assert (out.group, out.conformation, out.hits) == ("Y32out.0P", "Outlier", ())
    assert "no class of its group Y32out.0P is within 0.45;" in out.explanation


@pytest.mark.parametrize(
    ("turned", "words"), [((), None), ((7,), "and 1 angle by more than the limit"), ((7, 10), "and 2 angles by more")]
)
def test_angles_beyond_the_limit_are_counted_when_there_are_any(
    turned: tuple[int, ...], words: str | None, entry_8azr: rs.Entry
) -> None:
    exemplars = switch_exemplars("SW1")
    angles = exemplars.angles[0].copy()
    angles[list(turned)] += 90.0
    own = entry_8azr["A"].conformation.sw1
    call = with_angles(own, angles, exemplar=exemplars.chains[0], conformation="Outlier", group="Y32in.0P")
    assert ("more than the limit" in call.explanation) == (words is not None)
    assert words is None or words in call.explanation


# --- missing atoms ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "names", "missing", "n_missing"),
    [
        # N makes phi, psi and omega of its own residue and psi of the one before
        (61, ("N",), ("61 N",), 4), (61, ("C",), ("61 C",), 4), (61, ("CA",), ("61 CA",), 4),
        # at the ends: CA before the loop makes omega, N behind it psi
        (55, ("CA",), ("55 CA",), 1), (55, ("N",), (), 0), (77, ("N",), ("77 N",), 1), (77, ("CA",), (), 0),
        (61, ("O", "CB"), (), 0),
    ],
)  # fmt: skip
def test_missing_atom_is_named_with_the_angles_it_takes(
    number: int, names: tuple[str, ...], missing: tuple[str, ...], n_missing: int, pdb_8azr: Any
) -> None:
    call = without_atom(pdb_8azr, number, *names).chain().conformation.sw2
    assert (call.missing_atoms, len(call.missing)) == (missing, n_missing)
    verb = "is" if n_missing == 1 else "are"
    expected = f"; {n_missing} of its 63 angles {verb} missing (no {', '.join(missing)})"
    assert (expected in call.explanation) == bool(missing)


def test_missing_residues_are_listed_and_a_long_list_is_not_said(pdb_8azr: Any) -> None:
    for residues, is_said in (((63, 64), True), ((63, 64, 65), False)):
        call = pdb_8azr.without_sequence().without_residues(*residues).chain().conformation.sw2
        assert call.missing_atoms == tuple(f"{number} {name}" for number in residues for name in ("N", "CA", "C"))
        assert bool(re.search(r"missing \(no 63 N, ", call.explanation)) == is_said


def test_atoms_that_place_the_tyrosine_stand_behind_the_backbone(pdb_8azr: Any) -> None:
    cut = without_atom(without_atom(pdb_8azr, 32, "OH"), 30, "C")
    assert cut.chain().conformation.sw1.missing_atoms == ("30 C", "32 OH")


def test_whole_loop_misses_nothing(entry_5p21: rs.Entry) -> None:
    for call in (entry_5p21["A"].conformation.sw1, entry_5p21["A"].conformation.sw2):
        assert (call.missing, call.missing_atoms) == ((), ())
        assert "missing" not in call.explanation
