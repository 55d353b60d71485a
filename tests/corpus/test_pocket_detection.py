"""Does geometry find the pocket of an inhibitor in real files, with the inhibitor hidden from it?

Oracle: the inhibitors in the files and their published sites (6OIM Canon 2019, 6UT0 Fell 2020, 7RPZ Wang 2022: SII-P;
4DST Maurer 2012: SI/II-P). 4OBE and 5P21 are without inhibitor: their pockets are empty.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

import rasstruct as rs

pytestmark = pytest.mark.corpus

#: file, chain, inhibitor, its pocket
FOUND = [
    ("6oim.cif", "A", "MOV", "SII-P"),
    ("6ut0.cif", "A", "M1X", "SII-P"),
    ("7rpz.cif", "A", "6IC", "SII-P"),
    ("4dst.pdb", "A", "9LI", "SI/II-P"),
]


@pytest.mark.parametrize(("file", "chain_id", "het_code", "site"), FOUND)
def test_the_pocket_of_an_inhibitor_is_found_and_named(
    corpus_entry: Callable[[str], rs.Entry], file: str, chain_id: str, het_code: str, site: str
) -> None:
    (row,) = [row for row in corpus_entry(file)[chain_id].pockets() if het_code in row.occupants]
    assert row.matches == site
    assert row.overlap > 0.5
    assert row.rank == 1 or site != "SII-P"


@pytest.mark.parametrize("file", ["4obe.cif", "5p21.cif"])
def test_pockets_without_inhibitor_are_empty(corpus_entry: Callable[[str], rs.Entry], file: str) -> None:
    found = corpus_entry(file).chains[0].pockets()
    assert {"SII-P", "SI/II-P"} <= {row.matches for row in found}
    assert {label for row in found for label in row.occupants} == set()
