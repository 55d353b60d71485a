"""How is RAS built, from the first residue to the last?"""

from __future__ import annotations

import dataclasses
import itertools
from typing import TYPE_CHECKING, Any

from rasstruct._base.records import Records, column
from rasstruct.reference.defaults import DEFAULT_SCHEME
from rasstruct.reference.isoforms import get_isoform
from rasstruct.reference.mutations import mutations
from rasstruct.reference.regions import regions
from rasstruct.view.drawn_regions import list_drawn_regions
from rasstruct.view.palette import INK, MUTED, PALE, REGION_COLOURS, VERMILION, choose_text_colour
from rasstruct.view.plots.plot_style import SMALL, make_axes, plot_style, put_text
from rasstruct.view.plots.spread_labels import spread_labels

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["DomainBox", "domain_figure", "list_domain_figure"]

_LOBE, _DOMAIN, _HOTSPOT, _HELIX = "lobe", "domain", "hotspot", "α3"
_TAIL = "HVR"
_WIDTH, _HEIGHT, _PLOT_WIDTH = 10.0, 2.4, 9.0
#: residues that a letter of a name needs
_ROOM = 1.55
_LEVELS = {_DOMAIN: 2.25, _LOBE: 1.35, "region": 0.0}
_HALF = 0.36


@dataclasses.dataclass(frozen=True, slots=True)
class DomainBox:
    """One part of RAS, or one hotspot."""

    isoform: str = column("string", "KRAS4A, KRAS4B, NRAS or HRAS")
    level: str = column("string", "domain, lobe, region or hotspot")
    name: str = column("string", "name of the part, or residue of the hotspot")
    first: int = column("integer", "first UniProt number")
    last: int = column("integer", "last UniProt number")
    source: str = column("string", "publication")


def domain_figure(isoform: str = "KRAS4B", *, axes: Axes | None = None) -> Axes:
    """Draw domains, lobes, regions and hotspots of an isoform.

    Parameters
    ----------
    isoform
        KRAS4A, KRAS4B, NRAS or HRAS.
    axes
        Axes to draw on; new ones when not given.

    Returns
    -------
    matplotlib.axes.Axes
        Its table is `list_domain_figure`.

    Raises
    ------
    LookupFailedError
        When there is no such isoform.
    """
    rows = list_domain_figure(isoform)
    last = max(row.last for row in rows)
    with plot_style():
        axes = make_axes(axes, _WIDTH, _HEIGHT)
        for row in rows:
            if row.level != _HOTSPOT:
                _draw_box(axes, row, _LEVELS[row.level])
        hotspots = [row for row in rows if row.level == _HOTSPOT]
        levels = spread_labels([(row.first, len(row.name)) for row in hotspots], last / _PLOT_WIDTH)
        for row, level in zip(hotspots, levels, strict=True):
            foot, head = -_HALF, -_HALF - 0.45 - 0.55 * level
            axes.plot([row.first, row.first], [foot, head], color=VERMILION, linewidth=1.0)
            put_text(axes, row.first, head, row.name, ha="center", va="top", fontsize=SMALL)
        axes.set_xlim(0, last + 1)
        axes.set_ylim(-_HALF - 1.1 - 0.55 * max(levels, default=0), _LEVELS[_DOMAIN] + _HALF + 0.1)
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.set_xlabel("residue (UniProt number); lines below: hotspots")
        axes.set_title(f"{isoform}, {last} residues")
    return axes


def list_domain_figure(isoform: str = "KRAS4B") -> Records[DomainBox]:
    """List what the figure of an isoform shows: domains, lobes, regions, then hotspots.

    Raises
    ------
    LookupFailedError
        When there is no such isoform.

    Examples
    --------
    >>> [(row.name, row.first, row.last) for row in list_domain_figure("HRAS") if row.level == "domain"]
    [('G domain', 1, 166), ('HVR', 167, 189)]
    """
    gene = get_isoform(isoform).gene
    parts = [(row.category, row) for row in regions(DEFAULT_SCHEME, isoform) if row.category in (_DOMAIN, _LOBE)]
    parts += [("region", row) for row in list_drawn_regions(isoform) if row.region != _TAIL]
    boxes = [
        DomainBox(isoform, level, row.region, row.residues[0], row.residues[-1], row.source) for level, row in parts
    ]
    found = sorted(
        (row.position, row.wild_type, row.reference)
        for row in mutations()
        if row.mutation_class == _HOTSPOT and gene in row.genes
    )
    for number, group in itertools.groupby(found, key=lambda row: row[0]):
        _, letter, reference = next(group)
        boxes.append(DomainBox(isoform, _HOTSPOT, f"{letter}{number}", number, number, reference))
    return Records(DomainBox, sorted(boxes, key=lambda row: ([*_LEVELS, _HOTSPOT].index(row.level), row.first)))


def _draw_box(axes: Axes, row: DomainBox, y: float) -> None:
    """Draw a part with its name in it, or above it where it is too narrow."""
    colour = REGION_COLOURS.get(row.name, PALE)
    width = row.last - row.first + 1
    axes.bar(
        row.first - 0.5, 2 * _HALF, width, y - _HALF, align="edge", facecolor=colour, edgecolor=MUTED, linewidth=0.6
    )
    text = f"{row.name} {row.first}–{row.last}"
    style: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": SMALL}
    shown = next((name for name in (text, row.name) if width >= _ROOM * len(name)), None)
    if shown:
        put_text(axes, row.first + width / 2 - 0.5, y, shown, color=choose_text_colour(colour), **style)
    else:
        put_text(axes, row.first + width / 2 - 0.5, y + _HALF + 0.04, row.name, color=INK, **style | {"va": "bottom"})
