"""Which residues, nucleotides, ions, waters and other molecules are near a ligand?

Heavy atoms of the default conformer of the whole file, those of the ligand
left out. A residue of the ligand's own RAS chain is called by its UniProt
number (``CYS12``), one of another chain by its number in the file (``ARG41``),
everything else by its HET code (``GDP``, ``MG``, ``HOH``).
"""

from __future__ import annotations

import dataclasses

import numpy as np

from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.reference.het_roles import get_het_role
from rasstruct.structure.elements import is_ion
from rasstruct.structure.neighbours import check_cutoff, find_near
from rasstruct.structure.topology import ResidueKind

__all__ = ["OWN_CHAIN", "PARTNER_CHAIN", "WATER", "PartnerResidue", "find_partners", "name_partner"]

OWN_CHAIN, PARTNER_CHAIN, WATER = "own chain", "partner chain", "water"
_ION, _LIGAND = "ion", "ligand"
_WATER_LABEL = "HOH"


@dataclasses.dataclass(frozen=True, slots=True)
class PartnerResidue:
    """A residue or molecule near a ligand.

    ``residue`` is its row in the topology. ``kind`` is own chain, partner
    chain, water, or for other molecules their role: nucleotide, ion, additive,
    inhibitor …, ligand when the role is not known. ``uniprot_number`` is given
    on the ligand's own chain only.
    """

    residue: int
    label: str
    kind: str
    chain_id: str
    uniprot_number: int | None
    author_number: int
    insertion_code: str | None
    residue_name: str


def find_partners(chain: AnnotatedChain, bound: BoundLigand, cutoff: float) -> tuple[PartnerResidue, ...]:
    """Find what comes within a distance of a ligand.

    Parameters
    ----------
    chain
        The chain; its first model is used.
    bound
        One of its ligands.
    cutoff
        Largest distance between heavy atoms in Å.

    Returns
    -------
    tuple of PartnerResidue
        In file order.

    Raises
    ------
    LookupFailedError
        When the cut-off is not positive.
    """
    check_cutoff(cutoff)
    topology, xyz = chain.structure.topology, chain.structure.xyz[0]
    rows = np.flatnonzero(topology.is_heavy & topology.default_conformer)
    near, _ = find_near(xyz[bound.atom_rows], xyz[rows], cutoff)
    residues = np.unique(topology.residue_index[rows[near]])
    return tuple(name_partner(chain, residue) for residue in residues.tolist() if residue not in bound.residues)


def name_partner(chain: AnnotatedChain, residue: int) -> PartnerResidue:
    """Name a residue of the file as seen from a RAS chain."""
    topology, numbering = chain.structure.topology, chain.numbering
    key, name = topology.residue_key(residue), topology.name_of(residue)
    place = np.flatnonzero(numbering.residues == residue)
    number = int(numbering.uniprot_numbers[place[0]]) if len(place) else 0
    kind = OWN_CHAIN if len(place) else _classify(chain, residue)
    if kind in (OWN_CHAIN, PARTNER_CHAIN):
        label = f"{name}{number or key.number}"
    else:
        label = _WATER_LABEL if kind == WATER else name
    return PartnerResidue(
        residue=residue,
        label=label,
        kind=kind,
        chain_id=key.chain_id,
        uniprot_number=number or None,
        author_number=key.author_number,
        insertion_code=key.insertion_code or None,
        residue_name=name,
    )


def _classify(chain: AnnotatedChain, residue: int) -> str:
    """Say what a residue outside the chain's own protein is."""
    topology = chain.structure.topology
    if topology.kind[residue] == ResidueKind.WATER:
        return WATER
    for other in chain.bound_ligands:
        if residue in other.residues:
            return other.role
    if topology.kind[residue] == ResidueKind.POLYMER:
        return PARTNER_CHAIN
    listed = get_het_role(topology.name_of(residue))
    if listed is not None:
        return listed
    rows = topology.heavy_rows((residue,))
    return _ION if len(rows) == 1 and is_ion(topology.element[rows[0]].decode()) else _LIGAND
