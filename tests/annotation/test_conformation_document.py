"""Does `docs/conformation.md` show the numbers of the tables?

Oracle: the reference tables, which the corpus tests recount from the published labels and the deposited files.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rasstruct.reference.switches import switch_confidence, switch_loops, tyrosine_cutoffs

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "conformation.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in TEXT.splitlines() if line.startswith("| SW")]


def test_reliability_table_is_that_of_the_package() -> None:
    shown = [(loop, *map(float, re.findall(r"[\d.]+", bin_)), *map(float, rest)) for loop, bin_, *rest in ROWS[:7]]
    assert shown == [
        (row.loop, row.above, row.up_to, row.n_chains, row.n_agree, round(row.n_agree / row.n_chains, 3))
        for row in switch_confidence()
    ]


def test_stand_ins_are_those_of_the_package() -> None:
    shown = [(loop, atom, *map(float, numbers)) for loop, atom, *numbers in ROWS[7:]]
    expected = [
        (row.loop, row.atom, row.cutoff, row.n_chains, row.n_agree) for row in tyrosine_cutoffs() if row.n_chains
    ]
    assert shown == expected


@pytest.mark.parametrize("row", switch_loops(), ids=lambda row: row.loop)
def test_loops_and_published_cutoffs_are_those_of_the_package(row: object) -> None:
    words = " ".join(TEXT.split())
    (cutoff,) = (each.cutoff for each in tyrosine_cutoffs() if (each.loop, each.atom) == (row.loop, "OH"))
    assert f"{row.loop} is residues" in words or f"{row.loop} residues" in words
    assert f"{row.residues[0]}-{row.residues[-1]}" in words
    assert f"`{row.inside}`: Tyr{row.tyrosine} OH within {cutoff:g} Å of CA of residue {row.reference_residue}" in words
    assert f"alone is within {row.hit_limit}," in words
