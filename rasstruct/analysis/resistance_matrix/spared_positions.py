"""Which inhibitors leave given residues alone, so that resistance there should not reach them?

Without residues named, those at which the first resistance to KRAS-G12C inhibitors
arose beside the allele itself (definition ``resistance`` in the table of pockets).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records, column
from rasstruct.analysis.resistance_matrix.cells import ResistanceCell
from rasstruct.analysis.resistance_matrix.position_use import PositionUse, classify_positions
from rasstruct.reference.pockets import pockets

__all__ = ["SparedPositions", "list_spared_positions"]

_DEFINITION = "resistance"


@dataclasses.dataclass(frozen=True, slots=True)
class SparedPositions:
    """One inhibitor, and which of some residues it leaves alone."""

    inhibitor: str = column("string", "column of the matrix")
    site: str | None = column("string", "pocket that the inhibitor sits in")
    positions: tuple[int, ...] = column("list", "UniProt numbers that are asked about")
    leaves_all_alone: bool | None = column(
        "boolean", "whether no substitution there disturbs it; none when of some nothing can be said"
    )
    left_alone: tuple[int, ...] = column("list", "residues at which every substitution judged spares it")
    needed: tuple[int, ...] = column("list", "residues whose native side chain it needs")
    hindered: tuple[int, ...] = column("list", "residues at which a new side chain alone disturbs it")
    cannot_say: tuple[int, ...] = column("list", "residues without a clear verdict")
    missing: tuple[int, ...] = column("list", "residues at which no substitution could be judged")


def list_spared_positions(
    cells: Iterable[ResistanceCell], positions: Sequence[int] | None = None
) -> Records[SparedPositions]:
    """Say of each inhibitor of a matrix which residues it leaves alone.

    Parameters
    ----------
    cells
        The cells of a matrix, as `build_cells` gives them.
    positions
        UniProt numbers; those of the table of pockets when not given.

    Returns
    -------
    Records of SparedPositions
        In the order of the inhibitors.

    Raises
    ------
    LookupFailedError
        When an empty list of residues is given.
    """
    asked = _default_positions() if positions is None else tuple(dict.fromkeys(positions))
    if not asked:
        raise LookupFailedError("found no residue to ask about, expected at least one; give numbers such as [95, 96]")
    listed = list(cells)
    sites = {cell.inhibitor: cell.site for cell in listed}
    uses = classify_positions(listed)
    return Records(
        SparedPositions,
        (
            _describe(name, site, {n: uses.get(n, {}).get(name, PositionUse.MISSING) for n in asked})
            for name, site in sites.items()
        ),
    )


def _default_positions() -> tuple[int, ...]:
    """Give the residues of the table of pockets."""
    return next(row.residues for row in pockets() if row.definition == _DEFINITION)


def _describe(inhibitor: str, site: str | None, uses: Mapping[int, PositionUse]) -> SparedPositions:
    """Sum up what the residues are to one inhibitor."""

    def with_use(wanted: PositionUse) -> tuple[int, ...]:
        return tuple(number for number, use in uses.items() if use is wanted)

    needed, hindered = with_use(PositionUse.NEEDED), with_use(PositionUse.HINDERED)
    left_alone = with_use(PositionUse.LEFT_ALONE)
    return SparedPositions(
        inhibitor=inhibitor,
        site=site,
        positions=tuple(uses),
        leaves_all_alone=False if needed or hindered else True if len(left_alone) == len(uses) else None,
        left_alone=left_alone,
        needed=needed,
        hindered=hindered,
        cannot_say=with_use(PositionUse.CANNOT_SAY),
        missing=with_use(PositionUse.MISSING),
    )
