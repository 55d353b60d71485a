"""How do the columns of another package's object become the columns of an `AtomTable`?"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import gemmi
import numpy as np
import numpy.typing as npt

from rasstruct._base.errors import EmptyStructureError, SourceError
from rasstruct.structure.atom_table import AtomTable, group_residues, residue_columns, starts_of_residues
from rasstruct.structure.residue_names import is_cap, is_water, one_letter

__all__ = ["build_atom_table", "refuse_object", "text_column"]

_UNKNOWN_ELEMENT = b"X"
#: longest C–N bond of a peptide, in Å (1.33, with tolerance for coarse models)
_MAX_PEPTIDE_BOND = 1.7


def build_atom_table(
    name: str,
    xyz: Any,
    *,
    chain_id: npt.NDArray[np.bytes_],
    author_number: Any,
    residue_name: npt.NDArray[np.bytes_],
    atom_name: npt.NDArray[np.bytes_],
    model_number: Any = None,
    insertion_code: npt.NDArray[np.bytes_] | None = None,
    is_hetatm: Any = None,
    element: npt.NDArray[np.bytes_] | None = None,
    altloc: npt.NDArray[np.bytes_] | None = None,
    occupancy: Any = None,
    b_factor: Any = None,
) -> AtomTable:
    """Put the columns together; what an object does not know gets the value that files without it get.

    Parameters
    ----------
    name
        Used in the message only.
    xyz
        Coordinates in Å, shape (n, 3).
    chain_id, author_number, residue_name, atom_name
        What every object knows, each of length n.
    model_number, insertion_code, is_hetatm, element, altloc, occupancy, b_factor
        What it may know, each of length n. Without record types, amino acids
        and nucleic acids are polymer; without elements, atom names tell.

    Raises
    ------
    EmptyStructureError
        When there are no atoms.
    """
    count = len(atom_name)
    if not count:
        raise EmptyStructureError(f"found no atoms in {name}, expected coordinates; give an object that holds atoms")
    blank = np.zeros(count, dtype="S1")
    if is_hetatm is None:
        is_hetatm = _guess_hetatm(residue_name)
    table = AtomTable(
        model_number=_filled(model_number, 1, count, np.int32),
        chain_id=chain_id,
        label_chain_id=chain_id,
        entity_id=blank,
        author_number=np.array(author_number, dtype=np.int32),
        insertion_code=blank if insertion_code is None else insertion_code,
        residue_name=residue_name,
        is_hetatm=np.array(is_hetatm, dtype=bool),
        is_polymer=None,
        atom_name=atom_name,
        element=np.full(count, _UNKNOWN_ELEMENT) if element is None else _known_elements(element),
        altloc=blank if altloc is None else altloc,
        occupancy=_filled(occupancy, 1.0, count, np.float32),
        b_factor=_filled(b_factor, 0.0, count, np.float32),
        xyz=np.array(xyz, dtype=np.float32),
    )
    table = _gather_residues(table)
    if altloc is not None and (altloc != b"").any():
        table = group_residues(table)
    return replace(table, is_polymer=_guess_polymer(table))


def refuse_object(given: Any, expected: str) -> SourceError:
    """Make the sentence about a part of a structure, or another object of a known package."""
    kind = type(given)
    return SourceError(
        f"found an object of type {kind.__module__.partition('.')[0]} {kind.__name__}, expected {expected}; "
        "give one of these"
    )


def text_column(values: Any) -> npt.NDArray[np.bytes_]:
    """Turn texts into bytes without padding."""
    try:
        column = np.asarray(values, dtype=np.bytes_)
    except UnicodeEncodeError:
        column = np.char.encode(np.asarray(values, dtype=np.str_), "utf-8")
    return np.asarray(np.char.strip(column), dtype=np.bytes_)


def _filled(values: Any, default: float, count: int, dtype: Any) -> npt.NDArray[Any]:
    """Copy a column, or fill it with its default."""
    return np.full(count, default, dtype=dtype) if values is None else np.array(values, dtype=dtype)


def _known_elements(element: npt.NDArray[np.bytes_]) -> npt.NDArray[np.bytes_]:
    """Write symbols in upper case, blank ones as unknown."""
    upper = np.char.upper(element)
    return np.where(upper == b"", _UNKNOWN_ELEMENT, upper)


def _guess_hetatm(residue_name: npt.NDArray[np.bytes_]) -> npt.NDArray[np.bool_]:
    """Say which atoms are of no polymer, by residue name."""
    unique, index = np.unique(residue_name, return_inverse=True)
    return np.array([not _is_of_polymer(name.decode(errors="replace")) for name in unique.tolist()], dtype=bool)[index]


def _is_of_polymer(residue_name: str) -> bool:
    """Say whether a residue name is that of an amino acid, a cap or a nucleic acid."""
    if one_letter(residue_name) or is_cap(residue_name):
        return True
    return bool(gemmi.find_tabulated_residue(residue_name).is_nucleic_acid())


def _gather_residues(atoms: AtomTable) -> AtomTable:
    """Put the atoms of each residue together where they stand scattered.

    Amino acids of one key are always one residue. Other molecules that share a
    key, such as lipids whose numbers ran over, stay apart when both have an atom of the same name.
    """
    starts = starts_of_residues(atoms)
    first = np.flatnonzero(starts)
    names = atoms.residue_name[first]
    waters = [name for name in np.unique(names).tolist() if is_water(name.decode(errors="replace"))]
    runs = np.flatnonzero(~np.isin(names, waters))
    keys = zip(*(column[first[runs]].tolist() for column in residue_columns(atoms)), strict=True)
    by_key: dict[tuple[Any, ...], list[int]] = {}
    for run, key in zip(runs.tolist(), keys, strict=True):
        by_key.setdefault(key, []).append(run)
    scattered = [found for found in by_key.values() if len(found) > 1]
    if not scattered:
        return atoms
    home = np.arange(len(first))
    is_amino_acid = ~_guess_hetatm(names)
    run_of_atom = np.cumsum(starts) - 1
    for found in scattered:
        held = atoms.atom_name[np.isin(run_of_atom, found)]
        if is_amino_acid[found[0]] or len(np.unique(held)) == len(held):
            home[found] = found[0]
    order = np.argsort(home[run_of_atom], kind="stable")
    held_columns = {field.name: getattr(atoms, field.name) for field in fields(atoms)}
    return replace(atoms, **{name: values[order] for name, values in held_columns.items() if values is not None})


def _guess_polymer(atoms: AtomTable) -> npt.NDArray[np.bool_]:
    """Say which atoms are of a polymer: ATOM records, known amino acids, and residues in a row with peptide bonds."""
    starts = starts_of_residues(atoms)
    residue = np.cumsum(starts) - 1
    rows = np.full((3, residue[-1] + 1), -1, dtype=np.int64)
    for place, name in enumerate((b"N", b"CA", b"C")):
        found = np.flatnonzero(atoms.atom_name == name)[::-1]
        rows[place, residue[found]] = found
    has_backbone = np.asarray((rows >= 0).all(axis=0))
    steps = atoms.xyz[rows[0, 1:]] - atoms.xyz[rows[2, :-1]]
    bonded = has_backbone[1:] & has_backbone[:-1] & ((steps**2).sum(axis=1) <= _MAX_PEPTIDE_BOND**2)
    in_row = np.append(bonded, False) | np.insert(bonded, 0, False)
    names = atoms.residue_name[starts]
    return np.asarray((~atoms.is_hetatm[starts] | in_row | (has_backbone & ~_guess_hetatm(names)))[residue])
