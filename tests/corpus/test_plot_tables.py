"""Tables of plots hold over every chain of the corpus.

Laws: each residue of a construct is modelled or missing, once; rings name each angle of both loops, once.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import rasstruct as rs

pytestmark = pytest.mark.corpus

FOLDER = Path(os.environ.get("RASSTRUCT_CORPUS", Path(__file__).resolve().parents[3] / "shared")) / "structures"
FILES = sorted(
    str(path.relative_to(FOLDER))
    for pattern in ("*.*", "predicted/*.*")
    for path in FOLDER.glob(pattern)
    if path.suffix in (".pdb", ".cif", ".bcif")
)


@pytest.mark.parametrize("name", FILES)
def test_each_residue_is_modelled_or_missing_once(name: str, corpus_entry) -> None:
    for chain in corpus_entry(name).chains:
        rows = [row for row in rs.plots.list_sequence_track(chain) if row.track == "residues"]
        numbers = [number for row in rows for number in range(row.first, row.last + 1)]
        assert sorted(numbers) == list(range(min(numbers), max(numbers) + 1))
        there = {number for row in rows if row.is_modelled for number in range(row.first, row.last + 1)}
        assert there == {number for number in chain.numbering.uniprot_numbers.tolist() if number > 0}
        if not chain.numbering.is_peptide:
            angles = [(row.uniprot_number, row.angle_name) for row in rs.plots.list_switch_rings(chain)]
            assert len(angles) == len(set(angles)) == 3 * (16 + 21)
