"""How much surface do a ligand and what surrounds it lose when the ligand binds?

The solvent-accessible surface of the heavy atoms of the default conformer,
with the ligand in its place and with the ligand taken away; nothing moves.
Everything in the file but water is there: the other chains, the nucleotide,
ions and additives. Copies made by crystal symmetry are not.
"""

from __future__ import annotations

import dataclasses

import numpy as np
import numpy.typing as npt

from rasstruct._base.records import column
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.structure.elements import van_der_waals_radii
from rasstruct.structure.neighbours import find_near
from rasstruct.structure.surface_area import PROBE_RADIUS, compute_surface_area
from rasstruct.structure.topology import ResidueKind

__all__ = ["BuriedArea", "compute_atom_burial", "compute_buried_area"]

Rows = npt.NDArray[np.int64]
Areas = npt.NDArray[np.float64]

#: points of the sphere around each atom; turning the molecule then changes the area of a residue by up to 1 Å²
_POINTS = 1000


@dataclasses.dataclass(frozen=True, slots=True)
class BuriedArea:
    """Surface in Å² that a ligand and its surroundings lose when the ligand binds."""

    source: str = column("string", "file or ID as given")
    pdb_id: str | None = column("string", "PDB ID that the file states")
    chain_id: str = column("string", "author chain of the RAS chain that the ligand is bound to")
    ligand_het: str | None = column("string", "HET code of the ligand; none for a peptide")
    ligand_residue: str = column("string", "chain and number of the ligand")
    ligand_area: float = column("number", "surface of the ligand alone, as it is bound", unit="Å²")
    ligand_buried: float = column("number", "part of it that everything but water covers", unit="Å²")
    ligand_buried_share: float = column("number", "buried part of the surface of the ligand, 0 to 1")
    own_chain_buried: float = column("number", "surface of its RAS chain that the ligand covers", unit="Å²")
    partner_chains_buried: float = column("number", "surface of other polymer chains that it covers", unit="Å²")
    molecules_buried: float = column("number", "surface of nucleotide, ions and other molecules it covers", unit="Å²")


def compute_buried_area(chain: AnnotatedChain, bound: BoundLigand) -> BuriedArea:
    """Compute the surface that is buried when a ligand binds.

    Parameters
    ----------
    chain
        The chain; its first model is used.
    bound
        One of its ligands.

    Notes
    -----
    Areas are counted on points, so that turning the molecule moves that of a
    residue by up to 1 Å² and that of a ligand by 0.5 %. The ligand is covered
    by everything that is there, a residue by the ligand alone: what another
    molecule hides already is not buried a second time. A residue that the
    ligand is bonded to is measured as if it had lost it.

    Examples
    --------
    >>> import rasstruct as rs
    >>> chain = rs.load("8AZR")["A"]
    >>> buried = compute_buried_area(chain, chain.inhibitors[0])
    >>> 0.75 < buried.ligand_buried_share < 0.8, buried.partner_chains_buried
    (True, 0.0)
    """
    topology, xyz = chain.structure.topology, chain.structure.xyz[0]
    ligand = bound.atom_rows
    others = _surroundings(chain, bound)
    near, _ = find_near(xyz[ligand], xyz[others], _longest_reach(topology.element))
    alone = float(_areas(chain, ligand, ligand).sum())
    buried = alone - float(_areas(chain, ligand, np.union1d(others[near], ligand)).sum())
    lost = compute_atom_burial(chain, bound)
    in_chain = np.isin(topology.residue_index, chain.numbering.residues)
    in_polymer = (topology.kind == ResidueKind.POLYMER)[topology.residue_index]
    return BuriedArea(
        source=chain.structure.source,
        pdb_id=chain.pdb_id,
        chain_id=chain.chain_id,
        ligand_het=bound.het_code,
        ligand_residue=str(bound.key),
        ligand_area=_rounded(alone),
        ligand_buried=_rounded(buried),
        ligand_buried_share=round(buried / alone, 3) if alone else 0.0,
        own_chain_buried=_rounded(lost[in_chain].sum()),
        partner_chains_buried=_rounded(lost[in_polymer & ~in_chain].sum()),
        molecules_buried=_rounded(lost[~in_polymer & ~in_chain].sum()),
    )


def compute_atom_burial(chain: AnnotatedChain, bound: BoundLigand) -> Areas:
    """Compute the surface that each atom of the file loses to a ligand.

    Parameters
    ----------
    chain
        The chain; its first model is used.
    bound
        One of its ligands.

    Returns
    -------
    ndarray, shape (n,)
        Areas in Å² by atom row; 0 for the ligand itself, for water, hydrogen
        and atoms of other conformers.
    """
    topology, xyz = chain.structure.topology, chain.structure.xyz[0]
    lost = np.zeros(topology.n_atoms)
    others = _surroundings(chain, bound)
    reach = _longest_reach(topology.element)
    covered = others[find_near(xyz[bound.atom_rows], xyz[others], reach)[0]]
    around = others[find_near(xyz[covered], xyz[others], reach)[0]]
    lost[covered] = _areas(chain, covered, around) - _areas(chain, covered, np.union1d(around, bound.atom_rows))
    return lost


def _surroundings(chain: AnnotatedChain, bound: BoundLigand) -> Rows:
    """Give the heavy atoms of the default conformer, but for water and the ligand."""
    topology = chain.structure.topology
    counted = topology.kind != ResidueKind.WATER
    counted[list(bound.residues)] = False
    return np.flatnonzero(topology.is_heavy & topology.default_conformer & counted[topology.residue_index])


def _longest_reach(elements: npt.NDArray[np.bytes_]) -> float:
    """Give the distance in Å beyond which no two atoms of the file bury anything of each other."""
    return float(2 * (van_der_waals_radii(elements).max() + PROBE_RADIUS))


def _areas(chain: AnnotatedChain, wanted: Rows, present: Rows) -> Areas:
    """Compute the areas of some of the atoms that are there."""
    xyz, elements = chain.structure.xyz[0][present], chain.structure.topology.element[present]
    is_wanted = np.isin(present, wanted)
    return compute_surface_area(xyz, elements, is_wanted, n_points=_POINTS)[is_wanted]


def _rounded(area: float) -> float:
    """Round an area to 0.1 Å²."""
    return round(float(area), 1)
