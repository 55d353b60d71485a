"""Which pocket is meant: a named one, or the surroundings of a ligand, and which of its residues are there?"""

from __future__ import annotations

import dataclasses

from rasstruct.analysis.residue_distances import measure_residues
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.annotation.regions import place_pocket
from rasstruct.reference.defaults import DEFAULT_CUTOFF
from rasstruct.reference.pockets import get_pocket

__all__ = ["PocketPlace", "place_ligand_pocket", "place_named_pocket"]


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class PocketPlace:
    """A pocket of one chain, before anything is measured.

    ``bound`` is the ligand that defines it, `None` for a named pocket, whose
    definition, source and confidence are those of its row in the reference
    tables. Residues are UniProt numbers.
    """

    pocket: str
    definition: str
    residues: tuple[int, ...]
    modelled: tuple[int, ...]
    missing: tuple[int, ...]
    source: str
    confidence: str | None
    bound: BoundLigand | None = None


def place_named_pocket(chain: AnnotatedChain, name: str) -> PocketPlace:
    """Place a named pocket on a chain.

    Raises
    ------
    LookupFailedError
        When there is no pocket of that name.
    """
    placed = place_pocket(chain.numbering, get_pocket(name))
    return PocketPlace(**{field.name: getattr(placed, field.name) for field in dataclasses.fields(placed)})


def place_ligand_pocket(chain: AnnotatedChain, bound: BoundLigand) -> PocketPlace:
    """Take the residues of a chain around one of its ligands; all of them are modelled."""
    near = [row.uniprot_number for row in measure_residues(chain, bound) if row.any_atom <= DEFAULT_CUTOFF]
    residues = tuple(sorted(number for number in near if number))
    return PocketPlace(
        pocket=f"around {bound.label}",
        definition=f"within {DEFAULT_CUTOFF:g} Å of {bound.label} {bound.key}",
        residues=residues,
        modelled=residues,
        missing=(),
        source=chain.structure.source,
        confidence=None,
        bound=bound,
    )
