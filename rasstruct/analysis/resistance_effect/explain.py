"""What is the label of a substitution built on, in one sentence?"""

from __future__ import annotations

from rasstruct.analysis.mutagenesis.native_side_chain import AtomPair, NativeSideChain
from rasstruct.analysis.resistance_effect.judge import Judgement

__all__ = ["explain", "explain_missing"]

#: pairs that a sentence names before it counts the rest
_NAMED = 2


def explain(
    residue: str, mutant: str, ligand: str | None, native: NativeSideChain, judgement: Judgement, clash_atom: str | None
) -> str:
    """Say with numbers what a substitution does to a ligand.

    Parameters
    ----------
    residue, mutant
        The residue with its number, such as ``"Tyr96"``, and the amino acid that replaces it, ``"Asp"``.
    ligand
        Name of the ligand; without one only that is said.
    native, judgement
        What was measured, and what follows.
    clash_atom
        The ligand atom that the new side chain comes too near to.
    """
    if ligand is None:
        return f"No inhibitor is bound, so nothing can be said about {residue} to {mutant} and a drug."
    if residue.casefold().startswith(mutant.casefold()):
        return f"{residue} is not changed: {judgement.verdict}."
    parts = []
    if judgement.covalent_lost:
        parts.append(f"the covalent bond of {residue} to {ligand} is lost")
    if judgement.hydrogen_bonds_lost:
        parts.append(f"hydrogen bond lost: {_list(judgement.hydrogen_bonds_lost)}")
    if judgement.contacts_lost:
        count = len(judgement.contacts_lost)
        parts.append(
            f"{count} atom contact{'s' if count > 1 else ''} and {judgement.area_lost:.0f} Å² of buried surface lost, "
            f"nearest {judgement.contacts_lost[0]} Å"
        )
    if judgement.is_clash:
        parts.append(
            f"every possible rotamer of {mutant} overlaps {ligand}, by {judgement.overlap.depth:.1f} Å at least "
            f"({judgement.overlap.atom}–{clash_atom})"
        )
    if judgement.is_charged:
        parts.append(
            f"a new charge comes within {judgement.charge_distance:.1f} Å of {ligand} in every rotamer of {mutant}"
        )
    if not parts:
        beyond = (
            "no atom beyond CB" if native.distance is None else f"atoms beyond CB {native.distance:.1f} Å from {ligand}"
        )
        return f"{residue} has {beyond}, and {mutant} fits without a clash or a charge beside it: {judgement.verdict}."
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}: {judgement.verdict}."


def explain_missing(mutation: str, ligand: str | None, why: str) -> str:
    """Say why nothing can be said about a substitution."""
    return f"{mutation} cannot be judged{f' against {ligand}' if ligand else ''}: {why}."


def _list(pairs: tuple[AtomPair, ...]) -> str:
    """Name the first pairs with their distances, and count the others."""
    named = ", ".join(f"{pair} Å" for pair in pairs[:_NAMED])
    rest = len(pairs) - _NAMED
    return f"{named} and {rest} more" if rest > 0 else named
