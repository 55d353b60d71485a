"""What do two protein chains touch and bury of each other?

Heavy atoms of the default conformer, amino acids only: nucleotides, ligands and
waters neither touch nor bury. The second chain may be a copy that an operator
of the crystal moves.
"""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import numpy.typing as npt

from rasstruct.structure.elements import van_der_waals_radii
from rasstruct.structure.metadata import IDENTITY, Operator
from rasstruct.structure.model import Structure
from rasstruct.structure.neighbours import distance_matrix, find_near, in_box
from rasstruct.structure.surface_area import PROBE_RADIUS, compute_surface_area

__all__ = ["ProteinSide", "ProteinTouch", "compute_burial", "find_touch", "nearest_approach", "take_side"]

Rows = npt.NDArray[np.int64]
Coordinates = npt.NDArray[Any]


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class ProteinSide:
    """One protein chain in its place.

    ``residues`` are rows of the topology; ``residue_of_atom``, ``xyz`` (Å) and
    ``elements`` have one value a heavy atom; ``centres`` are the CB atoms, which glycine has none of.
    """

    residues: Rows
    residue_of_atom: npt.NDArray[np.int32]
    xyz: Coordinates
    elements: npt.NDArray[np.bytes_]
    centres: Coordinates

    @property
    def has_side_chains(self) -> bool:
        """Whether there is more than one atom a residue, so that a surface means something."""
        return len(self.xyz) > len(self.residues)

    def atoms_of(self, residues: Rows) -> Coordinates:
        """Give the coordinates of some residues."""
        return np.asarray(self.xyz[np.isin(self.residue_of_atom, residues)])


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class ProteinTouch:
    """Which residues (rows of the topology) of two chains touch, how many are near by CB, and the least distance."""

    residues: Rows
    partner_residues: Rows
    n_cb_residues: int
    n_cb_partner_residues: int
    distance: float


def take_side(structure: Structure, chain_id: str, operator: Operator = IDENTITY) -> ProteinSide:
    """Take the protein of one chain out of the first model.

    Parameters
    ----------
    structure
        The structure.
    chain_id
        An author chain with protein.
    operator
        Where the chain is moved to.
    """
    topology = structure.topology
    residues = topology.peptide_residues(chain_id)
    rows = topology.heavy_rows(tuple(residues.tolist()))
    beta = topology.rows_named("CB")[residues]
    return ProteinSide(
        residues=residues,
        residue_of_atom=topology.residue_index[rows],
        xyz=_move(structure.xyz[0][rows], operator),
        elements=topology.element[rows],
        centres=_move(structure.xyz[0][beta[beta >= 0]], operator),
    )


def find_touch(first: ProteinSide, second: ProteinSide, cutoff: float, cb_cutoff: float) -> ProteinTouch:
    """Find the residues of two chains that touch.

    Parameters
    ----------
    first, second
        The chains.
    cutoff
        Largest distance between heavy atoms in Å.
    cb_cutoff
        Largest distance between CB atoms in Å, for the counts of residues near by CB.
    """
    atoms, partner_atoms, distances = _near_atoms(first.xyz, second.xyz, cutoff)
    centres, partner_centres, _ = _near_atoms(first.centres, second.centres, cb_cutoff)
    return ProteinTouch(
        residues=np.unique(first.residue_of_atom[atoms]).astype(np.int64),
        partner_residues=np.unique(second.residue_of_atom[partner_atoms]).astype(np.int64),
        n_cb_residues=len(centres),
        n_cb_partner_residues=len(partner_centres),
        distance=float(distances.min()) if distances.size else float("inf"),
    )


def nearest_approach(first: ProteinSide, residues: Rows, second: ProteinSide, partner_residues: Rows) -> float:
    """Compute the least distance in Å between some residues of two chains, infinite when one side has none."""
    atoms, partner_atoms = first.atoms_of(residues), second.atoms_of(partner_residues)
    if not len(atoms) or not len(partner_atoms):
        return float("inf")
    return float(distance_matrix(atoms, partner_atoms).min())


def compute_burial(first: ProteinSide, second: ProteinSide) -> tuple[float, float]:
    """Compute the surface in Å² that each of two chains loses to the other.

    Notes
    -----
    An atom loses surface only to atoms that a water cannot pass between, so
    that only atoms near the other chain are computed, among the atoms near them.
    """
    reach = _longest_reach(first, second)
    return _lost_area(first, second, reach), _lost_area(second, first, reach)


def _near_atoms(first: Coordinates, second: Coordinates, cutoff: float) -> tuple[Rows, Rows, npt.NDArray[np.float64]]:
    """Give the atoms of two sets that come within a cut-off of the other set, and the distances between them."""
    if not len(first) or not len(second):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros((0, 0))
    rows, columns = (np.flatnonzero(in_box(one, other, cutoff)) for one, other in ((first, second), (second, first)))
    distances = distance_matrix(first[rows], second[columns])
    is_near = distances <= cutoff
    row_near, column_near = is_near.any(axis=1), is_near.any(axis=0)
    return rows[row_near], columns[column_near], distances[np.ix_(row_near, column_near)]


def _lost_area(side: ProteinSide, other: ProteinSide, reach: float) -> float:
    """Give the area that one chain loses to another."""
    covered, near, _ = _near_atoms(side.xyz, other.xyz, reach)
    if not len(covered):
        return 0.0
    around, _ = find_near(side.xyz[covered], side.xyz, reach)
    xyz, elements = side.xyz[around], side.elements[around]
    wanted = np.isin(around, covered)
    alone = compute_surface_area(xyz, elements, wanted).sum()
    together = compute_surface_area(
        np.concatenate([xyz, other.xyz[near]]),
        np.concatenate([elements, other.elements[near]]),
        np.concatenate([wanted, np.zeros(len(near), dtype=bool)]),
    ).sum()
    return float(alone - together)


def _longest_reach(first: ProteinSide, second: ProteinSide) -> float:
    """Give the distance in Å beyond which no two atoms of two chains bury anything of each other."""
    elements = np.concatenate([first.elements, second.elements])
    return float(2 * (van_der_waals_radii(elements).max() + PROBE_RADIUS))


def _move(xyz: Coordinates, operator: Operator) -> Coordinates:
    """Apply an operator in double precision."""
    return np.asarray(xyz.astype(np.float64) @ np.array(operator.rotation).T + np.array(operator.translation))
