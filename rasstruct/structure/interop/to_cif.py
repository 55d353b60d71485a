"""How does a structure become mmCIF text?

gemmi writes the coordinates, sequences, connections, cell and assemblies. What it
does not hold is added: names of molecules and components, database
references, declared sequence differences, and the mark of a predicted model.
"""

from __future__ import annotations

import gemmi

from rasstruct.structure.interop.exported_atoms import ExportedAtoms
from rasstruct.structure.interop.to_gemmi import build_gemmi

__all__ = ["format_cif"]

Cells = dict[str, list[str]]


def format_cif(exported: ExportedAtoms) -> str:
    """Write a structure as mmCIF."""
    structure = build_gemmi(exported)
    document = structure.make_mmcif_document()
    block = document.sole_block()
    chains = _chains_by_entity(structure)
    _name_linked_residues(block)
    _name_molecules(block, exported, chains)
    _name_components(block, exported)
    for category, cells in (
        ("_struct_ref.", _references(exported, chains)),
        ("_struct_ref_seq_dif.", _differences(exported)),
        *_resolution(exported),
        ("_ma_model_list.", {"model_id": ["1"]} if exported.structure.metadata.is_predicted else {}),
    ):
        if cells:
            block.set_mmcif_category(category, cells)
    return str(document.as_string())


def _resolution(exported: ExportedAtoms) -> list[tuple[str, Cells]]:
    """Give the resolution in Å under the item of its experiment."""
    metadata = exported.structure.metadata
    if metadata.resolution is None:
        return []
    if "MICROSCOPY" in (metadata.method or "").upper():
        return [("_em_3d_reconstruction.", {"entry_id": [exported.name], "resolution": [f"{metadata.resolution:g}"]})]
    cells = {"entry_id": [exported.name], "pdbx_refine_id": [metadata.method or "?"]}
    return [("_refine.", {**cells, "ls_d_res_high": [f"{metadata.resolution:g}"]})]


def _chains_by_entity(structure: gemmi.Structure) -> dict[str, list[str]]:
    """Map polymer entities to author chains."""
    found: dict[str, list[str]] = {}
    for chain in structure[0]:
        entity = structure.get_entity_of(chain.get_polymer())
        if entity is not None:
            found.setdefault(entity.name, []).append(chain.name)
    return found


def _name_molecules(block: gemmi.cif.Block, exported: ExportedAtoms, chains: dict[str, list[str]]) -> None:
    """Add the names of polymers to the entities."""
    names = exported.structure.metadata.chain_names
    cells = block.get_mmcif_category("_entity.")
    cells["pdbx_description"] = [
        next((names[chain] for chain in chains.get(entity, ()) if chain in names), None) for entity in cells["id"]
    ]
    block.set_mmcif_category("_entity.", cells)


def _name_components(block: gemmi.cif.Block, exported: ExportedAtoms) -> None:
    """Add the names of components."""
    names = exported.structure.metadata.het_names
    cells = block.get_mmcif_category("_chem_comp.")
    cells["name"] = [names.get(code) for code in cells["id"]]
    block.set_mmcif_category("_chem_comp.", cells)


def _references(exported: ExportedAtoms, chains: dict[str, list[str]]) -> Cells:
    """Give the UniProt entry of each polymer."""
    references = exported.structure.metadata.database_references
    found = [
        (entity, references[chain])
        for entity, names in chains.items()
        for chain in [next((name for name in names if name in references), None)]
        if chain is not None
    ]
    if not found:
        return {}
    return {
        "id": [str(index) for index in range(1, len(found) + 1)],
        "entity_id": [entity for entity, _ in found],
        "db_name": ["UNP"] * len(found),
        "db_code": [reference.entry_name or "?" for _, reference in found],
        "pdbx_db_accession": [reference.accession or "?" for _, reference in found],
    }


def _differences(exported: ExportedAtoms) -> Cells:
    """Repeat the declared differences from the database sequence."""
    rows = exported.sequence_differences
    if not rows:
        return {}
    return {
        "align_id": ["?"] * len(rows),
        "pdbx_ordinal": [str(index) for index in range(1, len(rows) + 1)],
        "pdbx_pdb_strand_id": [row.chain_id for row in rows],
        "pdbx_auth_seq_num": [str(row.author_number) for row in rows],
        "mon_id": [row.residue_name or "?" for row in rows],
        "db_mon_id": [row.database_residue or "?" for row in rows],
        "details": [row.details or "?" for row in rows],
    }


def _name_linked_residues(block: gemmi.cif.Block) -> None:
    """Add to the connections of a block the residue names that gemmi writes in their label columns only."""
    table = block.find_mmcif_category("_struct_conn.")
    for end in ("ptnr1", "ptnr2"):
        column, label = f"_struct_conn.{end}_auth_comp_id", f"_struct_conn.{end}_label_comp_id"
        if table and label in table.tags and column not in table.tags:
            names = list(block.find_values(label))
            table.loop.add_columns([column], "?")
            for row, name in enumerate(names):
                block.find_values(column)[row] = name
