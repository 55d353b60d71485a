"""Which residues of a RAS chain touch its neighbours in the crystal?"""

from __future__ import annotations

import dataclasses

import numpy as np
import numpy.typing as npt

from rasstruct._base.records import Records, column
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.structure.numbering import ChainNumbering, number_chains
from rasstruct.structure.symmetry import find_crystal_neighbours

__all__ = ["CrystalContact", "list_crystal_contacts"]


@dataclasses.dataclass(frozen=True, slots=True)
class CrystalContact:
    """One symmetry copy of a protein chain next to a RAS chain."""

    chain_id: str = column("string", "author chain of the RAS chain")
    neighbour_chain_id: str = column("string", "author chain that the neighbour is a copy of")
    symmetry: str = column("string", "operator of the space group")
    shift: tuple[int, ...] = column("list", "whole cells along a, b, c that the copy is moved by")
    residues: tuple[int, ...] = column("list", "UniProt numbers of the RAS chain in contact")
    neighbour_residues: tuple[int, ...] = column("list", "UniProt numbers of the neighbour, none when it is not RAS")


def list_crystal_contacts(chain: AnnotatedChain, cutoff: float) -> Records[CrystalContact]:
    """List the crystal neighbours of a chain.

    Parameters
    ----------
    chain
        A chain of the asymmetric unit.
    cutoff
        Largest distance between heavy protein atoms in Å.

    Returns
    -------
    Records of CrystalContact
        By operator of the space group, shift and chain.

    Raises
    ------
    LookupFailedError
        When the file has no unit cell or space group.
    """
    numberings = {numbering.chain_id: numbering for numbering in number_chains(chain.structure)}
    return Records(
        CrystalContact,
        (
            CrystalContact(
                chain_id=chain.chain_id,
                neighbour_chain_id=neighbour.chain_id,
                symmetry=neighbour.symmetry,
                shift=neighbour.shift,
                residues=_uniprot_numbers(chain, chain.numbering, neighbour.near),
                neighbour_residues=_uniprot_numbers(
                    chain, numberings.get(neighbour.chain_id), neighbour.neighbour_near
                ),
            )
            for neighbour in find_crystal_neighbours(chain.structure, chain.chain_id, cutoff)
        ),
    )


def _uniprot_numbers(
    chain: AnnotatedChain, numbering: ChainNumbering | None, rows: npt.NDArray[np.int64]
) -> tuple[int, ...]:
    """Give the UniProt numbers of the residues that some atoms are in."""
    if numbering is None:
        return ()
    residues = np.unique(chain.structure.topology.residue_index[rows])
    numbers = numbering.uniprot_numbers[np.isin(numbering.residues, residues)]
    return tuple(sorted(set(numbers.tolist()) - {0}))
