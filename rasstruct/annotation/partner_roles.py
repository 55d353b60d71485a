"""Which protein is a chain that is not RAS, and what is its role next to RAS?

The UniProt entry that the file states decides where the table of partners
knows it, the words of the chain's name next, the sequence last. A protein that is
named without a UniProt entry, in a file that gives others, was made for the purpose: a binder.
"""

from __future__ import annotations

import dataclasses
import re
from functools import cache

from rasstruct.reference.partner_proteins import (
    PartnerProtein,
    partner_names,
    partners_by_uniprot,
    partners_with_sequence,
)
from rasstruct.reference.relatives import Relative, relatives
from rasstruct.structure.model import Structure

__all__ = ["PartnerIdentity", "identify_partner"]

#: share of a known protein's words of five residues that identifies it
_WORD, _SAME_PROTEIN = 5, 0.5
#: role of a protein with a UniProt entry that no table gives another role
_WITH_ENTRY = "other"


@dataclasses.dataclass(frozen=True, slots=True)
class PartnerIdentity:
    """Name, UniProt entry and role of a protein chain.

    ``role`` is effector, GEF, GAP, chaperone, PDEδ, nanodisc, DARPin, antibody,
    monobody, affimer, HLA or TCR; binder for another protein without UniProt entry;
    other for one with; unknown when the file names no UniProt entry at all.
    """

    name: str | None
    uniprot_entry: str | None
    role: str


def identify_partner(structure: Structure, chain_id: str) -> PartnerIdentity:
    """Say which protein a chain is.

    Parameters
    ----------
    structure
        The structure the chain is in.
    chain_id
        Its author chain.
    """
    metadata = structure.metadata
    reference = metadata.database_references.get(chain_id)
    stated = reference.entry_name if reference else None
    name = metadata.chain_names.get(chain_id)
    known = _by_uniprot(structure, chain_id)
    role = known.role if known else _role_by_name(name or "")
    if role is None and reference is None:
        known = _by_sequence(structure, chain_id)
        role = known.role if known else None
    entry = known.uniprot_entry if known else stated
    if role is None and reference is None and (relative := _relative_by_sequence(structure, chain_id)):
        return PartnerIdentity(name or relative.name, relative.uniprot_entry, _WITH_ENTRY)
    if role is None:
        without_entry = "binder" if metadata.database_references else "unknown"
        role = _WITH_ENTRY if reference else without_entry
    return PartnerIdentity(name or entry, entry, role)


def _by_uniprot(structure: Structure, chain_id: str) -> PartnerProtein | None:
    """Look the stated UniProt entry up in the table of partners."""
    reference = structure.metadata.database_references.get(chain_id)
    keys = (reference.entry_name, reference.accession) if reference else ()
    return next((row for key in keys if (row := partners_by_uniprot().get((key or "").partition("-")[0]))), None)


def _role_by_name(name: str) -> str | None:
    """Give the role that the words of a name tell, the first in table order."""
    return next((role for role, pattern in _name_patterns() if pattern.search(name)), None)


@cache
def _name_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Make one pattern a role: any of its words, not inside a longer one."""
    return tuple(
        (row.role, re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, row.words))})(?![^\W_])", re.IGNORECASE))
        for row in partner_names()
    )


def _by_sequence(structure: Structure, chain_id: str) -> PartnerProtein | None:
    """Recognise a chain without UniProt entry by its sequence."""
    return next((row for row in partners_with_sequence() if _holds(structure, chain_id, row.sequence or "")), None)


def _relative_by_sequence(structure: Structure, chain_id: str) -> Relative | None:
    """Recognise a small GTPase that is not RAS by its sequence."""
    return next((row for row in relatives() if _holds(structure, chain_id, row.sequence)), None)


def _holds(structure: Structure, chain_id: str, known: str) -> bool:
    """Say whether a chain holds a known sequence, by the share of its words that it has."""
    sequence = structure.metadata.sequences.get(chain_id) or structure.topology.observed_sequence(chain_id)
    known_words = _words(known)
    return len(_words(sequence) & known_words) >= _SAME_PROTEIN * len(known_words)


@cache
def _words(sequence: str) -> frozenset[str]:
    """Give every run of five residues."""
    return frozenset(sequence[start : start + _WORD] for start in range(len(sequence) - _WORD + 1))
