"""Which published rules of thumb does a molecule keep?"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import cache

from rasstruct.reference.drug_likeness import DrugLikenessLimit, drug_likeness_limits

__all__ = ["DrugLikeness", "judge_drug_likeness"]


@dataclasses.dataclass(frozen=True, slots=True)
class DrugLikeness:
    """How a molecule stands to the rules."""

    lipinski_violations: int
    passes_lipinski: bool
    passes_veber: bool
    beyond_rule_of_5: bool


def judge_drug_likeness(values: Mapping[str, float]) -> DrugLikeness:
    """Compare descriptors with the limits of the rules.

    Parameters
    ----------
    values
        ``molecular_weight``, ``clogp``, ``nh_oh_count``, ``n_o_count``, ``tpsa`` and ``rotatable_bonds``.

    Notes
    -----
    A molecule passes Lipinski's rule of 5 with at most one violation. It is beyond the rule of 5, as Doak 2014 draws
    the border, when it is heavier than 500 Da and breaks a limit of the extended rule of 5: between the two lie the
    molecules that are too heavy for Lipinski and within the extended limits.

    Examples
    --------
    >>> ethanol = dict(molecular_weight=46.1, clogp=-0.0, nh_oh_count=1, n_o_count=1, tpsa=20.2, rotatable_bonds=0)
    >>> judge_drug_likeness(ethanol).passes_veber
    True
    """
    violations = sum(not limit.is_met(values[limit.descriptor]) for limit in _limits("rule of 5"))
    (allowed,) = _limits("rule of 5, violations")
    (heavy,) = _limits("beyond rule of 5")
    weight = values[heavy.descriptor]
    return DrugLikeness(
        lipinski_violations=violations,
        passes_lipinski=allowed.is_met(violations),
        passes_veber=_keeps("Veber", values),
        beyond_rule_of_5=(
            heavy.minimum is not None and weight > heavy.minimum and not _keeps("extended rule of 5", values)
        ),
    )


def _keeps(rule: str, values: Mapping[str, float]) -> bool:
    """Say whether every limit of a rule is met."""
    return all(limit.is_met(values[limit.descriptor]) for limit in _limits(rule))


@cache
def _limits(rule: str) -> tuple[DrugLikenessLimit, ...]:
    """Give the limits of a rule."""
    return tuple(row for row in drug_likeness_limits() if row.rule == rule)
