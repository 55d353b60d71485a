"""How often is each residue used, and how?"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Sequence

from rasstruct._base.records import Records, column
from rasstruct.analysis.comparison.ligand_profile import ABSENT, MISSING, PRESENT, LigandProfile
from rasstruct.analysis.comparison.matrix import list_places, name_partner
from rasstruct.analysis.comparison.matrix_row import MatrixRow
from rasstruct.analysis.comparison.similarity import merge_states

__all__ = ["ANY", "InteractionFrequency", "compute_frequencies"]

#: all kinds of interaction with a partner together
ANY = "any"
_DECIMALS = 3


@dataclasses.dataclass(frozen=True, slots=True)
class InteractionFrequency:
    """How many ligands have an interaction with a partner."""

    partner_kind: str = column("string", "own chain, nucleotide, ion, partner chain, water or another role")
    uniprot_number: int | None = column("integer", "UniProt number, on the own chain only")
    partner: str = column("string", "residue names found here with their number; other partners by name")
    interaction: str = column("string", "kind of interaction, or any of them")
    n_present: int = column("integer", "copies that have it")
    n_absent: int = column("integer", "copies that do not, though the partner is modelled")
    n_missing: int = column("integer", "copies where nothing can be said")
    frequency: float | None = column("number", "present / (present + absent), 0 to 1")
    n_compounds_present: int = column("integer", "different molecules of which a copy has it")
    n_compounds: int = column("integer", "different molecules of which a copy could have it")
    compound_frequency: float | None = column("number", "of the different molecules, 0 to 1")


def compute_frequencies(profiles: Sequence[LigandProfile]) -> Records[InteractionFrequency]:
    """Count how many ligands have each interaction.

    Parameters
    ----------
    profiles
        The ligands. Copies of one molecule, in one entry or in several, are
        counted one by one and, beside it, as one.

    Returns
    -------
    Records of InteractionFrequency
        By partner as in the matrix; for each first ``any``, then its kinds of interaction.
    """
    rows = []
    for _, places in itertools.groupby(list_places(profiles), key=lambda row: row.partner_order):
        together = list(places)
        rows.append(_count(ANY, together, profiles))
        rows += [_count(row.interaction, [row], profiles) for row in together]
    return Records(InteractionFrequency, rows)


def _count(interaction: str, places: list[MatrixRow], profiles: Sequence[LigandProfile]) -> InteractionFrequency:
    """Count the ligands that have at least one of some interactions with one partner."""
    states = [merge_states([profile.state_of(row) for row in places]) for profile in profiles]
    by_compound: dict[str, set[str]] = {}
    for profile, state in zip(profiles, states, strict=True):
        by_compound.setdefault(profile.column.compound, set()).add(state)
    n_present, n_absent = states.count(PRESENT), states.count(ABSENT)
    compounds = sum(PRESENT in found for found in by_compound.values())
    decided = sum(found != {MISSING} for found in by_compound.values())
    return InteractionFrequency(
        partner_kind=places[0].partner_kind,
        uniprot_number=places[0].uniprot_number,
        partner=name_partner(places[0], profiles),
        interaction=interaction,
        n_present=n_present,
        n_absent=n_absent,
        n_missing=states.count(MISSING),
        frequency=_divide(n_present, n_present + n_absent),
        n_compounds_present=compounds,
        n_compounds=decided,
        compound_frequency=_divide(compounds, decided),
    )


def _divide(part: int, whole: int) -> float | None:
    """Give a share; `None` of nothing."""
    return round(part / whole, _DECIMALS) if whole else None
