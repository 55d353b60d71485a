"""How is a sequence track drawn from its table?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rasstruct._base.records import Records
from rasstruct.view.palette import (
    BLUE,
    GREEN,
    INK,
    MUTED,
    ORANGE,
    PALE,
    PURPLE,
    REGION_COLOURS,
    SKY,
    VERMILION,
    choose_text_colour,
)
from rasstruct.view.plots.plot_style import SMALL, clean_text, make_axes, plot_style, put_legend, put_text, put_ticks
from rasstruct.view.plots.spread_labels import spread_labels

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from rasstruct.view.plots.sequence_track import TrackMark

__all__ = ["draw_track"]

#: inches
_WIDTH, _PLOT_WIDTH, _TRACK_HEIGHT, _MARGIN = 11.0, 9.5, 0.28, 1.15
#: in heights of a line: half a box, a stem between levels, the text above it
_HALF, _CONTACT_HALF, _STEM, _LABEL = 0.36, 0.46, 1.0, 0.9
_TICKS = 10
#: residues that a letter of a label needs
_ROOM = 1.3
_RESIDUES = "residues"
#: part of the full length of a contact at the cut-off, so that it is seen
_LEAST = 0.15
#: Å, shorter than any contact: a bar of full length
_NEAREST = 1.3
_HATCH = "////"
#: marker and colour of a mutation by its first class
_MARKERS = {
    "hotspot": ("o", VERMILION),
    "acquired resistance": ("D", PURPLE),
    "engineered construct": ("s", MUTED),
    "germline": ("^", GREEN),
}
_OTHER_MARKER = ("v", SKY)


def draw_track(marks: Records[TrackMark], title: str, cutoff: float, axes: Axes | None) -> Axes:
    """Draw the marks of a sequence track, every track on a line of its own and mutations above."""
    lines = list(dict.fromkeys(_line(mark) for mark in marks))
    place = {line: -float(index) for index, line in enumerate(lines)}
    first, last = min(mark.first for mark in marks), max(mark.last for mark in marks)
    mutations = [mark for mark in marks if mark.track == "mutations"]
    levels = spread_labels([(mark.first, len(mark.name)) for mark in mutations], (last - first + 1) / _PLOT_WIDTH)
    top = _HALF + (_STEM + _STEM * max(levels) + _LABEL if mutations else 0.3)
    with plot_style():
        axes = make_axes(axes, _WIDTH, _MARGIN + _TRACK_HEIGHT * (len(lines) + top))
        for mark in marks:
            _draw_mark(axes, mark, place[_line(mark)], cutoff)
        for mark, level in zip(mutations, levels, strict=True):
            _draw_lollipop(axes, mark, place[_RESIDUES] + _HALF, place[_RESIDUES] + _HALF + _STEM * (level + 1))
        axes.set_xlim(first - 1.0, last + 1.0)
        axes.set_ylim(-len(lines) + 1 - _HALF - 0.3, top)
        axes.set_xlabel("residue (UniProt number)")
        axes.set_title(clean_text(title), parse_math=False)
        axes.spines["left"].set_visible(False)
        axes.set_xticks([number for number in range(first, last + 1) if number % _TICKS == 0])
        put_ticks(axes, "y", list(place.values()), lines)
        axes.tick_params(axis="y", length=0)
        gaps = [mark for mark in marks if mark.track == _RESIDUES and mark.name == "missing"]
        _label_gaps(axes, gaps, place[_RESIDUES])
        if "regions" in place:
            _label_regions(axes, [mark for mark in marks if mark.track == "regions"], place["regions"])
        _explain(axes, marks)
    return axes


def _line(mark: TrackMark) -> str:
    """Name the line that a mark stands on."""
    if mark.track in ("pockets", "contacts"):
        return mark.name if mark.track == "pockets" else f"contacts of {mark.name}"
    return _RESIDUES if mark.track == "mutations" else mark.track


def _draw_mark(axes: Axes, mark: TrackMark, y: float, cutoff: float) -> None:
    """Draw a mark on its line; mutations stand above the lines."""
    if mark.track == _RESIDUES:
        _draw_stretch(axes, mark, y)
    elif mark.track == "regions":
        _draw_filled(axes, mark, y, REGION_COLOURS.get(mark.name, MUTED))
    elif mark.track == "pockets":
        _draw_filled(axes, mark, y, MUTED)
    elif mark.track == "contacts":
        _draw_contact(axes, mark, y, cutoff)


def _draw_box(axes: Axes, mark: TrackMark, y: float, height: float = 2 * _HALF, **style: Any) -> None:
    """Draw a box over the residues of a mark, standing on the foot of its line."""
    axes.bar(mark.first - 0.5, height, mark.last - mark.first + 1, y - _HALF, align="edge", **style)


def _draw_stretch(axes: Axes, mark: TrackMark, y: float) -> None:
    """Draw residues that are modelled as a filled box, missing ones as an empty one and a band through all lines."""
    if mark.name == "modelled":
        _draw_box(axes, mark, y, facecolor=PALE, edgecolor="none")
        return
    band: dict[str, Any] = {"facecolor": "none", "edgecolor": MUTED, "linewidth": 0, "hatch": _HATCH}
    axes.axvspan(mark.first - 0.5, mark.last + 0.5, zorder=0, **band)
    _draw_box(axes, mark, y, facecolor="none", edgecolor=INK, linewidth=0.8, linestyle=":")


def _draw_filled(axes: Axes, mark: TrackMark, y: float, colour: str) -> None:
    """Draw residues of a region or pocket; those that are not modelled are empty."""
    missing = {"facecolor": "none", "edgecolor": colour, "linewidth": 1.0, "linestyle": ":"}
    _draw_box(axes, mark, y, **({"facecolor": colour, "edgecolor": "none"} if mark.is_modelled else missing))


def _label_regions(axes: Axes, marks: Iterable[TrackMark], y: float) -> None:
    """Write the name of each region in its longest part that is modelled, or before it where it is too short."""
    by_name: dict[str, list[TrackMark]] = {}
    for mark in marks:
        by_name.setdefault(mark.name, []).append(mark)
    for name, parts in by_name.items():
        mark = max(parts, key=lambda part: (part.is_modelled, part.last - part.first))
        style: dict[str, Any] = {"va": "center", "fontsize": SMALL}
        if mark.last - mark.first + 1 >= _ROOM * len(name):
            colour = choose_text_colour(REGION_COLOURS.get(name, MUTED)) if mark.is_modelled else INK
            put_text(axes, (mark.first + mark.last) / 2, y, name, ha="center", color=colour, **style)
        else:
            put_text(axes, parts[0].first - 1.0, y, name, ha="right", **style)


def _draw_contact(axes: Axes, mark: TrackMark, y: float, cutoff: float) -> None:
    """Draw a contact as bars, the side chain up and the backbone down: the nearer, the longer."""
    for distance, direction, colour in ((mark.side_chain_distance, 1, BLUE), (mark.backbone_distance, -1, ORANGE)):
        if distance is not None and distance <= cutoff:
            nearness = (cutoff - distance) / max(cutoff - _NEAREST, 1e-9)
            length = _CONTACT_HALF * min(_LEAST + (1 - _LEAST) * nearness, 1.0)
            axes.bar(mark.first, direction * length, 0.8, y, color=colour, linewidth=0)


def _draw_lollipop(axes: Axes, mark: TrackMark, foot: float, head: float) -> None:
    """Draw a mutation as a head on a stem with its name; an empty head is not modelled."""
    marker, colour = _style_mutation(mark)
    axes.plot([mark.first, mark.first], [foot, head], color=INK, linewidth=0.8)
    face = colour if mark.is_modelled else "none"
    axes.plot(mark.first, head, marker=marker, markersize=6, markerfacecolor=face, markeredgecolor=colour, linestyle="")
    put_text(axes, mark.first, head + 0.3, mark.name, ha="center", va="bottom", fontsize=SMALL)


def _style_mutation(mark: TrackMark) -> tuple[str, str]:
    """Give marker and colour of a mutation by its first class that has any."""
    return next((_MARKERS[name] for name in mark.classes if name in _MARKERS), _OTHER_MARKER)


def _label_gaps(axes: Axes, marks: Iterable[TrackMark], y: float) -> None:
    """Write the numbers of missing residues in their gap, or beside it where it is too short."""
    low, high = axes.get_xlim()
    taken = low
    for mark in marks:
        text = f"{mark.first}–{mark.last}" if mark.last > mark.first else str(mark.first)
        if mark.last - mark.first + 1 >= _ROOM * len(text):
            put_text(axes, (mark.first + mark.last) / 2, y, text, ha="center", va="center", fontsize=SMALL, zorder=4)
        elif mark.last + len(text) + 2 < high:
            put_text(axes, mark.last + 1.0, y, text, ha="left", va="center", fontsize=SMALL, color="#000000")
        elif mark.first - len(text) - 2 > taken:
            put_text(axes, mark.first - 1.0, y, text, ha="right", va="center", fontsize=SMALL, color="#000000")
        taken = mark.last + len(text) + 2


def _explain(axes: Axes, marks: Iterable[TrackMark]) -> None:
    """Put the legend of what is drawn below the axes."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    names = {style: name for name, style in (*_MARKERS.items(), ("other mutation", _OTHER_MARKER))}
    found = list(marks)
    entries: list[Any] = []
    for marker, colour in dict.fromkeys(_style_mutation(mark) for mark in found if mark.track == "mutations"):
        entries.append(Line2D([], [], label=names[marker, colour], marker=marker, color=colour, linestyle=""))
    if any(mark.track == "mutations" and not mark.is_modelled for mark in found):
        empty: dict[str, Any] = {"marker": "o", "linestyle": "", "markerfacecolor": "none", "markeredgecolor": MUTED}
        entries.append(Line2D([], [], label="empty: not modelled", **empty))
    if any(mark.track == "contacts" for mark in found):
        entries.append(Patch(color=BLUE, linewidth=0, label="contact of the side chain, up: longer is nearer"))
        entries.append(Patch(color=ORANGE, linewidth=0, label="of the backbone, down"))
    if any(mark.name == "missing" for mark in found if mark.track == _RESIDUES):
        entries.append(
            Patch(facecolor="none", edgecolor=MUTED, linewidth=0, hatch=_HATCH, label="missing from the coordinates")
        )
    put_legend(axes, entries, len(entries))
