"""How does a scene become a py3Dmol view?"""

from __future__ import annotations

from typing import Any

from rasstruct.view.commands import list_commands
from rasstruct.view.scene import Scene

__all__ = ["draw_scene"]


def draw_scene(scene: Scene, *, width: int = 800, height: int = 520) -> Any:
    """Make a ``py3Dmol.view``, for those who go on with py3Dmol.

    Parameters
    ----------
    scene
        What is drawn.
    width, height
        Size in pixels.

    Returns
    -------
    py3Dmol.view
        It loads its script from the network when it is shown; `Viewer` does not.

    Examples
    --------
    >>> import rasstruct as rs
    >>> from rasstruct.view.build_scene import build_scene
    >>> type(draw_scene(build_scene(rs.load("5P21")["A"], interactions=False))).__module__
    'py3Dmol'
    """
    import py3Dmol

    view = py3Dmol.view(width=width, height=height)
    for name, arguments in list_commands(scene):
        getattr(view, name)(*arguments)
    return view
