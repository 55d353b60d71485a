"""Is a short chain a piece of RAS, as presented by HLA or held by an enzyme of the RAS tail?

A peptide of 7 to 29 residues is RAS when its residues, one substitution at
most, are a stretch of a human isoform (9 of them when a linker follows) and the file does not call it another
protein: residues 32-44 are the same in RAP1A. A substitution must be a known
mutation, unless the file calls the peptide RAS.
"""

from __future__ import annotations

from rasstruct.reference.isoforms import get_isoform
from rasstruct.reference.mutations import classify_mutation
from rasstruct.structure.metadata import DatabaseReference
from rasstruct.structure.placement import Letters, Placement, place_sequence

__all__ = ["place_peptide", "states_isoform"]

#: HLA class I presents 8 to 11 residues, class II up to 25; RAS chains of 30 residues and more are taken as protein
_MIN_PEPTIDE, _MAX_PEPTIDE = 7, 29
#: residues of RAS in a peptide that has a linker or other residues beside them
_MIN_PIECE = 9
_MAX_SUBSTITUTIONS = 1
_UNKNOWN = ("other",)


def place_peptide(letters: Letters, reference: DatabaseReference | None) -> Placement | None:
    """Place a peptide on the RAS isoforms.

    Parameters
    ----------
    letters
        Character codes of its residues.
    reference
        The UniProt entry that the file states for it.

    Returns
    -------
    Placement or None
        `None` when it is no piece of RAS.
    """
    if not _MIN_PEPTIDE <= len(letters) <= _MAX_PEPTIDE:
        return None
    placement = place_sequence(letters)
    is_whole = placement.n_placed >= len(letters) - _MAX_SUBSTITUTIONS
    if placement.n_placed < (_MIN_PEPTIDE if is_whole else _MIN_PIECE):
        return None
    substitutions = placement.n_placed - placement.n_matches
    if substitutions > _MAX_SUBSTITUTIONS:
        return None
    is_stated = any(states_isoform(reference, name) for name in placement.isoforms)
    if not is_stated and (reference is not None or (substitutions and not _is_known(letters, placement))):
        return None
    return placement


def states_isoform(reference: DatabaseReference | None, isoform: str) -> bool:
    """Say whether a UniProt entry is that of an isoform's protein, of man or another species."""
    if reference is None:
        return False
    row = get_isoform(isoform)
    accession, protein = (reference.accession or "").partition("-")[0], (reference.entry_name or "").partition("_")[0]
    return accession == row.uniprot_accession or protein == row.uniprot_entry.partition("_")[0]


def _is_known(letters: Letters, placement: Placement) -> bool:
    """Say whether the one substitution of a peptide is a known mutation of a gene it fits."""
    for name in placement.isoforms:
        isoform = get_isoform(name)
        for letter, number in zip(letters.tolist(), placement.uniprot_numbers.tolist(), strict=True):
            if number and chr(letter) != isoform.sequence[number - 1]:
                mutation = f"{isoform.sequence[number - 1]}{number}{chr(letter)}"
                if classify_mutation(mutation, isoform.gene) != _UNKNOWN:
                    return True
    return False
