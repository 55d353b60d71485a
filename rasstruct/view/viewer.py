"""A 3D view as users hold it: shown in a notebook, written as HTML or PNG."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rasstruct._base.errors import SourceError
from rasstruct.structure.interop.write_text import return_or_write
from rasstruct.view.page import draw_fragment, draw_page
from rasstruct.view.scene import LegendEntry, Scene
from rasstruct.view.screenshot import take_screenshot
from rasstruct.view.still import draw_still

__all__ = ["Viewer"]


@dataclasses.dataclass(frozen=True, eq=False, repr=False)
class Viewer:
    """One scene or several; made by ``chain.view()`` and ``Comparison.view()``.

    In a notebook it shows itself, as HTML with everything in it: in JupyterLab,
    VS Code and pages made by nbconvert, also without network.
    ``height`` is that of a window in pixels.
    """

    scenes: Mapping[str, Scene]
    is_side_by_side: bool = False
    height: int = 520

    @property
    def scene(self) -> Scene:
        """The scene that is shown first."""
        return next(iter(self.scenes.values()))

    @property
    def legend(self) -> tuple[LegendEntry, ...]:
        """What the colours of the first scene stand for."""
        return self.scene.legend

    @property
    def title(self) -> str:
        """What is shown."""
        return "; ".join(dict.fromkeys(scene.title for scene in self.scenes.values()))

    def to_html(self) -> str:
        """Give a whole page, with the script in it: nothing is loaded when it is opened."""
        return draw_page(self.title, self._repr_html_())

    def write_html(self, path: str | os.PathLike[str]) -> Path:
        """Write a whole page.

        Raises
        ------
        SourceError
            When the file cannot be written.

        Examples
        --------
        >>> import rasstruct as rs
        >>> view = rs.load("8AZR")["A"].view(interactions=False)
        >>> view.write_html("8azr.html")  # doctest: +SKIP
        """
        return_or_write(self.to_html(), path)
        return Path(path)

    def write_png(self, path: str | os.PathLike[str], *, width: int = 1000, height: int = 700) -> Path:
        """Write a picture: drawn by Chromium where it is installed, else a plainer one by matplotlib.

        Parameters
        ----------
        path
            Where it is written.
        width, height
            Size in pixels, legend included.

        Raises
        ------
        SourceError
            When the file cannot be written.
        """
        page = draw_page(self.title, self._repr_html_(), is_poster=True)
        try:
            if not take_screenshot(page, Path(path), width=width, height=height):
                draw_still(self.scene, Path(path), width=width, height=height)
        except OSError as error:
            raise SourceError(
                f"found that {path!s} cannot be written ({error.strerror}), expected a file name in an existing "
                "folder; choose another path"
            ) from error
        return Path(path)

    def to_py3dmol(self, *, width: int = 800, height: int = 520) -> Any:
        """Make a ``py3Dmol.view`` of the first scene, for those who go on with py3Dmol; see `draw_scene`."""
        from rasstruct.view.draw_scene import draw_scene

        return draw_scene(self.scene, width=width, height=height)

    def _repr_html_(self) -> str:
        return draw_fragment(self.scenes, is_side_by_side=self.is_side_by_side, height=self.height)

    def __repr__(self) -> str:
        return f"<Viewer {self.title} · {', '.join(self.scenes)}>"
