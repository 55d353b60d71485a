"""What does a covalent bond of a ligand bring near that is no interaction of its own?

Atoms up to four bonds apart along the covalent bond are held together by it.
Beyond them the bonded residue may interact as any other; its nucleophile has
no proton left to give and no charge left.
"""

from __future__ import annotations

import dataclasses

from rdkit import Chem

from rasstruct.analysis.interactions.found_pair import FoundPair
from rasstruct.analysis.interactions.partner_molecules import PlacedMolecule
from rasstruct.analysis.partner_residues import name_partner
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.reference.interaction_criteria import get_interaction_limit

__all__ = ["HeldTogether", "describe_bond", "find_held_together"]


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class HeldTogether:
    """The bonded residue, and how many bonds its atoms and those of the ligand are from the covalent bond."""

    residue: int
    protein_atom: str
    from_ligand: dict[str, int]
    from_partner: dict[str, int]

    def explains(self, pair: FoundPair) -> bool:
        """Say whether a pair is there because of the bond."""
        if pair.partner.residue != self.residue or pair.kind == "waterbridge":
            return False
        if pair.kind == "saltbridge" or (pair.kind == "hbond" and self.protein_atom in pair.partner_atoms):
            return True
        apart = [
            self.from_ligand[own] + self.from_partner[other] + 1
            for own in pair.ligand_atoms
            for other in pair.partner_atoms
            if own in self.from_ligand and other in self.from_partner
        ]
        return bool(apart) and min(apart) <= get_interaction_limit("covalent", "bonds apart")


def describe_bond(chain: AnnotatedChain, bound: BoundLigand) -> FoundPair | None:
    """Give the covalent bond of a ligand to the protein; `None` without one, or where an atom is not modelled."""
    bond = bound.bond
    if bond is None or bond.length is None:
        return None
    return FoundPair(
        partner=name_partner(chain, bond.residue),
        kind="covalent",
        distance=bond.length,
        ligand_atoms=(bond.ligand_atom,),
        partner_atoms=(bond.protein_atom,),
    )


def find_held_together(
    bound: BoundLigand, ligand: PlacedMolecule | None, forms: tuple[PlacedMolecule, ...]
) -> HeldTogether | None:
    """Count the bonds of both partners from the covalent bond; `None` without one.

    Parameters
    ----------
    bound, ligand
        The ligand and its molecule.
    forms
        The molecule of the residue that it is bonded to.
    """
    if bound.bond is None:
        return None
    return HeldTogether(
        bound.bond.residue,
        bound.bond.protein_atom,
        _count_bonds(ligand, bound.bond.ligand_atom),
        _count_bonds(forms[0] if forms else None, bound.bond.protein_atom),
    )


def _count_bonds(placed: PlacedMolecule | None, name: str) -> dict[str, int]:
    """Count the bonds from an atom to each atom of its molecule; only the atom itself without a molecule."""
    if placed is None or name not in placed.names:
        return {name: 0}
    distances = Chem.GetDistanceMatrix(placed.molecule)[placed.names.index(name)]
    return {other: int(distances[index]) for index, other in enumerate(placed.names)}
