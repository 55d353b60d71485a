"""One RAS chain as users hold it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rasstruct._base.records import Records
from rasstruct.analysis.residue_table import ResidueRow, list_residues
from rasstruct.analysis.resistance import ResistanceRow, find_resistance
from rasstruct.analysis.resistance_panel import DEFAULT_PANEL
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.conformation import Conformation, describe_conformation
from rasstruct.annotation.crystal_contacts import CrystalContact, list_crystal_contacts
from rasstruct.annotation.record import ChainRecord, summarise_chain
from rasstruct.annotation.regions import ChainRegion, place_regions
from rasstruct.api.exports import Exports
from rasstruct.api.ligand import Ligand, LigandSet
from rasstruct.reference.defaults import DEFAULT_CUTOFF, DEFAULT_NEIGHBOUR_CUTOFF, DEFAULT_POCKET, DEFAULT_SCHEME

if TYPE_CHECKING:
    from rasstruct.analysis.ddg import DdgTable
    from rasstruct.analysis.homodimers import CrystalHomodimer
    from rasstruct.analysis.interfaces import Interface
    from rasstruct.analysis.pockets.detect import FoundPocket
    from rasstruct.analysis.saturation_scan import ScanRow
    from rasstruct.api.mutant import Mutant, Mutants
    from rasstruct.api.pocket import Pocket
    from rasstruct.structure.interop.exported_atoms import ExportedAtoms
    from rasstruct.view.viewer import Viewer

__all__ = ["RasChain"]


@dataclasses.dataclass(frozen=True, eq=False, repr=False)
class RasChain(AnnotatedChain, Exports):
    """One RAS chain of an `Entry`; exported with what is bound to it, see `select_chain`."""

    @classmethod
    def of(cls, chain: AnnotatedChain) -> RasChain:
        """Make the user's object of an annotated chain."""
        return cls(**{field.name: getattr(chain, field.name) for field in dataclasses.fields(AnnotatedChain)})

    @property
    def mutations(self) -> tuple[str, ...]:
        """Substitutions of the sequence relative to the isoform, such as ``"G12C"``."""
        return tuple(row.mutation for row in self.sequence_mutations)

    @property
    def mutations_modelled(self) -> tuple[str, ...]:
        """Those mutations whose residue is in the coordinates."""
        return tuple(row.mutation for row in self.sequence_mutations if row.is_modelled)

    @cached_property
    def ligands(self) -> LigandSet:
        """Bound molecules by HET code or residue key."""
        return LigandSet(Ligand(self, bound) for bound in self.bound_ligands)

    def classify_switches(self, rule: str = "parker2022") -> Conformation:
        """Classify the switches by another rule, ``"nearest"`` without nucleotide; see `describe_conformation`."""
        return describe_conformation(self.structure, self.numbering, self.nucleotide, rule)

    def residues(self, *, scheme: str = DEFAULT_SCHEME, cutoff: float = DEFAULT_CUTOFF) -> Records[ResidueRow]:
        """List the residues with numbers, regions, pockets and distances (Å) to the inhibitor; see `list_residues`."""
        return list_residues(self, scheme=scheme, cutoff=cutoff)

    def regions(self, scheme: str = DEFAULT_SCHEME) -> Records[ChainRegion]:
        """List the regions of a scheme with their modelled and missing residues."""
        return place_regions(self.numbering, scheme)

    def pocket(self, name: str | None = None, *, ligand: str | Ligand | None = None) -> Pocket:
        """Give a named pocket, or the one around a ligand; see `Pocket`."""
        from rasstruct.api.pocket import Pocket

        return Pocket.find(self, name, ligand)

    def pockets(self) -> Records[FoundPocket]:
        """Find the pockets by geometry alone, ligands left out; see `detect_pockets`."""
        from rasstruct.analysis.pockets.detect import detect_pockets

        return detect_pockets(self)

    def interfaces(self) -> Records[Interface]:
        """List the interfaces with the partners, with buried areas; see `list_interfaces`."""
        from rasstruct.analysis.interfaces import list_interfaces

        return list_interfaces(self)

    def homodimers(self) -> Records[CrystalHomodimer]:
        """List the α4–α5 homodimers in the crystal; see `find_homodimers`."""
        from rasstruct.analysis.homodimers import find_homodimers

        return find_homodimers(self)

    def resistance(
        self,
        panel: str = DEFAULT_PANEL,
        *,
        structure: bool = True,
        cutoff: float = DEFAULT_CUTOFF,
        pocket: str = DEFAULT_POCKET,
        all_classes: bool = False,
        include_low_confidence: bool = False,
    ) -> Records[ResistanceRow]:
        """List mutations against the inhibitors, by evidence and by structure; see `find_resistance`."""
        return find_resistance(
            self,
            panel=panel,
            structure=structure,
            cutoff=cutoff,
            pocket=pocket,
            all_classes=all_classes,
            include_low_confidence=include_low_confidence,
        )

    def mutate(self, mutation: str | Sequence[str]) -> Mutant | Mutants:
        """Substitute a residue (``"Y96D"``), several, or one by all others (``"Y96"``); see `read_substitutions`."""
        from rasstruct.api.mutant import mutate

        return mutate(self, mutation)

    def scan(
        self,
        residues: Iterable[int] | None = None,
        *,
        ddg: DdgTable | None = None,
        cutoff: float = DEFAULT_CUTOFF,
        progress: Callable[[int, int], None] | None = None,
    ) -> Records[ScanRow]:
        """Substitute the residues around the inhibitors by all others; see `scan_residues`."""
        from rasstruct.analysis.saturation_scan import scan_residues

        return scan_residues(self, residues, ddg=ddg, cutoff=cutoff, progress=progress)

    def view(
        self,
        *,
        color: str = "region",
        pocket: str | None = None,
        ligand: str | Ligand | None = None,
        interactions: bool = True,
        labels: bool = True,
        surface: bool = False,
        ddg: DdgTable | None = None,
        trait: str | None = None,
    ) -> Viewer:
        """Show the chain in 3D; see `build_scene` for the options.

        Returns
        -------
        Viewer
            Shows itself in a notebook; has ``write_html`` and ``write_png``.

        Raises
        ------
        LookupFailedError
            When there is no such colouring, pocket or ligand.

        Examples
        --------
        >>> import rasstruct as rs
        >>> rs.load("8AZR")["A"].view(color="mutation", interactions=False)
        <Viewer 8AZR chain A · KRAS4B C118S · mutation>
        """
        from rasstruct.api.views import view_chain

        return view_chain(
            self,
            self.ligands,
            color=color,
            pocket=pocket,
            ligand=ligand,
            interactions=interactions,
            labels=labels,
            surface=surface,
            ddg=ddg,
            trait=trait,
        )

    def crystal_contacts(self, cutoff: float = DEFAULT_NEIGHBOUR_CUTOFF) -> Records[CrystalContact]:
        """List the residues that touch symmetry copies within a cut-off in Å; see `list_crystal_contacts`."""
        return list_crystal_contacts(self, cutoff)

    def summary(self) -> ChainRecord:
        """Give the one-row summary of the chain."""
        return summarise_chain(self)

    def to_record(self) -> dict[str, Any]:
        """Give the summary as a dictionary of plain values."""
        return Records(ChainRecord, (self.summary(),)).to_records()[0]

    def _export(self, numbering: str) -> ExportedAtoms:
        from rasstruct.analysis.chain_export import select_chain

        return select_chain(self, numbering)

    def describe(self) -> str:
        """Say in a few words what the chain is."""
        if self.numbering.is_peptide:
            placed = self.numbering.uniprot_numbers[self.numbering.uniprot_numbers > 0]
            return " ".join([self.isoform, f"peptide {placed.min()}-{placed.max()}", *self.mutations])
        inhibitors = [ligand.label for ligand in self.inhibitors]
        parts = [self.isoform, *self.mutations, self.nucleotide.state, *inhibitors]
        return " ".join(parts)

    def _repr_html_(self) -> str:
        from rasstruct.view.cards import draw_chain_card

        return draw_chain_card(self)

    def __repr__(self) -> str:
        return f"<RasChain {self.chain_id} · {self.describe()}>"
