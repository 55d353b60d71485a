"""Which atoms of a RAS chain are the walls of its pockets, and which cavities lie between them?

The walls are the heavy atoms of the chain's own protein and of its nucleotide
with the ions on it, default conformer. Inhibitors, additives, other ions,
waters and other chains are left out, so that a pocket is found whether or not
something sits in it. The nucleotide stays, because without it its site and the
switch-II pocket run into one. A chain without nucleotide shows its site.

Detectors count points on spheres and compare with limits, so that a turned
structure gives slightly other pockets. They are therefore shown every chain as
it lies on the reference structure, and their cavities are moved back.
"""

from __future__ import annotations

import dataclasses

import numpy as np

from rasstruct.analysis.pockets.box import map_core, place_on_reference
from rasstruct.analysis.pockets.detector import Cavity, Detector, DetectorAtoms
from rasstruct.analysis.pockets.nucleotide_site import find_nucleotide_site
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.structure.superposition import Superposition

__all__ = ["find_cavities"]


def find_cavities(chain: AnnotatedChain, detector: Detector) -> tuple[Cavity, ...]:
    """Find the cavities of a chain, in the frame of the file and the order of the detector.

    Parameters
    ----------
    chain
        The chain; its first model is used.
    detector
        What looks for cavities.
    """
    topology = chain.structure.topology
    in_walls = [residue for ligand in find_nucleotide_site(chain) for residue in ligand.residues]
    rows = topology.heavy_rows((*chain.numbering.residues.tolist(), *in_walls))
    move = _lay(chain)
    owner = topology.residue_index[rows]
    atoms = DetectorAtoms(
        xyz=move.apply(chain.structure.xyz[0][rows]),
        elements=topology.element[rows],
        atom_names=topology.atom_name[rows],
        residue_names=topology.residue_name[owner],
        residue=owner,
    )
    return tuple(
        dataclasses.replace(cavity, centres=(cavity.centres - move.translation) @ move.rotation.T)
        for cavity in detector(atoms)
    )


def _lay(chain: AnnotatedChain) -> Superposition:
    """Lay a chain on the reference structure, or leave it as it is when it is a fragment."""
    core = map_core(chain.structure, chain.numbering)
    if core is None:
        return Superposition(rotation=np.eye(3), translation=np.zeros(3), rmsd=np.zeros(()))
    return place_on_reference(chain.structure.xyz[0], core)
