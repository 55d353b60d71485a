"""Which polymer chains of a file are not RAS?"""

from __future__ import annotations

import dataclasses

import numpy as np

from rasstruct.structure.model import Structure
from rasstruct.structure.topology import ResidueKind

__all__ = ["OtherChain", "list_other_chains"]


@dataclasses.dataclass(frozen=True, slots=True)
class OtherChain:
    """A polymer chain that is not RAS; name and UniProt entry as the file states them."""

    chain_id: str
    name: str | None
    uniprot_entry: str | None
    n_residues: int
    is_protein: bool


def list_other_chains(structure: Structure, ras_chains: tuple[str, ...]) -> tuple[OtherChain, ...]:
    """List the polymer chains that are not RAS, in file order."""
    topology, metadata = structure.topology, structure.metadata
    found = []
    for index, chain_id in enumerate(topology.chain_ids):
        polymer = (topology.chain_index == index) & (topology.kind == ResidueKind.POLYMER) & topology.is_default_residue
        if chain_id in ras_chains or not polymer.any():
            continue
        reference = metadata.database_references.get(chain_id)
        found.append(
            OtherChain(
                chain_id=chain_id,
                name=metadata.chain_names.get(chain_id),
                uniprot_entry=reference.entry_name if reference else None,
                n_residues=int(np.count_nonzero(polymer)),
                is_protein=bool((polymer & topology.is_peptide).any()),
            )
        )
    return tuple(found)
