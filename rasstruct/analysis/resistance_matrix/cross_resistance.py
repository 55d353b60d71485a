"""Which inhibitors lose their binding to the same mutations?

Two inhibitors are compared over the mutations that were judged for both. Their
similarity is that of Ružička, the sum of the smaller of the two scores over
the sum of the greater: Tanimoto's for numbers. Mutations that disturb neither
make no two inhibitors alike; without any that disturbs one, nothing is said.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Sequence

from rasstruct._base.records import Records, column
from rasstruct.analysis.resistance_matrix.cells import DISTURBED, ResistanceCell

__all__ = ["CrossResistance", "compare_inhibitors"]

_DECIMALS = 3


@dataclasses.dataclass(frozen=True, slots=True)
class CrossResistance:
    """Two inhibitors, and the mutations that disturb both or one of them."""

    inhibitor: str = column("string", "one inhibitor")
    other: str = column("string", "the other")
    similarity: float | None = column("number", "Ružička similarity of their scores; none when nothing can be said")
    n_compared: int = column("integer", "mutations judged for both")
    disturb_both: tuple[str, ...] = column("list", "mutations that disturb both")
    disturb_one: tuple[str, ...] = column("list", "mutations that disturb the first and not clearly the other")
    disturb_other: tuple[str, ...] = column("list", "mutations that disturb the other and not clearly the first")


def compare_inhibitors(cells: Sequence[ResistanceCell]) -> Records[CrossResistance]:
    """Compare every inhibitor of a matrix with every later one.

    Parameters
    ----------
    cells
        The cells of a matrix, as `build_cells` gives them.

    Returns
    -------
    Records of CrossResistance
        One row a pair, in the order of the inhibitors.
    """
    judged: dict[str, dict[str, ResistanceCell]] = {}
    for cell in cells:
        known = judged.setdefault(cell.inhibitor, {})
        if cell.score is not None:
            known[cell.mutation] = cell
    return Records(
        CrossResistance,
        (_compare(one, other, judged[one], judged[other]) for one, other in itertools.combinations(judged, 2)),
    )


def _compare(
    one: str, other: str, first: dict[str, ResistanceCell], second: dict[str, ResistanceCell]
) -> CrossResistance:
    """Compare two inhibitors."""
    shared = [name for name in first if name in second]
    scores = [(first[name].score or 0.0, second[name].score or 0.0) for name in shared]
    either = sum(map(max, scores))
    hit = [name for name in shared if first[name].verdict == DISTURBED]
    hit_other = [name for name in shared if second[name].verdict == DISTURBED]
    return CrossResistance(
        inhibitor=one,
        other=other,
        similarity=round(sum(map(min, scores)) / either, _DECIMALS) if either > 0 else None,
        n_compared=len(shared),
        disturb_both=tuple(name for name in hit if name in hit_other),
        disturb_one=tuple(name for name in hit if name not in hit_other),
        disturb_other=tuple(name for name in hit_other if name not in hit),
    )
