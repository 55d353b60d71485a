"""Which molecules fill the nucleotide site of a RAS chain, and so are walls of its other pockets?"""

from __future__ import annotations

import numpy as np

from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.structure.neighbours import nearest_distances

__all__ = ["find_nucleotide_site"]

#: roles of what fills the site in the cell, and of what may lie on it
_SITE_ROLES, _ION = ("nucleotide", "transition-state mimic"), "ion"
#: Å from such an ion to the nearest atom of the nucleotide: 2.0-2.3 when bonded, up to 4 through a water
_ON_NUCLEOTIDE = 4.0


def find_nucleotide_site(chain: AnnotatedChain) -> tuple[BoundLigand, ...]:
    """Give the nucleotide, a mimic of its γ-phosphate, and the ions on them; nothing without a nucleotide."""
    xyz = chain.structure.xyz[0]
    fixed = tuple(ligand for ligand in chain.bound_ligands if ligand.role in _SITE_ROLES)
    if not fixed:
        return ()
    atoms = xyz[np.concatenate([ligand.atom_rows for ligand in fixed])]
    ions = (ligand for ligand in chain.bound_ligands if ligand.role == _ION)
    return fixed + tuple(
        ion for ion in ions if nearest_distances(atoms, xyz[ion.atom_rows]).min(initial=np.inf) <= _ON_NUCLEOTIDE
    )
