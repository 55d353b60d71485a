"""Which atom places Tyr32 and Tyr71 when OH is not there, and what is said to be missing?

Oracles: the atoms that the test leaves in 8AZR, distances by hand; the table of cut-offs, whose order is that from the
end of the side chain to the backbone.
"""

from __future__ import annotations

import math
from typing import Any

import pytest

import rasstruct as rs
from rasstruct.reference.switches import tyrosine_cutoffs

ORDER = ("OH", "CZ", "CG", "CB", "CA")
BACKBONE = ("N", "CA", "C", "O")


def keep_atoms(pdb: Any, kept: dict[int, tuple[str, ...]]) -> Any:
    """Leave only some atoms of some residues."""

    def is_cut(line: str) -> bool:
        if not line.startswith(("ATOM", "ANISOU")):
            return False
        return int(line[22:26]) in kept and line[12:16].strip() not in kept[int(line[22:26])]

    return pdb.without(is_cut)


def find_atom(pdb: Any, number: int, name: str) -> tuple[float, ...]:
    """Read the coordinates of an atom of the protein."""
    line = next(
        row for row in pdb.lines if row[:4] == "ATOM" and (row[22:26], row[12:16].strip()) == (f"{number:4d}", name)
    )
    return tuple(float(line[start : start + 8]) for start in (30, 38, 46))


@pytest.mark.parametrize("loop", ["SW1", "SW2"])
def test_table_goes_from_the_end_of_the_side_chain_to_the_backbone(loop: str) -> None:
    rows = [row for row in tyrosine_cutoffs() if row.loop == loop]
    assert tuple(row.atom for row in rows) == ORDER
    assert all(row.n_agree <= row.n_chains for row in rows[1:])


@pytest.mark.parametrize(("switch", "number", "reference"), [("sw1", 32, 12), ("sw2", 71, 9)])
@pytest.mark.parametrize("basis", ORDER[1:])
def test_outermost_atom_that_is_left_places_the_tyrosine(
    switch: str, number: int, reference: int, basis: str, pdb_8azr: Any
) -> None:
    kept = (*BACKBONE, *ORDER[ORDER.index(basis) :])
    place = getattr(keep_atoms(pdb_8azr, {number: kept}).chain().conformation, switch).tyrosine
    distance = math.dist(find_atom(pdb_8azr, number, basis), find_atom(pdb_8azr, reference, "CA"))
    (cutoff,) = (row.cutoff for row in tyrosine_cutoffs() if (row.loop, row.atom) == (place.loop, basis))
    assert (place.basis, place.cutoff, place.missing) == (basis, cutoff, (f"{number} OH",))
    assert place.distance == pytest.approx(distance, abs=0.0051)
    assert place.label.endswith("in") == (distance <= cutoff)


@pytest.mark.parametrize(("switch", "number", "reference"), [("sw1", 32, 12), ("sw2", 71, 9)])
def test_missing_ca_of_the_reference_residue_is_named_and_not_oh(
    switch: str, number: int, reference: int, pdb_8azr: Any
) -> None:
    chain = keep_atoms(pdb_8azr, {reference: ("N", "C", "O")}).chain()
    call = getattr(chain.conformation, switch)
    assert (call.tyrosine.label, call.tyrosine.missing) == (None, (f"{reference} CA",))
    assert f"residue {reference} has no CA, so that the published rule has no group" in call.explanation
    assert "no OH" not in call.explanation


def test_both_are_named_when_both_are_missing(pdb_8azr: Any) -> None:
    call = keep_atoms(pdb_8azr, {12: ("N", "C", "O"), 32: (*BACKBONE, "CB")}).chain().conformation.sw1
    assert call.tyrosine.missing == ("32 OH", "12 CA")
    assert "TYR32 has no OH and residue 12 has no CA, so that" in call.explanation


def test_residue_that_is_not_modelled_is_said_to_be_so(pdb_8azr: Any) -> None:
    call = pdb_8azr.without_residues(32).chain().conformation.sw1
    assert (call.tyrosine.residue_name, call.tyrosine.missing) == (None, ("32 OH",))
    assert "residue 32 is not modelled, so that" in call.explanation


def test_whole_tyrosine_misses_nothing(entry_8azr: rs.Entry) -> None:
    found = entry_8azr["A"].conformation
    assert (found.tyr32.basis, found.tyr32.missing, found.tyr71.missing) == ("OH", (), ())
