"""How does a structure become an MDAnalysis Universe?

The Universe lives in memory and has every model as a frame. Beside the usual
attributes, residues have ``uniprot_numbers``: 0 where a residue has none,
selected as ``u.select_atoms("uniprot_number 12")``. Bonds are not made.
"""

from __future__ import annotations

import MDAnalysis
import numpy as np
import numpy.typing as npt
from MDAnalysis.coordinates.memory import MemoryReader
from MDAnalysis.core.topologyattrs import ResidueAttr

from rasstruct.structure.interop.exported_atoms import ExportedAtoms
from rasstruct.structure.interop.to_gemmi import is_hetatm

__all__ = ["UniprotNumbers", "build_universe"]


class UniprotNumbers(ResidueAttr):  # type: ignore[misc]
    """UniProt number of each residue, 0 where it has none; makes the selection keyword ``uniprot_number``."""

    attrname = "uniprot_numbers"
    singular = "uniprot_number"
    dtype = int

    @staticmethod
    def _gen_initial_values(n_atoms: int, n_residues: int, n_segments: int) -> npt.NDArray[np.int64]:  # noqa: ARG004
        return np.zeros(n_residues, dtype=np.int64)


def build_universe(exported: ExportedAtoms) -> MDAnalysis.Universe:
    """Make a Universe.

    Notes
    -----
    ``resids`` are the exported numbers, ``resnums`` those of the file. One
    segment stands for one chain.
    """
    structure, numbers = exported.structure, exported.numbers
    topology, rows, residues = structure.topology, exported.rows, exported.residues
    new_residue = np.full(topology.n_residues, -1, dtype=np.int64)
    new_residue[residues] = np.arange(len(residues))
    chains, segment = np.unique(topology.chain_index[residues], return_inverse=True)
    universe = MDAnalysis.Universe.empty(
        len(rows),
        n_residues=len(residues),
        n_segments=len(chains),
        atom_resindex=new_residue[topology.residue_index[rows]],
        residue_segindex=segment,
        trajectory=False,
    )
    names = _text(topology.residue_name[residues])
    kinds = topology.kind[residues].tolist()
    het = np.array([is_hetatm(name, kind) for name, kind in zip(names.tolist(), kinds, strict=True)], dtype=bool)
    segids = np.array([topology.chain_ids[index] for index in chains.tolist()], dtype=object)
    of_atom = new_residue[topology.residue_index[rows]]
    elements = np.array([_symbol(text) for text in topology.element[rows].tolist()], dtype=object)
    attributes = {
        "names": _text(topology.atom_name[rows]),
        "elements": elements,
        "types": elements.copy(),
        "altLocs": _text(topology.altloc[rows]),
        "occupancies": topology.occupancy[rows].astype(np.float64),
        "tempfactors": topology.b_factor[rows].astype(np.float64),
        "record_types": np.where(het[of_atom], "HETATM", "ATOM").astype(object),
        "chainIDs": segids[segment][of_atom],
        "ids": np.arange(1, len(rows) + 1),
        "resnames": names,
        "resids": numbers.author_number[residues].astype(np.int64),
        "resnums": topology.author_number[residues].astype(np.int64),
        "icodes": _text(numbers.insertion_code[residues]),
        "uniprot_numbers": numbers.uniprot_number[residues].astype(np.int64),
        "segids": segids,
    }
    for name, values in attributes.items():
        universe.add_TopologyAttr(name, values)
    universe.load_new(
        np.array(structure.xyz[:, rows]),
        format=MemoryReader,
        order="fac",
        dimensions=_dimensions(structure.metadata.cell),
    )
    return universe


def _text(values: npt.NDArray[np.bytes_]) -> npt.NDArray[np.object_]:
    """Turn bytes into Python texts."""
    return np.char.decode(values, "utf-8").astype(object)


def _symbol(element: bytes) -> str:
    """Write a symbol as MDAnalysis does, ``Mg``; an unknown element is empty."""
    return "" if element == b"X" else element.decode().capitalize()


def _dimensions(cell: tuple[float, ...] | None) -> npt.NDArray[np.float32] | None:
    """Give the cell as MDAnalysis holds it, `None` without one."""
    return None if cell is None or max(cell[:3]) <= 1.0 else np.array(cell, dtype=np.float32)
