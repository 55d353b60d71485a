"""How flat is each conformer of an ensemble, and how different are they?

Coordinates have shape (conformers, atoms, 3), in Å.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["median_rmsd", "plane_distances"]


def plane_distances(xyz: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Give for each conformer the mean distance of its atoms from the plane that fits them best."""
    centred = xyz - xyz.mean(axis=1, keepdims=True)
    normals = np.linalg.svd(centred.transpose(0, 2, 1) @ centred)[2][:, 2]
    distances: npt.NDArray[np.float64] = np.abs(np.einsum("cai,ci->ca", centred, normals)).mean(axis=1)
    return distances


def median_rmsd(xyz: npt.NDArray[np.float64]) -> float:
    """Give the median RMSD of all pairs of conformers, each pair superposed by rotation; NaN for a single conformer.

    References
    ----------
    Kabsch 1976, doi:10.1107/S0567739476001873.
    """
    n_conformers, n_atoms = xyz.shape[:2]
    if n_conformers == 1:
        return float("nan")
    centred = xyz - xyz.mean(axis=1, keepdims=True)
    first, second = np.triu_indices(n_conformers, k=1)
    covariance = np.einsum("pai,paj->pij", centred[first], centred[second])
    overlap = np.linalg.svd(covariance, compute_uv=False)
    overlap[:, 2] *= np.sign(np.linalg.det(covariance))
    square = (centred**2).sum(axis=(1, 2))
    deviation = np.clip(square[first] + square[second] - 2 * overlap.sum(axis=1), 0, None) / n_atoms
    return float(np.median(np.sqrt(deviation)))
