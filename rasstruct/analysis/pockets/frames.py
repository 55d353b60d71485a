"""How does a pocket of one chain change over models or frames?"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from rasstruct._base.errors import LookupFailedError
from rasstruct.analysis.pockets.measure import PocketValues, measure_pocket
from rasstruct.analysis.pockets.place import PocketPlace
from rasstruct.analysis.pockets.walls import map_pocket
from rasstruct.annotation.chain import AnnotatedChain

__all__ = ["measure_pocket_frames"]


def measure_pocket_frames(
    chain: AnnotatedChain, place: PocketPlace, xyz: npt.NDArray[Any] | None = None
) -> PocketValues:
    """Measure a pocket in models or frames; its box and its walls are those of the first model of the file.

    Parameters
    ----------
    chain, place
        The chain and the pocket.
    xyz
        Coordinates in Å, shape (..., n, 3), atoms as in the file; all models of the file when not given.

    Raises
    ------
    LookupFailedError
        When the pocket cannot be measured, or the atoms are not those of the file.
    """
    mapped = map_pocket(chain, place)
    if mapped.index is None:
        raise LookupFailedError(f"found {mapped.note} in {chain.structure.source}; choose another pocket or chain")
    frames = chain.structure.xyz if xyz is None else np.asarray(xyz)
    if frames.shape[-2:] != chain.structure.xyz.shape[-2:]:
        raise LookupFailedError(
            f"found coordinates of shape {frames.shape}, expected the {chain.structure.topology.n_atoms} atoms of "
            f"{chain.structure.source} in the last two axes; give all atoms, in their order"
        )
    return measure_pocket(frames, mapped.index)
