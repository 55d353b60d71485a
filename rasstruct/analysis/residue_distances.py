"""How near does each residue of a RAS chain come to a ligand, with its side chain and with its backbone?

Side chain here means what a substitution exchanges: the atoms beyond CB, and
the CB of alanine. The CB of any other residue is counted with the backbone,
because every mutant but glycine keeps it. Heavy atoms of the default
conformer; distances in Å.
"""

from __future__ import annotations

import dataclasses

import numpy as np
import numpy.typing as npt

from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.structure.neighbours import nearest_distances

__all__ = ["ResidueDistance", "is_backbone_atom", "measure_residues", "show_distance"]

_BACKBONE = (b"N", b"CA", b"C", b"O", b"OXT")
_CB = b"CB"
_ALANINE = ord("A")


@dataclasses.dataclass(frozen=True, slots=True)
class ResidueDistance:
    """Nearest distances in Å of one residue to a ligand; `None` where it has no such atom."""

    uniprot_number: int
    letter: str
    residue: int
    any_atom: float
    side_chain: float | None
    backbone: float | None

    def contact_part(self, cutoff: float) -> str:
        """Say which part is within a cut-off: side chain, backbone, both or none."""
        by_side_chain = self.side_chain is not None and self.side_chain <= cutoff
        by_backbone = self.backbone is not None and self.backbone <= cutoff
        if by_side_chain and by_backbone:
            return "both"
        return "side chain" if by_side_chain else "backbone" if by_backbone else "none"


def measure_residues(chain: AnnotatedChain, ligand: BoundLigand) -> tuple[ResidueDistance, ...]:
    """Measure every modelled residue of a chain to a ligand.

    Parameters
    ----------
    chain
        The chain; the first model is used.
    ligand
        A molecule bound to it.

    Returns
    -------
    tuple of ResidueDistance
        In chain order; unnumbered residues have UniProt number 0.
    """
    topology, xyz, numbering = chain.structure.topology, chain.structure.xyz[0], chain.numbering
    position = np.full(topology.n_residues, -1, dtype=np.int64)
    position[numbering.residues] = np.arange(len(numbering.residues))
    in_chain = position[topology.residue_index] >= 0
    rows = np.flatnonzero(in_chain & topology.is_heavy & topology.default_conformer)
    rows = rows[~np.isin(rows, ligand.atom_rows)]
    residue = position[topology.residue_index[rows]]
    distances = nearest_distances(xyz[ligand.atom_rows], xyz[rows])
    is_backbone = is_backbone_atom(topology.atom_name[rows], numbering.letters[residue])
    nearest = _minimum_by(residue, distances, len(numbering.residues))
    side_chain = _minimum_by(residue[~is_backbone], distances[~is_backbone], len(numbering.residues))
    backbone = _minimum_by(residue[is_backbone], distances[is_backbone], len(numbering.residues))
    return tuple(
        ResidueDistance(
            uniprot_number=int(numbering.uniprot_numbers[index]),
            letter=chr(numbering.letters[index]),
            residue=int(numbering.residues[index]),
            any_atom=float(nearest[index]),
            side_chain=_finite(side_chain[index]),
            backbone=_finite(backbone[index]),
        )
        for index in range(len(numbering.residues))
        if np.isfinite(nearest[index])
    )


def is_backbone_atom(atom_names: npt.NDArray[np.bytes_], letters: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """Say which atoms count with the backbone: N, CA, C, O, and the CB of everything but alanine.

    Parameters
    ----------
    atom_names, letters
        Name of each atom and letter code of its residue, shape (n,).
    """
    return np.asarray(np.isin(atom_names, _BACKBONE) | ((atom_names == _CB) & (letters != _ALANINE)))


def _minimum_by(index: npt.NDArray[np.int64], values: npt.NDArray[np.float64], size: int) -> npt.NDArray[np.float64]:
    """Take the minimum of the values of each index, infinity where there is none."""
    lowest = np.full(size, np.inf)
    np.minimum.at(lowest, index, values)
    return lowest


def _finite(value: float) -> float | None:
    """Give a distance; `None` stands for no such atom."""
    return float(value) if np.isfinite(value) else None


def show_distance(value: float | None) -> float | None:
    """Round a distance to the 0.01 Å that rows show; cut-offs compare the distance itself."""
    return None if value is None else round(value, 2)
