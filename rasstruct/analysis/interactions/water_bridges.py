"""Which residues does a ligand reach through one water?

The water makes a hydrogen bond with the ligand and one with the residue, each
by the limits for hydrogen bonds, and the two enclose an angle at the water
that its own hydrogens and free pairs allow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt

from rasstruct.analysis.interactions.found_pair import FoundPair
from rasstruct.analysis.interactions.partner_molecules import PlacedMolecule
from rasstruct.analysis.interactions.partner_pairs import find_partner_pairs
from rasstruct.analysis.interactions.typed_pairs import make_residue
from rasstruct.analysis.partner_residues import WATER, PartnerResidue, name_partner
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.reference.interaction_criteria import get_interaction_limit
from rasstruct.structure.neighbours import find_near
from rasstruct.structure.topology import ResidueKind

__all__ = ["find_water_bridges"]

Point = npt.NDArray[np.floating]


def find_water_bridges(
    chain: AnnotatedChain,
    bound: BoundLigand,
    ligand: PlacedMolecule,
    pairs: list[FoundPair],
    make: Callable[[int], tuple[PlacedMolecule, ...]],
    ions: Point,
) -> Iterator[FoundPair]:
    """Find the bridges of the waters that a ligand is hydrogen-bonded to.

    Parameters
    ----------
    chain, bound, ligand
        The chain, its ligand and the ligand's molecule.
    pairs
        The ligand's own interactions; its hydrogen bonds to waters are used.
    make
        Gives the molecule of a residue, as `make_partner` does.
    ions
        Coordinates of the metal ions around; the water and an atom that hold the same one make no hydrogen bond.
    """
    places = dict(zip(ligand.names, ligand.molecule.GetConformer().GetPositions(), strict=True))
    for pair in pairs:
        if pair.kind != "hbond" or pair.partner.kind != WATER:
            continue
        for form in make(pair.partner.residue):
            middle = form.molecule.GetConformer().GetPositions()[0]
            for other in _find_beyond(chain, bound, form, make, ions):
                start = places[pair.ligand_atoms[0]]
                yield from _join(pair, other, start, middle, _place_of(make(other.partner.residue), other))


def _find_beyond(
    chain: AnnotatedChain,
    bound: BoundLigand,
    water: PlacedMolecule,
    make: Callable[[int], tuple[PlacedMolecule, ...]],
    ions: Point,
) -> Iterator[FoundPair]:
    """Find the hydrogen bonds of a water with what is neither water nor the ligand."""
    topology, xyz = chain.structure.topology, chain.structure.xyz[0]
    rows = np.flatnonzero(topology.is_heavy & topology.default_conformer)
    middle = water.molecule.GetConformer().GetPositions()
    near, _ = find_near(middle, xyz[rows], get_interaction_limit("hbond", "distance"))
    matched = [(water, make_residue(water))]
    for index in np.unique(topology.residue_index[rows[near]]).tolist():
        if index not in bound.residues and topology.kind[index] != ResidueKind.WATER:
            for pair in find_partner_pairs(matched, name_partner(chain, index), make(index), ions):
                if pair.kind == "hbond":
                    yield pair


def _place_of(forms: tuple[PlacedMolecule, ...], pair: FoundPair) -> Point:
    """Give the coordinates of the partner's atom."""
    place = forms[0].names.index(pair.partner_atoms[0])
    return np.asarray(forms[0].molecule.GetConformer().GetPositions()[place])


def _join(own: FoundPair, other: FoundPair, start: Point, middle: Point, end: Point) -> Iterator[FoundPair]:
    """Join the two hydrogen bonds of a water where the angle at it allows."""
    first, second = start - middle, end - middle
    cosine = first @ second / np.linalg.norm(first) / np.linalg.norm(second)
    angle = float(np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0))))
    limit = get_interaction_limit
    if limit("waterbridge", "least water angle") <= angle <= limit("waterbridge", "greatest water angle"):
        yield FoundPair(
            partner=other.partner,
            kind="waterbridge",
            distance=float(np.linalg.norm(start - end)),
            ligand_atoms=own.ligand_atoms,
            partner_atoms=other.partner_atoms,
            role=own.role,
            angle=angle,
            waters=(_name_water(own.partner),),
            assumption="; ".join(text for text in (own.assumption, other.assumption) if text) or None,
        )


def _name_water(water: PartnerResidue) -> str:
    """Name a water with its place in the file."""
    return f"{water.label} {water.chain_id}/{water.author_number}{water.insertion_code or ''}"
