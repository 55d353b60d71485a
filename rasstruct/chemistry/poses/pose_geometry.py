"""How far is the geometry of a pose from what its bonds allow?

Lengths and angles are compared with the bounds that distance geometry derives
from the bonding (RDKit), flat groups with the plane through them; heavy atoms
only. The limits are those of PoseBusters (Buttenschoen 2024 Chem Sci
doi:10.1039/D3SC04185A). Angles are judged by the distance of their ends.
"""

from __future__ import annotations

import dataclasses

import numpy as np
import numpy.typing as npt
from rdkit import Chem
from rdkit.Chem import rdDistGeom

from rasstruct.reference.pose_limits import get_pose_limit

__all__ = [
    "Deviation",
    "distance_bounds",
    "worst_angle",
    "worst_bond",
    "worst_contact",
    "worst_double_bond",
    "worst_ring",
]

Coordinates = npt.NDArray[np.float64]


@dataclasses.dataclass(frozen=True, slots=True)
class Deviation:
    """The atoms that deviate most: measured value and nearest limit in Å, and whether it is kept."""

    atoms: tuple[int, ...]
    value: float
    limit: float
    is_within: bool


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """Pairs of atoms with their distances and bounds in Å, and the atoms that name each."""

    atoms: list[tuple[int, ...]]
    distances: Coordinates
    lower: Coordinates
    upper: Coordinates


def distance_bounds(mol: Chem.Mol) -> Coordinates:
    """Give the bounds in Å of all distances: upper ones above the diagonal, lower ones below it, shape (n, n).

    Parameters
    ----------
    mol
        A sane molecule without hydrogens, as all functions here take it.
    """
    bounds = rdDistGeom.GetMoleculeBoundsMatrix(mol, set15bounds=True, scaleVDW=True, doTriangleSmoothing=True)
    return np.asarray(bounds, dtype=np.float64)


def worst_bond(mol: Chem.Mol, bounds: Coordinates) -> Deviation | None:
    """Find the bond that is farthest outside its bounds, or nearest to them; `None` without bonds."""
    share = get_pose_limit("bond length")
    pairs = _measure(mol, bounds, [(bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()) for bond in mol.GetBonds()])
    return _worst(pairs, pairs.lower * (1 - share), pairs.upper * (1 + share))


def worst_angle(mol: Chem.Mol, bounds: Coordinates) -> Deviation | None:
    """Find the angle whose ends are farthest outside their bounds, or nearest to them; `None` without angles."""
    share = get_pose_limit("bond angle")
    pairs = _measure(mol, bounds, _angles(mol))
    return _worst(pairs, pairs.lower * (1 - share), pairs.upper * (1 + share))


def worst_contact(mol: Chem.Mol, bounds: Coordinates) -> Deviation | None:
    """Find the two atoms, neither bonded nor ends of an angle, that are nearest for their bounds."""
    share = get_pose_limit("internal clash")
    topological = np.asarray(Chem.GetDistanceMatrix(mol))
    first, second = np.nonzero(np.triu(topological > 2))
    pairs = _measure(mol, bounds, list(zip(first.tolist(), second.tolist(), strict=True)))
    return _worst(pairs, pairs.lower * share, np.full(len(pairs.atoms), np.inf))


def worst_ring(mol: Chem.Mol) -> Deviation | None:
    """Find the aromatic ring that is least flat; `None` without aromatic rings."""
    rings = [
        tuple(ring)
        for ring in mol.GetRingInfo().AtomRings()
        if all(mol.GetAtomWithIdx(i).GetIsAromatic() for i in ring)
    ]
    return _least_flat(mol, rings, get_pose_limit("flat aromatic ring"))


def worst_double_bond(mol: Chem.Mol) -> Deviation | None:
    """Find the non-aromatic C=C bond that is least flat with its neighbours; `None` where no bond could be bent."""
    groups = []
    for bond in mol.GetBonds():
        ends = (bond.GetBeginAtom(), bond.GetEndAtom())
        if bond.GetBondType() == Chem.BondType.DOUBLE and all(_is_planar_carbon(end) for end in ends):
            group = dict.fromkeys(atom.GetIdx() for end in ends for atom in (end, *end.GetNeighbors()))
            groups.append(tuple(group))
    return _least_flat(mol, [group for group in groups if len(group) > 3], get_pose_limit("flat double bond"))


def _is_planar_carbon(atom: Chem.Atom) -> bool:
    """Say whether an atom is a trigonal carbon outside aromatic rings."""
    return bool(
        atom.GetSymbol() == "C" and not atom.GetIsAromatic() and atom.GetHybridization() == Chem.HybridizationType.SP2
    )


def _angles(mol: Chem.Mol) -> list[tuple[int, ...]]:
    """List the angles as first end, middle, other end; ends that are bonded, as in three-rings, are left out."""
    found: list[tuple[int, ...]] = []
    for middle in mol.GetAtoms():
        ends = sorted(neighbour.GetIdx() for neighbour in middle.GetNeighbors())
        found.extend(
            (first, middle.GetIdx(), second)
            for index, first in enumerate(ends)
            for second in ends[index + 1 :]
            if mol.GetBondBetweenAtoms(first, second) is None
        )
    return found


def _measure(mol: Chem.Mol, bounds: Coordinates, atoms: list[tuple[int, ...]]) -> _Pairs:
    """Measure the first and the last atom of each group, and look their bounds up."""
    ends = np.array([sorted((group[0], group[-1])) for group in atoms], dtype=np.int64).reshape(-1, 2)
    low, high = ends[:, 0], ends[:, 1]
    xyz = mol.GetConformer().GetPositions()
    return _Pairs(
        atoms=atoms,
        distances=np.linalg.norm(xyz[low] - xyz[high], axis=1),
        lower=bounds[high, low],
        upper=bounds[low, high],
    )


def _worst(pairs: _Pairs, lowest: Coordinates, highest: Coordinates) -> Deviation | None:
    """Take the pair that is farthest outside its limits relative to them, or least inside."""
    if not pairs.atoms:
        return None
    below, above = lowest / np.maximum(pairs.distances, 1e-9), pairs.distances / highest
    worst = int(np.maximum(below, above).argmax())
    limit = lowest[worst] if below[worst] >= above[worst] else highest[worst]
    return Deviation(
        atoms=pairs.atoms[worst],
        value=float(pairs.distances[worst]),
        limit=float(limit),
        is_within=bool(lowest[worst] <= pairs.distances[worst] <= highest[worst]),
    )


def _least_flat(mol: Chem.Mol, groups: list[tuple[int, ...]], limit: float) -> Deviation | None:
    """Take the group whose farthest atom is farthest from the plane through the group."""
    if not groups:
        return None
    xyz = mol.GetConformer().GetPositions()
    heights = [_height(xyz[list(group)]) for group in groups]
    worst = int(np.argmax(heights))
    return Deviation(atoms=groups[worst], value=heights[worst], limit=limit, is_within=heights[worst] <= limit)


def _height(xyz: Coordinates) -> float:
    """Give the distance in Å of the farthest point from the plane through some points."""
    centred = xyz - xyz.mean(axis=0)
    normal = np.linalg.svd(centred)[2][-1]
    return float(np.abs(centred @ normal).max())
