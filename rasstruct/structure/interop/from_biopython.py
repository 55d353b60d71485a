"""What does a Bio.PDB object hold: a Structure, a Model or a Chain?

Alternate locations and point mutations, which Biopython hides behind one
chosen atom or residue, are all taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from rasstruct.structure.content import StructureContent
from rasstruct.structure.files.file_format import FileFormat
from rasstruct.structure.interop.object_columns import build_atom_table, refuse_object, text_column
from rasstruct.structure.metadata import Metadata
from rasstruct.structure.pdb_ids import parse_pdb_id
from rasstruct.structure.residue_names import one_letter, one_letter_sequence

__all__ = ["read_biopython"]

_EXPECTED = "a Bio.PDB Structure, Model or Chain"
_NO_HETFIELD = " "
#: what Biopython writes where a header says nothing
_UNSTATED = ("", "unknown", "?", ".")
_JOINED = re.compile(r",(?=[A-Z])")


def read_biopython(given: Any) -> StructureContent:
    """Read a Bio.PDB object.

    Raises
    ------
    SourceError
        When it is another object of Biopython, such as a residue.
    EmptyStructureError
        When it holds no atoms.
    """
    level = getattr(given, "level", None)
    if level not in ("S", "M", "C"):
        raise refuse_object(given, _EXPECTED)
    header = dict(getattr(given, "header", None) or {})
    chains = [given] if level == "C" else list(given if level == "M" else next(iter(given), []))
    metadata = _read_header(header, chains)
    label = metadata.pdb_id or given.id
    name = f"Biopython {type(given).__name__.lower()} {label}"
    models = list(given) if level == "S" else [given]
    columns = list(zip(*(row for model in models for row in _atom_rows(model, level)), strict=True))
    number, chain, hetfield, author_number, insertion, residue, atom, element, altloc, occupancy, b_factor, xyz = (
        columns or [()] * 12
    )
    atoms = build_atom_table(
        name,
        np.array(xyz, dtype=np.float32).reshape(-1, 3),
        model_number=number,
        chain_id=text_column(chain),
        author_number=author_number,
        insertion_code=text_column(insertion),
        residue_name=text_column(residue),
        is_hetatm=[field != _NO_HETFIELD for field in hetfield],
        atom_name=text_column(atom),
        element=text_column(element),
        altloc=text_column(altloc),
        occupancy=occupancy,
        b_factor=b_factor,
    )
    return StructureContent(name, FileFormat.BIOPYTHON, atoms, metadata)


def _atom_rows(model: Any, level: str) -> Iterator[tuple[Any, ...]]:
    """Give one row an atom of a model, or of a lone chain."""
    chains = [model] if level == "C" else model
    number = 1 if level == "C" else getattr(model, "serial_num", None) or int(model.id) + 1
    for chain in chains:
        for residue in chain.get_unpacked_list():
            hetfield, author_number, insertion = residue.id
            head = (number, chain.id, hetfield, author_number, insertion, residue.resname)
            for atom in residue.get_unpacked_list():
                occupancy = atom.occupancy
                yield (
                    *head,
                    atom.name,
                    atom.element or "",
                    atom.altloc,
                    1.0 if occupancy is None else occupancy,
                    atom.bfactor,
                    atom.coord,
                )


def _read_header(header: dict[str, Any], chains: list[Any]) -> Metadata:
    """Take what Biopython keeps of a header."""
    pdb_id = _stated(header.get("idcode"))
    title, method = _stated(header.get("name")), _stated(header.get("structure_method"))
    resolution = header.get("resolution")
    return Metadata(
        pdb_id=parse_pdb_id(pdb_id) if pdb_id else None,
        title=title,
        method=method.upper() if method else None,
        resolution=float(resolution) if resolution else None,
        deposition_date=_stated(header.get("deposition_date")),
        is_predicted=bool(title and "ALPHAFOLD" in title.upper()),
        chain_names=_chain_names(header.get("compound"), chains),
        sequences=_sequences(header.get("missing_residues"), chains),
    )


def _stated(text: Any) -> str | None:
    """Give a text that says something, in capitals when Biopython made it lower case, as it does with PDB headers."""
    if not isinstance(text, str) or text.strip() in _UNSTATED:
        return None
    stated: str = text.strip()
    return stated.upper() if stated.islower() else stated


def _chain_names(compounds: Any, chains: list[Any]) -> dict[str, str]:
    """Read the molecules of COMPND, whose chains Biopython writes in lower case."""
    by_lower: dict[str, str] = {}
    for compound in (compounds or {}).values():
        molecule = _stated(compound.get("molecule"))
        if molecule:
            # Biopython joins the lines of a name without the space between them
            molecule = _JOINED.sub(", ", molecule)
            by_lower.update({chain.strip(): molecule for chain in compound.get("chain", "").split(",")})
    return {chain.id: by_lower[chain.id.lower()] for chain in chains if chain.id.lower() in by_lower}


def _sequences(missing: Any, chains: list[Any]) -> dict[str, str]:
    """Put the residues that REMARK 465 lists as missing between the modelled ones; Biopython keeps no SEQRES."""
    found: dict[str, str] = {}
    for chain in chains:
        absent = [row for row in missing or () if row.get("chain") == chain.id]
        if not absent:
            continue
        names = {(row["ssseq"], row["insertion"] or " "): row["res_name"] for row in absent}
        modelled = {residue.id[1:]: residue.resname for residue in chain if one_letter(residue.resname.strip())}
        names.update(modelled)
        found[chain.id] = one_letter_sequence([names[place].strip() for place in sorted(names)])
    return found
