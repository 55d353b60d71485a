"""Which neighbours does a chain have in the crystal?

The space group gives the operators (gemmi's tables), the cell gives the
shifts; neighbours are found by the box of each chain first and by atoms then.
Cells are set up in the standard PDB convention (a along x, c* along z), which
old files with a SCALE record of their own may not follow.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import gemmi
import numpy as np
import numpy.typing as npt

from rasstruct._base.errors import LookupFailedError
from rasstruct.structure.metadata import Operator
from rasstruct.structure.model import Structure
from rasstruct.structure.neighbours import check_cutoff, find_near

__all__ = ["CrystalNeighbour", "find_crystal_neighbours"]

Coordinates = npt.NDArray[np.float64]
#: volume in Å³ that a heavy atom of a protein takes at the very least; the packed protein has about 18
_LEAST_VOLUME = 5.0
#: longest cut-off in Å that the neighbours of one chain are looked for
_MAX_CUTOFF = 50.0


@dataclass(frozen=True, slots=True, eq=False)
class CrystalNeighbour:
    """A symmetry copy of a polymer chain within reach of a chain.

    ``operator`` is its Cartesian form, ``symmetry`` the operator of the space
    group as text, ``shift`` the whole cells it is moved by along a, b, c.
    ``near`` are the heavy protein atoms of the chain that the neighbour touches,
    ``neighbour_near`` the atoms of the chain it is a copy of that do the touching.
    """

    chain_id: str
    operator: Operator
    symmetry: str
    shift: tuple[int, int, int]
    near: npt.NDArray[np.int64]
    neighbour_near: npt.NDArray[np.int64]


def find_crystal_neighbours(structure: Structure, chain_id: str, cutoff: float) -> tuple[CrystalNeighbour, ...]:
    """Find the symmetry copies of protein chains that touch a chain.

    Parameters
    ----------
    structure
        The asymmetric unit; its first model is used.
    chain_id
        Author chain whose neighbours are wanted.
    cutoff
        Largest distance between heavy atoms in Å.

    Returns
    -------
    tuple of CrystalNeighbour
        Chains of the asymmetric unit itself are not among them; the order is that of the
        space group's operators, then of the shifts, then of the chains.

    Raises
    ------
    LookupFailedError
        When the file has no unit cell, one too small for its atoms, or a space group that is not
        known; when the cut-off is not above 0 and at most 50 Å.
    """
    check_cutoff(cutoff, _MAX_CUTOFF)
    cell, operations = _crystal(structure)
    own = _protein_rows(structure, chain_id)
    points = structure.xyz[0][own].astype(np.float64)
    low, high = points.min(axis=0) - cutoff, points.max(axis=0) + cutoff
    to_fraction, to_cartesian = np.array(cell.frac.mat.tolist()), np.array(cell.orth.mat.tolist())
    found = []
    chains = {other: _protein_rows(structure, other) for other in structure.topology.chain_ids}
    for operation in operations:
        rotation, translation = _fractional(operation)
        turn = to_cartesian @ rotation @ to_fraction
        for chain, rows in chains.items():
            if not len(rows):
                continue
            turned = structure.xyz[0][rows] @ turn.T + to_cartesian @ translation
            for shift in _shifts_into_box(turned, to_fraction, low, high):
                if not any(shift) and np.allclose(turn, np.eye(3)) and not translation.any():
                    continue
                step = to_cartesian @ np.array(shift)
                near = find_near(turned + step, points, cutoff)[0]
                if len(near):
                    operator = _operator(operation, shift, turn, to_cartesian @ translation + step)
                    touching = find_near(points, turned + step, cutoff)[0]
                    found.append(
                        CrystalNeighbour(chain, operator, operation.triplet(), shift, own[near], rows[touching])
                    )
    return tuple(found)


def _crystal(structure: Structure) -> tuple[gemmi.UnitCell, list[gemmi.Op]]:
    """Give cell and operators, or say what is missing."""
    metadata = structure.metadata
    if metadata.cell is None:
        raise LookupFailedError(
            f"found no unit cell in {structure.source}, expected a crystal structure; crystal neighbours exist for "
            "X-ray, neutron and electron diffraction only, and need the file of the entry"
        )
    cell = gemmi.UnitCell(*metadata.cell)
    group = gemmi.find_spacegroup_by_name(metadata.space_group or "", cell.alpha, cell.gamma)
    if group is None:
        raise LookupFailedError(
            f"found space group {metadata.space_group!r} in {structure.source}, expected a Hermann-Mauguin symbol such "
            "as 'P 21 21 21'; mend the CRYST1 record or _symmetry.space_group_name_H-M"
        )
    operations = list(group.operations())
    n_atoms = sum(len(_protein_rows(structure, chain_id)) for chain_id in structure.topology.chain_ids)
    if cell.volume < n_atoms * len(operations) * _LEAST_VOLUME:
        raise LookupFailedError(
            f"found a unit cell of {cell.volume:.0f} Å³ in {structure.source}, expected one that holds "
            f"{len(operations)} copies of {n_atoms} atoms; mend the cell of the file"
        )
    return cell, operations


def _protein_rows(structure: Structure, chain_id: str) -> npt.NDArray[np.int64]:
    """Give the heavy protein atoms of a chain, default conformer."""
    residues = structure.topology.peptide_residues(chain_id)
    if not len(residues):
        return np.zeros(0, dtype=np.int64)
    return structure.topology.heavy_rows(tuple(residues.tolist()))


def _fractional(operation: gemmi.Op) -> tuple[Coordinates, Coordinates]:
    """Give an operator of the space group in fractions of the cell."""
    return np.array(operation.rot) / operation.DEN, np.array(operation.tran) / operation.DEN


def _shifts_into_box(
    atoms: Coordinates, to_fraction: Coordinates, low: Coordinates, high: Coordinates
) -> list[tuple[int, int, int]]:
    """List the whole-cell shifts that can bring some atoms into a box."""
    corners = np.array(list(itertools.product(*zip(low, high, strict=True)))) @ to_fraction.T
    fractions = atoms @ to_fraction.T
    first = np.ceil(corners.min(axis=0) - fractions.max(axis=0)).astype(int)
    last = np.floor(corners.max(axis=0) - fractions.min(axis=0)).astype(int)
    spans = [range(int(a), int(b) + 1) for a, b in zip(first, last, strict=True)]
    return list(itertools.product(spans[0], spans[1], spans[2]))


def _operator(operation: gemmi.Op, shift: tuple[int, int, int], turn: Coordinates, move: Coordinates) -> Operator:
    """Make the Cartesian operator."""
    name = f"{operation.triplet()} {shift[0]:+d},{shift[1]:+d},{shift[2]:+d}"
    return Operator(name, tuple(tuple(row) for row in turn.tolist()), tuple(move.tolist()))
