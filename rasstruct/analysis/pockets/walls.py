"""Which atoms are the walls of a pocket, and can it be measured at all?

Walls are the heavy atoms of the RAS chain, its nucleotide, a mimic of the
γ-phosphate and the metal beside them; inhibitors, additives, water and other chains are no
walls, so that a pocket is measured as if it were empty. The nucleotide pocket
is measured without its nucleotide, that of a ligand without the ligand.
"""

from __future__ import annotations

import dataclasses

import numpy as np
import numpy.typing as npt

from rasstruct.analysis.pockets.box import (
    PocketBox,
    complete_sizes,
    find_reaching_residues,
    ligand_box,
    map_core,
    named_box,
    place_on_reference,
)
from rasstruct.analysis.pockets.measure import PocketIndex
from rasstruct.analysis.pockets.nucleotide_site import find_nucleotide_site
from rasstruct.analysis.pockets.place import PocketPlace
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.structure.elements import van_der_waals_radii

__all__ = ["MappedPocket", "has_side_chains", "map_pocket"]

_NUCLEOTIDE_POCKET = "nucleotide"
#: largest share of the lining residues that may be missing: one of the 22 of the switch-II pocket; see docs/pockets.md
_MOST_MISSING = 0.05
#: share of the residues of a chain that have all their atoms where side chains are modelled; backbone and CB alone
#: leave a quarter, those of alanine and glycine
_LEAST_COMPLETE = 0.5


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class MappedPocket:
    """A pocket ready to be measured: ``index`` is `None` when it cannot be, ``note`` says why, or what to know.

    ``incomplete`` are lining residues that lack atoms.
    """

    index: PocketIndex | None
    note: str | None
    incomplete: tuple[int, ...] = ()


def map_pocket(chain: AnnotatedChain, place: PocketPlace) -> MappedPocket:
    """Find the box and the walls of a pocket.

    Parameters
    ----------
    chain
        The chain; a ligand's box is made from the first model.
    place
        The pocket.
    """
    core = map_core(chain.structure, chain.numbering)
    if core is None:
        return MappedPocket(None, "no volume: too little of the chain is modelled to place the pocket")
    box = _find_box(chain, place, core)
    if box is None:
        return MappedPocket(None, f"no volume: the definition ({place.definition}) spans no space")
    missing = place.missing if place.bound is None else _gaps(chain, box)
    n_needed = len(place.modelled) + len(missing)
    if not n_needed:
        return MappedPocket(None, f"no volume: no residue of the chain is {place.definition}")
    if len(missing) > _MOST_MISSING * n_needed:
        return MappedPocket(
            None, f"no volume: {len(missing)} of {n_needed} lining residues are not modelled ({_join(missing)})"
        )
    if not has_side_chains(chain):
        return MappedPocket(None, "no volume: the side chains are not modelled")
    walls = _wall_rows(chain, place)
    index = PocketIndex(box, core, walls, van_der_waals_radii(chain.structure.topology.element[walls]))
    incomplete = _incomplete(chain, place)
    is_empty = place.pocket != _NUCLEOTIDE_POCKET and not find_nucleotide_site(chain)
    notes = [
        "no nucleotide is modelled, so its place counts as room" if is_empty else None,
        f"not modelled: {_join(missing)}" if missing else None,
        f"atoms are missing in {_join(incomplete)}" if incomplete else None,
    ]
    return MappedPocket(index, "; ".join(note for note in notes if note) or None, incomplete)


def has_side_chains(chain: AnnotatedChain) -> bool:
    """Say whether most residues of a chain have the heavy atoms that their amino acids have."""
    residues = tuple(chain.numbering.residues.tolist())
    return len(_lacking_atoms(chain, residues)) <= (1 - _LEAST_COMPLETE) * len(residues)


def _find_box(chain: AnnotatedChain, place: PocketPlace, core: npt.NDArray[np.int64]) -> PocketBox | None:
    """Give the box of a named pocket or of a ligand."""
    if place.bound is None:
        return named_box(place.pocket)
    xyz = chain.structure.xyz[0]
    return ligand_box(place_on_reference(xyz, core).apply(xyz[place.bound.atom_rows]))


def _wall_rows(chain: AnnotatedChain, place: PocketPlace) -> npt.NDArray[np.int64]:
    """Give the heavy atoms of the protein and of the nucleotide site, default conformer."""
    residues = tuple(chain.numbering.residues.tolist())
    if place.pocket != _NUCLEOTIDE_POCKET:
        for ligand in find_nucleotide_site(chain):
            if place.bound is None or ligand.key != place.bound.key:
                residues += ligand.residues
    rows = chain.structure.topology.heavy_rows(residues)
    return rows if place.bound is None else rows[~np.isin(rows, place.bound.atom_rows)]


def _gaps(chain: AnnotatedChain, box: PocketBox) -> tuple[int, ...]:
    """Give the residues that reach into a box in the reference structure and are not modelled here."""
    modelled = set(chain.numbering.uniprot_numbers.tolist())
    return tuple(number for number in find_reaching_residues(box) if number not in modelled)


def _incomplete(chain: AnnotatedChain, place: PocketPlace) -> tuple[int, ...]:
    """Give the lining residues that lack heavy atoms."""
    residues = {chain.numbering.residue_at(number): number for number in place.modelled}
    lacking = _lacking_atoms(chain, tuple(residue for residue in residues if residue is not None))
    return tuple(residues[residue] for residue in lacking)


def _lacking_atoms(chain: AnnotatedChain, residues: tuple[int, ...]) -> tuple[int, ...]:
    """Give the residues that have fewer heavy atoms than their amino acid has."""
    topology, sizes = chain.structure.topology, complete_sizes()
    counts = np.bincount(topology.residue_index[topology.heavy_rows(residues)], minlength=topology.n_residues)
    return tuple(residue for residue in residues if counts[residue] < sizes.get(int(topology.letter[residue]), 0))


def _join(numbers: tuple[int, ...]) -> str:
    """Write numbers as text."""
    return ", ".join(map(str, numbers))
