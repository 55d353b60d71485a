"""From which side is a structure looked at?

The molecule of interest faces the reader, and the longer side of the protein lies across.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

__all__ = ["find_turn", "rotation_matrix"]

Values = npt.NDArray[np.float64]
Turn = tuple[float, tuple[float, float, float]]


def find_turn(protein: Values, front: Values) -> Turn:
    """Find the rotation that brings some atoms to the front.

    Parameters
    ----------
    protein
        Places of the protein's atoms in Å, shape (n, 3), two or more.
    front
        Places of what faces the reader; the thinnest side of the protein does when it is empty.

    Returns
    -------
    tuple
        Angle in degrees and axis, such that the rotated z is towards the reader.

    Examples
    --------
    >>> line = np.array([[-2.0, 0, 0], [2.0, 0, 0], [0, 1.0, 0]])
    >>> angle, axis = find_turn(line, np.array([[0.0, 1.0 / 3.0, 5.0]]))
    >>> round(angle)
    0
    """
    centre = protein.mean(axis=0)
    _, _, principal = np.linalg.svd(protein - centre, full_matrices=True)
    towards = front.mean(axis=0) - centre if len(front) else principal[2]
    length = float(np.linalg.norm(towards))
    z_axis = towards / length if length > 1.0 else principal[2]
    across = principal[0] - (principal[0] @ z_axis) * z_axis
    if np.linalg.norm(across) < 0.1:
        across = principal[1] - (principal[1] @ z_axis) * z_axis
    x_axis = across / np.linalg.norm(across)
    if x_axis[int(np.abs(x_axis).argmax())] < 0:
        x_axis = -x_axis
    return _as_turn(np.stack([x_axis, np.cross(z_axis, x_axis), z_axis]))


def rotation_matrix(turn: Turn) -> Values:
    """Give the matrix that rotates column vectors by a turn (Rodrigues' formula), shape (3, 3)."""
    angle, axis = math.radians(turn[0]), np.asarray(turn[1], dtype=np.float64)
    x, y, z = axis / (np.linalg.norm(axis) or 1.0)
    cross = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    return np.asarray(np.eye(3) + math.sin(angle) * cross + (1.0 - math.cos(angle)) * (cross @ cross))


def _as_turn(matrix: Values) -> Turn:
    """Give angle and axis of a rotation matrix."""
    cosine = min(max((float(np.trace(matrix)) - 1.0) / 2.0, -1.0), 1.0)
    angle = math.degrees(math.acos(cosine))
    if angle < 1e-6:
        return 0.0, (0.0, 0.0, 1.0)
    # the axis is the one direction that stays: the eigenvector of eigenvalue 1
    values, vectors = np.linalg.eig(matrix)
    axis = np.real(vectors[:, int(np.abs(values - 1.0).argmin())])
    if not np.allclose(rotation_matrix((angle, tuple(axis))), matrix, atol=1e-6):
        axis = -axis
    x, y, z = (round(value, 6) for value in axis.tolist())
    return round(angle, 3), (x, y, z)
