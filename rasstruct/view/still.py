"""How does a scene look without a viewer? A still picture: strokes and texts in the plane.

Ribbons are the traces of CA atoms, molecules their bonds, what lies behind is
paler. The same strokes become SVG for a page and a matplotlib figure for a file.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from rasstruct.view.scene import Point, Scene
from rasstruct.view.turn import rotation_matrix

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Still", "Stroke", "StillText", "draw_still", "draw_still_svg", "project_scene"]

Values = npt.NDArray[np.float64]

_RIBBON, _STICK, _ROD = 1.5, 0.42, 0.16
#: share of the paper in the colour of what lies farthest behind
_FOG = 0.65
_PAPER, _TEXT = 255.0, 12
#: points between two CA atoms
_STEPS = 3
#: pixels or points, where the picture is near
_THICKEST = 14.0
_MARGIN = 1.06
#: letters of a legend beside a picture
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line in the plane, x to the right and y up; ``width`` and places in Å, ``depth`` larger nearer the reader."""

    start: tuple[float, float]
    end: tuple[float, float]
    width: float
    colour: str
    depth: float
    is_dashed: bool = False


@dataclass(frozen=True, slots=True)
class StillText:
    """A text in the plane."""

    text: str
    place: tuple[float, float]
    colour: str


@dataclass(frozen=True, slots=True)
class Still:
    """Strokes from back to front, texts, and half the side in Å of the square that is looked at."""

    title: str
    strokes: tuple[Stroke, ...]
    texts: tuple[StillText, ...]
    reach: float


def project_scene(scene: Scene) -> Still:
    """Lay a scene into the plane.

    Examples
    --------
    >>> import rasstruct as rs
    >>> from rasstruct.view.build_scene import build_scene
    >>> still = project_scene(build_scene(rs.load("5P21")["A"], interactions=False))
    >>> all(first.depth <= second.depth for first, second in zip(still.strokes, still.strokes[1:]))
    True
    """
    turn, centre = rotation_matrix(scene.turn), np.array(scene.window[0])

    def lay(points: Sequence[Point]) -> Values:
        return np.asarray((np.array(points, dtype=np.float64).reshape(-1, 3) - centre) @ turn.T)

    strokes = [stroke for model in scene.models for trace in model.traces for stroke in _ribbon(lay, trace)]
    for model in scene.models:
        for start, end, first, second in model.bonds:
            laid = lay([start, end])
            middle = laid.mean(axis=0)
            strokes.append(_stroke(laid[0], middle, _STICK, first))
            strokes.append(_stroke(middle, laid[1], _STICK, second))
    for line in scene.lines:
        first_end, second_end = lay([line.start, line.end])
        strokes.append(_stroke(first_end, second_end, _ROD, line.colour, is_dashed=line.is_dashed))
    texts = [
        StillText(label.text, (float(place[0]), float(place[1])), label.colour)
        for label in scene.labels
        for place in lay([label.position])
    ]
    return Still(scene.title, tuple(_fade(strokes)), tuple(texts), max(scene.window[1], 1.0) * _MARGIN)


def draw_still_svg(scene: Scene, *, width: int = 800, height: int = 520) -> str:
    """Draw the picture as an ``<svg>`` element; all text is escaped.

    Parameters
    ----------
    scene
        What is drawn.
    width, height
        Size of its view box.
    """
    still = project_scene(scene)
    scale = min(width, height) / 2.0 / still.reach
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-width / 2:g} {-height / 2:g} {width} {height}" '
        f'role="img" aria-label="{html.escape(still.title)}, still picture" stroke-linecap="round" '
        f'font-family="sans-serif" font-size="{_TEXT}">'
    )
    parts = [head]
    for stroke in still.strokes:
        (x1, y1), (x2, y2) = stroke.start, stroke.end
        dash = f' stroke-dasharray="{0.35 * scale:.1f}"' if stroke.is_dashed else ""
        parts.append(
            f'<path d="M{x1 * scale:.1f} {-y1 * scale:.1f}L{x2 * scale:.1f} {-y2 * scale:.1f}" '
            f'stroke="{stroke.colour}" stroke-width="{min(max(stroke.width * scale, 1.0), _THICKEST):.1f}"{dash}/>'
        )
    for text in still.texts:
        x, y = text.place[0] * scale, -text.place[1] * scale
        parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" stroke="#fff" stroke-width="3" paint-order="stroke" '
            f'fill="#1b1b1b">{html.escape(text.text)}</text>'
        )
    return "".join([*parts, "</svg>"])


def draw_still(scene: Scene, path: Path, *, width: int = 800, height: int = 520) -> None:
    """Draw the picture with matplotlib, legend below, and write it.

    Parameters
    ----------
    scene
        What is drawn.
    path
        Where it is written.
    width, height
        Size in pixels.
    """
    from matplotlib.figure import Figure

    dots = 100
    figure = Figure(figsize=(width / dots, height / dots), dpi=dots)
    axes = figure.add_axes((0.0, 0.0, 0.72, 1.0))
    _draw_on(axes, project_scene(scene), width * 0.72, height)
    shown = scene.legend[:22]
    for index, entry in enumerate(shown):
        y = 0.95 - index * 0.042
        figure.text(0.735, y, "■", color=entry.colour, va="center", fontsize=10)
        figure.text(0.76, y, _shorten(entry.text).replace("$", r"\$"), va="center", fontsize=7)
    figure.savefig(path, format="png", facecolor="white")


def _shorten(text: str) -> str:
    """Cut a text that does not fit beside the picture."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _draw_on(axes: Axes, still: Still, width: float, height: float) -> None:
    """Draw strokes and texts on axes."""
    from matplotlib.collections import LineCollection

    points_an_angstrom = min(width, height) / 2.0 / still.reach * 0.72
    lines = LineCollection(
        [(stroke.start, stroke.end) for stroke in still.strokes],
        colors=[stroke.colour for stroke in still.strokes],
        linewidths=[min(max(stroke.width * points_an_angstrom, 0.8), _THICKEST) for stroke in still.strokes],
        linestyles=[(0, (1, 1.5)) if stroke.is_dashed else "solid" for stroke in still.strokes],
        capstyle="round",
    )
    axes.add_collection(lines)
    for text in still.texts:
        shown = text.text.replace("$", r"\$")
        axes.text(*text.place, shown, ha="center", va="center", fontsize=8, clip_on=True, bbox={
            "facecolor": "white", "alpha": 0.75, "edgecolor": text.colour, "pad": 1.2, "linewidth": 0.8,
        })  # fmt: skip
    shape = width / height
    axes.set_xlim(-still.reach * max(shape, 1.0), still.reach * max(shape, 1.0))
    axes.set_ylim(-still.reach * max(1.0 / shape, 1.0), still.reach * max(1.0 / shape, 1.0))
    axes.set_axis_off()


def _ribbon(lay: Callable[[Sequence[Point]], Values], trace: tuple[tuple[Point, str], ...]) -> Iterator[Stroke]:
    """Draw a trace as a smooth curve through its points (Catmull-Rom)."""
    laid: Values = lay([place for place, _ in trace])
    if len(laid) < 2:
        return
    padded = np.concatenate([2 * laid[:1] - laid[1:2], laid, 2 * laid[-1:] - laid[-2:-1]])
    part = (np.arange(_STEPS + 1) / _STEPS)[:, None]
    for index in range(len(laid) - 1):
        a, b, c, d = padded[index : index + 4]
        curve = 0.5 * (
            2 * b + (c - a) * part + (2 * a - 5 * b + 4 * c - d) * part**2 + (3 * b - a - 3 * c + d) * part**3
        )
        for step in range(_STEPS):
            colour = trace[index if step < _STEPS / 2 else index + 1][1]
            yield _stroke(curve[step], curve[step + 1], _RIBBON, colour)


def _stroke(start: Values, end: Values, width: float, colour: str, *, is_dashed: bool = False) -> Stroke:
    """Make a stroke of two places."""
    (x1, y1, z1), (x2, y2, z2) = start.tolist(), end.tolist()
    return Stroke((x1, y1), (x2, y2), width, colour, (z1 + z2) / 2.0, is_dashed)


def _fade(strokes: list[Stroke]) -> Iterator[Stroke]:
    """Put strokes in order and let those behind fade into the paper."""
    if not strokes:
        return
    depths = np.array([stroke.depth for stroke in strokes])
    nearest, span = float(depths.max()), float(np.ptp(depths)) or 1.0
    for index in np.argsort(depths, kind="stable").tolist():
        stroke = strokes[index]
        share = _FOG * (nearest - stroke.depth) / span
        channels = (int(stroke.colour[place : place + 2], 16) for place in (1, 3, 5))
        faded = "#" + "".join(f"{round(value + (_PAPER - value) * share):02x}" for value in channels)
        yield Stroke(stroke.start, stroke.end, stroke.width, faded, stroke.depth, stroke.is_dashed)
