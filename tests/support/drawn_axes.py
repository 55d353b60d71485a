"""Axes to draw on without a window, and the texts that were drawn."""

from __future__ import annotations

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

__all__ = ["new_axes", "texts_of"]

mpl.use("Agg")


def new_axes() -> Axes:
    return Figure(figsize=(8, 4)).add_subplot()


def texts_of(axes: Axes) -> list[str]:
    axes.figure.draw_without_rendering()  # type: ignore[union-attr]
    written = [*axes.texts, *axes.get_xticklabels(), *axes.get_yticklabels(), axes.title, axes.xaxis.label]
    legend = axes.get_legend()
    found = [text.get_text() for text in (*written, *(legend.get_texts() if legend else []))]
    return [text for text in [*found, axes.get_title(loc="left")] if text]
