"""How is the ligand in the middle of an interaction map drawn, and where are its atoms?

A small molecule is RDKit's drawing; a peptide is a ring of beads, one a
residue, closed where its ends are bonded, because its atoms would cover each other; a molecule whose bond orders
are not known is its name.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rasstruct._base.errors import MoleculeError, RasStructWarning
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.structure.neighbours import nearest_distances
from rasstruct.view.templates import render

__all__ = ["MapDrawing", "draw_bound"]

_BEAD, _LEAST_RADIUS = 46.0, 60.0
#: longest bond between heavy atoms in Å
_LONGEST_BOND = 2.0


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """The inside of a picture; ``places`` of what can be pointed at, by name, relative to its middle."""

    body: str
    width: float
    height: float
    places: Mapping[str, tuple[float, float]]

    def find(self, names: Sequence[str]) -> tuple[float, float]:
        """Give the middle of some atoms; that of the picture when none of them is drawn."""
        found = [self.places[key] for name in names for key in (name, name.partition(" ")[0]) if key in self.places]
        if not found:
            return 0.0, 0.0
        return sum(x for x, _ in found) / len(found), sum(y for _, y in found) / len(found)


def draw_bound(chain: AnnotatedChain, bound: BoundLigand) -> MapDrawing:
    """Draw a bound molecule."""
    if bound.het_code is None:
        return _draw_beads(_name_residues(chain, bound), is_closed=_is_closed(chain, bound))
    from rasstruct.analysis.ligand_molecule import build_ligand
    from rasstruct.chemistry.drawing.placed import draw_placed

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RasStructWarning)
        try:
            molecule = build_ligand(chain, bound).molecule
        except MoleculeError:
            return _draw_beads([bound.label])
    drawing = draw_placed(molecule)
    names = [atom.GetProp("atom_name").strip() for atom in molecule.GetAtoms()]
    places = {
        name: (x - drawing.width / 2, y - drawing.height / 2)
        for name, (x, y) in zip(names, drawing.places, strict=True)
    }
    return MapDrawing(drawing.body, drawing.width, drawing.height, places)


def _name_residues(chain: AnnotatedChain, bound: BoundLigand) -> list[str]:
    """Name the residues of a peptide as its interactions do."""
    topology = chain.structure.topology
    return [f"{topology.name_of(residue)}{topology.residue_key(residue).number}" for residue in bound.residues]


def _is_closed(chain: AnnotatedChain, bound: BoundLigand) -> bool:
    """Say whether the last residue of a peptide is bonded to the first."""
    topology, xyz = chain.structure.topology, chain.structure.xyz[0]
    ends = (topology.heavy_rows((bound.residues[0],)), topology.heavy_rows((bound.residues[-1],)))
    first, last = (xyz[rows] for rows in ends)
    return len(bound.residues) > 2 and bool(nearest_distances(first, last).min() <= _LONGEST_BOND)


def _draw_beads(names: Sequence[str], *, is_closed: bool = False) -> MapDrawing:
    """Draw residues as beads on a ring, the first at the top, clockwise."""
    radius = 0.0 if len(names) == 1 else max(_LEAST_RADIUS, len(names) * _BEAD * 1.15 / (2 * math.pi))
    turn = [2 * math.pi * index / len(names) - math.pi / 2 for index in range(len(names))]
    places = {
        name: (radius * math.cos(angle), radius * math.sin(angle)) for name, angle in zip(names, turn, strict=True)
    }
    side = 2 * radius + _BEAD
    beads = [{"name": name, "x": x + side / 2, "y": y + side / 2} for name, (x, y) in places.items()]
    return MapDrawing(render("beads.svg", beads=beads, radius=_BEAD / 2 - 2, is_closed=is_closed), side, side, places)
