"""Where are the cavities of a set of atoms, whatever program looks for them?

A `Detector` is given atoms and gives back cavities, best first; a cavity is
balls that touch atoms and hold none. What is said of a pocket later follows
from the balls alone, so that one detector can stand in for another.
`find_with_pocketeer` is the one in use: clusters of buried alpha spheres (Le
Guilloux 2009 doi:10.1186/1471-2105-10-168) with the published defaults of
pocketeer. How it was chosen is told in docs/pocket_detection.md.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Cavity", "Detector", "DetectorAtoms", "build_cavity", "compute_ball_volume", "find_with_pocketeer"]

Coordinates = npt.NDArray[np.float64]

#: Å by which a ball that ends in the middle of atoms is drawn in to their surface: van der Waals radius of carbon
#: (Bondi 1964 doi:10.1021/j100785a001)
_ATOM_RADIUS = 1.7
#: Å between the grid points that are counted; 2 % off for a ball of 2 Å
_SPACING = 0.5


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class DetectorAtoms:
    """The heavy atoms that make the walls; ``residue`` is any number that tells the residues apart."""

    xyz: npt.NDArray[Any]
    elements: npt.NDArray[np.bytes_]
    atom_names: npt.NDArray[np.bytes_]
    residue_names: npt.NDArray[np.bytes_]
    residue: npt.NDArray[Any]


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Cavity:
    """Balls whose surfaces go through the centres of wall atoms, made by `build_cavity`.

    ``centres`` (k, 3) and ``radii`` (k,) in Å, ``volume`` in Å³ of the free space
    in the balls, ``score`` as the detector gives it.
    """

    centres: Coordinates
    radii: npt.NDArray[np.float64]
    volume: float
    score: float


#: gives the cavities between atoms, best first
Detector = Callable[[DetectorAtoms], tuple[Cavity, ...]]


def find_with_pocketeer(atoms: DetectorAtoms) -> tuple[Cavity, ...]:
    """Find cavities with pocketeer; the score, 0 to 1, is how much one looks like the sites of known ligands."""
    from biotite.structure import AtomArray
    from pocketeer import find_pockets
    from pocketeer.utils.exceptions import TessellationError

    if not len(atoms.xyz):
        return ()
    array = AtomArray(len(atoms.xyz))
    array.coord = np.asarray(atoms.xyz, dtype=np.float32)
    array.element = np.char.decode(atoms.elements)
    array.atom_name = np.char.decode(atoms.atom_names)
    array.res_name = np.char.decode(atoms.residue_names)
    array.res_id = atoms.residue
    try:
        found = find_pockets(array, ignore_hydrogens=False, ignore_water=False, ignore_hetero=False)
    except TessellationError:  # all atoms in one plane
        return ()
    return tuple(
        build_cavity(pocket.coords, np.array([sphere.radius for sphere in pocket.spheres]), float(pocket.score))
        for pocket in found
    )


def build_cavity(centres: npt.NDArray[Any], radii: npt.NDArray[Any], score: float) -> Cavity:
    """Make a cavity of the balls of a detector, shapes (k, 3) and (k,) in Å, and measure it."""
    centres, radii = centres.astype(np.float64), radii.astype(np.float64)
    return Cavity(centres=centres, radii=radii, volume=compute_ball_volume(centres, radii), score=score)


def compute_ball_volume(centres: Coordinates, radii: npt.NDArray[np.float64]) -> float:
    """Compute the free space in a cavity, in Å³.

    Parameters
    ----------
    centres, radii
        Balls that end in the centres of wall atoms, shapes (k, 3) and (k,), Å.

    Returns
    -------
    float
        Volume of the union of the balls, each drawn in to the surface of the
        atoms; counted on a grid.
    """
    drawn_in = radii - _ATOM_RADIUS
    centres, drawn_in = centres[drawn_in > 0], drawn_in[drawn_in > 0]
    if not len(centres):
        return 0.0
    origin = centres.min(axis=0) - drawn_in.max()
    counts = np.ceil((centres.max(axis=0) + drawn_in.max() - origin) / _SPACING).astype(int) + 1
    inside = np.zeros(tuple(counts), dtype=bool)
    for centre, radius in zip((centres - origin) / _SPACING, drawn_in / _SPACING, strict=True):
        low = np.maximum(np.ceil(centre - radius).astype(int), 0)
        high = np.minimum(np.floor(centre + radius).astype(int) + 1, counts)
        x, y, z = (
            (np.arange(first, last) - middle) ** 2 for first, last, middle in zip(low, high, centre, strict=True)
        )
        block = tuple(slice(first, last) for first, last in zip(low, high, strict=True))
        inside[block] |= x[:, None, None] + y[:, None] + z <= radius**2
    return float(inside.sum() * _SPACING**3)
