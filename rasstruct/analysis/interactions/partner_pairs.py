"""Which interactions does a ligand make with one residue, whatever the tautomers of both?

Both neutral tautomers of histidine are looked at, and those of azoles in the
ligand; an interaction that not all of them can make says which. Charged histidine counts where it meets an acid,
and only for the salt bridge. Two atoms that hold the same metal ion make no
hydrogen bond.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from rdkit import Chem

from rasstruct.analysis.interactions.found_pair import FoundPair
from rasstruct.analysis.interactions.metal_ions import hold_one_ion
from rasstruct.analysis.interactions.partner_molecules import PlacedMolecule
from rasstruct.analysis.interactions.typed_pairs import MatchedResidue, TypedPair, find_typed_pairs, make_residue
from rasstruct.analysis.partner_residues import PartnerResidue

__all__ = ["Matched", "find_partner_pairs"]

Matched = tuple[PlacedMolecule, MatchedResidue]

_DONOR_OR_ACCEPTOR = "donor or acceptor"
_SP3 = Chem.HybridizationType.SP3


def find_partner_pairs(
    ligands: Sequence[Matched],
    partner: PartnerResidue,
    forms: Sequence[PlacedMolecule],
    ions: npt.NDArray[np.floating],
) -> Iterator[FoundPair]:
    """Find the typed interactions of a ligand with a residue.

    Parameters
    ----------
    ligands
        The ligand in each tautomer, and what `make_residue` makes of it.
    partner, forms
        The residue, and its molecule in each protonation that it may have.
    ions
        Coordinates of the metal ions around, as `find_metal_ions` gives them.
    """
    found: dict[tuple[str, tuple[int, ...], tuple[int, ...]], list[tuple[TypedPair, int, int]]] = {}
    for second, form in enumerate(forms):
        residue = make_residue(form)
        for first, (ligand, matched) in enumerate(ligands):
            for pair in find_typed_pairs(ligand, matched, form, residue):
                if form.is_charged_form and pair.kind != "saltbridge":
                    continue
                atoms = matched.xyz[pair.ligand[0]], residue.xyz[pair.partner[0]]
                if pair.kind != "hbond" or not hold_one_ion(*atoms, ions):
                    found.setdefault((pair.kind, pair.ligand, pair.partner), []).append((pair, first, second))
    own_forms = [ligand for ligand, _ in ligands]
    for same in found.values():
        pair, first, second = same[0]
        roles = {pair.role for pair, _, _ in same}
        said = (
            _say_charge(own_forms[first], pair),
            _say_form(own_forms, [first for _, first, _ in same]),
            _say_form(forms, [second for _, _, second in same]),
        )
        yield FoundPair(
            partner=partner,
            kind=pair.kind,
            distance=pair.distance,
            ligand_atoms=tuple(own_forms[first].names[index] for index in pair.ligand),
            partner_atoms=tuple(forms[second].names[index] for index in pair.partner),
            role=pair.role if len(roles) == 1 else _DONOR_OR_ACCEPTOR,
            angle=pair.angle,
            assumption="; ".join(text for text in said if text) or None,
        )


def _say_form(forms: Sequence[PlacedMolecule], seen: list[int]) -> str | None:
    """Say the protonation when not each neutral one makes the interaction."""
    neutral = {index for index, form in enumerate(forms) if not form.is_charged_form}
    return None if neutral <= set(seen) else forms[seen[0]].assumption


def _say_charge(ligand: PlacedMolecule, pair: TypedPair) -> str | None:
    """Say that a base of the ligand took a proton, where that matters; every acid has lost its own."""
    if pair.kind not in ("hbond", "saltbridge", "cationpi") or pair.role not in ("donor", "cation"):
        return None
    atom = ligand.molecule.GetAtomWithIdx(pair.ligand[0])
    is_base = (
        atom.GetFormalCharge() == 1
        and atom.GetTotalNumHs()
        and (atom.GetIsAromatic() or atom.GetHybridization() == _SP3)
    )
    return f"{ligand.names[pair.ligand[0]]} protonated" if is_base else None
