"""A view and a notebook in Chromium, network refused. Oracle: pixels of the canvas, and the console."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from viewer_script import find_chromium, find_script_file

import rasstruct as rs

DRAWN = ".rasstruct-view[data-state=drawn]"
CANVAS = ".rv-canvas canvas"


@pytest.mark.parametrize(
    "options",
    [{}, {"color": "resistance", "ligand": "LR4"}, {"pocket": "SII-P", "surface": True}, {"color": "b_factor"}],
    ids=["default", "ligand", "surface", "b-factor"],
)
def test_a_view_is_drawn_without_complaint(
    options: dict[str, Any], tmp_path: Path, open_page: Callable[..., Any]
) -> None:
    opened = open_page(rs.load("8AZR")["A"].view(**options).write_html(tmp_path / "a.html"))
    opened.page.wait_for_selector(DRAWN)
    assert len(opened.colours(CANVAS)) > 500
    assert opened.problems == []
    assert opened.asked == []


def test_a_surface_covers_more_than_none(tmp_path: Path, open_page: Callable[..., Any]) -> None:
    shares = []
    for surface in (False, True):
        view = rs.load("5P21")["A"].view(surface=surface, interactions=False)
        opened = open_page(view.write_html(tmp_path / f"{surface}.html"))
        opened.page.wait_for_selector(DRAWN)
        opened.page.wait_for_timeout(4000 if surface else 500)
        counts = opened.colours(CANVAS)
        shares.append(1 - counts[255, 255, 255] / sum(counts.values()))
    assert shares[1] > 1.3 * shares[0]


def test_windows_side_by_side_turn_together(tmp_path: Path, open_page: Callable[..., Any]) -> None:
    view = rs.compare([rs.load("8AZR"), rs.load("8AZR", model=1)]).view(side_by_side=True)
    opened = open_page(view.write_html(tmp_path / "a.html"))
    opened.page.wait_for_selector(DRAWN)
    assert opened.page.locator(CANVAS).count() == 2
    second = opened.page.locator(CANVAS).nth(1)
    before = second.screenshot()
    opened.page.locator(".rv-canvas").first.focus()
    opened.page.keyboard.press("ArrowRight")
    opened.page.wait_for_timeout(400)
    assert second.screenshot() != before
    assert opened.problems == []


def test_without_webgl_the_still_picture_stays_and_the_page_says_why(
    tmp_path: Path, open_page: Callable[..., Any]
) -> None:
    page = rs.load("8AZR")["A"].view(interactions=False).to_html()
    off = "<script>HTMLCanvasElement.prototype.getContext=function(){return null};</script>"
    (tmp_path / "a.html").write_text(page.replace("<head>", f"<head>{off}", 1))
    opened = open_page(tmp_path / "a.html")
    opened.page.wait_for_selector(".rasstruct-view[data-state=still]")
    assert "no WebGL" in opened.page.locator(".rv-problem").inner_text()
    assert opened.coloured_share(".rv-canvas") > 0.02
    assert opened.problems == []


def test_without_javascript_the_still_picture_is_there(tmp_path: Path, open_page: Callable[..., Any]) -> None:
    path = rs.load("8AZR")["A"].view(interactions=False).write_html(tmp_path / "a.html")
    assert open_page(path, java_script_enabled=False).coloured_share(".rv-canvas") > 0.02


def test_a_picture_is_taken_by_the_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    find_script_file()
    monkeypatch.setenv("RASSTRUCT_CHROMIUM", find_chromium())
    path = rs.load("8AZR")["A"].view(interactions=False).write_png(tmp_path / "a.png", width=700, height=500)
    with Image.open(path) as image:
        assert image.size == (700, 500)
        # shaded ribbons have many more colours than the flat strokes of a still picture
        assert len(image.convert("RGB").getcolors(1_000_000) or ()) > 4000


@pytest.mark.parametrize("n_views", [2])
def test_views_of_a_notebook_are_drawn_in_the_page_that_nbconvert_makes(
    n_views: int, tmp_path: Path, open_page: Callable[..., Any]
) -> None:
    nbformat, nbconvert = pytest.importorskip("nbformat"), pytest.importorskip("nbconvert")
    preprocessors = pytest.importorskip("nbconvert.preprocessors")
    pytest.importorskip("ipykernel")
    code = [
        "import rasstruct as rs\nchain = rs.load('8AZR')['A']",
        *["chain.view(interactions=False)"] * n_views,
        "chain",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text) for text in code])
    preprocessors.ExecutePreprocessor(timeout=120, kernel_name="python3").preprocess(
        notebook, {"metadata": {"path": str(tmp_path)}}
    )
    body, _ = nbconvert.HTMLExporter().from_notebook_node(notebook)
    (tmp_path / "notebook.html").write_text(body, encoding="utf-8")
    opened = open_page(tmp_path / "notebook.html")
    opened.page.wait_for_selector(DRAWN)
    opened.page.wait_for_timeout(500)
    assert opened.page.locator(DRAWN).count() == n_views
    assert opened.coloured_share(CANVAS) > 0.02
    # the page of nbconvert asks for scripts of its own, which are refused here
    assert [text for text in opened.problems if "ERR_FAILED" not in text and "require" not in text] == []


def test_a_picture_has_its_surface(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    find_script_file()
    monkeypatch.setenv("RASSTRUCT_CHROMIUM", find_chromium())
    shares = []
    for surface in (False, True):
        view = rs.load("5P21")["A"].view(surface=surface, interactions=False)
        with Image.open(view.write_png(tmp_path / f"{surface}.png", width=600, height=450)) as image:
            counts = {colour: count for count, colour in image.convert("RGB").getcolors(1_000_000) or ()}
        shares.append(1 - counts[255, 255, 255] / (600 * 450))
    assert shares[1] > 1.3 * shares[0]
