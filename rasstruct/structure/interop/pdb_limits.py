"""What of a structure does PDB format cut or lose?"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rasstruct._base.errors import FormatError
from rasstruct.structure.interop.exported_atoms import ExportedAtoms

__all__ = ["refuse_what_pdb_cuts"]

#: letters that the columns hold: residue name 18-20, chain 21-22 (as written by gemmi), atom name 13-16
_RESIDUE_NAME, _CHAIN_ID, _ATOM_NAME = 3, 2, 4
#: the lowest residue number in columns 23-26; the highest in hybrid-36 (zzzz)
_LOWEST_NUMBER, _HIGHEST_NUMBER = -999, 9999 + 2 * 26 * 36**3
#: numbers of %8.3f and %6.2f
_LOWEST_COORDINATE, _HIGHEST_COORDINATE = -999.9995, 9999.9995
_LOWEST_B_FACTOR, _HIGHEST_B_FACTOR = -99.995, 999.995


def refuse_what_pdb_cuts(exported: ExportedAtoms) -> None:
    """Refuse atoms that would not come back from PDB format as they are.

    Raises
    ------
    FormatError
        Names the first thing that does not fit and points to mmCIF.
    """
    found = next(_misfits(exported), None)
    if found is not None:
        raise FormatError(
            f"found {found} in {exported.structure.source}, expected what the columns of PDB format hold; "
            "write mmCIF with to_cif(), which keeps everything"
        )


def _misfits(exported: ExportedAtoms) -> Iterator[str]:
    """Describe what does not fit."""
    topology, rows, residues = exported.structure.topology, exported.rows, exported.residues
    for name in np.unique(topology.residue_name[residues]).tolist():
        if len(name) > _RESIDUE_NAME:
            yield f"the HET code {name.decode()} of {len(name)} characters"
    for chain_id in exported.chain_ids:
        if len(chain_id) > _CHAIN_ID:
            yield f"the chain name {chain_id!r} of {len(chain_id)} characters"
    for name in np.unique(topology.atom_name[rows]).tolist():
        if len(name) > _ATOM_NAME:
            yield f"the atom name {name.decode()!r} of {len(name)} characters"
    for number in _extremes(exported.numbers.author_number[residues]):
        if not _LOWEST_NUMBER <= number <= _HIGHEST_NUMBER:
            yield f"the residue number {number:.0f}"
    for value in _extremes(exported.structure.xyz[:, rows]):
        if not _LOWEST_COORDINATE < value < _HIGHEST_COORDINATE:
            yield f"a coordinate of {value:.3f} Å"
    for value in _extremes(topology.b_factor[rows]):
        if not _LOWEST_B_FACTOR < value < _HIGHEST_B_FACTOR:
            yield f"a B-factor of {value:.2f} Å²"


def _extremes(values: np.ndarray[tuple[int, ...], np.dtype[np.generic]]) -> tuple[float, float]:
    """Give the lowest and the highest value."""
    return float(values.min()), float(values.max())
