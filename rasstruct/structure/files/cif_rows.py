"""How are the rows of a CIF category asked for, whatever parser holds the file?

A `RowReader` takes a category and some of its columns and gives one tuple a
row; absent, unknown and inapplicable values are `None`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

__all__ = ["CifRow", "RowReader"]

CifRow = tuple[str | None, ...]
RowReader = Callable[[str, tuple[str, ...]], Iterable[CifRow]]
