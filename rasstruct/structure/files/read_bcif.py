"""What does a BinaryCIF file hold? (parsed by biotite)"""

from __future__ import annotations

import functools
import io
from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from rasstruct._base.errors import EmptyStructureError, FormatError
from rasstruct.structure.atom_table import NO_NUMBER, AtomTable, group_residues
from rasstruct.structure.files.cif_metadata import read_cif_metadata
from rasstruct.structure.files.cif_rows import CifRow
from rasstruct.structure.metadata import Metadata

__all__ = ["parse_bcif"]

#: masks of BinaryCIF: the value is present, inapplicable (.) or unknown (?)
_PRESENT = 0
_ATOM_NAMES = ("auth_atom_id", "label_atom_id")


def parse_bcif(content: bytes, name: str) -> tuple[AtomTable, Metadata]:
    """Read a BinaryCIF file; atom columns go straight to arrays.

    Raises
    ------
    FormatError
        When the file is damaged.
    EmptyStructureError
        When no block holds atoms.
    """
    # biotite takes half a second to import and only these files need it
    from biotite.file import DeserializationError, InvalidFileError
    from biotite.structure.io.pdbx import BinaryCIFFile

    try:
        blocks = BinaryCIFFile.read(io.BytesIO(content))
        block = next((blocks[key] for key in blocks if "atom_site" in blocks[key]), None)
        if block is None:
            raise EmptyStructureError(
                f"found a BinaryCIF file without atom coordinates in {name}, expected an atom_site table; "
                "get the coordinate file"
            )
        atoms = _atoms_of(block)
        metadata = read_cif_metadata(functools.partial(_block_rows, block), atoms)
    except (ValueError, KeyError, TypeError, IndexError, InvalidFileError, DeserializationError) as error:
        raise FormatError(
            f"found a damaged BinaryCIF file in {name} ({error}), expected a complete one; get the file again"
        ) from error
    return atoms, metadata


def _block_rows(block: Any, category: str, columns: tuple[str, ...]) -> Iterable[CifRow]:
    """Read some columns of a category; a column that is absent is `None` throughout."""
    category = category.removeprefix("_")
    if category not in block:
        return ()
    table = block[category]
    values = []
    for column in columns:
        if column not in table:
            values.append([None] * table.row_count)
            continue
        cells = table[column].as_array(str).tolist()
        mask = table[column].mask
        hidden = [False] * len(cells) if mask is None else (mask.array != _PRESENT).tolist()
        values.append([None if gone else cell for cell, gone in zip(cells, hidden, strict=True)])
    return zip(*values, strict=True)


def _atoms_of(block: Any) -> AtomTable:
    """Take the atom columns out of the atom_site category."""
    table = block["atom_site"]
    count = table.row_count
    if not any(name in table for name in _ATOM_NAMES):
        raise KeyError(f"no column {' or '.join(_ATOM_NAMES)}")

    def text(*names: str) -> npt.NDArray[np.bytes_]:
        """Give the first of several columns that exists, blank where a value is absent."""
        column = next((table[name] for name in names if name in table), None)
        if column is None:
            return np.zeros(count, dtype="S1")
        cells = column.as_array(str)
        if column.mask is not None:
            cells = np.where(column.mask.array == _PRESENT, cells, "")
        return np.char.encode(cells, "utf-8")

    def number(name: str, default: float) -> npt.NDArray[np.float32]:
        """Give a numeric column, its default where the column or a value is absent."""
        if name not in table:
            return np.full(count, default, dtype=np.float32)
        return np.where(present(name), table[name].as_array(np.float32), np.float32(default))

    def coordinate(name: str) -> npt.NDArray[np.float32]:
        """Give a coordinate column, which must be there; an absent value is no number."""
        return np.where(present(name), table[name].as_array(np.float32), np.float32(np.nan))

    def present(name: str) -> npt.NDArray[np.bool_]:
        """Say which values of a column are there."""
        mask = table[name].mask
        return np.ones(count, dtype=bool) if mask is None else np.asarray(mask.array == _PRESENT)

    model = (
        table["pdbx_PDB_model_num"].as_array(np.int32) if "pdbx_PDB_model_num" in table else np.ones(count, np.int32)
    )
    number_column = "auth_seq_id" if "auth_seq_id" in table else "label_seq_id"
    entity = text("label_entity_id")
    atoms = AtomTable(
        model_number=np.asarray(model, dtype=np.int32),
        chain_id=text("auth_asym_id", "label_asym_id"),
        label_chain_id=text("label_asym_id"),
        entity_id=entity,
        author_number=np.where(present(number_column), table[number_column].as_array(np.int32), np.int32(NO_NUMBER)),
        insertion_code=text("pdbx_PDB_ins_code"),
        residue_name=text("auth_comp_id", "label_comp_id"),
        is_hetatm=text("group_PDB") == b"HETATM",
        is_polymer=_polymer_mask(block, entity),
        atom_name=text(*_ATOM_NAMES),
        element=np.char.upper(text("type_symbol")),
        altloc=text("label_alt_id"),
        occupancy=number("occupancy", 1.0),
        b_factor=number("B_iso_or_equiv", 0.0),
        xyz=np.stack([coordinate(f"Cartn_{axis}") for axis in "xyz"], axis=1),
    )
    return group_residues(atoms)


def _polymer_mask(block: Any, entity: npt.NDArray[np.bytes_]) -> npt.NDArray[np.bool_] | None:
    """Say which atoms belong to polymers; `None` when the file does not say."""
    if "entity" not in block or "type" not in block["entity"]:
        return None
    table = block["entity"]
    polymers = [
        identifier.encode()
        for identifier, kind in zip(table["id"].as_array(str), table["type"].as_array(str), strict=True)
        if kind == "polymer"
    ]
    return np.isin(entity, np.array(polymers, dtype="S8"))
