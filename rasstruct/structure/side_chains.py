"""Which atoms make the side-chain dihedrals of each UniProt residue?

The residue that is there decides, a mutated one too; a modified residue goes
by its parent, so selenomethionine has the angles of methionine.
"""

from __future__ import annotations

from functools import cache

import gemmi
import numpy as np
import numpy.typing as npt

from rasstruct.reference.isoforms import get_isoform
from rasstruct.reference.side_chain_torsions import side_chain_torsions
from rasstruct.structure.model import Structure
from rasstruct.structure.numbering import ChainNumbering

__all__ = ["SIDE_CHAIN_ANGLES", "map_side_chain_dihedrals"]

SIDE_CHAIN_ANGLES = ("chi1", "chi2", "chi3", "chi4", "chi5", "altchi1", "altchi2")
_N_LETTERS = 256


def map_side_chain_dihedrals(structure: Structure, numbering: ChainNumbering) -> npt.NDArray[np.int64]:
    """Find the atoms of the side-chain dihedrals of a RAS chain.

    Parameters
    ----------
    structure, numbering
        A structure and one of its RAS chains.

    Returns
    -------
    ndarray, shape (length of the isoform, 7, 4)
        Atom rows of chi1 to chi5, altchi1 and altchi2, default conformer, -1
        where an atom is absent or the residue has no such angle; row i is UniProt number i + 1.
    """
    topology = structure.topology
    length = get_isoform(numbering.reference_isoform).length
    numbered = numbering.uniprot_numbers > 0
    residues, places = numbering.residues[numbered], numbering.uniprot_numbers[numbered] - 1
    letters = np.zeros(length, dtype=np.uint8)
    letters[places] = topology.letter[residues]
    place = np.full(topology.n_residues, -1, dtype=np.int64)
    place[residues] = places
    names, choices = _atom_slots()
    rows = _place_atoms(topology.atom_name, place[topology.residue_index], topology.default_conformer, names, length)
    found, *others = (rows[np.arange(length)[:, None, None], slots[letters]] for slots in choices)
    for other in others:
        is_better = (found < 0).any(axis=-1, keepdims=True) & (other >= 0).all(axis=-1, keepdims=True)
        found = np.where(is_better, other, found)
    return np.asarray(found)


def _place_atoms(
    atom_name: npt.NDArray[np.bytes_],
    place: npt.NDArray[np.int64],
    is_default: npt.NDArray[np.bool_],
    names: npt.NDArray[np.bytes_],
    length: int,
) -> npt.NDArray[np.int64]:
    """Give the row of each named atom at each place, -1 where there is none; the last column is always -1."""
    found = np.full((length, len(names) + 1), -1, dtype=np.int64)
    rows = np.flatnonzero((place >= 0) & is_default)
    slot = np.minimum(np.searchsorted(names, atom_name[rows]), len(names) - 1)
    is_named = names[slot] == atom_name[rows]
    found[place[rows[is_named]], slot[is_named]] = rows[is_named]
    return found


@cache
def _atom_slots() -> tuple[npt.NDArray[np.bytes_], tuple[npt.NDArray[np.int64], ...]]:
    """Give the atom names in order and, a choice of atoms each, their places by letter and angle; -1 for no atom."""
    torsions = side_chain_torsions()
    names = np.unique([name.encode() for row in torsions for name in row.atoms])
    choices: list[npt.NDArray[np.int64]] = []
    n_choices: dict[tuple[str, str], int] = {}
    for row in torsions:
        choice = n_choices.get((row.residue, row.angle), 0)
        n_choices[row.residue, row.angle] = choice + 1
        if choice == len(choices):
            choices.append(np.full((_N_LETTERS, len(SIDE_CHAIN_ANGLES), 4), -1, dtype=np.int64))
        letter = ord(gemmi.find_tabulated_residue(row.residue).one_letter_code)
        choices[choice][letter, SIDE_CHAIN_ANGLES.index(row.angle)] = np.searchsorted(
            names, [name.encode() for name in row.atoms]
        )
    for values in (names, *choices):
        values.setflags(write=False)
    return names, tuple(choices)
