"""How do scenes become HTML that always shows something?

The script is written into the page, so nothing is loaded when it is opened. A
still picture stands where the 3D view will be, and stays there when the
script, JavaScript or WebGL is missing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rasstruct._base.errors import SourceError
from rasstruct.view.commands import list_commands
from rasstruct.view.scene import Scene
from rasstruct.view.script import ViewerScript, find_script
from rasstruct.view.still import draw_still_svg
from rasstruct.view.templates import read_web_file, render, trust, write_json

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["draw_fragment", "draw_page", "load_script", "wrap_script"]

#: letters of the name of a figure: enough that two figures of a page differ
_ID_LETTERS = 16
_COLUMNS = 2


def draw_fragment(
    scenes: Mapping[str, Scene],
    *,
    is_side_by_side: bool = False,
    height: int = 520,
    carries_script: bool = True,
) -> str:
    """Draw scenes as a piece of HTML.

    Parameters
    ----------
    scenes
        By the names of their buttons; one window that switches between them.
    is_side_by_side
        A window for each instead, which turn together.
    height
        Height of a window in pixels.
    carries_script
        Whether the 3Dmol script stands in it; a page with several pieces needs it once, before the first.
    """
    script, problem = load_script()
    texts, drawn = _share_texts(scenes)
    data = write_json({"texts": texts, "scenes": drawn, "sideBySide": is_side_by_side})
    identity = hashlib.sha256(f"{data}{list(scenes)}".encode()).hexdigest()[:_ID_LETTERS]
    panels = list(scenes.items()) if is_side_by_side else list(scenes.items())[:1]
    return render(
        "viewer.html",
        id=identity,
        id_json=write_json(identity),
        css=trust(read_web_file("viewer.css")),
        title="; ".join(dict.fromkeys(scene.title for scene in scenes.values())),
        scenes=[
            {"name": name, "title": scene.title, "legend": scene.legend, "notes": scene.notes}
            for name, scene in scenes.items()
        ],
        panels=[
            {"name": name, "title": scene.title, "still": trust(draw_still_svg(scene, height=height))}
            for name, scene in panels
        ],
        columns=min(len(panels), _COLUMNS),
        is_side_by_side=is_side_by_side,
        height=height,
        script=script,
        carries_script=carries_script,
        code=trust(read_web_file("viewer.js")),
        data=data,
        problem=problem,
    )


def draw_page(title: str, body: str, *, is_poster: bool = False) -> str:
    """Put a piece of HTML, made here, into a page of its own; as a poster it fills the window, without buttons."""
    return render("page.html", title=title, body=trust(body), is_poster=is_poster)


def wrap_script(script: ViewerScript) -> str:
    """Prepare the 3Dmol script for a page.

    It must not hand itself to a module loader that a notebook has set up, nor
    run twice, nor hold what ends a script element.
    """
    text = script.text.replace("</script", "<\\/script").replace("<!--", "<\\!--")
    return f"if(!window.$3Dmol){{(function(define,exports,module){{{text}\n}}).call(window);}}"


def load_script() -> tuple[Markup | None, str]:
    """Give the script as it stands in a page, or say why there is none."""
    try:
        return trust(wrap_script(find_script())), ""
    except SourceError as error:
        return None, f"A still picture is shown, because there is no 3D script: {error}."


def _share_texts(scenes: Mapping[str, Scene]) -> tuple[list[str], list[dict[str, Any]]]:
    """Write the text of a model once, however many scenes show it."""
    places: dict[str, int] = {}
    drawn = []
    for scene in scenes.values():
        commands = []
        for name, values in list_commands(scene):
            if name == "addModel":
                place = places.setdefault(values[0], len(places))
                values = [{"$text": place}, *values[1:]]
            commands.append([name, values])
        drawn.append({"commands": commands})
    return list(places), drawn
