"""Which atoms make the backbone dihedrals phi, psi and omega of each UniProt residue?

Omega of a residue is that of the peptide bond before it. Neighbours in the chain
whose UniProt numbers do not follow each other make angles only where they
are bonded: where C and N lie within 2 Å (Parker 2022 doi:10.1158/0008-5472.CAN-22-0804).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from rasstruct.reference.isoforms import get_isoform
from rasstruct.structure.model import Structure
from rasstruct.structure.numbering import ChainNumbering

__all__ = ["BACKBONE_ANGLES", "map_backbone_dihedrals"]

BACKBONE_ANGLES = ("phi", "psi", "omega")
#: atoms of phi, psi and omega among CA and C of the residue before, N, CA and C of the residue, and N of the one after
_ATOMS = ((1, 2, 3, 4), (2, 3, 4, 5), (0, 1, 2, 3))
#: longest distance in Å of consecutive atoms across a gap in the numbering
_MAX_BOND = 2.0


def map_backbone_dihedrals(structure: Structure, numbering: ChainNumbering) -> npt.NDArray[np.int64]:
    """Find the atoms of the backbone dihedrals of a RAS chain.

    Parameters
    ----------
    structure, numbering
        A structure and one of its RAS chains; bonds across gaps are judged in its first model.

    Returns
    -------
    ndarray, shape (length of the isoform, 3, 4)
        Atom rows of phi, psi and omega, default conformer, -1 where an atom or
        a neighbour is absent; row i is UniProt number i + 1.
    """
    topology = structure.topology
    nitrogen, alpha, carbon = (topology.rows_named(name)[numbering.residues] for name in ("N", "CA", "C"))
    numbers = numbering.uniprot_numbers
    joined = _joined(structure, numbers, carbon, nitrogen)
    path = np.full((len(numbers), 6), -1, dtype=np.int64)
    path[1:, 0] = np.where(joined, alpha[:-1], -1)
    path[1:, 1] = np.where(joined, carbon[:-1], -1)
    path[:, 2], path[:, 3], path[:, 4] = nitrogen, alpha, carbon
    path[:-1, 5] = np.where(joined, nitrogen[1:], -1)
    found = np.full((get_isoform(numbering.reference_isoform).length, len(BACKBONE_ANGLES), 4), -1, dtype=np.int64)
    numbered = numbers > 0
    found[numbers[numbered] - 1] = path[numbered][:, _ATOMS]
    return found


def _joined(
    structure: Structure, numbers: npt.NDArray[np.int32], carbon: npt.NDArray[np.int64], nitrogen: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """Say of each residue but the last whether the next one follows it: by number, else by their bond."""
    in_order = (numbers[1:] == numbers[:-1] + 1) & (numbers[:-1] > 0)
    both = (carbon[:-1] >= 0) & (nitrogen[1:] >= 0)
    xyz = structure.xyz[0]
    bond = np.linalg.norm(xyz[nitrogen[1:]].astype(np.float64) - xyz[carbon[:-1]], axis=1)
    return np.asarray(in_order | (both & (bond <= _MAX_BOND)))
