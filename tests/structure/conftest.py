"""Small hand-made PDB files, written line by line.

Nothing here calls rasstruct: the columns are those of the PDB format (version 3.3).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


def make_atom(
    atom: str = "CA",
    residue: str = "GLY",
    number: int = 1,
    xyz: tuple[float, float, float] = (0.0, 0.0, 0.0),
    *,
    chain: str = "A",
    altloc: str = " ",
    occupancy: float = 1.0,
    insertion: str = " ",
    element: str | None = None,
    record: str = "ATOM",
) -> str:
    """Write one coordinate line of the PDB format."""
    padded = atom if len(atom) == 4 else f" {atom:<3s}"
    x, y, z = xyz
    return (
        f"{record:<6s}{1:5d} {padded}{altloc}{residue:>3s} {chain}{number:4d}{insertion}   "
        f"{x:8.3f}{y:8.3f}{z:8.3f}{occupancy:6.2f}{20.0:6.2f}          {element or atom[0]:>2s}\n"
    )


@pytest.fixture(scope="session")
def atom_line() -> Callable[..., str]:
    """Give the writer of coordinate lines."""
    return make_atom


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file of any name into a temporary folder."""

    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file
