"""Which atoms does a substitution keep?

Oracle: structural formulas of the amino acids.
"""

from __future__ import annotations

import pytest

from rasstruct.analysis.mutagenesis.kept_atoms import find_kept_atoms
from rasstruct.analysis.mutagenesis.side_chain_builder import list_side_chain_atoms
from rasstruct.analysis.mutagenesis.substitution import AMINO_ACIDS as CODES
from rasstruct.analysis.mutagenesis.substitution import three_letter

AMINO_ACIDS = [three_letter(letter) for letter in CODES]


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        ("TYR", "PHE", {"OH"}),
        ("THR", "SER", {"CG2"}),
        ("SER", "THR", set()),
        ("VAL", "ILE", set()),
        ("ASP", "ASN", {"OD2"}),
        ("GLU", "GLN", {"OE2"}),
        ("HIS", "GLN", {"ND1", "CD2", "CE1", "NE2"}),
        ("ARG", "MET", {"CD", "NE", "CZ", "NH1", "NH2"}),
        ("ARG", "LYS", {"NE", "CZ", "NH1", "NH2"}),
        ("CYS", "SER", {"SG"}),
        ("PRO", "GLN", {"CG", "CD"}),
        ("ALA", "GLY", {"CB"}),
    ],
)
def test_lost_atoms_are_those_of_the_formulas(before: str, after: str, lost: set[str]) -> None:
    assert set(list_side_chain_atoms(before)) - find_kept_atoms(before, after) == lost


@pytest.mark.parametrize("residue", AMINO_ACIDS)
def test_a_residue_keeps_all_of_itself_and_all_others_keep_but_cb_of_alanine(residue: str) -> None:
    atoms = set(list_side_chain_atoms(residue))
    assert find_kept_atoms(residue, residue) == atoms
    assert find_kept_atoms(residue, "ALA") == atoms & {"CB"}
    assert not find_kept_atoms(residue, "GLY")
