"""The room in a pocket by random points and exact geometry: no grid, no rays in common with the package.

Points are drawn in the convex hull of the lining atoms; one is free when a probe of 1.4 Å overlaps no wall, and
enclosed when 65 % of random directions meet a sphere of the walls within 8 Å. The largest cluster of points linked
within 0.75 Å is swept by the probe, and the swept volume is the share of random points of its cuboid.
"""

from __future__ import annotations

import gemmi
import numpy as np
import numpy.typing as npt
from scipy.sparse.csgraph import connected_components
from scipy.spatial import ConvexHull, cKDTree

PROBE, REACH, SHARE, LINK = 1.4, 8.0, 0.65, 0.75
Array = npt.NDArray[np.float64]


def read_walls(pdb_text: str, lining: tuple[int, ...], left_out: frozenset[str]) -> tuple[Array, Array, Array]:
    """Read walls, their radii and the lining atoms of chain A with gemmi."""
    chain = gemmi.read_pdb_string(pdb_text)[0]["A"]
    atoms = [
        (residue, atom)
        for residue in chain
        for atom in residue
        if residue.name not in left_out and not atom.element.is_hydrogen and atom.altloc in ("\0", "A")
    ]
    walls = np.array([atom.pos.tolist() for _, atom in atoms])
    radii = np.array([atom.element.vdw_r for _, atom in atoms])
    is_lining = [residue.seqid.num in lining for residue, _ in atoms]
    is_protein = [residue.het_flag == "A" for residue, _ in atoms]
    return walls, radii, walls[np.array(is_lining) & np.array(is_protein)]


def draw_room(walls: Array, radii: Array, lining: Array, *, seed: int, density: float = 12.0) -> tuple[float, float]:
    """Give volume in Å³ and mean enclosure of the room."""
    random = np.random.default_rng(seed)
    low, high = lining.min(axis=0), lining.max(axis=0)
    hull = ConvexHull(lining).equations
    points = random.uniform(low, high, (int(np.prod(high - low) * density), 3))
    points = points[(points @ hull[:, :3].T + hull[:, 3] <= 0).all(axis=1)]
    near = ((walls > low - 12) & (walls < high + 12)).all(axis=1)
    walls, radii = walls[near], radii[near]
    nearby = cKDTree(walls).query_ball_point(points, radii.max() + PROBE)
    is_free = [
        bool((np.linalg.norm(walls[near] - point, axis=1) >= radii[near] + PROBE).all())
        for point, near in zip(points, nearby, strict=True)
    ]
    points = points[np.array(is_free)]
    directions = random.normal(size=(60, 3))
    directions /= np.linalg.norm(directions, axis=1)[:, None]
    nearby = cKDTree(walls).query_ball_point(points, REACH + radii.max())
    shares = np.array(
        [_share_met(point, directions, walls[near], radii[near]) for point, near in zip(points, nearby, strict=True)]
    )
    points, shares = points[shares >= SHARE], shares[shares >= SHARE]
    links = cKDTree(points).sparse_distance_matrix(cKDTree(points), LINK)
    labels = connected_components(links)[1]
    largest = labels == np.bincount(labels).argmax()
    low, high = points[largest].min(axis=0) - PROBE, points[largest].max(axis=0) + PROBE
    tries = random.uniform(low, high, (50_000, 3))
    inside = cKDTree(points[largest]).query(tries)[0] <= PROBE
    return float(inside.mean() * np.prod(high - low)), float(shares[largest].mean())


def _share_met(point: Array, directions: Array, walls: Array, radii: Array) -> float:
    """Give the share of directions in which a ray enters a sphere within reach."""
    towards = walls - point
    along = towards @ directions.T
    aside = (towards**2).sum(axis=1)[:, None] - along**2
    half_chord = np.sqrt(np.clip(radii[:, None] ** 2 - aside, 0.0, None))
    met = (along > 0) & (aside <= radii[:, None] ** 2) & (along - half_chord <= REACH)
    return float(met.any(axis=0).mean())
