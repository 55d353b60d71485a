"""Where does a protein sequence sit on the human RAS sequences, and on which best?

The four isoforms share their numbering, so one shift places a chain without
insertions or deletions: the shift that makes most residues agree is found by
counting, and the ends are trimmed to the best-scoring stretch, which leaves
tags unnumbered. Only when that leaves residues on both sides of an end does
a gapped alignment (Biopython's `PairwiseAligner`) take over.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import numpy.typing as npt

from rasstruct.reference.isoforms import isoforms
from rasstruct.reference.regions import find_region
from rasstruct.structure.residue_names import UNKNOWN_LETTER

__all__ = ["Placement", "encode", "place_sequence"]

Letters = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.int32]

#: order in which equally good isoforms are taken; KRAS4B is the form drug discovery works on
_PREFERENCE = ("KRAS4B", "KRAS4A", "NRAS", "HRAS")
_MATCH, _MISMATCH = 1, -2
#: residues left on both sides of an end that call for a gapped alignment, and
#: matches that the alignment must then win
_SUSPICIOUS, _WORTHWHILE = 6, 5
#: matches without a gap that any RAS chain has; with fewer, no alignment is tried
_SEED = 15
#: range of shifts up to which they are counted in one array
_DENSE = 100_000
#: residues at an end of the G domain that a mutation there may cut off
_MAX_MUTATED_END = 3
#: farthest that an ambiguous gap is moved to a break in the chain
_MAX_GAP_SHIFT = 12
_UNKNOWN = ord(UNKNOWN_LETTER)


@dataclass(frozen=True, slots=True, eq=False)
class Placement:
    """A sequence on the RAS reference.

    ``uniprot_numbers`` has one number a residue, 0 where the residue has no
    counterpart (tags, insertions). ``isoforms`` are those that fit equally well, the
    preferred first; ``n_matches`` counts identical residues among ``n_placed``.
    """

    isoforms: tuple[str, ...]
    uniprot_numbers: Numbers
    n_placed: int
    n_matches: int
    is_gapped: bool

    @property
    def identity(self) -> float:
        """Fraction of placed residues that equal the best isoform."""
        return self.n_matches / self.n_placed if self.n_placed else 0.0


def encode(sequence: str) -> Letters:
    """Turn one-letter codes into an array of character codes."""
    return np.frombuffer(sequence.encode("ascii", errors="replace"), dtype=np.uint8)


def place_sequence(
    letters: Letters, positions: Numbers | None = None, breaks: npt.NDArray[np.bool_] | None = None
) -> Placement:
    """Place a sequence on the human RAS isoforms.

    Parameters
    ----------
    letters
        Character codes of the one-letter sequence, shape (n,).
    positions
        Number of each residue in its file, shape (n,); gaps in it stand for
        residues that are not modelled. Without it the sequence is taken as
        complete. Numbers that occur twice are ignored, and numbers that go
        backwards unless residues in their order fit better.
    breaks
        Whether the chain is broken before each residue, shape (n,); ambiguous
        gaps of an alignment are moved there.

    Examples
    --------
    >>> place_sequence(encode("GSMTEYKLVVVGACGVGKSALTIQLIQ")).uniprot_numbers[:5]
    array([0, 0, 1, 2, 3], dtype=int32)
    """
    if not len(letters):
        return Placement((), np.zeros(0, dtype=np.int32), 0, 0, False)
    usable = positions is not None and bool((np.diff(positions) > 0).all())
    if positions is not None and not usable and len(np.unique(positions)) == len(positions):
        in_order, as_they_stand = _place_in_order(letters, positions), place_sequence(letters, None, breaks)
        return in_order if in_order.n_matches > as_they_stand.n_matches else as_they_stand
    start = positions if usable and positions is not None else np.arange(len(letters), dtype=np.int32)
    best = _score_isoforms(letters, start + _vote_shift(letters, start), is_gapped=False)
    if breaks is not None:
        best = _extend_over_bonds(letters, best, breaks)
    if best.n_matches < _SEED or not _leaves_both_sides(best, len(letters)):
        return best
    aligned = _align(letters, best.isoforms[0] if best.isoforms else _PREFERENCE[0])
    if breaks is not None:
        aligned = _move_gaps_to_breaks(letters, aligned, breaks)
    gapped = _score_isoforms(letters, aligned, is_gapped=True)
    return gapped if gapped.n_matches >= best.n_matches + _WORTHWHILE else best


def _place_in_order(letters: Letters, positions: Numbers) -> Placement:
    """Place residues by ascending number, for a chain whose pieces stand in another order."""
    order = np.argsort(positions, kind="stable")
    placed = place_sequence(letters[order], positions[order])
    numbers = np.zeros_like(placed.uniprot_numbers)
    numbers[order] = placed.uniprot_numbers
    return replace(placed, uniprot_numbers=numbers)


@cache
def _references() -> tuple[tuple[str, ...], Letters]:
    """Stack the isoform sequences, in order of preference, zero-padded to one length."""
    rows = sorted(isoforms(), key=lambda row: _PREFERENCE.index(row.isoform))
    stacked = np.zeros((len(rows), max(row.length for row in rows)), dtype=np.uint8)
    for index, row in enumerate(rows):
        stacked[index, : row.length] = encode(row.sequence)
    stacked.setflags(write=False)
    return tuple(row.isoform for row in rows), stacked


def _vote_shift(letters: Letters, positions: Numbers) -> int:
    """Find the shift from positions to UniProt numbers with most identical residues."""
    places, first, count = _places_by_letter()
    repeats = count[letters]
    if not repeats.any():
        return 0
    begins = np.cumsum(repeats) - repeats
    target = places[np.arange(int(repeats.sum())) + np.repeat(first[letters] - begins, repeats)]
    shifts = target - np.repeat(positions, repeats)
    lowest = int(shifts.min())
    if int(shifts.max()) - lowest < _DENSE:
        return int(np.bincount(shifts - lowest).argmax()) + lowest + 1
    values, votes = np.unique(shifts, return_counts=True)
    return int(values[votes.argmax()]) + 1


@cache
def _places_by_letter() -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """List the positions of each letter in the reference: all positions, then start and count by letter."""
    reference = _references()[1][0]
    count = np.bincount(reference, minlength=256)
    count[0] = 0
    places = np.argsort(reference, kind="stable")[int((reference == 0).sum()) :]
    return places, np.cumsum(count) - count, count


def _score_isoforms(letters: Letters, numbers: Numbers, *, is_gapped: bool) -> Placement:
    """Trim the ends and choose the isoforms that fit best."""
    names, stacked = _references()
    inside = (numbers >= 1) & (numbers <= stacked.shape[1])
    matches = np.zeros((len(names), len(letters)), dtype=bool)
    matches[:, inside] = stacked[:, numbers[inside] - 1] == letters[inside]
    scores = np.where(matches, _MATCH, _MISMATCH)
    scores[:, inside & (letters == _UNKNOWN)] = 0
    scores[:, ~inside] = 0 if is_gapped else _MISMATCH
    total = np.zeros((len(names), len(letters) + 1), dtype=np.int64)
    np.cumsum(scores, axis=1, out=total[:, 1:])
    gain = total - np.minimum.accumulate(total, axis=1)
    chosen = np.flatnonzero(gain.max(axis=1) == gain.max()).tolist()
    last = int(gain[chosen[0]].argmax())
    first = int(total[chosen[0], : last + 1].argmin())
    if not is_gapped:
        first, last = _keep_mutated_ends(matches[chosen[0]], numbers, first, last)
    placed = np.zeros(len(letters), dtype=np.int32)
    placed[first:last] = np.where(inside, numbers, 0)[first:last]
    return Placement(
        isoforms=tuple(names[index] for index in chosen),
        uniprot_numbers=placed,
        n_placed=int((placed > 0).sum()),
        n_matches=int(matches[chosen[0], first:last].sum()),
        is_gapped=is_gapped,
    )


def _extend_over_bonds(letters: Letters, placement: Placement, breaks: npt.NDArray[np.bool_]) -> Placement:
    """Number bonded end residues that equal the reference although their file number is off by some."""
    placed = np.flatnonzero(placement.uniprot_numbers)
    if not len(placed):
        return placement
    names, stacked = _references()
    reference = stacked[names.index(placement.isoforms[0])]
    numbers = placement.uniprot_numbers.copy()
    index = int(placed[0])
    while (
        index > 0 and not breaks[index] and numbers[index] > 1 and reference[numbers[index] - 2] == letters[index - 1]
    ):
        numbers[index - 1] = numbers[index] - 1
        index -= 1
    index = int(placed[-1])
    while (
        index + 1 < len(letters)
        and not breaks[index + 1]
        and numbers[index] < len(reference)
        and reference[numbers[index]] == letters[index + 1]
    ):
        numbers[index + 1] = numbers[index] + 1
        index += 1
    covered = numbers > 0
    matches = (stacked[:, numbers[covered] - 1] == letters[covered]).sum(axis=1)
    return replace(
        placement,
        isoforms=tuple(name for name, count in zip(names, matches.tolist(), strict=True) if count == matches.max()),
        uniprot_numbers=numbers,
        n_placed=int(covered.sum()),
        n_matches=int(matches.max()),
    )


def _keep_mutated_ends(matches: npt.NDArray[np.bool_], numbers: Numbers, first: int, last: int) -> tuple[int, int]:
    """Take back a few trimmed residues of the G domain that end in one that equals the reference.

    A mutation next to an end costs more than the one or two residues behind
    it gain, and would be taken for a tag. A tag goes on behind a residue that
    equals the reference by chance, so this one must be the last of the chain, or
    the first, or the initiator.
    """
    in_domain = matches & (numbers >= 1) & (numbers <= find_region("G domain").residues[-1])
    start = max(0, first - _MAX_MUTATED_END)
    before = start + np.flatnonzero(in_domain[start:first])
    before = before[(before == 0) | (numbers[before] == 1)]
    if len(before):
        first = int(before[0])
    if len(matches) - last <= _MAX_MUTATED_END and in_domain[last:].any() and matches[-1]:
        last = len(matches)
    return first, last


def _leaves_both_sides(placement: Placement, n_residues: int) -> bool:
    """Say whether residues are left over next to a part of the reference that is not covered."""
    placed = np.flatnonzero(placement.uniprot_numbers)
    if not len(placed):
        return True
    first, last = int(placed[0]), int(placed[-1])
    length = _references()[1].shape[1]
    before = min(first, int(placement.uniprot_numbers[first]) - 1)
    after = min(n_residues - 1 - last, length - int(placement.uniprot_numbers[last]))
    return bool(max(before, after) >= _SUSPICIOUS)


def _align(letters: Letters, isoform: str) -> Numbers:
    """Align with gaps; gives UniProt numbers, 0 where a residue has no counterpart."""
    from Bio.Align import PairwiseAligner

    names, stacked = _references()
    reference = stacked[names.index(isoform)].tobytes().rstrip(b"\0").decode()
    aligner = PairwiseAligner(mode="global", match_score=2, mismatch_score=-1, open_gap_score=-8, extend_gap_score=-0.2)
    aligner.end_gap_score = 0
    numbers = np.zeros(len(letters), dtype=np.int32)
    alignment = aligner.align(reference, letters.tobytes().decode("latin-1"))[0]
    for (target, target_end), (query, query_end) in zip(*alignment.aligned, strict=True):
        numbers[query:query_end] = np.arange(target + 1, target_end + 1)
    return numbers


def _move_gaps_to_breaks(letters: Letters, numbers: Numbers, breaks: npt.NDArray[np.bool_]) -> Numbers:
    """Move each gap of an alignment to a break in the chain, when the letters fit there as well."""
    moved = numbers.copy()
    reference = _references()[1]
    for gap in np.flatnonzero((numbers[1:] > 0) & (numbers[:-1] > 0) & (np.diff(numbers) > 1)) + 1:
        if breaks[gap]:
            continue
        near = np.flatnonzero(breaks)
        near = near[np.abs(near - gap) <= _MAX_GAP_SHIFT]
        for target in near[np.argsort(np.abs(near - gap), kind="stable")]:
            trial = moved.copy()
            if target < gap:
                trial[target:gap] = moved[gap] - np.arange(gap - target, 0, -1)
            else:
                trial[gap:target] = moved[gap - 1] + np.arange(1, target - gap + 1)
            low, high = sorted((int(gap), int(target)))
            stretch = trial[low:high]
            if (stretch >= 1).all() and (stretch <= reference.shape[1]).all():
                fits = (reference[:, stretch - 1] == letters[low:high]).sum(axis=1).max()
                before = (reference[:, numbers[low:high] - 1] == letters[low:high]).sum(axis=1).max()
                if fits >= before:
                    moved = trial
                    break
    return moved
