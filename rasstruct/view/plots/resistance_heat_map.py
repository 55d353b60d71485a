"""Which mutations disturb which inhibitors, by structure, and what is published of them?

One square a mutation and inhibitor (or substituted residue); the darker, the
higher the score, with a question mark where structure alone cannot say. A letter
says what is published: R resistant, S sensitive, ± both.
"""

from __future__ import annotations

import dataclasses
import statistics
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records, column
from rasstruct.analysis.resistance_matrix.cells import ResistanceCell
from rasstruct.analysis.resistance_row import ResistanceRow
from rasstruct.analysis.saturation_scan import ScanRow
from rasstruct.view.palette import shade_score
from rasstruct.view.plots.heat_grid import Square, draw_grid

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["HeatSquare", "list_resistance_heat_map", "resistance_heat_map"]

_RESISTANT, _SENSITIVE, _CONFLICTING = "resistant", "sensitive", "conflicting"
_SYMBOLS = {_RESISTANT: "R", _SENSITIVE: "S", _CONFLICTING: "±"}
_CANNOT_SAY = "cannot say"
_SITE, _THIS = "same_site", "this_ligand"
#: order of the substituted residues: by character
_AMINO_ACIDS = "GAVLIMPFYWCSTNQDEHKR"


@dataclasses.dataclass(frozen=True, slots=True)
class HeatSquare:
    """One mutation and one inhibitor."""

    row: str = column("string", "inhibitor, or residue of a scan")
    column_name: str = column("string", "mutation, or residue that is put in by a scan")
    mutation: str = column("string", "mutation")
    uniprot_number: int = column("integer", "UniProt number of the residue")
    score: float | None = column("number", "0 to 1, higher: binding more disturbed, by structure; none when not judged")
    verdict: str | None = column("string", "by structure: disturbed, spared or cannot say")
    published: str | None = column("string", "resistant, sensitive or conflicting; none when nothing is published")


def resistance_heat_map(
    rows: Records[ResistanceRow] | Records[ScanRow] | Records[ResistanceCell], *, axes: Axes | None = None
) -> Axes:
    """Draw inhibitors against mutations, or a scan as residues against what they become.

    Parameters
    ----------
    rows
        Of ``chain.resistance()``, ``chain.scan()`` or ``ResistanceMatrix.cells()``.
    axes
        Axes to draw on; new ones when not given.

    Returns
    -------
    matplotlib.axes.Axes
        Its table is `list_resistance_heat_map`.

    Raises
    ------
    LookupFailedError
        When the rows are of another kind.
    """
    listed = list_resistance_heat_map(rows)
    names = list(dict.fromkeys(row.row for row in listed))
    columns = list(dict.fromkeys(row.column_name for row in listed))
    if rows.row_type is ScanRow:
        columns.sort(key=_AMINO_ACIDS.find)
    squares = [
        Square(
            names.index(row.row),
            columns.index(row.column_name),
            None if row.score is None else shade_score(row.score),
            _SYMBOLS.get(row.published or "", "") + ("?" if row.verdict == _CANNOT_SAY else ""),
        )
        for row in listed
    ]
    legend = [(shade_score(part), f"score {part:g}, by structure{note}") for part, note in _STEPS]
    return draw_grid(
        squares,
        names,
        columns,
        title="Resistance by structure (?: cannot say); R, S, ±: published",
        empty="no mutation to draw",
        legend=[
            *legend,
            *([(None, "not judged: no inhibitor, or not modelled")] if any(r.score is None for r in listed) else []),
        ],
        axes=axes,
    )


_STEPS = ((0.0, ": spared"), (0.5, ""), (1.0, ": disturbed"))


def list_resistance_heat_map(
    rows: Records[ResistanceRow] | Records[ScanRow] | Records[ResistanceCell],
) -> Records[HeatSquare]:
    """List the squares of the heat map; see `resistance_heat_map`.

    Returns
    -------
    Records of HeatSquare
        One row a mutation and inhibitor, by residue number; scores of several copies are their median.

    Raises
    ------
    LookupFailedError
        When the rows are of another kind.

    Examples
    --------
    >>> import rasstruct as rs
    >>> rows = list_resistance_heat_map(rs.load("8AZR")["A"].resistance())
    >>> [(row.published, row.row) for row in rows if row.mutation == "Y96D"]
    [('resistant', 'LR4')]
    """
    if rows.row_type is ResistanceRow:
        return _list_rows(rows)
    if rows.row_type is ScanRow:
        return _list_scan(rows)
    if rows.row_type is ResistanceCell:
        return _list_cells(rows)
    raise LookupFailedError(
        f"found rows of {rows.row_type.__name__}, expected those of chain.resistance(), chain.scan() or "
        "ResistanceMatrix.cells(); give one of these"
    )


def _list_rows(rows: Iterable[ResistanceRow]) -> Records[HeatSquare]:
    """List the rows of one structure."""
    groups: dict[tuple[int, str, str], list[ResistanceRow]] = {}
    for row in rows:
        name = row.ligand_name or row.ligand_het or row.ligand_residue or "no inhibitor"
        groups.setdefault((row.uniprot_number, row.mutation, name), []).append(row)
    return Records(
        HeatSquare,
        (
            HeatSquare(
                row=name,
                column_name=mutation,
                mutation=mutation,
                uniprot_number=number,
                score=_median(row.score for row in group),
                verdict=_find_verdict(group),
                published=_find_published(group),
            )
            for (number, mutation, name), group in sorted(groups.items(), key=lambda item: item[0])
        ),
    )


def _find_verdict(group: Sequence[ResistanceRow]) -> str | None:
    """Give the verdict that all copies share; when they differ, it cannot be said."""
    found = {row.verdict for row in group if row.verdict is not None}
    return next(iter(found), None) if len(found) < 2 else _CANNOT_SAY


def _find_published(group: Sequence[ResistanceRow]) -> str | None:
    """Give what is published of a mutation with the inhibitor itself, else with others of its site."""
    for applies in (_THIS, _SITE):
        found = _join([row.effect for row in group if row.evidence_applies == applies])
        if found is not None:
            return found
    return None


def _list_scan(rows: Iterable[ScanRow]) -> Records[HeatSquare]:
    """List a scan: residues down, what they become across; the most disturbed copy counts."""
    best: dict[str, ScanRow] = {}
    for row in rows:
        before = best.get(row.mutation)
        if before is None or (row.score or 0.0) > (before.score or 0.0):
            best[row.mutation] = row
    return Records(
        HeatSquare,
        (
            HeatSquare(
                row=f"{row.from_residue}{row.uniprot_number}",
                column_name=row.to_residue,
                mutation=row.mutation,
                uniprot_number=row.uniprot_number,
                score=row.score,
                verdict=row.verdict,
                published=_join([effect for effect in _SYMBOLS if any(effect in text for text in row.published)]),
            )
            for row in sorted(best.values(), key=lambda row: row.uniprot_number)
        ),
    )


def _list_cells(rows: Iterable[ResistanceCell]) -> Records[HeatSquare]:
    """List the cells of a matrix."""
    return Records(
        HeatSquare,
        (
            HeatSquare(
                row=row.inhibitor,
                column_name=row.mutation,
                mutation=row.mutation,
                uniprot_number=row.uniprot_number,
                score=row.score,
                verdict=row.verdict,
                published=_join(list(row.published_effects)),
            )
            for row in rows
        ),
    )


def _median(values: Iterable[float | None]) -> float | None:
    """Give the median of the values that are there."""
    found = [value for value in values if value is not None]
    return statistics.median(found) if found else None


def _join(effects: list[str | None]) -> str | None:
    """Give the one effect of several observations, conflicting when they differ."""
    found = {effect for effect in effects if effect in _SYMBOLS}
    if len(found) > 1:
        return _CONFLICTING
    return next(iter(found), None)
