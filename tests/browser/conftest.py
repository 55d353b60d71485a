"""A real browser without window and without network, and what it complains of."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from viewer_script import find_chromium, find_script_file

#: drawing without a graphics card; no request of the browser's own
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
    "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip


@dataclass
class Opened:
    """A page in the browser; ``problems`` are errors of the console and exceptions, ``asked`` what left the file."""

    page: Any
    problems: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def colours(self, selector: str) -> dict[tuple[int, ...], int]:
        """Count the pixels of an element by colour."""
        picture = Image.open(io.BytesIO(self.page.locator(selector).first.screenshot())).convert("RGB")
        return {colour: count for count, colour in picture.getcolors(10_000_000) or ()}

    def coloured_share(self, selector: str) -> float:
        """Give the share of pixels of an element that are neither white nor grey."""
        counts = self.colours(selector)
        coloured = sum(count for colour, count in counts.items() if max(colour) - min(colour) > 40)
        return coloured / sum(counts.values())


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Start Chromium, or skip."""
    executable = find_chromium()
    find_script_file()
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Any) -> Iterator[Callable[..., Opened]]:
    """Give the function that opens a file; every request that is not for the file itself is refused."""
    contexts = []

    def open_file(path: Path, **options: Any) -> Opened:
        context = browser.new_context(viewport={"width": 1200, "height": 900}, **options)
        contexts.append(context)
        opened = Opened(context.new_page())

        def answer(route: Any) -> None:
            if route.request.url.startswith(("file:", "data:", "blob:")):
                route.continue_()
            else:
                opened.asked.append(route.request.url)
                route.abort()

        context.route("**/*", answer)
        opened.page.on("console", lambda said: opened.problems.append(said.text) if said.type == "error" else None)
        opened.page.on("pageerror", lambda error: opened.problems.append(str(error)))
        opened.page.goto(path.as_uri())
        return opened

    yield open_file
    for context in contexts:
        context.close()
