"""What stands around one residue of a RAS chain, for a side chain to meet?

Heavy atoms of the default conformer of the whole file: protein, nucleotide,
ions, inhibitor, partners. Waters are left out, because a new side chain can
push them away, and so is the residue itself with the two atoms bonded to it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.reference.side_chain_atoms import polar_atoms
from rasstruct.structure.dihedrals import compute_dihedrals
from rasstruct.structure.elements import van_der_waals_radii
from rasstruct.structure.topology import BACKBONE, ResidueKind

__all__ = ["ResidueFrame", "Surroundings", "find_frame", "find_surroundings"]

#: elements that give and take hydrogen bonds, and the backbone atom that only gives
_POLAR, _AMIDE = (b"N", b"O"), "N"
#: Å from CA; an arginine reaches 7.5 Å, and two atoms meet within 6
_REACH = 14.0
Values = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """Atoms around a residue: coordinates (n, 3) and radii in Å, rows of the topology, and what they are.

    ``gives`` and ``takes`` say which atoms may give and take hydrogen bonds: of
    amino acids by table, any N and O of other molecules both.
    """

    xyz: Values
    radius: Values
    row: npt.NDArray[np.int64]
    gives: npt.NDArray[np.bool_]
    takes: npt.NDArray[np.bool_]
    is_ligand: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class ResidueFrame:
    """The backbone of a residue: N, CA and C in Å, shape (3, 3); phi and psi in degrees, `None` at an end."""

    residue: int
    backbone: Values
    phi: float | None
    psi: float | None


def find_surroundings(chain: AnnotatedChain, residue: int, ligand: BoundLigand | None = None) -> Surroundings:
    """Find the atoms that a side chain of a residue can meet.

    Parameters
    ----------
    chain
        The chain; its first model is used.
    residue
        Row of the residue in the topology.
    ligand
        The ligand whose atoms are marked, when one is asked about.
    """
    topology, xyz = chain.structure.topology, chain.structure.xyz[0]
    before, after = _neighbours(chain, residue)
    own = topology.residue_index == residue
    bonded = [row for row in (_backbone_row(chain, before, "C"), _backbone_row(chain, after, "N")) if row >= 0]
    candidates = topology.is_heavy & topology.default_conformer & ~own
    candidates &= (topology.kind != ResidueKind.WATER)[topology.residue_index]
    candidates[bonded] = False
    rows = np.flatnonzero(candidates)
    alpha = int(topology.backbone[BACKBONE.index("CA"), residue])
    centre = xyz[alpha] if alpha >= 0 else xyz[own & topology.default_conformer].mean(axis=0)
    near = ((xyz[rows] - centre) ** 2).sum(axis=1) <= _REACH**2
    rows = rows[near]
    gives, takes = _roles(chain, rows)
    return Surroundings(
        xyz=xyz[rows].astype(np.float64),
        radius=van_der_waals_radii(topology.element[rows]),
        row=rows,
        gives=gives,
        takes=takes,
        is_ligand=np.isin(rows, ligand.atom_rows) if ligand is not None else np.zeros(len(rows), dtype=np.bool_),
    )


def find_frame(chain: AnnotatedChain, residue: int) -> ResidueFrame | None:
    """Find the backbone of a residue; `None` when N, CA or C is not modelled."""
    topology = chain.structure.topology
    rows = topology.backbone[:, residue]
    if (rows < 0).any():
        return None
    before, after = _neighbours(chain, residue)
    index = np.array([[_backbone_row(chain, before, "C"), *rows], [*rows, _backbone_row(chain, after, "N")]])
    xyz = chain.structure.xyz[0]
    phi, psi = (float(angle) if np.isfinite(angle) else None for angle in compute_dihedrals(xyz, index))
    return ResidueFrame(residue=residue, backbone=xyz[rows].astype(np.float64), phi=phi, psi=psi)


def _roles(chain: AnnotatedChain, rows: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Say which atoms may give and which may take hydrogen bonds."""
    topology = chain.structure.topology
    residues = topology.residue_index[rows]
    is_polar = np.isin(topology.element[rows], _POLAR)
    gives, takes = is_polar.copy(), is_polar.copy()
    for place in np.flatnonzero(is_polar & topology.is_peptide[residues]).tolist():
        name = topology.atom_name[rows[place]].decode().strip()
        atom = polar_atoms(topology.name_of(int(residues[place]))).get(name)
        gives[place] = atom.donor if atom else name == _AMIDE
        takes[place] = atom.acceptor if atom else name != _AMIDE
    return gives, takes


def _neighbours(chain: AnnotatedChain, residue: int) -> tuple[int, int]:
    """Give the residues before and after in the chain, -1 where there is none or a gap."""
    residues, numbers = chain.numbering.residues, chain.numbering.uniprot_numbers
    place = int(np.flatnonzero(residues == residue)[0])
    found = []
    for step in (-1, 1):
        other = place + step
        is_next = 0 <= other < len(residues) and numbers[other] == numbers[place] + step
        found.append(int(residues[other]) if is_next else -1)
    return found[0], found[1]


def _backbone_row(chain: AnnotatedChain, residue: int, name: str) -> int:
    """Give the row of a backbone atom of a residue, -1 when one of them is not there."""
    return int(chain.structure.topology.backbone[BACKBONE.index(name), residue]) if residue >= 0 else -1
