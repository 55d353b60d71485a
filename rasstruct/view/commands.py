"""Which calls of the 3Dmol viewer draw a scene?

Names and arguments are those of ``GLViewer`` (https://3dmol.org/doc/GLViewer.html),
which py3Dmol repeats: the same list drives py3Dmol and a page of our own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rasstruct.view.palette import ELEMENT_COLOURS
from rasstruct.view.scene import Scene, SceneLabel, SceneLine, SceneStyle, SceneSurface, Selection

__all__ = ["Command", "list_commands"]

#: name of the call and its arguments, ready for JSON
Command = tuple[str, list[Any]]
_FORMAT = "cif"
_LABEL_BACK, _LABEL_SIZE = "#ffffff", 13
_DASH, _GAP = 0.28, 0.22
#: 3Dmol leaves a wide margin
_ZOOM = 1.15


def list_commands(scene: Scene) -> tuple[Command, ...]:
    """Translate a scene.

    Parameters
    ----------
    scene
        What is drawn.

    Returns
    -------
    tuple of (str, list)
        Name and arguments of each call, in order; the last one renders.

    Examples
    --------
    >>> import rasstruct as rs
    >>> from rasstruct.view.build_scene import build_scene
    >>> commands = list_commands(build_scene(rs.load("5P21")["A"], interactions=False))
    >>> commands[0][0], commands[-1][0]
    ('addModel', 'render')
    """
    return tuple(_generate(scene))


def _generate(scene: Scene) -> Iterator[Command]:
    """Give the calls: models, styles, lines, labels, surfaces, view."""
    for model in scene.models:
        yield "addModel", [model.text, _FORMAT]
    yield "setStyle", [{}, {}]
    for model in scene.models:
        for style in model.styles:
            yield "addStyle", [_select(style.selection), _draw_style(style)]
    for line in scene.lines:
        yield "addCylinder", [_draw_line(line)]
    for label in scene.labels:
        yield "addLabel", [label.text, _draw_label(label)]
    for surface in scene.surfaces:
        yield "addSurface", [1, _draw_surface(surface), _select(surface.selection), _select(surface.selection)]
    focus = [_select(selection) for selection in scene.focus]
    yield "zoomTo", [{"or": focus} if len(focus) > 1 else focus[0] if focus else {}]
    yield "zoom", [_ZOOM]
    angle, axis = scene.turn
    if angle:
        yield "rotate", [round(angle, 2), _place(axis)]
    yield "render", []


def _select(selection: Selection) -> dict[str, Any]:
    """Choose atoms by their place in the text, which 3Dmol counts from 0."""
    ranges = [first - 1 if first == last else f"{first - 1}-{last - 1}" for first, last in selection.serials]
    return {"model": selection.model, "index": ranges}


def _draw_style(style: SceneStyle) -> dict[str, Any]:
    """Say how atoms are drawn."""
    drawn: dict[str, Any] = {"opacity": style.opacity} if style.opacity < 1.0 else {}
    if style.by_element:
        shown = {name.capitalize(): colour for name, colour in ELEMENT_COLOURS.items()}
        drawn["colorscheme"] = {"prop": "elem", "map": {**shown, "C": style.colour}}
    else:
        drawn["color"] = style.colour
    if style.radius is not None:
        drawn["radius"] = style.radius
    if style.kind == "cartoon":
        drawn |= {"arrows": True, "thickness": 0.35}
    return {style.kind: drawn}


def _draw_line(line: SceneLine) -> dict[str, Any]:
    """Draw a line as a thin rod; dashes with round ends."""
    dashes = {"dashed": True, "dashLength": _DASH, "gapLength": _GAP} if line.is_dashed else {}
    ends = {"start": _place(line.start), "end": _place(line.end)}
    return {**ends, "radius": line.radius, "color": line.colour, "fromCap": 2, "toCap": 2, **dashes}


def _draw_label(label: SceneLabel) -> dict[str, Any]:
    """Write a label in front of everything, framed in its colour."""
    return {
        "position": _place(label.position),
        "fontSize": _LABEL_SIZE,
        "fontColor": "#1b1b1b",
        "backgroundColor": _LABEL_BACK,
        "backgroundOpacity": 0.8,
        "borderColor": label.colour,
        "borderThickness": 1.5,
        "inFront": True,
        "alignment": "center",
    }


def _draw_surface(surface: SceneSurface) -> dict[str, Any]:
    """Say how a surface is drawn."""
    return {"opacity": surface.opacity, "color": surface.colour}


def _place(point: tuple[float, float, float]) -> dict[str, float]:
    """Name the coordinates, in Å to three decimals."""
    return {name: round(value, 3) for name, value in zip("xyz", point, strict=True)}
