"""What does a biotite AtomArray or AtomArrayStack hold?"""

from __future__ import annotations

from typing import Any

import gemmi
import numpy as np

from rasstruct.structure.content import StructureContent
from rasstruct.structure.files.file_format import FileFormat
from rasstruct.structure.interop.object_columns import build_atom_table, refuse_object, text_column
from rasstruct.structure.metadata import Metadata

__all__ = ["read_biotite"]

_EXPECTED = "a biotite AtomArray or AtomArrayStack"
#: optional texts and numbers by column of the atom table
_OPTIONAL_TEXTS = {"insertion_code": "ins_code", "element": "element", "altloc": "altloc_id"}
_OPTIONAL_NUMBERS = {"occupancy": "occupancy", "b_factor": "b_factor"}
#: what stands for no alternate location in mmCIF
_NO_ALTLOC = (b".", b"?")


def read_biotite(given: Any) -> StructureContent:
    """Read a biotite array, or all models of a stack.

    Raises
    ------
    SourceError
        When it is another object of biotite, such as an atom.
    EmptyStructureError
        When it holds no atoms.
    """
    annotations = _annotations(given)
    name = f"biotite {type(given).__name__}"
    xyz = np.asarray(given.coord)
    depth = 1 if xyz.ndim == 2 else len(xyz)
    count = xyz.shape[-2]

    def repeat(values: Any) -> Any:
        return np.tile(values, depth)

    optional = {
        column: repeat(text_column(annotations[key])) for column, key in _OPTIONAL_TEXTS.items() if key in annotations
    }
    numbers = {column: repeat(annotations[key]) for column, key in _OPTIONAL_NUMBERS.items() if key in annotations}
    if "altloc" in optional:
        optional["altloc"] = np.where(np.isin(optional["altloc"], _NO_ALTLOC), b"", optional["altloc"])
    atoms = build_atom_table(
        name,
        xyz.reshape(-1, 3),
        model_number=np.repeat(np.arange(1, depth + 1), count),
        chain_id=repeat(text_column(annotations["chain_id"])),
        author_number=repeat(annotations["res_id"]),
        residue_name=repeat(text_column(annotations["res_name"])),
        is_hetatm=repeat(annotations["hetero"]),
        atom_name=repeat(text_column(annotations["atom_name"])),
        **optional,
        **numbers,
    )
    return StructureContent(name, FileFormat.BIOTITE, atoms, Metadata(cell=_cell(given.box)))


def _annotations(given: Any) -> dict[str, Any]:
    """Give the annotation arrays; refuse what has none."""
    if not hasattr(given, "get_annotation_categories") or not hasattr(given, "coord"):
        raise refuse_object(given, _EXPECTED)
    return {name: given.get_annotation(name) for name in given.get_annotation_categories()}


def _cell(box: Any) -> tuple[float, ...] | None:
    """Turn box vectors, those of the first model, into lengths in Å and angles in degrees."""
    if box is None:
        return None
    vectors = np.asarray(box, dtype=np.float64).reshape(-1, 3, 3)[0]
    lengths = np.linalg.norm(vectors, axis=1)
    if not (lengths > 0).all():
        return None
    unit = vectors / lengths[:, None]
    cosines = [float(unit[1] @ unit[2]), float(unit[0] @ unit[2]), float(unit[0] @ unit[1])]
    cell = (*lengths.tolist(), *np.degrees(np.arccos(np.clip(cosines, -1, 1))).tolist())
    return cell if gemmi.UnitCell(*cell).is_crystal() else None
