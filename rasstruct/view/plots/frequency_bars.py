"""How often is RAS mutated in which cancer, by the review?"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records, column
from rasstruct.reference.frequencies import frequencies
from rasstruct.view.palette import BLUE, GREEN, INK, MUTED, ORANGE, choose_text_colour
from rasstruct.view.plots.plot_style import SMALL, make_axes, plot_style, put_legend, put_text, put_ticks

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["FrequencyBar", "frequency_bars", "list_frequency_bars"]

_METRIC = "mutation frequency"
_COLOURS = {"KRAS": BLUE, "NRAS": ORANGE, "HRAS": GREEN}
_WIDTH, _BAR, _MARGIN, _HEIGHT = 8.0, 0.3, 1.2, 0.72


@dataclasses.dataclass(frozen=True, slots=True)
class FrequencyBar:
    """One gene in one cancer."""

    gene: str = column("string", "KRAS, NRAS or HRAS")
    cancer: str = column("string", "cancer")
    percent: float | None = column("number", "share of the tumours with a mutation of the gene", unit="%")
    remark: str | None = column("string", "why there is no number, or how sure it is")
    dataset: str | None = column("string", "data that the review counted")
    source: str = column("string", "publication")


def frequency_bars(gene: str | None = None, *, axes: Axes | None = None) -> Axes:
    """Draw the frequencies by cancer.

    Parameters
    ----------
    gene
        See `list_frequency_bars`.
    axes
        Axes to draw on; new ones when not given.

    Returns
    -------
    matplotlib.axes.Axes
        Its table is `list_frequency_bars`.

    Raises
    ------
    LookupFailedError
        When there is no such gene.
    """
    rows = list_frequency_bars(gene)
    with plot_style():
        from matplotlib.patches import Patch

        axes = make_axes(axes, _WIDTH, _MARGIN + _BAR * len(rows))
        top = max((row.percent or 0.0 for row in rows), default=1.0)
        for place, row in enumerate(rows):
            style: dict[str, Any] = {"va": "center", "fontsize": SMALL}
            if row.percent is None:
                put_text(axes, 0.5, place, f"{row.gene}: {row.remark or 'no number'}", color=MUTED, **style)
                continue
            colour = _COLOURS[row.gene]
            axes.barh(place, row.percent, height=_HEIGHT, color=colour)
            is_wide = row.percent > 0.12 * top
            tone = choose_text_colour(colour) if is_wide else INK
            end = row.percent - 0.006 * top if is_wide else row.percent + 0.01 * top
            put_text(axes, end, place, f"{row.percent:g} %", ha="right" if is_wide else "left", color=tone, **style)
        axes.set_ylim(len(rows) - 0.4, -0.6)
        put_ticks(axes, "y", range(len(rows)), [row.cancer for row in rows])
        axes.tick_params(axis="y", length=0)
        axes.set_xlabel("tumours with a mutation of the gene (%)")
        genes = list(dict.fromkeys(row.gene for row in rows if row.percent is not None))
        put_legend(axes, [Patch(color=_COLOURS[name], label=name) for name in genes], len(genes))
    return axes


def list_frequency_bars(gene: str | None = None) -> Records[FrequencyBar]:
    """List the frequencies that the review gives.

    Parameters
    ----------
    gene
        KRAS, NRAS or HRAS; all three when not given.

    Returns
    -------
    Records of FrequencyBar
        By gene, the most frequent first; cancers without a number last.

    Raises
    ------
    LookupFailedError
        When there is no such gene.

    Examples
    --------
    >>> row = list_frequency_bars("KRAS")[0]
    >>> row.cancer, row.percent
    ('pancreatic duct adenocarcinoma (PDAC)', 66.1)
    """
    if gene is not None and gene not in _COLOURS:
        raise LookupFailedError(f"found gene {gene!r}, expected one of {', '.join(_COLOURS)}; choose one of these")
    rows = [
        FrequencyBar(name, row.cancer, row.percent, row.qualifier, row.dataset, row.source)
        for row in frequencies()
        if row.metric == _METRIC
        for name in row.genes
        if gene in (None, name)
    ]
    order = list(_COLOURS)
    return Records(FrequencyBar, sorted(rows, key=lambda row: (order.index(row.gene), -(row.percent or 0.0))))
