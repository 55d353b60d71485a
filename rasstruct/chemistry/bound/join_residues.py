"""How do the residues of a peptide or macrocycle become one molecule?

Each residue is what its component says. Atoms of two residues at bond distance
are bonded, the closure of a ring and cross-links as well as peptide bonds; the
atoms that leave when residues join are not missed.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rdkit import Chem, rdBase

from rasstruct._base.errors import MoleculeError
from rasstruct.chemistry.bound.build_molecule import BuiltMolecule
from rasstruct.chemistry.bound.components import Component, load_component
from rasstruct.chemistry.bound.crystal_atoms import CrystalAtoms, collect_atoms, find_bonded
from rasstruct.chemistry.bound.crystal_stereo import place_atoms
from rasstruct.chemistry.bound.perceived_bonds import perceive_bonds
from rasstruct.chemistry.bound.template_match import TemplateMatch, match_graph, match_names, take_atoms

__all__ = ["ResidueAtoms", "join_residues"]


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class ResidueAtoms:
    """One residue of a file: its number as printed, its name, and its atoms in one conformer (xyz in Å)."""

    number: str
    het_code: str
    atom_names: Sequence[str]
    elements: Sequence[str]
    xyz: npt.NDArray[np.floating]


def join_residues(label: str, residues: Sequence[ResidueAtoms]) -> BuiltMolecule:
    """Build one molecule of several residues.

    Parameters
    ----------
    label
        What to call the molecule.
    residues
        Its residues in file order.

    Returns
    -------
    BuiltMolecule
        Atoms have the properties ``atom_name`` and ``residue`` (name and
        number); ``basis`` is ``"perceived"`` when a residue has no component that fits.

    Raises
    ------
    MoleculeError
        When an atom is of unknown element or the residues do not fit together.
    """
    whole = collect_atoms(
        label,
        [name for residue in residues for name in residue.atom_names],
        [element for residue in residues for element in residue.elements],
        np.concatenate([np.asarray(residue.xyz).reshape(-1, 3) for residue in residues]),
    )
    parts = [
        (residue, collect_atoms(residue.het_code, residue.atom_names, residue.elements, residue.xyz))
        for residue in residues
    ]
    owner = [index for index, (_, atoms) in enumerate(parts) for _ in atoms.names]
    fitted = [_fit(residue.het_code, atoms) for residue, atoms in parts]
    strange = [_name(residue) for (residue, _), fit in zip(parts, fitted, strict=True) if fit is None]
    missing: tuple[str, ...] = ()
    if strange:
        molecule = perceive_bonds(label, whole)
        notes = [f"bond orders are perceived from coordinates alone: {', '.join(strange)} fits no component"]
    else:
        known = [fit for fit in fitted if fit is not None]
        links = [pair for pair in find_bonded(whole.elements, whole.xyz).tolist() if owner[pair[0]] != owner[pair[1]]]
        molecule = _join(label, [take_atoms(component.template, match.indices) for component, match in known], links)
        missing = _find_missing(residues, known, {index for pair in links for index in pair})
        notes = [f"atoms are missing and hydrogens fill their places: {', '.join(missing)}"] if missing else []
    placed, stereo_notes = place_atoms(
        molecule, whole, is_whole=not missing, reference=None if strange else "the components"
    )
    placed.SetProp("_Name", label)
    for atom, index in zip(placed.GetAtoms(), owner, strict=True):
        atom.SetProp("residue", _name(residues[index]))
    return BuiltMolecule(
        molecule=placed,
        label=label,
        basis="perceived" if strange else "component",
        missing_atoms=missing,
        notes=(*notes, *stereo_notes),
    )


def _name(residue: ResidueAtoms) -> str:
    """Name a residue."""
    return f"{residue.het_code} {residue.number}"


def _fit(het_code: str, atoms: CrystalAtoms) -> tuple[Component, TemplateMatch] | None:
    """Match a residue to its component, by name before by bonds."""
    component = load_component(het_code)
    if component is None:
        return None
    match = match_names(component, atoms)
    if match is None or match.is_refuted:
        match = match_graph(component.template, atoms)
    return None if match is None else (component, match)


def _join(label: str, parts: list[Chem.Mol], links: list[list[int]]) -> Chem.Mol:
    """Bond residues to each other; each new bond takes the place of a hydrogen."""
    combined = parts[0]
    for part in parts[1:]:
        combined = Chem.CombineMols(combined, part)
    editable = Chem.RWMol(combined)
    for first, second in links:
        editable.AddBond(first, second, Chem.BondType.SINGLE)
        for index in (first, second):
            atom = editable.GetAtomWithIdx(index)
            atom.SetNumExplicitHs(max(atom.GetNumExplicitHs() - 1, 0))
    molecule = editable.GetMol()
    with rdBase.BlockLogs():
        if Chem.SanitizeMol(molecule, catchErrors=True) != Chem.SanitizeFlags.SANITIZE_NONE:
            raise MoleculeError(
                f"found residues of {label} that stand too close to each other, expected one bond between two; "
                "mend the coordinates"
            )
    return molecule


def _find_missing(
    residues: Sequence[ResidueAtoms], fitted: list[tuple[Component, TemplateMatch]], linked: set[int]
) -> tuple[str, ...]:
    """Name the atoms that residues lack, but for those that left because their neighbour is joined."""
    missing: list[str] = []
    start = 0
    for residue, (component, match) in zip(residues, fitted, strict=True):
        row = {template: start + place for place, template in enumerate(match.indices)}
        for index, name in enumerate(component.atom_names):
            if index in row:
                continue
            around = component.template.GetAtomWithIdx(index).GetNeighbors()
            has_left = component.is_leaving[index] and any(row.get(other.GetIdx()) in linked for other in around)
            if not has_left:
                missing.append(f"{_name(residue)} {name}")
        start += len(match.indices)
    return tuple(missing)
