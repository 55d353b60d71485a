"""Are Tyr32 and Tyr71 in or out?

By the rule of Parker 2022 (doi:10.1158/0008-5472.CAN-22-0804): OH within a
distance of CA of a residue of the P-loop or of strand 1, the shortest over
alternate locations. Where OH is absent, because the residue is mutated or cut, CZ or CB
stand in with cut-offs of their own, and ``basis`` says so.
"""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import numpy.typing as npt

from rasstruct._base.records import column
from rasstruct.reference.switches import SwitchLoop, tyrosine_cutoffs
from rasstruct.structure.model import Structure
from rasstruct.structure.numbering import ChainNumbering

__all__ = ["PUBLISHED_ATOM", "TyrosinePlace", "place_tyrosine"]

#: atom of the published rule
PUBLISHED_ATOM = "OH"
_REFERENCE_ATOM = "CA"


@dataclasses.dataclass(frozen=True, slots=True)
class TyrosinePlace:
    """Where a switch tyrosine, or what stands at its place, is."""

    loop: str = column("string", "SW1 or SW2")
    uniprot_number: int = column("integer", "UniProt number of the tyrosine")
    residue_name: str | None = column("string", "residue in the coordinates; none when it is not modelled")
    label: str | None = column("string", "in or out, such as Y32in; none when no atom tells")
    distance: float | None = column("number", "atom to CA of the reference residue", unit="Å")
    basis: str | None = column("string", "atom that tells: OH as published, CZ or CB as stand-ins")
    cutoff: float | None = column("number", "largest distance that is in, for this atom", unit="Å")


def place_tyrosine(structure: Structure, numbering: ChainNumbering, loop: SwitchLoop) -> TyrosinePlace:
    """Say where the tyrosine of a loop is.

    Parameters
    ----------
    structure, numbering
        A structure and one of its RAS chains; the first model is used.
    loop
        The loop that the tyrosine belongs to.
    """
    residue = numbering.residue_at(loop.tyrosine)
    name = structure.topology.name_of(residue) if residue is not None else None
    reference = _rows(structure, numbering, loop.reference_residue, _REFERENCE_ATOM)
    for row in tyrosine_cutoffs():
        if row.loop != loop.loop:
            continue
        atoms = _rows(structure, numbering, loop.tyrosine, row.atom)
        if len(atoms) and len(reference):
            apart = structure.xyz[0][atoms][:, None].astype(np.float64) - structure.xyz[0][reference]
            distance = math.sqrt(float((apart**2).sum(axis=-1).min()))
            label = loop.inside if distance <= row.cutoff else loop.outside
            return TyrosinePlace(loop.loop, loop.tyrosine, name, label, round(distance, 2), row.atom, row.cutoff)
    return TyrosinePlace(loop.loop, loop.tyrosine, name, None, None, None, None)


def _rows(structure: Structure, numbering: ChainNumbering, uniprot_number: int, atom: str) -> npt.NDArray[np.int64]:
    """Find the atoms of a name in a residue, every alternate location."""
    residue = numbering.residue_at(uniprot_number)
    if residue is None:
        return np.zeros(0, dtype=np.int64)
    atoms = structure.topology.atoms_of(residue)
    return np.asarray(atoms.start + np.flatnonzero(structure.topology.atom_name[atoms] == atom.encode()))
