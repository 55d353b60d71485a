"""Which molecules and side chains stand in a scene as sticks, and which are named?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.view.palette import ELEMENT_COLOURS, LIGAND_CARBON, NUCLEOTIDE_CARBON
from rasstruct.view.scene import LegendEntry, Point, SceneLabel, SceneModel, SceneStyle
from rasstruct.view.shown_atoms import Rows, ShownAtoms

__all__ = ["add_picture", "draw_molecule", "draw_residue", "label_residue", "name_molecule"]

_INHIBITOR, _NUCLEOTIDE = "inhibitor", "nucleotide"
_LIGAND_RADIUS, _THIN_RADIUS, _ION_RADIUS, _WATER_RADIUS = 0.22, 0.13, 0.75, 0.3
#: longest bond between heavy atoms in Å, for a picture without viewer
_LONGEST_BOND = 1.95
#: CA atoms of neighbours are no farther apart in Å
_MAX_CA_STEP = 4.5


def draw_molecule(shown: ShownAtoms, ligand: BoundLigand, carbon: str | None = None) -> Iterator[SceneStyle]:
    """Draw a bound molecule: an ion as a sphere, an inhibitor as thick sticks, others as thin ones."""
    chosen = shown.select(ligand.atom_rows)
    if len(ligand.atom_rows) == 1:
        yield SceneStyle(chosen, "sphere", _colour_ion(shown.chain, ligand), radius=_ION_RADIUS)
        return
    is_inhibitor = ligand.role == _INHIBITOR
    colour = carbon or (LIGAND_CARBON if is_inhibitor else NUCLEOTIDE_CARBON)
    radius = _LIGAND_RADIUS if is_inhibitor or ligand.role == _NUCLEOTIDE else _THIN_RADIUS
    yield SceneStyle(chosen, "stick", colour, by_element=True, radius=radius)


def draw_residue(shown: ShownAtoms, residue: int, colour: str) -> Iterator[SceneStyle]:
    """Draw a residue as thin sticks, a water as a small sphere."""
    rows = shown.rows_of([residue])
    if len(rows) == 1:
        yield SceneStyle(shown.select(rows), "sphere", ELEMENT_COLOURS["O"], radius=_WATER_RADIUS)
    elif len(rows):
        yield SceneStyle(shown.select(rows), "stick", colour, by_element=True, radius=_THIN_RADIUS)


def label_residue(shown: ShownAtoms, residue: int, text: str, colour: str) -> SceneLabel:
    """Write a label at the tip of a side chain."""
    rows = shown.rows_of([residue])
    return SceneLabel(text, shown.place(rows[-2:] if len(rows) > 4 else rows), colour)


def name_molecule(chain: AnnotatedChain, ligand: BoundLigand) -> LegendEntry:
    """Name a molecule in the legend."""
    is_named = ligand.name and ligand.het_code and ligand.name != ligand.het_code
    name = f"{ligand.name} ({ligand.het_code})" if is_named else ligand.label
    if ligand.role == _INHIBITOR:
        mode = f", {ligand.binding_mode}" if ligand.binding_mode else ""
        return LegendEntry(LIGAND_CARBON, f"inhibitor: {name}{mode}", "stick")
    if len(ligand.atom_rows) == 1:
        return LegendEntry(_colour_ion(chain, ligand), f"{ligand.role}: {name}", "sphere")
    return LegendEntry(NUCLEOTIDE_CARBON, f"{ligand.role}: {name}", "stick")


def add_picture(shown: ShownAtoms, name: str, styles: Iterable[SceneStyle]) -> SceneModel:
    """Make the model of a scene, with traces and bonds for a picture without viewer."""
    drawn = tuple(styles)
    topology = shown.chain.structure.topology
    ribbon = np.full(topology.n_atoms + 1, None, dtype=object)
    stick = ribbon.copy()
    for style in drawn:
        for first, last in style.selection.serials:
            target = ribbon if style.kind == "cartoon" else stick if style.kind == "stick" else None
            if target is not None:
                target[first : last + 1] = style.colour
    return SceneModel(
        name,
        shown.text,
        drawn,
        tuple(_trace(shown, ribbon)),
        tuple(_bonds(shown, stick)),
    )


def _colour_ion(chain: AnnotatedChain, ion: BoundLigand) -> str:
    """Give the colour of a molecule of one atom."""
    return _tone(chain.structure.topology.element[ion.atom_rows[0]].decode().upper(), NUCLEOTIDE_CARBON)


def _trace(shown: ShownAtoms, colours: np.ndarray) -> Iterator[tuple[tuple[Point, str], ...]]:
    """Give the places of CA atoms, one run an unbroken stretch."""
    rows = shown.chain.structure.topology.backbone[1]
    rows = rows[(rows >= 0)]
    rows = rows[shown.serial[rows] > 0]
    run: list[tuple[Point, str]] = []
    for row in rows.tolist():
        colour = colours[shown.serial[row]]
        if colour is None:
            continue
        place = shown.place([row])
        if run and float(np.linalg.norm(np.subtract(run[-1][0], place))) > _MAX_CA_STEP:
            yield tuple(run)
            run = []
        run.append((place, colour))
    if run:
        yield tuple(run)


def _bonds(shown: ShownAtoms, colours: np.ndarray) -> Iterator[tuple[Point, Point, str, str]]:
    """Give the bonds between atoms drawn as sticks, by distance, with the colours of their halves."""
    topology = shown.chain.structure.topology
    rows: Rows = np.array(
        [row for row in np.flatnonzero(shown.serial).tolist() if colours[shown.serial[row]]], dtype=int
    )
    if not len(rows):
        return
    apart = np.linalg.norm(shown.xyz[rows][:, None] - shown.xyz[rows][None], axis=2)
    tones = [_tone(topology.element[row].decode().upper(), colours[shown.serial[row]]) for row in rows.tolist()]
    for first, second in np.argwhere(np.triu(apart <= _LONGEST_BOND, 1)).tolist():
        yield shown.place([rows[first]]), shown.place([rows[second]]), tones[first], tones[second]


def _tone(element: str, carbon: str) -> str:
    """Give the colour of an atom drawn by element."""
    return ELEMENT_COLOURS.get(element, carbon)
