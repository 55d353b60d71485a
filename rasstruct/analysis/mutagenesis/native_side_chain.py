"""What does the side chain that is there do for a ligand?

Side chain here is what lies beyond CB (CB of alanine too), because every mutant
but glycine keeps CB. Contacts, hydrogen bonds and buried surface are those of
this structure, from heavy atoms alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rasstruct.analysis.mutagenesis.polar_ligand_atoms import find_polar_atoms, out_of_plane
from rasstruct.analysis.mutagenesis.shielded_area import compute_shielded_area
from rasstruct.analysis.mutagenesis.surroundings import Surroundings
from rasstruct.analysis.residue_distances import is_backbone_atom
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.reference.defaults import DEFAULT_CUTOFF
from rasstruct.reference.interaction_criteria import get_interaction_limit
from rasstruct.reference.side_chain_atoms import polar_atoms
from rasstruct.structure.elements import van_der_waals_radii

__all__ = ["AtomPair", "NativeSideChain", "measure_native"]

#: degrees; least angle of a neighbour, a polar atom and its partner, as `interaction_criteria` has it: at an atom that
#: only takes, and at one that gives (109.5° less 30°)
_RIGHT_ANGLE, _DONOR_ANGLE = 90.0, 79.5
Values = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class AtomPair:
    """A side-chain atom, a ligand atom and their distance in Å."""

    atom: str
    ligand_atom: str
    distance: float

    def __str__(self) -> str:
        return f"{self.atom}–{self.ligand_atom} {self.distance:.2f}"


@dataclass(frozen=True, slots=True)
class NativeSideChain:
    """A side chain beside a ligand: pairs within the contact cut-off, hydrogen bonds, buried surface in Å² by atom.

    ``distance`` is the shortest in Å, `None` without side chain or ligand;
    ``is_covalent`` says whether the ligand is bonded to it.
    """

    contacts: tuple[AtomPair, ...] = ()
    hydrogen_bonds: tuple[AtomPair, ...] = ()
    buried_area: tuple[tuple[str, float], ...] = ()
    distance: float | None = None
    is_covalent: bool = False


def measure_native(
    chain: AnnotatedChain, residue: int, ligand: BoundLigand | None, surroundings: Surroundings
) -> NativeSideChain:
    """Measure what the side chain of a residue does for a ligand.

    Parameters
    ----------
    chain
        The chain; its first model is used.
    residue
        Row of the residue in the topology.
    ligand
        The ligand; without one there is nothing to measure.
    surroundings
        What stands around the residue.
    """
    if ligand is None:
        return NativeSideChain()
    topology, xyz = chain.structure.topology, chain.structure.xyz[0].astype(np.float64)
    rows = topology.heavy_rows((residue,))
    letters = np.full(len(rows), topology.letter[residue], dtype=np.uint8)
    rows = rows[~is_backbone_atom(topology.atom_name[rows], letters)]
    is_covalent = ligand.bond is not None and ligand.bond.residue == residue
    if not len(rows):
        return NativeSideChain(is_covalent=is_covalent)
    distances = np.linalg.norm(xyz[rows][:, None] - xyz[ligand.atom_rows], axis=-1)
    pairs = [
        AtomPair(_name(chain, rows[one]), _name(chain, ligand.atom_rows[other]), float(distances[one, other]))
        for one, other in zip(*np.nonzero(distances <= DEFAULT_CUTOFF), strict=True)
    ]
    return NativeSideChain(
        contacts=tuple(sorted(pairs, key=lambda pair: (pair.distance, pair.atom, pair.ligand_atom))),
        hydrogen_bonds=_find_hydrogen_bonds(chain, residue, rows, ligand, distances),
        buried_area=_measure_area(chain, rows, residue, surroundings),
        distance=float(distances.min()),
        is_covalent=is_covalent,
    )


def _find_hydrogen_bonds(
    chain: AnnotatedChain,
    residue: int,
    rows: npt.NDArray[np.int64],
    ligand: BoundLigand,
    distances: Values,
) -> tuple[AtomPair, ...]:
    """Find polar pairs of fitting roles within the limit, with no neighbour of either atom on the side of the other."""
    topology, xyz = chain.structure.topology, chain.structure.xyz[0].astype(np.float64)
    own = polar_atoms(topology.name_of(residue))
    theirs = find_polar_atoms(xyz[ligand.atom_rows], topology.element[ligand.atom_rows])
    whole = topology.heavy_rows((residue,))
    found = []
    for one, row in enumerate(rows.tolist()):
        mine = own.get(_name(chain, row))
        if mine is None:
            continue
        for other, role in theirs.items():
            fits = (mine.donor and role.accepts) or (mine.acceptor and role.gives)
            if not fits or distances[one, other] > get_interaction_limit("hbond", "distance"):
                continue
            place, partner = xyz[row], xyz[ligand.atom_rows[other]]
            own_least = _DONOR_ANGLE if mine.donor else _RIGHT_ANGLE
            their_least = _DONOR_ANGLE if role.gives else _RIGHT_ANGLE
            is_facing = (
                _least_angle(xyz[whole], place, partner) >= own_least
                and _least_angle(xyz[ligand.atom_rows], partner, place) >= their_least
                and out_of_plane(role, place - partner) <= get_interaction_limit("hbond", "acceptor plane deviation")
            )
            if is_facing:
                pair = AtomPair(_name(chain, row), _name(chain, ligand.atom_rows[other]), float(distances[one, other]))
                found.append(pair)
    return tuple(sorted(found, key=lambda pair: (pair.distance, pair.atom, pair.ligand_atom)))


def _least_angle(molecule: Values, atom: Values, partner: Values) -> float:
    """Give the least angle in degrees of a bonded neighbour, an atom, and its partner; 180 without neighbour."""
    away = molecule - atom
    lengths = np.linalg.norm(away, axis=1)
    bonded = (lengths > 0.1) & (lengths < 1.9)
    if not bonded.any():
        return 180.0
    to_partner = (partner - atom) / np.linalg.norm(partner - atom)
    cosines = (away[bonded] / lengths[bonded][:, None]) @ to_partner
    return float(np.degrees(np.arccos(np.clip(cosines, -1, 1))).min())


def _measure_area(
    chain: AnnotatedChain, rows: npt.NDArray[np.int64], residue: int, surroundings: Surroundings
) -> tuple[tuple[str, float], ...]:
    """Measure the surface in Å² of each side-chain atom that the ligand takes away."""
    topology, xyz = chain.structure.topology, chain.structure.xyz[0].astype(np.float64)
    own = topology.heavy_rows((residue,))
    rest = own[~np.isin(own, rows)]
    fixed = ~surroundings.is_ligand
    area = compute_shielded_area(
        xyz[rows],
        van_der_waals_radii(topology.element[rows]),
        np.concatenate([xyz[rest], surroundings.xyz[fixed]]),
        np.concatenate([van_der_waals_radii(topology.element[rest]), surroundings.radius[fixed]]),
        surroundings.xyz[~fixed],
        surroundings.radius[~fixed],
        _axes(xyz[topology.backbone[:, residue]]),
    )
    return tuple((_name(chain, row), float(value)) for row, value in zip(rows.tolist(), area, strict=True))


def _axes(backbone: Values) -> Values:
    """Give unit vectors that turn with N, CA and C, shape (3, 3)."""
    first = backbone[0] - backbone[1]
    third = np.cross(first, backbone[2] - backbone[1])
    axes = np.stack([first, np.cross(third, first), third])
    return np.asarray(axes / np.linalg.norm(axes, axis=1, keepdims=True))


def _name(chain: AnnotatedChain, row: int) -> str:
    """Give the name of an atom."""
    return str(chain.structure.topology.atom_name[row].decode().strip())
