"""Which author number and insertion code does every residue get when RAS chains leave in UniProt numbering?

Residues of RAS chains take their UniProt number. Those without one count
down from the first numbered residue (a tag before Met1 has 0, -1 …) and up
from the last; between two numbered ones they get the number before them and
insertion codes A to Z. Other chains, ligands and waters keep their numbers.
One that would stand at the place of another residue of its chain moves
behind the highest number of the chain, as do insertions after the 26th; their order is kept.
So chain, number and insertion code tell every residue apart afterwards.
"""

from __future__ import annotations

import string
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rasstruct._base.errors import LookupFailedError
from rasstruct.structure.numbering import ChainNumbering
from rasstruct.structure.residue_names import is_cap
from rasstruct.structure.topology import Topology

__all__ = ["NUMBERINGS", "ExportNumbers", "find_positions", "number_for_export"]

#: how exported residues can be numbered
NUMBERINGS = ("uniprot", "author")
_CODES = np.array([letter.encode() for letter in string.ascii_uppercase], dtype="S1")


@dataclass(frozen=True, slots=True, eq=False)
class ExportNumbers:
    """Numbers of the residues of a topology, each of length r; ``uniprot_number`` is 0 where there is none."""

    author_number: npt.NDArray[np.int32]
    insertion_code: npt.NDArray[np.bytes_]
    uniprot_number: npt.NDArray[np.int32]


def number_for_export(
    topology: Topology, numberings: tuple[ChainNumbering, ...], numbering: str = "uniprot"
) -> ExportNumbers:
    """Number the residues of a structure for an export.

    Parameters
    ----------
    topology
        The residues.
    numberings
        The RAS chains among them.
    numbering
        ``"uniprot"``, or ``"author"`` for the numbers of the file.

    Raises
    ------
    LookupFailedError
        When there is no such numbering.
    """
    if numbering not in NUMBERINGS:
        raise LookupFailedError(
            f"found numbering {numbering!r}, expected one of {', '.join(NUMBERINGS)}; choose one of these"
        )
    position, first = find_positions(topology)
    uniprot = np.zeros(len(first), dtype=np.int32)
    for chain in numberings:
        uniprot[position[chain.residues]] = chain.uniprot_numbers
    if numbering == "author":
        return ExportNumbers(topology.author_number, topology.insertion_code, uniprot[position])
    number = topology.author_number[first].copy()
    code = topology.insertion_code[first].copy()
    priority = np.ones(len(first), dtype=np.int8)
    for chain in numberings:
        places = _chain_places(topology, chain, position, first)
        number[places], code[places], fits = _number_chain(uniprot[places])
        priority[places] = np.where(fits, 0, 2)
    _move_apart(topology.chain_index[first], number, code, priority)
    return ExportNumbers(number[position], code[position], uniprot[position])


def find_positions(topology: Topology) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Group the residues of a topology into positions, at which alternatives stand together.

    Returns
    -------
    position : ndarray, shape (r,)
        Position of each residue.
    first : ndarray, shape (p,)
        First residue of each position.
    """
    same = np.zeros(topology.n_residues, dtype=bool)
    same[1:] = ~(topology.is_default_residue[1:] & topology.is_default_residue[:-1])
    for column in (topology.chain_index, topology.author_number, topology.insertion_code):
        same[1:] &= column[1:] == column[:-1]
    return np.cumsum(~same) - 1, np.flatnonzero(~same)


def _chain_places(
    topology: Topology, chain: ChainNumbering, position: npt.NDArray[np.int64], first: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Give the positions of a RAS chain in order, capping groups included."""
    in_chain = np.flatnonzero(topology.chain_index[first] == topology.chain_ids.index(chain.chain_id))
    caps = [place for place in in_chain.tolist() if is_cap(topology.name_of(int(first[place])))]
    return np.unique(np.append(position[chain.residues], np.array(caps, dtype=np.int64)))


def _number_chain(
    uniprot: npt.NDArray[np.int32],
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.bytes_], npt.NDArray[np.bool_]]:
    """Number one chain: numbers, insertion codes, and whether a residue found a place."""
    index = np.arange(len(uniprot))
    placed = np.flatnonzero(uniprot)
    start, stop = int(placed[0]), int(placed[-1])
    before = np.maximum.accumulate(np.where(uniprot > 0, index, 0))
    number = np.where(index < start, uniprot[start] - (start - index), uniprot[before])
    number = np.where(index > stop, uniprot[stop] + (index - stop), number)
    step = np.where((index > start) & (index < stop), index - before, 0)
    fits = step <= len(_CODES)
    code = np.where((step > 0) & fits, _CODES[np.clip(step - 1, 0, len(_CODES) - 1)], b"")
    return number.astype(np.int32), code, fits


def _move_apart(
    chain: npt.NDArray[np.int32],
    number: npt.NDArray[np.int32],
    code: npt.NDArray[np.bytes_],
    priority: npt.NDArray[np.int8],
) -> None:
    """Move what stands at a place that is taken behind the highest number of its chain.

    Places go to the lowest ``priority``, then to the first in the file; priority 2 has no place of its own.
    """
    _, code_index = np.unique(code, return_inverse=True)
    order = np.lexsort((np.arange(len(chain)), priority, code_index, number, chain))
    is_first = np.ones(len(chain), dtype=bool)
    is_first[1:] = np.any([column[order][1:] != column[order][:-1] for column in (chain, number, code_index)], axis=0)
    stays = np.zeros(len(chain), dtype=bool)
    stays[order] = is_first
    stays &= priority < 2
    highest = np.full(int(chain.max()) + 1, np.iinfo(np.int32).min, dtype=np.int64)
    np.maximum.at(highest, chain[stays], number[stays])
    moved = np.flatnonzero(~stays)
    moved = moved[np.argsort(chain[moved], kind="stable")]
    group = chain[moved]
    rank = np.arange(len(moved)) - np.searchsorted(group, group)
    number[moved] = highest[group] + 1 + rank
    code[moved] = b""
