"""What do the categories of an mmCIF or BinaryCIF file say beside the coordinates?

The parser is not known here: a function gives the rows of a category, so
that text and binary files take the same path.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import gemmi
import numpy as np

from rasstruct.structure.atom_table import AtomTable, starts_of_runs
from rasstruct.structure.files.cif_assemblies import read_cif_assemblies
from rasstruct.structure.files.cif_rows import CifRow, RowReader
from rasstruct.structure.metadata import DatabaseReference, Link, LinkEnd, Metadata, SequenceDifference
from rasstruct.structure.pdb_ids import parse_pdb_id
from rasstruct.structure.residue_names import one_letter_sequence

__all__ = ["read_cif_metadata"]

Value = TypeVar("Value")


def read_cif_metadata(rows: RowReader, atoms: AtomTable) -> Metadata:
    """Read everything but the atoms.

    Parameters
    ----------
    rows
        Gives the rows of a category, `None` for absent, unknown and inapplicable values.
    atoms
        The atoms of the same file; they tell which author chains belong to which entity.
    """
    entry_id = _first(rows, "_entry", "id")
    entities = _chains_by_entity(atoms)
    return Metadata(
        pdb_id=parse_pdb_id(entry_id or ""),
        title=_first(rows, "_struct", "title"),
        method=_join(row[0] for row in rows("_exptl", ("method",))),
        resolution=_resolution(rows),
        deposition_date=_first(rows, "_pdbx_database_status", "recvd_initial_deposition_date"),
        is_predicted=_first(rows, "_ma_model_list", "model_id") is not None,
        cell=_cell(rows),
        space_group=_first(rows, "_symmetry", "space_group_name_H-M"),
        sequences=_per_chain(entities, _sequences(rows)),
        chain_names=_per_chain(entities, _by_entity(rows("_entity", ("id", "pdbx_description")))),
        database_references=_per_chain(entities, _references(rows)),
        het_names={code: text for code, text in rows("_chem_comp", ("id", "name")) if code and text},
        links=tuple(_links(rows)),
        sequence_differences=tuple(_differences(rows)),
        assemblies=read_cif_assemblies(rows, atoms),
    )


def _first(rows: RowReader, category: str, column: str) -> str | None:
    """Give the first value of a column."""
    return next((row[0] for row in rows(category, (column,))), None)


def _join(values: Iterable[str | None]) -> str | None:
    """Join the values that are there."""
    return "; ".join(value for value in values if value) or None


def _number(text: str | None) -> float | None:
    """Read a number, `None` when it is none."""
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _resolution(rows: RowReader) -> float | None:
    """Take the resolution in Å from refinement, reconstruction or data."""
    for category, column in (
        ("_refine", "ls_d_res_high"),
        ("_em_3d_reconstruction", "resolution"),
        ("_reflns", "d_resolution_high"),
    ):
        value = _number(_first(rows, category, column))
        if value is not None:
            return value
    return None


def _cell(rows: RowReader) -> tuple[float, ...] | None:
    """Take the unit cell: three lengths in Å, three angles in degrees."""
    columns = ("length_a", "length_b", "length_c", "angle_alpha", "angle_beta", "angle_gamma")
    row = next(iter(rows("_cell", columns)), None)
    values = tuple(_number(text) for text in row) if row else ()
    known = tuple(value for value in values if value is not None)
    # entries that are no crystals have a cell of 1 Å
    return known if len(known) == len(columns) and gemmi.UnitCell(*known).is_crystal() else None


def _chains_by_entity(atoms: AtomTable) -> dict[str, list[str]]:
    """Map entity to author chains, from the polymer atoms."""
    is_polymer = np.ones(len(atoms.chain_id), dtype=bool) if atoms.is_polymer is None else atoms.is_polymer
    starts = starts_of_runs(atoms.chain_id, atoms.entity_id, is_polymer) & is_polymer
    found: dict[str, list[str]] = {}
    for chain, entity in zip(atoms.chain_id[starts].tolist(), atoms.entity_id[starts].tolist(), strict=True):
        chains = found.setdefault(entity.decode(), [])
        if (name := chain.decode()) not in chains:
            chains.append(name)
    return found


def _per_chain(entities: dict[str, list[str]], facts: dict[str, Value]) -> dict[str, Value]:
    """Spread facts about entities over their author chains."""
    return {chain: facts[entity] for entity, chains in entities.items() if entity in facts for chain in chains}


def _by_entity(rows: Iterable[CifRow]) -> dict[str, str]:
    """Make a dictionary of two columns, without unknown values."""
    return {key: value for key, value in rows if key and value}


def _sequences(rows: RowReader) -> dict[str, str]:
    """Read polymer sequences by entity, canonical one-letter codes first, residue names else."""
    found = {
        entity: "".join(text.split()).upper()
        for entity, text in rows("_entity_poly", ("entity_id", "pdbx_seq_one_letter_code_can"))
        if entity and text
    }
    residues: dict[str, dict[str, str]] = {}
    if not found:
        for entity, number, residue in rows("_entity_poly_seq", ("entity_id", "num", "mon_id")):
            if entity and number and residue:
                residues.setdefault(entity, {}).setdefault(number, residue)
    found.update({entity: one_letter_sequence(list(names.values())) for entity, names in residues.items()})
    return found


def _references(rows: RowReader) -> dict[str, DatabaseReference]:
    """Read the UniProt entry of each entity."""
    columns = ("entity_id", "db_name", "db_code", "pdbx_db_accession")
    found: dict[str, DatabaseReference] = {}
    for entity, database, entry_name, accession in rows("_struct_ref", columns):
        reference = DatabaseReference.of(database or "", accession, entry_name)
        if entity and reference:
            found.setdefault(entity, reference)
    return found


def _links(rows: RowReader) -> Iterable[Link]:
    """Read covalent connections inside the asymmetric unit."""
    columns = (
        "conn_type_id", "ptnr1_symmetry", "ptnr2_symmetry",
        "ptnr1_auth_asym_id", "ptnr1_auth_seq_id", "pdbx_ptnr1_PDB_ins_code", "ptnr1_auth_comp_id",
        "ptnr1_label_atom_id", "pdbx_ptnr1_label_alt_id",
        "ptnr2_auth_asym_id", "ptnr2_auth_seq_id", "pdbx_ptnr2_PDB_ins_code", "ptnr2_auth_comp_id",
        "ptnr2_label_atom_id", "pdbx_ptnr2_label_alt_id", "ptnr1_label_comp_id", "ptnr2_label_comp_id",
    )  # fmt: skip
    for kind, symmetry1, symmetry2, *ends, label1, label2 in rows("_struct_conn", columns):
        if kind in ("covale", "disulf") and symmetry1 == symmetry2:
            first, second = _link_end(ends[:6], label1), _link_end(ends[6:], label2)
            if first and second:
                yield Link(first, second)


def _link_end(cells: list[str | None], label_residue: str | None) -> LinkEnd | None:
    """Make one end of a link; `None` when the file does not name the atom."""
    chain, number, insertion, author_residue, atom, altloc = cells
    residue = author_residue or label_residue
    if not (chain and number and residue and atom):
        return None
    return LinkEnd(chain, int(number), insertion or "", residue, atom, altloc or "")


def _differences(rows: RowReader) -> Iterable[SequenceDifference]:
    """Read declared differences from the database sequence."""
    columns = ("pdbx_pdb_strand_id", "pdbx_auth_seq_num", "mon_id", "db_mon_id", "details")
    for chain, number, residue, database_residue, details in rows("_struct_ref_seq_dif", columns):
        yield SequenceDifference(
            chain or "", int(number) if number else None, residue or "", database_residue or "", details or ""
        )
