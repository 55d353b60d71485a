"""Which polymer chains of a file are not RAS, and which RAS chains do they meet?"""

from __future__ import annotations

import dataclasses

import numpy as np

from rasstruct._base.records import Records, column
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.partner_roles import identify_partner
from rasstruct.structure.model import Structure
from rasstruct.structure.topology import ResidueKind

__all__ = ["OtherChain", "list_other_chains"]


@dataclasses.dataclass(frozen=True, slots=True)
class OtherChain:
    """A polymer chain that is not RAS."""

    chain_id: str = column("string", "author chain")
    name: str | None = column("string", "name that the file states")
    uniprot_entry: str | None = column("string", "UniProt entry name")
    role: str | None = column("string", "role of a protein next to RAS; none for nucleic acids")
    meets: tuple[str, ...] = column("list", "RAS chains in contact")
    n_residues: int = column("integer", "modelled residues")
    is_protein: bool = column("boolean", "whether it is a protein")


def list_other_chains(structure: Structure, ras_chains: tuple[AnnotatedChain, ...]) -> Records[OtherChain]:
    """List the polymer chains that are not RAS, in file order."""
    topology = structure.topology
    ras = {chain.chain_id for chain in ras_chains}
    found = []
    for index, chain_id in enumerate(topology.chain_ids):
        polymer = (topology.chain_index == index) & (topology.kind == ResidueKind.POLYMER) & topology.is_default_residue
        if chain_id in ras or not polymer.any():
            continue
        is_protein = bool((polymer & topology.is_peptide).any())
        identity = identify_partner(structure, chain_id)
        found.append(
            OtherChain(
                chain_id=chain_id,
                name=identity.name,
                uniprot_entry=identity.uniprot_entry,
                role=identity.role if is_protein else None,
                meets=tuple(
                    chain.chain_id for chain in ras_chains if any(row.chain_id == chain_id for row in chain.partners)
                ),
                n_residues=int(np.count_nonzero(polymer)),
                is_protein=is_protein,
            )
        )
    return Records(OtherChain, found)
