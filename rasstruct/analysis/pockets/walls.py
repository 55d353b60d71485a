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
from rasstruct.analysis.pockets.measure import PocketIndex, wall_radii
from rasstruct.analysis.pockets.place import PocketPlace
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.structure.neighbours import find_near

__all__ = ["MappedPocket", "map_pocket"]

#: roles of molecules that belong to the nucleotide site
_NUCLEOTIDE_ROLES = ("nucleotide", "transition-state mimic")
_ION = "ion"
#: Å from an ion to the nucleotide that it belongs to; Mg²⁺ is bonded at 2.0-2.3
_METAL_REACH = 4.0
_NUCLEOTIDE_POCKET = "nucleotide"
#: largest share of the lining residues that may be missing: one of the 22 of the switch-II pocket; see docs/pockets.md
_MOST_MISSING = 0.05
#: heavy atoms a residue that any model with side chains has at least, glycine apart
_LEAST_ATOMS = 4


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
    if not n_needed or len(missing) > _MOST_MISSING * n_needed:
        return MappedPocket(
            None, f"no volume: {len(missing)} of {n_needed} lining residues are not modelled ({_join(missing)})"
        )
    walls = _wall_rows(chain, place)
    if len(walls) < _LEAST_ATOMS * len(chain.numbering.residues):
        return MappedPocket(None, "no volume: the side chains are not modelled")
    index = PocketIndex(box, core, walls, wall_radii(chain.structure.topology.element[walls]))
    incomplete = _incomplete(chain, place)
    is_empty = place.pocket != _NUCLEOTIDE_POCKET and not _nucleotide_site(chain)
    notes = [
        "no nucleotide is modelled, so its place counts as room" if is_empty else None,
        f"not modelled: {_join(missing)}" if missing else None,
        f"atoms are missing in {_join(incomplete)}" if incomplete else None,
    ]
    return MappedPocket(index, "; ".join(note for note in notes if note) or None, incomplete)


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
        for ligand in _nucleotide_site(chain):
            if place.bound is None or ligand.key != place.bound.key:
                residues += ligand.residues
    rows = chain.structure.topology.heavy_rows(residues)
    return rows if place.bound is None else rows[~np.isin(rows, place.bound.atom_rows)]


def _nucleotide_site(chain: AnnotatedChain) -> tuple[BoundLigand, ...]:
    """Give the nucleotide, mimics of its phosphate, and the ions beside them."""
    site = tuple(ligand for ligand in chain.bound_ligands if ligand.role in _NUCLEOTIDE_ROLES)
    if not site:
        return ()
    xyz = chain.structure.xyz[0]
    atoms = xyz[np.concatenate([ligand.atom_rows for ligand in site])]
    ions = (ligand for ligand in chain.bound_ligands if ligand.role == _ION)
    return site + tuple(ion for ion in ions if len(find_near(atoms, xyz[ion.atom_rows], _METAL_REACH)[0]))


def _gaps(chain: AnnotatedChain, box: PocketBox) -> tuple[int, ...]:
    """Give the residues that reach into a box in the reference structure and are not modelled here."""
    modelled = set(chain.numbering.uniprot_numbers.tolist())
    return tuple(number for number in find_reaching_residues(box) if number not in modelled)


def _incomplete(chain: AnnotatedChain, place: PocketPlace) -> tuple[int, ...]:
    """Give the lining residues that have fewer heavy atoms than their amino acid has."""
    topology, numbering = chain.structure.topology, chain.numbering
    found = []
    for number in place.modelled:
        residue = numbering.residue_at(number)
        if residue is not None:
            expected = complete_sizes().get(int(topology.letter[residue]), 0)
            if len(topology.heavy_rows((residue,))) < expected:
                found.append(number)
    return tuple(found)


def _join(numbers: tuple[int, ...]) -> str:
    """Write numbers as text."""
    return ", ".join(map(str, numbers))
