"""What does an MDAnalysis Universe or AtomGroup hold, at its current frame?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gemmi
import numpy as np
import numpy.typing as npt

from rasstruct.structure.content import StructureContent
from rasstruct.structure.files.file_format import FileFormat
from rasstruct.structure.interop.object_columns import build_atom_table, refuse_object, text_column
from rasstruct.structure.metadata import Metadata
from rasstruct.structure.pdb_ids import parse_pdb_id

__all__ = ["read_mdanalysis"]

_EXPECTED = "an MDAnalysis Universe or AtomGroup"
#: name of the one segment that MDAnalysis makes when a file names none
_NO_SEGMENT = b"SYSTEM"
_HETATM = "HETATM"
#: decimals of Å and degrees that single precision holds
_CELL_DECIMALS = 4


def read_mdanalysis(given: Any) -> StructureContent:
    """Read the atoms of a Universe or of a group of atoms, residues or segments.

    Raises
    ------
    SourceError
        When it is another object of MDAnalysis, or has no names, residues or coordinates.
    EmptyStructureError
        When it holds no atoms.
    """
    atoms = getattr(given, "atoms", None)
    if atoms is None or not hasattr(atoms, "universe"):
        raise refuse_object(given, _EXPECTED)
    universe = atoms.universe
    # each atom once, in the order of the universe, so that residues stand together
    atoms = atoms.unique
    filename = universe.filename
    name = (
        f"MDAnalysis {type(given).__name__} {Path(filename).name if isinstance(filename, str | Path) else ''}".rstrip()
    )
    missing = [column for column in ("names", "resnames", "resids", "positions") if not hasattr(atoms, column)]
    if missing:
        raise refuse_object(given, f"{_EXPECTED} that has {', '.join(missing)}")
    record_types = _column(atoms, "record_types")
    table = build_atom_table(
        name,
        atoms.positions,
        chain_id=_chain_ids(atoms),
        author_number=atoms.resids,
        insertion_code=_residue_text(atoms, "icodes"),
        residue_name=text_column(universe.residues.resnames)[atoms.resindices],
        is_hetatm=None if record_types is None else np.asarray(record_types) == _HETATM,
        atom_name=text_column(atoms.names),
        element=_atom_text(atoms, "elements"),
        altloc=_atom_text(atoms, "altLocs"),
        occupancy=_column(atoms, "occupancies"),
        b_factor=_column(atoms, "tempfactors"),
    )
    return StructureContent(name, FileFormat.MDANALYSIS, table, _read_header(universe.trajectory, _cell(atoms)))


def _column(atoms: Any, name: str) -> Any:
    """Give a column, `None` when the topology has none."""
    return getattr(atoms, name, None)


def _atom_text(atoms: Any, name: str) -> npt.NDArray[np.bytes_] | None:
    """Give a text of each atom, `None` when the topology has none."""
    values = _column(atoms, name)
    return None if values is None else text_column(values)


def _residue_text(atoms: Any, name: str) -> npt.NDArray[np.bytes_] | None:
    """Give a text of each atom's residue, made once a residue; `None` when the topology has none."""
    values = _column(atoms.universe.residues, name)
    return None if values is None else text_column(values)[atoms.resindices]


def _chain_ids(atoms: Any) -> npt.NDArray[np.bytes_]:
    """Give chain names, segment names where the file names no chains."""
    chains = _atom_text(atoms, "chainIDs")
    if chains is not None and (chains != b"").any():
        return chains
    values = _column(atoms.universe.segments, "segids")
    if values is None:
        return np.zeros(len(atoms), dtype="S1")
    segments = text_column(values)
    return np.asarray(np.where(segments == _NO_SEGMENT, b"", segments)[atoms.segindices], dtype=np.bytes_)


def _read_header(trajectory: Any, cell: tuple[float, ...] | None) -> Metadata:
    """Take PDB ID and title, which MDAnalysis keeps of PDB files."""
    words = str(getattr(trajectory, "header", None) or "").split()
    lines = getattr(trajectory, "title", None)
    # a continuation line begins with its number
    parts = (
        [line.removeprefix(str(index)) for index, line in enumerate(lines, start=1)] if isinstance(lines, list) else []
    )
    title = " ".join(" ".join(parts).split())
    return Metadata(
        pdb_id=parse_pdb_id(words[-1]) if words else None,
        title=title or None,
        is_predicted="ALPHAFOLD" in title.upper(),
        cell=cell,
    )


def _cell(atoms: Any) -> tuple[float, ...] | None:
    """Give the box of the current frame, `None` when there is none."""
    dimensions = atoms.dimensions
    if dimensions is None:
        return None
    cell = tuple(round(float(value), _CELL_DECIMALS) for value in dimensions)
    return cell if gemmi.UnitCell(*cell).is_crystal() else None
