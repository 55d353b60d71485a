"""Which reactive groups does a molecule carry, and which atom of each binds the protein?

A group of the warhead table is found by its SMARTS. An atom is reported once,
under the most specific name: the α-fluoroacrylamide of adagrasib is no plain
acrylamide. A group with two places of attack that differ (an epoxide between
two like carbons) gives a row for each. A hit is a matter of structure, not of
measured reactivity.
"""

from __future__ import annotations

import dataclasses

from rdkit import Chem

from rasstruct._base.records import Records, column
from rasstruct.chemistry.reactivity.apply_reaction import match_reaction
from rasstruct.reference.warheads import Warhead, warheads

__all__ = ["FoundWarhead", "find_warheads"]


@dataclasses.dataclass(frozen=True, slots=True)
class FoundWarhead:
    """One reactive group of a molecule."""

    name: str = column("string", "name of the group")
    label: str = column("string", "name as printed")
    mechanism: str = column("string", "how it reacts")
    nucleophiles: tuple[str, ...] = column("list", "residues whose side chain it binds")
    electrophilic_atom: int = column("integer", "index of the atom that binds")
    atoms: tuple[int, ...] = column("list", "indices of the atoms of the group, ascending")


def find_warheads(mol: Chem.Mol) -> Records[FoundWarhead]:
    """Find the reactive groups of a molecule.

    Parameters
    ----------
    mol
        Sanitised molecule, hydrogens implicit or explicit.

    Returns
    -------
    Records of FoundWarhead
        In the order of the table, the most specific first, then of the atoms; empty when there is none.

    Examples
    --------
    >>> from rdkit import Chem
    >>> [(row.name, row.electrophilic_atom) for row in find_warheads(Chem.MolFromSmiles("C=C(F)C(=O)N1CCCC1"))]
    [('alpha-fluoroacrylamide', 0)]
    >>> find_warheads(Chem.MolFromSmiles("CCC(=O)N1CCCC1"))
    <FoundWarhead × 0 rows; .to_frame() for a DataFrame>
    """
    found: list[FoundWarhead] = []
    alike: list[int] | None = None
    # renumbered molecules may come without ring information, which the SMARTS ask for
    Chem.GetSymmSSSR(mol)
    for row in warheads():
        taken = {atom for other in found for atom in other.atoms}
        sites = {atoms[1]: atoms for atoms in reversed(match_reaction(mol, row.reaction)) if atoms[1] not in taken}
        hits = [_describe(row, sites[electrophile]) for electrophile in sorted(sites)]
        if len({hit.atoms for hit in hits}) < len(hits):
            alike = alike or list(Chem.CanonicalRankAtoms(mol, breakTies=False))
            hits = list({(hit.atoms, alike[hit.electrophilic_atom]): hit for hit in reversed(hits)}.values())[::-1]
        found.extend(hits)
    return Records(FoundWarhead, found)


def _describe(row: Warhead, atoms: dict[int, int]) -> FoundWarhead:
    """Turn a match into a row."""
    return FoundWarhead(
        name=row.name,
        label=row.label,
        mechanism=row.mechanism,
        nucleophiles=row.nucleophiles,
        electrophilic_atom=atoms[1],
        atoms=tuple(sorted(atoms.values())),
    )
