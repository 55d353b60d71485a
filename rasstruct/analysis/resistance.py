"""Which mutations touch the inhibitor of a RAS chain, what has been published about them, and what would they do to it?

One row a chain, inhibitor, mutation and published observation. Three kinds of
statement stand side by side and are never mixed: distances and contacts are
those of this structure, effects are published observations of a drug, and
label, verdict and score are what the substitution does by structure alone.
``evidence_applies`` says whether the drug is the bound ligand, another one of
the same site, or something else. A contact is no prediction of resistance.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping

from rasstruct._base.errors import RasStructWarning
from rasstruct._base.records import Records
from rasstruct.analysis.mutagenesis.measure_effect import measure_effects
from rasstruct.analysis.mutagenesis.mutation_effect import MutationEffect
from rasstruct.analysis.mutagenesis.substitution import substitute
from rasstruct.analysis.residue_distances import ResidueDistance, measure_residues, show_distance
from rasstruct.analysis.resistance_panel import (
    DEFAULT_PANEL,
    POCKET_SCAN,
    ListedMutation,
    check_panel,
    list_known_names,
    list_mutations,
)
from rasstruct.analysis.resistance_row import ResistanceRow
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.annotation.sites import OTHER_SITE
from rasstruct.reference.defaults import DEFAULT_CUTOFF, DEFAULT_POCKET, DEFAULT_SCHEME
from rasstruct.reference.evidence import ResistanceEvidence
from rasstruct.reference.isoforms import get_isoform
from rasstruct.reference.ligand_names import KnownLigand, ligands_by_het_code, ligands_by_name
from rasstruct.reference.pockets import default_pockets, get_pocket, pockets_by_residue
from rasstruct.reference.regions import regions_by_residue
from rasstruct.structure.neighbours import check_cutoff

__all__ = ["ResistanceRow", "find_resistance", "list_inapplicable"]

#: what a published observation is about, the nearest first
_APPLIES = ("this_ligand", "same_site", "other")
_GLUE = "tri-complex"
_OPPOSITE = frozenset({"resistant", "sensitive"})


def find_resistance(
    chain: AnnotatedChain,
    *,
    panel: str = DEFAULT_PANEL,
    structure: bool = False,
    cutoff: float = DEFAULT_CUTOFF,
    pocket: str = DEFAULT_POCKET,
    all_classes: bool = False,
    include_low_confidence: bool = False,
) -> Records[ResistanceRow]:
    """List mutations against the inhibitors of a chain.

    Parameters
    ----------
    chain
        The chain. With an inhibitor, all mutations of the panel are listed
        against each; without one, those of the residues that line the named pocket.
    panel
        ``"evidence"``, ``"clinical"`` or ``"pocket-scan"``, see `list_mutations`.
    structure
        Also say what each substitution does by structure, see `measure_effects`.
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
        When there is no such panel or pocket, or the cut-off is not positive.

    Warns
    -----
    RasStructWarning
        When the chain is a RAS peptide, which has no pocket and gets no rows.
    """
    check_cutoff(cutoff)
    check_panel(panel)
    named = get_pocket(pocket)
    if chain.numbering.is_peptide:
        _warn_of_peptide(chain)
        return Records(ResistanceRow)
    isoform = get_isoform(chain.numbering.reference_isoform)
    rows: list[ResistanceRow] = []
    for ligand in chain.inhibitors or (None,):
        site = (ligand.site or "") if ligand else pocket
        measured = {row.uniprot_number: row for row in measure_residues(chain, ligand)} if ligand else {}
        lining = set(default_pockets()[site].residues) if site in default_pockets() else set()
        near = {number for number, row in measured.items() if number > 0 and row.any_atom <= cutoff}
        positions = {number for number in lining | near if number <= isoform.length} if panel == POCKET_SCAN else set()
        listed = list_mutations(
            isoform, panel, positions, all_classes=all_classes, include_low_confidence=include_low_confidence
        )
        if ligand is None:
            listed = [row for row in listed if row.position in named.residues]
        effects = _measure(chain, listed, ligand) if structure else {}
        rows.extend(_rows_for(chain, listed, ligand, site, cutoff, measured, lining, effects))
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
    isoform = get_isoform(chain.numbering.reference_isoform)
    applicable = {
        row.mutation
        for row in list_mutations(isoform, DEFAULT_PANEL, (), all_classes=False, include_low_confidence=False)
    }
    return tuple(name for name in list_known_names(isoform) if name not in applicable)


def _measure(
    chain: AnnotatedChain, listed: list[ListedMutation], ligand: BoundLigand | None
) -> dict[str, MutationEffect]:
    """Measure every substitution once; a mutation of a whole residue has no mutant to measure."""
    asked = {row.mutation: substitute(chain, row.position, row.mutant) for row in listed if row.mutant is not None}
    effects = measure_effects(chain, asked.values(), () if ligand is None else (ligand,))
    return dict(zip(asked, effects, strict=True))


def _rows_for(
    chain: AnnotatedChain,
    listed: list[ListedMutation],
    ligand: BoundLigand | None,
    site: str,
    cutoff: float,
    measured: Mapping[int, ResidueDistance],
    lining: set[int],
    effects: Mapping[str, MutationEffect],
) -> list[ResistanceRow]:
    """Make and sort the rows of one inhibitor, or of a pocket without one."""
    bound = ligands_by_het_code().get(ligand.ccd_code or "") if ligand else None
    rows = [
        _make_row(
            chain, one, observation, ligand, bound, site, measured.get(one.position), cutoff, effects.get(one.mutation)
        )
        for one in listed
        for observation in one.evidence or (None,)
    ]

    def order(row: ResistanceRow) -> tuple[int, int, str, int, str]:
        rank = 0 if row.in_contact else 1 if row.uniprot_number in lining else 2
        applies = _APPLIES.index(row.evidence_applies) if row.evidence_applies else 0
        return rank, row.uniprot_number, row.mutation, applies, row.drug or ""

    return sorted(rows, key=order)


def _make_row(
    chain: AnnotatedChain,
    mutation: ListedMutation,
    observation: ResistanceEvidence | None,
    ligand: BoundLigand | None,
    bound: KnownLigand | None,
    site: str,
    measured: ResidueDistance | None,
    cutoff: float,
    effect: MutationEffect | None,
) -> ResistanceRow:
    """Join one mutation, one observation, one distance and one effect."""
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
        evidence_conflict=observation is not None and _is_contradicted(mutation, observation.drug),
        from_residue=effect.from_residue if effect else None,
        label=effect.label if effect else None,
        verdict=effect.verdict if effect else None,
        mechanism_flags=effect.mechanism_flags if effect else (),
        score=effect.score if effect else None,
        contacts_lost=effect.contacts_lost if effect else None,
        hbonds_lost=effect.hbonds_lost if effect else None,
        clash=effect.clash if effect else None,
        covalent_lost=effect.covalent_lost if effect else None,
        explanation=effect.explanation if effect else None,
    )


def _is_contradicted(mutation: ListedMutation, drug: str) -> bool:
    """Say whether the observations of a mutation and a drug say both resistant and sensitive."""
    return {seen.effect for seen in mutation.evidence if seen.drug == drug} >= _OPPOSITE


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
