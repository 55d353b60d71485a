"""Which hotspot and resistance mutations touch the inhibitor of a RAS chain, and what has been published about them?

One row a chain, inhibitor, mutation and published observation. Two kinds of
statement stand side by side and are never mixed: distances and contacts
are those of this structure, effects are published observations of a drug.
``evidence_applies`` says whether that drug is the bound ligand, another one
of the same site, or something else. A contact is no prediction of
resistance.
"""

from __future__ import annotations

import dataclasses
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from rasstruct._base.errors import RasStructWarning
from rasstruct._base.records import Records, column
from rasstruct.analysis.residue_distances import ResidueDistance, measure_residues, show_distance
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.annotation.sites import OTHER_SITE
from rasstruct.reference.defaults import DEFAULT_CUTOFF, DEFAULT_POCKET, DEFAULT_SCHEME
from rasstruct.reference.evidence import ResistanceEvidence, resistance_evidence
from rasstruct.reference.isoforms import get_isoform
from rasstruct.reference.ligand_names import KnownLigand, ligands_by_het_code, ligands_by_name
from rasstruct.reference.mutations import Mutation, classify_mutation, mutations
from rasstruct.reference.pockets import default_pockets, get_pocket, pockets_by_residue
from rasstruct.reference.regions import regions_by_residue
from rasstruct.structure.neighbours import check_cutoff

__all__ = ["ResistanceRow", "find_resistance", "list_inapplicable"]

#: classes that are listed even when nothing is published about a drug
_LISTED_CLASSES = frozenset({"hotspot", "acquired resistance"})
#: what a published observation is about, the nearest first
_APPLIES = ("this_ligand", "same_site", "other")
_GLUE = "tri-complex"


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


@dataclass(frozen=True, slots=True)
class _Mutation:
    """A mutation with all its classes, and what is published about it."""

    mutation: str
    position: int
    wild_type: str
    classes: tuple[str, ...]
    named_in_review: bool
    reference: str
    confidence: str
    evidence: tuple[ResistanceEvidence, ...]


def find_resistance(
    chain: AnnotatedChain,
    *,
    cutoff: float = DEFAULT_CUTOFF,
    pocket: str = DEFAULT_POCKET,
    all_classes: bool = False,
    include_low_confidence: bool = False,
) -> Records[ResistanceRow]:
    """List hotspot and resistance mutations against the inhibitors of a chain.

    Parameters
    ----------
    chain
        The chain. With an inhibitor, all known mutations are listed against
        each; without one, those of the residues that line the named pocket.
    cutoff
        Largest distance in Å between heavy atoms that is a contact.
    pocket
        The named pocket for a chain without inhibitor.
    all_classes
        Also list engineered, germline and minor mutations about which nothing
        is published with a drug.
    include_low_confidence
        Also list facts that could not be verified.

    Returns
    -------
    Records of ResistanceRow
        Inhibitors in file order; residues in contact first, then those
        lining the site, then the others; by number and mutation, what is about
        this ligand first, then by drug.

    Raises
    ------
    LookupFailedError
        When there is no such pocket, or the cut-off is not positive.

    Warns
    -----
    RasStructWarning
        When the chain is a RAS peptide, which has no pocket and gets no rows.
    """
    check_cutoff(cutoff)
    named = get_pocket(pocket)
    if chain.numbering.is_peptide:
        _warn_of_peptide(chain)
        return Records(ResistanceRow)
    gene = get_isoform(chain.numbering.reference_isoform).gene
    known = [row for row in _known_mutations(gene, all_classes, include_low_confidence) if _applies(row, chain)]
    rows: list[ResistanceRow] = []
    if chain.inhibitors:
        for ligand in chain.inhibitors:
            rows.extend(_rows_for(chain, known, ligand, ligand.site or "", cutoff))
    else:
        lining = [row for row in known if row.position in named.residues]
        rows.extend(_rows_for(chain, lining, None, pocket, cutoff))
    return Records(ResistanceRow, rows)


def _warn_of_peptide(chain: AnnotatedChain) -> None:
    """Say why a peptide gets no rows."""
    warnings.warn(
        f"chain {chain.chain_id} of {chain.structure.source} is a RAS peptide without pockets, so no mutation is "
        "listed against it; use a structure of the protein",
        RasStructWarning,
        stacklevel=3,
    )


def list_inapplicable(chain: AnnotatedChain) -> tuple[str, ...]:
    """List the known mutations whose wild-type residue the isoform of the chain does not have."""
    gene = get_isoform(chain.numbering.reference_isoform).gene
    return tuple(row.mutation for row in _known_mutations(gene, False, False) if not _applies(row, chain))


def _known_mutations(gene: str, all_classes: bool, include_low_confidence: bool) -> Iterator[_Mutation]:
    """Join the table of mutations with the table of observations, by mutation; classes are those in the gene."""
    facts: dict[str, list[Mutation]] = {}
    for row in mutations(include_low_confidence=include_low_confidence):
        if gene in row.genes or row.mutation_class != "germline":
            facts.setdefault(row.mutation, []).append(row)
    observations: dict[str, list[ResistanceEvidence]] = {}
    for observation in resistance_evidence(include_low_confidence=include_low_confidence):
        observations.setdefault(observation.mutation, []).append(observation)
    for name in dict.fromkeys([*facts, *observations]):
        own, evidence = facts.get(name, []), tuple(observations.get(name, ()))
        sources: list[Mutation | ResistanceEvidence] = [*own, *evidence]
        classes = classify_mutation(name, gene) if own else ()
        is_named = any(row.named_in_review for row in sources)
        if all_classes or evidence or is_named or _LISTED_CLASSES.intersection(classes):
            yield _Mutation(
                mutation=name,
                position=int("".join(filter(str.isdigit, name))),
                wild_type=name[0],
                classes=classes,
                named_in_review=is_named,
                reference="; ".join(dict.fromkeys(row.reference for row in own or sources)),
                confidence=sources[0].confidence,
                evidence=evidence,
            )


def _applies(row: _Mutation, chain: AnnotatedChain) -> bool:
    """Say whether the isoform has the wild-type residue of a mutation."""
    sequence = get_isoform(chain.numbering.reference_isoform).sequence
    return row.position <= len(sequence) and sequence[row.position - 1] == row.wild_type


def _rows_for(
    chain: AnnotatedChain, known: list[_Mutation], ligand: BoundLigand | None, site: str, cutoff: float
) -> list[ResistanceRow]:
    """Make and sort the rows of one inhibitor, or of a pocket without one."""
    measured = {row.uniprot_number: row for row in measure_residues(chain, ligand)} if ligand else {}
    lining = default_pockets()[site].residues if site in default_pockets() else ()
    bound = ligands_by_het_code().get(ligand.ccd_code or "") if ligand else None
    rows = [
        _make_row(chain, mutation, observation, ligand, bound, site, measured.get(mutation.position), cutoff)
        for mutation in known
        for observation in mutation.evidence or (None,)
    ]

    def order(row: ResistanceRow) -> tuple[int, int, str, int, str]:
        rank = 0 if row.in_contact else 1 if row.uniprot_number in lining else 2
        applies = _APPLIES.index(row.evidence_applies) if row.evidence_applies else 0
        return rank, row.uniprot_number, row.mutation, applies, row.drug or ""

    return sorted(rows, key=order)


def _make_row(
    chain: AnnotatedChain,
    mutation: _Mutation,
    observation: ResistanceEvidence | None,
    ligand: BoundLigand | None,
    bound: KnownLigand | None,
    site: str,
    measured: ResidueDistance | None,
    cutoff: float,
) -> ResistanceRow:
    """Join one mutation, one observation and one distance."""
    numbering = chain.numbering
    residue = numbering.residue_at(mutation.position)
    regions = regions_by_residue(DEFAULT_SCHEME, numbering.reference_isoform).get(mutation.position, ())
    index = int((numbering.uniprot_numbers == mutation.position).argmax())
    return ResistanceRow(
        source=chain.structure.source,
        pdb_id=chain.pdb_id,
        chain_id=chain.chain_id,
        isoform=chain.isoform,
        mutation=mutation.mutation,
        uniprot_number=mutation.position,
        observed_residue=chr(numbering.letters[index]) if residue is not None else None,
        mutation_classes=mutation.classes,
        named_in_review=mutation.named_in_review,
        region=regions[0] if regions else None,
        pockets=pockets_by_residue().get(mutation.position, ()),
        modelled=residue is not None,
        ligand_het=ligand.het_code if ligand else None,
        ligand_name=ligand.name if ligand else None,
        ligand_residue=str(ligand.key) if ligand else None,
        ligand_site=site,
        distance=show_distance(measured.any_atom) if measured else None,
        side_chain_distance=show_distance(measured.side_chain) if measured else None,
        backbone_distance=show_distance(measured.backbone) if measured else None,
        contact_part=measured.contact_part(cutoff) if measured else "none",
        in_contact=measured is not None and measured.any_atom <= cutoff,
        cutoff=cutoff,
        drug=observation.drug if observation else None,
        effect=observation.effect if observation else None,
        evidence=observation.evidence if observation else None,
        evidence_applies=_applies_to(observation.drug, ligand, bound, site) if observation else None,
        observation=observation.observation if observation else None,
        evidence_genes=observation.genes if observation else (),
        reference=observation.reference if observation else mutation.reference,
        confidence=observation.confidence if observation else mutation.confidence,
    )


def _applies_to(drug: str, ligand: BoundLigand | None, bound: KnownLigand | None, site: str) -> str:
    """Say whether an observation is about the bound ligand, its site, or something else.

    Two molecules share a site when they sit in the same named pocket, or when
    a chaperone presents both.
    """
    known = ligands_by_name().get(drug.casefold())
    if known is None:
        return _APPLIES[2]
    if bound is not None and known.name == bound.name:
        return _APPLIES[0]
    if ligand is not None and ligand.binding_mode == _GLUE:
        return _APPLIES[1] if known.binding_mode == _GLUE else _APPLIES[2]
    return _APPLIES[1] if known.site == site != OTHER_SITE else _APPLIES[2]
