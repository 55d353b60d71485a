"""What is the same for all substitutions of one residue beside one ligand? It is worked out once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rasstruct.analysis.mutagenesis.native_side_chain import NativeSideChain, measure_native
from rasstruct.analysis.mutagenesis.place_side_chain import Overlap, find_overlap
from rasstruct.analysis.mutagenesis.side_chain_builder import BACKBONE_ATOMS
from rasstruct.analysis.mutagenesis.surroundings import ResidueFrame, Surroundings, find_frame, find_surroundings
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand

__all__ = ["MutationSite", "describe_site"]

_CARBONYL = ("O", "OXT")


@dataclass(frozen=True, slots=True, eq=False)
class MutationSite:
    """A residue beside a ligand: frame, surroundings, native side chain and its own overlap with the ligand in Å."""

    frame: ResidueFrame
    surroundings: Surroundings
    native: NativeSideChain
    native_overlap: Overlap


def describe_site(chain: AnnotatedChain, residue: int, ligand: BoundLigand | None) -> MutationSite | None:
    """Describe a residue that is to be substituted; `None` when its backbone is not complete.

    Parameters
    ----------
    chain
        The chain; its first model is used.
    residue
        Row of the residue in the topology.
    ligand
        The ligand that is asked about, when there is one.
    """
    frame = find_frame(chain, residue)
    if frame is None:
        return None
    surroundings = find_surroundings(chain, residue, ligand)
    topology = chain.structure.topology
    rows = topology.heavy_rows((residue,))
    names = [name.decode().strip() for name in topology.atom_name[rows].tolist()]
    is_side_chain = np.array([name not in (*BACKBONE_ATOMS, *_CARBONYL) for name in names], dtype=np.bool_)
    overlap = find_overlap(
        topology.name_of(residue),
        tuple(name for name, is_in in zip(names, is_side_chain.tolist(), strict=True) if is_in),
        chain.structure.xyz[0][rows[is_side_chain]].astype(np.float64),
        surroundings,
        surroundings.is_ligand,
    )
    return MutationSite(frame, surroundings, measure_native(chain, residue, ligand, surroundings), overlap)
