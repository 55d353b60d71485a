"""Which molecule is one residue of a structure, as it stands in its chain at the pH of blood?

The component of its name says the chemistry, atoms matched by name; atoms that
the file lacks are hydrogen. An amino acid keeps the atoms of its neighbours
that decide what its own backbone does: C=O of the residue before, N of the one
after. What a name and a set of atoms give is worked out once.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import lru_cache

import gemmi
import numpy as np
import numpy.typing as npt
from rdkit import Chem, rdBase
from rdkit.Geometry import Point3D

from rasstruct.chemistry.bound.components import Component, load_component
from rasstruct.chemistry.bound.template_match import take_atoms
from rasstruct.chemistry.properties.azole_tautomers import azole_tautomers
from rasstruct.chemistry.properties.interacting_form import interacting_form
from rasstruct.structure.residue_names import one_letter

__all__ = ["ResidueForm", "place_residue", "residue_forms"]


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class ResidueForm:
    """One protonation of a residue.

    ``template`` has the residue's heavy atoms in the order given, then those of
    its neighbours, and no conformer; read-only. ``assumption`` says where the
    proton is, `None` when there is only one form; ``is_charged`` marks a form
    that is not the main one at the pH of blood.
    """

    template: Chem.Mol
    n_own: int
    assumption: str | None = None
    is_charged: bool = False


@lru_cache(maxsize=4096)
def residue_forms(
    name: str, atom_names: tuple[str, ...], *, has_before: bool = False, has_after: bool = False
) -> tuple[ResidueForm, ...]:
    """Give the forms of a residue of that name and those heavy atoms, the main charge state.

    Parameters
    ----------
    name
        Residue name; names of force fields stand for their amino acid.
    atom_names
        Names of its heavy atoms.
    has_before, has_after
        Whether C and O of the residue before, and N of the residue after, follow the atoms.

    Returns
    -------
    tuple of ResidueForm
        Empty when no component has these atoms. Histidine has its two neutral tautomers and its charged form.

    Notes
    -----
    Where a neighbour of an amino acid is not modelled, its charge at that end is left out: most ends of modelled
    chains are not those of the protein.
    """
    found = _find_component(name, atom_names)
    if found is None:
        return ()
    component, indices = found
    with rdBase.BlockLogs():
        molecule = take_atoms(component.template, indices)
        joined = _join_neighbours(molecule, atom_names)
        if joined is None:
            return (ResidueForm(interacting_form(molecule), len(atom_names)),)
        has_after &= "OXT" not in atom_names
        return _list_forms(
            _drop_neighbours(interacting_form(joined), len(atom_names), has_before, has_after), atom_names
        )


def place_residue(form: ResidueForm, xyz: npt.NDArray[np.floating]) -> Chem.Mol:
    """Give a form of a residue coordinates in Å, shape (n, 3), those of neighbours last."""
    molecule = Chem.Mol(form.template)
    conformer = Chem.Conformer(molecule.GetNumAtoms())
    for index, (x, y, z) in enumerate(np.asarray(xyz, dtype=np.float64).tolist()):
        conformer.SetAtomPosition(index, Point3D(x, y, z))
    molecule.AddConformer(conformer)
    return molecule


def _find_component(name: str, atom_names: tuple[str, ...]) -> tuple[Component, list[int]] | None:
    """Find the component that has all the atoms and fewest others: that of the name, or of its amino acid."""
    found: list[tuple[Component, list[int]]] = []
    for code in (name, *_parents(name)):
        component = load_component(code)
        if component is None or len(set(atom_names)) < len(atom_names):
            continue
        for names in (component.atom_names, component.alternate_names):
            place = {text: index for index, text in enumerate(names)}
            if all(text in place for text in atom_names):
                found.append((component, [place[text] for text in atom_names]))
    return min(found, key=lambda pair: len(pair[0].atom_names), default=None)


def _parents(name: str) -> Sequence[str]:
    """Give the three-letter code of the amino acid that a name stands for."""
    letter = one_letter(name)
    return () if letter is None else (gemmi.expand_one_letter(letter, gemmi.ResidueKind.AA),)


def _join_neighbours(molecule: Chem.Mol, atom_names: tuple[str, ...]) -> Chem.Mol | None:
    """Bond C=O of the residue before and N of the residue after to an amino acid; `None` to anything else."""
    place = {text: index for index, text in enumerate(atom_names)}
    if not {"N", "CA", "C", "O"} <= set(place):
        return None
    editable = Chem.RWMol(molecule)
    carbon, oxygen = editable.AddAtom(Chem.Atom("C")), editable.AddAtom(Chem.Atom("O"))
    editable.AddBond(carbon, oxygen, Chem.BondType.DOUBLE)
    bonds = [(place["N"], carbon)]
    if "OXT" not in place:
        bonds.append((place["C"], editable.AddAtom(Chem.Atom("N"))))
    for own, other in bonds:
        editable.AddBond(own, other, Chem.BondType.SINGLE)
        atom = editable.GetAtomWithIdx(own)
        atom.SetNumExplicitHs(max(atom.GetNumExplicitHs() - 1, 0))
    Chem.SanitizeMol(editable)
    return editable.GetMol()


def _drop_neighbours(molecule: Chem.Mol, n_own: int, has_before: bool, has_after: bool) -> Chem.Mol:
    """Leave out the atoms of neighbours that are not modelled."""
    kept = list(range(n_own))
    kept += [n_own, n_own + 1] if has_before else []
    kept += [n_own + 2] if has_after else []
    return take_atoms(molecule, kept) if len(kept) < molecule.GetNumAtoms() else molecule


def _list_forms(molecule: Chem.Mol, atom_names: tuple[str, ...]) -> tuple[ResidueForm, ...]:
    """Give the molecule, or of a side chain with imidazole its tautomers and its charged form."""
    tautomers = azole_tautomers(molecule)
    n_own = len(atom_names)
    if not tautomers:
        return (ResidueForm(molecule, n_own),)
    charged = Chem.RWMol(molecule)
    second = charged.GetAtomWithIdx(tautomers[1][1])
    second.SetNumExplicitHs(1)
    second.SetNoImplicit(True)
    second.SetFormalCharge(1)
    Chem.SanitizeMol(charged)
    return (
        *(ResidueForm(form, n_own, f"neutral, hydrogen on {atom_names[index]}") for form, index in tautomers),
        ResidueForm(charged.GetMol(), n_own, "protonated, charged", is_charged=True),
    )
