"""What becomes of a molecule at the atom that bonds to the protein?

Components of covalent inhibitors are stored reacted, most of them, with
hydrogen in the protein's place: then nothing is left to do. Some are stored in
their reactive form: the multiple bond of the link atom becomes one order lower,
a ring that the crystal shows open is opened, a leaving group is gone.
"""

from __future__ import annotations

import dataclasses

from rdkit import Chem, rdBase

from rasstruct._base.errors import MoleculeError
from rasstruct.chemistry.bound.crystal_atoms import CrystalAtoms
from rasstruct.chemistry.bound.template_match import TemplateMatch

__all__ = ["BoundForm", "bind_link_atom"]

#: Å between a C=C bond (1.34) and a C–C bond (1.51); a crystal's length above it is that of a single bond
_LONGEST_DOUBLE = 1.42


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class BoundForm:
    """The molecule with hydrogen in the protein's place; ``left`` are atoms of the template that left."""

    molecule: Chem.Mol
    left: tuple[int, ...]
    notes: tuple[str, ...]


def bind_link_atom(
    molecule: Chem.Mol,
    atoms: CrystalAtoms,
    link: int,
    match: TemplateMatch,
    template: Chem.Mol | None,
    *,
    free: Chem.Mol | None = None,
    bound: Chem.Mol | None = None,
) -> BoundForm:
    """Bring a molecule to its bound form.

    Parameters
    ----------
    molecule, atoms
        The molecule and the atoms of the crystal, in one order.
    link
        Index of the atom that bonds to the protein.
    match, template
        How the atoms stand for those of the template, `None` where bonds are perceived.
    free, bound
        The free and bound forms where they are known: they say which of them the template is.
    """
    notes: list[str] = []
    left: tuple[int, ...] = ()
    if template is not None:
        shown = set(match.indices)
        around = template.GetAtomWithIdx(match.indices[link]).GetNeighbors()
        left = tuple(other.GetIdx() for other in around if other.GetIdx() not in shown)
        if left:
            notes.append("the protein stands in the place of a leaving group")
    opened = [bond for bond in match.stretched if link in (bond.first, bond.second)]
    if opened:
        editable = Chem.RWMol(molecule)
        for bond in opened:
            editable.RemoveBond(bond.first, bond.second)
        molecule = _sanitised(editable)
        notes.append(f"the crystal shows the ring open: {', '.join(bond.text(atoms.names) for bond in opened)}")
    if not left and not opened:
        multiple = _find_multiple_bond(molecule, link)
        if multiple is not None and _is_reactive(molecule, atoms, link, multiple, template, free, bound):
            editable = Chem.RWMol(molecule)
            # a bond beside an aromatic ring can take its aromaticity with it
            Chem.Kekulize(editable, clearAromaticFlags=True)
            bond = editable.GetBondWithIdx(multiple)
            is_double = bond.GetBondType() == Chem.BondType.DOUBLE
            bond.SetStereo(Chem.BondStereo.STEREONONE)
            bond.SetBondType(Chem.BondType.SINGLE if is_double else Chem.BondType.DOUBLE)
            molecule = _sanitised(editable)
            notes.append(f"the component is the reactive form; its {'=' if is_double else '≡'} bond has reacted")
    return BoundForm(molecule, left, tuple(notes))


def _find_multiple_bond(molecule: Chem.Mol, link: int) -> int | None:
    """Find the multiple bond of the link atom that can take an addition, to carbon before others."""
    bonds = [
        bond
        for bond in molecule.GetAtomWithIdx(link).GetBonds()
        if bond.GetBondType() in (Chem.BondType.DOUBLE, Chem.BondType.TRIPLE) and not bond.GetIsAromatic()
    ]
    bonds.sort(key=lambda bond: bond.GetOtherAtom(molecule.GetAtomWithIdx(link)).GetAtomicNum() != 6)
    return bonds[0].GetIdx() if bonds else None


def _is_reactive(
    molecule: Chem.Mol,
    atoms: CrystalAtoms,
    link: int,
    multiple: int,
    template: Chem.Mol | None,
    free: Chem.Mol | None,
    bound: Chem.Mol | None,
) -> bool:
    """Say whether a template is the reactive form: by the known forms, by the valence left, or by bond length."""
    for known, answer in ((bound, False), (free, True)):
        if template is not None and known is not None and _flat(template) == _flat(known):
            return answer
    if molecule.GetAtomWithIdx(link).GetTotalNumHs() == 0:
        return True
    bond = molecule.GetBondWithIdx(multiple)
    first, second = atoms.xyz[bond.GetBeginAtomIdx()], atoms.xyz[bond.GetEndAtomIdx()]
    return float(((first - second) ** 2).sum() ** 0.5) > _LONGEST_DOUBLE


def _flat(molecule: Chem.Mol) -> str:
    """Give the canonical SMILES without stereochemistry."""
    return str(Chem.MolToSmiles(molecule, isomericSmiles=False))


def _sanitised(editable: Chem.RWMol) -> Chem.Mol:
    """Sanitise an edited molecule."""
    molecule = editable.GetMol()
    with rdBase.BlockLogs():
        if Chem.SanitizeMol(molecule, catchErrors=True) != Chem.SanitizeFlags.SANITIZE_NONE:
            raise MoleculeError(
                "found a bond to the protein that leaves impossible valences, expected one at an atom that can react; "
                "check the connection records of the file"
            )
    return molecule
