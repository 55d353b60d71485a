"""Which atom of the protein is a ligand bonded to?

The file's own connection records come first. Without one, two heavy atoms
count as bonded when they are no farther apart than the sum of their covalent
radii (Cordero 2008 Dalton Trans doi:10.1039/b801115j, as tabulated in gemmi)
plus a tolerance that stays far below any hydrogen bond.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rasstruct.structure.elements import covalent_radii
from rasstruct.structure.metadata import LinkEnd
from rasstruct.structure.model import Structure
from rasstruct.structure.neighbours import distance_matrix
from rasstruct.structure.topology import ResidueKey

__all__ = ["CovalentBond", "find_covalent_bond"]

#: added to the sum of covalent radii, in Å; crystal C–S bonds of KRAS inhibitors are 1.63-1.85 Å
_TOLERANCE = 0.25


@dataclass(frozen=True, slots=True)
class CovalentBond:
    """A bond between a residue of the protein and a ligand.

    ``basis`` is ``"record"`` (LINK, `_struct_conn`) or ``"geometry"``;
    ``length`` is in Å, `None` when an atom of the record is not modelled.
    """

    residue: int
    protein_atom: str
    ligand_atom: str
    length: float | None
    basis: str


def find_covalent_bond(
    structure: Structure, ligand_residues: tuple[int, ...], protein_rows: npt.NDArray[np.int64]
) -> CovalentBond | None:
    """Find the bond of a ligand to the protein.

    Parameters
    ----------
    structure
        The structure; its first model is used.
    ligand_residues
        Topology rows of the ligand's residues.
    protein_rows
        Atom rows of the protein chain to look at.
    """
    return _from_records(structure, ligand_residues, protein_rows) or _from_geometry(
        structure, ligand_residues, protein_rows
    )


def _from_records(
    structure: Structure, ligand_residues: tuple[int, ...], protein_rows: npt.NDArray[np.int64]
) -> CovalentBond | None:
    """Look the ligand up in the connection records."""
    topology = structure.topology
    keys = {topology.residue_key(residue): residue for residue in ligand_residues}
    for link in structure.metadata.links:
        for own, other in ((link.first, link.second), (link.second, link.first)):
            residue = keys.get(_key_of(own))
            if residue is None or topology.name_of(residue) != own.residue_name:
                continue
            for partner in topology.find_residues(_key_of(other)):
                if (topology.residue_index[protein_rows] == partner).any():
                    return CovalentBond(
                        residue=partner,
                        protein_atom=other.atom_name,
                        ligand_atom=own.atom_name,
                        length=_bond_length(structure, residue, own, partner, other),
                        basis="record",
                    )
    return None


def _key_of(end: LinkEnd) -> ResidueKey:
    """Give the identity of a linked residue."""
    return ResidueKey(end.chain_id, end.author_number, end.insertion_code)


def _bond_length(structure: Structure, first: int, own: LinkEnd, second: int, other: LinkEnd) -> float | None:
    """Measure a recorded bond, `None` when an atom is not there."""
    rows = [_atom_row(structure, residue, end) for residue, end in ((first, own), (second, other))]
    if rows[0] is None or rows[1] is None:
        return None
    return float(np.linalg.norm(structure.xyz[0][rows[0]] - structure.xyz[0][rows[1]]))


def _atom_row(structure: Structure, residue: int, end: LinkEnd) -> int | None:
    """Find the row of a recorded atom."""
    atoms = structure.topology.atoms_of(residue)
    named = structure.topology.atom_name[atoms] == end.atom_name.encode()
    exact = named & (structure.topology.altloc[atoms] == end.altloc.encode())
    found = np.flatnonzero(exact if exact.any() else named)
    return atoms.start + int(found[0]) if len(found) else None


def _from_geometry(
    structure: Structure, ligand_residues: tuple[int, ...], protein_rows: npt.NDArray[np.int64]
) -> CovalentBond | None:
    """Find the atom pair that is closest relative to its bond length."""
    topology, xyz = structure.topology, structure.xyz[0]
    ligand_rows = topology.heavy_rows(ligand_residues)
    if not len(ligand_rows) or not len(protein_rows):
        return None
    distances = distance_matrix(xyz[ligand_rows], xyz[protein_rows])
    limits = (
        covalent_radii(topology.element[ligand_rows])[:, None] + covalent_radii(topology.element[protein_rows])[None, :]
    )
    excess = distances - limits - _TOLERANCE
    ligand, protein = np.unravel_index(int(excess.argmin()), excess.shape)
    if excess[ligand, protein] > 0:
        return None
    row = int(protein_rows[protein])
    return CovalentBond(
        residue=int(topology.residue_index[row]),
        protein_atom=topology.atom_name[row].decode(),
        ligand_atom=topology.atom_name[ligand_rows[ligand]].decode(),
        length=float(distances[ligand, protein]),
        basis="geometry",
    )
