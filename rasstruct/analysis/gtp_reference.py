"""How does a RAS chain lie on the reference structure of the GTP state?

The reference is the bundled 5P21, HRAS with a GTP analogue at 1.35 Å without a
gap: the form that effectors, GAP and the allosteric site of SOS bind. Chains
are laid on it by the CA atoms of the residues that hardly move (region
"superposition core" of Parker 2022, doi:10.1158/0008-5472.CAN-22-0804), so the
switches stay where the structure has them.
"""

from __future__ import annotations

import dataclasses
from functools import cache

import numpy as np
import numpy.typing as npt

from rasstruct.annotation.annotate import annotate_structure
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.reference.data_files import find_bundled_structure
from rasstruct.reference.regions import find_region
from rasstruct.structure.atom_map import map_atoms
from rasstruct.structure.read import read_structure
from rasstruct.structure.superposition import Superposition, superpose

__all__ = ["ReferencePlacement", "alpha_carbons", "place_on_gtp_reference", "gtp_reference"]

_REFERENCE = "5P21"
_CORE, _SCHEME = "superposition core", "parker2022"
#: least share of the core that is modelled; a fragment cannot be laid on the whole
_MIN_CORE_SHARE = 0.5


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class ReferencePlacement:
    """A chain laid on the reference: the move, and over how many CA atoms it was found."""

    superposition: Superposition
    n_core: int

    @property
    def core_rmsd(self) -> float:
        """RMSD in Å of the CA atoms by which the chain was laid."""
        return round(float(self.superposition.rmsd), 2)


@cache
def gtp_reference() -> AnnotatedChain:
    """Read and annotate the reference structure, once."""
    return annotate_structure(read_structure(find_bundled_structure(_REFERENCE)))[0]


def place_on_gtp_reference(chain: AnnotatedChain) -> ReferencePlacement | None:
    """Lay the first model of a chain on the reference; `None` when too little of the core is modelled."""
    core = np.array(find_region(_CORE, _SCHEME).residues) - 1
    moving, fixed = (alpha_carbons(each)[core] for each in (chain, gtp_reference()))
    present = ~np.isnan(moving[:, 0]) & ~np.isnan(fixed[:, 0])
    if present.sum() < _MIN_CORE_SHARE * len(core):
        return None
    return ReferencePlacement(superpose(moving[present], fixed[present]), int(present.sum()))


def alpha_carbons(chain: AnnotatedChain) -> npt.NDArray[np.float64]:
    """Give the CA atoms of a chain in Å by UniProt number - 1, NaN where there is none."""
    rows = map_atoms(chain.structure.topology, chain.numbering, ("CA",))[:, 0]
    return np.where(rows[:, None] >= 0, chain.structure.xyz[0][rows].astype(np.float64), np.nan)
