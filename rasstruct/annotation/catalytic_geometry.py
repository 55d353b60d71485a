"""How do the catalytic residues of a RAS chain, its Mg²⁺ and the waters stand to the γ-phosphate?

Every limit and atom name is a row of `catalytic_rules`. An atom that is not modelled
makes its values `None`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from rasstruct._base.records import column
from rasstruct.annotation.active_site import (
    STATES_WITH_GAMMA,
    ActiveSite,
    find_metal_ligands,
    find_rows,
    locate_active_site,
)
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.annotation.nucleotide import NucleotideSite
from rasstruct.annotation.partners import Partner
from rasstruct.reference.catalytic_rules import CatalyticRule, get_catalytic_rule
from rasstruct.structure.model import Structure
from rasstruct.structure.neighbours import distance_matrix
from rasstruct.structure.numbering import ChainNumbering

__all__ = ["CatalyticGeometry", "classify_state", "describe_catalysis"]

Rows = npt.NDArray[np.int64]

_GAP_ROLE = "GAP"


@dataclasses.dataclass(frozen=True, slots=True)
class CatalyticGeometry:
    """Distances around the γ-phosphate of one chain, and what they are called."""

    state: str | None = column("string", "state-2-like, intermediate or state-1-like; none without γ-phosphate or Mg²⁺")
    thr35: str | None = column("string", "residue at 35 as modelled; Ser of T35S is measured at OG")
    thr35_mg: float | None = column("number", "hydroxyl of residue 35 to Mg²⁺", unit="Å")
    mg_ligands: tuple[str, ...] = column("list", "atoms that coordinate Mg²⁺, in file order")
    mg_distances: tuple[float, ...] = column("list", "these atoms to Mg²⁺", unit="Å")
    mg_coordination: int | None = column("integer", "number of atoms that coordinate Mg²⁺")
    mg_call: str | None = column("string", "octahedral with six of them, incomplete with fewer; none with more")
    gamma_phosphate: tuple[str, ...] = column("list", "terminal atoms of the γ-phosphate or its mimic")
    gln61: str | None = column("string", "residue at 61 as modelled; only Gln is measured")
    gln61_gamma: float | None = column("number", "Gln61 side chain to the nearest γ-phosphate oxygen", unit="Å")
    gln61_water: float | None = column("number", "Gln61 side chain to the lytic water", unit="Å")
    gln61_call: str | None = column("string", "near or away, by the shorter of the two distances")
    tyr32: str | None = column("string", "residue at 32 as modelled; only Tyr is measured")
    tyr32_gamma: float | None = column("number", "Tyr32 OH to the nearest γ-phosphate oxygen", unit="Å")
    tyr32_water: str | None = column("string", "water between Tyr32 OH and the γ-phosphate")
    tyr32_water_distance: float | None = column(
        "number", "this water to Tyr32 OH or to the γ-phosphate oxygen, the longer of the two", unit="Å"
    )
    tyr32_call: str | None = column("string", "direct, through water or none")
    lytic_water: str | None = column("string", "water in line with the bond to the γ phosphorus")
    lytic_water_distance: float | None = column("number", "lytic water to the γ phosphorus", unit="Å")
    lytic_water_angle: float | None = column("number", "lytic water, γ phosphorus, bridging atom", unit="degrees")
    lytic_water_call: str | None = column("string", "in line or none; none at all when the file has no water")
    arginine_finger: str | None = column("string", "nearest arginine of a bound GAP")
    arginine_finger_gamma: float | None = column("number", "its nearest nitrogen to the γ-phosphate", unit="Å")
    arginine_finger_call: str | None = column("string", "inserted or not inserted")


def classify_state(nucleotide: NucleotideSite) -> str | None:
    """Say whether a chain is like state 1 or state 2, from the distance of residue 35 to Mg²⁺.

    Parameters
    ----------
    nucleotide
        The nucleotide site.

    Returns
    -------
    str or None
        `None` without a γ-phosphate or its mimic, without Mg²⁺, or when residue 35 has no hydroxyl in the model.

    Notes
    -----
    ³¹P NMR defines the two states (doi:10.1074/jbc.M110.145235); a model can only be like one of them.
    """
    distance = _thr35_distance(nucleotide)
    if distance is None or nucleotide.state not in STATES_WITH_GAMMA:
        return None
    bound, free = get_catalytic_rule("Thr35 on Mg²⁺"), get_catalytic_rule("Thr35 off Mg²⁺")
    if distance <= bound.limit:
        return bound.call
    return free.call if distance > free.limit else free.otherwise


def describe_catalysis(
    structure: Structure,
    numbering: ChainNumbering,
    nucleotide: NucleotideSite,
    ligands: Sequence[BoundLigand],
    partners: Sequence[Partner],
) -> CatalyticGeometry:
    """Measure the catalytic geometry of a chain.

    Parameters
    ----------
    structure
        The structure; its first model is used.
    numbering
        The chain.
    nucleotide, ligands, partners
        What annotation found in its nucleotide site, bound to it, and in contact with it.
    """
    site = locate_active_site(structure, numbering, nucleotide, ligands)
    lytic = _measure_lytic_water(site)
    gln61_rule, tyr32_rule = (
        get_catalytic_rule("Gln61 at the γ-phosphate"),
        get_catalytic_rule("Tyr32 at the γ-phosphate"),
    )
    gln61, tyr32 = site.rows_of(gln61_rule), site.rows_of(tyr32_rule)
    gln61_gamma, tyr32_gamma = site.nearest(gln61, site.terminal), site.nearest(tyr32, site.terminal)
    gln61_water = None if lytic.row is None else site.nearest(gln61, np.array([lytic.row]))
    bridge = _find_bridging_water(site, tyr32, tyr32_gamma)
    finger, finger_gamma = _find_arginine_finger(site, partners)
    mg_ligands = find_metal_ligands(site)
    return CatalyticGeometry(
        state=classify_state(nucleotide),
        thr35=site.residue_at(get_catalytic_rule("Thr35 on Mg²⁺")),
        thr35_mg=_thr35_distance(nucleotide),
        mg_ligands=tuple(site.name_atom(row) for row in mg_ligands.tolist()),
        mg_distances=tuple(_measure_metal(site, mg_ligands)),
        mg_coordination=None if site.metal is None else len(mg_ligands),
        mg_call=None if site.metal is None else _call_metal(len(mg_ligands)),
        gamma_phosphate=tuple(site.name_atom(row) for row in site.terminal.tolist()),
        gln61=site.residue_at(gln61_rule),
        gln61_gamma=gln61_gamma,
        gln61_water=gln61_water,
        gln61_call=_call(gln61_rule, min((d for d in (gln61_gamma, gln61_water) if d is not None), default=None)),
        tyr32=site.residue_at(tyr32_rule),
        tyr32_gamma=tyr32_gamma,
        tyr32_water=None if bridge.row is None else site.name_water(bridge.row),
        tyr32_water_distance=bridge.distance,
        tyr32_call=bridge.call or _call(tyr32_rule, tyr32_gamma),
        lytic_water=None if lytic.row is None else site.name_water(lytic.row),
        lytic_water_distance=lytic.distance,
        lytic_water_angle=lytic.angle,
        lytic_water_call=lytic.call,
        arginine_finger=finger,
        arginine_finger_gamma=finger_gamma,
        arginine_finger_call=_call(get_catalytic_rule("arginine finger"), finger_gamma),
    )


@dataclasses.dataclass(frozen=True, slots=True)
class _Water:
    """A water that takes part, if any."""

    row: int | None = None
    distance: float | None = None
    angle: float | None = None
    call: str | None = None


def _thr35_distance(nucleotide: NucleotideSite) -> float | None:
    """Find the distance of residue 35 among those to Mg²⁺."""
    (number,) = get_catalytic_rule("Thr35 on Mg²⁺").residues
    return next((distance for label, distance in nucleotide.mg_side_chains if label[3:] == str(number)), None)


def _measure_metal(site: ActiveSite, ligands: Rows) -> list[float]:
    """Measure the atoms that coordinate Mg²⁺ from it."""
    distances = [] if site.metal is None else distance_matrix(site.xyz[[site.metal]], site.xyz[ligands])[0].tolist()
    return [round(distance, 2) for distance in distances]


def _call_metal(n_ligands: int) -> str | None:
    """Give the word for a number of ligands of Mg²⁺, none for more than there is room for."""
    rule = get_catalytic_rule("Mg²⁺ ligands")
    if n_ligands == rule.limit:
        return rule.call
    return rule.otherwise if n_ligands < rule.limit else None


def _measure_lytic_water(site: ActiveSite) -> _Water:
    """Find the water nearest to the γ phosphorus among those in line with the bond that breaks."""
    gamma, waters = site.gamma, site.waters
    if gamma is None or gamma.bridge is None or waters is None:
        return _Water()
    distance_rule, angle_rule = (get_catalytic_rule(f"lytic water {what}") for what in ("distance", "angle"))
    centre = site.xyz[gamma.centre].astype(np.float64)
    to_bridge, to_water = site.xyz[gamma.bridge] - centre, site.xyz[waters] - centre
    distances = np.linalg.norm(to_water, axis=1)
    angles = np.degrees(np.arccos(np.clip(to_water @ to_bridge / (distances * np.linalg.norm(to_bridge)), -1, 1)))
    in_line = np.flatnonzero((distances <= distance_rule.limit) & (angles >= angle_rule.limit))
    if not len(in_line):
        return _Water(call=distance_rule.otherwise)
    best = in_line[distances[in_line].argmin()]
    return _Water(
        int(waters[best]), round(float(distances[best]), 2), round(float(angles[best]), 1), distance_rule.call
    )


def _find_bridging_water(site: ActiveSite, hydroxyl: Rows, distance: float | None) -> _Water:
    """Find the water between Tyr32 and the γ-phosphate when they do not touch: that whose longer way is shortest."""
    direct, bridged = get_catalytic_rule("Tyr32 at the γ-phosphate"), get_catalytic_rule("Tyr32 bridging water")
    waters, xyz = site.waters, site.xyz
    if distance is None or distance <= direct.limit or waters is None or not len(waters):
        return _Water()
    legs = np.maximum(
        distance_matrix(xyz[hydroxyl], xyz[waters]).min(axis=0),
        distance_matrix(xyz[site.terminal], xyz[waters]).min(axis=0),
    )
    if legs.min() > bridged.limit:
        return _Water()
    return _Water(int(waters[legs.argmin()]), round(float(legs.min()), 2), call=bridged.call)


def _find_arginine_finger(site: ActiveSite, partners: Sequence[Partner]) -> tuple[str | None, float | None]:
    """Find the arginine nitrogen of a GAP that is nearest to the γ-phosphate."""
    rule, topology = get_catalytic_rule("arginine finger"), site.structure.topology
    chains = [topology.chain_ids.index(partner.chain_id) for partner in partners if partner.role == _GAP_ROLE]
    if not chains or not len(site.terminal):
        return None, None
    letters = [ord(letter) for letter in rule.amino_acids]
    residues = np.flatnonzero(np.isin(topology.chain_index, chains) & np.isin(topology.letter, letters))
    found = [find_rows(site.structure, residue, rule) for residue in residues.tolist()]
    rows = np.concatenate([np.zeros(0, dtype=np.int64), *found])
    if not len(rows):
        return None, None
    distances = distance_matrix(site.xyz[rows], site.xyz[site.terminal]).min(axis=1)
    return site.name_atom(int(rows[distances.argmin()])), round(float(distances.min()), 2)


def _call(rule: CatalyticRule, distance: float | None) -> str | None:
    """Give the word of a rule for a distance."""
    if distance is None:
        return None
    return rule.call if distance <= rule.limit else rule.otherwise
