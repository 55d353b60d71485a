"""Which mutations of a panel are asked of the inhibitors of a chain?

The panels are those of the resistance table. A fact about a residue without
mutant is no mutation and is left out.
"""

from __future__ import annotations

from collections.abc import Iterable

from rasstruct.analysis.resistance_panel import POCKET_SCAN, check_panel, list_mutations
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.reference.isoforms import get_isoform
from rasstruct.reference.pockets import default_pockets

__all__ = ["list_panel"]


def list_panel(panel: str, chain: AnnotatedChain, ligands: Iterable[BoundLigand]) -> tuple[str, ...]:
    """List the mutations of a panel that the isoform of a chain can have.

    Parameters
    ----------
    panel
        ``"evidence"``, ``"clinical"`` or ``"pocket-scan"``, see `list_mutations`.
    chain
        The chain; mutations of another wild-type residue than that of its isoform are left out.
    ligands
        Its inhibitors, for the scan: every residue that lines the site of one or touches it.

    Returns
    -------
    tuple of str
        Such as ``"Y96D"``, in the scan ``"Y96"`` for all of a residue; by residue number, then by name.

    Raises
    ------
    LookupFailedError
        When there is no such panel.
    """
    check_panel(panel)
    isoform = get_isoform(chain.numbering.reference_isoform)
    if panel == POCKET_SCAN:
        return tuple(
            f"{isoform.sequence[number - 1]}{number}" for number in _list_lining(ligands) if number <= isoform.length
        )
    listed = list_mutations(isoform, panel, (), all_classes=False, include_low_confidence=False)
    named = [row for row in listed if row.mutant is not None]
    return tuple(row.mutation for row in sorted(named, key=lambda row: (row.position, row.mutation)))


def _list_lining(ligands: Iterable[BoundLigand]) -> list[int]:
    """Collect the residues that line the sites of inhibitors, and those that the inhibitors touch."""
    numbers: set[int] = set()
    for ligand in ligands:
        numbers.update(ligand.contacts)
        if ligand.site in default_pockets():
            numbers.update(default_pockets()[ligand.site].residues)
    return sorted(numbers)
