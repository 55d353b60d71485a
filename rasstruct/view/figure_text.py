"""How does a figure become text for a web page?

SVG that stands in a page by itself or beside others: text stays text, ids are
few, fixed and different from those of another figure, nothing is loaded from
elsewhere, title and description are there for screen readers, and what is
drawn in ink takes the colour of the page's text, so that it is read on dark
paper as well.
"""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from rasstruct.view.palette import INK

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["write_svg"]

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_HREF = f"{{{_XLINK}}}href"
_FONTS = "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
_LONG_NUMBER = re.compile(r"(\.\d{2})\d+")
_FONT_FAMILY = re.compile(r"font(?:-family)?:[^;]*;?\s*")
_FONT_SIZE = re.compile(r"font(?:-size)?:[^;]*?([\d.]+)px")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_DIGITS = 8


def write_svg(figure: Figure, *, title: str, description: str = "") -> str:
    """Give a figure as an ``<svg>`` element.

    Parameters
    ----------
    figure
        The figure of some axes; it is not closed.
    title
        What a screen reader calls it.
    description
        What it shows, in a sentence or two.

    Returns
    -------
    str
        The element alone, without an XML head; the same figure gives the same text.
    """
    ElementTree.register_namespace("", _SVG)
    root = ElementTree.fromstring(_draw(figure))
    for unwanted in ("metadata", "defs/style", "style"):
        _remove(root, unwanted)
    width, height = (float(root.get(side, "0pt").removesuffix("pt")) for side in ("width", "height"))
    for element in root.iter():
        _shorten(element)
    body = ElementTree.tostring(root, encoding="unicode")
    prefix = "f" + hashlib.sha256(f"{title}{body}".encode()).hexdigest()[:_DIGITS]
    _rename(root, prefix)
    _unwrap(root)
    root.attrib = {
        "viewBox": f"0 0 {width:g} {height:g}",
        "width": f"{width:g}",
        "height": f"{height:g}",
        "style": f"max-width:100%;height:auto;font-family:{_FONTS}",
        "stroke-linejoin": "round",
        "role": "img",
        "aria-labelledby": f"{prefix}-title {prefix}-text" if description else f"{prefix}-title",
    }
    _add_text(root, "desc", f"{prefix}-text", description)
    _add_text(root, "title", f"{prefix}-title", title)
    return ElementTree.tostring(root, encoding="unicode")


def _draw(figure: Figure) -> str:
    """Draw with text as text and ids that do not change."""
    import matplotlib

    written = io.StringIO()
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "rasstruct"}), warnings.catch_warnings():
        # a letter that the font of the drawing lacks is drawn by the font of the page
        warnings.filterwarnings("ignore", message=".*[Gg]lyph.*")
        figure.savefig(
            written, format="svg", metadata={"Date": None, "Creator": None}, facecolor="none", bbox_inches=None
        )
    return written.getvalue()


def _remove(root: ElementTree.Element, path: str) -> None:
    """Take elements out, wherever they are."""
    *_, name = path.split("/")
    for parent in list(root.iter()):
        for child in parent.findall(f"{{{_SVG}}}{name}"):
            parent.remove(child)


def _shorten(element: ElementTree.Element) -> None:
    """Cut decimals that nobody sees, keep the size of a font but not its name, and let ink be the page's colour."""
    for name, value in list(element.attrib.items()):
        if name == "style":
            size = _FONT_SIZE.search(value)
            value = _FONT_FAMILY.sub("", value)
            if size and element.tag.endswith(("text", "tspan")):
                value = f"font-size:{size.group(1)}px;{value}"
            value = value.replace(INK, "currentColor").replace("; ", ";").replace(": ", ":")
        if name != "id":
            element.set(name, _LONG_NUMBER.sub(r"\1", value).replace("\n", " ").strip())


def _rename(root: ElementTree.Element, prefix: str) -> None:
    """Keep the ids that something refers to, under names of this figure."""
    used: dict[str, str] = {}
    for element in root.iter():
        for name, value in list(element.attrib.items()):
            target = value[1:] if name in ("href", _HREF) else None
            for found in (target,) if target else _REFERENCE.findall(value):
                used.setdefault(found, f"{prefix}-{len(used)}")
    for element in root.iter():
        identifier = element.attrib.pop("id", None)
        if identifier in used:
            element.set("id", used[identifier])
        for name, value in list(element.attrib.items()):
            if name in ("href", _HREF):
                del element.attrib[name]
                element.set("href", f"#{used[value[1:]]}")
            elif "url(#" in value:
                element.set(name, _REFERENCE.sub(lambda found: f"url(#{used[found.group(1)]})", value))


def _unwrap(element: ElementTree.Element) -> None:
    """Put what stands in a group that says nothing in the place of the group."""
    element.text = element.text if element.tag.endswith(("text", "tspan")) else None
    for child in list(element):
        _unwrap(child)
        child.tail = "\n"
        if child.tag == f"{{{_SVG}}}g" and not child.attrib:
            place = list(element).index(child)
            element.remove(child)
            for offset, inner in enumerate(child):
                element.insert(place + offset, inner)


def _add_text(root: ElementTree.Element, tag: str, identifier: str, text: str) -> None:
    """Put title or description first."""
    if text:
        element = ElementTree.Element(f"{{{_SVG}}}{tag}", {"id": identifier})
        element.text = "".join(letter if letter.isprintable() else " " for letter in text)
        root.insert(0, element)
