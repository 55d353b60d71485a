"""Does a request name the right substitutions, and is a wrong one refused in a sentence?

Oracles: HGVS nomenclature; the sequence of KRAS4B (P01116-2) and what 8AZR (C118S) and 5P21 (HRAS) have in it.
"""

from __future__ import annotations

import pytest

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError
from rasstruct.analysis.mutagenesis.substitution import read_substitutions


@pytest.fixture(scope="module")
def chain() -> rs.RasChain:
    return rs.load("8AZR")["A"]


@pytest.mark.parametrize(
    "request_", ["Y96D", "y96d", "p.Y96D", "p.Tyr96Asp", "p.(Tyr96Asp)", "Tyr96Asp", "96D", " Y96D "]
)
def test_the_ways_to_write_one_substitution_are_one(request_: str, chain: rs.RasChain) -> None:
    (found,) = read_substitutions(chain, request_)
    assert (found.mutation, found.from_residue, found.to_residue) == ("Y96D", "Y", "D")


@pytest.mark.parametrize("request_", ["C118A", "S118A"])
def test_wild_type_may_be_canonical_or_observed(request_: str, chain: rs.RasChain) -> None:
    (found,) = read_substitutions(chain, request_)
    assert (found.mutation, found.canonical, found.from_residue) == ("C118A", "C", "S")


def test_a_reversion_is_named_from_what_is_there(chain: rs.RasChain) -> None:
    assert [one.mutation for one in read_substitutions(chain, "S118C")] == ["S118C"]


def test_a_position_stands_for_all_nineteen_others(chain: rs.RasChain) -> None:
    found = read_substitutions(chain, "Y96")
    assert len(found) == 19
    assert "Y" not in {one.to_residue for one in found}
    assert found == tuple(
        type(one)("Y96", *(getattr(one, name) for name in one.__slots__[1:]))
        for one in read_substitutions(chain, "Y96X")
    )


def test_a_list_keeps_its_order_and_drops_what_is_named_twice(chain: rs.RasChain) -> None:
    assert [one.mutation for one in read_substitutions(chain, ["H95Q", "Y96D", "p.His95Gln"])] == ["H95Q", "Y96D"]


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        ("W96D", "found wild type W in W96D, expected Y96 of KRAS4B"),
        ("Y999D", "found position 999 in Y999D, expected 1 to 188"),
        ("Y0D", "found position 0"),
        ("Y96B", "found B in Y96B, expected one of the 20 amino acids"),
        ("Y96*", "found a stop codon"),
        ("p.Tyr96Ter", "found a stop codon"),
        ("Y96DD", "expected a mutation such as Y96D"),
        ("", "expected a mutation such as Y96D"),
        ([], "found no mutation"),
    ],
)
def test_a_wrong_request_is_refused(request_: str | list[str], sentence: str, chain: rs.RasChain) -> None:
    with pytest.raises(LookupFailedError, match=sentence.replace("(", r"\(")):
        read_substitutions(chain, request_)
