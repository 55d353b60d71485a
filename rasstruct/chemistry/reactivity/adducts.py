"""What becomes of a covalent drug when it binds, and which drug was it that is seen bound?

Three forms of one compound: the drug with its warhead; the bound form, in which
a hydrogen stands where the side chain is bound, as the Chemical Component
Dictionary stores it; the adduct with the side chain. What changes is in the
warhead table. Stereocentres that a reaction makes are left undefined, double
bonds that it restores likewise unless the table knows better; all others stay.
"""

from __future__ import annotations

import dataclasses

from rdkit import Chem

from rasstruct._base.errors import MoleculeError
from rasstruct._base.records import Records
from rasstruct.chemistry.reactivity.apply_reaction import (
    AtomMap,
    apply_reaction,
    assign_stereo,
    finish_molecule,
    match_reaction,
    release_atom,
    without_hydrogens,
)
from rasstruct.chemistry.reactivity.warheads import FoundWarhead, find_warheads
from rasstruct.reference.warheads import Nucleophile, Warhead, get_nucleophile, get_warhead, warheads

__all__ = ["bound_form", "form_adduct", "restore_drug"]

_ATOM_NAME, _RESIDUE_NAME = "atom_name", "residue_name"
_BONDS = {1: Chem.BondType.SINGLE, 2: Chem.BondType.DOUBLE}


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class _Reading:
    """One drug that a bound form may have been, and the atoms that speak for it."""

    warhead: str
    atoms: frozenset[int]
    molecule: Chem.Mol
    is_intact: bool = False


def bound_form(mol: Chem.Mol, warhead: str | int | FoundWarhead | None = None) -> Chem.Mol:
    """Let a drug react, and put hydrogen in place of the side chain that it binds.

    Parameters
    ----------
    mol
        The drug. Explicit hydrogens become implicit.
    warhead
        Which warhead reacts: its name, the index of its electrophilic atom, or
        a row of `find_warheads`; needed when there are several.

    Returns
    -------
    rdkit.Chem.Mol
        The bound form. Atoms that stay keep order, conformers and properties.

    Raises
    ------
    MoleculeError
        When there is no warhead, or more than one.

    Examples
    --------
    >>> from rdkit import Chem
    >>> Chem.MolToSmiles(bound_form(Chem.MolFromSmiles("C=CC(=O)N1CCCC1")))
    'CCC(=O)N1CCCC1'
    """
    return _react(mol, _choose(find_warheads(mol), warhead))[0]


def form_adduct(mol: Chem.Mol, residue: str = "CYS", warhead: str | int | FoundWarhead | None = None) -> Chem.Mol:
    """Let a drug react with a side chain.

    Parameters
    ----------
    mol
        The drug. Explicit hydrogens become implicit.
    residue
        Residue by three-letter code.
    warhead
        As for `bound_form`; warheads that do not bind the residue are passed over.

    Returns
    -------
    rdkit.Chem.Mol
        The atoms of the bound form, then those of the side chain from CA, a
        dummy atom, outwards, with properties ``"atom_name"`` and
        ``"residue_name"``. It has no conformers: where the side chain is, is not known.

    Raises
    ------
    LookupFailedError
        When no warhead binds that residue.
    MoleculeError
        When none of this molecule does, or more than one.

    Examples
    --------
    >>> from rdkit import Chem
    >>> Chem.MolToSmiles(form_adduct(Chem.MolFromSmiles("C=CC(=O)N1CCCC1")))
    '*CSCCC(=O)N1CCCC1'
    """
    nucleophile = get_nucleophile(residue)
    found = find_warheads(mol)
    fitting = found.where(lambda row: nucleophile.residue in row.nucleophiles)
    if found and not fitting:
        names = " and ".join(dict.fromkeys(row.name for row in found))
        wanted = ", ".join(dict.fromkeys(name for row in found for name in row.nucleophiles))
        raise MoleculeError(f"found {names}, which does not bind {nucleophile.residue}; expected {wanted} as residue")
    chosen = _choose(fitting, warhead)
    row = get_warhead(chosen.name)
    product, electrophile = _react(mol, chosen)
    product.RemoveAllConformers()
    return _attach(product, electrophile, nucleophile, row)


def restore_drug(mol: Chem.Mol, link_atom: int, *, warhead: str | None = None) -> Chem.Mol:
    """Undo the reaction: from the bound form to the drug.

    Parameters
    ----------
    mol
        The bound form, with hydrogen (or nothing) in place of the side chain.
        Explicit hydrogens become implicit.
    link_atom
        Index of the atom that the side chain is bound to.
    warhead
        Name of the warhead, when it is known.

    Returns
    -------
    rdkit.Chem.Mol
        The drug. Atoms that stay keep order, conformers and properties. When
        the bound form still has its warhead, as some components do, a copy.

    Raises
    ------
    LookupFailedError
        When there is no warhead of that name.
    MoleculeError
        When no warhead leaves such an atom, also because atoms are missing, or
        several may have done; a disulfide or an unknown halide cannot be restored.

    Notes
    -----
    Coordinates stay those of the bound form: bond lengths are not relaxed, and
    configurations that the reaction leaves undefined must not be read from
    them (RDKit's InChI does so for double bonds; remove the conformers first).
    An atom that left, as the chlorine of a chloroacetamide, is put last and
    stands where the geometry of its neighbour puts it, at a usual bond length.

    Examples
    --------
    >>> from rdkit import Chem
    >>> Chem.MolToSmiles(restore_drug(Chem.MolFromSmiles("CCC(=O)N1CCCC1"), 0))
    'C=CC(=O)N1CCCC1'
    """
    if not 0 <= link_atom < mol.GetNumAtoms():
        raise MoleculeError(
            f"found link atom {link_atom}, expected an index from 0 to {mol.GetNumAtoms() - 1}; "
            "give that of the atom that the side chain is bound to"
        )
    place = _name_atom(mol, link_atom)
    if mol.GetAtomWithIdx(link_atom).GetAtomicNum() == 1:
        raise MoleculeError(f"found {place} as link atom, expected a heavy atom; give the one that it is bound to")
    heavy, link = without_hydrogens(mol, link_atom)
    rows = tuple(warheads()) if warhead is None else (get_warhead(warhead),)
    readings = _narrow(_restored(heavy, link, rows), _intact(heavy, link, rows))
    if len(readings) == 1:
        return readings[0].molecule
    if readings:
        names = " or ".join(dict.fromkeys(reading.warhead for reading in readings))
        raise MoleculeError(
            f"found {len(readings)} drugs that may have bound by {place} (as {names}), expected one; "
            "say which with warhead="
        )
    if warhead is not None and rows[0].restoration is None:
        raise MoleculeError(
            f"found a bound {rows[0].name}, expected a warhead that leaves whole or whose leaving group is known; "
            "use the structure of the drug itself"
        )
    wanted = "any warhead" if warhead is None else rows[0].name
    raise MoleculeError(
        f"found {place} as link atom, expected the electrophilic atom of {wanted} in its bound form, "
        "with the atoms around it; check the index and whether atoms are missing"
    )


def _choose(found: Records[FoundWarhead], warhead: str | int | FoundWarhead | None) -> FoundWarhead:
    """Say which of the warheads found is meant."""
    asked = found
    if isinstance(warhead, FoundWarhead):
        asked = found.where(lambda row: row == warhead)
    elif isinstance(warhead, str):
        name = get_warhead(warhead).name
        asked = found.where(lambda row: row.name == name)
    elif warhead is not None:
        asked = found.where(lambda row: row.electrophilic_atom == warhead)
    if len(asked) == 1:
        return asked[0]
    rows = asked or found
    names = ", ".join(f"{row.name} at atom {row.electrophilic_atom}" for row in rows)
    if asked:
        raise MoleculeError(
            f"found {len(rows)} warheads ({names}), expected one; say which by the index of its atom, with warhead="
        )
    if found:
        raise MoleculeError(f"found {names}, expected the warhead asked for; choose one of these or leave it out")
    raise MoleculeError("found no warhead, expected a molecule with one; rasstruct.reference.warheads() lists them")


def _react(mol: Chem.Mol, chosen: FoundWarhead) -> tuple[Chem.Mol, int]:
    """Give the bound form and the index of its electrophilic atom."""
    row = get_warhead(chosen.name)
    heavy, electrophile = without_hydrogens(mol, chosen.electrophilic_atom)
    atoms = next(atoms for atoms in match_reaction(heavy, row.reaction) if atoms[1] == electrophile)
    product, kept = apply_reaction(heavy, row.reaction, atoms)
    return product, kept[1]


def _attach(product: Chem.Mol, electrophile: int, nucleophile: Nucleophile, row: Warhead) -> Chem.Mol:
    """Bind a side chain to the electrophilic atom of a bound form."""
    side_chain = Chem.MolFromSmiles(nucleophile.side_chain)
    for atom, name in zip(side_chain.GetAtoms(), nucleophile.atom_names, strict=True):
        atom.SetProp(_ATOM_NAME, name)
        atom.SetProp(_RESIDUE_NAME, nucleophile.residue)
    (binding,) = [atom for atom in side_chain.GetAtoms() if atom.GetAtomMapNum()]
    binding.SetAtomMapNum(0)
    release_atom(binding)
    edited = Chem.RWMol(Chem.CombineMols(product, side_chain))
    edited.AddBond(electrophile, product.GetNumAtoms() + binding.GetIdx(), _BONDS[row.nucleophile_bond])
    edited.GetAtomWithIdx(electrophile).SetFormalCharge(row.adduct_charge)
    return finish_molecule(edited)


def _restored(mol: Chem.Mol, link: int, rows: tuple[Warhead, ...]) -> list[_Reading]:
    """List the drugs whose bound form this may be."""
    readings: list[_Reading] = []
    for row in rows:
        for atoms in match_reaction(mol, row.restoration) if row.restoration else ():
            if atoms[1] == link and row.restoration:
                product, kept = apply_reaction(mol, row.restoration, atoms)
                if row.restored_geometry == "trans":
                    _make_trans(product, kept)
                readings.append(_Reading(row.name, frozenset(atoms.values()), product))
    return readings


def _intact(mol: Chem.Mol, link: int, rows: tuple[Warhead, ...]) -> list[_Reading]:
    """List the warheads that the molecule still has at its link atom."""
    names = {row.name for row in rows}
    return [
        _Reading(row.name, frozenset(row.atoms), Chem.Mol(mol), is_intact=True)
        for row in find_warheads(mol)
        if row.electrophilic_atom == link and row.name in names
    ]


def _narrow(restored: list[_Reading], intact: list[_Reading]) -> list[_Reading]:
    """Leave out readings that a more specific one includes, and repetitions of a drug.

    An intact warhead does not outweigh a reaction: the bound form of an alkynamide looks like a crotonamide.
    """
    kept = [reading for reading in (*restored, *intact) if not any(reading.atoms < other.atoms for other in restored)]
    drugs = {Chem.MolToSmiles(reading.molecule): reading for reading in reversed(kept)}
    return list(drugs.values())[::-1]


def _make_trans(product: Chem.Mol, atoms: AtomMap) -> None:
    """Put the chain and the carbonyl group on opposite sides of the double bond between atoms 1 and 2."""
    bond = product.GetBondBetweenAtoms(atoms[1], atoms[2])
    ends = bond.GetBeginAtom(), bond.GetEndAtom()
    beside = [
        next(atom.GetIdx() for atom in end.GetNeighbors() if atom.GetIdx() != other.GetIdx())
        for end, other in (ends, ends[::-1])
    ]
    bond.SetStereoAtoms(*beside)
    bond.SetStereo(Chem.BondStereo.STEREOTRANS)
    assign_stereo(product)


def _name_atom(mol: Chem.Mol, index: int) -> str:
    """Name an atom for a message."""
    atom = mol.GetAtomWithIdx(index)
    name = atom.GetProp(_ATOM_NAME) if atom.HasProp(_ATOM_NAME) else atom.GetSymbol()
    return f"atom {index} ({name})"
