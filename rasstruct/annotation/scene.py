"""Which protein atoms are there to be touched: those of RAS chains and those of partners?

Taken out once a structure, so that every ligand and partner is measured
against the same arrays: heavy atoms of the default conformer.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rasstruct.structure.model import Structure
from rasstruct.structure.numbering import ChainNumbering
from rasstruct.structure.topology import Topology

__all__ = ["ProteinAtoms", "collect_protein"]

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class ProteinAtoms:
    """Heavy protein atoms of one model, sorted as in the file."""

    topology: Topology
    numberings: dict[str, ChainNumbering]
    partner_chains: tuple[str, ...]
    rows: Rows
    xyz: npt.NDArray[np.float32]
    rows_by_chain: dict[str, Rows]
    number_by_residue: npt.NDArray[np.int32]

    @property
    def ras_chains(self) -> tuple[str, ...]:
        """Author chains that are RAS, in file order."""
        return tuple(self.numberings)

    def touched_residues(self, near: Rows) -> dict[str, list[int]]:
        """Group atoms (indices into `rows`) by chain into residues."""
        topology = self.topology
        found: dict[str, list[int]] = {}
        for residue in sorted(set(topology.residue_index[self.rows[near]].tolist())):
            found.setdefault(topology.chain_ids[topology.chain_index[residue]], []).append(residue)
        return found

    def uniprot_numbers(self, residues: list[int]) -> frozenset[int]:
        """Give the UniProt numbers that residues have; tags and partners have none."""
        return frozenset(self.number_by_residue[residues].tolist()) - {0}

    def describe_residue(self, residue: int) -> str:
        """Name a residue as ``Cys12``: observed residue name and UniProt number (author number without one)."""
        number = int(self.number_by_residue[residue]) or int(self.topology.author_number[residue])
        return f"{self.topology.name_of(residue).capitalize()}{number}"


def collect_protein(structure: Structure, numberings: tuple[ChainNumbering, ...]) -> ProteinAtoms:
    """Take the protein atoms out of a structure.

    Parameters
    ----------
    structure
        The structure; its first model is used.
    numberings
        Its RAS chains.
    """
    topology = structure.topology
    is_protein = topology.is_peptide[topology.residue_index]
    rows = np.flatnonzero(is_protein & topology.is_heavy & topology.default_conformer)
    by_residue = np.zeros(topology.n_residues, dtype=np.int32)
    for numbering in numberings:
        by_residue[numbering.residues] = numbering.uniprot_numbers
    chain_of_row = topology.chain_index[topology.residue_index[rows]]
    with_peptide = np.flatnonzero(np.bincount(chain_of_row, minlength=len(topology.chain_ids))).tolist()
    ras = {numbering.chain_id: numbering for numbering in numberings}
    return ProteinAtoms(
        topology=topology,
        numberings=ras,
        partner_chains=tuple(
            topology.chain_ids[index] for index in with_peptide if topology.chain_ids[index] not in ras
        ),
        rows=rows,
        xyz=structure.xyz[0][rows],
        rows_by_chain={topology.chain_ids[index]: rows[chain_of_row == index] for index in with_peptide},
        number_by_residue=by_residue,
    )
