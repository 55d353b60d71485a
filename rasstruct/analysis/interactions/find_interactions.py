"""Which typed interactions does a ligand make, with what, and how far apart are the atoms?

The ligand is the molecule with trusted bond orders in its main charge state;
what surrounds it are the residues, nucleotides, ions, waters and other
molecules of the whole file, first model, default conformer. No hydrogen is
placed: ProLIF's criteria for implicit hydrogens decide by heavy atoms, with
the limits of `rasstruct.reference.interaction_criteria`. A covalent bond to
the protein is said once, as covalent.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from rasstruct._base.errors import MoleculeError, RasStructWarning
from rasstruct._base.records import Records
from rasstruct.analysis.interactions.found_pair import FoundPair
from rasstruct.analysis.interactions.interaction_row import KINDS, Interaction
from rasstruct.analysis.ligand_atom_names import name_ligand_atom
from rasstruct.analysis.partner_residues import OWN_CHAIN, WATER, PartnerResidue, find_partners
from rasstruct.analysis.residue_distances import is_backbone_atom
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.reference.interaction_criteria import get_interaction_limit
from rasstruct.structure.neighbours import distance_matrix

if TYPE_CHECKING:
    from rasstruct.analysis.interactions.partner_molecules import PlacedMolecule

__all__ = ["find_interactions"]


def find_interactions(chain: AnnotatedChain, bound: BoundLigand) -> Records[Interaction]:
    """Find the interactions of a ligand.

    Parameters
    ----------
    chain
        The chain; its first model is used.
    bound
        One of its ligands.

    Returns
    -------
    Records of Interaction
        Residues of the ligand's own chain first, in chain order, then the rest in file order; of one partner the
        most specific kind first, then by distance. Every pair of hydrogen-bonding atoms is a row; of a pair of
        charged groups, of a halogen and of hydrophobic parts the nearest atoms are. ``contact`` stands for a
        partner, waters left out, that comes near without any of these.

    Warns
    -----
    RasStructWarning
        When the ligand or something around it makes no molecule, so that only its contacts can be told; and what
        `build_ligand` warns of.

    Examples
    --------
    >>> import rasstruct as rs
    >>> chain = rs.load("8AZR")["A"]
    >>> rows = find_interactions(chain, chain.ligands["LR4"].bound)
    >>> sorted({row.partner for row in rows if row.interaction == "hbond" and row.partner_kind == "own chain"})
    ['ASP69', 'GLU63']
    """
    from rasstruct.analysis.interactions.covalent_bond import describe_bond, find_held_together
    from rasstruct.analysis.interactions.metal_ions import find_metal_ions
    from rasstruct.analysis.interactions.partner_molecules import make_ligand, make_partner
    from rasstruct.analysis.interactions.partner_pairs import find_partner_pairs
    from rasstruct.analysis.interactions.typed_pairs import make_residue
    from rasstruct.analysis.interactions.water_bridges import find_water_bridges

    make = cache(lambda residue: make_partner(chain, residue))
    partners = find_partners(chain, bound, get_interaction_limit("any", "reach"))
    contacts = {pair.partner: pair for pair in _measure_contacts(chain, bound, partners)}
    pairs: list[FoundPair] = []
    ligands: tuple[PlacedMolecule, ...] = ()
    try:
        ligands = make_ligand(chain, bound)
    except MoleculeError as error:
        _warn(f"only the contacts of {bound.label} {bound.key} are listed: {error}")
    if ligands:
        ions = find_metal_ions(chain)
        matched = [(ligand, make_residue(ligand)) for ligand in ligands]
        for partner in partners:
            if partner.kind != WATER or contacts[partner].distance <= get_interaction_limit("hbond", "distance"):
                pairs.extend(find_partner_pairs(matched, partner, make(partner.residue), ions))
        pairs.extend(find_water_bridges(chain, bound, ligands[0], pairs, make, ions))
    bond = describe_bond(chain, bound)
    held = find_held_together(bound, ligands[0] if ligands else None, make(bound.bond.residue)) if bound.bond else None
    if held is not None:
        pairs = [pair for pair in pairs if not held.explains(pair)]
    pairs.extend([bond] if bond else [])
    typed = {pair.partner for pair in pairs}
    limit = get_interaction_limit("contact", "distance")
    for partner, pair in contacts.items():
        if partner not in typed and partner.kind != WATER and pair.distance <= limit:
            if ligands and not make(partner.residue):
                _warn(f"{partner.label} {partner.chain_id}/{partner.author_number} makes no molecule; only contact")
            pairs.append(pair)
    ranked = sorted(dict.fromkeys(pairs), key=_rank)
    return Records(Interaction, (_make_row(chain, bound, pair) for pair in ranked))


def _measure_contacts(
    chain: AnnotatedChain, bound: BoundLigand, partners: tuple[PartnerResidue, ...]
) -> Iterator[FoundPair]:
    """Find the nearest heavy atoms of each partner."""
    topology, xyz = chain.structure.topology, chain.structure.xyz[0]
    names = topology.atom_name
    for partner in partners:
        rows = topology.heavy_rows((partner.residue,))
        distances = distance_matrix(xyz[bound.atom_rows], xyz[rows])
        own, other = np.unravel_index(int(distances.argmin()), distances.shape)
        yield FoundPair(
            partner=partner,
            kind="contact",
            distance=float(distances[own, other]),
            ligand_atoms=(name_ligand_atom(chain, bound, int(bound.atom_rows[own])),),
            partner_atoms=(names[rows[other]].decode(),),
        )


def _warn(sentence: str) -> None:
    """Say that the list is less than it could be."""
    warnings.warn(sentence, RasStructWarning, stacklevel=3)


def _rank(pair: FoundPair) -> tuple[object, ...]:
    """Order: own chain first, then as in the file; kinds from the most specific; near before far."""
    partner = pair.partner
    return (
        partner.kind != OWN_CHAIN,
        partner.residue,
        KINDS.index(pair.kind),
        round(pair.distance, 3),
        pair.ligand_atoms,
        pair.partner_atoms,
        pair.waters,
    )


def _make_row(chain: AnnotatedChain, bound: BoundLigand, pair: FoundPair) -> Interaction:
    """Make the row of an interaction."""
    partner = pair.partner
    return Interaction(
        source=chain.structure.source,
        pdb_id=chain.pdb_id,
        chain_id=chain.chain_id,
        ligand_het=bound.het_code,
        ligand_name=bound.name,
        ligand_residue=str(bound.key),
        partner=partner.label,
        partner_kind=partner.kind,
        partner_chain_id=partner.chain_id,
        uniprot_number=partner.uniprot_number,
        author_number=partner.author_number,
        insertion_code=partner.insertion_code,
        residue_name=partner.residue_name,
        interaction=pair.kind,
        distance=round(pair.distance, 2),
        angle=None if pair.angle is None else round(pair.angle, 1),
        ligand_atoms=pair.ligand_atoms,
        partner_atoms=pair.partner_atoms,
        ligand_role=pair.role,
        contact_part=_find_part(chain, pair),
        waters=pair.waters,
        assumption=pair.assumption,
    )


def _find_part(chain: AnnotatedChain, pair: FoundPair) -> str | None:
    """Say which part of an amino acid takes part."""
    topology, residue = chain.structure.topology, pair.partner.residue
    if not topology.is_peptide[residue]:
        return None
    names = np.array([name.encode() for name in pair.partner_atoms])
    is_backbone = is_backbone_atom(names, np.full(len(names), topology.letter[residue]))
    return "backbone" if is_backbone.all() else "both" if is_backbone.any() else "side chain"
