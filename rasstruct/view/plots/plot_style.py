"""What have all plots in common: fonts, lines, axes of their own, text that is only text?

Names come from files, so that nothing in them may be read as a formula or
break a drawing: `put_text` is the one way to write them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rasstruct.view.palette import INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

__all__ = [
    "FONT_SIZE",
    "SMALL",
    "clean_text",
    "make_axes",
    "plot_style",
    "put_legend",
    "put_message",
    "put_text",
    "put_ticks",
]

#: points
FONT_SIZE, SMALL = 9.0, 7.5
_LONGEST = 100


@contextmanager
def plot_style() -> Iterator[None]:
    """Give the context in which a plot is drawn.

    A notebook says that it wants to see figures when the first one is made,
    here within the context; that must outlive it.
    """
    import matplotlib

    style = matplotlib.rc_context(
        {
            "font.family": "sans-serif",
            "font.size": FONT_SIZE,
            "text.color": INK,
            "text.parse_math": False,
            "axes.edgecolor": INK,
            "axes.labelcolor": INK,
            "axes.titlecolor": INK,
            "axes.titlesize": FONT_SIZE + 1,
            "axes.titlelocation": "left",
            "axes.titleweight": "bold",
            "axes.facecolor": "none",
            "axes.linewidth": 0.8,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.unicode_minus": True,
            "xtick.color": INK,
            "ytick.color": INK,
            "xtick.labelsize": FONT_SIZE - 1,
            "ytick.labelsize": FONT_SIZE - 1,
            "hatch.linewidth": 0.6,
            "legend.frameon": False,
            "legend.fontsize": FONT_SIZE - 1,
        }
    )
    with style:
        yield
        is_interactive = matplotlib.is_interactive()
    matplotlib.interactive(is_interactive)


def make_axes(axes: Axes | None, width: float, height: float) -> Axes:
    """Give the axes to draw on, new ones of a size in inches when there are none."""
    if axes is not None:
        return axes
    from matplotlib import pyplot

    return pyplot.subplots(figsize=(width, height), layout="constrained")[1]


def clean_text(text: str, longest: int = _LONGEST) -> str:
    r"""Give a text from a file as one line that can be drawn: control characters out, its end cut.

    Examples
    --------
    >>> clean_text("a\x00b\nc"), clean_text("abcdef", 4)
    ('a b c', 'abc…')
    """
    shown = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"


def put_text(axes: Axes, x: float, y: float, text: str, **style: Any) -> Text:
    """Write a text that is no formula whatever it holds."""
    return axes.text(x, y, clean_text(text), parse_math=False, **style)


def put_ticks(axes: Axes, which: str, places: Sequence[float], labels: Sequence[str], **style: Any) -> None:
    """Label an axis with texts, ``which`` being x or y."""
    axis = axes.xaxis if which == "x" else axes.yaxis
    axis.set_ticks(list(places), labels=[clean_text(label) for label in labels], **style)
    for label in axis.get_ticklabels():
        label.set_parse_math(False)


def put_legend(axes: Axes, handles: Sequence[Any], columns: int, *, below: float = 34.0) -> None:
    """Put a legend below the axes, at a distance in points that holds the label of the axis."""
    from matplotlib.transforms import ScaledTranslation

    figure = axes.get_figure(root=True)
    if handles and figure is not None:
        shift = ScaledTranslation(0.0, -below / 72.0, figure.dpi_scale_trans)
        place: dict[str, Any] = {
            "loc": "upper left",
            "bbox_to_anchor": (0.0, 0.0),
            "bbox_transform": axes.transAxes + shift,
        }
        axes.legend(handles=list(handles), ncols=columns, borderaxespad=0.0, borderpad=0.0, **place)


def put_message(axes: Axes, message: str) -> Axes:
    """Say on empty axes why nothing is drawn."""
    axes.set_axis_off()
    axes.text(0.5, 0.5, clean_text(message, 200), ha="center", va="center", wrap=True, transform=axes.transAxes)
    return axes
