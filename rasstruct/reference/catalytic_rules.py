"""Which atoms and limits define the catalytic geometry of RAS and the opening of its switch-II pocket?"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records, column
from rasstruct.reference.typed_rows import read_rows

__all__ = ["CatalyticRule", "catalytic_rules", "get_catalytic_rule"]


@dataclasses.dataclass(frozen=True, slots=True)
class CatalyticRule:
    """One definition: between which atoms, up to which limit, and what it is called."""

    name: str = column("string", "what is measured")
    residues: tuple[int, ...] = column("list", "UniProt residue numbers, empty when none or any")
    amino_acids: tuple[str, ...] = column("list", "amino acids it holds for, by one-letter code; empty for all")
    atoms: tuple[str, ...] = column("list", "PDB atom names")
    cutoff: float | None = column("number", "limit, in the unit beside it")
    unit: str | None = column("string", "Å, degrees or ligands")
    call: str | None = column("string", "word for a value within the limit (state-1-like: beyond it)")
    otherwise: str | None = column("string", "word for any other value")
    source: str = column("string", "publication, or who set the limit")
    verification: str = column("string", "how the row was checked")
    note: str | None = column("string", "remark")

    @property
    def limit(self) -> float:
        """The limit as a number; infinite when the rule has none."""
        return float("inf") if self.cutoff is None else self.cutoff


@cache
def catalytic_rules() -> Records[CatalyticRule]:
    """List the definitions."""
    return read_rows(CatalyticRule, "catalytic_rules")


@cache
def get_catalytic_rule(name: str) -> CatalyticRule:
    """Give the definition of that name.

    Raises
    ------
    LookupFailedError
        When there is none.

    Examples
    --------
    >>> get_catalytic_rule("Tyr32 at the γ-phosphate").cutoff
    3.5
    """
    for row in catalytic_rules():
        if row.name == name:
            return row
    names = ", ".join(row.name for row in catalytic_rules())
    raise LookupFailedError(f"found rule {name!r}, expected one of {names}; choose one of these")
