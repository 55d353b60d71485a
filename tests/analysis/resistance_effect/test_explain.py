"""Does the sentence hold the numbers of its measurements, and the backbone its flags?

Oracle: measurements made by hand, and the definitions of docs/resistance.md.
"""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from rasstruct.analysis.mutagenesis.native_side_chain import AtomPair, NativeSideChain
from rasstruct.analysis.mutagenesis.place_side_chain import Overlap
from rasstruct.analysis.mutagenesis.surroundings import ResidueFrame
from rasstruct.analysis.resistance_effect.backbone_flags import find_backbone_flags
from rasstruct.analysis.resistance_effect.explain import explain, explain_missing
from rasstruct.analysis.resistance_effect.judge import Judgement

NOTHING = Judgement("", "spared", 0.0, (), (), 0.0, False, Overlap(0.0, None, None), False, False, None)
BOND = AtomPair("NE2", "N3", 2.87)
NEAR = NativeSideChain(distance=5.25)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "His95 has atoms beyond CB 5.2 Å from adagrasib, and Gln fits without a clash or a charge beside it"),
        ({"covalent_lost": True}, "The covalent bond of His95 to adagrasib is lost"),
        ({"hydrogen_bonds_lost": (BOND,)}, "Hydrogen bond lost: NE2–N3 2.87 Å"),
        ({"hydrogen_bonds_lost": (BOND,) * 3}, "NE2–N3 2.87 Å, NE2–N3 2.87 Å and 1 more"),
        ({"contacts_lost": (BOND,), "area_lost": 12.4}, "1 atom contact and 12 Å² of buried surface lost"),
        ({"is_clash": True, "overlap": Overlap(1.24, "CG", 3)}, "overlaps adagrasib, by 1.2 Å at least (CG–C7)"),
        ({"is_charged": True, "charge_distance": 3.14}, "a new charge comes within 3.1 Å of adagrasib"),
    ],
)
def test_a_sentence_says_what_was_measured(changes: dict[str, object], expected: str) -> None:
    judgement = dataclasses.replace(NOTHING, verdict="cannot say", **changes)  # type: ignore[arg-type]
    text = explain("His95", "Gln", "adagrasib", NEAR, judgement, "C7")
    assert expected.casefold() in text.casefold()
    assert text.endswith(": cannot say.")


def test_no_side_chain_no_ligand_and_no_change_are_said() -> None:
    assert "no atom beyond CB" in explain("Gly12", "Asp", "adagrasib", NativeSideChain(), NOTHING, None)
    assert explain("Gly12", "Asp", None, NEAR, NOTHING, None).startswith("No inhibitor is bound")
    assert explain("Tyr96", "Tyr", "adagrasib", NEAR, NOTHING, None) == "Tyr96 is not changed: spared."
    assert explain("Tyr96", "Thr", "adagrasib", NEAR, NOTHING, None) != "Tyr96 is not changed: spared."
    assert explain_missing("Y96D", "adagrasib", "it is not there") == (
        "Y96D cannot be judged against adagrasib: it is not there."
    )


@pytest.mark.parametrize(
    ("before", "after", "phi", "expected"),
    [
        ("G", "D", 60.0, ("glycine backbone",)),
        ("G", "D", -60.0, ()),
        ("A", "D", 60.0, ()),
        ("A", "P", -65.0, ()),
        ("A", "P", -120.0, ("proline backbone",)),
        ("A", "P", None, ("proline backbone",)),
        ("G", "P", 60.0, ("glycine backbone", "proline backbone")),
        ("A", "G", -60.0, ("more flexible backbone",)),
        ("G", "G", 60.0, ()),
    ],
)
def test_the_backbone_has_its_flags(before: str, after: str, phi: float | None, expected: tuple[str, ...]) -> None:
    assert find_backbone_flags(before, after, ResidueFrame(0, np.zeros((3, 3)), phi, None)) == expected
