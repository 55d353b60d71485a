"""How does a page become a picture? A browser without window draws it, where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

__all__ = ["find_browser", "take_screenshot"]

_VARIABLE = "RASSTRUCT_CHROMIUM"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
#: drawing without a graphics card, and no request of the browser's own
_FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--use-gl=angle", "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader", "--hide-scrollbars", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-extensions", "--force-color-profile=srgb",
    "--virtual-time-budget=8000",
)  # fmt: skip
_TIMEOUT = 90.0


def find_browser() -> str | None:
    """Find Chromium or one of its relatives: what RASSTRUCT_CHROMIUM names, else on the path."""
    named = os.environ.get(_VARIABLE, "").strip()
    return shutil.which(named) if named else next(filter(None, map(shutil.which, _NAMES)), None)


def take_screenshot(page: str, path: Path, *, width: int, height: int) -> bool:
    """Draw a page into a PNG file.

    Parameters
    ----------
    page
        HTML.
    path
        Where the picture is written.
    width, height
        Size in pixels.

    Returns
    -------
    bool
        Whether there was a browser and it has drawn.
    """
    browser = find_browser()
    if browser is None:
        return False
    with tempfile.TemporaryDirectory(prefix="rasstruct-") as folder:
        source, drawn = Path(folder, "page.html"), Path(folder, "page.png")
        source.write_text(page, encoding="utf-8")
        size, profile = f"--window-size={width},{height}", f"--user-data-dir={Path(folder, 'profile')}"
        command = [browser, *_FLAGS, size, profile, f"--screenshot={drawn}", source.as_uri()]
        try:
            subprocess.run(command, capture_output=True, timeout=_TIMEOUT, check=True)
        except (OSError, subprocess.SubprocessError):
            return False
        if not drawn.is_file():
            return False
        shutil.copyfile(drawn, path)
    return True
