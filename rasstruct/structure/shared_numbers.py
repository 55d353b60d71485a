"""Do two residues of one chain share a name and a number?

Files without chain names that number each molecule from 1 do so. Parsers
then take both for one residue, so that the second molecule is lost.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from rasstruct._base.errors import FormatError
from rasstruct.structure.atom_table import is_named
from rasstruct.structure.topology import Topology

__all__ = ["refuse_shared_numbers"]

#: farthest apart in Å that two positions of one CA are; CA atoms of neighbours are 2.9 (cis) or 3.8 apart
_MAX_CA_SPREAD = 2.5


def refuse_shared_numbers(topology: Topology, xyz: npt.NDArray[np.float32], source: str) -> None:
    """Refuse amino acids that have one CA here and another there, both without an alternate location.

    Parameters
    ----------
    topology, xyz
        One model, coordinates of shape (n, 3) in Å.
    source
        Used in the message only.

    Raises
    ------
    FormatError
        Names the first such residue.
    """
    carbons = np.flatnonzero(is_named(topology.atom_name, "CA") & (topology.altloc == b""))
    residues = topology.residue_index[carbons]
    again = np.flatnonzero((np.diff(residues) == 0) & topology.is_peptide[residues[1:]])
    if not len(again):
        return
    spread = np.linalg.norm(xyz[carbons[again]] - xyz[carbons[again + 1]], axis=1)
    if spread.max() <= _MAX_CA_SPREAD:
        return
    first = int(np.flatnonzero(spread > _MAX_CA_SPREAD)[0])
    residue = int(residues[again[first]])
    key = topology.residue_key(residue)
    chain = f"chain {key.chain_id}" if key.chain_id else "the chain without a name"
    raise FormatError(
        f"found two residues {topology.name_of(residue)} {key.number} in {chain} of {source}, "
        f"{spread[first]:.0f} Å apart, "
        "expected each residue number once in a chain; give every molecule a chain name of its own"
    )
