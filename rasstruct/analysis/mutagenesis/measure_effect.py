"""What does each substitution do to each inhibitor of a chain?"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from rasstruct._base.records import Records
from rasstruct.analysis.mutagenesis.mutation_effect import MutationEffect
from rasstruct.analysis.mutagenesis.place_side_chain import PlacedRotamer, place_side_chain
from rasstruct.analysis.mutagenesis.site import MutationSite, describe_site
from rasstruct.analysis.mutagenesis.substitution import Substitution, three_letter
from rasstruct.analysis.resistance_effect.backbone_flags import find_backbone_flags
from rasstruct.analysis.resistance_effect.explain import explain, explain_missing
from rasstruct.analysis.resistance_effect.judge import NOT_MODELLED, Judgement, judge
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.reference.ligand_names import ligands_by_het_code
from rasstruct.reference.mechanism_flags import find_mechanism_flags
from rasstruct.reference.residue_properties import get_residue_properties

__all__ = ["measure_effect", "measure_effects"]

#: rotamers that are looked at: those that the side chain can take are among them
_N_ROTAMERS = 10


def measure_effects(
    chain: AnnotatedChain, substitutions: Iterable[Substitution], ligands: Iterable[BoundLigand] | None = None
) -> Records[MutationEffect]:
    """Measure what substitutions do to the inhibitors of a chain.

    Parameters
    ----------
    chain
        The chain; its first model is used.
    substitutions
        From `read_substitutions`.
    ligands
        The ligands; all inhibitors of the chain when not given.

    Returns
    -------
    Records of MutationEffect
        One row a substitution and ligand, one with no ligand where there is none.
    """
    asked: list[BoundLigand | None] = list(chain.inhibitors if ligands is None else ligands)
    site = cache(lambda residue, place: describe_site(chain, residue, (asked or [None])[place]))
    rows = []
    for one in substitutions:
        for place, ligand in enumerate(asked or [None]):
            found = None if one.residue is None else site(one.residue, place)
            rows.append(measure_effect(chain, one, ligand, found))
    return Records(MutationEffect, rows)


def measure_effect(
    chain: AnnotatedChain, substitution: Substitution, ligand: BoundLigand | None, site: MutationSite | None
) -> MutationEffect:
    """Measure one substitution beside one ligand; without a site the residue is not modelled."""
    name = ligand.name or ligand.label if ligand is not None else None
    if site is None or substitution.from_residue is None:
        why = (
            f"residue {substitution.uniprot_number} is not modelled in chain {chain.chain_id}"
            if substitution.residue is None
            else f"N, CA or C of residue {substitution.uniprot_number} is missing in chain {chain.chain_id}"
        )
        return _row(chain, substitution, ligand, None, None, explain_missing(substitution.mutation, name, why), ())
    to_name = three_letter(substitution.to_residue)
    placed = place_side_chain(site.frame, to_name, site.surroundings, _N_ROTAMERS)
    from_name = three_letter(substitution.from_residue)
    judgement = judge(site.native, site.native_overlap.depth, from_name, to_name, placed, site.surroundings)
    row = judgement.overlap.row
    text = explain(
        f"{from_name.capitalize()}{substitution.uniprot_number}",
        to_name.capitalize(),
        name,
        site.native,
        judgement,
        _atom(chain, row) if row is not None else None,
    )
    flags = find_backbone_flags(substitution.from_residue, substitution.to_residue, site.frame)
    return _row(chain, substitution, ligand, site, (judgement, placed), text, flags)


def _row(
    chain: AnnotatedChain,
    substitution: Substitution,
    ligand: BoundLigand | None,
    site: MutationSite | None,
    found: tuple[Judgement, tuple[PlacedRotamer, ...]] | None,
    explanation: str,
    flags: tuple[str, ...],
) -> MutationEffect:
    """Fill in the row."""
    judgement, placed = found or (None, ())
    best = placed[0] if placed else None
    known = ligands_by_het_code().get(ligand.ccd_code or "") if ligand is not None else None
    drug_state = known.drug_state if known is not None else None
    before = get_residue_properties(substitution.from_residue or "")
    after = get_residue_properties(substitution.to_residue)
    changes = (
        (after.charge - before.charge, after.volume - before.volume, after.hydropathy - before.hydropathy)
        if (before and after)
        else (None, None, None)
    )
    judged = judgement if ligand is not None else None
    mechanisms = dict.fromkeys(row.flag for row in find_mechanism_flags(substitution.mutation, drug_state))
    return MutationEffect(
        source=chain.structure.source,
        pdb_id=chain.pdb_id,
        chain_id=chain.chain_id,
        isoform=chain.isoform,
        mutation=substitution.mutation,
        uniprot_number=substitution.uniprot_number,
        from_residue=substitution.from_residue,
        to_residue=substitution.to_residue,
        ligand_het=ligand.het_code if ligand else None,
        ligand_name=ligand.name if ligand else None,
        ligand_residue=str(ligand.key) if ligand else None,
        ligand_site=ligand.site if ligand else None,
        drug_state=drug_state,
        label=NOT_MODELLED if judgement is None else judged.label if judged else None,
        verdict=judged.verdict if judged else None,
        score=judged.score if judged else None,
        mechanism_flags=(*mechanisms, *flags),
        contacts_lost=len(judged.contacts_lost) if judged else None,
        contact_atoms_lost=tuple(map(str, judged.contacts_lost)) if judged else (),
        hbonds_lost=len(judged.hydrogen_bonds_lost) if judged else None,
        hbond_atoms_lost=tuple(map(str, judged.hydrogen_bonds_lost)) if judged else (),
        covalent_lost=judged.covalent_lost if judged else False,
        native_distance=round(site.native.distance, 2) if site and site.native.distance is not None else None,
        native_area=round(sum(area for _, area in site.native.buried_area), 1) if site and ligand else None,
        area_lost=round(judged.area_lost, 1) if judged else None,
        clash=round(judged.overlap.depth, 2) if judged else None,
        clash_atoms=_name_overlap(chain, judged) if judged else None,
        protein_clash=round(best.protein_overlap.depth, 2) if best else None,
        charge_change=changes[0],
        volume_change=None if changes[1] is None else round(changes[1], 1),
        hydropathy_change=None if changes[2] is None else round(changes[2], 1),
        rotamer=tuple(round(angle, 1) for angle in best.chi) if best else (),
        rotamer_probability=round(best.probability, 3) if best else None,
        explanation=explanation,
    )


def _name_overlap(chain: AnnotatedChain, judgement: Judgement) -> str | None:
    """Name the two atoms of the worst overlap with the ligand."""
    overlap = judgement.overlap
    return None if overlap.row is None else f"{overlap.atom}–{_atom(chain, overlap.row)}"


def _atom(chain: AnnotatedChain, row: int) -> str:
    """Give the name of an atom."""
    return str(chain.structure.topology.atom_name[row].decode().strip())
