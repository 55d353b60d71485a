"""Which clinical trials of the molecules are known?

Derived from the ligand table. The review prints identifiers with some of its
molecules; further ones are recalled from publications and were not looked up
in a registry.
"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.records import Records, column
from rasstruct.reference.ligand_names import KnownLigand, known_ligands

__all__ = ["Trial", "trials"]

_REVIEW = "Chen 2021 doi:10.1186/s13045-021-01127-w"
_RECALLED = "recalled, not looked up in a registry"


@dataclasses.dataclass(frozen=True, slots=True)
class Trial:
    """One trial of one molecule; a trial of a combination has a row for each of its molecules."""

    ligand: str = column("string", "name in the ligand table")
    nct_id: str = column("string", "ClinicalTrials.gov identifier")
    basis: str = column("string", "review when Chen 2021 prints it with the molecule, else recalled")
    review_status: str | None = column("string", "status of the molecule in Chen 2021, all of its trials together")
    source: str = column("string", "where the identifier comes from")


@cache
def trials() -> Records[Trial]:
    """List trials, in the order of the ligand table, those of the review first.

    Examples
    --------
    >>> [row.nct_id for row in trials() if row.ligand == "adagrasib"]
    ['NCT03785249', 'NCT04330664']
    """
    return Records(Trial, (trial for row in known_ligands() for trial in _trials_of(row)))


def _trials_of(row: KnownLigand) -> list[Trial]:
    """List the trials of one molecule."""
    printed = [Trial(row.name, nct_id, "review", row.review_status, _REVIEW) for nct_id in row.trial_ids]
    recalled = [Trial(row.name, nct_id, "recalled", row.review_status, _RECALLED) for nct_id in row.other_trial_ids]
    return printed + recalled
