"""Which chains are RAS, and which UniProt number has each of their residues?

A chain is RAS when its placed part is at least 70 % of the chain (or of a G
domain, in a longer chain) and at least 80 % of the placed residues equal one of
the four human isoforms; a piece shorter than 70 % of a G domain needs 90 %.
Foreign domains on either side are left unnumbered, and of two RAS domains in
one chain the one with more residues of RAS is numbered.

The margin, measured with `place_sequence` on the table of relatives: none of
them has more than 79 placed residues (RRAS2, 77 % identical), where a whole
domain needs 117, and of all their pieces of 30 residues and more none exceeds
87 % (RRAS2 53-82); any two isoforms agree in 91 % of their G domains, and 97 %
is the lowest of 151 RAS chains (deposited, prepared, predicted).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from rasstruct._base.errors import EmptyStructureError, NotRasError
from rasstruct.reference.isoforms import get_isoform
from rasstruct.reference.regions import find_region
from rasstruct.structure.metadata import DatabaseReference
from rasstruct.structure.model import Structure
from rasstruct.structure.peptides import place_peptide, states_isoform
from rasstruct.structure.placement import Letters, Numbers, Placement, encode, place_sequence

__all__ = ["ChainNumbering", "number_chains"]

#: a chain is RAS above these limits, see the module text
MIN_IDENTITY, MIN_COVERAGE, MIN_PLACED = 0.80, 0.70, 30
MIN_FRAGMENT_IDENTITY = 0.90
#: identical residues that the coordinates of a chain show at least, when its stated sequence is RAS
_MIN_MODELLED = 15
#: largest distance between consecutive CA atoms of one chain, in Å (trans 3.8, with tolerance)
_MAX_CA_STEP = 4.5


@dataclass(frozen=True, slots=True, eq=False)
class ChainNumbering:
    """One RAS chain: its isoform, its residues, their UniProt numbers.

    ``residues`` are rows of the topology in chain order, one a position (the
    default alternative where a position is microheterogeneous);
    ``uniprot_numbers`` has the same length, 0 for tags and insertions.
    ``is_peptide`` tells a short piece of RAS from a protein.
    ``sequence`` is that of the file (SEQRES, entity), or `None`.
    """

    chain_id: str
    isoforms: tuple[str, ...]
    residues: npt.NDArray[np.int64]
    letters: Letters
    uniprot_numbers: Numbers
    sequence_letters: Letters | None
    sequence_numbers: Numbers | None
    identity: float
    coverage: float
    is_gapped: bool
    is_peptide: bool = False

    @property
    def isoform(self) -> str:
        """Name of the isoform; ``"KRAS"`` when 4A and 4B cannot be told apart."""
        if {"KRAS4A", "KRAS4B"} <= set(self.isoforms):
            return "KRAS"
        return self.isoforms[0]

    @property
    def reference_isoform(self) -> str:
        """The isoform whose sequence mutations are given against."""
        return self.isoforms[0]

    def residue_at(self, uniprot_number: int) -> int | None:
        """Give the topology row of a residue by UniProt number, `None` when it is not modelled."""
        if uniprot_number < 1:
            return None
        found = np.flatnonzero(self.uniprot_numbers == uniprot_number)
        return int(self.residues[found[0]]) if len(found) else None

    def __post_init__(self) -> None:
        for values in (self.residues, self.letters, self.uniprot_numbers):
            values.setflags(write=False)


def number_chains(structure: Structure) -> tuple[ChainNumbering, ...]:
    """Find and number the RAS chains of a structure, or its RAS peptides where it has no RAS protein.

    Returns
    -------
    tuple of ChainNumbering
        In file order, at least one.

    Raises
    ------
    EmptyStructureError
        When there is no protein.
    NotRasError
        When no chain is RAS; the message names the best hit.
    """
    topology = structure.topology
    if not topology.is_peptide.any():
        raise EmptyStructureError(
            f"found no protein in {structure.source}, expected a KRAS, NRAS or HRAS chain; "
            "check that this is the right file"
        )
    found = []
    for chain_id in topology.chain_ids:
        residues = topology.peptide_residues(chain_id)
        if len(residues):
            numbered = _number_chain(structure, chain_id, residues)
            if numbered is not None:
                found.append(numbered)
    found = found or _number_peptides(structure)
    if not found:
        raise NotRasError(_explain_refusal(structure))
    return tuple(found)


def _number_peptides(structure: Structure) -> list[ChainNumbering]:
    """Number the chains that are short pieces of RAS."""
    topology = structure.topology
    found = []
    for chain_id in topology.chain_ids:
        residues = topology.peptide_residues(chain_id)
        letters = topology.letter[residues]
        reference = structure.metadata.database_references.get(chain_id)
        placement = place_peptide(letters, reference)
        if placement is not None:
            found.append(
                ChainNumbering(
                    chain_id=chain_id,
                    isoforms=tuple(_prefer_stated(list(placement.isoforms), reference)),
                    residues=residues,
                    letters=letters,
                    uniprot_numbers=placement.uniprot_numbers,
                    sequence_letters=None,
                    sequence_numbers=None,
                    identity=placement.identity,
                    coverage=_coverage(placement, len(letters)),
                    is_gapped=placement.is_gapped,
                    is_peptide=True,
                )
            )
    return found


def _number_chain(structure: Structure, chain_id: str, residues: npt.NDArray[np.int64]) -> ChainNumbering | None:
    """Number one chain; `None` when it is not RAS."""
    topology = structure.topology
    letters = topology.letter[residues]
    sequence = structure.metadata.sequences.get(chain_id)
    from_sequence = _place_stated(sequence) if sequence else None
    if from_sequence is not None and not _is_ras(from_sequence, len(from_sequence.uniprot_numbers)):
        return None
    observed = place_sequence(letters, topology.author_number[residues], _chain_breaks(structure, residues))
    if from_sequence is None and not _is_ras(observed, len(letters)):
        return None
    if observed.identity < MIN_IDENTITY or observed.n_matches < _MIN_MODELLED:
        return None
    best = from_sequence if from_sequence is not None else observed
    common = [name for name in best.isoforms if name in observed.isoforms] or list(best.isoforms)
    common = _prefer_stated(common, structure.metadata.database_references.get(chain_id))
    return ChainNumbering(
        chain_id=chain_id,
        isoforms=tuple(common),
        residues=residues,
        letters=letters,
        uniprot_numbers=observed.uniprot_numbers,
        sequence_letters=encode(sequence) if sequence else None,
        sequence_numbers=from_sequence.uniprot_numbers if from_sequence is not None else None,
        identity=observed.identity,
        coverage=_coverage(observed, len(letters)),
        is_gapped=observed.is_gapped,
    )


def _prefer_stated(names: list[str], reference: DatabaseReference | None) -> list[str]:
    """Choose among genes that fit equally well (a fragment of the identical half) the one that the file states."""
    genes = {get_isoform(name).gene for name in names}
    stated = [name for name in names if states_isoform(reference, name)]
    return stated if len(genes) > 1 and stated else names


@lru_cache(maxsize=1024)
def _place_stated(sequence: str) -> Placement:
    """Place the sequence that a file states; chains and entries share few of them."""
    placement = place_sequence(encode(sequence))
    placement.uniprot_numbers.setflags(write=False)
    return placement


def _chain_breaks(structure: Structure, residues: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Say before which residues the chain is broken, by the distance between CA atoms."""
    rows = structure.topology.rows_named("CA")[residues]
    ca = np.where((rows >= 0)[:, None], structure.xyz[0][rows], np.nan)
    breaks = np.ones(len(residues), dtype=bool)
    breaks[1:] = ~(np.linalg.norm(np.diff(ca, axis=0), axis=1) <= _MAX_CA_STEP)
    return breaks


def _coverage(placement: Placement, n_residues: int) -> float:
    """Give the placed part of a chain, or of a G domain in a longer chain."""
    return placement.n_placed / max(1, min(n_residues, len(find_region("G domain").residues)))


def _is_ras(placement: Placement, n_residues: int) -> bool:
    """Apply the limits of the module text."""
    is_whole = placement.n_placed >= MIN_COVERAGE * len(find_region("G domain").residues)
    return (
        placement.n_placed >= MIN_PLACED
        and placement.identity >= (MIN_IDENTITY if is_whole else MIN_FRAGMENT_IDENTITY)
        and _coverage(placement, n_residues) >= MIN_COVERAGE
    )


def _explain_refusal(structure: Structure) -> str:
    """Name the protein chain that comes nearest to RAS, how near it comes, and what it is instead."""
    from rasstruct.structure.identity import find_best_hit, find_relative

    topology = structure.topology
    observed = {chain_id: topology.observed_sequence(chain_id) for chain_id in topology.chain_ids}
    stated = structure.metadata.sequences
    sequences = {chain_id: stated.get(chain_id, text) for chain_id, text in observed.items() if text}
    for chain_id, sequence in stated.items():
        if chain_id in sequences and _is_ras(place_sequence(encode(sequence)), len(sequence)):
            return (
                f"found no RAS protein in {structure.source}: chain {chain_id} is stated to hold RAS, but the "
                "residues in its coordinates are not those of RAS, expected most of a G domain; "
                "give a file with the coordinates of a KRAS, NRAS or HRAS chain"
            )
    hit = find_best_hit(sequences)
    name = structure.metadata.chain_names.get(hit.chain_id)
    relative = find_relative(sequences[hit.chain_id])
    is_said_below = relative is not None and (name or "").upper() == relative.gene
    protein = f"chain {hit.chain_id} ({name})" if name and not is_said_below else f"chain {hit.chain_id}"
    if relative is not None:
        protein += f", which is {relative.gene} ({relative.identity:.0%} over {relative.n_aligned} residues),"
    return (
        f"found no RAS protein in {structure.source}: the best hit is {protein} with {hit.identity:.0%} identity to "
        f"{hit.isoform} over {hit.n_aligned} residues, expected at least {MIN_IDENTITY:.0%} over most of a G domain "
        f"({MIN_FRAGMENT_IDENTITY:.0%} of a shorter chain); give a KRAS, NRAS or HRAS structure"
    )
