"""Has every inhibitor of the corpus a map whose plates lie apart, and is every interaction on it?

Oracles: plane geometry on the boxes of the plates; the list of interactions for what must be there; an XML parser.
"""

from __future__ import annotations

import itertools
import os
import re
import warnings
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

import rasstruct as rs

pytestmark = pytest.mark.corpus

CORPUS = Path(os.environ.get("RASSTRUCT_CORPUS") or Path(__file__).resolve().parents[3] / "shared")
FILES = sorted(
    path.name for path in (CORPUS / "structures").glob("*") if re.search(r"\.(pdb|cif|bcif)(\.gz)?$", path.name)
)


@pytest.mark.parametrize("name", FILES)
def test_every_inhibitor_has_a_map_of_all_it_touches(corpus_entry: Callable[[str], rs.Entry], name: str) -> None:
    for chain in corpus_entry(name).chains:
        for bound in chain.inhibitors:
            ligand = chain.ligands[str(bound.key)]
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", rs.RasStructWarning)
                drawn, rows = ligand.interaction_map(), ligand.interactions()
            keys = {(row.partner_chain_id, row.author_number, row.insertion_code, row.partner) for row in rows}
            shown = {(r.partner_chain_id, r.author_number, r.insertion_code, r.partner) for r in drawn.residues}
            assert shown == keys
            ElementTree.fromstring(drawn.svg)
            for (x1, y1, width, height), (x2, y2, *_) in itertools.combinations(drawn.plates, 2):
                assert abs(x1 - x2) >= width or abs(y1 - y2) >= height
