"""Do the copies of a ligand in one entry bind alike?"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Sequence

from rasstruct._base.records import Records, column
from rasstruct.analysis.comparison.frequencies import ANY
from rasstruct.analysis.comparison.ligand_profile import ABSENT, MISSING, PRESENT, LigandProfile
from rasstruct.analysis.comparison.matrix import list_places, name_partner
from rasstruct.analysis.comparison.matrix_row import MatrixRow
from rasstruct.analysis.comparison.similarity import compute_similarities, merge_states
from rasstruct.analysis.interactions.interaction_row import KINDS

__all__ = ["CopyAgreement", "compare_copies"]

#: fewer make no comparison
_MIN_COPIES = 2


@dataclasses.dataclass(frozen=True, slots=True)
class CopyAgreement:
    """Which partners all copies of a ligand in one entry have in common, by one kind of interaction."""

    source: str = column("string", "file or ID as given")
    pdb_id: str | None = column("string", "PDB ID that the file states")
    ligand_het: str | None = column("string", "HET code of the ligand; none for a peptide")
    ligand_name: str | None = column("string", "name of the ligand")
    copies: tuple[str, ...] = column("list", "the copies, as the columns are called")
    n_copies: int = column("integer", "copies compared")
    interaction: str = column("string", "kind of interaction, or any of them")
    in_all: tuple[str, ...] = column("list", "partners of every copy")
    in_some: tuple[str, ...] = column("list", "partners of some copies, absent in others")
    undecided: tuple[str, ...] = column("list", "partners of every copy in which they are modelled, missing in others")
    lowest_similarity: float | None = column("number", "of the least alike pair, all kinds of interaction together")


def compare_copies(profiles: Sequence[LigandProfile]) -> Records[CopyAgreement]:
    """Compare the copies of each ligand within each entry.

    Parameters
    ----------
    profiles
        The ligands; those without another copy in their entry are left out.

    Returns
    -------
    Records of CopyAgreement
        By entry and ligand in the order given; for each first ``any``, then
        the kinds of interaction found. Water and other molecules of the crystal are left out.
    """
    groups: dict[tuple[str, str], list[LigandProfile]] = {}
    for profile in profiles:
        groups.setdefault((profile.column.source, profile.column.compound), []).append(profile)
    return Records(
        CopyAgreement,
        itertools.chain.from_iterable(_compare(copies) for copies in groups.values() if len(copies) >= _MIN_COPIES),
    )


def _compare(copies: list[LigandProfile]) -> Iterable[CopyAgreement]:
    """Compare the copies of one ligand in one entry."""
    places = [row for row in list_places(copies) if row.is_compared]
    similarities = [row.similarity for row in compute_similarities(copies) if row.similarity is not None]
    first = copies[0].column
    for kind in (ANY, *(kind for kind in KINDS if any(row.interaction == kind for row in places))):
        calls = _call_partners([row for row in places if kind in (ANY, row.interaction)], copies)
        yield CopyAgreement(
            source=first.source,
            pdb_id=first.pdb_id,
            ligand_het=first.ligand_het,
            ligand_name=first.ligand_name,
            copies=tuple(profile.column.ligand for profile in copies),
            n_copies=len(copies),
            interaction=kind,
            in_all=tuple(name for name, states in calls.items() if states == {PRESENT}),
            in_some=tuple(name for name, states in calls.items() if ABSENT in states),
            undecided=tuple(name for name, states in calls.items() if states == {PRESENT, MISSING}),
            lowest_similarity=min(similarities, default=None),
        )


def _call_partners(places: list[MatrixRow], copies: list[LigandProfile]) -> dict[str, set[str]]:
    """Map each partner to the states that it has in the copies."""
    return {
        name_partner(rows[0], copies): {merge_states([copy.state_of(row) for row in rows]) for copy in copies}
        for rows in (list(group) for _, group in itertools.groupby(places, key=lambda row: row.partner_order))
    }
