"""Effects made by hand: which mutation does what to which copy of which inhibitor."""

from __future__ import annotations

import dataclasses
from typing import Any

from rasstruct.analysis.mutagenesis.mutation_effect import MutationEffect
from rasstruct.analysis.resistance_matrix.inhibitor_copy import InhibitorCopy

__all__ = ["make_copy", "make_effect"]

#: verdict and what of the native side chain is lost, by score; scores in between cannot say
LIMIT_SPARED, LIMIT_DISTURBED = 0.2, 0.5


def make_effect(mutation: str, score: float | None, **changed: Any) -> MutationEffect:
    """Make an effect: disturbed from 0.5 on, by contacts of the native side chain; spared to 0.2."""
    if score is None:
        verdict = None
    elif score >= LIMIT_DISTURBED:
        verdict = "disturbed"
    else:
        verdict = "spared" if score <= LIMIT_SPARED else "cannot say"
    is_disturbed = verdict == "disturbed"
    plain: dict[str, Any] = {field.name: None for field in dataclasses.fields(MutationEffect)}
    plain.update(
        source="by hand",
        chain_id="A",
        isoform="KRAS4B",
        mutation=mutation,
        uniprot_number=int(mutation[1:-1]),
        from_residue=None if score is None else mutation[0],
        to_residue=mutation[-1],
        ligand_residue="A/1",
        label="not modelled"
        if score is None
        else "direct contact lost"
        if is_disturbed
        else "no structural effect seen",
        verdict=verdict,
        score=score,
        mechanism_flags=(),
        contacts_lost=None if score is None else 3 if is_disturbed else 0,
        contact_atoms_lost=(),
        hbonds_lost=None if score is None else 0,
        hbond_atoms_lost=(),
        covalent_lost=False,
        rotamer=(),
        explanation="by hand",
    )
    return MutationEffect(**{**plain, **changed})


def make_copy(
    inhibitor: str,
    scores: dict[str, float | MutationEffect | None],
    *,
    site: str | None = "SII-P",
    pdb_id: str | None = "1ABC",
    chain_id: str = "A",
) -> InhibitorCopy:
    """Make a copy of an inhibitor; a mutation has a score, or an effect made by hand."""
    return InhibitorCopy(
        inhibitor=inhibitor,
        site=site,
        binding_mode="non-covalent",
        drug_state="off",
        source="by hand",
        pdb_id=pdb_id,
        chain_id=chain_id,
        isoform="KRAS4B",
        ligand_residue=f"{chain_id}/201",
        effects={
            name: given if isinstance(given, MutationEffect) else make_effect(name, given)
            for name, given in scores.items()
        },
    )
