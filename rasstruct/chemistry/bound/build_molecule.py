"""How do the atoms of a bound molecule become a molecule with trusted chemistry?

The component of its HET code says the chemistry, atoms matched by name, or by
their graph where names are not the component's. Without a component that fits,
a SMILES does; without one, bond orders are perceived from coordinates, and the
result says so. Coordinates and stereochemistry are those of the crystal.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from rdkit import Chem, rdBase

from rasstruct._base.errors import MoleculeError
from rasstruct.chemistry.bound.components import Component, load_component
from rasstruct.chemistry.bound.crystal_atoms import CrystalAtoms, collect_atoms
from rasstruct.chemistry.bound.crystal_stereo import describe_differences, place_atoms, without_phosphorus_stereo
from rasstruct.chemistry.bound.link_atom import bind_link_atom
from rasstruct.chemistry.bound.perceived_bonds import perceive_bonds
from rasstruct.chemistry.bound.template_match import (
    TemplateMatch,
    list_unknown_names,
    match_graph,
    match_names,
    take_atoms,
)
from rasstruct.structure.elements import is_ion

__all__ = ["BuiltMolecule", "build_molecule", "retemplate"]

#: what notes call the template of each basis
_NAMES = {"component": "the component", "library": "the library's SMILES", "perceived": None}


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class BuiltMolecule:
    """A bound molecule and what its chemistry rests on.

    ``molecule`` has the heavy atoms in the order given, with a conformer, and
    the atom property ``atom_name``. ``basis`` is ``"component"``,
    ``"library"`` or ``"perceived"``. ``missing_atoms`` are those of the
    template that the crystal lacks: hydrogens fill their places.
    ``extra_atoms`` are names that the component does not have.
    ``link_atom`` bonds to the protein; its partner is replaced by hydrogen.
    """

    molecule: Chem.Mol
    label: str
    basis: str
    missing_atoms: tuple[str, ...] = ()
    extra_atoms: tuple[str, ...] = ()
    link_atom: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def link_index(self) -> int | None:
        """Index of the atom that bonds to the protein."""
        if self.link_atom is None:
            return None
        return next(a.GetIdx() for a in self.molecule.GetAtoms() if a.GetProp("atom_name") == self.link_atom)


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class _Chemistry:
    """A template, or none for perceived bonds, and how the crystal's atoms stand for its own."""

    basis: str
    template: Chem.Mol | None
    match: TemplateMatch
    template_names: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def indices(self) -> tuple[int, ...]:
        """The template's atoms in crystal order."""
        return self.match.indices

    def missing(self) -> list[tuple[int, str]]:
        """List the atoms of the template that the crystal lacks."""
        shown = set(self.indices)
        return [(index, name) for index, name in enumerate(self.template_names) if index not in shown]


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """The forms in which a molecule is known."""

    free: Chem.Mol | None
    bound: Chem.Mol | None

    def forms(self, is_bonded: bool) -> tuple[Chem.Mol, ...]:
        """List those there are, the likelier one first."""
        order = (self.bound, self.free) if is_bonded else (self.free, self.bound)
        return tuple(form for form in order if form is not None)


def build_molecule(
    het_code: str,
    atom_names: Sequence[str],
    elements: Sequence[str],
    xyz: npt.NDArray[np.floating],
    *,
    link_atom: str | None = None,
    smiles: str | None = None,
    bound_smiles: str | None = None,
) -> BuiltMolecule:
    """Build a molecule of the atoms that a file shows.

    Parameters
    ----------
    het_code
        CCD identifier; five characters where the file cut it.
    atom_names, elements
        Atom names and element symbols of one conformer; hydrogens are dropped.
    xyz
        Coordinates in Å, shape (n, 3).
    link_atom
        Name of the atom that bonds to the protein.
    smiles, bound_smiles
        The molecule where it is known: its free form, and as bound to the protein with hydrogen in its place.

    Raises
    ------
    MoleculeError
        When there is no heavy atom, an element is unknown, two atoms stand at one place, or no bond orders fit.

    Notes
    -----
    A component in its reactive form is brought to the bound one: what the
    link atom's multiple bond loses, hydrogen fills, and a leaving group is gone.
    Stereochemistry at phosphorus with two terminal oxygens is not kept: which of them has the proton is arbitrary.
    """
    atoms = collect_atoms(het_code, atom_names, elements, xyz)
    component = _load_component(het_code, atoms)
    known = _Known(free=_read_smiles(smiles), bound=_read_smiles(bound_smiles))
    found = _find_chemistry(component, atoms, known.forms(is_bonded=link_atom is not None))
    molecule = perceive_bonds(het_code, atoms) if found.template is None else take_atoms(found.template, found.indices)
    molecule, left, link_notes = _bind(molecule, atoms, link_atom, found, known)
    missing = tuple(name for index, name in found.missing() if index not in left)
    placed, notes = place_atoms(molecule, atoms, is_whole=not missing, reference=_NAMES[found.basis])
    if found.basis == "component" and not missing:
        notes += _compare_with(placed, known.forms(is_bonded=link_atom is not None))
    if missing:
        notes = (f"atoms are missing and hydrogens fill their places: {', '.join(missing)}", *notes)
    placed.SetProp("_Name", het_code)
    return BuiltMolecule(
        molecule=placed,
        label=het_code,
        basis=found.basis,
        missing_atoms=missing,
        extra_atoms=() if component is None else list_unknown_names(component, atoms),
        link_atom=link_atom if link_atom in atoms.names else None,
        notes=(*found.notes, *link_notes, *_describe_distances(found.match, atoms, link_atom), *notes),
    )


def retemplate(built: BuiltMolecule, smiles: str) -> Chem.Mol | None:
    """Give a built molecule the bond orders of a SMILES, such as its free form.

    Returns
    -------
    Chem.Mol or None
        With the same atoms and coordinates; `None` when the SMILES has other atoms or bonds.
    """
    own = list(built.molecule.GetAtoms())
    atoms = CrystalAtoms(
        names=tuple(atom.GetProp("atom_name") for atom in own),
        elements=tuple(atom.GetSymbol().upper() for atom in own),
        xyz=built.molecule.GetConformer().GetPositions(),
        hydrogens=None,
    )
    template = _read_smiles(smiles)
    match = None if template is None else match_graph(template, atoms)
    if template is None or match is None or len(match.indices) != template.GetNumAtoms():
        return None
    placed, _ = place_atoms(take_atoms(template, match.indices), atoms, is_whole=True, reference=_NAMES["library"])
    placed.SetProp("_Name", built.label)
    return placed


def _load_component(het_code: str, atoms: CrystalAtoms) -> Component | None:
    """Load the component of a code; of a lone ion, that of its element, whatever the file calls it."""
    component = load_component(het_code)
    if len(atoms.names) > 1 or not is_ion(atoms.elements[0]) or (component and component.elements == atoms.elements):
        return component
    ion = load_component(atoms.elements[0])
    return ion if ion is not None and ion.elements == atoms.elements else component


def _find_chemistry(component: Component | None, atoms: CrystalAtoms, forms: tuple[Chem.Mol, ...]) -> _Chemistry:
    """Choose the template: the component by name, by bonds, a known form by bonds, or none."""
    named = None
    if component is not None:
        match = match_names(component, atoms)
        if match is not None:
            named = _Chemistry("component", component.template, match, component.atom_names)
            if match.is_plausible:
                return named
        match = match_graph(component.template, atoms)
        if match is not None:
            note = "atoms are matched to the component by their bonds, not by name"
            return _Chemistry("component", component.template, match, component.atom_names, (note,))
    for template in forms:
        match = match_graph(template, atoms)
        if match is not None:
            names = tuple(f"{atom.GetSymbol()}{atom.GetIdx() + 1}" for atom in template.GetAtoms())
            return _Chemistry("library", template, match, names)
    if named is not None and not named.match.is_refuted:
        return named
    notes: tuple[str, ...] = ("bond orders are perceived from coordinates alone; hydrogens and charges are assumed",)
    if named is not None:
        notes = ("atoms have the names of the component, but are not bonded as it is: it is another molecule", *notes)
    return _Chemistry("perceived", None, TemplateMatch(tuple(range(len(atoms.names)))), notes=notes)


def _bind(
    molecule: Chem.Mol, atoms: CrystalAtoms, link_atom: str | None, found: _Chemistry, known: _Known
) -> tuple[Chem.Mol, tuple[int, ...], tuple[str, ...]]:
    """Bring a molecule to its bound form; give it, the atoms of the template that left, and notes."""
    if link_atom is None:
        return molecule, (), ()
    if link_atom not in atoms.names:
        return molecule, (), (f"the atom {link_atom}, which is bonded to the protein, is not there",)
    link = atoms.names.index(link_atom)
    form = bind_link_atom(molecule, atoms, link, found.match, found.template, free=known.free, bound=known.bound)
    return form.molecule, form.left, form.notes


def _describe_distances(match: TemplateMatch, atoms: CrystalAtoms, link_atom: str | None) -> tuple[str, ...]:
    """Say which distances do not fit the template; bonds of the link atom may be open."""
    said = {
        "bonds are longer than any bond": [bond for bond in match.stretched if not bond.has(link_atom, atoms.names)],
        "atoms are as close as if they were bonded": match.pressed,
    }
    return tuple(
        f"{words}: {', '.join(pair.text(atoms.names) for pair in pairs)}" for words, pairs in said.items() if pairs
    )


def _compare_with(molecule: Chem.Mol, forms: tuple[Chem.Mol, ...]) -> tuple[str, ...]:
    """Say where the stereochemistry differs from that of a known form with the same bonds."""
    flat = Chem.MolToSmiles(molecule, isomericSmiles=False)
    for form in forms:
        known = without_phosphorus_stereo(form)
        if Chem.MolToSmiles(known, isomericSmiles=False) == flat:
            same = molecule.GetSubstructMatch(known)
            if not same or Chem.MolToSmiles(known) == Chem.MolToSmiles(molecule):
                return ()
            return describe_differences(molecule, take_atoms(known, np.argsort(same).tolist()), "the library's SMILES")
    return ()


@lru_cache(maxsize=512)
def _read_smiles(smiles: str | None) -> Chem.Mol | None:
    """Read a SMILES of the library once; an absent one gives `None`."""
    if smiles is None:
        return None
    with rdBase.BlockLogs():
        molecule = Chem.MolFromSmiles(smiles)
    if molecule is None:
        raise MoleculeError(f"found the text {smiles!r}, expected a SMILES; check its atoms, rings and valences")
    return molecule
