"""Which other proteins does a RAS chain meet, and in which role?

Chains that the file puts into different biological assemblies are crystal
neighbours, no partners. A protein meets RAS by the rule of Parker 2022: at least 12 RAS residues have
their CB within 12 Å of one of its CB atoms and at least one RAS residue has an atom
within 5 Å of it, or at least 5 have. Its role comes from its
UniProt entry, for proteins that the table of partners knows by sequence from
the sequence; a protein without an entry (DARPin, antibody) is a binder.
"""

from __future__ import annotations

import dataclasses
from functools import cache

import numpy as np
import numpy.typing as npt

from rasstruct.annotation.scene import ProteinAtoms
from rasstruct.reference.partner_proteins import PartnerProtein, partners_by_uniprot, partners_with_sequence
from rasstruct.structure.model import Structure
from rasstruct.structure.neighbours import distance_matrix, find_near, in_box

__all__ = ["Partner", "find_chaperones", "find_partners"]

#: Parker 2022: RAS residues by CB distance and by atom distance, with their cut-offs in Å
_MIN_CB, _CB_CUTOFF, _MIN_ATOM, _ATOM_CUTOFF = 12, 12.0, 5, 5.0
#: two residues with CB atoms farther apart than this in Å have no atoms within the cut-off: 5 Å and twice the
#: 7 Å from CB to the tip of the longest side chain (arginine)
_MAX_CB_REACH = 19.0
#: share of a known protein's words of five residues that identifies it
_WORD, _SAME_PROTEIN = 5, 0.5


@dataclasses.dataclass(frozen=True, slots=True)
class Partner:
    """A protein chain in contact with a RAS chain."""

    chain_id: str
    name: str | None
    role: str
    uniprot_entry: str | None
    n_contacts: int


def find_chaperones(structure: Structure, protein: ProteinAtoms) -> frozenset[str]:
    """Find the chains of proteins that present molecular glues to RAS (cyclophilin A)."""
    return frozenset(
        chain_id
        for chain_id in protein.partner_chains
        if (known := _recognise(structure, chain_id)) is not None and known.role == "chaperone"
    )


def find_partners(
    structure: Structure, protein: ProteinAtoms, ignored: frozenset[str]
) -> dict[str, tuple[Partner, ...]]:
    """Find the proteins that meet each RAS chain.

    Parameters
    ----------
    structure
        The structure; its first model is used.
    protein
        Its protein atoms.
    ignored
        Chains that are counted elsewhere (peptide ligands).

    Returns
    -------
    dict
        Partners by RAS chain, in file order.
    """
    others = {other: _side(structure, protein, other) for other in protein.partner_chains if other not in ignored}
    if not others:
        return dict.fromkeys(protein.ras_chains, ())
    found: dict[str, tuple[Partner, ...]] = {}
    for chain_id in protein.ras_chains:
        ras = _side(structure, protein, chain_id)
        found[chain_id] = tuple(
            _describe_partner(structure, other, n_contacts)
            for other, side in others.items()
            if _share_assembly(structure, chain_id, other)
            and (n_contacts := _count_contacts(structure, ras, side)) is not None
        )
    return found


def _describe_partner(structure: Structure, chain_id: str, n_contacts: int) -> Partner:
    """Give a partner its name and role."""
    metadata = structure.metadata
    reference = metadata.database_references.get(chain_id)
    known = _recognise(structure, chain_id)
    if known is not None:
        role = known.role
    elif not metadata.database_references:
        role = "unknown"
    else:
        role = "binder" if reference is None else "other"
    entry = known.uniprot_entry if known else (reference.entry_name if reference else None)
    return Partner(chain_id, metadata.chain_names.get(chain_id) or entry, role, entry, n_contacts)


def _share_assembly(structure: Structure, first: str, second: str) -> bool:
    """Say whether two chains are in one biological assembly; a file without assemblies does not part them."""
    assemblies = structure.metadata.assemblies
    return not assemblies or any(first in chains and second in chains for chains in assemblies)


def _recognise(structure: Structure, chain_id: str) -> PartnerProtein | None:
    """Find a chain in the table of partners, by UniProt entry or by sequence."""
    reference = structure.metadata.database_references.get(chain_id)
    if reference is not None:
        for key in (reference.entry_name, reference.accession):
            known = partners_by_uniprot().get((key or "").partition("-")[0])
            if known is not None:
                return known
        return None
    sequence = structure.metadata.sequences.get(chain_id) or structure.topology.observed_sequence(chain_id)
    words = _words(sequence)
    for candidate in partners_with_sequence():
        known_words = _words(candidate.sequence or "")
        if len(words & known_words) >= _SAME_PROTEIN * len(known_words):
            return candidate
    return None


@cache
def _words(sequence: str) -> frozenset[str]:
    """Give every run of five residues."""
    return frozenset(sequence[start : start + _WORD] for start in range(len(sequence) - _WORD + 1))


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """One chain of a pair: residues with their CB (CA for glycine), and all heavy atoms."""

    residues: npt.NDArray[np.int64]
    centres: npt.NDArray[np.float32]
    rows: npt.NDArray[np.int64]


def _side(structure: Structure, protein: ProteinAtoms, chain_id: str) -> _Side:
    """Take one chain out of the protein atoms."""
    topology, rows = structure.topology, protein.rows_by_chain[chain_id]
    residues = topology.peptide_residues(chain_id)
    beta, alpha = topology.rows_named("CB")[residues], topology.rows_named("CA")[residues]
    centre = np.where(beta >= 0, beta, alpha)
    return _Side(residues[centre >= 0], structure.xyz[0][centre[centre >= 0]], rows)


def _count_contacts(structure: Structure, ras: _Side, other: _Side) -> int | None:
    """Count RAS residues with atoms within the cut-off; `None` when the rule is not met."""
    close_ras = find_near(other.centres, ras.centres, _MAX_CB_REACH)[0]
    close_other = find_near(ras.centres[close_ras], other.centres, _MAX_CB_REACH)[0]
    if not len(close_other):
        return None
    distances = distance_matrix(ras.centres[close_ras], other.centres[close_other])
    n_cb = int((distances.min(axis=1) <= _CB_CUTOFF).sum())
    wanted = np.zeros(structure.topology.n_residues, dtype=bool)
    wanted[ras.residues[close_ras]] = wanted[other.residues[close_other]] = True
    residue, xyz = structure.topology.residue_index, structure.xyz[0]
    ras_rows, other_rows = (side.rows[wanted[residue[side.rows]]] for side in (ras, other))
    other_rows = other_rows[in_box(xyz[other_rows], xyz[ras_rows], _ATOM_CUTOFF)]
    touched = find_near(xyz[other_rows], xyz[ras_rows], _ATOM_CUTOFF)[0]
    n_atom = len(np.unique(residue[ras_rows[touched]]))
    met = (n_cb >= _MIN_CB and n_atom >= 1) or n_atom >= _MIN_ATOM
    return n_atom if met else None
