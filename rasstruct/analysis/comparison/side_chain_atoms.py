"""Are all atoms of a side chain in the coordinates, as far as its dihedrals name them?"""

from __future__ import annotations

from functools import cache

import gemmi

from rasstruct.reference.side_chain_torsions import side_chain_torsions
from rasstruct.structure.residue_names import one_letter
from rasstruct.structure.topology import Topology

__all__ = ["has_whole_side_chain"]


def has_whole_side_chain(topology: Topology, residue: int) -> bool:
    """Say whether a residue has the atoms of each of its side-chain dihedrals.

    Parameters
    ----------
    topology
        What the file holds; the default conformer counts.
    residue
        Row of the residue; a modified one goes by its parent, glycine and alanine have no dihedrals.
    """
    letter = one_letter(topology.name_of(residue)) or ""
    modelled = {name.decode() for name in topology.atom_name[topology.heavy_rows((residue,))].tolist()}
    return all(any(atoms <= modelled for atoms in choices) for choices in _atoms_of_angles().get(letter, ()))


@cache
def _atoms_of_angles() -> dict[str, tuple[tuple[frozenset[str], ...], ...]]:
    """Map the letter of an amino acid to its dihedrals, each with every set of atoms that makes it."""
    found: dict[str, dict[str, list[frozenset[str]]]] = {}
    for row in side_chain_torsions():
        letter = gemmi.find_tabulated_residue(row.residue).one_letter_code.upper()
        found.setdefault(letter, {}).setdefault(row.angle, []).append(frozenset(row.atoms))
    return {letter: tuple(map(tuple, angles.values())) for letter, angles in found.items()}
