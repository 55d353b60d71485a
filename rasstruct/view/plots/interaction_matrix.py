"""Which interaction has which ligand with which residue?

Residues down, ligands across. A square has the colour and letter of the most
specific interaction; what cannot be told, because the residue is not modelled, is hatched.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from rasstruct._base.records import Records, column
from rasstruct.analysis.comparison.ligand_profile import MISSING, PRESENT
from rasstruct.analysis.comparison.matrix import MatrixCell
from rasstruct.analysis.interactions.interaction_row import KINDS
from rasstruct.view.interaction_names import INTERACTION_NAMES
from rasstruct.view.palette import INTERACTION_COLOURS
from rasstruct.view.plots.heat_grid import Square, draw_grid

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["MatrixSquare", "interaction_matrix", "list_interaction_matrix"]

_LETTERS = {
    "covalent": "C",
    "metal": "M",
    "saltbridge": "+",
    "hbond": "H",
    "halogen": "X",
    "cationpi": "π+",
    "pistacking": "π",
    "hydrophobic": "·",
    "waterbridge": "w",
    "contact": "",
}


@dataclasses.dataclass(frozen=True, slots=True)
class MatrixSquare:
    """One residue or molecule and one ligand."""

    partner: str = column("string", "residue, nucleotide, ion, water or partner protein")
    uniprot_number: int | None = column("integer", "UniProt number, on the own chain only")
    ligand: str = column("string", "entry, chain and HET code")
    state: str = column("string", "present, or missing: it cannot be told")
    interaction: str | None = column("string", "most specific interaction; none when missing")
    interactions: tuple[str, ...] = column("list", "all interactions, the most specific first")
    distance: float | None = column("number", "shortest of the most specific one", unit="Å")


def interaction_matrix(cells: Records[MatrixCell], *, axes: Axes | None = None) -> Axes:
    """Draw what several ligands have in common.

    Parameters
    ----------
    cells
        Of ``rasstruct.compare(...).matrix()``.
    axes
        Axes to draw on; new ones when not given.

    Returns
    -------
    matplotlib.axes.Axes
        Its table is `list_interaction_matrix`.
    """
    squares = list_interaction_matrix(cells)
    partners = list(dict.fromkeys(row.partner for row in squares))
    ligands = list(dict.fromkeys(cell.ligand for cell in cells))
    kinds = [kind for kind in KINDS if any(row.interaction == kind for row in squares)]
    legend: list[tuple[str | None, str]] = [
        (INTERACTION_COLOURS[kind], f"{INTERACTION_NAMES[kind]} {_LETTERS[kind]}".strip()) for kind in kinds
    ]
    if any(row.state == MISSING for row in squares):
        legend.append((None, "cannot be told: not modelled"))
    return draw_grid(
        [
            Square(
                partners.index(row.partner),
                ligands.index(row.ligand),
                INTERACTION_COLOURS[row.interaction] if row.interaction else None,
                _LETTERS.get(row.interaction or "", ""),
            )
            for row in squares
        ],
        partners,
        ligands,
        title="Interactions",
        empty="no interaction to draw",
        legend=legend,
        axes=axes,
    )


def list_interaction_matrix(cells: Records[MatrixCell]) -> Records[MatrixSquare]:
    """List the squares of the matrix; see `interaction_matrix`.

    Returns
    -------
    Records of MatrixSquare
        In the order of the cells; an absent interaction has no row.

    Examples
    --------
    >>> import rasstruct as rs
    >>> rows = list_interaction_matrix(rs.compare("8AZR", kind="contacts").matrix())
    >>> [(row.partner, row.state) for row in rows if row.uniprot_number == 96]
    [('TYR96', 'present')]
    """
    groups: dict[tuple[str, str], list[MatrixCell]] = {}
    for cell in cells:
        if cell.state in (PRESENT, MISSING):
            groups.setdefault((cell.partner, cell.ligand), []).append(cell)
    return Records(MatrixSquare, (_summarise(group) for group in groups.values()))


def _summarise(group: list[MatrixCell]) -> MatrixSquare:
    """Put the interactions of one partner and ligand into one square."""
    present = sorted(
        (cell for cell in group if cell.state == PRESENT),
        key=lambda cell: (_rank(cell.interaction), cell.distance or 0.0),
    )
    first = present[0] if present else group[0]
    return MatrixSquare(
        partner=first.partner,
        uniprot_number=first.uniprot_number,
        ligand=first.ligand,
        state=first.state,
        interaction=first.interaction if present else None,
        interactions=tuple(dict.fromkeys(cell.interaction for cell in present)),
        distance=first.distance if present else None,
    )


def _rank(interaction: str) -> int:
    """Say how specific a kind is, the most specific first."""
    return KINDS.index(interaction) if interaction in KINDS else len(KINDS)
