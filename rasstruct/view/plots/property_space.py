"""Where do molecules lie in the space of their properties?"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records, column, describe_columns
from rasstruct.reference.drug_likeness import drug_likeness_limits
from rasstruct.view.palette import BLUE, GREEN, MUTED, ORANGE, PURPLE, SKY, VERMILION
from rasstruct.view.plots.plot_style import SMALL, clean_text, make_axes, plot_style, put_legend, put_message

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["PropertyPoint", "list_property_space", "property_space"]

_WIDTH, _HEIGHT = 8.0, 5.4
_COLOURS = (BLUE, VERMILION, GREEN, ORANGE, PURPLE, SKY, MUTED)
_MARKERS = ("o", "s", "^", "D", "v", "P", "X")
_NO_GROUP = "molecule"
_NUMBERS = ("integer", "number")


@dataclasses.dataclass(frozen=True, slots=True)
class PropertyPoint:
    """One molecule."""

    name: str = column("string", "name of the molecule")
    group: str = column("string", "group that it is drawn in")
    x_name: str = column("string", "descriptor across")
    x: float = column("number", "its value, in the unit of the descriptor")
    y_name: str = column("string", "descriptor upwards")
    y: float = column("number", "its value, in the unit of the descriptor")


def property_space(
    rows: Records[Any],
    x: str = "molecular_weight",
    y: str = "clogp",
    *,
    groups: Mapping[str, str] | None = None,
    labels: bool = True,
    axes: Axes | None = None,
) -> Axes:
    """Draw two descriptors of each molecule, with the limits of drug-likeness rules dotted.

    Parameters
    ----------
    rows, x, y, groups
        See `list_property_space`.
    labels
        Whether names are written.
    axes
        Axes to draw on; new ones when not given.

    Returns
    -------
    matplotlib.axes.Axes
        Its table is `list_property_space`.

    Raises
    ------
    LookupFailedError
        When there is no such descriptor.
    """
    points = list_property_space(rows, x, y, groups=groups)
    with plot_style():
        axes = make_axes(axes, _WIDTH, _HEIGHT)
        if not points:
            return put_message(axes, "no molecule has both descriptors")
        from matplotlib.lines import Line2D

        names = list(dict.fromkeys(point.group for point in points))
        handles = []
        for index, name in enumerate(names):
            own = [point for point in points if point.group == name]
            style: dict[str, Any] = {
                "marker": _MARKERS[index % len(_MARKERS)],
                "color": _COLOURS[index % len(_COLOURS)],
            }
            axes.plot([point.x for point in own], [point.y for point in own], linestyle="", markersize=6, **style)
            handles.append(Line2D([], [], linestyle="", label=clean_text(name), **style))
        _draw_limits(axes, x, y)
        axes.set_xlabel(_label(rows, x))
        axes.set_ylabel(_label(rows, y))
        axes.margins(0.08)
        if labels:
            _write_names(axes, points)
        put_legend(axes, handles if len(names) > 1 else [], min(len(names), 4))
    return axes


def list_property_space(
    rows: Records[Any],
    x: str = "molecular_weight",
    y: str = "clogp",
    *,
    groups: Mapping[str, str] | None = None,
) -> Records[PropertyPoint]:
    """List the molecules that have both descriptors.

    Parameters
    ----------
    rows
        Descriptors with a name, such as ``rasstruct.ligands.descriptors().rows``.
    x, y
        Names of two columns with numbers.
    groups
        Group of each molecule by name; one for all when not given.

    Raises
    ------
    LookupFailedError
        When there is no such descriptor.

    Examples
    --------
    >>> import rasstruct as rs
    >>> points = list_property_space(rs.ligands.descriptors().rows)
    >>> [round(point.x) for point in points if point.name == "sotorasib"]
    [561]
    """
    numbers = [str(row["name"]) for row in describe_columns(rows.row_type) if row["kind"] in _NUMBERS]
    for name in (x, y):
        if name not in numbers:
            raise LookupFailedError(
                f"found descriptor {name!r}, expected one of {', '.join(numbers)}; choose one of these"
            )
    return Records(
        PropertyPoint,
        (
            PropertyPoint(row.name, (groups or {}).get(row.name, _NO_GROUP), x, getattr(row, x), y, getattr(row, y))
            for row in rows
            if getattr(row, x) is not None and getattr(row, y) is not None
        ),
    )


def _label(rows: Records[Any], name: str) -> str:
    """Name an axis, with the unit."""
    unit = next(row["unit"] for row in describe_columns(rows.row_type) if row["name"] == name)
    return f"{name.replace('_', ' ')} ({unit})" if unit else name.replace("_", " ")


def _draw_limits(axes: Axes, x: str, y: str) -> None:
    """Draw the limits of rules for the two descriptors, each once, with the names of its rules."""
    rules: dict[tuple[str, float], list[str]] = {}
    for row in drug_likeness_limits():
        for value in (row.minimum, row.maximum):
            if value is not None and row.descriptor in (x, y):
                rules.setdefault((row.descriptor, value), []).append(row.rule)
    for (descriptor, value), names in rules.items():
        style: dict[str, Any] = {"color": MUTED, "linestyle": ":", "linewidth": 1.0, "zorder": 0}
        text: dict[str, Any] = {"s": ", ".join(dict.fromkeys(names)), "fontsize": SMALL, "color": MUTED}
        if descriptor == x:
            axes.axvline(value, **style)
            axes.text(x=value, y=1.0, transform=axes.get_xaxis_transform(), rotation=90, va="top", **text)
        else:
            axes.axhline(value, **style)
            axes.text(x=1.0, y=value, transform=axes.get_yaxis_transform(), va="bottom", ha="right", **text)


def _write_names(axes: Axes, points: Records[PropertyPoint]) -> None:
    """Write names beside their points, those that would cover another left out."""
    figure = axes.get_figure(root=True)
    if figure is None:
        return
    figure.draw_without_rendering()
    taken: list[Any] = []
    for point in sorted(points, key=lambda point: point.name):
        for offset, side in (((5, 3), "left"), ((-5, 3), "right"), ((5, -9), "left"), ((-5, -9), "right")):
            text = axes.annotate(
                clean_text(point.name, 30),
                (point.x, point.y),
                offset,
                textcoords="offset points",
                fontsize=SMALL,
                ha=side,
                parse_math=False,
            )
            box = text.get_window_extent()
            if not any(box.overlaps(other) for other in taken):
                taken.append(box)
                break
            text.remove()
