"""Which other proteins does a RAS chain meet, in which role, and where?

Chains that the file puts into different biological assemblies are crystal
neighbours, no partners. A protein meets RAS by the rule of Parker 2022
(doi:10.1158/0008-5472.CAN-22-0804): at least 12 RAS residues have their CB
within 12 Å of one of its CB atoms and at least one RAS residue has an atom
within 5 Å of it, or at least 5 have. A RAS peptide has fewer residues than that
rule asks for, so one within 5 Å is enough.

Where it meets RAS is told by the residues in contact and their regions. The two
sites of SOS on RAS are told apart by geometry: the contacts of a GEF are compared
with both interfaces.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from rasstruct._base.records import Records, column
from rasstruct.annotation.partner_roles import PartnerIdentity
from rasstruct.annotation.scene import ProteinAtoms
from rasstruct.reference.defaults import DEFAULT_SCHEME
from rasstruct.reference.pockets import default_pockets
from rasstruct.reference.regions import regions_by_residue
from rasstruct.structure.model import Structure
from rasstruct.structure.neighbours import distance_matrix, find_near, in_box

__all__ = ["Partner", "classify_gef_site", "find_partners"]

#: Parker 2022: RAS residues by CB distance and by atom distance, with their cut-offs in Å
_MIN_CB, _CB_CUTOFF, _MIN_ATOM, _ATOM_CUTOFF = 12, 12.0, 5, 5.0
#: two residues with CB atoms farther apart than this in Å have no atoms within the cut-off: 5 Å and twice the
#: 7 Å from CB to the tip of the longest side chain (arginine)
_MAX_CB_REACH = 19.0
_GEF = "GEF"
#: sites of a GEF by the named interface of RAS, and least likeness (Dice coefficient) to it
_GEF_SITES = {"SOS catalytic interface": "catalytic", "SOS allosteric interface": "allosteric"}
_MIN_LIKENESS = 0.4
#: names of Parker 2022 by role, and by site for a GEF; everything else is Binder without UniProt entry
_PARKER_CLASSES = {"effector": "Effector", "GAP": "GAP", "nanodisc": "Nanodisc", _GEF: "GEF.CDC25"}
_PARKER_ALLOSTERIC = "GEF.REM"


@dataclasses.dataclass(frozen=True, slots=True)
class Partner:
    """A protein chain in contact with a RAS chain."""

    chain_id: str = column("string", "author chain of the partner")
    name: str | None = column("string", "name that the file states")
    role: str = column("string", "effector, GEF, GAP, chaperone, DARPin, antibody, HLA …")
    uniprot_entry: str | None = column("string", "UniProt entry name")
    site: str | None = column("string", "catalytic or allosteric site of a GEF")
    regions: tuple[str, ...] = column("list", "regions of RAS in contact, most residues first")
    contacts: tuple[int, ...] = column("list", "UniProt numbers of RAS residues with an atom within 5 Å")
    n_contacts: int = column("integer", "residues in contact, those without UniProt number (tags) too")
    parker_class: str = column(
        "string", "class by the rule of Parker 2022: Effector, GEF.CDC25, GEF.REM, GAP, Binder …"
    )

    def __str__(self) -> str:
        place = f", {self.site} site" if self.site else ""
        return f"{self.chain_id}: {self.name or 'unnamed protein'} ({self.role}{place})"


def find_partners(
    structure: Structure, protein: ProteinAtoms, identities: Mapping[str, PartnerIdentity]
) -> dict[str, Records[Partner]]:
    """Find the proteins that meet each RAS chain.

    Parameters
    ----------
    structure
        The structure; its first model is used.
    protein
        Its protein atoms.
    identities
        The chains that can be partners, with what they are.

    Returns
    -------
    dict
        Partners by RAS chain, in file order.
    """
    others = {chain_id: _side(structure, protein, chain_id) for chain_id in identities}
    if not others:
        return dict.fromkeys(protein.ras_chains, Records(Partner))
    found: dict[str, Records[Partner]] = {}
    for chain_id, numbering in protein.numberings.items():
        ras = _side(structure, protein, chain_id)
        least = (1, 1) if numbering.is_peptide else (_MIN_CB, _MIN_ATOM)
        found[chain_id] = Records(
            Partner,
            (
                _describe(protein, chain_id, other, identities[other], touched)
                for other, side in others.items()
                if _share_assembly(structure, chain_id, other)
                and (touched := _touched_residues(structure, ras, side, least))
            ),
        )
    return found


def classify_gef_site(contacts: frozenset[int]) -> str | None:
    """Say at which of its two sites a GEF like SOS meets RAS.

    Parameters
    ----------
    contacts
        UniProt numbers of the RAS residues in contact.

    Returns
    -------
    str or None
        ``"catalytic"`` or ``"allosteric"``, `None` when the contacts resemble neither interface.

    Notes
    -----
    Likeness is the Dice coefficient: twice the residues in common over the sum of both counts.
    """

    def likeness(interface: str) -> float:
        residues = default_pockets()[interface].residues
        return 2 * len(contacts.intersection(residues)) / (len(contacts) + len(residues))

    best = max(_GEF_SITES, key=likeness)
    return _GEF_SITES[best] if likeness(best) >= _MIN_LIKENESS else None


def _describe(
    protein: ProteinAtoms, ras_chain: str, chain_id: str, identity: PartnerIdentity, touched: list[int]
) -> Partner:
    """Make the row of a partner."""
    contacts = protein.uniprot_numbers(touched)
    named = regions_by_residue(DEFAULT_SCHEME, protein.numberings[ras_chain].reference_isoform)
    counts = Counter(named[number][0] for number in sorted(contacts) if number in named)
    site = classify_gef_site(contacts) if identity.role == _GEF else None
    return Partner(
        chain_id=chain_id,
        name=identity.name,
        role=identity.role,
        uniprot_entry=identity.uniprot_entry,
        site=site,
        regions=tuple(region for region, _ in counts.most_common()),
        contacts=tuple(sorted(contacts)),
        n_contacts=len(touched),
        parker_class=_parker_class(identity, site),
    )


def _parker_class(identity: PartnerIdentity, site: str | None) -> str:
    """Give the class that Parker 2022 would give."""
    if site == _GEF_SITES["SOS allosteric interface"]:
        return _PARKER_ALLOSTERIC
    return _PARKER_CLASSES.get(identity.role, "Other" if identity.uniprot_entry else "Binder")


def _share_assembly(structure: Structure, first: str, second: str) -> bool:
    """Say whether two chains are in one biological assembly.

    A file without assemblies does not part chains, nor one whose assemblies name
    chains that it does not have any more, when one of the two goes by a new name.
    """
    assembled = [assembly.chains for assembly in structure.metadata.assemblies]
    named = frozenset().union(*assembled)
    is_renamed = not {first, second} <= named and not named <= set(structure.topology.chain_ids)
    return not assembled or is_renamed or any({first, second} <= chains for chains in assembled)


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """One chain of a pair: residues with their CB (CA for glycine), and all heavy atoms."""

    residues: npt.NDArray[np.int64]
    centres: npt.NDArray[np.float32]
    rows: npt.NDArray[np.int64]


def _side(structure: Structure, protein: ProteinAtoms, chain_id: str) -> _Side:
    """Take one chain out of the protein atoms."""
    topology, rows = structure.topology, protein.rows_by_chain[chain_id]
    residues = topology.peptide_residues(chain_id)
    beta, alpha = topology.rows_named("CB")[residues], topology.rows_named("CA")[residues]
    centre = np.where(beta >= 0, beta, alpha)
    return _Side(residues[centre >= 0], structure.xyz[0][centre[centre >= 0]], rows)


def _touched_residues(structure: Structure, ras: _Side, other: _Side, least: tuple[int, int]) -> list[int]:
    """Give the RAS residues with atoms within the cut-off; none when the rule is not met."""
    close_ras = find_near(other.centres, ras.centres, _MAX_CB_REACH)[0]
    close_other = find_near(ras.centres[close_ras], other.centres, _MAX_CB_REACH)[0]
    if not len(close_other):
        return []
    distances = distance_matrix(ras.centres[close_ras], other.centres[close_other])
    n_cb = int((distances.min(axis=1) <= _CB_CUTOFF).sum())
    wanted = np.zeros(structure.topology.n_residues, dtype=bool)
    wanted[ras.residues[close_ras]] = wanted[other.residues[close_other]] = True
    residue, xyz = structure.topology.residue_index, structure.xyz[0]
    ras_rows, other_rows = (side.rows[wanted[residue[side.rows]]] for side in (ras, other))
    other_rows = other_rows[in_box(xyz[other_rows], xyz[ras_rows], _ATOM_CUTOFF)]
    near = find_near(xyz[other_rows], xyz[ras_rows], _ATOM_CUTOFF)[0]
    touched = np.unique(residue[ras_rows[near]]).tolist()
    min_cb, min_atom = least
    met = (n_cb >= min_cb and touched) or len(touched) >= min_atom
    return touched if met else []
