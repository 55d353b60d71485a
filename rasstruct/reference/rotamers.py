"""Which side-chain conformations does a residue take on a backbone, and how often?

The backbone-dependent rotamer library of Dunbrack 2010 (Shapovalov and
Dunbrack 2011, doi:10.1016/j.str.2011.03.019; CC BY 4.0), rounded to degrees
and cut to the rotamers that cover 99 % in each bin of 10° × 10°.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from rasstruct._base.errors import LookupFailedError

__all__ = ["Rotamers", "get_rotamers"]

_TABLE = Path(__file__).resolve().parent / "tables" / "rotamers.npz"
_STEP, _N_BINS = 10.0, 36
_FULL = 65535.0
#: degrees; the backbone of a helix, for residues at an end that have no phi or psi
_DEFAULT_PHI, _DEFAULT_PSI = -60.0, -40.0
#: residues without a side-chain dihedral
_RIGID = ("ALA", "GLY")
Values = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Rotamers:
    """Rotamers of one residue on one backbone, the most probable first.

    ``probability`` has shape (k,), ``chi`` and ``sigma`` (standard deviation)
    have shape (k, number of dihedrals), in degrees.
    """

    residue_name: str
    probability: Values
    chi: Values
    sigma: Values


def get_rotamers(residue_name: str, phi: float | None, psi: float | None) -> Rotamers:
    """Get the rotamers of a residue.

    Parameters
    ----------
    residue_name
        Three-letter code of one of the 20 amino acids.
    phi, psi
        Backbone dihedrals in degrees; `None` at the end of a chain, where
        those of a helix stand in.

    Raises
    ------
    LookupFailedError
        When the residue is not one of the 20.

    Examples
    --------
    >>> valine = get_rotamers("VAL", -62.0, -43.0)
    >>> bool(160 < valine.chi[0, 0] < 185), bool(valine.probability[0] > 0.8)
    (True, True)
    """
    place = tuple(
        int((default if angle is None else angle) / _STEP + 18.5) % _N_BINS
        for angle, default in ((phi, _DEFAULT_PHI), (psi, _DEFAULT_PSI))
    )
    return _rotamers_of_bin(residue_name, place[0] * _N_BINS + place[1])


@lru_cache(maxsize=4096)
def _rotamers_of_bin(residue_name: str, number: int) -> Rotamers:
    """Cut the rotamers of one bin out of the library."""
    if residue_name in _RIGID:
        return Rotamers(residue_name, np.ones(1), np.zeros((1, 0)), np.zeros((1, 0)))
    starts, probability, chi, sigma = _read_residue(residue_name)
    rows = slice(starts[number], starts[number + 1])
    share = probability[rows] / _FULL
    return Rotamers(residue_name, share / share.sum(), chi[rows].astype(np.float64), sigma[rows].astype(np.float64))


@cache
def _read_residue(residue_name: str) -> tuple[Any, ...]:
    """Read one residue of the packed library: starts of the bins, probability, chi and sigma."""
    with np.load(_TABLE) as packed:
        known = sorted({*(name.split("_")[0] for name in packed.files), *_RIGID})
        if residue_name not in known:
            raise LookupFailedError(
                f"found no rotamers of {residue_name}, expected one of {', '.join(known)}; give an amino acid"
            )
        starts = np.concatenate([[0], np.cumsum(packed[f"{residue_name}_count"].astype(np.int64))])
        return starts, *(packed[f"{residue_name}_{part}"] for part in ("probability", "chi", "sigma"))
