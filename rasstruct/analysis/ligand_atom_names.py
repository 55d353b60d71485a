"""How is an atom of a ligand named in a table?"""

from __future__ import annotations

from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand

__all__ = ["name_ligand_atom"]


def name_ligand_atom(chain: AnnotatedChain, bound: BoundLigand, row: int) -> str:
    """Name an atom of the ligand, with its residue where the ligand is a peptide, such as ``TRP10 CZ2``."""
    topology = chain.structure.topology
    name = str(topology.atom_name[row].decode())
    if len(bound.residues) == 1:
        return name
    residue = int(topology.residue_index[row])
    return f"{topology.name_of(residue)}{topology.residue_key(residue).number} {name}"
