"""What did the checks of a pose find?"""

from __future__ import annotations

import dataclasses

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records, column

__all__ = ["PoseCheck", "PoseReport"]


@dataclasses.dataclass(frozen=True, slots=True)
class PoseCheck:
    """One check of a pose: the atoms that decide it, their value and the limit nearest to it."""

    check: str = column("string", "what is checked")
    passed: bool | None = column("boolean", "whether it is in order; none when that cannot be said")
    sentence: str = column("string", "the finding in words, or why nothing can be said")
    value: float | None = column("number", "measured value, in the unit beside it", default=None)
    limit: float | None = column("number", "limit nearest to the value, in the same unit", default=None)
    unit: str | None = column("string", "Å, or what is counted", default=None)
    atoms: tuple[int, ...] = column("list", "indices of the deciding atoms in the molecule, from 0", default=())
    atom_names: tuple[str, ...] = column("list", "their names, else elements with indices", default=())


@dataclasses.dataclass(frozen=True, slots=True, repr=False)
class PoseReport:
    """What the checks of one pose found: one row a check, always the same checks in the same order."""

    checks: Records[PoseCheck]

    @property
    def passed(self) -> bool:
        """Whether no check failed; see `undecided` for those that could not say."""
        return not self.failures

    @property
    def failures(self) -> Records[PoseCheck]:
        """The checks that failed."""
        return self.checks.where(lambda row: row.passed is False)

    @property
    def undecided(self) -> Records[PoseCheck]:
        """The checks that could not say."""
        return self.checks.where(lambda row: row.passed is None)

    def __getitem__(self, check: str) -> PoseCheck:
        for row in self.checks:
            if row.check == check:
                return row
        names = ", ".join(row.check for row in self.checks)
        raise LookupFailedError(f"found pose check {check!r}, expected one of {names}; choose one of these")

    def _repr_html_(self) -> str:
        return self.checks._repr_html_()

    def __repr__(self) -> str:
        failed = ", ".join(row.check for row in self.failures)
        return f"<PoseReport {'failed: ' + failed if failed else 'passed'} · {len(self.undecided)} undecided>"
