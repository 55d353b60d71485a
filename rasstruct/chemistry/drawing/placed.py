"""How is a molecule drawn so that others can point at its atoms?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rdkit import Chem, rdBase
from rdkit.Chem.Draw import rdMolDraw2D

from rasstruct.chemistry.drawing.canvas import set_style
from rasstruct.chemistry.drawing.layout import lay_out

__all__ = ["PlacedDrawing", "draw_placed"]

_BACKGROUND = "transparent"


@dataclass(frozen=True, slots=True)
class PlacedDrawing:
    """The inside of an SVG picture, its size in pixels, and where each atom lies in it.

    ``places`` are x to the right and y down, in the order of the molecule's atoms.
    """

    body: str
    width: float
    height: float
    places: tuple[tuple[float, float], ...]


def draw_placed(given: Chem.Mol) -> PlacedDrawing:
    """Draw a molecule as large as it needs, on a transparent background.

    Parameters
    ----------
    given
        Molecule of heavy atoms; it is not changed.

    Examples
    --------
    >>> drawing = draw_placed(Chem.MolFromSmiles("CCO"))
    >>> len(drawing.places), "<svg" in drawing.body
    (3, False)
    """
    molecule = Chem.Mol(given)
    molecule.RemoveAllConformers()
    with rdBase.BlockLogs():
        lay_out(molecule)
        prepared = rdMolDraw2D.PrepareMolForDrawing(molecule, addChiralHs=False)
    drawer: Any = rdMolDraw2D.MolDraw2DSVG(-1, -1)
    set_style(drawer.drawOptions(), _BACKGROUND)
    drawer.DrawMolecule(prepared)
    places = tuple((point.x, point.y) for point in map(drawer.GetDrawCoords, range(molecule.GetNumAtoms())))
    drawer.FinishDrawing()
    text = str(drawer.GetDrawingText())
    _, _, body = text[text.index("<svg") :].partition(">")
    body = body[: body.rindex("</svg>")]
    return PlacedDrawing(body.replace("<!-- END OF HEADER -->", ""), drawer.Width(), drawer.Height(), places)
