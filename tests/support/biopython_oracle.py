"""Accessible areas and residues in contact as Biopython computes them; nothing of rasstruct is used."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import numpy.typing as npt
from Bio.PDB import NeighborSearch, PDBParser, Selection
from Bio.PDB.Model import Model
from Bio.PDB.Residue import Residue
from Bio.PDB.SASA import ShrakeRupley
from scipy.spatial import cKDTree

#: van der Waals radii in Å (Bondi 1964 doi:10.1021/j100785a001)
BONDI = {"C": 1.70, "N": 1.55, "O": 1.52, "S": 1.80, "P": 1.80, "F": 1.47, "MG": 1.73}
#: Å, radius of water
PROBE = 1.4
#: Å; what a partner covers is within two of the largest radii and probes of it, and what else covers that twice as far
WORLD = 4 * (BONDI["S"] + PROBE)


def read_model(text: str) -> Model:
    """Read the first model of PDB text."""
    return PDBParser(QUIET=True).get_structure("entry", io.StringIO(text))[0]


def compute_areas(entity: Any, n_points: int) -> dict[Any, float]:
    """Compute the accessible areas in Å² of the residues, by chain and residue id."""
    ShrakeRupley(probe_radius=PROBE, n_points=n_points, radii_dict=BONDI).compute(entity, level="R")
    return {residue.get_full_id()[-2:]: float(residue.sasa) for residue in Selection.unfold_entities(entity, "R")}


def compute_lost_areas(model: Model, n_points: int) -> dict[str, float]:
    """Compute what each of two chains loses by the other."""
    places = {chain.id: [atom.coord for atom in chain.get_atoms()] for chain in model}
    for one, other in zip(model, reversed(list(places)), strict=True):
        drop_far(one, places[other])
    together = compute_areas(model, n_points)
    apart = {chain.id: compute_areas(chain, n_points) for chain in model}
    return {name: sum(area - together[key] for key, area in alone.items()) for name, alone in apart.items()}


def drop_far(entity: Any, points: Sequence[npt.NDArray[Any]]) -> None:
    """Leave out atoms too far from a partner's to change what it covers."""
    tree = cKDTree(points)
    for residue in list(entity.get_residues()):
        for atom in list(residue):
            if tree.query(atom.coord)[0] > WORLD:
                residue.detach_child(atom.id)
        if not len(residue):
            residue.get_parent().detach_child(residue.id)


def find_contacts(model: Model, cutoff: float = 5.0) -> dict[str, set[Residue]]:
    """Give the residues of each chain with atoms within the cut-off of another chain."""
    found: dict[str, set[Residue]] = {chain.id: set() for chain in model}
    for first, second in NeighborSearch(list(model.get_atoms())).search_all(cutoff, level="R"):
        if first.get_parent().id != second.get_parent().id:
            for residue in (first, second):
                found[residue.get_parent().id].add(residue)
    return found
