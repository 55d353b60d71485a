"""Which atoms of one group are in contact with which atoms of another, and how near?"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from rasstruct.structure.neighbours import distance_matrix, in_box

__all__ = ["find_contact_pairs"]

Rows = npt.NDArray[np.int64]

#: Å by which the box is wider than the cut-off, so that single precision decides nothing
_BOX_MARGIN = 0.01


def find_contact_pairs(
    first: npt.NDArray[Any], second: npt.NDArray[Any], cutoff: float
) -> tuple[Rows, Rows, npt.NDArray[np.float64]]:
    """Find all pairs of atoms of two groups within a cut-off.

    Parameters
    ----------
    first, second
        Coordinates in Å, shapes (n, 3) and (m, 3).
    cutoff
        Largest distance in Å, itself included.

    Returns
    -------
    first_rows, second_rows, distances
        One entry a pair, sorted by the row in `first`, then in `second`; distances in Å.

    Examples
    --------
    >>> import numpy as np
    >>> ligand, protein = np.array([[0.0, 0, 0]]), np.array([[9.0, 0, 0], [0, 4.0, 0], [0, 0, 4.01]])
    >>> [column.tolist() for column in find_contact_pairs(ligand, protein, 4.0)]
    [[0], [1], [4.0]]
    """
    if not len(first) or not len(second):
        none = np.zeros(0, dtype=np.int64)
        return none, none, np.zeros(0)
    box = np.flatnonzero(in_box(second, first, cutoff + _BOX_MARGIN))
    distances = distance_matrix(first, second[box])
    rows, places = np.nonzero(distances <= cutoff)
    return rows, box[places], distances[rows, places]
