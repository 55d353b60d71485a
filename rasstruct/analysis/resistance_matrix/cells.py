"""What do all copies of one inhibitor say about one mutation?

A cell joins the copies of a molecule in one site: those of one entry and those
of different complexes alike. Its score is the median of theirs, its verdict
the one that most of them have; where two verdicts are equally frequent, the
cell cannot say. A mutation that no copy can answer, because the residue is not
modelled or the isoform has another one, is missing, which is not spared.
"""

from __future__ import annotations

import dataclasses
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from rasstruct._base.records import Records, column
from rasstruct.analysis.mutagenesis.mutation_effect import MutationEffect
from rasstruct.analysis.resistance_matrix.inhibitor_copy import InhibitorCopy
from rasstruct.reference.evidence import resistance_evidence
from rasstruct.reference.ligand_names import ligands_by_name

__all__ = ["CANNOT_SAY", "DISTURBED", "SPARED", "MatrixInhibitor", "ResistanceCell", "build_cells", "list_inhibitors"]

DISTURBED, SPARED, CANNOT_SAY = "disturbed", "spared", "cannot say"
_JUDGED, _NOT_MODELLED, _NOT_POSSIBLE = "judged", "not modelled", "not possible"
_DECIMALS = 3


@dataclasses.dataclass(frozen=True, slots=True)
class MatrixInhibitor:
    """One inhibitor in one site: a column of the matrix."""

    inhibitor: str = column("string", "name in the ligand table, else CCD code; with the site where it has several")
    site: str | None = column("string", "pocket that it sits in")
    binding_modes: tuple[str, ...] = column("list", "covalent, non-covalent or tri-complex")
    drug_state: str | None = column("string", "state of RAS that it needs: off, on, on and off; none: not known")
    n_copies: int = column("integer", "copies in all structures")
    pdb_ids: tuple[str, ...] = column("list", "entries, or files without ID, that hold it")
    isoforms: tuple[str, ...] = column("list", "isoforms of the chains that hold it")


@dataclasses.dataclass(frozen=True, slots=True)
class ResistanceCell:
    """One mutation and one inhibitor over all copies."""

    mutation: str = column("string", "substitution, named from the residue of the isoform")
    uniprot_number: int = column("integer", "UniProt number of the residue")
    inhibitor: str = column("string", "column of the matrix")
    site: str | None = column("string", "pocket that the inhibitor sits in")
    drug_state: str | None = column("string", "state of RAS that the inhibitor needs; none: not known")
    state: str = column("string", "judged, not modelled, or not possible: the isoform has another residue")
    n_copies: int = column("integer", "copies of the inhibitor")
    n_judged: int = column("integer", "copies in which the mutation could be judged")
    score: float | None = column("number", "median over these copies, 0 to 1, higher: more disturbed")
    score_min: float | None = column("number", "lowest score of a copy")
    score_max: float | None = column("number", "highest score of a copy")
    verdict: str | None = column("string", "of most copies: disturbed, spared or cannot say; none when missing")
    agreement: float | None = column("number", "share of the judged copies that have this verdict")
    contact_lost: bool | None = column(
        "boolean", "whether most copies lose contacts, hydrogen bonds or the covalent bond of the native side chain"
    )
    labels: tuple[str, ...] = column("list", "structural labels, the most frequent first")
    mechanism_flags: tuple[str, ...] = column("list", "mechanisms beside the contact, of any copy")
    from_residues: tuple[str, ...] = column("list", "one-letter residues that the structures have there")
    pdb_ids: tuple[str, ...] = column("list", "entries, or files without ID, of the judged copies")
    published_effects: tuple[str, ...] = column("list", "published effects of the mutation on this drug")


def list_inhibitors(copies: Sequence[InhibitorCopy]) -> Records[MatrixInhibitor]:
    """List the columns of the matrix, in the order in which the inhibitors first occur."""
    return Records(
        MatrixInhibitor,
        (
            MatrixInhibitor(
                inhibitor=name,
                site=group[0].site,
                binding_modes=_unique(copy.binding_mode for copy in group),
                drug_state=group[0].drug_state,
                n_copies=len(group),
                pdb_ids=_unique(map(_entry, group)),
                isoforms=_unique(copy.isoform for copy in group),
            )
            for name, group in _group(copies).items()
        ),
    )


def build_cells(copies: Sequence[InhibitorCopy]) -> Records[ResistanceCell]:
    """Join the copies of each inhibitor.

    Parameters
    ----------
    copies
        Copies of inhibitors, each with the effects of mutations on it.

    Returns
    -------
    Records of ResistanceCell
        A row for every mutation that any copy can have and every inhibitor;
        by residue number and mutation, then in the order of the inhibitors.
    """
    numbers = {name: row.uniprot_number for copy in copies for name, row in copy.effects.items()}
    groups, published = _group(copies), _list_published()
    return Records(
        ResistanceCell,
        (
            _make_cell(mutation, numbers[mutation], name, group, published.get((mutation, group[0].inhibitor), ()))
            for mutation in sorted(numbers, key=lambda name: (numbers[name], name))
            for name, group in groups.items()
        ),
    )


def _group(copies: Sequence[InhibitorCopy]) -> dict[str, list[InhibitorCopy]]:
    """Put copies of one molecule in one site together; the site is named where a molecule has several."""
    places: dict[tuple[str, str | None], list[InhibitorCopy]] = {}
    for copy in copies:
        places.setdefault((copy.inhibitor, copy.site), []).append(copy)
    sites = Counter(name for name, _ in places)
    return {f"{name} ({site})" if sites[name] > 1 else name: group for (name, site), group in places.items()}


def _list_published() -> dict[tuple[str, str], tuple[str, ...]]:
    """Map mutation and drug, as the ligand table names it, to the published effects."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in resistance_evidence():
        known = ligands_by_name().get(row.drug.casefold())
        found.setdefault((row.mutation, known.name if known else row.drug), []).append(row.effect)
    return {key: _unique(effects) for key, effects in found.items()}


def _make_cell(
    mutation: str, number: int, inhibitor: str, group: Sequence[InhibitorCopy], published: tuple[str, ...]
) -> ResistanceCell:
    """Join the copies of one inhibitor for one mutation."""
    listed = [(copy, copy.effects[mutation]) for copy in group if mutation in copy.effects]
    judged = [(copy, row, row.score) for copy, row in listed if row.score is not None]
    scores = [score for _, _, score in judged]
    rows = [row for _, row, _ in judged]
    verdict, agreement = _agree(rows)
    return ResistanceCell(
        mutation=mutation,
        uniprot_number=number,
        inhibitor=inhibitor,
        site=group[0].site,
        drug_state=group[0].drug_state,
        state=_JUDGED if judged else _NOT_MODELLED if listed else _NOT_POSSIBLE,
        n_copies=len(group),
        n_judged=len(judged),
        score=round(statistics.median(scores), _DECIMALS) if scores else None,
        score_min=min(scores, default=None),
        score_max=max(scores, default=None),
        verdict=verdict,
        agreement=agreement,
        contact_lost=2 * sum(map(_loses_contact, rows)) > len(rows) if rows else None,
        labels=tuple(label for label, _ in Counter(row.label for row in rows if row.label).most_common()),
        mechanism_flags=_unique(flag for row in rows for flag in row.mechanism_flags),
        from_residues=tuple(sorted({row.from_residue for row in rows if row.from_residue})),
        pdb_ids=_unique(_entry(copy) for copy, _, _ in judged),
        published_effects=published,
    )


def _agree(rows: Sequence[MutationEffect]) -> tuple[str | None, float | None]:
    """Give the verdict of most copies and their share."""
    if not rows:
        return None, None
    counts = Counter(row.verdict or CANNOT_SAY for row in rows)
    most = max(counts.values())
    leading = [verdict for verdict, count in counts.items() if count == most]
    verdict = leading[0] if len(leading) == 1 else CANNOT_SAY
    return verdict, round(counts[verdict] / len(rows), _DECIMALS)


def _loses_contact(row: MutationEffect) -> bool:
    """Say whether a mutant lacks what the native side chain does for the inhibitor."""
    return row.covalent_lost or bool(row.contacts_lost) or bool(row.hbonds_lost)


def _entry(copy: InhibitorCopy) -> str:
    """Name the entry of a copy, else its file."""
    return copy.pdb_id or Path(copy.source).name


def _unique(texts: Iterable[str | None]) -> tuple[str, ...]:
    """Give each text once, in the order of its first occurrence."""
    return tuple(dict.fromkeys(text for text in texts if text))
