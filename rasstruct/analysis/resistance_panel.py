"""Which mutations does a resistance table list, with which published observations?

``evidence``: hotspots, acquired resistance, and all about which something is
published with a drug. ``clinical``: of these, what was seen in patients with a
drug or is classed as acquired resistance. ``pocket-scan``: all others of the 20
amino acids at chosen residues, with what is published about them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass

from rasstruct._base.errors import LookupFailedError
from rasstruct.analysis.mutagenesis.substitution import AMINO_ACIDS
from rasstruct.reference.evidence import ResistanceEvidence, resistance_evidence
from rasstruct.reference.isoforms import Isoform, isoforms
from rasstruct.reference.mutations import Mutation, classify_mutation, mutations

__all__ = [
    "CLINICAL",
    "DEFAULT_PANEL",
    "PANELS",
    "POCKET_SCAN",
    "ListedMutation",
    "check_panel",
    "list_known_names",
    "list_mutations",
]

DEFAULT_PANEL, CLINICAL, POCKET_SCAN = PANELS = ("evidence", "clinical", "pocket-scan")
#: classes that are listed even when nothing is published about a drug
_LISTED_CLASSES = frozenset({"hotspot", "acquired resistance"})
_ACQUIRED, _ISOFORM_DIFFERENCE, _SEEN_IN_PATIENTS = "acquired resistance", "isoform difference", "clinical"
_NO_REFERENCE = "no publication: a scan by structure"


@dataclass(frozen=True, slots=True)
class ListedMutation:
    """A mutation with all its classes, and what is published about it; ``mutant`` is `None` for a whole residue."""

    mutation: str
    position: int
    wild_type: str
    mutant: str | None
    classes: tuple[str, ...]
    named_in_review: bool
    reference: str
    confidence: str
    evidence: tuple[ResistanceEvidence, ...]


def check_panel(panel: str) -> None:
    """Refuse a panel that does not exist."""
    if panel not in PANELS:
        raise LookupFailedError(f"found panel {panel!r}, expected one of {', '.join(PANELS)}; choose one of these")


def list_mutations(
    isoform: Isoform, panel: str, positions: Iterable[int], *, all_classes: bool, include_low_confidence: bool
) -> list[ListedMutation]:
    """List the mutations of a panel whose wild-type residue the isoform has.

    Parameters
    ----------
    isoform
        The isoform of the chain.
    panel
        ``"evidence"``, ``"clinical"`` or ``"pocket-scan"``.
    positions
        UniProt numbers for the scan; the other panels are not limited to them.
    all_classes, include_low_confidence
        See `find_resistance`.
    """
    known = [
        row
        for row in _join(isoform, all_classes, include_low_confidence)
        if row.position <= isoform.length and isoform.sequence[row.position - 1] == row.wild_type
    ]
    if panel == CLINICAL:
        return [row for row in known if _is_clinical(row)]
    if panel != POCKET_SCAN:
        return known
    by_name = {row.mutation: row for row in known}
    names = (
        f"{isoform.sequence[number - 1]}{number}{letter}"
        for number in sorted(positions)
        for letter in AMINO_ACIDS
        if letter != isoform.sequence[number - 1]
    )
    return [by_name.get(name) or _unpublished(name, isoform) for name in names]


def list_known_names(isoform: Isoform) -> tuple[str, ...]:
    """Name the mutations of the panel ``evidence``, those of another wild-type residue included."""
    return tuple(row.mutation for row in _join(isoform, all_classes=False, include_low_confidence=False))


def _join(isoform: Isoform, all_classes: bool, include_low_confidence: bool) -> Iterable[ListedMutation]:
    """Join the table of mutations with the table of observations, by mutation; classes are those in the gene."""
    facts: dict[str, list[Mutation]] = {}
    for row in mutations(include_low_confidence=include_low_confidence):
        if isoform.gene in row.genes or row.mutation_class != "germline":
            facts.setdefault(row.mutation, []).append(row)
    observations: dict[str, list[ResistanceEvidence]] = {}
    for observation in resistance_evidence(include_low_confidence=include_low_confidence):
        observations.setdefault(observation.mutation, []).append(observation)
    for name in dict.fromkeys([*facts, *observations]):
        own, evidence = facts.get(name, []), tuple(observations.get(name, ()))
        sources: list[Mutation | ResistanceEvidence] = [*own, *evidence]
        classes = classify_mutation(name, isoform.gene) if own else ()
        is_named = any(row.named_in_review for row in sources)
        if all_classes or evidence or is_named or _LISTED_CLASSES.intersection(classes):
            yield dataclasses.replace(
                _unpublished(name, isoform),
                classes=(*classes, *_isoform_class(name, isoform)),
                named_in_review=is_named,
                reference="; ".join(dict.fromkeys(row.reference for row in own or sources)),
                confidence=sources[0].confidence,
                evidence=evidence,
            )


def _unpublished(name: str, isoform: Isoform) -> ListedMutation:
    """Make a mutation about which nothing is published."""
    return ListedMutation(
        mutation=name,
        position=int("".join(filter(str.isdigit, name))),
        wild_type=name[0],
        mutant=name[-1] if name[-1].isalpha() and len(name) > 1 else None,
        classes=_isoform_class(name, isoform) or ("other",),
        named_in_review=False,
        reference=_NO_REFERENCE,
        confidence="high",
        evidence=(),
    )


def _isoform_class(name: str, isoform: Isoform) -> tuple[str, ...]:
    """Say whether a mutation makes the residue that another RAS gene has."""
    number = "".join(filter(str.isdigit, name))
    place = int(number) - 1
    others = {row.sequence[place] for row in isoforms() if row.gene != isoform.gene and place < row.length}
    return (_ISOFORM_DIFFERENCE,) if name[-1] in others and name[0] != name[-1] else ()


def _is_clinical(row: ListedMutation) -> bool:
    """Say whether a mutation is classed as acquired resistance or was seen in patients with a drug."""
    return _ACQUIRED in row.classes or any(seen.evidence == _SEEN_IN_PATIENTS for seen in row.evidence)
