"""How like RAS is a protein that is not RAS, and which relative is it? (for the message that refuses it)"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rasstruct.reference.isoforms import isoforms
from rasstruct.reference.relatives import relatives

if TYPE_CHECKING:
    from Bio.Align import PairwiseAligner

__all__ = ["BestHit", "KnownRelative", "find_best_hit", "find_relative"]

#: a chain is called by the name of a relative above this identity, over this part of the relative
_MIN_SAME, _MIN_PART = 0.90, 0.5


@dataclass(frozen=True, slots=True)
class BestHit:
    """The chain and isoform with the most identical residues in a local alignment."""

    chain_id: str
    isoform: str
    identity: float
    n_aligned: int


@dataclass(frozen=True, slots=True)
class KnownRelative:
    """The relative of RAS that a chain is, and how much of the two is the same."""

    gene: str
    identity: float
    n_aligned: int


def find_best_hit(sequences: dict[str, str]) -> BestHit:
    """Align every chain to every isoform and give the best pair.

    Parameters
    ----------
    sequences
        One-letter sequence by chain; not empty.

    Notes
    -----
    Local alignment with BLOSUM62, gap opening 11, extension 1 (the defaults
    of protein BLAST); identity is over aligned pairs, gaps not counted.
    """
    aligner = _local_aligner()
    best: tuple[float, BestHit] | None = None
    for chain_id, sequence in sequences.items():
        for row in isoforms():
            score, identity, n_aligned = _align(aligner, row.sequence, sequence)
            if best is None or score > best[0]:
                best = (score, BestHit(chain_id, row.isoform, identity, n_aligned))
    if best is None:
        raise ValueError("find_best_hit needs at least one sequence")
    return best[1]


def find_relative(sequence: str) -> KnownRelative | None:
    """Name the relative of RAS that a sequence is.

    Parameters
    ----------
    sequence
        One-letter sequence of a chain.

    Returns
    -------
    KnownRelative or None
        The best-scoring relative in the alignment of `find_best_hit`; `None`
        when less than 90 % is the same, or less than half of the relative is there.
    """
    aligner = _local_aligner()
    aligned = [(*_align(aligner, row.sequence, sequence), row) for row in relatives()]
    _, identity, n_aligned, row = max(aligned, key=lambda found: found[0])
    if identity < _MIN_SAME or n_aligned < _MIN_PART * len(row.sequence):
        return None
    return KnownRelative(row.gene, identity, n_aligned)


def _local_aligner() -> PairwiseAligner:
    """Set up the alignment that the notes of `find_best_hit` describe."""
    from Bio.Align import PairwiseAligner, substitution_matrices

    aligner = PairwiseAligner(mode="local", open_gap_score=-11, extend_gap_score=-1)
    aligner.substitution_matrix = substitution_matrices.load("BLOSUM62")
    return aligner


def _align(aligner: PairwiseAligner, target: str, sequence: str) -> tuple[float, float, int]:
    """Give score, identity and number of aligned pairs."""
    allowed = set(aligner.substitution_matrix.alphabet)
    alignments = aligner.align(target, "".join(letter if letter in allowed else "X" for letter in sequence))
    if not len(alignments):
        return 0.0, 0.0, 0
    counts = alignments[0].counts()
    n_aligned = counts.identities + counts.mismatches
    return float(alignments[0].score), counts.identities / n_aligned, n_aligned
