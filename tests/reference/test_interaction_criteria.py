"""Are the criteria of interactions complete, sourced and in use?

Oracle: ProLIF's own defaults, read from its classes, for every row that says it is a default; RDKit for the patterns.
"""

from __future__ import annotations

import pytest
from prolif.interactions.interactions import (
    CationPi,
    EdgeToFace,
    FaceToFace,
    Hydrophobic,
    ImplicitHBAcceptor,
    MetalDonor,
    XBAcceptor,
)
from rdkit import Chem

from rasstruct import reference
from rasstruct._base.errors import LookupFailedError
from rasstruct.analysis.interactions.interaction_row import KINDS
from rasstruct.reference.interaction_criteria import get_interaction_atoms, get_interaction_limit

CRITERIA = {(row.interaction, row.quantity): row for row in reference.interaction_criteria()}


def test_every_kind_has_a_limit_and_every_row_a_source() -> None:
    assert {kind for kind, _ in CRITERIA} == {*KINDS, "any"}
    assert len(CRITERIA) == len(reference.interaction_criteria())
    assert all(row.source and row.verification and row.limit > 0 for row in CRITERIA.values())
    assert {row.unit for row in CRITERIA.values()} == {"Å", "degrees", "bonds"}


def test_a_row_called_a_default_of_prolif_is_one() -> None:
    stacked, crossed = FaceToFace(), EdgeToFace()
    found = {
        ("hbond", "distance"): ImplicitHBAcceptor().distance,
        ("hydrophobic", "distance"): Hydrophobic().distance,
        ("cationpi", "distance"): CationPi().distance,
        ("pistacking", "face distance"): stacked.distance,
        ("pistacking", "edge distance"): crossed.distance,
        ("pistacking", "edge ring radius"): crossed.intersect_radius,
        ("halogen", "distance"): XBAcceptor().distance,
        ("metal", "distance"): MetalDonor().distance,
    }
    assert {key: CRITERIA[key].limit for key in found} == found
    assert {CRITERIA[key].verification for key in found} == {"default of ProLIF"}


@pytest.mark.parametrize("row", reference.interaction_atoms(), ids=lambda row: f"{row.interaction} {row.part}")
def test_a_pattern_can_be_read(row) -> None:
    assert Chem.MolFromSmarts(row.smarts) is not None
    assert row.source
    assert row.definition


def test_an_unknown_name_is_refused_with_those_there_are() -> None:
    with pytest.raises(LookupFailedError, match="found hbond colour, expected one of any reach, hbond distance"):
        get_interaction_limit("hbond", "colour")
    with pytest.raises(LookupFailedError, match="expected one of hbond acceptor"):
        get_interaction_atoms("hbond", "colour")
