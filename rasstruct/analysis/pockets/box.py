"""Which region of space is a pocket measured in, the same one in every structure?

All boxes lie in the frame of one bundled structure, `REFERENCE`, in which the
switch-II pocket is open. The box of a named pocket is the convex hull of the
heavy atoms of its lining residues there; that of a ligand are the points near
its atoms. A structure is laid on the frame by the CA atoms of the residues that
move least (region "superposition core", scheme ``parker2022``).
"""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from rasstruct.reference.data_files import find_bundled_structure
from rasstruct.reference.pockets import get_pocket
from rasstruct.reference.regions import find_region
from rasstruct.structure.atom_map import map_atoms
from rasstruct.structure.model import Structure
from rasstruct.structure.neighbours import find_near
from rasstruct.structure.numbering import ChainNumbering, number_chains
from rasstruct.structure.read import read_structure
from rasstruct.structure.superposition import Superposition, superpose

__all__ = [
    "REACH",
    "REFERENCE",
    "RIM",
    "SPACING",
    "PocketBox",
    "complete_sizes",
    "find_reaching_residues",
    "ligand_box",
    "map_core",
    "named_box",
    "place_on_reference",
    "spread_directions",
]

Coordinates = npt.NDArray[np.float64]

#: bundled structure whose frame and lining atoms the boxes rest on: KRAS4B with an inhibitor in the switch-II pocket
REFERENCE = "8AZR"
#: Å between grid points
SPACING = 0.75
#: Å around the box in which a way out of the pocket may lead
RIM = 4.0
#: Å that a ray goes to meet a wall
REACH = 8.0
#: Å around the atoms of a ligand that are its box: an atom in contact, and the probe beside it
_LIGAND_MARGIN = 3.0
#: lining residues that span a box; three markers span none
_LEAST_RESIDUES = 5
#: definition of a pocket that has a box; an interface is flat
_SPANNING = "lining"
#: grid points beyond, so that no atom that matters is cut by the rim of the grid
_SPARE = 8
#: share of the CA atoms of the core that must be there
_LEAST_CORE = 0.5


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class PocketBox:
    """Grid points of one pocket in the reference frame.

    Point (i, j, k) lies at ``origin + SPACING * (i, j, k)``; ``region`` marks
    those that belong to the pocket. Around them the grid goes on for `margin` points, more than `REACH` and `RIM`.
    """

    origin: Coordinates
    region: npt.NDArray[np.bool_]
    margin: int

    @property
    def volume(self) -> float:
        """Volume of the region in Å³, what fills it included."""
        return float(self.region.sum() * SPACING**3)


@cache
def named_box(name: str) -> PocketBox | None:
    """Give the box of a named pocket, `None` for an interface or too few lining residues.

    Raises
    ------
    LookupFailedError
        When there is no pocket of that name.
    """
    from scipy.spatial import ConvexHull

    pocket = get_pocket(name)
    if pocket.definition != _SPANNING or len(pocket.residues) < _LEAST_RESIDUES:
        return None
    structure, numbering = _reference()
    residues = [numbering.residue_at(number) for number in pocket.residues]
    rows = structure.topology.heavy_rows(tuple(residue for residue in residues if residue is not None))
    corners = structure.xyz[0][rows].astype(np.float64)
    faces = ConvexHull(corners).equations
    origin, points = _grid_around(corners, 0.0)
    return _pad(origin, (points @ faces[:, :3].T + faces[:, 3] <= 0.0).all(axis=-1))


def ligand_box(atoms: Coordinates) -> PocketBox:
    """Make the box of a ligand from its heavy atoms in the reference frame, shape (n, 3)."""
    origin, points = _grid_around(atoms, _LIGAND_MARGIN)
    near, _ = find_near(atoms, points.reshape(-1, 3), _LIGAND_MARGIN)
    inside = np.zeros(points.shape[:-1], dtype=bool)
    inside.ravel()[near] = True
    return _pad(origin, inside)


def map_core(structure: Structure, numbering: ChainNumbering) -> npt.NDArray[np.int64] | None:
    """Give the CA rows of the core, -1 where there is none; `None` when too few are there to place a chain."""
    rows = _core_rows(structure, numbering)
    return rows if (rows >= 0).mean() >= _LEAST_CORE else None


def place_on_reference(xyz: npt.NDArray[Any], core: npt.NDArray[np.int64]) -> Superposition:
    """Lay coordinates of shape (..., n, 3) on the reference frame by the rows of `map_core`."""
    there = core >= 0
    structure, numbering = _reference()
    target = structure.xyz[0][_core_rows(structure, numbering)]
    return superpose(xyz[..., core[there], :], target[there])


def find_reaching_residues(box: PocketBox) -> tuple[int, ...]:
    """Give the UniProt numbers of the residues that reach into a box in the reference structure."""
    structure, numbering = _reference()
    points = box.origin + SPACING * np.argwhere(box.region)
    rows = structure.topology.heavy_rows(tuple(numbering.residues.tolist()))
    near, _ = find_near(points, structure.xyz[0][rows], SPACING)
    residues = set(structure.topology.residue_index[rows[near]].tolist())
    pairs = zip(numbering.residues.tolist(), numbering.uniprot_numbers.tolist(), strict=True)
    return tuple(number for residue, number in pairs if residue in residues and number > 0)


@cache
def complete_sizes() -> dict[int, int]:
    """Give the number of heavy atoms of each amino acid of the reference structure, by letter code."""
    structure, numbering = _reference()
    topology = structure.topology
    sizes: dict[int, int] = {}
    for residue in numbering.residues[1:-1].tolist():
        letter = int(topology.letter[residue])
        sizes[letter] = max(sizes.get(letter, 0), len(topology.heavy_rows((residue,))))
    return sizes


@cache
def spread_directions(count: int) -> Coordinates:
    """Give directions spread evenly over the sphere (Fibonacci lattice), shape (count, 3)."""
    steps = np.arange(count) + 0.5
    height, turn = 1 - 2 * steps / count, np.pi * (1 + np.sqrt(5)) * steps
    radius = np.sqrt(1 - height**2)
    return np.stack([radius * np.cos(turn), radius * np.sin(turn), height], axis=1)


@cache
def _reference() -> tuple[Structure, ChainNumbering]:
    """Read the reference structure once."""
    structure = read_structure(find_bundled_structure(REFERENCE))
    return structure, number_chains(structure)[0]


def _core_rows(structure: Structure, numbering: ChainNumbering) -> npt.NDArray[np.int64]:
    """Give the CA rows of the residues that move least, -1 where there is none."""
    numbers = np.array(find_region("superposition core", "parker2022").residues)
    return np.asarray(map_atoms(structure.topology, numbering, ("CA",))[numbers - 1, 0])


def _grid_around(points: Coordinates, margin: float) -> tuple[Coordinates, Coordinates]:
    """Give the first point and all points, shape (x, y, z, 3), of a grid that holds the given points."""
    first = np.floor((points.min(axis=0) - margin) / SPACING) * SPACING
    counts = np.ceil((points.max(axis=0) + margin - first) / SPACING).astype(int) + 1
    steps = np.stack(np.meshgrid(*(np.arange(count) for count in counts), indexing="ij"), axis=-1)
    return first, first + SPACING * steps


def _pad(origin: Coordinates, inside: npt.NDArray[np.bool_]) -> PocketBox:
    """Widen a grid by the reach of the rays, from its rim as well."""
    margin = int(np.ceil((REACH + RIM) / SPACING)) + _SPARE
    region = np.pad(inside, margin)
    region.setflags(write=False)
    return PocketBox(origin - margin * SPACING, region, margin)
