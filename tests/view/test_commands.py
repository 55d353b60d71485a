"""The calls that draw a scene.

Oracles: the documented names of 3Dmol's viewer, py3Dmol itself, and a scene made by hand.
"""

from __future__ import annotations

import json

import rasstruct as rs
from rasstruct.view.build_scene import build_scene
from rasstruct.view.commands import list_commands
from rasstruct.view.draw_scene import draw_scene
from rasstruct.view.scene import Scene, SceneLabel, SceneLine, SceneModel, SceneStyle, SceneSurface, Selection

HAND = Scene(
    title="two atoms",
    models=(SceneModel("m", "data_m", (SceneStyle(Selection(0, ((1, 3), (5, 5))), "stick", "#123456", radius=0.2),)),),
    lines=(SceneLine((0.0, 0.0, 0.0), (1.0, 2.0, 3.0), "#0072b2", "hbond", "text"),),
    labels=(SceneLabel("Y96", (1.0, 1.0, 1.0), "#0072b2"),),
    surfaces=(SceneSurface(Selection(0, ((1, 3),)), "#cccccc", 0.5),),
    turn=(90.0, (0.0, 1.0, 0.0)),
)


def test_a_scene_made_by_hand_gives_these_calls_in_this_order() -> None:
    names = [name for name, _ in list_commands(HAND)]
    assert names == [
        "addModel", "setStyle", "addStyle", "addCylinder", "addLabel", "addSurface", "zoomTo", "zoom", "rotate",
        "render",
    ]  # fmt: skip


def test_serial_numbers_from_1_become_places_from_0() -> None:
    (arguments,) = [arguments for name, arguments in list_commands(HAND) if name == "addStyle"]
    assert arguments[0] == {"model": 0, "index": ["0-2", 4]}
    assert arguments[1] == {"stick": {"color": "#123456", "radius": 0.2}}


def test_dashes_are_dashed_and_a_bond_is_not() -> None:
    bond = SceneLine((0.0, 0.0, 0.0), (1.0, 0.0, 0.0), "#d55e00", "covalent", "bond", is_dashed=False)
    drawn = [
        arguments[0]
        for line in (HAND.lines[0], bond)
        for name, arguments in list_commands(Scene("t", (), lines=(line,)))
        if name == "addCylinder"
    ]
    assert [row.get("dashed", False) for row in drawn] == [True, False]


def test_carbon_takes_the_colour_and_nitrogen_its_own() -> None:
    style = SceneStyle(Selection(0, ((1, 1),)), "stick", "#f0e442", by_element=True)
    ((_, drawn),) = [
        arguments
        for name, arguments in list_commands(Scene("t", (SceneModel("m", "", (style,)),)))
        if name == "addStyle"
    ]
    colours = drawn["stick"]["colorscheme"]["map"]
    assert colours["C"] == "#f0e442"
    assert colours["N"] != colours["C"]


def test_the_calls_are_ready_for_json(entry_8azr: rs.Entry) -> None:
    commands = list_commands(build_scene(entry_8azr["A"], interactions=False))
    assert json.loads(json.dumps(commands)) == [list(command) for command in commands]


def test_py3dmol_takes_every_call(entry_8azr: rs.Entry) -> None:
    view = draw_scene(build_scene(entry_8azr["A"], interactions=False))
    html = view._make_html()
    assert "addCylinder(" in html
    assert html.count("addModel(") == 1
