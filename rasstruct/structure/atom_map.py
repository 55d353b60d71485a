"""Which row of the coordinates holds a named atom of a UniProt residue?

The map is an array, so that kernels take ``xyz[..., map, :]`` for any number
of models or frames; -1 stands for an atom that is not there.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from rasstruct.reference.isoforms import get_isoform
from rasstruct.structure.numbering import ChainNumbering
from rasstruct.structure.topology import Topology

__all__ = ["map_atoms"]


def map_atoms(topology: Topology, numbering: ChainNumbering, atom_names: tuple[str, ...]) -> npt.NDArray[np.int64]:
    """Find named atoms of every residue of a RAS chain.

    Parameters
    ----------
    topology, numbering
        A topology and one of its RAS chains.
    atom_names
        PDB atom names, such as ``("N", "CA", "C")``.

    Returns
    -------
    ndarray, shape (length of the isoform, number of names)
        Atom rows of the default conformer, -1 where an atom is absent; row i
        is UniProt number i + 1.
    """
    numbered = numbering.uniprot_numbers > 0
    places = numbering.uniprot_numbers[numbered] - 1
    found = np.full((get_isoform(numbering.reference_isoform).length, len(atom_names)), -1, dtype=np.int64)
    for slot, name in enumerate(atom_names):
        found[places, slot] = topology.rows_named(name)[numbering.residues[numbered]]
    return found
