"""Which mutations are asked about when the user names a panel?

``clinical``: seen in patients with a drug, or classed as acquired resistance.
``evidence``: these, the hotspots, and all that is published with a drug.
``pocket-scan``: every substitution of every residue that lines the site of an
inhibitor or touches it. A fact about a residue without mutant is no mutation
and is left out.
"""

from __future__ import annotations

from collections.abc import Iterable

from rasstruct._base.errors import LookupFailedError
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.reference.evidence import resistance_evidence
from rasstruct.reference.isoforms import get_isoform
from rasstruct.reference.mutations import mutations
from rasstruct.reference.pockets import default_pockets

__all__ = ["DEFAULT_PANEL", "PANELS", "list_panel"]

_CLINICAL, _EVIDENCE, _POCKET_SCAN = PANELS = ("clinical", "evidence", "pocket-scan")
DEFAULT_PANEL = _CLINICAL
#: classes of mutations in each panel
_CLASSES = {
    _CLINICAL: frozenset({"acquired resistance"}),
    _EVIDENCE: frozenset({"acquired resistance", "hotspot"}),
}


def list_panel(panel: str, chain: AnnotatedChain, ligands: Iterable[BoundLigand]) -> tuple[str, ...]:
    """List the mutations of a panel that the isoform of a chain can have.

    Parameters
    ----------
    panel
        ``"clinical"``, ``"evidence"`` or ``"pocket-scan"``.
    chain
        The chain; mutations of another wild-type residue than that of its isoform are left out.
    ligands
        Its inhibitors, for the scan.

    Returns
    -------
    tuple of str
        Such as ``"Y96D"``, in the scan ``"Y96"`` for all of a residue; by residue number, then by name.

    Raises
    ------
    LookupFailedError
        When there is no such panel.
    """
    if panel not in PANELS:
        raise LookupFailedError(f"found panel {panel!r}, expected one of {', '.join(PANELS)}; choose one of these")
    sequence = get_isoform(chain.numbering.reference_isoform).sequence
    if panel == _POCKET_SCAN:
        return tuple(f"{sequence[number - 1]}{number}" for number in _list_lining(ligands) if number <= len(sequence))
    named = (name for name in _list_named(panel) if _fits(name, sequence))
    return tuple(sorted(named, key=lambda name: (_position(name), name)))


def _list_named(panel: str) -> set[str]:
    """Collect the mutations of a panel of published mutations."""
    classed = {row.mutation for row in mutations() if row.mutation_class in _CLASSES[panel]}
    observed = {row.mutation for row in resistance_evidence() if panel == _EVIDENCE or row.evidence == _CLINICAL}
    return {name for name in classed | observed if name[-1].isalpha()}


def _list_lining(ligands: Iterable[BoundLigand]) -> list[int]:
    """Collect the residues that line the sites of inhibitors, and those that the inhibitors touch."""
    numbers: set[int] = set()
    for ligand in ligands:
        numbers.update(ligand.contacts)
        if ligand.site in default_pockets():
            numbers.update(default_pockets()[ligand.site].residues)
    return sorted(numbers)


def _fits(name: str, sequence: str) -> bool:
    """Say whether a sequence has the wild-type residue of a mutation."""
    position = _position(name)
    return position <= len(sequence) and sequence[position - 1] == name[0]


def _position(name: str) -> int:
    """Give the residue number in the name of a mutation."""
    return int(name[1:-1])
