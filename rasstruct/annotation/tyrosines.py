"""Are Tyr32 and Tyr71 in or out?

By the rule of Parker 2022 (doi:10.1158/0008-5472.CAN-22-0804): OH within a
distance of CA of a residue of the P-loop or of strand 1, the shortest over
alternate locations. Where OH is absent, because the residue is mutated or cut, the
outermost of CZ, CG, CB and CA stands in with a cut-off of its own, and ``basis`` says so.
"""

from __future__ import annotations

import dataclasses
import math

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
    basis: str | None = column("string", "atom that tells: OH as published, else CZ, CG, CB or CA")
    cutoff: float | None = column("number", "largest distance that is in, for this atom", unit="Å")
    missing: tuple[str, ...] = column("list", "atoms of the published rule that are not there, such as 32 OH or 12 CA")


def place_tyrosine(structure: Structure, numbering: ChainNumbering, loop: SwitchLoop) -> TyrosinePlace:
    """Say where the tyrosine of a loop is.

    Parameters
    ----------
    structure, numbering
        A structure and one of its RAS chains; the first model is used.
    loop
        The loop that the tyrosine belongs to.
    """
    topology, xyz = structure.topology, structure.xyz[0]
    residue = numbering.residue_at(loop.tyrosine)
    name = topology.name_of(residue) if residue is not None else None
    reference = xyz[topology.rows_in(numbering.residue_at(loop.reference_residue), _REFERENCE_ATOM)].tolist()
    for row in tyrosine_cutoffs():
        if row.loop != loop.loop:
            continue
        atoms = xyz[topology.rows_in(residue, row.atom)].tolist()
        if atoms and reference:
            distance = min(math.dist(atom, other) for atom in atoms for other in reference)
            label = loop.inside if distance <= row.cutoff else loop.outside
            missing = () if row.atom == PUBLISHED_ATOM else (f"{loop.tyrosine} {PUBLISHED_ATOM}",)
            return TyrosinePlace(
                loop.loop, loop.tyrosine, name, label, round(distance, 2), row.atom, row.cutoff, missing
            )
    gone = [] if len(topology.rows_in(residue, PUBLISHED_ATOM)) else [f"{loop.tyrosine} {PUBLISHED_ATOM}"]
    gone += [] if reference else [f"{loop.reference_residue} {_REFERENCE_ATOM}"]
    return TyrosinePlace(loop.loop, loop.tyrosine, name, None, None, None, None, tuple(gone))
