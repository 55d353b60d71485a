"""Where does each atom of a molecule lie on paper?"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from rdkit import Chem
from rdkit.Chem import rdCoordGen, rdDepictor

__all__ = ["lay_out"]

_TOO_CLOSE = 0.5  # units of the layout, where a bond is 1.5 long
_ROUNDING = 1e-3


def lay_out(molecule: Chem.Mol) -> None:
    """Make the layout: CoordGen's, or RDKit's where that has fewer atoms on top of each other and bonds that cross."""
    if not molecule.GetNumAtoms():
        return
    other = Chem.Mol(molecule)
    rdCoordGen.AddCoords(molecule)
    rdDepictor.NormalizeDepiction(molecule)
    n_flaws = _count_flaws(molecule)
    if n_flaws:
        rdDepictor.Compute2DCoords(other)
        rdDepictor.NormalizeDepiction(other)
        if _count_flaws(other) < n_flaws:
            molecule.RemoveAllConformers()
            molecule.AddConformer(other.GetConformer())
    rdDepictor.StraightenDepiction(molecule)


def _count_flaws(molecule: Chem.Mol) -> int:
    """Count pairs of atoms that nearly coincide and pairs of bonds that cross."""
    xy = molecule.GetConformer().GetPositions()[:, :2]
    n_close = np.sum(np.linalg.norm(xy[:, None] - xy, axis=-1) < _TOO_CLOSE, dtype=int) - len(xy)
    ends = np.array([(b.GetBeginAtomIdx(), b.GetEndAtomIdx()) for b in molecule.GetBonds()], dtype=int).reshape(-1, 2)
    start, along = xy[ends[:, 0]], xy[ends[:, 1]] - xy[ends[:, 0]]
    # which side of each bond (row) the two ends of every other bond (column) lie on
    sides = [_cross(along[:, None], xy[ends[:, end]] - start[:, None]) for end in (0, 1)]
    parted = sides[0] * sides[1] < -_ROUNDING
    shared = (ends[:, None, :, None] == ends[None, :, None, :]).any(axis=(2, 3))
    return int(n_close // 2 + np.sum(parted & parted.T & ~shared) // 2)


def _cross(first: npt.NDArray[np.float64], second: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Give the cross products of vectors in the plane."""
    product: npt.NDArray[np.float64] = first[..., 0] * second[..., 1] - first[..., 1] * second[..., 0]
    return product
