"""Figures as SVG for a page. Oracles: an XML parser, and text that a file could state."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from matplotlib.figure import Figure

from rasstruct.view.figure_text import write_svg

SVG = "{http://www.w3.org/2000/svg}"


def figure_with(text: str) -> Figure:
    figure = Figure(figsize=(3, 2))
    axes = figure.add_subplot()
    axes.plot([0, 1], [1, 0])
    axes.set_title(text, parse_math=False)
    return figure


def test_text_is_text_and_title_and_description_are_there() -> None:
    root = ElementTree.fromstring(write_svg(figure_with("a & <b> $x$"), title="<t>", description="d"))
    assert "a & <b> $x$" in [element.text for element in root.iter(f"{SVG}text")]
    assert (root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")) == ("<t>", "d")


def test_title_and_description_are_what_is_read_aloud() -> None:
    root = ElementTree.fromstring(write_svg(figure_with("x"), title="t", description="d"))
    named = [element.attrib["id"] for element in root if element.tag in (f"{SVG}title", f"{SVG}desc")]
    assert root.attrib["aria-labelledby"].split() == named


def test_the_same_figure_gives_the_same_text_and_another_one_other_ids() -> None:
    first, second, other = (write_svg(figure_with(text), title="t") for text in ("x", "x", "y"))
    assert first == second
    ids = [{e.attrib["id"] for e in ElementTree.fromstring(t).iter() if "id" in e.attrib} for t in (first, other)]
    assert not ids[0] & ids[1]


def test_every_reference_leads_to_an_element_of_the_figure() -> None:
    root = ElementTree.fromstring(write_svg(figure_with("x"), title="t"))
    ids = {element.attrib["id"] for element in root.iter() if "id" in element.attrib}
    links = [e.attrib["href"] for e in root.iter() if "href" in e.attrib]
    assert links
    assert {link.removeprefix("#") for link in links} <= ids


@pytest.mark.parametrize("name", ["script", "image", "style", "metadata"])
def test_nothing_is_loaded_or_run(name: str) -> None:
    root = ElementTree.fromstring(write_svg(figure_with("x"), title="t"))
    assert not list(root.iter(f"{SVG}{name}"))
