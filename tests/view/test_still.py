"""The still picture. Oracles: an XML parser, Pillow, and a rotation by hand."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

import rasstruct as rs
from rasstruct.view.build_scene import build_scene
from rasstruct.view.scene import Scene, SceneLabel, SceneModel
from rasstruct.view.still import draw_still, draw_still_svg, project_scene

PLACES = (((0.0, 0.0, 0.0), "#0072b2"), ((3.8, 0.0, 0.0), "#0072b2"), ((3.8, 3.8, 0.0), "#d55e00"))
HAND = Scene(
    "<b>&", (SceneModel("m", "", (), traces=(PLACES,)),), labels=(SceneLabel("<i>", (3.8, 0.0, 0.0), "#000000"),)
)


def test_a_quarter_turn_brings_x_to_where_y_was() -> None:
    import dataclasses

    turned = project_scene(dataclasses.replace(HAND, turn=(90.0, (0.0, 0.0, 1.0))))
    (text,) = turned.texts
    assert np.allclose(text.place, (0.0, 3.8))


def test_what_lies_behind_is_drawn_first_and_paler(entry_5p21: rs.Entry) -> None:
    still = project_scene(build_scene(entry_5p21["A"]))
    depths = [stroke.depth for stroke in still.strokes]
    assert depths == sorted(depths)
    rest = [stroke for stroke in still.strokes if stroke.width > 1]
    brightness = [sum(int(stroke.colour[place : place + 2], 16) for place in (1, 3, 5)) for stroke in rest]
    assert np.mean(brightness[:200]) > np.mean(brightness[-200:])


def test_the_picture_is_sound_svg_with_text_as_text() -> None:
    root = ElementTree.fromstring(draw_still_svg(HAND))
    assert root.attrib["aria-label"] == "<b>&, still picture"
    assert [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")] == ["<i>"]
    assert not list(root.iter("{http://www.w3.org/2000/svg}script"))


def test_colours_of_a_trace_are_there(entry_8azr: rs.Entry) -> None:
    still = project_scene(HAND)
    assert len({stroke.colour for stroke in still.strokes}) >= 2


def test_an_empty_scene_is_an_empty_picture() -> None:
    assert project_scene(Scene("nothing", ())).strokes == ()
    ElementTree.fromstring(draw_still_svg(Scene("nothing", ())))


@pytest.mark.parametrize("size", [(400, 300), (640, 640)])
def test_a_file_has_the_size_asked_for_and_something_in_it(
    entry_5p21: rs.Entry, tmp_path: Path, size: tuple[int, int]
) -> None:
    draw_still(build_scene(entry_5p21["A"]), tmp_path / "a.png", width=size[0], height=size[1])
    with Image.open(tmp_path / "a.png") as image:
        assert image.size == size
        assert len(image.convert("RGB").getcolors(1_000_000) or ()) > 50
