"""Where and how does a ligand bind to RAS, and what does it stand in front of?

The site is that of `rasstruct.annotation.sites` (Parker 2022), decided by three
marker residues a site. Beside it stand what the decision rests on, how the contacts
spread over the named pockets and regions, and the interfaces that are occluded
(`rasstruct.analysis.occlusion`). Contacts are residues within 4 Å, heavy atoms only.
"""

from __future__ import annotations

import dataclasses
from collections import Counter

from rasstruct._base.records import Records, column
from rasstruct.analysis.occlusion import INTERFACE, Occlusion, list_occlusions
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.reference.defaults import DEFAULT_SCHEME
from rasstruct.reference.pockets import default_pockets, site_markers
from rasstruct.reference.regions import regions_by_residue

__all__ = ["BindingSite", "PocketShare", "describe_binding_site"]


@dataclasses.dataclass(frozen=True, slots=True)
class PocketShare:
    """How much of a ligand's contacts are in one named pocket, and how much of it they are.

    Pockets overlap, so the shares of one ligand do not add up to 1.
    """

    pocket: str = column("string", "named pocket")
    n_contacts: int = column("integer", "residues of it in contact")
    share_of_contacts: float = column("number", "share of the ligand's contacts that they are, 0 to 1")
    share_of_pocket: float = column("number", "share of the pocket's residues that they are, 0 to 1")

    def __str__(self) -> str:
        return f"{self.pocket} {self.share_of_contacts:.0%}"


@dataclasses.dataclass(frozen=True, slots=True)
class BindingSite:
    """Site, binding mode and occluded interfaces of one ligand."""

    source: str = column("string", "file or ID as given")
    pdb_id: str | None = column("string", "PDB ID that the file states")
    chain_id: str = column("string", "author chain of the RAS chain that the ligand is bound to")
    ligand_het: str | None = column("string", "HET code of the ligand; none for a peptide")
    ligand_name: str | None = column("string", "name of the ligand")
    ligand_residue: str = column("string", "chain and number of the ligand")
    role: str = column("string", "nucleotide, ion, inhibitor, additive …")
    site: str | None = column("string", "pocket that an inhibitor sits in, or other; none for another role")
    binding_mode: str | None = column("string", "non-covalent, covalent or tri-complex; none for another role")
    nucleophile: str | None = column("string", "residue that the ligand is bonded to")
    presented_by: str | None = column("string", "author chain of the chaperone that presents the ligand")
    contacts: tuple[int, ...] = column("list", "UniProt numbers of the residues within 4 Å")
    n_contacts: int = column("integer", "how many they are")
    markers: tuple[int, ...] = column("list", "markers of the site that are in contact (Parker 2022)")
    other_sites: tuple[str, ...] = column("list", "other sites of which a marker is in contact")
    pockets: tuple[PocketShare, ...] = column("list", "named pockets in contact, most residues first")
    regions: tuple[str, ...] = column("list", "regions in contact, most residues first")
    occludes: tuple[str, ...] | None = column(
        "list", "interfaces that the ligand occludes; none when it cannot be told"
    )
    chaperone_occludes: tuple[str, ...] = column("list", "interfaces that the chaperone occludes")
    touches: tuple[str, ...] = column("list", "interfaces of which residues are in contact, occluded or not")


def describe_binding_site(chain: AnnotatedChain, bound: BoundLigand) -> BindingSite:
    """Describe where and how a ligand binds.

    Parameters
    ----------
    chain
        The chain; its first model is used.
    bound
        A molecule bound to it.

    Examples
    --------
    >>> import rasstruct as rs
    >>> chain = rs.load("8AZR")["A"]
    >>> found = describe_binding_site(chain, chain.inhibitors[0])
    >>> found.site, found.markers, str(found.pockets[0]), found.occludes
    ('SII-P', (96, 99), 'SII-P 100%', ())
    """
    occlusions = list_occlusions(chain, bound)
    touched = {site: tuple(n for n in numbers if n in bound.contacts) for site, numbers in site_markers().items()}
    return BindingSite(
        source=chain.structure.source,
        pdb_id=chain.pdb_id,
        chain_id=chain.chain_id,
        ligand_het=bound.het_code,
        ligand_name=bound.name,
        ligand_residue=str(bound.key),
        role=bound.role,
        site=bound.site,
        binding_mode=bound.binding_mode,
        nucleophile=bound.nucleophile,
        presented_by=bound.presented_by,
        contacts=bound.contacts,
        n_contacts=len(bound.contacts),
        markers=touched.get(bound.site or "", ()),
        other_sites=tuple(site for site, numbers in touched.items() if numbers and site != bound.site),
        pockets=_share_pockets(bound),
        regions=_name_regions(chain, bound),
        occludes=_occluded(occlusions),
        chaperone_occludes=tuple(row.interface for row in occlusions if "chaperone" in row.occluded_by),
        touches=tuple(row.interface for row in occlusions if row.touched),
    )


def _share_pockets(bound: BoundLigand) -> tuple[PocketShare, ...]:
    """Give the share of each named pocket that is touched, in table order where they tie."""
    shares = []
    for name, pocket in default_pockets().items():
        n_touched = len(set(bound.contacts).intersection(pocket.residues))
        if n_touched and pocket.definition != INTERFACE:
            of_contacts, of_pocket = n_touched / len(bound.contacts), n_touched / len(pocket.residues)
            shares.append(PocketShare(name, n_touched, round(of_contacts, 3), round(of_pocket, 3)))
    return tuple(sorted(shares, key=lambda share: -share.n_contacts))


def _name_regions(chain: AnnotatedChain, bound: BoundLigand) -> tuple[str, ...]:
    """Name the regions in contact, each residue by its most specific one."""
    named = regions_by_residue(DEFAULT_SCHEME, chain.numbering.reference_isoform)
    counts = Counter(named[number][0] for number in bound.contacts if number in named)
    return tuple(region for region, _ in counts.most_common())


def _occluded(occlusions: Records[Occlusion]) -> tuple[str, ...] | None:
    """Name the interfaces that the ligand occludes; `None` when the chain cannot be laid on the reference."""
    if any(row.occludes is None for row in occlusions):
        return None
    return tuple(row.interface for row in occlusions if row.occludes)
