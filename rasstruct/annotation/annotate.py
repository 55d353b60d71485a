"""From a structure to annotated RAS chains: number, collect the protein, find what is bound."""

from __future__ import annotations

import warnings

from rasstruct._base.errors import RasStructWarning
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import find_ligands
from rasstruct.annotation.mutations import find_mutations
from rasstruct.annotation.nucleotide import describe_nucleotide, find_site_metals
from rasstruct.annotation.partner_roles import identify_partner
from rasstruct.annotation.partners import find_partners
from rasstruct.annotation.scene import collect_protein
from rasstruct.reference.isoforms import get_isoform
from rasstruct.structure.model import Structure
from rasstruct.structure.numbering import ChainNumbering, number_chains

__all__ = ["annotate_structure"]

#: role of proteins that present molecular glues to RAS
_CHAPERONE = "chaperone"


def annotate_structure(
    structure: Structure, numberings: tuple[ChainNumbering, ...] | None = None
) -> tuple[AnnotatedChain, ...]:
    """Annotate every RAS chain of a structure.

    Parameters
    ----------
    structure
        The structure; where it has several models, the first is annotated.
    numberings
        Its RAS chains where they are known already.

    Returns
    -------
    tuple of AnnotatedChain
        In file order.

    Raises
    ------
    NotRasError, EmptyStructureError
        When there is no RAS protein, or no protein at all.
    """
    if numberings is None:
        numberings = number_chains(structure)
    protein = collect_protein(structure, numberings)
    identities = {chain_id: identify_partner(structure, chain_id) for chain_id in protein.partner_chains}
    chaperones = frozenset(chain_id for chain_id, identity in identities.items() if identity.role == _CHAPERONE)
    ligands = find_ligands(structure, protein, chaperones)
    metals = find_site_metals(structure)
    peptides = {ligand.key.chain_id for bound in ligands.values() for ligand in bound if ligand.het_code is None}
    partners = find_partners(
        structure, protein, {chain_id: who for chain_id, who in identities.items() if chain_id not in peptides}
    )
    for numbering in numberings:
        _warn_of_limits(structure, numbering, len(protein.rows_by_chain[numbering.chain_id]))
    return tuple(
        AnnotatedChain(
            structure=structure,
            numbering=numbering,
            sequence_mutations=find_mutations(numbering, structure.topology, structure.metadata.sequence_differences),
            bound_ligands=ligands[numbering.chain_id],
            nucleotide=describe_nucleotide(structure, numbering, ligands[numbering.chain_id], metals),
            partners=partners[numbering.chain_id],
        )
        for numbering in numberings
    )


def _warn_of_limits(structure: Structure, numbering: ChainNumbering, n_atoms: int) -> None:
    """Say what cannot be known of a chain: its gene when it is too short, contacts when it has only CA atoms."""
    name = f"chain {numbering.chain_id} of {structure.source}"
    if len({get_isoform(isoform).gene for isoform in numbering.isoforms}) > 1:
        fitting = ", ".join(numbering.isoforms)
        warnings.warn(
            f"{name} fits {fitting} equally well, so its isoform is a guess; use a file that states the whole sequence",
            RasStructWarning,
            stacklevel=4,
        )
    if n_atoms <= len(numbering.residues):
        warnings.warn(
            f"{name} has one atom a residue, so contacts and side-chain distances cannot be given; "
            "use a model with all atoms",
            RasStructWarning,
            stacklevel=4,
        )
