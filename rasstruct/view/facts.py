"""What is said of a chain, a pocket and a bound molecule at a glance: names and short texts?"""

from __future__ import annotations

from collections.abc import Sequence

from rasstruct.analysis.pockets.place import PocketPlace
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.annotation.record import summarise_chain
from rasstruct.reference.ligand_names import KnownLigand

__all__ = ["Fact", "list_chain_facts", "list_known_facts", "list_ligand_facts", "list_pocket_facts"]

#: a name and what is said
Fact = tuple[str, str]
_NONE = "none"


def list_chain_facts(chain: AnnotatedChain) -> list[Fact]:
    """Say what a chain is: protein, mutations, nucleotide, switches, inhibitors, partners, what is missing."""
    row = summarise_chain(chain)
    not_modelled = [name for name in row.mutations if name not in row.mutations_modelled]
    mutations = _join(row.mutations) + (f" (not modelled: {', '.join(not_modelled)})" if not_modelled else "")
    facts = [
        ("Title", row.title or "not stated"),
        (
            "Protein",
            f"{row.isoform}{' peptide' if row.is_peptide else ''}, residues {row.first_residue}–{row.last_residue}",
        ),
        ("Mutations", mutations),
        ("Hotspots", _join(row.hotspots)),
        ("Acquired resistance", _join(row.acquired_resistance)),
    ]
    if not row.is_peptide:
        magnesium = "with Mg²⁺" if row.magnesium else "without Mg²⁺"
        nucleotide = f"{row.nucleotide_state} ({row.nucleotide_het}), {magnesium}" if row.nucleotide_het else _NONE
        facts += [
            ("Nucleotide", nucleotide),
            ("Switch I", row.sw1_class or "not modelled"),
            ("Switch II", row.sw2_class or "not modelled"),
        ]
    resolution = f", {row.resolution:g} Å" if row.resolution is not None else ""
    models = f", model {row.model} of {row.n_models}" if row.n_models > 1 else ""
    return [
        *facts,
        ("Inhibitors", _join([inhibitor.describe() for inhibitor in row.inhibitors])),
        ("Other molecules", _join(row.other_ligands)),
        ("Partners", _join([str(partner) for partner in row.partners])),
        ("Not modelled", _join([str(stretch) for stretch in row.missing_regions])),
        ("Experiment", f"{row.method or 'not stated'}{resolution}{models}"),
    ]


def list_ligand_facts(bound: BoundLigand) -> list[Fact]:
    """Say where and how a molecule is bound."""
    facts = [
        ("Name", bound.name or "not stated"),
        ("Code", bound.ccd_code or bound.het_code or "peptide"),
        ("Residue", str(bound.key)),
        ("Role", bound.role),
    ]
    if bound.site:
        facts.append(("Site", bound.site))
    if bound.binding_mode:
        facts.append(("Binding", bound.binding_mode + (f" to {bound.nucleophile}" if bound.nucleophile else "")))
    if bound.presented_by:
        facts.append(("Presented by", f"chain {bound.presented_by}"))
    return [*facts, ("RAS residues within 4 Å", _join([str(number) for number in bound.contacts]))]


def list_known_facts(row: KnownLigand) -> list[Fact]:
    """Say what the ligand library knows of a molecule: mechanism, state of RAS, trials."""
    named = {
        "Library name": row.name,
        "Mechanism": row.mechanism,
        "Needs RAS": row.drug_state,
        "Meant for": row.target_mutation,
        "Status in the review": row.review_status,
        "Later status": row.later_status,
        "Trials": ", ".join(row.trial_ids) or None,
        "Reference": row.reference,
        "Confidence": row.confidence,
    }
    return [(name, value) for name, value in named.items() if value]


def list_pocket_facts(place: PocketPlace) -> list[Fact]:
    """Say what a pocket is and which of its residues are there."""
    return [
        ("Definition", place.definition),
        ("Residues", _join([str(number) for number in place.residues])),
        ("Modelled", f"{len(place.modelled)} of {len(place.residues)}"),
        ("Not modelled", _join([str(number) for number in place.missing])),
        ("Source", place.source),
    ]


def _join(texts: Sequence[str]) -> str:
    """Join what there is, or say that there is none."""
    return ", ".join(texts) or _NONE
