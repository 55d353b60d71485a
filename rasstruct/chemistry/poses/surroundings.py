"""What surrounds a pose, as far as it can be touched?"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from rdkit import Chem

from rasstruct.chemistry.poses.heavy_atoms import heavy_atoms, heavy_coordinates
from rasstruct.reference.pose_limits import get_pose_limit

__all__ = ["CovalentLink", "Surroundings", "WorstClash", "find_worst_clash", "measure_link"]


@dataclasses.dataclass(frozen=True, slots=True)
class CovalentLink:
    """A bond between a molecule and its surroundings: atom index in the molecule, row in the surroundings."""

    atom: int
    row: int


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """Heavy atoms around a pose.

    ``xyz`` are coordinates in Å, shape (n, 3); ``names`` say which atom it is,
    such as ``"Cys12 SG"``; ``is_ion`` marks lone ions, which come nearer than
    atoms do.
    """

    xyz: npt.NDArray[np.floating]
    elements: tuple[str, ...]
    names: tuple[str, ...]
    is_ion: npt.NDArray[np.bool_]
    link: CovalentLink | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class WorstClash:
    """The pair of atoms that comes nearest for its radii."""

    atom: int
    row: int
    distance: float
    allowed: float
    radii: float


def find_worst_clash(mol: Chem.Mol, surroundings: Surroundings) -> WorstClash | None:
    """Find the atom pair whose distance is the smallest share of the sum of its radii.

    Pairs that a covalent bond brings together, the bond itself and the ends of
    the angles at it, are left out.

    Returns
    -------
    WorstClash or None
        `None` when nothing surrounds the pose.
    """
    if not len(surroundings.xyz):
        return None
    atoms = heavy_atoms(mol)
    distances = np.linalg.norm(heavy_coordinates(mol)[:, None] - surroundings.xyz[None].astype(np.float64), axis=2)
    sums = _radii_sums([mol.GetAtomWithIdx(index).GetSymbol() for index in atoms], surroundings)
    shares = np.where(_held_together(mol, atoms, surroundings), np.inf, distances / sums)
    atom, row = np.unravel_index(int(shares.argmin()), shares.shape)
    radii = float(sums[atom, row])
    return WorstClash(
        atom=atoms[int(atom)],
        row=int(row),
        distance=float(distances[atom, row]),
        allowed=get_pose_limit("surroundings clash") * radii,
        radii=radii,
    )


def measure_link(mol: Chem.Mol, surroundings: Surroundings) -> tuple[float, float]:
    """Measure the bond to the surroundings and the sum of its covalent radii, in Å."""
    link = surroundings.link
    if link is None:
        raise ValueError("these surroundings are not bonded to a molecule")
    place = heavy_coordinates(mol)[heavy_atoms(mol).index(link.atom)]
    radii = _covalent_radius(mol.GetAtomWithIdx(link.atom).GetSymbol()) + _covalent_radius(
        surroundings.elements[link.row]
    )
    return float(np.linalg.norm(place - surroundings.xyz[link.row])), radii


def _radii_sums(symbols: list[str], surroundings: Surroundings) -> npt.NDArray[np.float64]:
    """Add up radii: van der Waals, covalent where one partner is an ion."""
    waals = _by_element(symbols, _waals_radius)[:, None] + _by_element(surroundings.elements, _waals_radius)[None]
    covalent = (
        _by_element(symbols, _covalent_radius)[:, None] + _by_element(surroundings.elements, _covalent_radius)[None]
    )
    return np.where(surroundings.is_ion[None], covalent, waals)


def _held_together(mol: Chem.Mol, atoms: tuple[int, ...], surroundings: Surroundings) -> npt.NDArray[np.bool_]:
    """Mark the pairs that are a covalent bond or the ends of an angle at it."""
    held = np.zeros((len(atoms), len(surroundings.xyz)), dtype=bool)
    link = surroundings.link
    if link is not None:
        neighbours = [neighbour.GetIdx() for neighbour in mol.GetAtomWithIdx(link.atom).GetNeighbors()]
        held[[index in neighbours for index in atoms], link.row] = True
        held[atoms.index(link.atom), _bonded_rows(surroundings, link.row)] = True
    return held


def _bonded_rows(surroundings: Surroundings, row: int) -> npt.NDArray[np.bool_]:
    """Mark an atom of the surroundings and those as near to it as a bond is long."""
    distances = np.linalg.norm(surroundings.xyz - surroundings.xyz[row], axis=1)
    radii = _by_element(surroundings.elements, _covalent_radius) + _covalent_radius(surroundings.elements[row])
    return np.asarray(distances <= radii * (1 + get_pose_limit("covalent bond")))


def _by_element(symbols: Sequence[str], radius: Callable[[str], float]) -> npt.NDArray[np.float64]:
    """Look radii up, each element once."""
    found = {symbol: radius(symbol) for symbol in set(symbols)}
    return np.array([found[symbol] for symbol in symbols], dtype=np.float64)


def _waals_radius(symbol: str) -> float:
    """Give the van der Waals radius in Å."""
    return float(Chem.GetPeriodicTable().GetRvdw(symbol))


def _covalent_radius(symbol: str) -> float:
    """Give the covalent radius in Å."""
    return float(Chem.GetPeriodicTable().GetRcovalent(symbol))
