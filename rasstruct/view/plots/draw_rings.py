"""How are the rings of the switch angles drawn from their table?"""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rasstruct._base.records import Records
from rasstruct.view.palette import BLUE, INK, MUTED, PALE, VERMILION
from rasstruct.view.plots.plot_style import SMALL, make_axes, plot_style, put_message, put_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from rasstruct.view.plots.switch_rings import SwitchAngle

__all__ = ["draw_rings"]

#: inches a dial, and dials in a row
_INCHES, _COLUMNS = 1.02, 11
#: radius of each ring, in dials; markers of the chain's angles
_RADII = {"phi": 0.40, "psi": 0.29, "omega": 0.18}
_MARKERS = {"phi": "o", "psi": "s", "omega": "^"}
_SYMBOLS = {"phi": "φ", "psi": "ψ", "omega": "ω"}
_LINE, _HEAD, _NAME_PLACE = 1.3, 0.3, 0.46
_FULL, _TOP = 360.0, 90.0
_LEAST_ARC = 4.0
_RING_WIDTH = 3.0


def draw_rings(rows: Records[SwitchAngle], name: str, calls: Mapping[str, str | None], axes: Axes | None) -> Axes:
    """Draw one dial a residue, loop under loop, and a dial that explains the others."""
    loops = [(loop, list(group)) for loop, group in groupby(rows, key=lambda row: row.loop)]
    n_lines = [math.ceil(len(group) / (len(_RADII) * _COLUMNS)) for _, group in loops]
    height = _LINE * sum(n_lines) + _HEAD * len(loops) + 0.1
    with plot_style():
        axes = make_axes(axes, _INCHES * (_COLUMNS + 0.2), max(_INCHES * height, 1.0))
        if not rows:
            return put_message(axes, f"{name} is a peptide without switches")
        axes.set_axis_off()
        axes.set_aspect("equal")
        y, room = 0.0, (0, 0.0)
        rings: dict[bool, list[tuple[float, float, float]]] = {False: [], True: []}
        for loop, group in loops:
            put_text(axes, -0.5, y, _title(name, loop, group[0], calls.get(loop)), va="top", fontweight="bold")
            y -= _HEAD
            residues = [group[start : start + len(_RADII)] for start in range(0, len(group), len(_RADII))]
            for index, residue in enumerate(residues):
                if index % _COLUMNS == 0:
                    y -= _LINE
                _draw_dial(axes, index % _COLUMNS, y + _LINE / 2, residue)
                for row in residue:
                    rings[row.angle is None].append((index % _COLUMNS, y + _LINE / 2, _RADII[row.angle_name]))
            room = min(room if room[1] else (_COLUMNS, 0.0), ((len(residues) - 1) % _COLUMNS + 1, y + _LINE / 2))
        _draw_circles(axes, rings)
        _draw_key(axes, room[0] + 0.6, room[1], rows)
        axes.set_xlim(-0.6, _COLUMNS - 0.4)
        axes.set_ylim(y, 0.1)
    return axes


def _title(name: str, loop: str, row: SwitchAngle, call: str | None) -> str:
    """Say what is compared."""
    if row.compared_class is None:
        return f"{name}, {loop}: not modelled"
    own = ", its own entry" if row.is_own_entry else ""
    beside = f"{row.compared_class} ({row.n_exemplars} exemplars, nearest {row.exemplar}{own})"
    return f"{name}, {loop}: {call} · beside {beside}"


def _draw_dial(axes: Axes, x: float, y: float, rows: list[SwitchAngle]) -> None:
    """Draw the three rings of a residue."""
    from matplotlib.patches import Arc

    for row in rows:
        radius = _RADII[row.angle_name]
        if row.range_from is not None and row.range_to is not None:
            start, end = _TOP - row.range_to, _TOP - row.range_from
            width = (end - start) % _FULL
            slack = max(_LEAST_ARC - width, 0.0) / 2
            ends = {"theta1": start - slack, "theta2": start + width + slack}
            axes.add_patch(Arc((x, y), 2 * radius, 2 * radius, color=PALE, linewidth=2 * _RING_WIDTH, **ends))
    for row in rows:
        if row.angle is not None:
            _draw_mark(axes, x, y, row)
    first = rows[0]
    residue = f"{(first.residue_name or 'missing').title()} {first.uniprot_number}"
    put_text(axes, x, y + _NAME_PLACE, residue, ha="center", va="bottom", fontsize=SMALL)
    far = ", ".join(f"{_SYMBOLS[row.angle_name]} {row.deviation:.0f}°" for row in rows if row.is_beyond)
    if far:
        put_text(axes, x, y - _NAME_PLACE, far, ha="center", va="top", fontsize=SMALL)


def _draw_circles(axes: Axes, rings: Mapping[bool, list[tuple[float, float, float]]]) -> None:
    """Draw the lines of all rings, those of missing angles dotted."""
    from matplotlib.collections import EllipseCollection

    for is_missing, circles in rings.items():
        sizes = [2 * radius for _, _, radius in circles]
        offsets = [(x, y) for x, y, _ in circles]
        style: dict[str, Any] = {"linestyles": ":" if is_missing else "-", "linewidths": 0.6, "facecolors": "none"}
        place: dict[str, Any] = {"units": "xy", "offsets": offsets, "offset_transform": axes.transData}
        axes.add_collection(EllipseCollection(sizes, sizes, [0.0] * len(sizes), edgecolors=MUTED, **place, **style))


def _draw_mark(axes: Axes, x: float, y: float, row: SwitchAngle) -> None:
    """Draw the angle of the chain; a large empty mark and its deviation where it is beyond the limit."""
    turn = math.radians(_TOP - (row.angle or 0.0))
    radius = _RADII[row.angle_name]
    place = x + radius * math.cos(turn), y + radius * math.sin(turn)
    colour = VERMILION if row.is_beyond else BLUE
    style: dict[str, Any] = {"marker": _MARKERS[row.angle_name], "linestyle": "", "markeredgecolor": colour}
    axes.plot(*place, markersize=4.5, markerfacecolor=colour, **style)
    if row.is_beyond or row.is_deciding:
        style |= {"marker": "o", "markeredgecolor": INK if row.is_deciding else VERMILION}
        axes.plot(*place, markersize=9, markerfacecolor="none", **style)


def _draw_key(axes: Axes, x: float, y: float, rows: Records[SwitchAngle]) -> None:
    """Explain a dial in the room behind a last one."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    style: dict[str, Any] = {"linestyle": "", "markerfacecolor": "none", "markersize": 9, "marker": "o"}
    names = {"phi": "outer ring", "psi": "middle ring", "omega": "inner ring"}
    handles: list[Any] = [
        Line2D(
            [], [], color=BLUE, linestyle="", marker=_MARKERS[angle], label=f"{_SYMBOLS[angle]} of the chain, {ring}"
        )
        for angle, ring in names.items()
    ]
    handles.append(Patch(color=PALE, label="range of the exemplars"))
    if any(row.angle is None for row in rows):
        handles.append(Line2D([], [], color=MUTED, linestyle=":", label="angle missing"))
    if any(row.is_deciding for row in rows):
        handles.append(Line2D([], [], markeredgecolor=INK, label="differs most from the nearest", **style))
    if any(row.is_beyond for row in rows):
        handles.append(Line2D([], [], markeredgecolor=VERMILION, label="beyond the limit of a class", **style))
    place: dict[str, Any] = {"loc": "center left", "bbox_to_anchor": (x - 0.6, y), "bbox_transform": axes.transData}
    axes.legend(handles=handles, ncols=2, title="0° at the top, clockwise", alignment="left", **place)
