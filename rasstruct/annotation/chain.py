"""Everything that annotation says about one RAS chain."""

from __future__ import annotations

import dataclasses
from functools import cached_property

from rasstruct._base.records import Records
from rasstruct.annotation.catalytic_geometry import CatalyticGeometry, describe_catalysis
from rasstruct.annotation.conformation import Conformation, describe_conformation
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.annotation.mutations import ChainMutation
from rasstruct.annotation.nucleotide import NucleotideSite
from rasstruct.annotation.partners import Partner
from rasstruct.annotation.pocket_opening import PocketOpening, describe_opening
from rasstruct.structure.model import Structure
from rasstruct.structure.numbering import ChainNumbering

__all__ = ["AnnotatedChain"]


@dataclasses.dataclass(frozen=True, eq=False)
class AnnotatedChain:
    """One RAS chain with its annotations; later layers type against this class.

    ``sequence_mutations`` are all substitutions relative to the isoform,
    modelled or not; ``bound_ligands`` all molecules of the chain, in file order.
    """

    structure: Structure
    numbering: ChainNumbering
    sequence_mutations: tuple[ChainMutation, ...]
    bound_ligands: tuple[BoundLigand, ...]
    nucleotide: NucleotideSite
    partners: Records[Partner]

    @property
    def chain_id(self) -> str:
        """Author chain."""
        return self.numbering.chain_id

    @property
    def pdb_id(self) -> str | None:
        """PDB ID that the file states, `None` when it states none."""
        return self.structure.metadata.pdb_id

    @property
    def isoform(self) -> str:
        """KRAS4A, KRAS4B, KRAS (when these two cannot be told apart), NRAS or HRAS."""
        return self.numbering.isoform

    @cached_property
    def conformation(self) -> Conformation:
        """Conformation of both switches by the published rule; see `describe_conformation`."""
        return describe_conformation(self.structure, self.numbering, self.nucleotide)

    @cached_property
    def catalysis(self) -> CatalyticGeometry:
        """Distances around the γ-phosphate, and what they are called; see `describe_catalysis`."""
        return describe_catalysis(self.structure, self.numbering, self.nucleotide, self.bound_ligands, self.partners)

    @cached_property
    def opening(self) -> PocketOpening:
        """How open the switch-II pocket is; see `describe_opening`."""
        return describe_opening(self.structure, self.numbering)

    @property
    def inhibitors(self) -> tuple[BoundLigand, ...]:
        """Bound inhibitors, peptides included, in file order."""
        return tuple(ligand for ligand in self.bound_ligands if ligand.role == "inhibitor")
