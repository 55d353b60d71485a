"""How many nucleotides must change to make one residue of another?

Codons of KRAS4B (NM_004985); those of NRAS and HRAS are not in the table, and
then nothing is said. KRAS4A differs from residue 151 on and is not in it either.
"""

from __future__ import annotations

import dataclasses
import itertools
from functools import cache

from rasstruct._base.records import Records, column
from rasstruct.reference.typed_rows import read_rows

__all__ = ["Codon", "codons", "count_nucleotide_changes", "find_codon_residue", "translate"]

_BASES = "TCAG"
#: standard genetic code in the order of the bases (NCBI translation table 1), * for a stop
_CODE = dict(
    zip(
        ("".join(bases) for bases in itertools.product(_BASES, repeat=3)),
        "FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG",
        strict=True,
    )
)


@dataclasses.dataclass(frozen=True, slots=True)
class Codon:
    """One codon of the reference transcript."""

    gene: str = column("string", "gene")
    position: int = column("integer", "UniProt number of the residue")
    codon: str = column("string", "codon, as DNA")
    source: str = column("string", "transcript")
    verification: str | None = column("string", "how the row was checked")
    note: str | None = column("string", "variants")


@cache
def codons() -> Records[Codon]:
    """List the codons of the reference transcript."""
    return read_rows(Codon, "codons")


def translate(codon: str) -> str:
    """Translate a codon into a one-letter residue, ``*`` for a stop.

    Examples
    --------
    >>> translate("TGT"), translate("TAA")
    ('C', '*')
    """
    return _CODE[codon]


def find_codon_residue(gene: str, position: int) -> str | None:
    """Give the residue that the reference codon stands for; `None` when the codon is not in the table."""
    codon = _reference().get((gene, position))
    return None if codon is None else translate(codon)


@cache
def count_nucleotide_changes(gene: str, position: int, to_residue: str, from_residue: str | None = None) -> int | None:
    """Count the nucleotides that must change at least.

    Parameters
    ----------
    gene
        Such as ``"KRAS"``.
    position
        UniProt number.
    to_residue
        One-letter residue that is to come.
    from_residue
        One-letter residue of the allele; that of the reference when not given. An allele other than the reference
        has the codons that are fewest changes from the reference.

    Returns
    -------
    int or None
        `None` when the codon is not in the table.

    Examples
    --------
    >>> [count_nucleotide_changes("KRAS", 12, residue, "C") for residue in "YD"]
    [1, 2]
    """
    reference = _reference().get((gene, position))
    if reference is None or to_residue not in _CODE.values():
        return None
    alleles = [reference] if from_residue in (None, _CODE[reference]) else _nearest(reference, from_residue or "")
    goals = [codon for codon, residue in _CODE.items() if residue == to_residue]
    return min((_distance(allele, goal) for allele in alleles for goal in goals), default=None)


def _nearest(reference: str, residue: str) -> list[str]:
    """Give the codons of a residue that are fewest changes from the reference."""
    own = {codon: _distance(reference, codon) for codon, letter in _CODE.items() if letter == residue}
    return [codon for codon, distance in own.items() if distance == min(own.values())]


def _distance(codon: str, other: str) -> int:
    """Count the bases that differ."""
    return sum(first != second for first, second in zip(codon, other, strict=True))


@cache
def _reference() -> dict[tuple[str, int], str]:
    """Map gene and position to the codon."""
    return {(row.gene, row.position): row.codon for row in codons()}
