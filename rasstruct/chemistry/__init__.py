"""Molecules: reading, descriptors, warheads, bound molecules with trusted chemistry, poses, similarity, drawing.

>>> from rasstruct import chemistry
>>> [row.formula for row in chemistry.describe_molecules("CCO ethanol").rows]
['C2H6O']

Names are loaded when first used: RDKit comes with the first of them.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rasstruct.chemistry.bound.build_molecule import BuiltMolecule, build_molecule
    from rasstruct.chemistry.comparison.chemotypes import classify_chemotype, find_chemotypes
    from rasstruct.chemistry.comparison.clustering import cluster_molecules
    from rasstruct.chemistry.comparison.common_substructure import common_substructure
    from rasstruct.chemistry.comparison.similarity import compute_similarities, compute_similarity, similar_molecules
    from rasstruct.chemistry.drawing.depiction import draw_grid, draw_molecule
    from rasstruct.chemistry.library import find_ligand, library_molecule, recognise_molecule
    from rasstruct.chemistry.poses.pose_checks import check_pose
    from rasstruct.chemistry.poses.pose_rmsd import symmetric_rmsd, symmetric_rmsds
    from rasstruct.chemistry.properties.charge_state import main_charge_state
    from rasstruct.chemistry.properties.descriptors import describe_molecule, describe_molecules, full_descriptors
    from rasstruct.chemistry.properties.shape import describe_shape
    from rasstruct.chemistry.reactivity.adducts import bound_form, form_adduct, restore_drug
    from rasstruct.chemistry.reactivity.warheads import find_warheads
    from rasstruct.chemistry.reading.read_molecules import read_molecule, read_molecules

_HOMES = {
    "BuiltMolecule": "bound.build_molecule",
    "bound_form": "reactivity.adducts",
    "build_molecule": "bound.build_molecule",
    "check_pose": "poses.pose_checks",
    "classify_chemotype": "comparison.chemotypes",
    "cluster_molecules": "comparison.clustering",
    "common_substructure": "comparison.common_substructure",
    "compute_similarities": "comparison.similarity",
    "compute_similarity": "comparison.similarity",
    "describe_molecule": "properties.descriptors",
    "describe_molecules": "properties.descriptors",
    "describe_shape": "properties.shape",
    "draw_grid": "drawing.depiction",
    "draw_molecule": "drawing.depiction",
    "find_chemotypes": "comparison.chemotypes",
    "find_ligand": "library",
    "find_warheads": "reactivity.warheads",
    "form_adduct": "reactivity.adducts",
    "full_descriptors": "properties.descriptors",
    "library_molecule": "library",
    "main_charge_state": "properties.charge_state",
    "read_molecule": "reading.read_molecules",
    "read_molecules": "reading.read_molecules",
    "recognise_molecule": "library",
    "restore_drug": "reactivity.adducts",
    "similar_molecules": "comparison.similarity",
    "symmetric_rmsd": "poses.pose_rmsd",
    "symmetric_rmsds": "poses.pose_rmsd",
}

__all__ = [
    "BuiltMolecule",
    "bound_form",
    "build_molecule",
    "check_pose",
    "classify_chemotype",
    "cluster_molecules",
    "common_substructure",
    "compute_similarities",
    "compute_similarity",
    "describe_molecule",
    "describe_molecules",
    "describe_shape",
    "draw_grid",
    "draw_molecule",
    "find_chemotypes",
    "find_ligand",
    "find_warheads",
    "form_adduct",
    "full_descriptors",
    "library_molecule",
    "main_charge_state",
    "read_molecule",
    "read_molecules",
    "recognise_molecule",
    "restore_drug",
    "similar_molecules",
    "symmetric_rmsd",
    "symmetric_rmsds",
]


def __getattr__(name: str) -> Any:
    """Load a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'rasstruct.chemistry' has no attribute {name!r}")
    value = getattr(importlib.import_module(f"rasstruct.chemistry.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
