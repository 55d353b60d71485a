"""Which RAS mutations are known, and what kind is each?"""

from __future__ import annotations

import dataclasses
import itertools
from functools import cache

from rasstruct._base.records import Records, column
from rasstruct.reference.data_files import read_table
from rasstruct.reference.typed_rows import read_rows

__all__ = ["Mutation", "classify_mutation", "mutations"]

#: NCBI genetic code 1; the codons are the products of TCAG in this order
_AMINO_ACIDS = "FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG"
_STOP = "*"
_CODE = dict(zip(("".join(c) for c in itertools.product("TCAG", repeat=3)), _AMINO_ACIDS, strict=True))


@dataclasses.dataclass(frozen=True, slots=True)
class Mutation:
    """One substitution (or codon) in one class."""

    mutation: str = column("string", "wild type, UniProt number, mutant; without mutant for a codon-level fact")
    genes: tuple[str, ...] = column("list", "genes the fact is about")
    wild_type: str = column("string", "one-letter wild type")
    position: int = column("integer", "UniProt number")
    mutant: str | None = column("string", "one-letter mutant; none for a codon-level fact")
    mutation_class: str = column("string", "hotspot, acquired resistance, engineered construct, germline or other")
    named_in_review: bool = column("boolean", "whether Chen 2021 names it")
    note: str | None = column("string", "what the mutation does")
    reference: str = column("string", "publication")
    source: str = column("string", "where the row comes from")
    confidence: str = column("string", "high, medium or low")
    verification: str | None = column("string", "how the row was checked")


@cache
def _all_mutations() -> Records[Mutation]:
    """Read the table once, low confidence included."""
    return read_rows(Mutation, "mutations")


@cache
def mutations(*, include_low_confidence: bool = False) -> Records[Mutation]:
    """List the known mutations, one row a mutation, gene set and class.

    Parameters
    ----------
    include_low_confidence
        Also give the rows that could not be verified.

    Examples
    --------
    >>> [row.mutation for row in mutations() if row.position == 95 and row.mutation_class == "acquired resistance"]
    ['H95D', 'H95Q', 'H95R']
    """
    if include_low_confidence:
        return _all_mutations()
    return _all_mutations().where(lambda row: row.confidence != "low")


@cache
def classify_mutation(mutation: str, gene: str) -> tuple[str, ...]:
    """Say what kind of mutation a substitution is.

    Parameters
    ----------
    mutation
        Such as ``"G12C"``.
    gene
        ``"KRAS"``, ``"NRAS"`` or ``"HRAS"``.

    Returns
    -------
    tuple of str
        Classes from the table of mutations, those of the same gene first. A
        substitution that one nucleotide change makes of a hotspot codon is a
        hotspot even when it has no row of its own. ``("other",)`` when nothing
        is known of it.

    Examples
    --------
    >>> classify_mutation("G13C", "KRAS"), classify_mutation("G12P", "HRAS")
    (('hotspot',), ('other',))
    """
    rows = sorted((row for row in mutations() if row.mutation == mutation), key=lambda row: gene not in row.genes)
    classes = [row.mutation_class for row in rows if gene in row.genes or row.mutation_class != "germline"]
    if "hotspot" not in classes and _is_hotspot_step(mutation, gene):
        classes.insert(0, "hotspot")
    return tuple(dict.fromkeys(classes)) or ("other",)


def _is_hotspot_step(mutation: str, gene: str) -> bool:
    """Say whether one nucleotide change of a hotspot codon gives this substitution."""
    wild_type, position, mutant = mutation[0], mutation[1:-1], mutation[-1]
    if mutant in (wild_type, _STOP):
        return False
    for row in read_table("hotspot_codons"):
        codon = row["codon"] or ""
        if row["gene"] == gene and row["position"] == position and _CODE[codon] == wild_type:
            return any(_CODE[codon[:i] + base + codon[i + 1 :]] == mutant for i in range(3) for base in "TCAG")
    return False
