"""On which level does each label of a line stand, so that none covers another?"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["spread_labels"]

#: inches of a letter at the size of small text, a little more than the widest usual font takes
_LETTER = 0.078


def spread_labels(labels: Sequence[tuple[float, int]], units_an_inch: float) -> list[int]:
    """Give each label the lowest level where it has room.

    Parameters
    ----------
    labels
        Place of the middle of each label on the axis, and its number of letters.
    units_an_inch
        Units of the axis in an inch.

    Returns
    -------
    list of int
        0 upwards, in the order given.

    Examples
    --------
    >>> spread_labels([(12, 4), (13, 4), (61, 4)], units_an_inch=15)
    [0, 1, 0]
    """
    ends: list[float] = []
    levels = [0] * len(labels)
    for index in sorted(range(len(labels)), key=lambda index: labels[index][0]):
        place, n_letters = labels[index]
        half = n_letters * _LETTER * units_an_inch / 2
        level = next((level for level, end in enumerate(ends) if end <= place - half), len(ends))
        ends[level : level + 1] = [place + half]
        levels[index] = level
    return levels
