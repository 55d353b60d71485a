"""What is drawn in 3D? Plain data, so that it can be tested without a browser.

A scene is models (text with atoms), how parts of them are drawn, lines, labels,
surfaces and a legend. Nothing in it knows a viewer: `list_commands` translates it.
"""

from __future__ import annotations

import dataclasses
from typing import Any, Literal

from rasstruct._base.records import plain_value

__all__ = [
    "LegendEntry",
    "Scene",
    "SceneLabel",
    "SceneLine",
    "SceneModel",
    "SceneStyle",
    "SceneSurface",
    "Selection",
    "StyleKind",
]

StyleKind = Literal["cartoon", "stick", "sphere", "line"]
Point = tuple[float, float, float]


@dataclasses.dataclass(frozen=True, slots=True)
class Selection:
    """Atoms of one model, by ranges of their serial numbers, both ends included."""

    model: int
    serials: tuple[tuple[int, int], ...]

    @property
    def n_atoms(self) -> int:
        """Number of atoms."""
        return sum(last - first + 1 for first, last in self.serials)


@dataclasses.dataclass(frozen=True, slots=True)
class SceneStyle:
    """How some atoms are drawn.

    ``by_element`` gives ``colour`` to carbon only, and to the other elements
    their usual ones. ``radius`` is in Å, of sticks and spheres.
    """

    selection: Selection
    kind: StyleKind
    colour: str
    by_element: bool = False
    radius: float | None = None
    opacity: float = 1.0


@dataclasses.dataclass(frozen=True, slots=True)
class SceneModel:
    """One structure: mmCIF text with serial numbers from 1, and how it is drawn; a later style is added to an earlier.

    ``traces`` are for a picture without viewer: the places of the CA atoms of
    each unbroken stretch with their colours; ``bonds`` those of the sticks.
    """

    name: str
    text: str
    styles: tuple[SceneStyle, ...]
    traces: tuple[tuple[tuple[Point, str], ...], ...] = ()
    bonds: tuple[tuple[Point, Point, str, str], ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class SceneLine:
    """A line between two places in Å: an interaction, a covalent bond, a missing loop."""

    start: Point
    end: Point
    colour: str
    kind: str
    text: str
    radius: float = 0.06
    is_dashed: bool = True


@dataclasses.dataclass(frozen=True, slots=True)
class SceneLabel:
    """A text at a place in Å."""

    text: str
    position: Point
    colour: str


@dataclasses.dataclass(frozen=True, slots=True)
class SceneSurface:
    """The van der Waals surface of some atoms."""

    selection: Selection
    colour: str
    opacity: float


@dataclasses.dataclass(frozen=True, slots=True)
class LegendEntry:
    """What a colour stands for; ``kind`` says how it is drawn: ribbon, stick, sphere, dashes or line."""

    colour: str
    text: str
    kind: str = "ribbon"


@dataclasses.dataclass(frozen=True, slots=True)
class Scene:
    """Everything that is drawn.

    ``focus`` is what fills the window, everything when there is none; ``window`` its centre and radius in Å.

    ``turn`` is the rotation that shows it best: angle in degrees, then its axis.
    ``notes`` are sentences that a reader must know.
    """

    title: str
    models: tuple[SceneModel, ...]
    lines: tuple[SceneLine, ...] = ()
    labels: tuple[SceneLabel, ...] = ()
    surfaces: tuple[SceneSurface, ...] = ()
    legend: tuple[LegendEntry, ...] = ()
    focus: tuple[Selection, ...] = ()
    window: tuple[Point, float] = ((0.0, 0.0, 0.0), 30.0)
    turn: tuple[float, Point] = (0.0, (0.0, 0.0, 1.0))
    notes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Give the scene as plain values, ready for JSON."""
        return {field.name: plain_value(getattr(self, field.name)) for field in dataclasses.fields(self)}

    def __repr__(self) -> str:
        return (
            f"<Scene {self.title} · {len(self.models)} models, {len(self.lines)} lines, {len(self.labels)} labels, "
            f"{len(self.surfaces)} surfaces>"
        )
