"""The report in Chromium, opened from disk, network refused.

Oracles: pixels of the canvas, the order of rows on the page, the console, and the requests that the page makes.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hostile_text import MARKUP, hostile_file

import rasstruct as rs

DRAWN = ".rasstruct-view[data-state=drawn]"
CANVAS = ".rv-canvas canvas"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rs.report("8AZR", tmp_path_factory.mktemp("report") / "8azr.html")


@pytest.fixture
def opened(written: Path, open_page: Callable[..., Any]) -> Any:
    found = open_page(written)
    found.page.wait_for_selector(DRAWN)
    return found


def test_a_protein_is_drawn_without_complaint_or_request(opened: Any) -> None:
    assert opened.coloured_share(CANVAS) > 0.02
    assert len(opened.colours(CANVAS)) > 500
    assert opened.problems == []
    assert opened.asked == []


def test_the_pixel_test_sees_an_empty_canvas(open_page: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_text('<div class="rv-canvas"><canvas width="300" height="200"></canvas></div>')
    assert open_page(tmp_path / "empty.html").coloured_share(CANVAS) == 0.0


@pytest.mark.parametrize("name", ["Pocket", "Resistance"])
def test_a_button_draws_another_scene_and_its_legend(opened: Any, name: str) -> None:
    before = opened.colours(CANVAS)
    button = opened.page.get_by_role("button", name=name, exact=True)
    button.click()
    opened.page.wait_for_timeout(300)
    assert button.get_attribute("aria-pressed") == "true"
    assert opened.page.get_by_role("button", name="Regions", exact=True).get_attribute("aria-pressed") == "false"
    assert opened.page.locator("[data-legend]:visible").count() == 1
    assert name in opened.page.locator("[data-legend]:visible strong").inner_text()
    assert opened.colours(CANVAS) != before
    assert opened.problems == []


def test_the_keyboard_turns_the_view(opened: Any) -> None:
    before = opened.colours(CANVAS)
    opened.page.locator(".rv-canvas").focus()
    for _ in range(4):
        opened.page.keyboard.press("ArrowLeft")
    opened.page.wait_for_timeout(200)
    assert opened.colours(CANVAS) != before
    opened.page.get_by_role("button", name="Reset view").click()
    opened.page.wait_for_timeout(200)
    assert opened.problems == []


def column(opened: Any, caption: str, place: int) -> list[str]:
    """Read a column of the table with that caption."""
    cells = opened.page.locator("table", has=opened.page.locator("caption", has_text=caption)).locator(
        f"tbody tr > :nth-child({place})"
    )
    return [str(text) for text in cells.all_inner_texts()]


def test_a_table_is_sorted_by_number_up_and_down(opened: Any) -> None:
    caption = "Interactions of LR4"
    table = opened.page.locator("table", has=opened.page.locator("caption", has_text=caption))
    head = table.locator("thead th").nth(2)
    distances = [float(text) for text in column(opened, caption, 3)]
    assert distances != sorted(distances)
    head.get_by_role("button").click()
    assert [float(text) for text in column(opened, caption, 3)] == sorted(distances)
    assert head.get_attribute("aria-sort") == "ascending"
    head.get_by_role("button").press("Enter")
    assert [float(text) for text in column(opened, caption, 3)] == sorted(distances, reverse=True)
    assert "descending" in str(opened.page.locator("#rs-status").inner_text())


def test_what_is_absent_stays_last(opened: Any) -> None:
    caption = "Interactions of LR4"
    table = opened.page.locator("table", has=opened.page.locator("caption", has_text=caption))
    for _ in range(2):
        table.locator("thead th").nth(3).get_by_role("button").click()
        angles = column(opened, caption, 4)
        first_absent = angles.index("–")
        assert first_absent > 0
        assert set(angles[first_absent:]) == {"–"}


def test_the_first_tab_leads_past_the_head(opened: Any) -> None:
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.textContent") == "Skip to content"


def test_dark_paper_is_dark(written: Path, open_page: Callable[..., Any]) -> None:
    found = open_page(written, color_scheme="dark")
    colour = found.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(",")) < 60


def test_nothing_of_a_hostile_file_runs(text_8azr: str, tmp_path: Path, open_page: Callable[..., Any]) -> None:
    found = open_page(rs.report(rs.load(hostile_file(text_8azr)), tmp_path / "hostile.html"))
    found.page.wait_for_selector(DRAWN)
    assert found.page.locator("img").count() == 0
    assert MARKUP in found.page.locator("main").inner_text()
    assert found.coloured_share(CANVAS) > 0.02
    assert found.problems == []
    assert found.asked == []


def test_two_structures_stand_in_one_page(tmp_path: Path, open_page: Callable[..., Any]) -> None:
    found = open_page(rs.report(["8AZR", "5P21"], tmp_path / "two.html"))
    found.page.wait_for_selector(f"#chain-2 ~ * {DRAWN}, section:has(#chain-2) {DRAWN}")
    assert found.page.locator(DRAWN).count() == 2
    assert found.problems == []
