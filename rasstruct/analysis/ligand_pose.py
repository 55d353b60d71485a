"""Is the pose of a ligand plausible where it is bound, and how far is another pose from it?

The molecule is built with its bond orders and compared with the library's free
and bound forms, else with its component. What surrounds it are the heavy atoms
of the default conformer, of protein, nucleotide, other ligands and ions, of
all chains of the file; water, which poses displace, and symmetry copies are
left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gemmi
import numpy as np
import numpy.typing as npt

from rasstruct._base.errors import MoleculeError
from rasstruct.analysis.ligand_molecule import build_ligand, find_known
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.structure.elements import is_ion
from rasstruct.structure.neighbours import in_box
from rasstruct.structure.topology import ResidueKind

if TYPE_CHECKING:
    from rdkit import Chem

    from rasstruct.chemistry.poses.pose_report import PoseReport
    from rasstruct.chemistry.poses.surroundings import CovalentLink, Surroundings

__all__ = ["check_ligand_pose", "measure_rmsd", "surround_pose"]

#: Å around a pose; the widest van der Waals radii add up to less
_MARGIN = 6.0


def check_ligand_pose(chain: AnnotatedChain, bound: BoundLigand, pose: Chem.Mol | None = None) -> PoseReport:
    """Check the pose of a ligand against the library and its surroundings; see `check_pose`.

    Parameters
    ----------
    chain
        The chain; its first model is used.
    bound
        One of its ligands.
    pose
        Another pose to check in the place of the ligand's own, such as a docked one.

    Warns
    -----
    RasStructWarning
        When bond orders are perceived, or atoms are missing.

    Raises
    ------
    MoleculeError
        When the atoms make no molecule.
    """
    from rasstruct.chemistry.poses.pose_checks import check_pose

    built = build_ligand(chain, bound)
    link_atom = built.link_index if pose is None else _carry_over(built.molecule, built.link_index, pose)
    checked = built.molecule if pose is None else pose
    surroundings = surround_pose(chain, bound, checked, link_atom)
    return check_pose(checked, reference=_find_forms(chain, bound), surroundings=surroundings)


def measure_rmsd(chain: AnnotatedChain, bound: BoundLigand, other: Chem.Mol, *, superpose: bool = False) -> float:
    """Compute the symmetry-aware RMSD in Å of another pose to a ligand; see `symmetric_rmsd`."""
    from rasstruct.chemistry.poses.pose_rmsd import symmetric_rmsd

    return symmetric_rmsd(build_ligand(chain, bound).molecule, other, superpose=superpose)


def surround_pose(
    chain: AnnotatedChain, bound: BoundLigand, pose: Chem.Mol, link_atom: int | None = None
) -> Surroundings | None:
    """Collect the heavy atoms around a pose in the place of a ligand.

    Parameters
    ----------
    chain, bound
        The chain, and the ligand whose place it is.
    pose
        The molecule.
    link_atom
        Atom of the pose that is bonded to the protein where the ligand is.

    Returns
    -------
    Surroundings or None
        In file order; `None` when the pose has no coordinates.
    """
    from rasstruct.chemistry.poses.heavy_atoms import heavy_coordinates
    from rasstruct.chemistry.poses.surroundings import Surroundings

    try:
        place = heavy_coordinates(pose)
    except MoleculeError:
        return None
    topology, xyz = chain.structure.topology, chain.structure.xyz[0]
    residue = topology.residue_index
    counted = topology.is_heavy & topology.default_conformer & (topology.kind[residue] != ResidueKind.WATER)
    rows = np.flatnonzero(counted & ~np.isin(residue, bound.residues) & in_box(xyz, place, _MARGIN))
    symbols = {name: gemmi.Element(name.decode()) for name in set(topology.element[rows].tolist())}
    elements = [symbols[name] for name in topology.element[rows].tolist()]
    known = np.array([element.atomic_number > 0 for element in elements], dtype=bool)
    rows, elements = rows[known], [element for element in elements if element.atomic_number > 0]
    return Surroundings(
        xyz=xyz[rows],
        elements=tuple(element.name for element in elements),
        names=_name_rows(chain, rows),
        is_ion=np.array([_is_lone_ion(chain, row) for row in rows.tolist()], dtype=bool),
        link=_find_link(chain, bound, rows, link_atom),
    )


def _find_forms(chain: AnnotatedChain, bound: BoundLigand) -> tuple[Chem.Mol, ...]:
    """Give the forms that the library knows of a ligand, else its component; none for a peptide."""
    from rasstruct.chemistry.bound.components import load_component
    from rasstruct.chemistry.library import library_molecule

    known = find_known(chain, bound)
    if known is not None:
        texts = {"free": known.smiles, "bound": known.bound_smiles}
        forms = tuple(library_molecule(known, form) for form in ("bound", "free") if texts[form])
        if forms:
            return forms
    component = load_component(bound.ccd_code) if bound.ccd_code else None
    return () if component is None else (component.template,)


def _carry_over(molecule: Chem.Mol, link_atom: int | None, pose: Chem.Mol) -> int | None:
    """Give the counterpart in a pose of the atom that is bonded to the protein; only the bound form has one."""
    from rasstruct.chemistry.poses.heavy_atoms import heavy_atoms, match_heavy_atoms
    from rasstruct.chemistry.poses.pose_identity import compare_identity

    if link_atom is None or not compare_identity(pose, (molecule,)).is_same:
        return None
    return match_heavy_atoms(molecule, pose, 1)[0][heavy_atoms(molecule).index(link_atom)]


def _find_link(
    chain: AnnotatedChain, bound: BoundLigand, rows: npt.NDArray[Any], link_atom: int | None
) -> CovalentLink | None:
    """Say between which atoms the bond to the protein is, `None` without one or when an atom is not there."""
    from rasstruct.chemistry.poses.surroundings import CovalentLink

    if bound.bond is None or link_atom is None:
        return None
    topology = chain.structure.topology
    is_anchor = (topology.residue_index[rows] == bound.bond.residue) & (
        topology.atom_name[rows] == bound.bond.protein_atom.encode()
    )
    found = np.flatnonzero(is_anchor)
    return CovalentLink(link_atom, int(found[0])) if len(found) else None


def _is_lone_ion(chain: AnnotatedChain, row: int) -> bool:
    """Say whether an atom is an ion by itself."""
    topology = chain.structure.topology
    residue = int(topology.residue_index[row])
    return len(topology.heavy_rows((residue,))) == 1 and is_ion(topology.element[row].decode())


def _name_rows(chain: AnnotatedChain, rows: npt.NDArray[Any]) -> tuple[str, ...]:
    """Name atoms as ``Cys12 SG`` on the chain itself, as ``GDP A/201 O3B`` elsewhere."""
    topology, numbering = chain.structure.topology, chain.numbering
    numbers = dict(zip(numbering.residues.tolist(), numbering.uniprot_numbers.tolist(), strict=True))
    names = []
    for row in rows.tolist():
        residue = int(topology.residue_index[row])
        name = topology.name_of(residue)
        number = numbers.get(residue)
        place = f"{name.capitalize()}{number}" if number else f"{name} {topology.residue_key(residue)}"
        names.append(f"{place} {topology.atom_name[row].decode()}")
    return tuple(names)
