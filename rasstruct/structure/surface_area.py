"""How much of each atom can a solvent molecule touch?"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from rasstruct.structure.elements import van_der_waals_radii

__all__ = ["PROBE_RADIUS", "compute_surface_area"]

#: radius in Å of the water that rolls over the surface (Lee and Richards 1971 doi:10.1016/0022-2836(71)90324-X)
PROBE_RADIUS = 1.4


def compute_surface_area(
    xyz: npt.NDArray[Any],
    elements: npt.NDArray[np.bytes_],
    wanted: npt.NDArray[np.bool_] | None = None,
    *,
    n_points: int = 500,
) -> npt.NDArray[np.float64]:
    """Compute the solvent-accessible surface area of atoms.

    Parameters
    ----------
    xyz
        Coordinates in Å of the heavy atoms that are there, shape (n, 3).
    elements
        Their element symbols, shape (n,).
    wanted
        Atoms whose area is wanted, all when not given; the others only bury.
    n_points
        Points of the sphere around each atom.

    Returns
    -------
    ndarray, shape (n,)
        Areas in Å², 0 for atoms that are not wanted.

    Notes
    -----
    Shrake and Rupley 1973 (doi:10.1016/0022-2836(73)90011-9) as biotite does it.
    """
    from biotite.structure import AtomArray, sasa

    if not len(xyz):
        return np.zeros(0)
    atoms = AtomArray(len(xyz))
    atoms.coord = np.array(xyz, dtype=np.float32)
    areas = sasa(
        atoms,
        probe_radius=PROBE_RADIUS,
        atom_filter=wanted,
        ignore_ions=False,
        point_number=n_points,
        vdw_radii=van_der_waals_radii(elements).astype(np.float32),
    )
    return np.nan_to_num(np.asarray(areas, dtype=np.float64))
