"""What is one row of the resistance table: mutation, inhibitor, published observation, effect by structure?"""

from __future__ import annotations

import dataclasses

from rasstruct._base.records import column

__all__ = ["ResistanceRow"]


@dataclasses.dataclass(frozen=True, slots=True)
class ResistanceRow:
    """One mutation, one inhibitor of one chain, one published observation."""

    source: str = column("string", "file or ID as given")
    pdb_id: str | None = column("string", "PDB ID that the file states")
    chain_id: str = column("string", "author chain")
    isoform: str = column("string", "isoform of the chain")
    mutation: str = column("string", "mutation; without mutant for a codon-level fact")
    uniprot_number: int = column("integer", "UniProt number of the residue")
    observed_residue: str | None = column("string", "one-letter residue in this structure; none when not modelled")
    mutation_classes: tuple[str, ...] = column("list", "hotspot, acquired resistance, engineered construct …")
    named_in_review: bool = column("boolean", "whether Chen 2021 names the mutation")
    region: str | None = column("string", "region of the residue in scheme chen2021")
    pockets: tuple[str, ...] = column("list", "named pockets and interfaces that the residue lines")
    modelled: bool = column("boolean", "whether the residue is in the coordinates")
    ligand_het: str | None = column("string", "HET code of the inhibitor; none for a peptide or without inhibitor")
    ligand_name: str | None = column("string", "name of the inhibitor")
    ligand_residue: str | None = column("string", "chain and number of the inhibitor")
    ligand_site: str | None = column("string", "site of the inhibitor, or the pocket asked for")
    distance: float | None = column("number", "nearest heavy atoms of residue and inhibitor", unit="Å")
    side_chain_distance: float | None = column("number", "from the atoms beyond CB (CB of alanine)", unit="Å")
    backbone_distance: float | None = column("number", "from backbone and CB", unit="Å")
    contact_part: str = column("string", "side chain, backbone, both or none")
    in_contact: bool = column("boolean", "whether distance is within the cut-off")
    cutoff: float = column("number", "contact cut-off", unit="Å")
    drug: str | None = column("string", "drug of the published observation")
    effect: str | None = column("string", "resistant, sensitive, conflicting or unknown; none without observation")
    evidence: str | None = column("string", "clinical, cell screen, DMS, biochemical or inferred")
    evidence_applies: str | None = column("string", "this_ligand, same_site or other")
    observation: str | None = column("string", "what was seen")
    evidence_genes: tuple[str, ...] = column("list", "genes the observation is about")
    reference: str = column("string", "publication of the observation, or of the mutation")
    confidence: str = column("string", "high, medium or low")
    evidence_conflict: bool = column(
        "boolean", "whether observations with this drug contradict each other", default=False
    )
    from_residue: str | None = column(
        "string", "residue that is replaced; none without effect by structure", default=None
    )
    label: str | None = column(
        "string", "structural label, see docs/resistance.md; none when not asked for", default=None
    )
    verdict: str | None = column("string", "by structure: disturbed, spared or cannot say", default=None)
    mechanism_flags: tuple[str, ...] = column("list", "mechanisms beside the contact", default=())
    score: float | None = column("number", "0 to 1, higher: binding more disturbed, by structure", default=None)
    contacts_lost: int | None = column("integer", "pairs of native side-chain and ligand atoms lost", default=None)
    hbonds_lost: int | None = column("integer", "hydrogen bonds of the native side chain lost", default=None)
    clash: float | None = column("number", "overlap of the best rotamer with the ligand", unit="Å", default=None)
    covalent_lost: bool | None = column("boolean", "whether the covalent bond is lost", default=None)
    explanation: str | None = column("string", "the numbers behind the label", default=None)
