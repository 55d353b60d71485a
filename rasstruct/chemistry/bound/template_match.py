"""Which atom of a template is each atom of a crystal, and what molecule do they make?

Atoms are matched by name, or by the graph of the pairs at bond distance.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rdkit import Chem, rdBase

from rasstruct.chemistry.bound.components import Component
from rasstruct.chemistry.bound.crystal_atoms import CrystalAtoms, bonding_radii, find_bonded, single_bond_lengths

__all__ = ["AtomPair", "TemplateMatch", "list_unknown_names", "match_graph", "match_names", "take_atoms"]

#: a bond of the template may be this much longer in the crystal than the sum of covalent radii, in Å;
#: atoms two bonds apart are farther: 2.2 Å for carbons in a small ring, against 1.52 + 0.5
_STRETCH = 0.5
#: two atoms that the template does not bond are not closer than this above the sum of covalent radii, in Å
_PRESS = 0.15
#: share of the template's atoms that the crystal must show when names do not say which they are
_MIN_SHARE = 0.6
#: share of a template's bonds that may be contradicted by distances before its names are taken for a coincidence
_MAX_MISFITS = 1 / 3
_MAX_MATCHES = 1000
#: bond length relative to the sum of covalent radii by bond order (C–C 1.52, C=C 1.34, C≡C 1.20, aromatic 1.39 Å)
_RELATIVE_LENGTH = {1.0: 1.0, 1.5: 0.92, 2.0: 0.88, 3.0: 0.79}


@dataclasses.dataclass(frozen=True, slots=True)
class AtomPair:
    """Two atoms of the crystal, by index, and their distance in Å."""

    first: int
    second: int
    length: float

    def text(self, names: Sequence[str]) -> str:
        """Say which bond it is."""
        return f"{names[self.first]}–{names[self.second]} {self.length:.2f} Å"

    def has(self, name: str | None, names: Sequence[str]) -> bool:
        """Say whether an atom of that name is one of its two."""
        return name in (names[self.first], names[self.second])


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class TemplateMatch:
    """Which atom of a template each atom of a crystal is.

    ``indices`` are the template's atoms in crystal order; ``stretched`` are
    bonds of the template that are too long in the crystal, ``pressed`` are
    pairs at bond distance that the template does not bond. ``n_misfits`` is
    how many of both there may be.
    """

    indices: tuple[int, ...]
    stretched: tuple[AtomPair, ...] = ()
    pressed: tuple[AtomPair, ...] = ()
    n_misfits: int = 0

    @property
    def is_plausible(self) -> bool:
        """Whether the crystal's distances are those of the template's bonds."""
        return not self.stretched and not self.pressed

    @property
    def is_refuted(self) -> bool:
        """Whether distances contradict so many bonds that this is another molecule with the same atom names."""
        return len(self.stretched) + len(self.pressed) > self.n_misfits


def match_names(component: Component, atoms: CrystalAtoms) -> TemplateMatch | None:
    """Match the atoms of a crystal to those of a component by name.

    Returns
    -------
    TemplateMatch or None
        `None` when a name is not the component's, or belongs to another element. Names of PDB format version 2
        (``O5*``) and lower case (``Cl1``) are understood.
    """
    plain = [_plain(name) for name in atoms.names]
    tries = (
        (component.atom_names, atoms.names),
        (component.alternate_names, atoms.names),
        (component.atom_names, plain),
    )
    indices = next((found for known, given in tries if (found := _look_up(known, given)) is not None), None)
    if indices is None or any(
        component.elements[index] != element for index, element in zip(indices, atoms.elements, strict=True)
    ):
        return None
    return _compare_distances(component, indices, atoms)


def list_unknown_names(component: Component, atoms: CrystalAtoms) -> tuple[str, ...]:
    """List the names of a crystal that are none of a component's."""
    known = {*component.atom_names, *component.alternate_names}
    return tuple(name for name in atoms.names if name not in known and _plain(name) not in known)


def match_graph(template: Chem.Mol, atoms: CrystalAtoms) -> TemplateMatch | None:
    """Match the atoms of a crystal to those of a template by elements and bonds.

    Among several ways, the one whose bond lengths fit the template's bond orders best is taken.

    Returns
    -------
    TemplateMatch or None
        `None` when the crystal's graph is no part of the template's, or too small a part to be sure.
    """
    if not _MIN_SHARE * template.GetNumAtoms() <= len(atoms.names) <= template.GetNumAtoms():
        return None
    pairs = find_bonded(atoms.elements, atoms.xyz)
    if len(atoms.names) == template.GetNumAtoms() and len(pairs) != template.GetNumBonds():
        return None
    skeleton = _skeleton([atom.GetSymbol() for atom in template.GetAtoms()], _bonds_of(template))
    query = _skeleton([element.capitalize() for element in atoms.elements], pairs.tolist())
    matches = skeleton.GetSubstructMatches(query, uniquify=False, maxMatches=_MAX_MATCHES, useChirality=False)
    if not matches:
        return None
    return TemplateMatch(min(matches, key=lambda match: _misfit(template, match, atoms, pairs)))


def take_atoms(template: Chem.Mol, indices: Sequence[int]) -> Chem.Mol:
    """Make the molecule of some atoms of a template, in the order given; open valences get hydrogens."""
    order = list(indices)
    if len(order) == template.GetNumAtoms():
        return Chem.RenumberAtoms(template, order)
    wanted = set(order)
    editable = Chem.RWMol(template)
    with rdBase.BlockLogs():
        Chem.Kekulize(editable, clearAromaticFlags=True)
        for bond in editable.GetBonds():
            for kept, gone in ((bond.GetBeginAtom(), bond.GetEndAtom()), (bond.GetEndAtom(), bond.GetBeginAtom())):
                if kept.GetIdx() in wanted and gone.GetIdx() not in wanted and kept.GetNoImplicit():
                    kept.SetNumExplicitHs(kept.GetNumExplicitHs() + int(bond.GetBondTypeAsDouble()))
        editable.BeginBatchEdit()
        for index in range(template.GetNumAtoms()):
            if index not in wanted:
                editable.RemoveAtom(index)
        editable.CommitBatchEdit()
        place = {index: number for number, index in enumerate(sorted(wanted))}
        molecule = Chem.RenumberAtoms(editable.GetMol(), [place[index] for index in order])
        if Chem.SanitizeMol(molecule, catchErrors=True) != Chem.SanitizeFlags.SANITIZE_NONE:
            # unusual valences, as of cages and metals, are kept as the component has them
            molecule.UpdatePropertyCache(strict=False)
            Chem.SanitizeMol(molecule, Chem.SanitizeFlags.SANITIZE_ALL ^ Chem.SanitizeFlags.SANITIZE_PROPERTIES)
    return molecule


def _plain(name: str) -> str:
    """Write an atom name as components do."""
    return name.upper().replace("*", "'")


def _look_up(names: Sequence[str], wanted: Sequence[str]) -> tuple[int, ...] | None:
    """Give the place of each wanted name, `None` when one is not there or comes twice."""
    place = {name: index for index, name in enumerate(names)}
    found = [place.get(name) for name in wanted]
    known = tuple(index for index in found if index is not None)
    return known if len(known) == len(found) == len(set(found)) else None


def _compare_distances(component: Component, indices: tuple[int, ...], atoms: CrystalAtoms) -> TemplateMatch:
    """Find the bonds of a component that are too long, and the pairs that stand at bond distance without one."""
    row = np.full(len(component.atom_names), -1, dtype=np.int64)
    row[list(indices)] = np.arange(len(indices))
    bonds = row[component.bonds]
    bonds = bonds[(bonds >= 0).all(axis=1)]
    # bonds of metals, which have no covalent radius here, cannot be judged
    is_known = bonding_radii(atoms.elements)[bonds].all(axis=1)
    long = is_known & (_lengths(atoms, bonds) > single_bond_lengths(atoms.elements, bonds) + _STRETCH)
    known = {frozenset(bond) for bond in bonds.tolist()}
    close = [pair for pair in find_bonded(atoms.elements, atoms.xyz, _PRESS).tolist() if frozenset(pair) not in known]
    # names of a small part, such as C1 to C6, are those of many molecules: one contradiction is enough
    is_large = len(indices) >= _MIN_SHARE * len(component.atom_names)
    return TemplateMatch(
        indices,
        _measure_pairs(atoms, bonds[long]),
        _measure_pairs(atoms, np.array(close, dtype=np.int64).reshape(-1, 2)),
        n_misfits=max(1, int(_MAX_MISFITS * len(bonds))) if is_large else 0,
    )


def _measure_pairs(atoms: CrystalAtoms, pairs: npt.NDArray[np.int64]) -> tuple[AtomPair, ...]:
    """Give pairs of atoms with their distances."""
    return tuple(
        AtomPair(first, second, length)
        for (first, second), length in zip(pairs.tolist(), _lengths(atoms, pairs).tolist(), strict=True)
    )


def _lengths(atoms: CrystalAtoms, pairs: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Give the distances in Å of pairs of atoms."""
    return np.asarray(np.linalg.norm(atoms.xyz[pairs[:, 0]] - atoms.xyz[pairs[:, 1]], axis=1))


def _bonds_of(template: Chem.Mol) -> list[list[int]]:
    """List the bonds of a molecule as pairs of atom indices."""
    return [[bond.GetBeginAtomIdx(), bond.GetEndAtomIdx()] for bond in template.GetBonds()]


def _skeleton(symbols: list[str], bonds: Sequence[Sequence[int]]) -> Chem.Mol:
    """Make a molecule of elements and single bonds only, to compare graphs."""
    editable = Chem.RWMol()
    for symbol in symbols:
        atom = Chem.Atom(symbol)
        atom.SetNoImplicit(True)
        editable.AddAtom(atom)
    for first, second in bonds:
        editable.AddBond(first, second, Chem.BondType.SINGLE)
    return editable.GetMol()


def _misfit(
    template: Chem.Mol, match: tuple[int, ...], atoms: CrystalAtoms, pairs: npt.NDArray[np.int64]
) -> tuple[float, tuple[int, ...]]:
    """Sum the squared differences of bond lengths from those the template's bond orders ask for."""
    expected = single_bond_lengths(atoms.elements, pairs)
    orders = [
        template.GetBondBetweenAtoms(match[first], match[second]).GetBondTypeAsDouble()
        for first, second in pairs.tolist()
    ]
    expected = expected * np.array([_RELATIVE_LENGTH.get(order, 1.0) for order in orders])
    return round(float(((_lengths(atoms, pairs) - expected) ** 2).sum()), 6), match
