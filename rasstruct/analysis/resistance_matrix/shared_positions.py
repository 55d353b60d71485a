"""Which residues does every inhibitor of a site need?"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records, column
from rasstruct.analysis.resistance_matrix.cells import ResistanceCell
from rasstruct.analysis.resistance_matrix.position_use import PositionUse, classify_positions

__all__ = ["SharedPosition", "list_shared_positions"]


@dataclasses.dataclass(frozen=True, slots=True)
class SharedPosition:
    """One residue, and what it is to the inhibitors of a site."""

    uniprot_number: int = column("integer", "UniProt number of the residue")
    site: str = column("string", "site of the inhibitors")
    mutations: tuple[str, ...] = column("list", "substitutions that were asked about")
    needed_by_all: bool | None = column(
        "boolean", "whether every inhibitor needs it; none when of some nothing can be said and the others need it"
    )
    n_inhibitors: int = column("integer", "inhibitors of the site")
    n_needed: int = column("integer", "those that need the residue")
    needed_by: tuple[str, ...] = column("list", "they lose what its native side chain does for them")
    hindered: tuple[str, ...] = column("list", "they are disturbed by the new side chain alone")
    left_alone: tuple[str, ...] = column("list", "every substitution judged spares them")
    cannot_say: tuple[str, ...] = column("list", "no clear verdict")
    missing: tuple[str, ...] = column("list", "no substitution could be judged")


def list_shared_positions(cells: Iterable[ResistanceCell], site: str) -> Records[SharedPosition]:
    """List the residues of a matrix by how many inhibitors of a site need them.

    Parameters
    ----------
    cells
        The cells of a matrix, as `build_cells` gives them.
    site
        The site whose inhibitors are asked about.

    Returns
    -------
    Records of SharedPosition
        Residues that most inhibitors need first, then by number.

    Raises
    ------
    LookupFailedError
        When no inhibitor of the matrix sits there.
    """
    listed = list(cells)
    of_site = [cell for cell in listed if cell.site == site]
    if listed and not of_site:
        sites = ", ".join(sorted({str(cell.site) for cell in listed}))
        raise LookupFailedError(f"found no inhibitor in site {site!r}, expected one of {sites}; choose one of these")
    mutations: dict[int, list[str]] = {}
    for cell in of_site:
        names = mutations.setdefault(cell.uniprot_number, [])
        if cell.mutation not in names:
            names.append(cell.mutation)
    rows = [_describe(number, site, mutations[number], uses) for number, uses in classify_positions(of_site).items()]
    return Records(SharedPosition, sorted(rows, key=lambda row: (-row.n_needed, row.uniprot_number)))


def _describe(number: int, site: str, mutations: list[str], uses: Mapping[str, PositionUse]) -> SharedPosition:
    """Sum up what one residue is to the inhibitors."""

    def with_use(wanted: PositionUse) -> tuple[str, ...]:
        return tuple(inhibitor for inhibitor, use in uses.items() if use is wanted)

    needed = with_use(PositionUse.NEEDED)
    undecided = with_use(PositionUse.CANNOT_SAY) + with_use(PositionUse.MISSING)
    decided_all = len(needed) + len(undecided) < len(uses)
    return SharedPosition(
        uniprot_number=number,
        site=site,
        mutations=tuple(mutations),
        needed_by_all=False if decided_all else None if undecided else True,
        n_inhibitors=len(uses),
        n_needed=len(needed),
        needed_by=needed,
        hindered=with_use(PositionUse.HINDERED),
        left_alone=with_use(PositionUse.LEFT_ALONE),
        cannot_say=with_use(PositionUse.CANNOT_SAY),
        missing=with_use(PositionUse.MISSING),
    )
