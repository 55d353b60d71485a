"""How does a structure become a `Bio.PDB` Structure?"""

from __future__ import annotations

import warnings
from typing import Any

import gemmi
import numpy as np

from rasstruct._base.errors import FormatError
from rasstruct.structure.interop.exported_atoms import ExportedAtoms
from rasstruct.structure.interop.to_gemmi import is_hetatm
from rasstruct.structure.topology import ResidueKind

__all__ = ["build_biopython"]

_BLANK = " "


def build_biopython(exported: ExportedAtoms) -> Any:
    """Make a Bio.PDB structure; alternate locations are disordered atoms, other amino acids point mutations.

    Raises
    ------
    FormatError
        When two residues of one chain share number and insertion code, which Biopython cannot hold.
    """
    from Bio.PDB.PDBExceptions import PDBConstructionException, PDBConstructionWarning
    from Bio.PDB.StructureBuilder import StructureBuilder

    builder = StructureBuilder()
    builder.init_structure(exported.name)
    builder.set_header(_header(exported))
    try:
        with warnings.catch_warnings():
            # chains whose ligands and waters stand apart from them are usual
            warnings.simplefilter("ignore", PDBConstructionWarning)
            for index, number in enumerate(exported.structure.model_numbers):
                builder.init_model(index, number)
                _build_model(builder, exported, index)
    except PDBConstructionException as error:
        raise FormatError(
            f"found residues in {exported.structure.source} that Biopython cannot tell apart ({error}), expected each "
            "number once in a chain; export with numbering='uniprot'"
        ) from error
    return builder.get_structure()


def _build_model(builder: Any, exported: ExportedAtoms, index: int) -> None:
    """Add chains, residues and atoms of one model."""
    topology, numbers = exported.structure.topology, exported.numbers
    xyz = exported.structure.xyz[index]
    serial = 0
    last = -1
    builder.init_seg(_BLANK * 4)
    for residue in exported.residues.tolist():
        if topology.chain_index[residue] != last:
            last = topology.chain_index[residue]
            builder.init_chain(topology.chain_ids[last] or _BLANK)
        name, kind = topology.name_of(residue), int(topology.kind[residue])
        hetfield = "W" if kind == ResidueKind.WATER else f"H_{name}" if is_hetatm(name, kind) else _BLANK
        builder.init_residue(
            name, hetfield, int(numbers.author_number[residue]), numbers.insertion_code[residue].decode() or _BLANK
        )
        rows = topology.atoms_of(residue)
        for row in range(rows.start, rows.stop):
            serial += 1
            atom_name = topology.atom_name[row].decode()
            builder.init_atom(
                atom_name,
                xyz[row].copy(),
                float(topology.b_factor[row]),
                float(topology.occupancy[row]),
                topology.altloc[row].decode() or _BLANK,
                atom_name.center(4) if len(atom_name) < 4 else atom_name,
                serial,
                topology.element[row].decode(),
            )


def _header(exported: ExportedAtoms) -> dict[str, Any]:
    """Give the header under the keys of Biopython's parsers."""
    metadata = exported.structure.metadata
    missing = _missing_residues(exported)
    return {
        "idcode": metadata.pdb_id or "",
        "name": metadata.title or "",
        "deposition_date": metadata.deposition_date or "",
        "structure_method": (metadata.method or "").lower(),
        "resolution": metadata.resolution,
        "has_missing_residues": bool(missing),
        "missing_residues": missing,
    }


def _missing_residues(exported: ExportedAtoms) -> list[dict[str, Any]]:
    """List the residues of RAS sequences that are not modelled, as Biopython lists REMARK 465.

    Only where RAS leaves in UniProt numbering: other numbers of missing residues are not known.
    """
    numbers, missing = exported.numbers, []
    for chain in exported.numberings:
        placed = chain.residues[chain.uniprot_numbers > 0]
        is_canonical = np.array_equal(numbers.author_number[placed], numbers.uniprot_number[placed])
        if chain.sequence_letters is None or chain.sequence_numbers is None or not is_canonical:
            continue
        modelled = set(chain.uniprot_numbers.tolist())
        names = gemmi.expand_one_letter_sequence(chain.sequence_letters.tobytes().decode(), gemmi.ResidueKind.AA)
        missing += [
            {"model": None, "res_name": name, "chain": chain.chain_id, "ssseq": number, "insertion": None}
            for name, number in zip(names, chain.sequence_numbers.tolist(), strict=True)
            if number and number not in modelled
        ]
    return missing
