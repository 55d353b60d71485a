"""Which residues make up the P-loop, the switches, the lobes, the HVR …, and who says so?

Region names have several published ranges, so a region is (name, scheme).
The default scheme ``chen2021`` is that of the review; its allosteric lobe is
87-166, because the printed 87-165 would leave residue 166 of its own G domain
without a lobe (the printed range is scheme ``chen2021_printed``).
"""

from __future__ import annotations

import dataclasses
from functools import cache

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records, column
from rasstruct.reference.defaults import DEFAULT_SCHEME
from rasstruct.reference.typed_rows import read_rows

__all__ = ["Region", "find_region", "list_schemes", "regions", "regions_by_residue"]

#: a residue in two regions is called by the more specific category
_CATEGORY_ORDER = ("motif", "switch", "lobe", "domain")


@dataclasses.dataclass(frozen=True, slots=True)
class Region:
    """A named stretch of the RAS sequence in one definition."""

    region: str = column("string", "name of the region")
    scheme: str = column("string", "definition the range belongs to")
    residues: tuple[int, ...] = column("list", "UniProt residue numbers")
    isoforms: tuple[str, ...] = column("list", "isoforms the row holds for; 'all' for all four")
    category: str = column("string", "motif, switch, domain, lobe, secondary structure …")
    source: str = column("string", "publication or table")
    confidence: str = column("string", "high, medium or low")
    note: str | None = column("string", "remark")

    def applies_to(self, isoform: str) -> bool:
        """Say whether the row holds for an isoform; ``"KRAS"`` counts as KRAS4B."""
        return "all" in self.isoforms or ("KRAS4B" if isoform == "KRAS" else isoform) in self.isoforms


@cache
def _all_regions() -> Records[Region]:
    """Read the table once."""
    return read_rows(Region, "regions")


@cache
def list_schemes() -> tuple[str, ...]:
    """List the region schemes, in table order."""
    return tuple(dict.fromkeys(row.scheme for row in _all_regions()))


@cache
def regions(scheme: str | None = None, isoform: str | None = None) -> Records[Region]:
    """List the regions of a scheme, or of all schemes.

    Parameters
    ----------
    scheme
        One of `list_schemes`; all schemes when not given.
    isoform
        Keep only the rows that hold for this isoform.

    Raises
    ------
    LookupFailedError
        When there is no such scheme.

    Examples
    --------
    >>> {row.region: (row.residues[0], row.residues[-1]) for row in regions("chen2021", "KRAS4B")}["switch II"]
    (60, 76)
    """
    if scheme is not None and scheme not in list_schemes():
        raise LookupFailedError(
            f"found region scheme {scheme!r}, expected one of {', '.join(list_schemes())}; choose one of these"
        )
    return Records(
        Region,
        (
            row
            for row in _all_regions()
            if (scheme is None or row.scheme == scheme) and (isoform is None or row.applies_to(isoform))
        ),
    )


@cache
def find_region(name: str, scheme: str = DEFAULT_SCHEME) -> Region:
    """Give the first row of a region in a scheme.

    Raises
    ------
    LookupFailedError
        When the scheme has no such region.
    """
    for row in regions(scheme):
        if row.region == name:
            return row
    names = ", ".join(dict.fromkeys(row.region for row in regions(scheme)))
    raise LookupFailedError(f"found region name {name!r}, expected one of {names}; choose one of these")


@cache
def regions_by_residue(scheme: str, isoform: str) -> dict[int, tuple[str, ...]]:
    """Map each UniProt number to its region names, the most specific first."""

    def rank(row: Region) -> int:
        return _CATEGORY_ORDER.index(row.category) if row.category in _CATEGORY_ORDER else -1

    named: dict[int, list[str]] = {}
    for row in sorted(regions(scheme, isoform), key=rank):
        for number in row.residues:
            named.setdefault(number, []).append(row.region)
    return {number: tuple(names) for number, names in named.items()}
