"""How is a table of values drawn as a grid of coloured squares?

The score of a square is its shade, its symbol is written in it, and a square
without score is empty or hatched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rasstruct.view.palette import INK, MUTED, choose_text_colour
from rasstruct.view.plots.plot_style import SMALL, clean_text, make_axes, plot_style, put_legend, put_message, put_ticks

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Square", "draw_grid"]

#: inches
_SIDE, _LEFT, _TOP = 0.27, 1.9, 1.5
_HATCH = "////"
_STRAIGHT = 3


@dataclass(frozen=True, slots=True)
class Square:
    """One square: places of row and column, colour (`None`: hatched), and what is written in it."""

    row: int
    column: int
    colour: str | None
    symbol: str = ""


def draw_grid(
    squares: Sequence[Square],
    rows: Sequence[str],
    columns: Sequence[str],
    *,
    title: str,
    empty: str,
    legend: Sequence[tuple[str | None, str]],
    axes: Axes | None,
) -> Axes:
    """Draw a grid.

    Parameters
    ----------
    squares
        What is drawn; a place without one stays empty.
    rows, columns
        Their names, from the top and from the left.
    title
        Above the grid.
    empty
        What is said when there is nothing to draw.
    legend
        Colours (`None`: hatched) and what they stand for.
    axes
        Axes to draw on; new ones when not given.
    """
    from matplotlib.patches import Patch, Rectangle

    with plot_style():
        size = (_LEFT + _SIDE * max(len(columns), 6), _TOP + _SIDE * max(len(rows), 2))
        axes = make_axes(axes, *size)
        if not squares:
            return put_message(axes, empty)
        for square in squares:
            corner = (square.column - 0.5, square.row - 0.5)
            face = {"facecolor": "none", "hatch": _HATCH} if square.colour is None else {"facecolor": square.colour}
            axes.add_patch(Rectangle(corner, 1.0, 1.0, edgecolor=MUTED, linewidth=0.5, **face))  # type: ignore[arg-type]
            if square.symbol:
                colour = INK if square.colour is None else choose_text_colour(square.colour)
                place = {"ha": "center", "va": "center_baseline", "fontsize": SMALL, "parse_math": False}
                axes.text(square.column, square.row, square.symbol, color=colour, **place)  # type: ignore[arg-type]
        axes.set_xlim(-0.5, len(columns) - 0.5)
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.set_aspect("equal")
        is_short = max(map(len, columns), default=0) <= _STRAIGHT
        put_ticks(axes, "x", range(len(columns)), columns, **({} if is_short else {"rotation": 45, "ha": "right"}))
        put_ticks(axes, "y", range(len(rows)), rows)
        axes.tick_params(length=0)
        axes.set_title(clean_text(title), parse_math=False)
        longest = max(map(len, columns), default=0)
        handles = [
            Patch(
                facecolor=colour or "none", edgecolor=MUTED, linewidth=0.5, hatch=None if colour else _HATCH, label=text
            )
            for colour, text in legend
        ]
        put_legend(axes, handles, 1, below=22.0 if is_short else 14.0 + 4.2 * longest)
    return axes
