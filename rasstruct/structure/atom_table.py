"""How do the atoms of a file look before anything is made of them?

Every reader fills the same columns, one row an atom of one or more models.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = [
    "NO_NUMBER",
    "AtomTable",
    "comparable",
    "fixed_width",
    "group_residues",
    "is_named",
    "residue_columns",
    "starts_of_residues",
    "starts_of_runs",
]

#: author number of a residue that has none, as gemmi gives it
NO_NUMBER = int(np.iinfo(np.int32).min)


@dataclass(frozen=True, slots=True, eq=False)
class AtomTable:
    """Columns of n atoms as read from a file; texts are bytes without padding."""

    model_number: npt.NDArray[np.int32]
    chain_id: npt.NDArray[np.bytes_]
    label_chain_id: npt.NDArray[np.bytes_]
    entity_id: npt.NDArray[np.bytes_]
    author_number: npt.NDArray[np.int32]
    insertion_code: npt.NDArray[np.bytes_]
    residue_name: npt.NDArray[np.bytes_]
    is_hetatm: npt.NDArray[np.bool_]
    is_polymer: npt.NDArray[np.bool_] | None
    atom_name: npt.NDArray[np.bytes_]
    element: npt.NDArray[np.bytes_]
    altloc: npt.NDArray[np.bytes_]
    occupancy: npt.NDArray[np.float32]
    b_factor: npt.NDArray[np.float32]
    xyz: npt.NDArray[np.float32]


def fixed_width(text: Any) -> npt.NDArray[np.bytes_]:
    """View rows of character codes as byte strings, e.g. int8 (n, 8) as S8 (n,)."""
    block = np.ascontiguousarray(text)
    if block.ndim == 1:
        return block.view("S1")
    return block.view(f"S{block.shape[1]}").ravel()


def comparable(text: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """View texts of 1, 2, 4 or 8 characters as integers, which compare much faster; other columns as they are."""
    size = text.dtype.itemsize
    return text.view(f"u{size}") if text.dtype.kind == "S" and size in (1, 2, 4, 8) else text


def is_named(names: npt.NDArray[np.bytes_], wanted: str) -> npt.NDArray[np.bool_]:
    """Say which names are the wanted one, shape (n,)."""
    if len(wanted) > names.dtype.itemsize:
        return np.zeros(len(names), dtype=bool)
    return np.asarray(comparable(names) == comparable(np.array([wanted.encode()], dtype=names.dtype)))


def starts_of_runs(*columns: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Say which rows differ in any column from the row before them, shape (n,); the first row does."""
    starts = np.zeros(len(columns[0]), dtype=bool)
    starts[:1] = True
    for column in map(comparable, columns):
        starts[1:] |= column[1:] != column[:-1]
    return starts


def residue_columns(atoms: AtomTable) -> tuple[npt.NDArray[Any], ...]:
    """Give the columns that tell residues apart."""
    return atoms.model_number, atoms.chain_id, atoms.author_number, atoms.insertion_code, atoms.residue_name


def starts_of_residues(atoms: AtomTable) -> npt.NDArray[np.bool_]:
    """Say which atoms are of another residue than the atom before them, shape (n,)."""
    return starts_of_runs(*residue_columns(atoms))


def group_residues(atoms: AtomTable) -> AtomTable:
    """Put the atoms of each amino acid of a microheterogeneous position together.

    Files may list the alternatives atom by atom; the order is kept otherwise.
    """
    changes = starts_of_runs(atoms.model_number, atoms.chain_id, atoms.author_number, atoms.insertion_code)
    _, name = np.unique(atoms.residue_name, return_inverse=True)
    residue = np.cumsum(changes) * (name.max() + 1) + name
    _, first, member = np.unique(residue, return_index=True, return_inverse=True)
    order = np.argsort(first[member], kind="stable")
    if (np.diff(order) == 1).all():
        return atoms
    columns = {field.name: getattr(atoms, field.name) for field in fields(atoms)}
    return replace(atoms, **{key: values[order] for key, values in columns.items() if values is not None})
