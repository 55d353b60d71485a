"""Which conformation have switch I and switch II of a chain, and why?

Two rules. ``parker2022`` is the published one: the class of the group (place of
the tyrosine, nucleotide class) that alone has an exemplar within the limit,
else Outlier or Disordered. ``nearest`` knows no group and always names the nearest
class, with the share of published chains at that distance that had it: for
predictions and for models without their nucleotide. Either way the call carries
the nearest class of all, how far it is, and the angle that decides.
"""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import numpy.typing as npt

from rasstruct._base.errors import LookupFailedError
from rasstruct.annotation.nucleotide import NucleotideSite
from rasstruct.annotation.switch_classes import (
    DISORDERED,
    OUTLIER,
    ClassDistances,
    classify_by_group,
    measure_classes,
)
from rasstruct.annotation.tyrosines import PUBLISHED_ATOM, TyrosinePlace, place_tyrosine
from rasstruct.reference.switches import (
    SwitchExemplars,
    SwitchLoop,
    get_switch_loop,
    switch_confidence,
    switch_exemplars,
    switch_loops,
)
from rasstruct.structure.backbone import BACKBONE_ANGLES, map_backbone_dihedrals
from rasstruct.structure.dihedrals import compute_dihedrals
from rasstruct.structure.model import Structure
from rasstruct.structure.numbering import ChainNumbering

__all__ = ["RULES", "Conformation", "SwitchCall", "describe_conformation"]

RULES = ("parker2022", "nearest")
Angles = npt.NDArray[np.float64]


@dataclasses.dataclass(frozen=True, slots=True)
class SwitchCall:
    """The conformation of one loop, with what it rests on.

    ``nearest`` is the nearest class of all, whatever its group; it and what
    follows are `None` when no angle can be compared. Distances are 2(1 - cos Δ),
    0 to 4, of the angle that differs most. ``n_beyond`` counts the angles that differ from the
    nearest exemplar by more than the limit; ``deviation`` is that of the deciding angle,
    in degrees. ``confidence`` is the share of published chains at this distance whose class is the nearest one.
    ``missing`` names the angles that are not there, such as ``"61 phi"``.
    """

    loop: str
    rule: str
    conformation: str | None
    group: str | None
    tyrosine: TyrosinePlace
    missing: tuple[str, ...]
    nearest: str | None = None
    distance: float | None = None
    exemplar: str | None = None
    runner_up: str | None = None
    runner_up_distance: float | None = None
    margin: float | None = None
    deciding_residue: int | None = None
    deciding_angle: str | None = None
    deviation: float | None = None
    n_beyond: int | None = None
    confidence: float | None = None

    @property
    def explanation(self) -> str:
        """The call in one sentence."""
        return _explain(self, get_switch_loop(self.loop))


@dataclasses.dataclass(frozen=True, slots=True)
class Conformation:
    """Conformation of both switches of a chain."""

    sw1: SwitchCall
    sw2: SwitchCall

    @property
    def tyr32(self) -> TyrosinePlace:
        """Where Tyr32 is."""
        return self.sw1.tyrosine

    @property
    def tyr71(self) -> TyrosinePlace:
        """Where Tyr71 is."""
        return self.sw2.tyrosine

    def __repr__(self) -> str:
        return f"<Conformation SW1 {self.sw1.conformation} · SW2 {self.sw2.conformation}>"


def describe_conformation(
    structure: Structure, numbering: ChainNumbering, nucleotide: NucleotideSite, rule: str = "parker2022"
) -> Conformation:
    """Classify both switches of a chain.

    Parameters
    ----------
    structure, numbering
        A structure and one of its RAS chains; the first model is used.
    nucleotide
        What is in its nucleotide site.
    rule
        One of `RULES`.

    Raises
    ------
    LookupFailedError
        When there is no such rule.
    """
    if rule not in RULES:
        raise LookupFailedError(f"found rule {rule!r}, expected one of {', '.join(RULES)}; choose one of these")
    loops = switch_loops()
    atoms = map_backbone_dihedrals(structure, numbering)
    angles = compute_dihedrals(structure.xyz[0], atoms[[number - 1 for loop in loops for number in loop.residues]])
    calls = []
    for loop in loops:
        own, angles = angles[: len(loop.residues)], angles[len(loop.residues) :]
        place = place_tyrosine(structure, numbering, loop)
        calls.append(_call(loop, own.ravel(), place, nucleotide.parker_class, rule))
    return Conformation(*calls)


def _call(loop: SwitchLoop, angles: Angles, place: TyrosinePlace, nucleotide_class: str, rule: str) -> SwitchCall:
    """Classify one loop."""
    exemplars = switch_exemplars(loop.loop)
    measured = measure_classes(angles[None], exemplars)
    found = _describe_nearest(loop, angles, exemplars, measured)
    conformation, group = found.get("nearest"), None
    if rule == RULES[0]:
        spatial = place.label if place.label and place.basis == PUBLISHED_ATOM else DISORDERED
        group = f"{spatial}.{nucleotide_class}"
        called = classify_by_group(angles[None], np.array([spatial]), np.array([nucleotide_class]), exemplars, measured)
        conformation = str(called[0])
    return SwitchCall(
        loop=loop.loop,
        rule=rule,
        conformation=conformation,
        group=group,
        tyrosine=place,
        missing=_missing(loop, angles),
        **found,
    )


def _describe_nearest(
    loop: SwitchLoop, angles: Angles, exemplars: SwitchExemplars, measured: ClassDistances
) -> dict[str, Any]:
    """Describe the nearest class, the second nearest, and the angle that differs most."""
    distance = measured.distance[0]
    order = np.argsort(distance, kind="stable")[: int((~np.isnan(distance)).sum())].tolist()
    if not order:
        return {}
    first, second = order[0], order[1] if len(order) > 1 else None
    member = int(measured.nearest[0])
    apart = np.abs((angles - exemplars.angles[member] + 180.0) % 360.0 - 180.0)
    worst = int(np.nanargmax(apart))
    limit = np.degrees(np.arccos(1.0 - loop.hit_limit / 2.0))
    found = {
        "nearest": exemplars.classes[first],
        "distance": round(float(distance[first]), 2),
        "exemplar": exemplars.chains[member],
        "deciding_residue": loop.residues[worst // len(BACKBONE_ANGLES)],
        "deciding_angle": BACKBONE_ANGLES[worst % len(BACKBONE_ANGLES)],
        "deviation": round(float(apart[worst]), 1),
        "n_beyond": int((apart > limit).sum()),
        "confidence": _confidence(loop.loop, float(distance[first])),
    }
    if second is not None:
        found["runner_up"] = exemplars.classes[second]
        found["runner_up_distance"] = round(float(distance[second]), 2)
        found["margin"] = round(float(distance[second] - distance[first]), 2)
    return found


def _missing(loop: SwitchLoop, angles: Angles) -> tuple[str, ...]:
    """Name the angles of a loop that are not there."""
    return tuple(
        f"{loop.residues[place // len(BACKBONE_ANGLES)]} {BACKBONE_ANGLES[place % len(BACKBONE_ANGLES)]}"
        for place in np.flatnonzero(np.isnan(angles)).tolist()
    )


def _confidence(loop: str, distance: float) -> float | None:
    """Look up how often the nearest class was the published one at a distance."""
    for row in switch_confidence():
        if row.loop == loop and distance <= row.up_to:
            return round(row.n_agree / row.n_chains, 3)
    return None


def _explain(call: SwitchCall, loop: SwitchLoop) -> str:
    """Say a call in one sentence."""
    if call.nearest is None:
        return f"{loop.loop} has no backbone angle in the coordinates, so that nothing can be compared."
    place, gaps = call.tyrosine, ""
    if call.missing:
        gaps = f"; {len(call.missing)} of its {len(BACKBONE_ANGLES) * len(loop.residues)} angles are missing"
    apart = f"{call.deciding_angle} of residue {call.deciding_residue} differs most, by {call.deviation}°"
    nearest = f"exemplar {call.exemplar} of {call.nearest} is the nearest ({call.distance}): {apart}"
    if call.group is None:
        trust = f"of the published chains at this distance {call.confidence:.0%} are of their nearest class"
        return f"{loop.loop} is nearest to {call.nearest}: {nearest}{gaps}; {trust}."
    if call.conformation not in (OUTLIER, DISORDERED):
        reason = f"it alone of its group {call.group} is within {loop.hit_limit}"
    elif place.residue_name is None:
        reason = f"residue {loop.tyrosine} is not modelled, so that the published rule has no group for it"
    elif place.basis != PUBLISHED_ATOM:
        at = f"{place.residue_name}{loop.tyrosine} has no {PUBLISHED_ATOM}"
        reason = f"{at}, so that the published rule has no group for it"
    else:
        reason = f"no class of its group {call.group} alone is within {loop.hit_limit}"
        gaps = f", and {call.n_beyond} angles by more than the limit{gaps}"
    return f"{loop.loop} is {call.conformation}: {reason}; {nearest}{gaps}."
