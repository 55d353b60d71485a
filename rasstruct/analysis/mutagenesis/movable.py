"""Which side chains around a substitution may move, and what stands in their way?

A residue moves when it is a standard amino acid with a whole main chain, an atom
of its side chain is near that of the substituted one, and no bond ties it to a
molecule. All that is no such amino acid is an obstacle.
"""

from __future__ import annotations

import gemmi
import numpy as np
import numpy.typing as npt

from rasstruct._base.errors import LookupFailedError

__all__ = ["DEFAULT_REACH", "MAIN_CHAIN", "Place", "find_movable"]

#: residues with an atom within this of the substituted side chain may move too, in Å
DEFAULT_REACH = 5.0
#: carbon and nitrogen of a peptide bond are no further apart, in Å; ideal 1.33
_PEPTIDE_BOND = 2.0
#: a side chain this near a molecule is bonded to it and stays, in Å; the longest bond to carbon or sulfur is shorter
_COVALENT = 2.1
MAIN_CHAIN = frozenset({"N", "CA", "C", "O", "OXT"})
#: index of a chain in the model and of a residue in the chain
Place = tuple[int, int]


def find_movable(
    structure: gemmi.Structure, chain_id: str, author_number: int, *, reach: float = DEFAULT_REACH
) -> tuple[list[list[Place]], list[Place], set[Place]]:
    """Tell the unbroken stretches of protein, the obstacles and the residues that may move.

    Parameters
    ----------
    structure
        Heavy atoms of one conformer; its first model is used.
    chain_id
        Chain of the substituted residue.
    author_number
        Its number in that structure.
    reach
        Residues with a side-chain atom within this of its side chain may move, in Å.

    Raises
    ------
    LookupFailedError
        When there is no such residue to relax.
    """
    model = structure[0]
    segments, obstacles = _split(model)
    target = _find_target(model, segments, chain_id, author_number)
    mobile = _choose_mobile(model, segments, obstacles, target, reach, is_bonded=_is_bonded(structure, target))
    return segments, obstacles, mobile


def _split(model: gemmi.Model) -> tuple[list[list[Place]], list[Place]]:
    """Give the unbroken stretches of standard amino acids as chain and residue indices, then all else."""
    segments: list[list[Place]] = []
    obstacles = []
    for c, chain in enumerate(model):
        previous = None
        for r, residue in enumerate(chain):
            entry = gemmi.find_tabulated_residue(residue.name)
            whole = all(name in residue for name in ("N", "CA", "C", "O"))
            if not (entry.is_amino_acid() and entry.is_standard() and whole):
                obstacles.append((c, r))
                previous = None
                continue
            joined = previous is not None and previous["C"][0].pos.dist(residue["N"][0].pos) < _PEPTIDE_BOND
            if not joined:
                segments.append([])
            segments[-1].append((c, r))
            previous = residue
    alone = [place for segment in segments if len(segment) == 1 for place in segment]
    return [segment for segment in segments if len(segment) > 1], sorted(obstacles + alone)


def _find_target(model: gemmi.Model, segments: list[list[Place]], chain_id: str, author_number: int) -> Place:
    """Find the substituted residue among those that can move."""
    for place in (place for segment in segments for place in segment):
        chain = model[place[0]]
        if chain.name == chain_id and chain[place[1]].seqid.num == author_number and chain[place[1]].seqid.icode == " ":
            return place
    raise LookupFailedError(
        f"found no complete standard amino acid {author_number} in chain {chain_id!r}, expected one to relax; "
        "give the chain and number of the substituted residue"
    )


def _is_bonded(structure: gemmi.Structure, target: Place) -> bool:
    """Say whether a record still bonds an atom of the residue to something else."""
    chain = structure[0][target[0]]
    residue = chain[target[1]]
    return any(
        (end.chain_name, end.res_id.seqid) == (chain.name, residue.seqid) and end.atom_name in residue
        for connection in structure.connections
        if connection.type in (gemmi.ConnectionType.Covale, gemmi.ConnectionType.Disulf)
        for end in (connection.partner1, connection.partner2)
    )


def _choose_mobile(
    model: gemmi.Model,
    segments: list[list[Place]],
    obstacles: list[Place],
    target: Place,
    reach: float,
    *,
    is_bonded: bool,
) -> set[Place]:
    """Choose the residue and its neighbours, without those that are bonded to a molecule."""
    held = _xyz(model, obstacles)
    centre = _xyz(model, [target], side_chain=True)
    if not len(centre):
        centre = _xyz(model, [target])
    chosen = set() if is_bonded else {target}
    for place in (place for segment in segments for place in segment):
        side = _xyz(model, [place], side_chain=True)
        if place == target or not len(side) or _least(side, centre) > reach:
            continue
        if not len(held) or _least(side, held) > _COVALENT:
            chosen.add(place)
    return chosen


def _xyz(model: gemmi.Model, places: list[Place], *, side_chain: bool = False) -> npt.NDArray[np.float64]:
    """Give the coordinates of residues, or of what stands beyond their main chain."""
    atoms = [
        atom.pos.tolist() for c, r in places for atom in model[c][r] if not side_chain or atom.name not in MAIN_CHAIN
    ]
    return np.array(atoms, dtype=np.float64).reshape(-1, 3)


def _least(first: npt.NDArray[np.float64], second: npt.NDArray[np.float64]) -> float:
    """Give the shortest distance between two sets of points."""
    return float(np.sqrt(((first[:, None] - second[None]) ** 2).sum(axis=2).min()))
