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
    before = np.where(joined, np.arange(len(numbers)) - 1, -1)
    after = np.append(np.where(joined[1:], np.arange(1, len(numbers)), -1), -1)

    def of_neighbour(rows: npt.NDArray[np.int64], place: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        return np.where(place >= 0, rows[place], -1)

    phi = (of_neighbour(carbon, before), nitrogen, alpha, carbon)
    psi = (nitrogen, alpha, carbon, of_neighbour(nitrogen, after))
    omega = (of_neighbour(alpha, before), of_neighbour(carbon, before), nitrogen, alpha)
    found = np.full((get_isoform(numbering.reference_isoform).length, len(BACKBONE_ANGLES), 4), -1, dtype=np.int64)
    numbered = numbers > 0
    found[numbers[numbered] - 1] = np.stack([np.stack(angle, axis=-1) for angle in (phi, psi, omega)], axis=1)[numbered]
    return found


def _joined(
    structure: Structure, numbers: npt.NDArray[np.int32], carbon: npt.NDArray[np.int64], nitrogen: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """Say which residues follow the one before them in the chain: by number, else by their bond."""
    joined = np.zeros(len(numbers), dtype=bool)
    in_order = (numbers[1:] == numbers[:-1] + 1) & (numbers[:-1] > 0)
    both = (carbon[:-1] >= 0) & (nitrogen[1:] >= 0)
    xyz = structure.xyz[0]
    bond = np.linalg.norm(xyz[nitrogen[1:]].astype(np.float64) - xyz[carbon[:-1]], axis=1)
    joined[1:] = in_order | (both & (bond <= _MAX_BOND))
    return joined
