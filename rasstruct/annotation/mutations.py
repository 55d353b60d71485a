"""Which residues of a chain differ from the human isoform, and what kind of mutation is each?

Differences come from the sequences alone. The depositors' own list (SEQADV,
`_struct_ref_seq_dif`) only classifies a difference that is there; it never
makes one. Position 1 is left out: a residue there that is not methionine is
what a cleaved tag leaves behind.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rasstruct.reference.isoforms import get_isoform
from rasstruct.reference.mutations import classify_mutation
from rasstruct.structure.metadata import SequenceDifference
from rasstruct.structure.numbering import ChainNumbering
from rasstruct.structure.placement import Letters, Numbers, encode
from rasstruct.structure.residue_names import UNKNOWN_LETTER
from rasstruct.structure.topology import Topology

__all__ = ["ChainMutation", "find_mutations"]

_INITIATOR = 1
_UNLISTED = ("other",)
_ENGINEERED = "engineered construct"


@dataclass(frozen=True, slots=True)
class ChainMutation:
    """One substitution of a chain relative to its isoform."""

    mutation: str
    uniprot_number: int
    wild_type: str
    mutant: str
    is_modelled: bool
    classes: tuple[str, ...]

    def __str__(self) -> str:
        return self.mutation


def find_mutations(
    numbering: ChainNumbering, topology: Topology, differences: tuple[SequenceDifference, ...]
) -> tuple[ChainMutation, ...]:
    """Compare a chain with its isoform.

    Parameters
    ----------
    numbering
        The numbered chain.
    topology
        The topology the numbering belongs to.
    differences
        Differences that the depositors declare, of the whole file.

    Returns
    -------
    tuple of ChainMutation
        By UniProt number; those of the sequence and those of the coordinates.
    """
    reference = get_isoform(numbering.reference_isoform)
    observed = _substitutions(numbering.letters, numbering.uniprot_numbers, reference.sequence)
    modelled = set(numbering.uniprot_numbers.tolist())
    found = dict(observed)
    if numbering.sequence_letters is not None and numbering.sequence_numbers is not None:
        stated = _substitutions(numbering.sequence_letters, numbering.sequence_numbers, reference.sequence)
        found = {**{n: m for n, m in stated.items() if n not in modelled}, **observed}
    declared = _declared_engineered(numbering, topology, differences)
    mutations = []
    for number in sorted(found):
        wild_type, mutant = reference.sequence[number - 1], found[number]
        name = f"{wild_type}{number}{mutant}"
        classes = classify_mutation(name, reference.gene)
        if classes == _UNLISTED and number in declared:
            classes = (_ENGINEERED,)
        mutations.append(ChainMutation(name, number, wild_type, mutant, number in observed, classes))
    return tuple(mutations)


def _substitutions(letters: Letters, numbers: Numbers, sequence: str) -> dict[int, str]:
    """Map UniProt numbers to differing letters, position 1 and unknown residues left out."""
    reference = encode(sequence)
    inside = np.flatnonzero((numbers > _INITIATOR) & (numbers <= len(reference)))
    expected = reference[numbers[inside] - 1]
    differ = inside[(letters[inside] != expected) & (letters[inside] != ord(UNKNOWN_LETTER))]
    return {int(numbers[index]): chr(letters[index]) for index in differ}


def _declared_engineered(
    numbering: ChainNumbering, topology: Topology, differences: tuple[SequenceDifference, ...]
) -> set[int]:
    """Give the UniProt numbers at which the depositors declare an engineered mutation."""
    authors = {
        row.author_number
        for row in differences
        if row.chain_id == numbering.chain_id and "engineered" in row.details.lower()
    }
    numbers = zip(topology.author_number[numbering.residues].tolist(), numbering.uniprot_numbers.tolist(), strict=True)
    return {number for author, number in numbers if author in authors and number}
