"""Does a substitution disturb the binding of a ligand, by structure?

The label is the strongest thing that the structure shows, in this order:
covalent anchor lost; direct contact lost (a hydrogen bond, or buried surface
above the limit); steric clash; electrostatic/polar mismatch; direct contact
lost (any contact). The verdict says how far it carries: *disturbed* by one of
anchor, strong contact or clash, *spared* when the side chain touches nothing and the new one
neither clashes nor brings a charge, else *cannot say*: a charge may repel the
ligand or attract it, and its charges are not read here. What the native side
chain does is counted as lost where the mutant lacks the atoms; bonds that a
modelled mutant could make are not credited. Limits: `resistance_criteria`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rasstruct.analysis.mutagenesis.kept_atoms import find_kept_atoms
from rasstruct.analysis.mutagenesis.native_side_chain import AtomPair, NativeSideChain
from rasstruct.analysis.mutagenesis.place_side_chain import Overlap, PlacedRotamer
from rasstruct.analysis.mutagenesis.surroundings import Surroundings
from rasstruct.reference.resistance_criteria import get_resistance_limit
from rasstruct.reference.side_chain_atoms import polar_atoms

__all__ = ["LABELS", "Judgement", "judge"]

ANCHOR, CONTACT, CLASH = "covalent anchor lost", "direct contact lost", "steric clash"
MISMATCH, NO_EFFECT, NOT_MODELLED = "electrostatic/polar mismatch", "no structural effect seen", "not modelled"
#: labels from the strongest to none
LABELS = (ANCHOR, CONTACT, CLASH, MISMATCH, NO_EFFECT, NOT_MODELLED)
DISTURBED, SPARED, CANNOT_SAY = "disturbed", "spared", "cannot say"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Label, verdict and score (0 to 1), and what they rest on; areas in Å², overlaps in Å."""

    label: str
    verdict: str
    score: float
    contacts_lost: tuple[AtomPair, ...]
    hydrogen_bonds_lost: tuple[AtomPair, ...]
    area_lost: float
    covalent_lost: bool
    overlap: Overlap
    is_clash: bool
    is_charged: bool
    charge_distance: float | None


def judge(
    native: NativeSideChain,
    native_overlap: float,
    from_name: str,
    to_name: str,
    placed: tuple[PlacedRotamer, ...],
    surroundings: Surroundings,
) -> Judgement:
    """Judge one substitution beside one ligand.

    Parameters
    ----------
    native
        What the side chain that is there does.
    native_overlap
        Its own greatest overlap with the ligand in Å.
    from_name, to_name
        Three-letter codes.
    placed
        Rotamers of the new side chain, the best first.
    surroundings
        What stands around, the ligand marked.
    """
    is_same = from_name == to_name
    kept = find_kept_atoms(from_name, to_name)
    contacts = tuple(pair for pair in native.contacts if pair.atom not in kept)
    bonds = tuple(pair for pair in native.hydrogen_bonds if pair.atom not in kept)
    area = sum(value for atom, value in native.buried_area if atom not in kept)
    covalent_lost = native.is_covalent and not is_same
    possible = _possible(placed)
    least = min(possible, key=lambda rotamer: rotamer.ligand_overlap.depth).ligand_overlap
    excess = 0.0 if is_same else max(0.0, least.depth - native_overlap)
    charge = None if is_same else _charge_distance(from_name, possible, surroundings)
    is_clash = excess >= get_resistance_limit("overlap")
    is_charged = charge is not None and charge <= get_resistance_limit("charge reach")
    is_strong = bool(bonds) or area >= get_resistance_limit("area lost")
    label = (
        ANCHOR
        if covalent_lost
        else CONTACT
        if is_strong
        else CLASH
        if is_clash
        else MISMATCH
        if is_charged
        else CONTACT
        if contacts
        else NO_EFFECT
    )
    is_disturbed = covalent_lost or is_strong or is_clash
    return Judgement(
        label=label,
        verdict=DISTURBED if is_disturbed else CANNOT_SAY if contacts or is_charged else SPARED,
        score=_score(covalent_lost, len(bonds), area, excess, is_charged, len(contacts)),
        contacts_lost=contacts,
        hydrogen_bonds_lost=bonds,
        area_lost=float(area),
        covalent_lost=covalent_lost,
        overlap=Overlap(0.0, None, None) if is_same else least,
        is_clash=is_clash,
        is_charged=is_charged,
        charge_distance=charge,
    )


def _possible(placed: tuple[PlacedRotamer, ...]) -> tuple[PlacedRotamer, ...]:
    """Keep the rotamers that the side chain can take: little above the best in energy."""
    limit = placed[0].energy + get_resistance_limit("rotamer range")
    return tuple(rotamer for rotamer in placed if rotamer.energy <= limit)


def _charge_distance(from_name: str, possible: tuple[PlacedRotamer, ...], surroundings: Surroundings) -> float | None:
    """Give the distance in Å at which a new charge stays from the ligand, in the rotamer where it is farthest."""
    before = {row.charge for row in polar_atoms(from_name).values() if row.charge}
    charged = {
        name for name, row in polar_atoms(possible[0].residue_name).items() if row.charge and row.charge not in before
    }
    ligand = surroundings.xyz[surroundings.is_ligand]
    if not charged or not len(ligand):
        return None
    nearest = []
    for rotamer in possible:
        xyz = rotamer.xyz[[name in charged for name in rotamer.atom_names]]
        nearest.append(float(np.linalg.norm(xyz[:, None] - ligand, axis=-1).min()))
    return max(nearest)


def _score(covalent_lost: bool, n_bonds: int, area: float, excess: float, is_charged: bool, n_contacts: int) -> float:
    """Join the parts: one less the product of what each leaves, so that it grows with each and stays below 1."""
    left = 0.0 if covalent_lost else 1.0
    left *= (1 - get_resistance_limit("hydrogen bond share")) ** n_bonds
    left *= 1 - min(1.0, area / get_resistance_limit("full area")) / 2
    left *= 1 - min(1.0, excess / get_resistance_limit("full overlap")) / 2
    left *= 1 - get_resistance_limit("charge share") * is_charged
    left *= (1 - get_resistance_limit("contact share")) ** n_contacts
    return round(1 - left, 3)
