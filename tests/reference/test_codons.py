"""Are the codons those of KRAS, and the steps counted right?

Oracles: the isoform table; Biopython's genetic code; the allele of G12C (TGT), from which F, R, S, W, Y are one change
and D, V, A two; GGT to GAT, GTT, TGT, GCT, CGT, AGT of the common mutations.
"""

from __future__ import annotations

import itertools

import pytest
from Bio.Seq import Seq

from rasstruct.reference.codons import codons, count_nucleotide_changes, translate
from rasstruct.reference.isoforms import get_isoform


def test_codons_translate_into_kras4b() -> None:
    assert "".join(translate(row.codon) for row in codons()) == get_isoform("KRAS4B").sequence


def test_the_genetic_code_is_that_of_biopython() -> None:
    for bases in itertools.product("ACGT", repeat=3):
        assert translate("".join(bases)) == str(Seq("".join(bases)).translate())


@pytest.mark.parametrize(
    ("residue", "from_residue", "changes"),
    [
        *((letter, "C", 1) for letter in "FRSWYG"),
        *((letter, "C", 2) for letter in "DVA"),
        *((letter, None, 1) for letter in "ACDRSV"),
        *((letter, None, 2) for letter in "WEFHILNPTY"),
        ("G", None, 0),
        ("C", "C", 0),
    ],
)
def test_steps_from_codon_12(residue: str, from_residue: str | None, changes: int) -> None:
    assert count_nucleotide_changes("KRAS", 12, residue, from_residue) == changes


@pytest.mark.parametrize(("position", "residue"), [(12, "B"), (189, "A"), (0, "A")])
def test_what_is_not_in_the_table_is_not_counted(position: int, residue: str) -> None:
    assert count_nucleotide_changes("KRAS", position, residue) is None
    assert count_nucleotide_changes("NRAS", 12, "D") is None
