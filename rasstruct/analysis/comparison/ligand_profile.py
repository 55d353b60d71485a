"""What does one copy of a ligand touch, and what could it have touched?

A comparison has three states. An interaction is present; or absent, when its
partner is in the coordinates; or missing, when nothing can be said because the
residue, atoms of its side chain, the nucleotide, the other protein or all
water are not modelled. An interaction that is found is present in any case.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import column
from rasstruct.analysis.comparison.matrix_row import NUCLEOTIDE, MatrixRow, PartnerRow, name_protein, place_row
from rasstruct.analysis.comparison.side_chain_atoms import has_whole_side_chain
from rasstruct.analysis.contacts import list_contacts
from rasstruct.analysis.partner_residues import OWN_CHAIN, PARTNER_CHAIN, WATER
from rasstruct.analysis.residue_distances import ResidueDistance, measure_residues
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.structure.neighbours import check_cutoff
from rasstruct.structure.topology import ResidueKind

__all__ = ["ABSENT", "MISSING", "PRESENT", "ComparedLigand", "Found", "LigandProfile", "build_profile", "list_rows"]

PRESENT, ABSENT, MISSING = "present", "absent", "missing"
_CONTACTS, _INTERACTIONS = "contacts", "interactions"
_PARTS = {"side chain": ("side chain",), "backbone": ("backbone",), "both": ("side chain", "backbone")}


@dataclasses.dataclass(frozen=True, slots=True)
class ComparedLigand:
    """One column of a comparison: a copy of a ligand."""

    ligand: str = column("string", "entry, chain and HET code; with the residue number where that is not unique")
    source: str = column("string", "file or ID as given")
    pdb_id: str | None = column("string", "PDB ID that the file states")
    chain_id: str = column("string", "author chain of the RAS chain that the ligand is bound to")
    isoform: str = column("string", "isoform of that chain")
    mutations: tuple[str, ...] = column("list", "substitutions of that chain")
    ligand_het: str | None = column("string", "HET code of the ligand; none for a peptide")
    ligand_name: str | None = column("string", "name of the ligand")
    ligand_residue: str = column("string", "chain and number of the ligand")
    site: str | None = column("string", "pocket that an inhibitor sits in")
    binding_mode: str | None = column("string", "non-covalent, covalent or tri-complex, for an inhibitor")
    n_interactions: int = column("integer", "contacts or interactions found")

    @property
    def compound(self) -> str:
        """What copies of one molecule have in common: its HET code, else its name, else its place."""
        return self.ligand_het or self.ligand_name or self.ligand


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """What a ligand has in one row of the comparison: how often, how near, with which parts of a residue."""

    count: int
    distance: float
    parts: tuple[str, ...]


@dataclasses.dataclass(frozen=True, eq=False)
class LigandProfile:
    """One copy of a ligand, what was found of it, and what its structure shows.

    ``found`` is in no particular order; ``distances`` are those of every
    modelled residue of the chain, ``cutoff`` what counts as contact in Å.
    """

    column: ComparedLigand
    chain: AnnotatedChain
    found: Mapping[MatrixRow, Found]
    distances: tuple[ResidueDistance, ...]
    cutoff: float

    def state_of(self, row: MatrixRow) -> str:
        """Say whether an interaction is present, absent, or missing because its partner is not modelled."""
        if row in self.found:
            return PRESENT
        return ABSENT if self._is_modelled(row) else MISSING

    def name_of(self, uniprot_number: int) -> str | None:
        """Give the residue name in the file, `None` when the residue is not modelled."""
        residue = self._residues.get(uniprot_number)
        return None if residue is None else self.chain.structure.topology.name_of(residue)

    def is_complete(self, uniprot_number: int) -> bool:
        """Say whether a residue is modelled with its side chain."""
        return uniprot_number in self._complete

    @cached_property
    def _residues(self) -> dict[int, int]:
        """Map UniProt numbers to residues of the topology."""
        numbering = self.chain.numbering
        pairs = zip(numbering.uniprot_numbers.tolist(), numbering.residues.tolist(), strict=True)
        return {number: residue for number, residue in pairs if number}

    @cached_property
    def _complete(self) -> frozenset[int]:
        """UniProt numbers of the residues that have all atoms of their side chains."""
        topology = self.chain.structure.topology
        return frozenset(
            number for number, residue in self._residues.items() if has_whole_side_chain(topology, residue)
        )

    @cached_property
    def _names(self) -> frozenset[str]:
        """Residue names and HET codes in the file."""
        topology = self.chain.structure.topology
        return frozenset(topology.name_of(residue) for residue in range(topology.n_residues))

    @cached_property
    def _has_water(self) -> bool:
        """Whether any water is modelled."""
        return bool((self.chain.structure.topology.kind == ResidueKind.WATER).any())

    @cached_property
    def _unnumbered(self) -> frozenset[str]:
        """Residues of the own chain that have no UniProt number, by name and number in the file."""
        topology, numbering = self.chain.structure.topology, self.chain.numbering
        residues = numbering.residues[numbering.uniprot_numbers == 0].tolist()
        return frozenset(f"{topology.name_of(residue)}{topology.residue_key(residue).number}" for residue in residues)

    @cached_property
    def _proteins(self) -> frozenset[str]:
        """Other proteins of the file that meet the chain, and the name of all that do not."""
        chain_ids = self.chain.structure.topology.chain_ids
        return frozenset(name_protein(self.chain, name) for name in chain_ids if name != self.chain.chain_id)

    def _is_modelled(self, row: MatrixRow) -> bool:
        """Say whether the partner, and the water in between, are in the coordinates."""
        if row.needs_water and not self._has_water:
            return False
        if row.partner_kind == WATER:
            return True
        if row.partner_kind == OWN_CHAIN:
            return row.name in self._unnumbered if row.uniprot_number is None else self.is_complete(row.uniprot_number)
        if row.partner_kind == NUCLEOTIDE:
            return self.chain.nucleotide.het_code is not None
        if row.partner_kind == PARTNER_CHAIN:
            return row.protein in self._proteins
        return row.name in self._names


def list_rows(chain: AnnotatedChain, bound: BoundLigand, kind: str, cutoff: float) -> Sequence[PartnerRow]:
    """List the contacts or the interactions of a ligand.

    Parameters
    ----------
    chain, bound
        A chain and one of its ligands.
    kind
        ``"contacts"`` or ``"interactions"``.
    cutoff
        Largest distance of a contact in Å; interactions have limits of their own.

    Raises
    ------
    LookupFailedError
        When there is no such kind, or the cut-off is not positive.
    """
    check_cutoff(cutoff)
    if kind == _CONTACTS:
        return list_contacts(chain, bound, cutoff)
    if kind == _INTERACTIONS:
        from rasstruct.analysis.interactions.find_interactions import find_interactions

        return find_interactions(chain, bound)
    raise LookupFailedError(f"found kind {kind!r}, expected {_INTERACTIONS} or {_CONTACTS}; choose one of these")


def build_profile(
    chain: AnnotatedChain, bound: BoundLigand, label: str, rows: Iterable[PartnerRow], cutoff: float
) -> LigandProfile:
    """Sum up the contacts or interactions of one copy of a ligand.

    Parameters
    ----------
    chain, bound
        A chain and one of its ligands.
    label
        Name of the column.
    rows
        Contacts or interactions of the ligand, as `list_rows` gives them.
    cutoff
        Largest distance in Å at which a side chain or backbone counts as used.
    """
    listed: dict[MatrixRow, list[PartnerRow]] = {}
    for row in rows:
        listed.setdefault(place_row(chain, row), []).append(row)
    described = ComparedLigand(
        ligand=label,
        source=chain.structure.source,
        pdb_id=chain.pdb_id,
        chain_id=chain.chain_id,
        isoform=chain.isoform,
        mutations=tuple(row.mutation for row in chain.sequence_mutations),
        ligand_het=bound.het_code,
        ligand_name=bound.name,
        ligand_residue=str(bound.key),
        site=bound.site,
        binding_mode=bound.binding_mode,
        n_interactions=sum(map(len, listed.values())),
    )
    found = {place: _sum_up(together) for place, together in listed.items()}
    return LigandProfile(described, chain, found, measure_residues(chain, bound), cutoff)


def _sum_up(rows: list[PartnerRow]) -> Found:
    """Count the rows of one partner and kind, with the nearest distance and the parts in the order of `_PARTS`."""
    parts = {part for row in rows for part in _PARTS.get(row.contact_part or "", ())}
    return Found(len(rows), min(row.distance for row in rows), tuple(part for part in _PARTS if part in parts))
