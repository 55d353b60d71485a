"""What does a gemmi object hold: a Structure, a Model, a cif.Document or a cif.Block?"""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import Any

import gemmi

from rasstruct.structure.atom_table import AtomTable
from rasstruct.structure.content import StructureContent
from rasstruct.structure.files.cif_metadata import read_cif_metadata
from rasstruct.structure.files.element_guess import distrust_elements
from rasstruct.structure.files.file_format import FileFormat
from rasstruct.structure.files.read_gemmi import block_rows, parse_block, take_atoms
from rasstruct.structure.interop.object_columns import refuse_object
from rasstruct.structure.metadata import Metadata

__all__ = ["read_gemmi"]

_EXPECTED = "a gemmi.Structure, Model, cif.Document or cif.Block"


def read_gemmi(given: Any) -> StructureContent:
    """Read a gemmi object; it is copied first, because gemmi completes structures in place.

    Raises
    ------
    SourceError
        When it is another object of gemmi, such as a chain.
    EmptyStructureError
        When it holds no atoms.
    FormatError
        When a document or block is damaged.
    """
    if isinstance(given, gemmi.Structure):
        name = f"gemmi structure {given.name}".rstrip()
        atoms, metadata = _read_structure(given.clone(), name)
    elif isinstance(given, gemmi.Model):
        name = f"gemmi model {given.num}"
        structure = gemmi.Structure()
        structure.add_model(given)
        atoms, metadata = _read_structure(structure, name)
    elif isinstance(given, gemmi.cif.Document | gemmi.cif.Block):
        blocks = given if isinstance(given, gemmi.cif.Document) else [given]
        name = f"gemmi block {next((block.name for block in blocks), '')}".rstrip()
        atoms, metadata = parse_block(_copy_blocks(blocks), name)
    else:
        raise refuse_object(given, _EXPECTED)
    return StructureContent(name, FileFormat.GEMMI, atoms, metadata)


def _copy_blocks(blocks: Any) -> gemmi.cif.Document:
    """Copy blocks into a document of their own."""
    copy = gemmi.cif.Document()
    for block in blocks:
        copy.add_copied_block(block)
    return copy


def _read_structure(structure: gemmi.Structure, name: str) -> tuple[AtomTable, Metadata]:
    """Read a structure that is ours to complete: atoms, then what gemmi would write above them."""
    structure.setup_entities()
    structure.add_entity_ids()
    atoms = take_atoms(structure, name)
    if ((atoms.atom_name == b"CA") & (atoms.element == b"CA") & (atoms.residue_name != b"CA")).any():
        # a PDB file without element columns, whose alpha carbons gemmi took for calcium
        atoms = distrust_elements(atoms)
    headers = structure.make_mmcif_headers()
    metadata = read_cif_metadata(functools.partial(block_rows, headers), atoms)
    title = metadata.title
    return atoms, replace(
        metadata,
        is_predicted=bool(title and "ALPHAFOLD" in title.upper()) or metadata.method == "THEORETICAL MODEL",
        resolution=structure.resolution or metadata.resolution,
        cell=metadata.cell if structure.cell.is_crystal() else None,
    )
