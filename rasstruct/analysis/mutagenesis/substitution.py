"""Which substitutions does a request name, and what do they replace in this chain?

A request is ``Y96D``, ``Tyr96Asp``, ``p.Tyr96Asp`` or ``p.(Tyr96Asp)``, or a
position, ``Y96`` or ``96``, for all others of the 20 amino acids. The wild type
may be the residue of the isoform or the one that the structure has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import gemmi

from rasstruct._base.errors import LookupFailedError
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.reference.isoforms import get_isoform

__all__ = ["AMINO_ACIDS", "Substitution", "read_substitutions", "substitute", "three_letter"]

#: one-letter codes of the amino acids that a codon can name
AMINO_ACIDS = "ACDEFGHIKLMNPQRSTVWY"
_REQUEST = re.compile(
    r"(?:p\.)?\(?(?P<old>[A-Z]{3}|[A-Z])?(?P<number>\d+)(?P<new>[A-Z]{3}|[A-Z]|\*|=)?\)?", re.IGNORECASE
)
_ANY, _SAME = ("X", "XAA"), "="
_STOPS = ("*", "TER")


@dataclass(frozen=True, slots=True)
class Substitution:
    """One amino acid for another at a UniProt number of a chain; one-letter codes.

    ``canonical`` is the residue of the isoform, ``from_residue`` the one in the
    coordinates and ``residue`` its row in the topology, both `None` when it is not modelled.
    """

    requested: str
    uniprot_number: int
    canonical: str
    from_residue: str | None
    to_residue: str
    residue: int | None

    @property
    def mutation(self) -> str:
        """Name of the substitution, from the residue of the isoform; of a reversion, from the residue that is there."""
        is_reversion = self.to_residue == self.canonical and self.from_residue is not None
        return f"{self.from_residue if is_reversion else self.canonical}{self.uniprot_number}{self.to_residue}"


def read_substitutions(chain: AnnotatedChain, request: str | Sequence[str]) -> tuple[Substitution, ...]:
    """Read one or several requests against a chain.

    Parameters
    ----------
    chain
        The chain.
    request
        Such as ``"Y96D"``, ``"p.Tyr96Asp"``, ``"Y96"``, or several of them.

    Returns
    -------
    tuple of Substitution
        In the order of the requests, each once.

    Raises
    ------
    LookupFailedError
        When a request cannot be read, names an amino acid or a position that
        does not exist, or a wild type that is neither in the isoform nor in the structure.
    """
    if chain.numbering.is_peptide:
        raise LookupFailedError(
            f"chain {chain.chain_id} of {chain.structure.source} is a RAS peptide, expected a protein to mutate; "
            "use a structure of the protein"
        )
    requests = [request] if isinstance(request, str) else list(request)
    if not requests:
        raise LookupFailedError("found no mutation, expected at least one such as Y96D")
    found: dict[tuple[int, str], Substitution] = {}
    for text in requests:
        for one in _read(chain, text):
            found.setdefault((one.uniprot_number, one.to_residue), one)
    return tuple(found.values())


def substitute(chain: AnnotatedChain, uniprot_number: int, to_residue: str) -> Substitution:
    """Make the substitution of a position that exists by an amino acid, one-letter code."""
    canonical = get_isoform(chain.numbering.reference_isoform).sequence[uniprot_number - 1]
    residue = chain.numbering.residue_at(uniprot_number)
    observed = None if residue is None else chr(chain.structure.topology.letter[residue])
    return Substitution(
        f"{canonical}{uniprot_number}{to_residue}", uniprot_number, canonical, observed, to_residue, residue
    )


def three_letter(letter: str) -> str:
    """Give the three-letter code of an amino acid.

    Examples
    --------
    >>> three_letter("Y")
    'TYR'
    """
    return gemmi.expand_one_letter(letter, gemmi.ResidueKind.AA)


def _read(chain: AnnotatedChain, text: str) -> Iterator[Substitution]:
    """Read one request; several substitutions for a position."""
    match = _REQUEST.fullmatch(text.strip())
    if match is None:
        raise LookupFailedError(f"found {text!r}, expected a mutation such as Y96D or p.Tyr96Asp, or a position, Y96")
    number = int(match["number"])
    isoform = get_isoform(chain.numbering.reference_isoform)
    if not 1 <= number <= isoform.length:
        raise LookupFailedError(
            f"found position {number} in {text}, expected 1 to {isoform.length} of {chain.isoform}; use UniProt numbers"
        )
    old, new = (match[name].upper() if match[name] else None for name in ("old", "new"))
    canonical = isoform.sequence[number - 1]
    there = substitute(chain, number, canonical).from_residue
    if old is not None and _one_letter(text, old) not in (canonical, there):
        seen = f"has {there}" if there else "does not model it"
        raise LookupFailedError(
            f"found wild type {old} in {text}, expected {canonical}{number} of {chain.isoform}; "
            f"chain {chain.chain_id} of {chain.structure.source} {seen} at {number}"
        )
    if new in _STOPS:
        raise LookupFailedError(
            f"found a stop codon in {text}, expected an amino acid; a truncation cannot be modelled"
        )
    if new is None or new in _ANY:
        letters = [letter for letter in AMINO_ACIDS if letter != (there or canonical)]
    else:
        letters = [there or canonical if new == _SAME else _one_letter(text, new)]
    for letter in letters:
        found = substitute(chain, number, letter)
        yield Substitution(text, number, canonical, found.from_residue, letter, found.residue)


def _one_letter(text: str, code: str) -> str:
    """Turn a one- or three-letter code into one letter."""
    letter = code if len(code) == 1 else gemmi.find_tabulated_residue(code).one_letter_code
    if letter not in AMINO_ACIDS or len(letter.strip()) != 1:
        raise LookupFailedError(f"found {code} in {text}, expected one of the 20 amino acids ({AMINO_ACIDS})")
    return letter
