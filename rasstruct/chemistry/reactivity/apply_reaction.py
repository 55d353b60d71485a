"""How does a reaction SMARTS change a molecule, atom by atom?

The molecule is edited, not rebuilt: the atoms that stay keep their order,
coordinates, properties and stereochemistry. Only atoms whose bonds change lose
their configuration, because the reaction does not say what becomes of it. What
a broken bond cuts off leaves; counter-ions stay.
"""

from __future__ import annotations

import dataclasses
from functools import cache

from rdkit import Chem, rdBase

from rasstruct._base.errors import MoleculeError

__all__ = [
    "AtomMap",
    "apply_reaction",
    "assign_stereo",
    "finish_molecule",
    "match_reaction",
    "release_atom",
    "without_hydrogens",
]

#: atom of a molecule by its map number in a reaction
AtomMap = dict[int, int]

#: map number of the atom that binds; what is cut off from it leaves
_ELECTROPHILE = 1
_MARK = "_rasstruct_atom"
_MAX_MATCHES = 10_000
#: length of a double bond relative to the sum of covalent radii: C=O 1.22 Å against 0.76 + 0.66
_DOUBLE_BOND = 0.86


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class _Template:
    """What a reaction asks for: its left side, and the bonds and atoms of its right side."""

    pattern: Chem.Mol
    #: map numbers of the atoms of the pattern, in its order
    numbers: tuple[int, ...]
    #: bonds among mapped atoms, by map numbers, after the reaction; `None` is a broken one
    bonds: tuple[tuple[int, int, Chem.BondType | None], ...]
    #: new atoms: atomic number, map number of the atom it is bound to, and how
    additions: tuple[tuple[int, int, Chem.BondType], ...]


def match_reaction(molecule: Chem.Mol, reaction: str) -> tuple[AtomMap, ...]:
    """Find where a reaction can take place.

    Parameters
    ----------
    molecule
        Sanitised molecule.
    reaction
        Reaction SMARTS with one reactant, every atom of which is mapped.

    Returns
    -------
    tuple of dict
        Atom index by map number, one for every way to match, in the order of the atoms.
    """
    template = _read_reaction(reaction)
    matches = molecule.GetSubstructMatches(template.pattern, uniquify=False, maxMatches=_MAX_MATCHES)
    return tuple(dict(zip(template.numbers, match, strict=True)) for match in sorted(matches))


def apply_reaction(molecule: Chem.Mol, reaction: str, atoms: AtomMap) -> tuple[Chem.Mol, AtomMap]:
    """Let a molecule react at one place.

    Parameters
    ----------
    molecule
        Molecule without explicit hydrogens.
    reaction
        Reaction SMARTS, as for `match_reaction`.
    atoms
        One of the matches of `match_reaction`.

    Returns
    -------
    molecule, atoms
        The product and the mapped atoms in it. New atoms come last; in 3D
        conformers they stand where the geometry of their neighbour puts them.

    Raises
    ------
    MoleculeError
        When the product is no possible molecule.
    """
    template = _read_reaction(reaction)
    edited = Chem.RWMol(molecule)
    own = _fragment_of(edited, atoms[_ELECTROPHILE])
    for number, other, order in template.bonds:
        _set_bond(edited, atoms[number], atoms[other], order)
    for atomic_number, number, order in template.additions:
        new = edited.AddAtom(Chem.Atom(atomic_number))
        _set_bond(edited, atoms[number], new, order)
    leaving = own - _fragment_of(edited, atoms[_ELECTROPHILE])
    edited.BeginBatchEdit()
    for index in leaving:
        edited.RemoveAtom(index)
    edited.CommitBatchEdit()
    product = finish_molecule(edited)
    for index in range(product.GetNumAtoms() - len(template.additions), product.GetNumAtoms()):
        _place(product, index)
    kept = {number: index for number, index in atoms.items() if index not in leaving}
    return product, {number: index - sum(gone < index for gone in leaving) for number, index in kept.items()}


def finish_molecule(edited: Chem.RWMol) -> Chem.Mol:
    """Make an edited molecule a checked one.

    Raises
    ------
    MoleculeError
        When it is no possible molecule.
    """
    product = edited.GetMol()
    with rdBase.BlockLogs():
        if Chem.SanitizeMol(product, catchErrors=True) != Chem.SanitizeFlags.SANITIZE_NONE:
            raise MoleculeError(
                "found a molecule whose reaction gives impossible valences, expected one with usual charges "
                "and hydrogens; check it"
            )
    assign_stereo(product)
    return product


def assign_stereo(molecule: Chem.Mol) -> None:
    """Label stereocentres and double bonds anew, in place; RDKit reads double bonds from the bonds beside them."""
    Chem.SetDoubleBondNeighborDirections(molecule)
    Chem.AssignStereochemistry(molecule, cleanIt=True, force=True)


def release_atom(atom: Chem.Atom) -> None:
    """Let an atom whose bonds change take the hydrogens that its valence asks for, and give up its configuration."""
    atom.SetChiralTag(Chem.ChiralType.CHI_UNSPECIFIED)
    atom.SetNumExplicitHs(0)
    atom.SetNumRadicalElectrons(0)
    atom.SetNoImplicit(False)
    for bond in atom.GetBonds():
        bond.SetBondDir(Chem.BondDir.NONE)


def without_hydrogens(molecule: Chem.Mol, index: int) -> tuple[Chem.Mol, int]:
    """Make hydrogens implicit and say which index an atom has then."""
    marked = Chem.Mol(molecule)
    marked.GetAtomWithIdx(index).SetBoolProp(_MARK, True)
    with rdBase.BlockLogs():
        heavy = Chem.RemoveHs(marked)
    (atom,) = [atom for atom in heavy.GetAtoms() if atom.HasProp(_MARK)]
    atom.ClearProp(_MARK)
    return heavy, atom.GetIdx()


@cache
def _read_reaction(reaction: str) -> _Template:
    """Read a reaction once."""
    left, _, right = reaction.partition(">>")
    pattern, products = Chem.MolFromSmarts(left), Chem.MolFromSmarts(right)
    numbers = tuple(atom.GetAtomMapNum() for atom in pattern.GetAtoms())
    before = [(numbers[bond.GetBeginAtomIdx()], numbers[bond.GetEndAtomIdx()]) for bond in pattern.GetBonds()]
    after: list[tuple[int, int, Chem.BondType | None]] = []
    additions: list[tuple[int, int, Chem.BondType]] = []
    for bond in products.GetBonds():
        ends = bond.GetBeginAtom(), bond.GetEndAtom()
        first, second = (atom.GetAtomMapNum() for atom in ends)
        if first and second:
            after.append((first, second, bond.GetBondType()))
        else:
            new = ends[0] if not first else ends[1]
            additions.append((new.GetAtomicNum(), first or second, bond.GetBondType()))
    unbroken = {frozenset(bond[:2]) for bond in after}
    broken = [(first, second, None) for first, second in before if frozenset((first, second)) not in unbroken]
    return _Template(pattern, numbers, (*broken, *after), tuple(additions))


def _set_bond(edited: Chem.RWMol, first: int, second: int, order: Chem.BondType | None) -> None:
    """Make, change or break a bond."""
    is_bonded = second in {neighbour.GetIdx() for neighbour in edited.GetAtomWithIdx(first).GetNeighbors()}
    if order is None:
        edited.RemoveBond(first, second)
    elif not is_bonded:
        edited.AddBond(first, second, order)
    else:
        bond = edited.GetBondBetweenAtoms(first, second)
        if bond.GetIsAromatic() or bond.GetBondType() == order:
            return
        bond.SetStereo(Chem.BondStereo.STEREONONE)
        bond.SetBondType(order)
    for index in (first, second):
        release_atom(edited.GetAtomWithIdx(index))


def _place(product: Chem.Mol, index: int) -> None:
    """Give a new terminal atom a place in every conformer."""
    if not product.GetNumConformers():
        return
    (bond,) = product.GetAtomWithIdx(index).GetBonds()
    neighbour = bond.GetOtherAtomIdx(index)
    Chem.SetTerminalAtomCoords(product, index, neighbour)
    radii = Chem.GetPeriodicTable()
    length = sum(radii.GetRcovalent(atom.GetAtomicNum()) for atom in (bond.GetBeginAtom(), bond.GetEndAtom()))
    if bond.GetBondType() == Chem.BondType.DOUBLE:
        length *= _DOUBLE_BOND
    for conformer in product.GetConformers():
        start = conformer.GetAtomPosition(neighbour)
        conformer.SetAtomPosition(index, start + start.DirectionVector(conformer.GetAtomPosition(index)) * length)


def _fragment_of(molecule: Chem.Mol, index: int) -> frozenset[int]:
    """Give the atoms that hang together with an atom."""
    (fragment,) = [atoms for atoms in Chem.GetMolFrags(molecule) if index in atoms]
    return frozenset(fragment)
