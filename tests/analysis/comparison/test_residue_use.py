"""Which ligand uses which key residue, with which part?

Oracles: gemmi's distances between LR4 and the atoms of each residue of 8AZR; interactions made by hand; the
published resistance mutations of KRAS inhibitors (Awad 2021 NEJM doi:10.1056/NEJMoa2105281) for the key residues.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gemmi
import pytest

import rasstruct as rs
from rasstruct import reference
from rasstruct.analysis.comparison.residue_use import key_residues, list_residue_use

Make = Callable[..., Any]
CUTOFF = 4.0
#: half of the last digit that is given, in Å
ROUNDING = 0.005


def test_key_residues_are_those_of_published_mutations() -> None:
    assert set(key_residues()) == {12, 68, 72, 95, 96, 99}
    evidence = reference.resistance_evidence(include_low_confidence=False)
    published = {int("".join(c for c in row.mutation if c.isdigit())) for row in evidence}
    assert set(key_residues()) <= published


def nearest(text: str, number: int) -> dict[str, float]:
    """Measure LR4 to the side chain (beyond CB) and the backbone of a residue with gemmi, highest occupancy."""
    chain = gemmi.read_pdb_string(text)[0]["A"]
    ligand = [atom.pos for residue in chain if residue.name == "LR4" for atom in residue]
    found: dict[str, float] = {}
    for residue in chain:
        if residue.seqid.num != number or residue.name in ("HOH", "LR4"):
            continue
        for atom in residue:
            part = "backbone" if atom.name in ("N", "CA", "C", "O", "CB") else "side chain"
            distance = min(atom.pos.dist(other) for other in ligand)
            found[part] = min(distance, found.get(part, distance))
    return found


@pytest.mark.parametrize("number", [12, 68, 72, 95, 96, 99])
def test_use_of_8azr_follows_the_distances(number: int, profile: Make, text_8azr: str) -> None:
    (row,) = list_residue_use([profile("1")], [number])
    measured = nearest(text_8azr, number)
    within = [part for part in ("side chain", "backbone") if measured.get(part, 99.0) <= CUTOFF]
    expected = "both" if len(within) == 2 else within[0] if within else None
    assert (row.use, row.used_by) == ("used" if within else "not used", expected)
    for part, given in (("side chain", row.side_chain_distance), ("backbone", row.backbone_distance)):
        assert given == (pytest.approx(measured[part], abs=ROUNDING) if part in measured else None)


def test_every_way_to_use_a_residue_occurs_in_8azr(profile: Make) -> None:
    rows = list_residue_use([profile("1")])
    assert {row.used_by for row in rows} >= {None, "side chain", "both"}


def test_interactions_are_told_by_part(profile: Make, interaction: Make) -> None:
    ligand = profile(
        "1",
        interaction(95, "hydrophobic", part="backbone"),
        interaction(95, "hbond", part="side chain"),
        interaction(95, "waterbridge"),
        interaction(96, "hbond", part="side chain"),
    )
    (row,) = list_residue_use([ligand], [95])
    assert row.interactions == ("hbond", "hydrophobic", "waterbridge")
    assert (row.side_chain_interactions, row.backbone_interactions) == (("hbond",), ("hydrophobic",))


def test_bridge_beyond_the_cutoff_is_use_without_a_part(profile: Make) -> None:
    (with_bridge,) = list_residue_use([profile("1", (12, "waterbridge"))], [12])
    (without,) = list_residue_use([profile("1")], [12])
    assert (with_bridge.use, with_bridge.used_by) == ("used", None)
    assert (without.use, without.used_by) == ("not used", None)


def test_missing_residue_is_not_unused(profile: Make, gapped: rs.RasChain) -> None:
    rows = {row.uniprot_number: row for row in list_residue_use([profile("1", chain=gapped)], [68, 69, 95, 12])}
    assert (rows[68].use, rows[68].residue_name, rows[68].backbone_distance) == ("missing", None, None)
    assert rows[12].use == "not used"
    assert rows[69].use == "used"
    # the backbone of 95 comes within the cut-off by itself; its side chain was taken away
    assert (rows[95].use, rows[95].used_by, rows[95].side_chain_distance) == ("used", "backbone", None)


def test_rows_go_by_residue_as_asked_then_by_ligand(profile: Make) -> None:
    rows = list_residue_use([profile("1"), profile("2")], [96, 12])
    assert [(row.uniprot_number, row.ligand) for row in rows] == [(96, "1"), (96, "2"), (12, "1"), (12, "2")]
