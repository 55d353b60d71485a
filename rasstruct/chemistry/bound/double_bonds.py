"""Which bonds of a conjugated system are double, when each atom has at most one of them?

The set of bonds that share no atom and have the highest sum of scores, less
what the atoms cost that stay without one.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

__all__ = ["pair_atoms"]

Bond = tuple[int, int]

#: steps of the search in one conjugated system; what is best by then is taken
_MAX_STEPS = 200_000


def pair_atoms(scores: Mapping[Bond, float], costs: Mapping[int, float]) -> list[Bond]:
    """Choose double bonds.

    Parameters
    ----------
    scores
        Score of each bond that can be double, the higher the better.
    costs
        What an atom costs that stays without one; atoms that are not named cost nothing.

    Returns
    -------
    list of (int, int)
        The chosen bonds.

    Examples
    --------
    >>> butadiene = {(0, 1): 0.9, (1, 2): 0.3, (2, 3): 0.9}
    >>> pair_atoms(butadiene, {})
    [(0, 1), (2, 3)]
    """
    return [bond for system in _split(list(scores)) for bond in _Search(system, scores, costs).best]


def _split(bonds: list[Bond]) -> list[list[Bond]]:
    """Part bonds into systems that share no atom."""
    systems: list[tuple[set[int], list[Bond]]] = []
    for bond in bonds:
        touching = [system for system in systems if system[0] & set(bond)]
        atoms = set(bond).union(*(members for members, _ in touching))
        merged = [*(other for _, others in touching for other in others), bond]
        systems = [*(system for system in systems if system not in touching), (atoms, merged)]
    return [found for _, found in systems]


class _Search:
    """Branch at the atom with the fewest choices, and give up where even all that is left cannot win."""

    def __init__(self, bonds: list[Bond], scores: Mapping[Bond, float], costs: Mapping[int, float]) -> None:
        self.best: list[Bond] = []
        self._scores, self._costs = scores, costs
        self._highest, self._steps = -math.inf, 0
        self._branch(bonds, frozenset(index for bond in bonds for index in bond), 0.0, [])

    def _branch(self, bonds: list[Bond], left: frozenset[int], total: float, laid: list[Bond]) -> None:
        """Try every choice for one atom of those left, and go on with each."""
        self._steps += 1
        reachable = frozenset(index for bond in bonds for index in bond)
        total -= sum(self._costs.get(index, 0.0) for index in left - reachable)
        if not reachable:
            if total > self._highest:
                self._highest, self.best = total, laid
            return
        bound = total + sum(max(self._scores[bond], 0.0) for bond in bonds)
        if self._steps > _MAX_STEPS or bound <= self._highest:
            return
        pivot = min(reachable, key=lambda index: (sum(index in bond for bond in bonds), index))
        for bond in sorted((bond for bond in bonds if pivot in bond), key=lambda bond: -self._scores[bond]):
            rest = [other for other in bonds if not set(other) & set(bond)]
            self._branch(rest, reachable.difference(bond), total + self._scores[bond], [*laid, bond])
        without = [bond for bond in bonds if pivot not in bond]
        self._branch(without, reachable - {pivot}, total - self._costs.get(pivot, 0.0), laid)
