"""Interactions made by hand on 8AZR, whole and with atoms left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import rasstruct as rs
from rasstruct.analysis.comparison.ligand_profile import LigandProfile, build_profile
from rasstruct.analysis.interactions.interaction_row import Interaction

#: a partner and a kind of interaction: a residue number, or a kind of partner and its name
Given = tuple[int | str, str]
CUTOFF = 4.0


def make_interaction(partner: int | str, kind: str, distance: float = 3.5, part: str | None = None) -> Interaction:
    """Make an interaction with a residue of the own chain, or with ``"kind name"``, such as ``"ion MG"``."""
    if isinstance(partner, int):
        partner_kind, name, number = "own chain", f"XYZ{partner}", partner
    else:
        partner_kind, _, name = partner.rpartition(" ")
        number = None
    return Interaction(
        source="by hand",
        pdb_id=None,
        chain_id="A",
        ligand_het="LR4",
        ligand_name=None,
        ligand_residue="A/204",
        partner=name,
        partner_kind=partner_kind,
        partner_chain_id="B" if partner_kind == "partner chain" else "A",
        uniprot_number=number,
        author_number=number or 1,
        insertion_code=None,
        residue_name=name,
        interaction=kind,
        distance=distance,
        angle=None,
        ligand_atoms=("C1",),
        partner_atoms=("CB",),
        ligand_role=None,
        contact_part=part,
        waters=(),
        assumption=None,
    )


@pytest.fixture(scope="session")
def interaction() -> Callable[..., Interaction]:
    """Give the maker of interactions."""
    return make_interaction


@pytest.fixture(scope="session")
def profile(entry_8azr: rs.Entry) -> Callable[..., LigandProfile]:
    """Give the maker of a column: interactions given by hand, on 8AZR or another chain."""
    whole = entry_8azr.chains[0]

    def make(label: str, *given: Given | Interaction, chain: rs.RasChain = whole) -> LigandProfile:
        rows = [row if isinstance(row, Interaction) else make_interaction(*row) for row in given]
        return build_profile(chain, chain.inhibitors[0], label, rows, CUTOFF)

    return make


@pytest.fixture(scope="session")
def gapped(pdb_8azr: Any) -> rs.RasChain:
    """8AZR without residue 68, without the side chain of His95, without water and GDP."""
    edited = pdb_8azr.without_residues(68).without_molecule("HOH").without_molecule("GDP")
    kept = ("N", "CA", "C", "O", "CB")
    text = edited.without(
        lambda line: line.startswith(("ATOM", "ANISOU")) and int(line[22:26]) == 95 and line[12:16].strip() not in kept
    )
    return text.chain()
