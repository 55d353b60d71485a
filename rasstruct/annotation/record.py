"""One row a RAS chain: the summary that tables, JSON and the atlas hold."""

from __future__ import annotations

import dataclasses
from typing import Any

from rasstruct._base.records import column
from rasstruct.annotation.catalytic_geometry import classify_state
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.partners import Partner
from rasstruct.annotation.regions import MissingStretch, find_missing
from rasstruct.annotation.sites import OTHER_SITE

__all__ = ["ChainRecord", "InhibitorRecord", "summarise_chain"]

#: letters of a name that still fits a table; systematic names are longer
_LONGEST_NAME = 30


@dataclasses.dataclass(frozen=True, slots=True)
class InhibitorRecord:
    """An inhibitor in a `ChainRecord`."""

    het_code: str | None
    name: str | None
    site: str | None
    binding_mode: str | None
    covalent: bool
    nucleophile: str | None
    covalent_basis: str | None
    role_basis: str
    residue: str

    @property
    def title(self) -> str:
        """Name and HET code, the name only where it is a usual one and no systematic name."""
        if self.het_code is None:
            return f"peptide {self.residue.partition('/')[0]}"
        is_usual = self.name is not None and self.name != self.het_code and len(self.name) <= _LONGEST_NAME
        return f"{self.name} ({self.het_code})" if is_usual else self.het_code

    def describe(self) -> str:
        """Say what it is, where it sits and how it binds."""
        anchor = f" on {self.nucleophile}" if self.nucleophile else ""
        place = "no named pocket" if self.site == OTHER_SITE else self.site
        return f"{self.title} in {place}, {self.binding_mode}{anchor}"

    def __str__(self) -> str:
        anchor = f" on {self.nucleophile}" if self.nucleophile else ""
        return f"{self.het_code or self.title} ({self.site}, {self.binding_mode}{anchor})"


@dataclasses.dataclass(frozen=True, slots=True)
class ChainRecord:
    """What one RAS chain is and what is bound to it."""

    source: str = column("string", "file or ID as given")
    pdb_id: str | None = column("string", "PDB ID that the file states")
    chain_id: str = column("string", "author chain")
    model: int = column("integer", "model number that was annotated")
    n_models: int = column("integer", "models in the file")
    isoform: str = column("string", "KRAS4A, KRAS4B, KRAS, NRAS or HRAS")
    is_peptide: bool = column("boolean", "whether it is a short piece of RAS, as HLA presents it, and no protein")
    mutations: tuple[str, ...] = column("list", "substitutions of the sequence relative to the isoform")
    mutations_modelled: tuple[str, ...] = column("list", "those whose residue is in the coordinates")
    hotspots: tuple[str, ...] = column("list", "mutations that are oncogenic hotspots")
    acquired_resistance: tuple[str, ...] = column("list", "mutations seen as acquired resistance")
    engineered: tuple[str, ...] = column("list", "mutations of the construct")
    germline: tuple[str, ...] = column("list", "mutations known from RASopathies")
    nucleotide_het: str | None = column("string", "HET code in the nucleotide site")
    nucleotide_state: str = column("string", "bound chemistry of the nucleotide site")
    nucleotide_class: str = column("string", "0P, 2P or 3P (Parker 2022)")
    magnesium: bool = column("boolean", "whether Mg²⁺ is at the nucleotide")
    mg_nucleotide_distance: float | None = column("number", "Mg²⁺ to the nearest nucleotide oxygen", unit="Å")
    sw1_class: str | None = column("string", "conformation of switch I (Parker 2022), Outlier or Disordered")
    sw1_nearest: str | None = column("string", "nearest class of switch I, whatever its group")
    sw1_distance: float | None = column("number", "distance to it, largest 2(1 - cos) over the backbone angles")
    sw1_margin: float | None = column("number", "how much farther the second nearest class is")
    sw2_class: str | None = column("string", "conformation of switch II (Parker 2022), Outlier or Disordered")
    sw2_nearest: str | None = column("string", "nearest class of switch II, whatever its group")
    sw2_distance: float | None = column("number", "distance to it, largest 2(1 - cos) over the backbone angles")
    sw2_margin: float | None = column("number", "how much farther the second nearest class is")
    y32: str | None = column("string", "Y32in or Y32out; none when no atom tells")
    y32_basis: str | None = column("string", "atom that tells: OH as published, CZ or CB as stand-ins")
    y71: str | None = column("string", "Y71in or Y71out; none when no atom tells")
    y71_basis: str | None = column("string", "atom that tells: OH as published, CZ or CB as stand-ins")
    state: str | None = column("string", "state-2-like, intermediate or state-1-like; none without γ-phosphate or Mg²⁺")
    inhibitors: tuple[InhibitorRecord, ...] = column("list", "bound inhibitors")
    other_ligands: tuple[str, ...] = column("list", "HET codes of everything else that touches the chain")
    unknown_ligands: tuple[str, ...] = column("list", "HET codes whose role is not known")
    partners: tuple[Partner, ...] = column("list", "bound proteins")
    method: str | None = column("string", "experiment, or PREDICTED MODEL")
    resolution: float | None = column("number", "resolution", unit="Å")
    first_residue: int = column("integer", "first modelled residue, UniProt number")
    last_residue: int = column("integer", "last modelled residue, UniProt number")
    missing_regions: tuple[MissingStretch, ...] = column("list", "gaps between the two, with their regions")
    identity: float = column("number", "fraction of modelled residues that equal the isoform")
    n_unnumbered: int = column("integer", "modelled residues without UniProt number (tags, insertions)")
    title: str | None = column("string", "title of the entry")


def summarise_chain(chain: AnnotatedChain) -> ChainRecord:
    """Make the row of a chain."""
    structure, numbering = chain.structure, chain.numbering
    metadata, mutations = structure.metadata, chain.sequence_mutations
    placed = numbering.uniprot_numbers[numbering.uniprot_numbers > 0]

    def of_class(name: str) -> tuple[str, ...]:
        return tuple(row.mutation for row in mutations if name in row.classes)

    others = [ligand for ligand in chain.bound_ligands if ligand.role != "inhibitor" and ligand.het_code]
    return ChainRecord(
        source=structure.source,
        pdb_id=metadata.pdb_id,
        chain_id=chain.chain_id,
        model=structure.model_numbers[0],
        n_models=len(structure.all_model_numbers),
        isoform=chain.isoform,
        is_peptide=chain.numbering.is_peptide,
        mutations=tuple(row.mutation for row in mutations),
        mutations_modelled=tuple(row.mutation for row in mutations if row.is_modelled),
        hotspots=of_class("hotspot"),
        acquired_resistance=of_class("acquired resistance"),
        engineered=of_class("engineered construct"),
        germline=of_class("germline"),
        nucleotide_het=chain.nucleotide.het_code,
        nucleotide_state=chain.nucleotide.state,
        nucleotide_class=chain.nucleotide.parker_class,
        magnesium=chain.nucleotide.has_magnesium,
        mg_nucleotide_distance=chain.nucleotide.mg_nucleotide,
        **_summarise_conformation(chain),
        state=classify_state(chain.nucleotide),
        inhibitors=tuple(
            InhibitorRecord(
                het_code=ligand.het_code,
                name=ligand.name,
                site=ligand.site,
                binding_mode=ligand.binding_mode,
                covalent=ligand.bond is not None,
                nucleophile=ligand.nucleophile,
                covalent_basis=ligand.bond.basis if ligand.bond else None,
                role_basis=ligand.role_basis,
                residue=str(ligand.key),
            )
            for ligand in chain.inhibitors
        ),
        other_ligands=tuple(dict.fromkeys(o.het_code for o in others if o.het_code and o.role != "unknown")),
        unknown_ligands=tuple(dict.fromkeys(o.het_code for o in others if o.het_code and o.role == "unknown")),
        partners=tuple(chain.partners),
        method=metadata.method or ("PREDICTED MODEL" if metadata.is_predicted else None),
        resolution=metadata.resolution,
        first_residue=int(placed.min()),
        last_residue=int(placed.max()),
        missing_regions=find_missing(numbering),
        identity=round(numbering.identity, 4),
        n_unnumbered=int((numbering.uniprot_numbers == 0).sum()),
        title=metadata.title,
    )


def _summarise_conformation(chain: AnnotatedChain) -> dict[str, Any]:
    """Give the columns about the switches; a peptide has none."""
    if chain.numbering.is_peptide:
        names = [f"{loop}_{what}" for loop in ("sw1", "sw2") for what in ("class", "nearest", "distance", "margin")]
        return dict.fromkeys([*names, "y32", "y32_basis", "y71", "y71_basis"])
    found = chain.conformation
    columns: dict[str, Any] = {}
    for name, call in (("sw1", found.sw1), ("sw2", found.sw2)):
        columns |= {
            f"{name}_class": call.conformation,
            f"{name}_nearest": call.nearest,
            f"{name}_distance": call.distance,
            f"{name}_margin": call.margin,
        }
    for name, place in (("y32", found.tyr32), ("y71", found.tyr71)):
        columns |= {name: place.label, f"{name}_basis": place.basis}
    return columns
