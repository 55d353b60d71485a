"""Which residues leave with a RAS chain?

Its polymer, the waters of its author chain, and every molecule bound to it,
in whatever author chain the file has put that molecule. Partner proteins and
what is bound to them stay behind.
"""

from __future__ import annotations

import numpy as np

from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.structure.interop.canonical_numbers import find_positions
from rasstruct.structure.interop.exported_atoms import ExportedAtoms, select_residues
from rasstruct.structure.topology import ResidueKind

__all__ = ["select_chain"]


def select_chain(chain: AnnotatedChain, numbering: str = "uniprot") -> ExportedAtoms:
    """Choose the residues that leave with a chain.

    Parameters
    ----------
    chain
        The chain.
    numbering
        ``"uniprot"``, or ``"author"`` for the numbers of the file.

    Raises
    ------
    LookupFailedError
        When there is no such numbering.
    """
    topology = chain.structure.topology
    in_chain = topology.chain_index == topology.chain_ids.index(chain.chain_id)
    keep = in_chain & np.isin(topology.kind, (ResidueKind.POLYMER, ResidueKind.WATER))
    position, _ = find_positions(topology)
    bound = [residue for ligand in chain.bound_ligands for residue in ligand.residues]
    keep |= np.isin(position, position[np.array(bound, dtype=np.int64)])
    return select_residues(chain.structure, (chain.numbering,), numbering=numbering, residues=keep)
