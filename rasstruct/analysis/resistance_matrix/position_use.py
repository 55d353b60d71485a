"""What is each residue to each inhibitor: needed, in the way when mutated, or left alone?

A residue is needed when a substitution of it disturbs the inhibitor and takes
away what the native side chain does for it; substitutions hinder when they
disturb without that, because the new side chain is in the way. It is left alone
when every substitution that was judged spares the inhibitor. In between nothing
can be said, and without a judged substitution the residue is missing. All this
is about the mutations of the matrix, not about those that were not asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from rasstruct.analysis.resistance_matrix.cells import DISTURBED, SPARED, ResistanceCell

__all__ = ["PositionUse", "classify_positions"]


class PositionUse(StrEnum):
    """What a residue is to an inhibitor."""

    NEEDED = "needed"
    HINDERED = "hindered"
    CANNOT_SAY = "cannot say"
    LEFT_ALONE = "left alone"
    MISSING = "missing"


def classify_positions(cells: Iterable[ResistanceCell]) -> dict[int, dict[str, PositionUse]]:
    """Say what each residue is to each inhibitor.

    Parameters
    ----------
    cells
        The cells of a matrix, as `build_cells` gives them.

    Returns
    -------
    dict
        By UniProt number, then by inhibitor, in the order of the cells.
    """
    grouped: dict[int, dict[str, list[ResistanceCell]]] = {}
    for cell in cells:
        grouped.setdefault(cell.uniprot_number, {}).setdefault(cell.inhibitor, []).append(cell)
    return {
        number: {inhibitor: _classify(group) for inhibitor, group in by_inhibitor.items()}
        for number, by_inhibitor in grouped.items()
    }


def _classify(cells: Sequence[ResistanceCell]) -> PositionUse:
    """Say what one residue is to one inhibitor."""
    judged = [cell for cell in cells if cell.verdict is not None]
    disturbed = [cell for cell in judged if cell.verdict == DISTURBED]
    if any(cell.contact_lost for cell in disturbed):
        return PositionUse.NEEDED
    if disturbed:
        return PositionUse.HINDERED
    if any(cell.verdict != SPARED for cell in judged):
        return PositionUse.CANNOT_SAY
    return PositionUse.LEFT_ALONE if judged else PositionUse.MISSING
