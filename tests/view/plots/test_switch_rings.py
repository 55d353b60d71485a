"""Switch rings. Oracles: the call of the conformation, which other tests check, and the texts drawn."""

from __future__ import annotations

import pytest
from drawn_axes import new_axes, texts_of

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError

plots = rs.plots


def test_a_switch_ring_says_what_decides_as_the_call_does(entry_8azr: rs.Entry) -> None:
    chain = entry_8azr["A"]
    deciding = [
        (row.uniprot_number, row.angle_name, row.deviation) for row in plots.list_switch_rings(chain) if row.is_deciding
    ]
    calls = (chain.conformation.sw1, chain.conformation.sw2)
    assert deciding == [(call.deciding_residue, call.deciding_angle, call.deviation) for call in calls]
    assert len(plots.list_switch_rings(chain)) == 3 * (16 + 21)


def test_rings_can_be_compared_with_another_class(entry_8azr: rs.Entry) -> None:
    rows = plots.list_switch_rings(entry_8azr["A"], classes=["Y32in.3P-ON"])
    assert {row.compared_class for row in rows if row.loop == "SW1"} == {"Y32in.3P-ON"}
    assert max(row.deviation for row in rows if row.loop == "SW1") > 100


def test_a_class_that_is_none_is_refused(entry_8azr: rs.Entry) -> None:
    with pytest.raises(LookupFailedError, match="found conformation 'open', expected one of"):
        plots.list_switch_rings(entry_8azr["A"], classes=["open"])


def test_rings_name_every_residue(entry_8azr: rs.Entry) -> None:
    texts = texts_of(plots.switch_rings(entry_8azr["A"], axes=new_axes()))
    assert {"Gln 25", "Tyr 40", "Gln 61", "Tyr 71"} <= set(texts)


@pytest.mark.corpus
@pytest.mark.parametrize(("name", "is_own"), [("4obe.cif", True), ("8azr.pdb", False)])
def test_an_exemplar_of_the_entry_itself_is_said_to_be_one(name: str, is_own: bool, corpus_entry) -> None:
    chain = corpus_entry(name).chains[0]
    assert {row.is_own_entry for row in plots.list_switch_rings(chain) if row.loop == "SW1"} == {is_own}
    assert any("its own entry" in text for text in texts_of(plots.switch_rings(chain, axes=new_axes()))) == is_own
