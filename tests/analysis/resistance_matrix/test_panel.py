"""Panels hold what their names promise.

Oracles: mutations and drugs of Awad 2021 (doi:10.1056/NEJMoa2105281) and Koga 2021
(doi:10.1016/j.jtho.2021.04.015); the sequences of KRAS and HRAS at residue 95; contacts by `measure_residues`.
"""

from __future__ import annotations

import dataclasses

import pytest

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError
from rasstruct.analysis.residue_distances import measure_residues
from rasstruct.analysis.resistance_matrix.panel import list_panel
from rasstruct.reference.pockets import get_pocket


def panel_of(entry: rs.Entry, name: str) -> tuple[str, ...]:
    """List a panel for the first chain of an entry and its inhibitors."""
    chain = entry.chains[0]
    return list_panel(name, chain, chain.inhibitors)


@pytest.mark.parametrize(
    "mutation", ["G12D", "G12R", "G12V", "G12W", "Q61H", "R68S", "H95D", "H95Q", "H95R", "Y96C", "Y96D", "Q99L"]
)
def test_clinical_panel_holds_acquired_resistance(mutation: str, entry_8azr: rs.Entry) -> None:
    assert mutation in panel_of(entry_8azr, "clinical")


def test_a_hotspot_without_drug_is_evidence_and_not_clinical(entry_8azr: rs.Entry) -> None:
    clinical, evidence = panel_of(entry_8azr, "clinical"), panel_of(entry_8azr, "evidence")
    assert ("M72C" in evidence, "M72C" in clinical) == (True, False)
    assert set(clinical) < set(evidence)


@pytest.mark.parametrize("name", ["clinical", "evidence"])
def test_a_fact_about_a_residue_is_no_mutation(name: str, entry_8azr: rs.Entry) -> None:
    assert all(mutation[-1].isalpha() for mutation in panel_of(entry_8azr, name))


def test_mutations_of_another_isoform_are_left_out(entry_8azr: rs.Entry, entry_5p21: rs.Entry) -> None:
    kras, hras = panel_of(entry_8azr, "clinical"), panel_of(entry_5p21, "clinical")
    assert [name for name in kras if name.startswith("H95")] == ["H95D", "H95Q", "H95R"]
    assert not [name for name in hras if name.startswith("H95")]
    assert "Y96D" in hras


def test_scan_asks_for_residues_that_line_or_touch(entry_8azr: rs.Entry) -> None:
    numbers = [int(name[1:]) for name in panel_of(entry_8azr, "pocket-scan")]
    chain = entry_8azr["A"]
    touched = {row.uniprot_number for row in measure_residues(chain, chain.inhibitors[0]) if row.any_atom <= 4.0}
    assert set(numbers) == touched | set(get_pocket("SII-P").residues)
    assert numbers == sorted(numbers)


def test_scan_asks_for_a_residue_outside_the_pocket_that_the_inhibitor_touches(entry_8azr: rs.Entry) -> None:
    chain = entry_8azr["A"]
    (ligand,) = chain.inhibitors
    touching = dataclasses.replace(ligand, contacts=(*ligand.contacts, 150))
    assert set(list_panel("pocket-scan", chain, [touching])) - set(panel_of(entry_8azr, "pocket-scan")) == {"Q150"}


def test_order_is_by_residue(entry_8azr: rs.Entry) -> None:
    panel = panel_of(entry_8azr, "evidence")
    assert list(panel) == sorted(set(panel), key=lambda name: (int(name[1:-1]), name))


def test_unknown_panel_is_refused(entry_8azr: rs.Entry) -> None:
    with pytest.raises(LookupFailedError, match="found panel 'all', expected one of evidence, clinical, pocket-scan"):
        panel_of(entry_8azr, "all")
