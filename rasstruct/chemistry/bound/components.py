"""What does the Chemical Component Dictionary (CCD) say of a HET code?

The dictionary is the one that biotite ships. Only the columns that a molecule
needs are unpacked, at the first question; a component is made once.
"""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from rdkit import Chem, rdBase
from rdkit.Geometry import Point3D

__all__ = ["Component", "load_component"]

Texts = npt.NDArray[np.str_]

_BOND_TYPES = {"SING": Chem.BondType.SINGLE, "DOUB": Chem.BondType.DOUBLE, "TRIP": Chem.BondType.TRIPLE}
_HYDROGEN = ("H", "D")
_IDEAL, _MODEL = "pdbx_model_Cartn_{}_ideal", "model_Cartn_{}"


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Component:
    """One component: its heavy atoms in CCD order.

    ``template`` is the sanitised molecule of the heavy atoms, with the charges
    and hydrogen counts of the component and the stereochemistry of its ideal
    coordinates; read-only. ``alternate_names`` are the atom names of PDB
    format version 2; ``is_leaving`` marks atoms that go when residues join.
    """

    het_code: str
    atom_names: tuple[str, ...]
    alternate_names: tuple[str, ...]
    elements: tuple[str, ...]
    is_leaving: tuple[bool, ...]
    bonds: npt.NDArray[np.int64]
    template: Chem.Mol


@cache
def load_component(het_code: str) -> Component | None:
    """Load a component.

    Parameters
    ----------
    het_code
        CCD identifier, one to five characters, upper case.

    Returns
    -------
    Component or None
        `None` when the dictionary has no such component, or no chemistry for it.

    Examples
    --------
    >>> from rdkit import Chem
    >>> gnp = load_component("GNP")
    >>> len(gnp.atom_names), Chem.MolToSmiles(gnp.template, isomericSmiles=False)
    (32, 'Nc1nc2c(ncn2C2OC(COP(=O)(O)OP(=O)(O)NP(=O)(O)O)C(O)C2O)c(=O)[nH]1')

    Notes
    -----
    The dictionary gives Kekulé bonds. Hydrogens are counted, then left out.
    Unpacking the columns takes about half a second, once.
    """
    span = _spans("chem_comp_atom").get(het_code)
    if span is None:
        return None
    atoms = {name: _column("chem_comp_atom", name)[span] for name in ("atom_id", "alt_atom_id", "type_symbol")}
    bonded = _spans("chem_comp_bond").get(het_code, slice(0, 0))
    first, second, order = (
        _column("chem_comp_bond", name)[bonded].tolist() for name in ("atom_id_1", "atom_id_2", "value_order")
    )
    names, symbols = atoms["atom_id"].tolist(), [text.capitalize() for text in atoms["type_symbol"].tolist()]
    heavy = [index for index, symbol in enumerate(symbols) if symbol not in _HYDROGEN]
    if not heavy or any(_is_unknown(symbols[index]) for index in heavy):
        return None
    hydrogens = dict.fromkeys(names, 0)
    place = {names[index]: number for number, index in enumerate(heavy)}
    bonds: list[tuple[int, int, Chem.BondType]] = []
    for one, other, kind in zip(first, second, order, strict=True):
        if one in place and other in place:
            bonds.append((place[one], place[other], _BOND_TYPES.get(kind, Chem.BondType.SINGLE)))
        else:
            hydrogens[one if one in place else other] += 1
    charge = _column("chem_comp_atom", "charge")[span]
    template = _build_template(
        [symbols[index] for index in heavy],
        [int(charge[index]) for index in heavy],
        [hydrogens[names[index]] for index in heavy],
        bonds,
        _coordinates(span)[heavy],
    )
    leaving = _column("chem_comp_atom", "pdbx_leaving_atom_flag")[span].tolist()
    alternate = atoms["alt_atom_id"].tolist()
    return Component(
        het_code=het_code,
        atom_names=tuple(names[index] for index in heavy),
        alternate_names=tuple(alternate[index] for index in heavy),
        elements=tuple(symbols[index].upper() for index in heavy),
        is_leaving=tuple(leaving[index] == "Y" for index in heavy),
        bonds=np.array([bond[:2] for bond in bonds], dtype=np.int64).reshape(-1, 2),
        template=template,
    )


def _column(category: str, name: str) -> npt.NDArray[Any]:
    """Unpack one column of the dictionary; biotite keeps what it has unpacked."""
    # biotite takes half a second to import and only molecules need it
    from biotite.structure.info import get_ccd

    return np.asarray(get_ccd()[category][name].data.array)


@cache
def _spans(category: str) -> dict[str, slice]:
    """Give the rows of each component, which stand together."""
    codes = _column(category, "comp_id")
    starts = np.flatnonzero(np.r_[True, codes[1:] != codes[:-1]])
    stops = np.append(starts[1:], len(codes))
    return {
        code: slice(start, stop)
        for code, start, stop in zip(codes[starts].tolist(), starts.tolist(), stops.tolist(), strict=True)
    }


def _coordinates(span: slice) -> npt.NDArray[np.float64]:
    """Give the ideal coordinates of a component, those of its model where an ideal one is missing."""
    for form in (_IDEAL, _MODEL):
        found = np.stack([_number(form.format(axis), span) for axis in "xyz"], axis=1)
        if np.isfinite(found).all():
            break
    return found


def _number(name: str, span: slice) -> npt.NDArray[np.float64]:
    """Give a numeric column, NaN where a value is absent."""
    from biotite.structure.info import get_ccd

    mask = get_ccd()["chem_comp_atom"][name].mask
    values = _column("chem_comp_atom", name)[span].astype(np.float64)
    return values if mask is None else np.where(mask.array[span] == 0, values, np.nan)


def _is_unknown(symbol: str) -> bool:
    """Say whether a symbol is that of no element."""
    return symbol == "X" or not symbol


def _build_template(
    symbols: list[str],
    charges: list[int],
    hydrogens: list[int],
    bonds: list[tuple[int, int, Chem.BondType]],
    xyz: npt.NDArray[np.float64],
) -> Chem.Mol:
    """Make the molecule of the heavy atoms.

    Hydrogens stay implicit where valence alone gives the component's count, so that they follow when bonds change.
    """
    with rdBase.BlockLogs():
        molecule = _assemble(symbols, charges, [None] * len(symbols), bonds)
        counts = [atom.GetTotalNumHs() for atom in molecule.GetAtoms()]
        fixed = [None if found == given else given for found, given in zip(counts, hydrogens, strict=True)]
        if any(count is not None for count in fixed):
            molecule = _assemble(symbols, charges, fixed, bonds)
        if np.isfinite(xyz).all() and np.abs(xyz).any():
            conformer = Chem.Conformer(len(symbols))
            for index, (x, y, z) in enumerate(xyz.tolist()):
                conformer.SetAtomPosition(index, Point3D(x, y, z))
            molecule.AddConformer(conformer)
            Chem.AssignStereochemistryFrom3D(molecule)
            molecule.RemoveAllConformers()
    return molecule


def _assemble(
    symbols: list[str], charges: list[int], hydrogens: list[int | None], bonds: list[tuple[int, int, Chem.BondType]]
) -> Chem.Mol:
    """Put atoms and bonds together; unusual valences, as of metals, are kept as the component has them."""
    editable = Chem.RWMol()
    for symbol, charge, count in zip(symbols, charges, hydrogens, strict=True):
        atom = Chem.Atom(symbol)
        atom.SetFormalCharge(charge)
        if count is not None:
            atom.SetNoImplicit(True)
            atom.SetNumExplicitHs(count)
        editable.AddAtom(atom)
    for first, second, kind in bonds:
        editable.AddBond(first, second, kind)
    molecule = editable.GetMol()
    strict = Chem.SanitizeMol(molecule, catchErrors=True)
    if strict != Chem.SanitizeFlags.SANITIZE_NONE:
        molecule = editable.GetMol()
        molecule.UpdatePropertyCache(strict=False)
        Chem.SanitizeMol(molecule, Chem.SanitizeFlags.SANITIZE_ALL ^ Chem.SanitizeFlags.SANITIZE_PROPERTIES)
    return molecule
