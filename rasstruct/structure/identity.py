"""How like RAS is a protein that is not RAS? (for the message that refuses it)"""

from __future__ import annotations

from dataclasses import dataclass

from rasstruct.reference.isoforms import isoforms

__all__ = ["BestHit", "find_best_hit"]


@dataclass(frozen=True, slots=True)
class BestHit:
    """The chain and isoform with the most identical residues in a local alignment."""

    chain_id: str
    isoform: str
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
    from Bio.Align import PairwiseAligner, substitution_matrices

    aligner = PairwiseAligner(mode="local", open_gap_score=-11, extend_gap_score=-1)
    aligner.substitution_matrix = substitution_matrices.load("BLOSUM62")
    allowed = set(aligner.substitution_matrix.alphabet)
    best: tuple[float, BestHit] | None = None
    for chain_id, sequence in sequences.items():
        query = "".join(letter if letter in allowed else "X" for letter in sequence)
        for row in isoforms():
            alignment = aligner.align(row.sequence, query)
            if not len(alignment):
                hit, score = BestHit(chain_id, row.isoform, 0.0, 0), 0.0
            else:
                counts = alignment[0].counts()
                aligned = counts.identities + counts.mismatches
                hit, score = BestHit(chain_id, row.isoform, counts.identities / aligned, aligned), alignment.score
            if best is None or score > best[0]:
                best = (score, hit)
    if best is None:
        raise ValueError("find_best_hit needs at least one sequence")
    return best[1]
