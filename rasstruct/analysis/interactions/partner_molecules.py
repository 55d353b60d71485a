"""Which molecules stand for a ligand and for the residues around it?

The ligand is the molecule with trusted bond orders, in its main charge state.
A residue is what its component says, with the atoms of its neighbours in the
chain that decide what its backbone does.
"""

from __future__ import annotations

import dataclasses

import numpy as np
import numpy.typing as npt
from rdkit import Chem

from rasstruct._base.errors import MoleculeError
from rasstruct.analysis.ligand_molecule import build_ligand
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.chemistry.bound.build_molecule import build_molecule
from rasstruct.chemistry.bound.residue_molecule import ResidueForm, place_residue, residue_forms
from rasstruct.chemistry.properties.azole_tautomers import azole_tautomers
from rasstruct.chemistry.properties.interacting_form import interacting_form
from rasstruct.structure.topology import ResidueKind

__all__ = ["PlacedMolecule", "make_ligand", "make_partner"]

#: longest peptide bond in Å that joins two residues (Parker 2022 doi:10.1158/0008-5472.CAN-22-0804)
_MAX_BOND = 2.0
_WATER, _WATER_ATOM = "HOH", "O"


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class PlacedMolecule:
    """A molecule with coordinates, and how its atoms are called.

    ``names`` are those of its own atoms, which come first; atoms of neighbours
    follow them. ``assumption`` says what protonation was chosen where there
    are several.
    """

    molecule: Chem.Mol
    names: tuple[str, ...]
    is_amino_acid: bool = False
    assumption: str | None = None
    is_charged_form: bool = False


def make_ligand(chain: AnnotatedChain, bound: BoundLigand) -> tuple[PlacedMolecule, ...]:
    """Make the molecule of a ligand in its main charge state, with each tautomer of its azoles.

    Parameters
    ----------
    chain
        The chain; its first model is used.
    bound
        One of its ligands.

    Warns
    -----
    RasStructWarning
        When bond orders are perceived, or atoms are missing.

    Raises
    ------
    MoleculeError
        When the atoms make no molecule.
    """
    molecule = interacting_form(build_ligand(chain, bound).molecule)
    names = tuple(_name_atom(atom) for atom in molecule.GetAtoms())
    tautomers = azole_tautomers(molecule)
    if not tautomers:
        return (PlacedMolecule(molecule, names),)
    return tuple(
        PlacedMolecule(form, names, assumption=f"hydrogen of the ligand on {names[index]}") for form, index in tautomers
    )


def make_partner(chain: AnnotatedChain, residue: int) -> tuple[PlacedMolecule, ...]:
    """Make the molecule of a residue of the file, in each protonation that it may have.

    Parameters
    ----------
    chain
        The chain whose file it is.
    residue
        Row of the residue in the topology.

    Returns
    -------
    tuple of PlacedMolecule
        Empty when the atoms make no molecule.
    """
    topology, xyz = chain.structure.topology, chain.structure.xyz[0]
    rows = topology.heavy_rows((residue,))
    if topology.kind[residue] == ResidueKind.WATER:
        (form,) = residue_forms(_WATER, (_WATER_ATOM,))
        return (PlacedMolecule(place_residue(form, xyz[rows[:1]]), (_WATER_ATOM,)),)
    names = tuple(name.decode() for name in topology.atom_name[rows].tolist())
    before, after = _find_neighbours(chain, residue)
    forms = residue_forms(_full_name(chain, residue), names, has_before=len(before) > 0, has_after=len(after) > 0)
    if not forms:
        return _build_other(chain, residue, names, rows)
    is_amino_acid = bool(topology.is_peptide[residue])
    return tuple(
        PlacedMolecule(
            place_residue(form, xyz[_all_rows(form, rows, before, after)]),
            names,
            is_amino_acid=is_amino_acid,
            assumption=form.assumption,
            is_charged_form=form.is_charged,
        )
        for form in forms
    )


def _name_atom(atom: Chem.Atom) -> str:
    """Name an atom of a ligand; of a peptide with its residue, as in ``TYR3 OH``."""
    name = str(atom.GetProp("atom_name"))
    return f"{atom.GetProp('residue').replace(' ', '')} {name}" if atom.HasProp("residue") else name


def _full_name(chain: AnnotatedChain, residue: int) -> str:
    """Give the residue name, of a bound molecule the full code where the file cut it."""
    for other in chain.bound_ligands:
        if other.residues == (residue,) and other.ccd_code:
            return other.ccd_code
    return chain.structure.topology.name_of(residue)


def _find_neighbours(chain: AnnotatedChain, residue: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Find C and O of the residue before, and N of the residue after, where they are bonded; empty elsewhere."""
    topology, xyz = chain.structure.topology, chain.structure.xyz[0]
    none = np.zeros(0, dtype=np.int64)
    nitrogen, _, carbon = topology.backbone[:, residue].tolist()
    if not topology.is_peptide[residue] or nitrogen < 0 or carbon < 0:
        return none, none
    before, after = none, none
    previous, following = _step(chain, residue, -1), _step(chain, residue, 1)
    if previous is not None:
        other = int(topology.backbone[2, previous])
        oxygen = [row for row in topology.rows_in(previous, "O").tolist() if topology.default_conformer[row]]
        if other >= 0 and oxygen and np.linalg.norm(xyz[other] - xyz[nitrogen]) <= _MAX_BOND:
            before = np.array([other, oxygen[0]], dtype=np.int64)
    if following is not None:
        other = int(topology.backbone[0, following])
        if other >= 0 and np.linalg.norm(xyz[other] - xyz[carbon]) <= _MAX_BOND:
            after = np.array([other], dtype=np.int64)
    return before, after


def _step(chain: AnnotatedChain, residue: int, step: int) -> int | None:
    """Give the next amino acid of the chain in one direction, alternatives of a position left out."""
    topology = chain.structure.topology
    other = residue + step
    while 0 <= other < topology.n_residues and topology.chain_index[other] == topology.chain_index[residue]:
        if topology.is_peptide[other] and topology.is_default_residue[other]:
            return other
        other += step
    return None


def _all_rows(
    form: ResidueForm, rows: npt.NDArray[np.int64], before: npt.NDArray[np.int64], after: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Put the rows of a residue and of as many neighbours as its form has together."""
    return np.concatenate([rows, before, after])[: form.template.GetNumAtoms()]


def _build_other(
    chain: AnnotatedChain, residue: int, names: tuple[str, ...], rows: npt.NDArray[np.int64]
) -> tuple[PlacedMolecule, ...]:
    """Build what no component has by name, from its bonds or its coordinates."""
    topology = chain.structure.topology
    elements = [element.decode() for element in topology.element[rows].tolist()]
    try:
        built = build_molecule(_full_name(chain, residue), names, elements, chain.structure.xyz[0][rows])
    except MoleculeError:
        return ()
    return (PlacedMolecule(interacting_form(built.molecule), names),)
