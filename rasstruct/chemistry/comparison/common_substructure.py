"""Which substructure do molecules have in common?

The maximum common substructure of RDKit's FMCS. Elements and bond orders must
agree, ring atoms match ring atoms only; hydrogens, charges and stereochemistry
do not count. The search is exponential in the worst case and therefore has a
time limit: an answer that was cut short says so.
"""

from __future__ import annotations

import dataclasses
import warnings
from collections.abc import Iterable

from rdkit import Chem, rdBase
from rdkit.Chem import rdFMCS

from rasstruct._base.errors import MoleculeError, RasStructWarning
from rasstruct._base.records import column
from rasstruct.chemistry.reading.read_molecules import read_molecule

__all__ = ["TIME_LIMIT", "CommonSubstructure", "common_substructure"]

TIME_LIMIT = 10  # seconds


@dataclasses.dataclass(frozen=True, slots=True)
class CommonSubstructure:
    """What several molecules have in common."""

    smarts: str | None = column("string", "the substructure; none when not even two bonded atoms are shared")
    n_atoms: int = column("integer", "heavy atoms in it")
    n_bonds: int = column("integer", "bonds in it")
    is_complete: bool = column("boolean", "whether the search ended; if not, a larger one may exist")
    matches: tuple[tuple[int, ...], ...] = column(
        "list", "for each molecule, its atoms in the order of the SMARTS; empty when nothing is shared"
    )
    shares: tuple[float, ...] = column("list", "for each molecule, part of its heavy atoms that is shared, 0 to 1")


def common_substructure(
    molecules: Iterable[str | Chem.Mol], *, complete_rings: bool = True, time_limit: int = TIME_LIMIT
) -> CommonSubstructure:
    """Find the largest connected substructure that all molecules share.

    Parameters
    ----------
    molecules
        At least two: SMILES, mol blocks or RDKit molecules.
    complete_rings
        Whether a ring must be shared as a whole or not at all.
    time_limit
        Seconds, at least 1.

    Returns
    -------
    CommonSubstructure
        Of equally large ones, that with more bonds.

    Raises
    ------
    MoleculeError
        When there are fewer than two molecules, one cannot be read, or the time limit is below a second.

    Warns
    -----
    RasStructWarning
        When the time limit is reached; the best one so far is given.

    Examples
    --------
    >>> from rasstruct.chemistry.comparison.common_substructure import common_substructure
    >>> common_substructure(["Clc1ccccc1", "Oc1ccccc1"]).n_atoms
    6
    """
    if time_limit < 1:
        raise MoleculeError(f"found a time limit of {time_limit} s, expected at least 1 s; allow more time")
    given = [read_molecule(molecule) for molecule in molecules]
    if len(given) < 2:
        raise MoleculeError(f"found {len(given)} molecule(s), expected at least two to compare; give more")
    with rdBase.BlockLogs():
        plain = [_without_hydrogens(molecule) for molecule in given]
        result = rdFMCS.FindMCS(
            plain,
            timeout=int(time_limit),
            atomCompare=rdFMCS.AtomCompare.CompareElements,
            bondCompare=rdFMCS.BondCompare.CompareOrder,
            matchValences=False,
            ringMatchesRingOnly=True,
            completeRingsOnly=complete_rings,
        )
    if result.canceled:
        warnings.warn(
            f"the search for a common substructure of {len(given)} molecules was stopped after {time_limit} s, "
            f"with {result.numAtoms} atoms found so far; a larger one may exist: allow more time",
            RasStructWarning,
            stacklevel=2,
        )
    pattern = Chem.MolFromSmarts(result.smartsString) if result.numAtoms else None
    matches = tuple(_heavy_atom_match(molecule, pattern) for molecule in plain) if pattern is not None else ()
    return CommonSubstructure(
        smarts=result.smartsString if pattern is not None else None,
        n_atoms=result.numAtoms,
        n_bonds=result.numBonds,
        is_complete=not result.canceled,
        matches=matches,
        shares=tuple(result.numAtoms / max(molecule.GetNumHeavyAtoms(), 1) for molecule in plain),
    )


_GIVEN_INDEX = "_rasstruct_given_index"


def _without_hydrogens(molecule: Chem.Mol) -> Chem.Mol:
    """Imply the hydrogens, with each atom remembering its index in the molecule given."""
    marked = Chem.Mol(molecule)
    for atom in marked.GetAtoms():
        atom.SetIntProp(_GIVEN_INDEX, atom.GetIdx())
    return Chem.RemoveHs(marked)


def _heavy_atom_match(molecule: Chem.Mol, pattern: Chem.Mol) -> tuple[int, ...]:
    """Give the atoms that match, as indices into the molecule given."""
    match = molecule.GetSubstructMatch(pattern)
    return tuple(molecule.GetAtomWithIdx(index).GetIntProp(_GIVEN_INDEX) for index in match)
