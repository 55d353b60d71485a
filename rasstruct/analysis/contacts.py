"""Which residues, nucleotides, ions, waters and other molecules does a ligand touch, with which atoms and how much?

A contact is a pair of heavy atoms within a cut-off, in the default conformer
of the whole file. Of an amino acid, side chain means what a substitution
exchanges: the atoms beyond CB, and the CB of alanine; the CB of any other
residue counts as backbone, because every mutant but glycine keeps it. The
buried area is the solvent-accessible surface that the partner has without the
ligand and loses with it (`rasstruct.analysis.buried_area`).
"""

from __future__ import annotations

import dataclasses

import numpy as np
import numpy.typing as npt

from rasstruct._base.records import Records, column
from rasstruct.analysis.buried_area import compute_atom_burial
from rasstruct.analysis.contact_pairs import find_contact_pairs
from rasstruct.analysis.ligand_atom_names import name_ligand_atom
from rasstruct.analysis.partner_residues import OWN_CHAIN, WATER, name_partner
from rasstruct.analysis.residue_distances import is_backbone_atom
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.reference.defaults import DEFAULT_CUTOFF
from rasstruct.structure.neighbours import check_cutoff, nearest_distances

__all__ = ["Contact", "list_contacts"]

Rows = npt.NDArray[np.int64]
Distances = npt.NDArray[np.float64]

#: decimals of a distance in Å below which two pairs are equally near
_TIE_DECIMALS = 4


@dataclasses.dataclass(frozen=True, slots=True)
class Contact:
    """A residue or molecule in contact with a ligand."""

    source: str = column("string", "file or ID as given")
    pdb_id: str | None = column("string", "PDB ID that the file states")
    chain_id: str = column("string", "author chain of the RAS chain that the ligand is bound to")
    ligand_het: str | None = column("string", "HET code of the ligand; none for a peptide")
    ligand_residue: str = column("string", "chain and number of the ligand")
    partner: str = column("string", "CYS12 (UniProt number on the own chain, else file number), GDP, MG, HOH …")
    partner_kind: str = column("string", "own chain, partner chain, water, nucleotide, ion, or another role")
    partner_chain_id: str = column("string", "author chain of the partner")
    uniprot_number: int | None = column("integer", "UniProt number, on the own chain only; none for tags")
    author_number: int = column("integer", "residue number of the partner in the file")
    insertion_code: str | None = column("string", "insertion code of the partner in the file")
    residue_name: str = column("string", "residue name or HET code of the partner in the file")
    distance: float = column("number", "between the nearest heavy atoms", unit="Å")
    ligand_atom: str = column("string", "atom of the ligand in the nearest pair; of a peptide with its residue")
    partner_atom: str = column("string", "atom of the partner in the nearest pair")
    n_atom_pairs: int = column("integer", "pairs of heavy atoms within the cut-off")
    side_chain_distance: float | None = column("number", "from the atoms beyond CB (CB of alanine)", unit="Å")
    backbone_distance: float | None = column("number", "from backbone and CB", unit="Å")
    contact_part: str | None = column("string", "side chain, backbone or both; none for what is no amino acid")
    buried_area: float | None = column("number", "surface of the partner that the ligand covers", unit="Å²")
    is_covalent: bool = column("boolean", "whether the ligand is bonded to this residue")


def list_contacts(chain: AnnotatedChain, bound: BoundLigand, cutoff: float = DEFAULT_CUTOFF) -> Records[Contact]:
    """List what a ligand touches.

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
    Records of Contact
        Residues of the own chain in chain order, then everything else in file
        order. Water has no buried area: it is not there when areas are measured.

    Raises
    ------
    LookupFailedError
        When the cut-off is not positive.

    Examples
    --------
    >>> import rasstruct as rs
    >>> chain = rs.load("8AZR")["A"]
    >>> residues = list_contacts(chain, chain.inhibitors[0]).where(lambda row: row.partner_kind == "own chain")
    >>> nearest = min(residues, key=lambda row: row.distance)
    >>> nearest.partner, nearest.partner_atom, nearest.ligand_atom, nearest.distance
    ('ASP69', 'OD1', 'N16', 2.8)
    """
    check_cutoff(cutoff)
    topology, xyz = chain.structure.topology, chain.structure.xyz[0]
    is_other = topology.is_heavy & topology.default_conformer & ~np.isin(topology.residue_index, bound.residues)
    rows = np.flatnonzero(is_other)
    near, other, distances = find_contact_pairs(xyz[bound.atom_rows], xyz[rows], cutoff)
    residue_of_pair = topology.residue_index[rows[other]]
    buried = compute_atom_burial(chain, bound) if len(distances) else np.zeros(topology.n_atoms)
    contacts = []
    for residue in _in_order(chain, residue_of_pair):
        chosen = residue_of_pair == residue
        pairs = (bound.atom_rows[near[chosen]], rows[other[chosen]], distances[chosen])
        contacts.append(_describe(chain, bound, residue, pairs, buried, cutoff))
    return Records(Contact, contacts)


def _in_order(chain: AnnotatedChain, residues: npt.NDArray[np.int32]) -> list[int]:
    """Put the residues of the own chain first, in chain order, then the others in file order."""
    touched = np.unique(residues)
    own = chain.numbering.residues
    return [*own[np.isin(own, touched)].tolist(), *touched[~np.isin(touched, own)].tolist()]


def _describe(
    chain: AnnotatedChain,
    bound: BoundLigand,
    residue: int,
    pairs: tuple[Rows, Rows, Distances],
    buried: Distances,
    cutoff: float,
) -> Contact:
    """Say everything about the contact with one residue or molecule."""
    partner = name_partner(chain, residue)
    ligand_row, partner_row, distance = _nearest(chain, pairs)
    side_chain, backbone = _nearest_parts(chain, bound, residue)
    topology = chain.structure.topology
    area = None if partner.kind == WATER else float(buried[topology.atoms_of(residue)].sum())
    return Contact(
        source=chain.structure.source,
        pdb_id=chain.pdb_id,
        chain_id=chain.chain_id,
        ligand_het=bound.het_code,
        ligand_residue=str(bound.key),
        partner=partner.label,
        partner_kind=partner.kind,
        partner_chain_id=partner.chain_id,
        uniprot_number=partner.uniprot_number,
        author_number=partner.author_number,
        insertion_code=partner.insertion_code,
        residue_name=partner.residue_name,
        distance=round(distance, 2),
        ligand_atom=name_ligand_atom(chain, bound, ligand_row),
        partner_atom=topology.atom_name[partner_row].decode(),
        n_atom_pairs=len(pairs[2]),
        side_chain_distance=_rounded(side_chain),
        backbone_distance=_rounded(backbone),
        contact_part=_part(side_chain, backbone, cutoff),
        buried_area=None if area is None else round(area, 1),
        is_covalent=partner.kind == OWN_CHAIN and bound.bond is not None and bound.bond.residue == residue,
    )


def _nearest(chain: AnnotatedChain, pairs: tuple[Rows, Rows, Distances]) -> tuple[int, int, float]:
    """Give the nearest pair; of equally near ones the first by atom names, whatever the order in the file."""
    names = chain.structure.topology.atom_name
    ligand_rows, partner_rows, distances = pairs
    order = np.lexsort((names[partner_rows], names[ligand_rows], distances.round(_TIE_DECIMALS)))
    return int(ligand_rows[order[0]]), int(partner_rows[order[0]]), float(distances[order[0]])


def _nearest_parts(chain: AnnotatedChain, bound: BoundLigand, residue: int) -> tuple[float | None, float | None]:
    """Measure the side chain and the backbone of an amino acid, in contact or not; `None` where there is none."""
    topology, xyz = chain.structure.topology, chain.structure.xyz[0]
    if not topology.is_peptide[residue]:
        return None, None
    rows = topology.heavy_rows((residue,))
    distances = nearest_distances(xyz[bound.atom_rows], xyz[rows])
    is_backbone = is_backbone_atom(topology.atom_name[rows], topology.letter[[residue] * len(rows)])
    side_chain, backbone = distances[~is_backbone], distances[is_backbone]
    return (
        float(side_chain.min()) if len(side_chain) else None,
        float(backbone.min()) if len(backbone) else None,
    )


def _part(side_chain: float | None, backbone: float | None, cutoff: float) -> str | None:
    """Say which part of an amino acid is within the cut-off."""
    parts = {"side chain": side_chain, "backbone": backbone}
    within = [name for name, distance in parts.items() if distance is not None and distance <= cutoff]
    return "both" if len(within) == len(parts) else within[0] if within else None


def _rounded(distance: float | None) -> float | None:
    """Round a distance to 0.01 Å; `None` stands for no such atom."""
    return None if distance is None else round(distance, 2)
