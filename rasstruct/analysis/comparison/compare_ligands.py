"""What is compared: which ligands, by their contacts or by their interactions?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from rasstruct.analysis.comparison.ligand_profile import LigandProfile, build_profile, list_rows
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand

__all__ = ["name_columns", "profile_ligands"]

#: the name in a column and what may be added to it, until all columns differ
_Namer = Callable[[AnnotatedChain, BoundLigand], str]


def profile_ligands(
    ligands: Sequence[tuple[AnnotatedChain, BoundLigand]], kind: str, cutoff: float
) -> tuple[LigandProfile, ...]:
    """Sum up the contacts or interactions of several ligands.

    Parameters
    ----------
    ligands
        Each with the chain that it is bound to; one that is given twice counts once.
    kind
        ``"contacts"`` or ``"interactions"``.
    cutoff
        Largest distance of a contact in Å.

    Returns
    -------
    tuple of LigandProfile
        In the order given.

    Raises
    ------
    LookupFailedError
        When there is no such kind, or the cut-off is not positive.
    """
    different = {(id(chain.structure), chain.chain_id, str(bound.key)): (chain, bound) for chain, bound in ligands}
    chosen = tuple(different.values())
    labels = name_columns(chosen)
    return tuple(
        build_profile(chain, bound, label, list_rows(chain, bound, kind, cutoff), cutoff)
        for (chain, bound), label in zip(chosen, labels, strict=True)
    )


def name_columns(ligands: Sequence[tuple[AnnotatedChain, BoundLigand]]) -> tuple[str, ...]:
    """Name ligands by entry, chain and HET code, and by as much more as makes the names differ.

    Returns
    -------
    tuple of str
        Such as ``"6OIM/A/MOV"``; where that is not unique with the number of
        the residue or the file that tells them apart, else with a count.
    """
    labels = [_name(chain, bound) for chain, bound in ligands]
    more: tuple[_Namer, ...] = (
        lambda _, bound: bound.key.number,
        lambda chain, _: f"({Path(chain.structure.source).name})",
    )
    for namer in more:
        added = [namer(chain, bound) for chain, bound in ligands]
        variants: dict[str, set[str]] = {label: set() for label in labels}
        for label, text in zip(labels, added, strict=True):
            variants[label].add(text)
        labels = [
            f"{label} {text}" if len(variants[label]) > 1 else label for label, text in zip(labels, added, strict=True)
        ]
    counts, seen = Counter(labels), Counter[str]()
    for index, label in enumerate(labels):
        if counts[label] > 1:
            seen[label] += 1
            labels[index] = f"{label} #{seen[label]}"
    return tuple(labels)


def _name(chain: AnnotatedChain, bound: BoundLigand) -> str:
    """Name a ligand by entry, chain and HET code; a peptide by its chain."""
    entry = chain.pdb_id or Path(chain.structure.source).name
    return f"{entry}/{chain.chain_id}/{bound.label}"
