"""Is the switch-II pocket larger where an inhibitor holds it open, in the same box in every entry?

Oracle: the ligands of the deposited files. The measurement leaves inhibitors out, so it does not know which
entries have one. Near misses: switch II that stands out without a ligand (4Q21), an inhibitor in the
neighbouring pocket (4DST).
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

import rasstruct as rs

pytestmark = pytest.mark.corpus

OPEN = ["6oim.cif", "6ut0.cif", "7rpz.cif", "8azr.pdb", "5v9o.pdb", "8jjs.cif"]
CLOSED = ["4obe.cif", "4ldj.pdb", "5p21.pdb", "4tqa.pdb", "6god.pdb", "1ctq.pdb", "4dst.pdb", "9bga.cif"]

Load = Callable[[str], rs.Entry]


@pytest.fixture(scope="module")
def largest_closed(corpus_entry: Load) -> float:
    """Volume in Å³ of the largest closed pocket."""
    return max(chain.pocket("SII-P").volume for name in CLOSED for chain in corpus_entry(name))


@pytest.mark.parametrize("name", OPEN)
def test_pocket_with_an_inhibitor_is_larger_than_every_closed_one_and_holds_it(
    corpus_entry: Load, largest_closed: float, name: str
) -> None:
    for chain in corpus_entry(name):
        pocket = chain.pocket("SII-P")
        assert pocket.volume > largest_closed
        (inhibitor,) = [bound.label for bound in chain.inhibitors if bound.site == "SII-P"]
        assert inhibitor in pocket.occupants


@pytest.mark.parametrize("name", CLOSED)
def test_pocket_without_an_inhibitor_has_no_inhibitor_in_it(corpus_entry: Load, name: str) -> None:
    for chain in corpus_entry(name):
        held = set(chain.pocket("SII-P").occupants)
        assert not held & {bound.label for bound in chain.inhibitors}


def test_inhibitor_of_the_neighbouring_pocket_is_in_that_pocket(corpus_entry: Load) -> None:
    (chain,) = corpus_entry("4dst.pdb")
    assert "9LI" in chain.pocket("SI/II-P").occupants
    assert "9LI" not in chain.pocket("SII-P").occupants


def test_room_is_no_proof_of_a_ligand(corpus_entry: Load, largest_closed: float) -> None:
    (chain,) = corpus_entry("4q21.pdb")
    assert not chain.inhibitors
    assert chain.pocket("SII-P").volume > largest_closed


def test_copies_of_an_entry_agree(corpus_entry: Load) -> None:
    volumes = [chain.pocket("SII-P").volume for chain in corpus_entry("6ut0.cif")]
    assert len(volumes) == 4
    assert max(volumes) < 1.3 * min(volumes)


def test_disordered_switch_ii_has_no_volume_and_says_so(corpus_entry: Load) -> None:
    whole, *gapped = corpus_entry("3gft.pdb")
    assert whole.pocket("SII-P").volume is not None
    for chain in gapped:
        assert chain.pocket("SII-P").volume is None
        assert "61" in chain.pocket("SII-P").note


def test_prediction_without_nucleotide_is_measured_with_a_remark(corpus_entry: Load) -> None:
    (chain,) = corpus_entry("predicted/AF-P01116-2-F1-model_v6.cif")
    pocket = chain.pocket("SII-P")
    assert pocket.volume is not None
    assert "no nucleotide" in pocket.note
