"""Where are the metal ions, and which atoms hold the same one?

Two atoms that coordinate one ion are an edge of its polyhedron: they stand as
near as in a hydrogen bond, and the ion keeps them there.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt
from rdkit import Chem

from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.reference.interaction_criteria import get_interaction_atoms, get_interaction_limit
from rasstruct.structure.elements import is_ion

__all__ = ["find_metal_ions", "hold_one_ion", "is_metal"]


def find_metal_ions(chain: AnnotatedChain) -> npt.NDArray[np.floating]:
    """Give the coordinates in Å of the metal ions of the whole file, shape (n, 3), in file order.

    Parameters
    ----------
    chain
        The chain; its first model and default conformers are used.
    """
    topology = chain.structure.topology
    rows = np.flatnonzero(topology.is_heavy & topology.default_conformer)
    residues = topology.residue_index[rows]
    alone = rows[np.bincount(residues, minlength=topology.n_residues)[residues] == 1]
    metals = [row for row in alone.tolist() if _is_metal_element(topology.element[row].decode())]
    return np.asarray(chain.structure.xyz[0][metals])


def hold_one_ion(
    first: npt.NDArray[np.floating], second: npt.NDArray[np.floating], ions: npt.NDArray[np.floating]
) -> bool:
    """Say whether two atoms are within the limit of a metal contact of the same ion; places in Å."""
    limit = get_interaction_limit("metal", "distance")
    held = [np.linalg.norm(ions - place, axis=1) <= limit for place in (first, second)]
    return bool((held[0] & held[1]).any())


def is_metal(molecule: Chem.Mol) -> bool:
    """Say whether a molecule is a lone metal ion."""
    return bool(molecule.GetNumAtoms() == 1 and molecule.HasSubstructMatch(_metals()))


@cache
def _metals() -> Chem.Mol:
    """Read the pattern of metals once."""
    return Chem.MolFromSmarts(get_interaction_atoms("metal", "metal"))


@cache
def _is_metal_element(element: str) -> bool:
    """Say whether a lone atom of an element is one of the metals."""
    if not is_ion(element):
        return False
    molecule = Chem.RWMol()
    molecule.AddAtom(Chem.Atom(element.capitalize()))
    return is_metal(molecule)
