"""Do the panels list what they say, and does the effect by structure stand beside the published one?

Oracles: the table of observations; `chain.mutate`; the sequences of HRAS and NRAS (Gln95, Leu95).
"""

from __future__ import annotations

import pytest

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError


@pytest.fixture(scope="module")
def chain() -> rs.RasChain:
    return rs.load("8AZR")["A"]


def test_the_clinical_panel_is_a_part_of_the_evidence(chain: rs.RasChain) -> None:
    evidence, clinical = ({row.mutation for row in chain.resistance(name)} for name in ("evidence", "clinical"))
    assert clinical < evidence
    assert {"Y96D", "H95R", "R68S", "G12W"} <= clinical
    assert "M72C" in evidence
    assert "M72C" not in clinical


def test_the_pocket_scan_has_nineteen_mutations_a_residue_and_what_is_published(chain: rs.RasChain) -> None:
    rows = chain.resistance("pocket-scan", structure=False)
    counts = {number: set() for number in {row.uniprot_number for row in rows}}
    for row in rows:
        counts[row.uniprot_number].add(row.mutation)
    assert set(map(len, counts.values())) == {19}
    assert {68, 72, 95, 96, 99} <= counts.keys()
    assert {(row.drug, row.effect) for row in rows if row.mutation == "H95Q"} >= {("adagrasib", "resistant")}
    assert {row.drug for row in rows if row.mutation == "Y96W"} == {None}


def test_the_effect_by_structure_is_that_of_mutate(chain: rs.RasChain) -> None:
    for row in chain.resistance():
        if row.label is None:
            assert not row.mutation[-1].isalpha()
        else:
            effect = chain.mutate(row.mutation).effect
            assert (row.label, row.score, row.explanation) == (effect.label, effect.score, effect.explanation)


def test_without_structure_there_is_no_label(chain: rs.RasChain) -> None:
    assert {row.label for row in chain.resistance(structure=False)} == {None}


@pytest.mark.parametrize(("mutation", "is_difference"), [("H95Q", True), ("H95L", True), ("H95D", False)])
def test_residues_of_other_genes_are_named_as_such(mutation: str, is_difference: bool, chain: rs.RasChain) -> None:
    (row, *_) = (row for row in chain.resistance() if row.mutation == mutation)
    assert ("isoform difference" in row.mutation_classes) == is_difference


def test_an_unknown_panel_is_refused(chain: rs.RasChain) -> None:
    with pytest.raises(LookupFailedError, match="found panel 'all', expected one of evidence, clinical, pocket-scan"):
        chain.resistance("all")
