"""Which surfaces does a RAS chain share with the other proteins of its file, and how large are they?

One row a protein chain: the partners of the chain, and the other RAS chains
that touch it. A residue is in the interface when it has a heavy atom within 5 Å
of the other protein (Parker 2022 doi:10.1158/0008-5472.CAN-22-0804). The buried area is
the solvent-accessible surface that a protein loses when the other one is put
beside it, nothing moving; the interface area is half of what both lose. Only amino
acids count: a nucleotide or inhibitor between the two is left out.
"""

from __future__ import annotations

import dataclasses

import numpy as np

from rasstruct._base.records import Records, column
from rasstruct.analysis.homodimers import CB_CUTOFF, is_alpha4_alpha5, is_ras_interface
from rasstruct.analysis.partner_residues import name_partner
from rasstruct.analysis.protein_pairs import ProteinSide, ProteinTouch, compute_burial, find_touch, take_side
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.partners import Partner
from rasstruct.reference.defaults import DEFAULT_NEIGHBOUR_CUTOFF
from rasstruct.structure.numbering import ChainNumbering, number_chains

__all__ = ["Interface", "list_interfaces"]

_RAS, _RAS_INTERFACE, _ALPHA4_ALPHA5 = "RAS", "RAS–RAS", "α4–α5"


@dataclasses.dataclass(frozen=True, slots=True)
class Interface:
    """The surface that a RAS chain shares with one other protein chain."""

    source: str = column("string", "file or ID as given")
    pdb_id: str | None = column("string", "PDB ID that the file states")
    chain_id: str = column("string", "author chain of the RAS chain")
    partner_chain_id: str = column("string", "author chain of the other protein")
    partner_name: str | None = column("string", "its name: that of the file, the isoform of another RAS chain")
    role: str = column("string", "effector, GEF, GAP, chaperone, DARPin, antibody …, RAS")
    site: str | None = column("string", "catalytic or allosteric site of a GEF, α4–α5 of another RAS chain")
    interface: str = column("string", "role and site in words: GEF catalytic, effector, RAS–RAS α4–α5 …")
    is_in_assembly: bool | None = column(
        "boolean", "whether the file puts both chains into one biological assembly; none when it describes none"
    )
    residues: tuple[int, ...] = column("list", "UniProt numbers of RAS residues with an atom within 5 Å")
    partner_residues: tuple[str, ...] = column(
        "list", "residues of the partner, name and number in the file (UniProt number of another RAS chain)"
    )
    n_residues: int = column("integer", "residues of the RAS chain in contact, those without UniProt number too")
    n_partner_residues: int = column("integer", "residues of the partner in contact")
    distance: float = column("number", "least distance between heavy atoms", unit="Å")
    buried_area: float | None = column(
        "number", "surface that the RAS chain loses; none when a chain has one atom a residue", unit="Å²"
    )
    partner_buried_area: float | None = column("number", "surface that the partner loses", unit="Å²")
    interface_area: float | None = column("number", "half of what both lose", unit="Å²")


def list_interfaces(chain: AnnotatedChain) -> Records[Interface]:
    """List the interfaces of a chain with the proteins of its file.

    Parameters
    ----------
    chain
        The chain; its first model is used.

    Returns
    -------
    Records of Interface
        In file order of the other chains. Copies by crystal symmetry are not among them.

    Examples
    --------
    >>> import rasstruct as rs
    >>> list_interfaces(rs.load("5P21")["A"]).to_records()
    []
    """
    partners = {partner.chain_id: partner for partner in chain.partners}
    ras = {numbering.chain_id: numbering for numbering in number_chains(chain.structure)}
    own = take_side(chain.structure, chain.chain_id)
    found = []
    for chain_id in chain.structure.topology.chain_ids:
        if chain_id == chain.chain_id or (chain_id not in partners and chain_id not in ras):
            continue
        other = take_side(chain.structure, chain_id)
        touch = find_touch(own, other, DEFAULT_NEIGHBOUR_CUTOFF, CB_CUTOFF)
        if chain_id in partners:
            found.append(_measure(chain, _identify_partner(chain, partners[chain_id], touch), own, other, touch))
        elif is_ras_interface(touch):
            found.append(_measure(chain, _identify_ras(chain, ras[chain_id], own, other, touch), own, other, touch))
    return Records(Interface, found)


@dataclasses.dataclass(frozen=True, slots=True)
class _Identity:
    """What the other protein is, and what its residues in contact are called."""

    chain_id: str
    name: str | None
    role: str
    site: str | None
    interface: str
    residues: tuple[str, ...]


def _identify_partner(chain: AnnotatedChain, partner: Partner, touch: ProteinTouch) -> _Identity:
    """Say what a protein that is not RAS is."""
    return _Identity(
        chain_id=partner.chain_id,
        name=partner.name,
        role=partner.role,
        site=partner.site,
        interface=f"{partner.role} {partner.site}" if partner.site else partner.role,
        residues=tuple(name_partner(chain, residue).label for residue in touch.partner_residues.tolist()),
    )


def _identify_ras(
    chain: AnnotatedChain, numbering: ChainNumbering, own: ProteinSide, other: ProteinSide, touch: ProteinTouch
) -> _Identity:
    """Say what another RAS chain is."""
    topology = chain.structure.topology
    numbers = dict(zip(numbering.residues.tolist(), numbering.uniprot_numbers.tolist(), strict=True))
    site = _ALPHA4_ALPHA5 if is_alpha4_alpha5(own, chain.numbering, other, numbering) else None
    return _Identity(
        chain_id=numbering.chain_id,
        name=numbering.isoform,
        role=_RAS,
        site=site,
        interface=f"{_RAS_INTERFACE} {site}" if site else _RAS_INTERFACE,
        residues=tuple(
            f"{topology.name_of(residue)}{numbers[residue] or topology.residue_key(residue).number}"
            for residue in touch.partner_residues.tolist()
        ),
    )


def _measure(
    chain: AnnotatedChain, identity: _Identity, own: ProteinSide, other: ProteinSide, touch: ProteinTouch
) -> Interface:
    """Make the row of an interface."""
    numbering = chain.numbering
    numbers = numbering.uniprot_numbers[np.isin(numbering.residues, touch.residues)]
    has_surface = own.has_side_chains and other.has_side_chains
    lost, partner_lost = compute_burial(own, other) if has_surface else (None, None)
    return Interface(
        source=chain.structure.source,
        pdb_id=chain.pdb_id,
        chain_id=chain.chain_id,
        partner_chain_id=identity.chain_id,
        partner_name=identity.name,
        role=identity.role,
        site=identity.site,
        interface=identity.interface,
        is_in_assembly=_share_assembly(chain, identity.chain_id),
        residues=tuple(sorted(set(numbers.tolist()) - {0})),
        partner_residues=identity.residues,
        n_residues=len(touch.residues),
        n_partner_residues=len(touch.partner_residues),
        distance=round(touch.distance, 2),
        buried_area=None if lost is None else round(lost, 1),
        partner_buried_area=None if partner_lost is None else round(partner_lost, 1),
        interface_area=None if lost is None or partner_lost is None else round((lost + partner_lost) / 2, 1),
    )


def _share_assembly(chain: AnnotatedChain, other: str) -> bool | None:
    """Say whether one biological assembly holds both chains; `None` when the file does not say."""
    assembled = [assembly.chains for assembly in chain.structure.metadata.assemblies]
    if not {chain.chain_id, other} <= frozenset().union(*assembled):
        return None
    return any({chain.chain_id, other} <= chains for chains in assembled)
