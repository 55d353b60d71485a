"""Where do the bundled tables and coordinate files lie?

Three places: `rasstruct/reference/tables/` in every installation, and the
`structures/` and `ligands/` folders, which a wheel carries under
`rasstruct/_data/` and a checkout (or editable install) has beside the package.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from rasstruct._base.errors import TableError

__all__ = ["find_bundled_structure", "list_bundled_structures", "read_table"]

_PACKAGE = Path(__file__).resolve().parent.parent


def _data_folder(name: str) -> Path:
    """Give the folder of bundled data, from the wheel or from the checkout."""
    for folder in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise TableError(
        f"the folder of bundled {name} is not in this installation, "
        "expected in rasstruct/_data or beside the package; reinstall rasstruct"
    )


@cache
def read_table(name: str) -> tuple[dict[str, str | None], ...]:
    """Read one facts table; an empty cell is `None`.

    Parameters
    ----------
    name
        ``"regions"`` and so on for `rasstruct/reference/tables/`,
        ``"structures/catalog"`` and ``"ligands/ligands"`` for the other folders.

    Returns
    -------
    tuple of dict
        One dictionary a row, in file order. Treat them as read-only.

    Raises
    ------
    TableError
        When the table is missing or a row has the wrong number of cells.
    """
    folder, _, stem = name.rpartition("/")
    path = (_data_folder(folder) if folder else _PACKAGE / "reference" / "tables") / f"{stem}.csv"
    try:
        with path.open(newline="", encoding="utf-8") as lines:
            header, *rows = csv.reader(lines)
    except (OSError, ValueError) as error:
        raise TableError(f"the facts table {path} cannot be read ({error}); reinstall rasstruct") from error
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            raise TableError(
                f"row {number} of the facts table {path} has {len(row)} cells, "
                f"expected {len(header)}; reinstall rasstruct"
            )
    return tuple({key: cell or None for key, cell in zip(header, row, strict=True)} for row in rows)


@cache
def list_bundled_structures() -> tuple[str, ...]:
    """List the PDB IDs whose coordinates come with rasstruct, in alphabetical order."""
    return tuple(sorted(path.stem.upper() for path in _data_folder("structures").glob("*.pdb")))


def find_bundled_structure(pdb_id: str) -> Path | None:
    """Give the path of a bundled coordinate file, or `None` when that ID is not bundled."""
    if pdb_id.upper() not in list_bundled_structures():
        return None
    return _data_folder("structures") / f"{pdb_id.lower()}.pdb"
