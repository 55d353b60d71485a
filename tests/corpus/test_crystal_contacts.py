"""Crystal neighbours of every complete file, against the α4–α5 homodimers of Parker 2022.

Oracle: `truth_homodimers.tsv` (rascore 1.0.7, doi:10.1158/0008-5472.CAN-22-0804; interfaces found with
another program): the residues of the chain with an atom within 5 Å of its symmetry mate.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from pathlib import Path

import pytest

import rasstruct as rs

pytestmark = pytest.mark.corpus

#: the dimer of 1IAQ lies inside the asymmetric unit
INSIDE = {("1iaq", "A"), ("1iaq", "B")}


def homodimers() -> list[tuple[str, str, frozenset[int]]]:
    """List file, chain and contact residues of the labelled homodimers."""
    folder = Path(os.environ.get("RASSTRUCT_CORPUS", Path(__file__).resolve().parents[3] / "shared"))
    if not (folder / "structures").is_dir():
        return []
    files = sorted(path.name for path in (folder / "structures").iterdir() if path.is_file())
    with (folder / "truth" / "truth_homodimers.tsv").open(newline="", encoding="utf-8") as lines:
        labels = list(csv.DictReader(lines, delimiter="\t"))
    return [
        (name, row["chain"], frozenset(map(int, row["atomid_contacts"].split(","))))
        for name in files
        for row in labels
        if name.split(".")[0] == row["pdb"] and (row["pdb"], row["chain"]) not in INSIDE
    ]


@pytest.mark.parametrize(("name", "chain_id", "expected"), homodimers())
def test_one_symmetry_copy_makes_the_labelled_homodimer(
    name: str, chain_id: str, expected: frozenset[int], corpus_entry: Callable[[str], rs.Entry]
) -> None:
    neighbours = corpus_entry(name)[chain_id].crystal_contacts()
    assert expected in [frozenset(row.residues) for row in neighbours]


@pytest.mark.parametrize(("name", "chain_id", "expected"), homodimers())
def test_homodimer_is_symmetric(
    name: str, chain_id: str, expected: frozenset[int], corpus_entry: Callable[[str], rs.Entry]
) -> None:
    """The labels call every one of these interfaces isologous: the mate gives the same residues."""
    rows = [row for row in corpus_entry(name)[chain_id].crystal_contacts() if frozenset(row.residues) == expected]
    assert [row.neighbour_chain_id for row in rows] == [chain_id] * len(rows)
    assert any(frozenset(row.neighbour_residues) == expected for row in rows)
