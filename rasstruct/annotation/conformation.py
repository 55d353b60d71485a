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
import math

import numpy as np
import numpy.typing as npt

from rasstruct._base.errors import LookupFailedError
from rasstruct.annotation.nucleotide import NucleotideSite
from rasstruct.annotation.switch_classes import (
    DISORDERED,
    OUTLIER,
    classify_by_group,
    measure_classes,
)
from rasstruct.annotation.tyrosines import PUBLISHED_ATOM, TyrosinePlace, place_tyrosine
from rasstruct.reference.switches import (
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
    angles: Angles = dataclasses.field(compare=False, repr=False)
    nearest: str | None = None
    distance: float | None = None
    exemplar: str | None = None
    runner_up: str | None = None
    runner_up_distance: float | None = None
    margin: float | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """Angles of the loop that are not there."""
        gone = np.flatnonzero(np.isnan(self.angles)).tolist()
        return tuple(f"{residue} {angle}" for residue, angle in map(self._name_angle, gone))

    @property
    def deciding_residue(self) -> int | None:
        """UniProt number where the nearest exemplar differs most."""
        return self._name_angle(self._worst())[0] if self.exemplar else None

    @property
    def deciding_angle(self) -> str | None:
        """Angle in which the nearest exemplar differs most."""
        return self._name_angle(self._worst())[1] if self.exemplar else None

    @property
    def deviation(self) -> float | None:
        """How much that angle differs, in degrees."""
        return round(float(self._apart()[self._worst()]), 1) if self.exemplar else None

    @property
    def n_beyond(self) -> int | None:
        """How many angles differ from the nearest exemplar by more than the limit."""
        limit = np.degrees(np.arccos(1.0 - get_switch_loop(self.loop).hit_limit / 2.0))
        return int((self._apart() > limit).sum()) if self.exemplar else None

    @property
    def confidence(self) -> float | None:
        """Share of published chains at this distance whose class is the nearest one."""
        rows = (row for row in switch_confidence() if row.loop == self.loop)
        row = next((row for row in rows if self.distance is not None and self.distance <= row.up_to), None)
        return round(row.n_agree / row.n_chains, 3) if row else None

    @property
    def explanation(self) -> str:
        """The call in one sentence."""
        return _explain(self, get_switch_loop(self.loop))

    def _apart(self) -> Angles:
        """Give how much each angle differs from the nearest exemplar, in degrees."""
        exemplars = switch_exemplars(self.loop)
        other = exemplars.angles[exemplars.chains.index(self.exemplar or "")]
        return np.asarray(np.abs((self.angles - other + 180.0) % 360.0 - 180.0))

    def _worst(self) -> int:
        """Give the place of the angle that differs most."""
        return int(np.nanargmax(self._apart()))

    def _name_angle(self, place: int) -> tuple[int, str]:
        """Give residue and name of an angle of the loop."""
        residue, angle = divmod(place, len(BACKBONE_ANGLES))
        return get_switch_loop(self.loop).residues[residue], BACKBONE_ANGLES[angle]


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
    ranked = sorted(
        (distance, name)
        for distance, name in zip(measured.distance[0].tolist(), exemplars.classes, strict=True)
        if not math.isnan(distance)
    )
    conformation, group = ranked[0][1] if ranked else None, None
    if rule == RULES[0]:
        spatial = place.label if place.label and place.basis == PUBLISHED_ATOM else DISORDERED
        group = f"{spatial}.{nucleotide_class}"
        called = classify_by_group(angles[None], np.array([spatial]), np.array([nucleotide_class]), exemplars, measured)
        conformation = str(called[0])
    (first, nearest), (second, runner_up), *_ = (*ranked, (None, None), (None, None))
    return SwitchCall(
        loop=loop.loop,
        rule=rule,
        conformation=conformation,
        group=group,
        tyrosine=place,
        angles=angles,
        nearest=nearest,
        distance=_rounded(first),
        exemplar=exemplars.chains[int(measured.nearest[0])] if ranked else None,
        runner_up=runner_up,
        runner_up_distance=_rounded(second),
        margin=_rounded(second - first) if first is not None and second is not None else None,
    )


def _rounded(distance: float | None) -> float | None:
    """Round as the published rule does."""
    return None if distance is None else round(distance, 2)


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
