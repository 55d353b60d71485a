"""How do prepared molecules become one picture, as SVG or PNG?

Colours tell the warhead (orange) from a highlighted substructure (blue); both
belong to the Okabe–Ito palette, which colour-blind readers can tell apart, and
the description of an SVG says in words what is marked. On a transparent
background every colour is a mid-tone that is legible on white and on black.
"""

from __future__ import annotations

import dataclasses
import html
import math
import unicodedata
from collections.abc import Sequence
from typing import Any, Literal

from rdkit import Chem
from rdkit.Chem.Draw import rdMolDraw2D

from rasstruct._base.errors import MoleculeError

__all__ = ["Background", "ImageFormat", "Panel", "draw_panels", "keep_printable", "set_style", "spell_out"]

ImageFormat = Literal["svg", "png"]
Background = Literal["white", "transparent"]

#: line and legend, then atomic number -> colour of its label; at least 4.5:1 on white
ON_WHITE = {0: "#000000", 6: "#000000", 7: "#1A45F3", 8: "#B81A1A", 9: "#006960", 15: "#954804", 16: "#6E5C00"}
ON_WHITE |= {17: "#0C6D1C", 35: "#924924", 53: "#902CB2"}
#: the same at relative luminance 0.18: 4.5:1 on white and on black
ON_ANY = {0: "#767676", 6: "#767676", 7: "#4669F5", 8: "#E12C2C", 9: "#008479", 15: "#BC5A05", 16: "#8B7400"}
ON_ANY |= {17: "#0F8923", 35: "#B85C2E", 53: "#AE46D1"}
WARHEAD = {"white": "#E69F00", "transparent": "#9E6C00"}  # orange of Okabe and Ito, and its mid-tone
SUBSTRUCTURE = {"white": "#56B4E9", "transparent": "#0A7BBD"}  # sky blue of Okabe and Ito, and its mid-tone

_SCALE = 22.0  # pixels per unit of the layout, at most; a bond is 1.5 units long
_LEGEND_HEIGHT = 26  # pixels
_LEGEND_SIZE = 14  # pixels
_SMALLEST_LEGEND = 9  # pixels
_WIDTH_OF_LETTER = 0.58  # of the font size, on average
_LARGEST_SIDE = 10_000  # pixels


@dataclasses.dataclass(frozen=True, slots=True)
class Panel:
    """A molecule that is ready to draw, and what is marked in it."""

    molecule: Chem.Mol
    legend: str
    warhead_names: tuple[str, ...]
    warhead_atoms: frozenset[int]
    highlighted: frozenset[int]

    def describe(self) -> str:
        """Say in words what the picture shows."""
        parts = [self.legend or Chem.MolToSmiles(self.molecule)]
        if self.warhead_atoms:
            parts.append(f"warhead {' and '.join(self.warhead_names)} marked in orange")
        if self.highlighted:
            parts.append("substructure marked in blue")
        return ", ".join(parts)


def draw_panels(
    panels: Sequence[Panel],
    columns: int,
    cell_size: tuple[int, int],
    image_format: str,
    background: str,
    name: str,
) -> str | bytes:
    """Draw panels in rows."""
    if image_format not in ("svg", "png") or background not in WARHEAD:
        raise MoleculeError(
            f"found image format {image_format!r} on background {background!r}, "
            "expected 'svg' or 'png' on 'white' or 'transparent'; choose from these"
        )
    (cell_width, cell_height), n_rows = cell_size, math.ceil(len(panels) / columns)
    width, height = cell_width * columns, cell_height * n_rows
    if min(cell_size) < 2 * _LEGEND_HEIGHT or max(width, height) > _LARGEST_SIDE:
        raise MoleculeError(
            f"found a picture of {width} × {height} pixels with cells of {cell_width} × {cell_height}, "
            f"expected cells of at least {2 * _LEGEND_HEIGHT} and at most {_LARGEST_SIDE} pixels in all; "
            "choose another size"
        )
    is_svg = image_format == "svg"
    room = _LEGEND_HEIGHT if is_svg and any(panel.legend for panel in panels) else 0
    canvas = rdMolDraw2D.MolDraw2DSVG if is_svg else rdMolDraw2D.MolDraw2DCairo
    drawer: Any = canvas(width, height, cell_width, cell_height - room)
    set_style(drawer.drawOptions(), background)
    for position, panel in enumerate(panels):
        row, place = divmod(position, columns)
        drawer.SetOffset(place * cell_width, row * cell_height)
        _draw_panel(drawer, panel, background, "" if is_svg else spell_out(panel.legend))
        drawer.drawOptions().clearBackground = False
    drawer.FinishDrawing()
    if not is_svg:
        return bytes(drawer.GetDrawingText())
    colour = _palette(background)[0]
    texts = [
        _legend_element(panel.legend, position % columns, position // columns, cell_size, colour)
        for position, panel in enumerate(panels)
        if panel.legend
    ]
    return _finish_svg(drawer.GetDrawingText(), texts, name, "; ".join(panel.describe() for panel in panels))


def _palette(background: str) -> dict[int, str]:
    """Give the colours of lines and labels."""
    return ON_WHITE if background == "white" else ON_ANY


def set_style(options: Any, background: str) -> None:
    """Set colours and line widths."""
    palette = {number: _to_rgb(colour) for number, colour in _palette(background).items()}
    options.setAtomPalette({-1: palette[0], **palette})
    options.setSymbolColour(palette[0])
    options.setLegendColour(palette[0])
    options.setAtomNoteColour(palette[0])
    options.clearBackground = background == "white"
    if background != "white":
        options.setBackgroundColour((1.0, 1.0, 1.0, 0.0))
        options.continuousHighlight = False
        options.scaleHighlightBondWidth = False
    options.fixedBondLength = _SCALE
    options.legendFontSize = _LEGEND_SIZE
    options.annotationFontScale = 0.6
    options.highlightBondWidthMultiplier = 16 if background == "white" else 5
    options.highlightRadius = 0.32


def _draw_panel(drawer: Any, panel: Panel, background: str, legend: str) -> None:
    """Draw one molecule where the drawer stands; what is warhead and substructure at once is drawn as warhead."""
    colour_of = dict.fromkeys(panel.highlighted, _to_rgb(SUBSTRUCTURE[background]))
    colour_of |= dict.fromkeys(panel.warhead_atoms, _to_rgb(WARHEAD[background]))
    bonds = {}
    for bond in panel.molecule.GetBonds():
        ends = _ends(bond)
        for marked, colours in ((panel.highlighted, SUBSTRUCTURE), (panel.warhead_atoms, WARHEAD)):
            if ends <= marked:
                bonds[bond.GetIdx()] = _to_rgb(colours[background])
    marked_ends = {end for bond in bonds for end in _ends(panel.molecule.GetBondWithIdx(bond))}
    drawer.drawOptions().circleAtoms = background == "white" or not colour_of.keys() <= marked_ends
    drawer.DrawMolecule(
        rdMolDraw2D.PrepareMolForDrawing(panel.molecule),
        highlightAtoms=list(colour_of),
        highlightAtomColors=colour_of,
        highlightBonds=list(bonds),
        highlightBondColors=bonds,
        legend=legend,
    )


def _ends(bond: Chem.Bond) -> set[int]:
    """Give the atoms of a bond."""
    return {bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()}


def _legend_element(legend: str, column: int, row: int, cell_size: tuple[int, int], colour: str) -> str:
    """Write a legend below its molecule: smaller when it is long, cut when it would be too small to read."""
    width, height = cell_size
    fitting = width / (_WIDTH_OF_LETTER * len(legend))
    font_size = max(min(_LEGEND_SIZE, fitting), _SMALLEST_LEGEND)
    n_letters = int(width / (_WIDTH_OF_LETTER * font_size))
    shown = legend if len(legend) <= n_letters else legend[: n_letters - 1] + "…"
    return (
        f'<text x="{(column + 0.5) * width:.1f}" y="{(row + 1) * height - _LEGEND_HEIGHT / 2:.1f}" '
        f'font-family="sans-serif" font-size="{font_size:.1f}" text-anchor="middle" dominant-baseline="middle" '
        f'fill="{colour}">{html.escape(shown)}</text>'
    )


def _finish_svg(drawing: str, texts: Sequence[str], name: str, description: str) -> str:
    """Name the picture for readers who do not see it, add the legends and drop the header of a file of its own."""
    opening, mark, body = drawing[drawing.index("<svg") :].partition(">")
    accessible = f"<title>{html.escape(keep_printable(name))}</title><desc>{html.escape(description)}</desc>"
    content = body[: body.rindex("</svg>")]
    return f'{opening} role="img"{mark}\n{accessible}{content}{chr(10).join(texts)}\n</svg>\n'


def keep_printable(text: str) -> str:
    """Replace line ends and control characters, which XML does not allow, by spaces."""
    return "".join(letter if letter.isprintable() else " " for letter in text).strip()


def spell_out(text: str) -> str:
    """Replace letters that the built-in font lacks: α by alpha, Å by A, ² by 2."""
    spelled = []
    for letter in text:
        if letter.isascii():
            spelled.append(letter)
        elif (official := unicodedata.name(letter, "")).startswith("GREEK"):
            spelled.append(official.split()[-1].lower())
        else:
            plain = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
            spelled.append(plain or "?")
    return "".join(spelled)


def _to_rgb(colour: str) -> tuple[float, float, float]:
    """Turn ``#rrggbb`` into the parts that RDKit takes."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue
