"""Which interfaces of RAS does a ligand stand in front of?

To touch residues of an interface is not to occlude it: a ligand in the switch-II
pocket touches a third of the residues that SOS touches, but from behind. So the
ligand is laid on the reference structure (`rasstruct.analysis.gtp_reference`),
and those of its heavy atoms are counted that stand over the interface: outside the
surface of the reference (3 to 8 Å from its nearest heavy atom), with an atom
of an interface residue as near as the nearest atom, within 1 Å. The interface is occluded
when there are at least nine. The atoms of a chaperone that presents the ligand are counted apart.

That a ligand moves a switch, and so weakens a partner that it does not reach,
is not judged; how far the interface lies from its place in the reference is given as an observation.
"""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from rasstruct._base.records import Records, column
from rasstruct.analysis.gtp_reference import alpha_carbons, gtp_reference, place_on_gtp_reference
from rasstruct.analysis.residue_distances import measure_residues
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.annotation.sites import CONTACT_CUTOFF
from rasstruct.reference.pockets import Pocket, default_pockets
from rasstruct.structure.neighbours import distance_matrix, in_box
from rasstruct.structure.superposition import Superposition

__all__ = ["INTERFACE", "MIN_ATOMS_OVER", "Occlusion", "list_occlusions"]

#: definition of a row of the pocket table that is an interface
INTERFACE = "interface"
#: Å from the nearest heavy atom of the reference between which an atom is in the first layer outside its surface
_LAYER = (3.0, 8.0)
#: Å that the nearest atom of the interface may be farther than the nearest atom of all
_TIE = 1.0
#: least atoms that occlude, set on ligands laid on complexes of RAS with its partners: docs/binding_sites.md
MIN_ATOMS_OVER = 9
_BY_LIGAND, _BY_CHAPERONE = "ligand", "chaperone"


@dataclasses.dataclass(frozen=True, slots=True)
class Occlusion:
    """What a ligand does in front of one interface of RAS."""

    source: str = column("string", "file or ID as given")
    pdb_id: str | None = column("string", "PDB ID that the file states")
    chain_id: str = column("string", "author chain of the RAS chain that the ligand is bound to")
    ligand_het: str | None = column("string", "HET code of the ligand; none for a peptide")
    ligand_residue: str = column("string", "chain and number of the ligand")
    interface: str = column("string", "named interface of RAS")
    n_interface_residues: int = column("integer", "residues of the interface")
    touched: tuple[int, ...] = column("list", "UniProt numbers of those within 4 Å of the ligand")
    touched_by_side_chain: tuple[int, ...] = column("list", "those of them that the ligand touches beyond CB")
    share_touched: float = column("number", "share of the interface's residues that are touched, 0 to 1")
    n_atoms_over: int | None = column("integer", "heavy atoms of the ligand that stand over the interface")
    n_chaperone_atoms_over: int | None = column("integer", "the same of the chaperone; none without one")
    occludes: bool | None = column(
        "boolean", "whether the ligand occludes; none when it cannot be laid on the reference"
    )
    occluded_by: tuple[str, ...] = column("list", "ligand, chaperone")
    displacement: float | None = column(
        "number", "RMSD of the interface's CA atoms from the reference, of whatever cause", unit="Å"
    )
    core_rmsd: float | None = column("number", "RMSD of the CA atoms by which the chain was laid on it", unit="Å")
    interface_source: str = column("string", "where the residues of the interface come from")


def list_occlusions(chain: AnnotatedChain, bound: BoundLigand) -> Records[Occlusion]:
    """List the interfaces of RAS with what a ligand covers of each.

    Parameters
    ----------
    chain
        The chain; its first model is used.
    bound
        A molecule bound to it.

    Returns
    -------
    Records of Occlusion
        One row an interface of the reference tables, in their order, also
        when the ligand is far from it.

    Examples
    --------
    >>> import rasstruct as rs
    >>> chain = rs.load("8AZR")["A"]
    >>> {row.interface: len(row.touched) for row in list_occlusions(chain, chain.inhibitors[0]) if row.touched}
    {'SOS catalytic interface': 7, 'SOS allosteric interface': 1, 'effector interface': 1, 'GAP interface': 4}
    >>> [row.interface for row in list_occlusions(chain, chain.inhibitors[0]) if row.occludes]
    []
    """
    placement = place_on_gtp_reference(chain)
    by_side_chain = _touched_by_side_chain(chain, bound)
    rows = []
    for interface in default_pockets().values():
        if interface.definition != INTERFACE:
            continue
        touched = tuple(number for number in interface.residues if number in bound.contacts)
        counts: dict[str, int | None] = {_BY_LIGAND: None, _BY_CHAPERONE: None}
        if placement is not None:
            counts[_BY_LIGAND] = _count_over(chain, bound.atom_rows, placement.superposition, interface)
            if bound.presented_by is not None:
                protein = _protein_rows(chain, bound.presented_by)
                counts[_BY_CHAPERONE] = _count_over(chain, protein, placement.superposition, interface)
        occluded_by = tuple(name for name, count in counts.items() if count is not None and count >= MIN_ATOMS_OVER)
        rows.append(
            Occlusion(
                source=chain.structure.source,
                pdb_id=chain.pdb_id,
                chain_id=chain.chain_id,
                ligand_het=bound.het_code,
                ligand_residue=str(bound.key),
                interface=interface.pocket,
                n_interface_residues=len(interface.residues),
                touched=touched,
                touched_by_side_chain=tuple(number for number in touched if number in by_side_chain),
                share_touched=round(len(touched) / len(interface.residues), 3),
                n_atoms_over=counts[_BY_LIGAND],
                n_chaperone_atoms_over=counts[_BY_CHAPERONE],
                occludes=_BY_LIGAND in occluded_by if placement is not None else None,
                occluded_by=occluded_by,
                displacement=_displacement(chain, placement.superposition, interface) if placement else None,
                core_rmsd=placement.core_rmsd if placement else None,
                interface_source=interface.source,
            )
        )
    return Records(Occlusion, rows)


def _touched_by_side_chain(chain: AnnotatedChain, bound: BoundLigand) -> frozenset[int]:
    """Give the UniProt numbers of the residues that a ligand touches beyond CB."""
    return frozenset(
        row.uniprot_number
        for row in measure_residues(chain, bound)
        if row.side_chain is not None and row.side_chain <= CONTACT_CUTOFF
    )


def _protein_rows(chain: AnnotatedChain, chain_id: str) -> npt.NDArray[np.int64]:
    """Give the heavy atoms of another protein chain of the file."""
    topology = chain.structure.topology
    return topology.heavy_rows(tuple(topology.peptide_residues(chain_id).tolist()))


def _count_over(
    chain: AnnotatedChain, rows: npt.NDArray[np.int64], superposition: Superposition, interface: Pocket
) -> int:
    """Count the atoms that stand over an interface of the reference."""
    points = superposition.apply(chain.structure.xyz[0][rows])
    reference, numbers = _reference_atoms()
    points = points[in_box(points, reference, _LAYER[1])]
    if not len(points):
        return 0
    distances = distance_matrix(reference, points)
    nearest = distances.min(axis=0)
    on_interface = distances[np.isin(numbers, interface.residues)].min(axis=0)
    is_outside = (nearest > _LAYER[0]) & (nearest < _LAYER[1])
    return int((is_outside & (on_interface <= nearest + _TIE)).sum())


@cache
def _reference_atoms() -> tuple[npt.NDArray[Any], npt.NDArray[np.int32]]:
    """Give the heavy atoms of the reference with nucleotide and Mg²⁺, and their UniProt numbers (0 for these two)."""
    chain = gtp_reference()
    topology, numbering = chain.structure.topology, chain.numbering
    molecules = [ligand.atom_rows for ligand in chain.bound_ligands]
    rows = np.concatenate([topology.heavy_rows(tuple(numbering.residues.tolist())), *molecules])
    by_residue = np.zeros(topology.n_residues, dtype=np.int32)
    by_residue[numbering.residues] = numbering.uniprot_numbers
    return chain.structure.xyz[0][rows], by_residue[topology.residue_index[rows]]


def _displacement(chain: AnnotatedChain, superposition: Superposition, interface: Pocket) -> float | None:
    """Give the RMSD in Å of the modelled CA atoms of an interface from the reference; `None` when there are none."""
    places = np.array(interface.residues) - 1
    moved = superposition.apply(alpha_carbons(chain)[places])
    squares = ((moved - alpha_carbons(gtp_reference())[places]) ** 2).sum(axis=-1)
    known = squares[~np.isnan(squares)]
    return round(float(np.sqrt(known.mean())), 2) if len(known) else None
