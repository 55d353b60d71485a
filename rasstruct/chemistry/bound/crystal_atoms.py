"""Which atoms of one molecule does a crystal show, and which of them stand at bond distance?"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
from rdkit import Chem, rdBase

from rasstruct._base.errors import MoleculeError
from rasstruct.structure.elements import covalent_radii

__all__ = ["BOND_TOLERANCE", "CrystalAtoms", "bonding_radii", "collect_atoms", "find_bonded", "single_bond_lengths"]

Floats = npt.NDArray[np.float64]

_HYDROGEN = ("H", "D")
#: Å by which a bond may be longer than the sum of covalent radii (0.45 in Meng 1991 J Comput Chem
#: doi:10.1002/jcc.540120716), and below which two atoms cannot both be there
BOND_TOLERANCE, _TOO_CLOSE = 0.45, 0.6


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class CrystalAtoms:
    """Heavy atoms of a molecule in file order, and how many hydrogens the file puts on each (`None` without any)."""

    names: tuple[str, ...]
    elements: tuple[str, ...]
    xyz: Floats
    hydrogens: tuple[int, ...] | None


def collect_atoms(
    label: str, names: Sequence[str], elements: Sequence[str], xyz: npt.NDArray[np.floating]
) -> CrystalAtoms:
    """Take the heavy atoms of a molecule.

    Parameters
    ----------
    label
        What to call the molecule in messages.
    names, elements
        Atom names and element symbols of n atoms; hydrogens may be among them.
    xyz
        Coordinates in Å, shape (n, 3).

    Raises
    ------
    MoleculeError
        When nothing is left, an element is unknown, or two atoms stand at one place.
    """
    symbols = [element.capitalize() for element in elements]
    places = np.asarray(xyz, dtype=np.float64).reshape(-1, 3)
    heavy = [index for index, symbol in enumerate(symbols) if symbol not in _HYDROGEN]
    if not heavy:
        raise MoleculeError(f"found no heavy atom in {label}, expected at least one; choose another molecule")
    unknown = [names[index] for index in heavy if not _is_element(symbols[index])]
    if unknown:
        raise MoleculeError(
            f"found atoms of unknown element ({', '.join(unknown)}) in {label}, expected known elements; "
            "such a molecule has no chemistry"
        )
    own = places[heavy]
    distances = _distances(own, own)
    np.fill_diagonal(distances, np.inf)
    first, second = np.unravel_index(int(distances.argmin()), distances.shape)
    if distances[first, second] < _TOO_CLOSE:
        raise MoleculeError(
            f"found the atoms {names[heavy[first]]} and {names[heavy[second]]} of {label} "
            f"{distances[first, second]:.2f} Å apart, expected one conformer; leave out the other"
        )
    return CrystalAtoms(
        names=tuple(names[index] for index in heavy),
        elements=tuple(symbols[index].upper() for index in heavy),
        xyz=own,
        hydrogens=_count_hydrogens(places, symbols, own),
    )


def find_bonded(elements: Sequence[str], xyz: Floats, tolerance: float = BOND_TOLERANCE) -> npt.NDArray[np.int64]:
    """Find the pairs of heavy atoms at bond distance; metals have no bonds.

    Parameters
    ----------
    elements
        Upper-case symbols of n atoms.
    xyz
        Coordinates in Å, shape (n, 3).
    tolerance
        Å above the sum of covalent radii.

    Returns
    -------
    ndarray
        Rows of two indices, the smaller one first, shape (m, 2).
    """
    radii = bonding_radii(elements)
    limits = np.where((radii[:, None] > 0) & (radii[None, :] > 0), radii[:, None] + radii[None, :] + tolerance, 0.0)
    return np.argwhere(np.triu(_distances(xyz, xyz) <= limits, k=1))


def single_bond_lengths(elements: Sequence[str], bonds: npt.NDArray[np.int64]) -> Floats:
    """Give the sums of covalent radii in Å of bonded pairs, shape (m,)."""
    radii = bonding_radii(elements)
    return np.asarray(radii[bonds[:, 0]] + radii[bonds[:, 1]])


def bonding_radii(elements: Sequence[str]) -> Floats:
    """Give covalent radii in Å, 0 for metals."""
    return covalent_radii(np.array(list(elements), dtype="S2"))


@cache
def _is_element(symbol: str) -> bool:
    """Say whether a symbol is that of an element."""
    try:
        with rdBase.BlockLogs():
            return bool(Chem.GetPeriodicTable().GetAtomicNumber(symbol) > 0)
    except RuntimeError:
        return False


def _count_hydrogens(places: Floats, symbols: list[str], heavy: Floats) -> tuple[int, ...] | None:
    """Count the hydrogens nearest to each heavy atom; `None` when the file shows none."""
    hydrogens = places[[index for index, symbol in enumerate(symbols) if symbol in _HYDROGEN]]
    if not len(hydrogens):
        return None
    return tuple(np.bincount(_distances(hydrogens, heavy).argmin(axis=1), minlength=len(heavy)).tolist())


def _distances(first: Floats, second: Floats) -> Floats:
    """Give all distances in Å between two sets of points."""
    return np.asarray(np.linalg.norm(first[:, None, :] - second[None, :, :], axis=-1))
