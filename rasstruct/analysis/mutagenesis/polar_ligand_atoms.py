"""Which ligand atoms may give or take a hydrogen bond, from heavy atoms alone?

No bond orders are read, so that a resistance map needs no chemistry: a nitrogen
with three neighbours in one plane (amide, aniline) does neither, any other
nitrogen may do both, an oxygen with two neighbours only takes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["PolarRole", "find_polar_atoms", "out_of_plane"]

#: Å; heavy atoms of a ligand this near are bonded, the longest bond of N or O to C, N, O, S or P is shorter
_BOND = 1.9
#: degrees; three angles at an atom add up to this at least when it lies in the plane of its neighbours
_PLANAR_SUM = 350.0
#: degrees; two bonds of a nitrogen enclose more than this in a ring of six or an imine (115 to 125), less in an amine
_SP2_ANGLE = 114.0
_NITROGEN, _OXYGEN = b"N", b"O"


@dataclass(frozen=True, slots=True)
class PolarRole:
    """Whether an atom may give and take hydrogen bonds; the normal of its bonds where its bond lies in their plane."""

    gives: bool
    accepts: bool
    normal: tuple[float, float, float] | None = None


def find_polar_atoms(xyz: npt.NDArray[np.float64], element: npt.NDArray[np.bytes_]) -> dict[int, PolarRole]:
    """Find the polar atoms of a ligand.

    Parameters
    ----------
    xyz, element
        Heavy atoms: coordinates in Å, shape (n, 3), and upper-case symbols.

    Returns
    -------
    dict
        Roles by index of the atom.
    """
    found = {}
    for atom in np.flatnonzero(np.isin(element, (_NITROGEN, _OXYGEN))).tolist():
        away = xyz - xyz[atom]
        lengths = np.linalg.norm(away, axis=1)
        bonded = away[(lengths > 0) & (lengths < _BOND)]
        if element[atom] == _OXYGEN:
            found[atom] = PolarRole(gives=len(bonded) < 2, accepts=True)
        elif len(bonded) < 3 or (len(bonded) == 3 and not _is_planar(bonded)):
            found[atom] = PolarRole(gives=True, accepts=True, normal=_normal(bonded) if _is_bent(bonded) else None)
    return found


def out_of_plane(role: PolarRole, direction: npt.NDArray[np.float64]) -> float:
    """Give the angle in degrees of a direction with the plane of an atom's bonds; 0 where there is none."""
    if role.normal is None:
        return 0.0
    cosine = np.asarray(role.normal) @ direction / np.linalg.norm(direction)
    return float(np.degrees(np.arcsin(min(1.0, abs(float(cosine))))))


def _is_bent(bonds: npt.NDArray[np.float64]) -> bool:
    """Say whether an atom has two bonds as in an aromatic ring or an imine: wider than those of an amine."""
    if len(bonds) != 2:
        return False
    first, second = bonds / np.linalg.norm(bonds, axis=1, keepdims=True)
    return bool(np.degrees(np.arccos(np.clip(first @ second, -1, 1))) >= _SP2_ANGLE)


def _normal(bonds: npt.NDArray[np.float64]) -> tuple[float, float, float]:
    """Give the unit normal of two bonds."""
    normal = np.cross(bonds[0], bonds[1])
    x, y, z = (normal / np.linalg.norm(normal)).tolist()
    return x, y, z


def _is_planar(bonds: npt.NDArray[np.float64]) -> bool:
    """Say whether three bonds lie in a plane."""
    units = bonds / np.linalg.norm(bonds, axis=1, keepdims=True)
    cosines = [units[one] @ units[other] for one, other in ((0, 1), (1, 2), (0, 2))]
    return bool(np.degrees(np.arccos(np.clip(cosines, -1, 1))).sum() >= _PLANAR_SUM)
