"""How often does the structural label meet what was published?

Oracle: the frozen pairs of `eval/resistance_pairs.tsv` in the corpus, each with
its reference; no limit was chosen on them. Sotorasib is 6OIM (one copy),
adagrasib 6UT0 (four copies). Direction and anchor pairs have to be right in every
copy. On a hard pair "cannot say" is an answer; a wrong sign is counted and shown.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytestmark = pytest.mark.corpus

STRUCTURES = {"sotorasib": ("6oim.cif", 1), "adagrasib": ("6ut0.cif", 4)}
SIZES = {"direction": 13, "anchor": 5, "hard": 4}
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "resistance_evaluation.md"
#: bootstrap samples of the area under the curve, and where they start
SAMPLES, SEED = 2000, 20240607


@pytest.fixture(scope="module")
def pairs(corpus: Path) -> list[dict[str, str]]:
    """Read the frozen pairs."""
    with (corpus / "eval" / "resistance_pairs.tsv").open(newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


@pytest.fixture(scope="module")
def answers(pairs, corpus_entry) -> list[tuple[dict[str, str], Any]]:
    """Give each pair with the row of each copy of its drug."""
    found = []
    for drug, (name, copies) in STRUCTURES.items():
        asked = [pair for pair in pairs if pair["drug"] == drug]
        chains = corpus_entry(name).chains
        assert len(chains) == copies
        for chain in chains:
            mutants = chain.mutate([pair["mutation"] for pair in asked])
            for pair, mutant in zip(asked, mutants, strict=True):
                (effect,) = mutant.effects
                assert (effect.mutation, effect.ligand_name) == (pair["mutation"], drug)
                found.append((pair, effect))
    return found


def outcome(pair: dict[str, str], effect: Any) -> str:
    """Compare one row with what is expected of it: right, wrong or cannot say."""
    if pair["expected"] == "anchor lost":
        return "right" if (effect.label, effect.covalent_lost) == ("covalent anchor lost", True) else "wrong"
    if effect.verdict == "cannot say":
        return "cannot say"
    return "right" if effect.verdict == pair["expected"] else "wrong"


def count(answers: list[tuple[dict[str, str], Any]], name: str) -> Counter[str]:
    """Count the outcomes of a set, one for each copy."""
    return Counter(outcome(pair, effect) for pair, effect in answers if pair["set"] == name)


def area_under_curve(disturbed: np.ndarray, spared: np.ndarray) -> float:
    """Give the chance that a disturbed pair has the higher score, a tie counting half (Mann & Whitney 1947)."""
    apart = disturbed[:, None] - spared[None, :]
    return float((apart > 0).mean() + 0.5 * (apart == 0).mean())


def test_the_frozen_pairs_are_those_that_were_frozen(pairs) -> None:
    assert Counter(pair["set"] for pair in pairs) == SIZES
    assert {pair["drug"] for pair in pairs} == set(STRUCTURES)
    assert all(pair["reference"] for pair in pairs)


@pytest.mark.parametrize("name", ["direction", "anchor"])
def test_every_copy_of_the_pair_is_right(answers, name) -> None:
    missed = [
        (pair["mutation"], pair["drug"], effect.chain_id, effect.label, effect.verdict, effect.score)
        for pair, effect in answers
        if pair["set"] == name and outcome(pair, effect) != "right"
    ]
    assert missed == []


def test_the_hard_pairs_are_counted_copy_by_copy(answers, record_property) -> None:
    counted = count(answers, "hard")
    record_property("hard", dict(counted))
    # Q99L and R68M: each once with the one copy of sotorasib and with the four of adagrasib
    assert counted.total() == 10
    for pair, effect in answers:
        if pair["set"] == "hard":
            assert effect.verdict in {"disturbed", "spared", "cannot say"}
            assert effect.explanation


@pytest.mark.parametrize("name", SIZES)
def test_the_document_gives_the_counts_as_they_are(answers, name) -> None:
    """Regression: `docs/resistance_evaluation.md` prints what is measured here, the wrong ones too."""
    counted = count(answers, name)
    numbers = [counted[outcome] for outcome in ("right", "wrong", "cannot say")]
    row = "| " + " | ".join(str(cell) for cell in (name, SIZES[name], sum(numbers), *numbers)) + " |"
    assert row in DOCUMENT.read_text()


def test_the_copies_of_one_pair_agree(answers) -> None:
    verdicts: dict[tuple[str, str], set[str]] = {}
    for pair, effect in answers:
        if pair["set"] != "hard":
            verdicts.setdefault((pair["mutation"], pair["drug"]), set()).add(effect.verdict)
    assert len(verdicts) == SIZES["direction"] + SIZES["anchor"]
    assert all(len(found) == 1 for found in verdicts.values())


def test_the_score_ranks_the_direction_pairs(answers, record_property) -> None:
    """Pairs, not copies, are drawn: the four copies of one crystal are no four observations."""
    scores: dict[tuple[str, str, str], list[float]] = {}
    for pair, effect in answers:
        if pair["set"] in {"direction", "hard"}:
            scores.setdefault((pair["mutation"], pair["drug"], pair["expected"]), []).append(effect.score)
    medians = {key: float(np.median(found)) for key, found in scores.items()}
    disturbed, spared = (
        np.array([score for (*_, expected), score in medians.items() if expected == wanted])
        for wanted in ("disturbed", "spared")
    )
    assert (len(disturbed), len(spared)) == (12, 5)
    chance = np.random.default_rng(SEED)
    samples = [
        area_under_curve(chance.choice(disturbed, len(disturbed)), chance.choice(spared, len(spared)))
        for _ in range(SAMPLES)
    ]
    low, high = np.percentile(samples, [2.5, 97.5])
    area = area_under_curve(disturbed, spared)
    record_property("area under the curve", (round(area, 3), round(float(low), 3), round(float(high), 3)))
    assert low <= area <= high
    assert area > 0.5


def test_the_area_under_the_curve_is_that_of_hand_made_scores() -> None:
    # of six comparisons three are won and one is a tie
    assert area_under_curve(np.array([0.9, 0.5, 0.8]), np.array([0.5, 0.85])) == pytest.approx(3.5 / 6)
