"""Which elements are ions when they stand alone, and how large are their atoms? (gemmi's tables)"""

from __future__ import annotations

from functools import cache

import gemmi
import numpy as np
import numpy.typing as npt

__all__ = ["covalent_radii", "is_ion", "van_der_waals_radii"]

_HALOGENS = frozenset({"F", "CL", "BR", "I"})


@cache
def is_ion(element: str) -> bool:
    """Say whether a lone atom of this element is an ion: a metal or a halide.

    Examples
    --------
    >>> is_ion("MG"), is_ion("CL"), is_ion("O")
    (True, True, False)
    """
    return element.upper() in _HALOGENS or bool(gemmi.Element(element).is_metal)


@cache
def _surface_radius(element: bytes) -> float:
    """Give the van der Waals radius in Å of an element."""
    return float(gemmi.Element(element.decode()).vdw_r)


@cache
def _bonding_radius(element: bytes) -> float:
    """Give the covalent radius in Å of an element that bonds ligands to proteins, 0 for a metal."""
    found = gemmi.Element(element.decode())
    return 0.0 if found.is_metal else float(found.covalent_r)


def covalent_radii(elements: npt.NDArray[np.bytes_]) -> npt.NDArray[np.float64]:
    """Give covalent radii in Å (Cordero 2008 Dalton Trans doi:10.1039/b801115j), 0 for metals.

    Parameters
    ----------
    elements
        Upper-case symbols, shape (n,).
    """
    unique, index = np.unique(elements, return_inverse=True)
    return np.array([_bonding_radius(name) for name in unique.tolist()])[index]


def van_der_waals_radii(elements: npt.NDArray[np.bytes_]) -> npt.NDArray[np.float64]:
    """Give van der Waals radii in Å (Bondi 1964 doi:10.1021/j100785a001 and later, as gemmi lists them).

    Parameters
    ----------
    elements
        Upper-case symbols, shape (n,); an unknown one has 1.0 Å.

    Examples
    --------
    >>> van_der_waals_radii(np.array([b"C", b"O"])).round(2).tolist()
    [1.7, 1.52]
    """
    unique, index = np.unique(elements, return_inverse=True)
    return np.array([_surface_radius(name) for name in unique.tolist()])[index]
