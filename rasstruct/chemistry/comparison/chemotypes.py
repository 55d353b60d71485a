"""Which chemotype of RAS inhibitors is a molecule?

A molecule may hold several: BBO-8520 is a 7-arylquinazoline that carries a
2-amino-3-cyanobenzothiophene. The main one is the first in the order of
precedence of `rasstruct.reference.chemotypes`. The call is about structure
only: it says which scaffold a molecule has, not what it binds.
"""

from __future__ import annotations

import dataclasses
from functools import cache

from rdkit import Chem

from rasstruct._base.errors import TableError
from rasstruct._base.records import Records, column
from rasstruct.chemistry.comparison.similarity import comparable_molecule
from rasstruct.chemistry.reading.read_molecules import read_molecule
from rasstruct.reference.chemotypes import Chemotype, chemotypes

__all__ = ["FoundChemotype", "classify_chemotype", "find_chemotypes"]

_GIVEN_INDEX = "_rasstruct_given_index"


@dataclasses.dataclass(frozen=True, slots=True)
class FoundChemotype:
    """A chemotype that a molecule belongs to."""

    name: str = column("string", "chemotype")
    is_main: bool = column("boolean", "whether it is the main one of the molecule")
    series: str = column("string", "compounds that the class is known by")
    target: str = column("string", "what the class binds")
    site: str | None = column("string", "site on RAS, when the class binds there")
    atoms: tuple[int, ...] = column("list", "atoms that decide, as indices into the molecule, ascending")
    source: str = column("string", "publication or entry")
    confidence: str = column("string", "high, medium or low")


def find_chemotypes(molecule: str | Chem.Mol) -> Records[FoundChemotype]:
    """Find every chemotype of a molecule.

    Parameters
    ----------
    molecule
        SMILES, mol block or RDKit molecule, reactive or bound form, with or without hydrogens.

    Returns
    -------
    Records of FoundChemotype
        The main one first, then in order of precedence; empty when none fits.

    Raises
    ------
    MoleculeError
        When there is no molecule.

    Examples
    --------
    >>> from rasstruct.chemistry.comparison.chemotypes import find_chemotypes
    >>> [found.name for found in find_chemotypes("Cc1[nH]c2cc(Cl)cc(Cl)c2c1CCN")]
    ['dichlorotryptamine']
    """
    marked = Chem.Mol(read_molecule(molecule))
    for atom in marked.GetAtoms():
        atom.SetIntProp(_GIVEN_INDEX, atom.GetIdx())
    plain = comparable_molecule(marked)
    given = [atom.GetIntProp(_GIVEN_INDEX) for atom in plain.GetAtoms()]
    matches = ((row, plain.GetSubstructMatch(pattern)) for row, pattern in _patterns())
    fitting = [(row, match) for row, match in matches if match]
    return Records(
        FoundChemotype,
        (
            FoundChemotype(
                name=row.name,
                is_main=position == 0,
                series=row.series,
                target=row.target,
                site=row.site,
                atoms=tuple(sorted(given[index] for index in match)),
                source=row.source,
                confidence=row.confidence,
            )
            for position, (row, match) in enumerate(fitting)
        ),
    )


def classify_chemotype(molecule: str | Chem.Mol) -> str | None:
    """Give the name of the main chemotype, or `None` when no class of the table fits.

    Examples
    --------
    >>> classify_chemotype("CCO") is None
    True
    """
    found = find_chemotypes(molecule)
    return found[0].name if found else None


@cache
def _patterns() -> tuple[tuple[Chemotype, Chem.Mol], ...]:
    """Compile the table once, in order of precedence."""
    compiled = []
    for row in chemotypes():
        pattern = Chem.MolFromSmarts(row.smarts)
        if pattern is None:
            raise TableError(
                f"found SMARTS {row.smarts!r} for the chemotype {row.name}, expected one that RDKit reads; "
                "reinstall rasstruct"
            )
        compiled.append((row, pattern))
    return tuple(compiled)
