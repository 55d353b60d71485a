"""How alike do two ligands bind?

Tanimoto similarity: interactions that both have, over those that at least one
has. An interaction that is missing in one of the two structures, because its
partner is not modelled there, is left out of that pair; water, bridges through
water and what was added for the crystal are left out of all, because they
tell of resolution and crystallisation.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from rasstruct._base.records import Records, column
from rasstruct.analysis.comparison.ligand_profile import ABSENT, MISSING, PRESENT, LigandProfile
from rasstruct.analysis.comparison.matrix import list_places

__all__ = ["LigandSimilarity", "compute_similarities", "merge_states"]

#: decimals of a similarity
_DECIMALS = 3


@dataclasses.dataclass(frozen=True, slots=True)
class LigandSimilarity:
    """How alike two ligands bind."""

    ligand: str = column("string", "one ligand")
    other: str = column("string", "the other")
    similarity: float | None = column("number", "Tanimoto, of residue and kind of interaction; none without any")
    partner_similarity: float | None = column("number", "Tanimoto of the residues, whatever the kind")
    n_shared: int = column("integer", "interactions that both have")
    n_either: int = column("integer", "interactions that at least one has, and both could have")
    n_undecided: int = column("integer", "interactions left out, because one structure lacks the partner")


def compute_similarities(profiles: Sequence[LigandProfile]) -> Records[LigandSimilarity]:
    """Compare every ligand with every later one.

    Parameters
    ----------
    profiles
        The ligands.

    Returns
    -------
    Records of LigandSimilarity
        One row a pair, in the order of the ligands.
    """
    places = [row for row in list_places(profiles) if row.is_compared]
    states = [[profile.state_of(row) for row in places] for profile in profiles]
    groups = [list(group) for _, group in itertools.groupby(range(len(places)), lambda i: places[i].partner_order)]
    merged = [[merge_states([held[index] for index in group]) for group in groups] for held in states]
    shared, either, undecided = _count_pairs(states)
    partners_shared, partners_either, _ = _count_pairs(merged)
    names = [profile.column.ligand for profile in profiles]
    return Records(
        LigandSimilarity,
        (
            LigandSimilarity(
                ligand=names[i],
                other=names[j],
                similarity=_divide(shared[i, j], either[i, j]),
                partner_similarity=_divide(partners_shared[i, j], partners_either[i, j]),
                n_shared=int(shared[i, j]),
                n_either=int(either[i, j]),
                n_undecided=int(undecided[i, j]),
            )
            for i, j in itertools.combinations(range(len(names)), 2)
        ),
    )


def merge_states(states: Sequence[str]) -> str:
    """Give the state of several interactions together: present when one is, else missing when one is."""
    return next((state for state in (PRESENT, MISSING) if state in states), ABSENT)


def _count_pairs(states: Sequence[Sequence[str]]) -> tuple[npt.NDArray[np.int64], ...]:
    """Count for every pair what both have, what either has where both are known, and what only one shows."""
    table = np.array(states, dtype=object).reshape(len(states), len(states[0]) if states else 0)
    present, known = (table == PRESENT).astype(np.int64), (table != MISSING).astype(np.int64)
    shared = present @ present.T
    present_and_known = present @ known.T
    either = present_and_known + present_and_known.T - shared
    only_one = present @ (1 - known).T
    return shared, either, only_one + only_one.T


def _divide(n_shared: int, n_either: int) -> float | None:
    """Give the Tanimoto similarity; `None` of nothing."""
    return round(int(n_shared) / int(n_either), _DECIMALS) if n_either else None
