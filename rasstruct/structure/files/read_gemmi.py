"""What do a PDB-format and an mmCIF file hold? (parsed by gemmi)"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterable, Iterator

import gemmi
import numpy as np

from rasstruct._base.errors import EmptyStructureError, FormatError
from rasstruct.structure.atom_table import AtomTable, fixed_width
from rasstruct.structure.files.cif_metadata import read_cif_metadata
from rasstruct.structure.files.cif_rows import CifRow
from rasstruct.structure.files.element_guess import distrust_elements
from rasstruct.structure.files.pdb_columns import (
    has_elements,
    refuse_bad_coordinates,
    restore_long_names,
    warn_of_atoms_behind_end,
    without_line_codes,
)
from rasstruct.structure.files.pdb_metadata import read_pdb_metadata
from rasstruct.structure.metadata import Metadata

__all__ = ["block_rows", "parse_block", "parse_mmcif", "parse_pdb", "take_atoms"]

_POLYMER = int(gemmi.EntityType.Polymer.value)
_UNKNOWN_ENTITY = int(gemmi.EntityType.Unknown.value)
_HETATM = ord("H")
_BLANK = 32
#: upper-case symbols by atomic number; gemmi puts deuterium behind the last element
_SYMBOLS = np.array([*(gemmi.Element(number).name.upper() for number in range(119)), "D"], dtype="S2")
#: mmCIF atom columns that gemmi needs, with what stands for an absent one; elements are then read from atom names
_NEEDED_COLUMNS = {"id": "1", "type_symbol": "X", "label_alt_id": ".", "label_asym_id": "A"}


def parse_pdb(content: bytes, name: str) -> tuple[AtomTable, Metadata]:
    """Read a PDB-format file.

    Raises
    ------
    FormatError
        When gemmi cannot make sense of a line.
    EmptyStructureError
        When there are no atoms.
    """
    try:
        structure = gemmi.read_pdb_string(content)
    except (ValueError, RuntimeError) as error:
        mended = without_line_codes(content)
        if mended == content:
            raise _damaged("PDB", name, error) from error
        return parse_pdb(mended, name)
    warn_of_atoms_behind_end(content, name)
    refuse_bad_coordinates(content, name)
    atoms = restore_long_names(take_atoms(structure, name), content)
    if not has_elements(content):
        atoms = distrust_elements(atoms)
    return atoms, read_pdb_metadata(content.decode(), structure)


def parse_mmcif(content: bytes, name: str) -> tuple[AtomTable, Metadata]:
    """Read an mmCIF file; of several data blocks, the first that holds atoms.

    Raises
    ------
    FormatError
        When the file breaks the CIF syntax.
    EmptyStructureError
        When no block holds atoms.
    """
    with _refused_if_damaged("mmCIF", name):
        document = gemmi.cif.read_string(content)
    return parse_block(document, name)


def parse_block(document: gemmi.cif.Document, name: str) -> tuple[AtomTable, Metadata]:
    """Read the first block of a document that holds atoms; columns that gemmi needs are added to it.

    Raises
    ------
    FormatError
        When the atom table cannot be understood.
    EmptyStructureError
        When no block holds atoms.
    """
    with _refused_if_damaged("mmCIF", name):
        block = next((b for b in document if b.find_values("_atom_site.Cartn_x")), None)
        if block is None:
            raise EmptyStructureError(
                f"found an mmCIF file without atom coordinates in {name}, expected an _atom_site table; "
                "get the coordinate file, not structure factors or a component"
            )
        _add_missing_columns(block)
        structure = gemmi.make_structure_from_block(block)
        atoms = take_atoms(structure, name)
        metadata = read_cif_metadata(functools.partial(block_rows, block), atoms)
    return atoms, metadata


def _add_missing_columns(block: gemmi.cif.Block) -> None:
    """Add the atom columns that gemmi reads nothing without and that short mmCIF files leave out."""
    column = block.find_loop("_atom_site.Cartn_x")
    if not column:  # a single atom stands outside of loops
        return
    loop = column.get_loop()
    for name, value in _NEEDED_COLUMNS.items():
        tag = f"_atom_site.{name}"
        if tag not in loop.tags:
            loop.add_columns([tag], value)


def block_rows(block: gemmi.cif.Block, category: str, columns: tuple[str, ...]) -> Iterable[CifRow]:
    """Read some columns of a category; a column that is absent is `None` throughout."""
    if len(columns) == 1:  # categories such as _refine have a hundred columns
        return [(gemmi.cif.as_string(cell) or None,) for cell in block.find_values(f"{category}.{columns[0]}")]
    # gemmi gives None for ? and False for .
    table: dict[str, list[str | bool | None]] = block.get_mmcif_category(f"{category}.")
    length = max(map(len, table.values()), default=0)
    cells = (
        [str(cell) if cell else None for cell in table[name]] if name in table else [None] * length for name in columns
    )
    return zip(*cells, strict=True)


def take_atoms(structure: gemmi.Structure, name: str) -> AtomTable:
    """Take the atom columns out of a gemmi structure, whose entities are set up where they are not.

    Raises
    ------
    EmptyStructureError
        When it holds no atoms.
    """
    flat = gemmi.FlatStructure(structure)
    entity_type = flat.entity_type
    if not len(entity_type):
        raise EmptyStructureError(f"found no atoms in {name}, expected coordinates; get the coordinate file")
    if (entity_type == _UNKNOWN_ENTITY).any():
        structure.setup_entities()
        flat = gemmi.FlatStructure(structure)
        entity_type = flat.entity_type
    insertion = np.where(flat.icodes == _BLANK, 0, flat.icodes).astype(np.int8)
    return AtomTable(
        model_number=np.array(flat.model_num, dtype=np.int32),
        chain_id=fixed_width(flat.chain_ids),
        label_chain_id=fixed_width(flat.subchains),
        entity_id=fixed_width(flat.entity_ids),
        author_number=np.array(flat.resnums, dtype=np.int32),
        insertion_code=fixed_width(insertion),
        residue_name=fixed_width(flat.residue_names),
        is_hetatm=flat.het_flags == _HETATM,
        is_polymer=entity_type == _POLYMER,
        atom_name=fixed_width(flat.atom_names),
        element=_SYMBOLS[flat.elements],
        altloc=fixed_width(flat.altlocs),
        occupancy=np.array(flat.occ, dtype=np.float32),
        b_factor=np.array(flat.b_iso, dtype=np.float32),
        xyz=np.array(flat.pos, dtype=np.float32),
    )


@contextlib.contextmanager
def _refused_if_damaged(file_format: str, name: str) -> Iterator[None]:
    """Turn what gemmi says about a damaged file into one sentence; an undecodable byte is the caller's to mend."""
    try:
        yield
    except UnicodeDecodeError:
        raise
    except (ValueError, RuntimeError, IndexError) as error:
        raise _damaged(file_format, name, error) from error


def _damaged(file_format: str, name: str, error: Exception) -> FormatError:
    """Make the sentence about a file that breaks off or breaks its syntax."""
    found = " ".join(str(error).split())[:160]
    return FormatError(
        f"found a damaged {file_format} file in {name} ({found}), expected a complete one; get the file again"
    )
