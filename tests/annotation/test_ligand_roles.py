"""What is a bound molecule, judged by table, elements, size and place?

Oracles: the elements of well-known molecules (GDP is C10 N5 O11 P2, benzamidine C7 N2, glycerol C3 O3) next to
molecules that differ in the one property that decides.
"""

from __future__ import annotations

from collections import Counter

import pytest

from rasstruct.annotation.ligand_roles import classify_role
from rasstruct.reference.pockets import get_pocket

SII_P = frozenset({12, 60, 62, 68, 96, 99})
NUCLEOTIDE_SITE = frozenset(get_pocket("nucleotide").residues)
GDP = {"C": 10, "N": 5, "O": 11, "P": 2}
GTP = {"C": 10, "N": 5, "O": 14, "P": 3}
SOTORASIB = {"C": 30, "F": 2, "N": 6, "O": 3}
BENZAMIDINE = {"C": 7, "N": 2}
GLYCEROL = {"C": 3, "O": 3}


@pytest.mark.parametrize(
    ("het_code", "elements", "contacts", "role"),
    [
        ("GDP", GDP, NUCLEOTIDE_SITE, "nucleotide"),
        ("MOV", SOTORASIB, SII_P, "inhibitor"),
        ("GOL", GLYCEROL, SII_P, "additive"),
        ("CSO", {"C": 3, "N": 1, "O": 3, "S": 1}, SII_P, "modification"),
        ("MG", {"MG": 1}, frozenset({17}), "ion"),
        ("UNX", {"X": 1}, frozenset({60}), "unknown"),
    ],
)
def test_table_decides_first(het_code: str, elements: dict[str, int], contacts: frozenset[int], role: str) -> None:
    judged = classify_role(het_code, Counter(elements), contacts)
    assert (judged.role, judged.basis) == (role, "table")


def test_table_decides_even_against_size_and_place() -> None:
    assert classify_role("GOL", Counter(SOTORASIB), SII_P).role == "additive"
    assert classify_role("ZZZ", Counter(SOTORASIB), SII_P).role == "inhibitor"


@pytest.mark.parametrize(
    ("elements", "contacts", "role"),
    [
        (SOTORASIB, SII_P, "inhibitor"),
        (SOTORASIB, frozenset({12}), "unknown"),
        (SOTORASIB, frozenset(), "unknown"),
        (BENZAMIDINE, SII_P, "inhibitor"),
        (GLYCEROL, SII_P, "unknown"),
        ({"S": 4, "O": 8}, SII_P, "unknown"),
    ],
    ids=[
        "drug in the pocket", "drug at one residue", "drug touching nothing", "smallest fragment of the review",
        "glycerol-sized molecule", "large but without carbon",
    ],
)  # fmt: skip
def test_unlisted_molecule_is_an_inhibitor_only_when_large_and_seated(
    elements: dict[str, int], contacts: frozenset[int], role: str
) -> None:
    judged = classify_role("ZZZ", Counter(elements), contacts)
    assert (judged.role, judged.basis) == (role, "size and place")


@pytest.mark.parametrize(("element", "role"), [("ZN", "ion"), ("CL", "ion"), ("CD", "ion"), ("C", "unknown")])
def test_unlisted_single_atom_is_an_ion_by_its_element(element: str, role: str) -> None:
    assert classify_role("ZZZ", Counter({element: 1}), frozenset({17})).role == role


@pytest.mark.parametrize(
    ("elements", "contacts", "role"),
    [
        (GDP, NUCLEOTIDE_SITE, "nucleotide"),
        (GTP, NUCLEOTIDE_SITE, "nucleotide"),
        (GDP, SII_P, "inhibitor"),
        ({**GDP, "P": 1}, NUCLEOTIDE_SITE, "inhibitor"),
        ({**GDP, "N": 4}, NUCLEOTIDE_SITE, "inhibitor"),
        ({**GDP, "C": 30}, NUCLEOTIDE_SITE, "inhibitor"),
        (GDP, frozenset({11, 12}), "unknown"),
    ],
    ids=[
        "two phosphates in the site", "three phosphates in the site", "two phosphates in another pocket",
        "monophosphate", "base with a nitrogen less", "derivative far larger than GTP", "at the edge of the site",
    ],
)  # fmt: skip
def test_unlisted_molecule_is_a_nucleotide_only_with_its_elements_and_in_its_site(
    elements: dict[str, int], contacts: frozenset[int], role: str
) -> None:
    assert classify_role("ZZZ", Counter(elements), contacts).role == role
