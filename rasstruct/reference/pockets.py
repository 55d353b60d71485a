"""Which residues line each named pocket or interface, and who says so?

Each pocket has rows for several definitions: ``markers`` (the three residues
by which Parker 2022 assigns a ligand to a site), ``lining`` (residues that
ligands touch in at least 30 % of published complexes, or a structure or paper
names), ``lining50``, ``interface``, ``key residues``, ``ligand contacts``.
"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records, column
from rasstruct.reference.typed_rows import read_rows

__all__ = ["Pocket", "default_pockets", "get_pocket", "pockets", "pockets_by_residue", "site_markers"]

#: the definition that stands for a pocket, in this order, when its confidence allows
_DEFAULT_DEFINITIONS = ("lining", "interface", "markers")


@dataclasses.dataclass(frozen=True, slots=True)
class Pocket:
    """The residues of a pocket or interface in one definition."""

    pocket: str = column("string", "name of the pocket or interface")
    definition: str = column("string", "how the residues were chosen")
    residues: tuple[int, ...] = column("list", "UniProt residue numbers")
    source: str = column("string", "publication or table")
    confidence: str = column("string", "high, medium or low")
    note: str | None = column("string", "remark")


@cache
def pockets() -> Records[Pocket]:
    """List every pocket definition, in table order."""
    return read_rows(Pocket, "pockets")


@cache
def default_pockets() -> dict[str, Pocket]:
    """Give one definition a pocket: lining, else interface, else markers; never a low-confidence one."""
    trusted = [row for row in pockets() if row.definition in _DEFAULT_DEFINITIONS and row.confidence != "low"]
    best = sorted(trusted, key=lambda row: _DEFAULT_DEFINITIONS.index(row.definition), reverse=True)
    chosen = {row.pocket: row for row in best}
    return {row.pocket: chosen[row.pocket] for row in trusted}


def get_pocket(name: str) -> Pocket:
    """Look up the default definition of a pocket.

    Raises
    ------
    LookupFailedError
        When there is no pocket of that name.

    Examples
    --------
    >>> 96 in get_pocket("SII-P").residues
    True
    """
    found = default_pockets().get(name)
    if found is None:
        raise LookupFailedError(
            f"found pocket name {name!r}, expected one of {', '.join(default_pockets())}; choose one of these"
        )
    return found


@cache
def site_markers() -> dict[str, tuple[int, ...]]:
    """Map each ligand site to the residues that decide it (Parker 2022)."""
    return {row.pocket: row.residues for row in pockets() if row.definition == "markers"}


@cache
def pockets_by_residue() -> dict[int, tuple[str, ...]]:
    """Map each UniProt number to the pockets whose default definition holds it."""
    named: dict[int, list[str]] = {}
    for name, row in default_pockets().items():
        for number in row.residues:
            named.setdefault(number, []).append(name)
    return {number: tuple(names) for number, names in named.items()}
