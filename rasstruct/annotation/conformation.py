"""Which conformation have switch I and switch II of a chain, and why?

Two rules. ``parker2022`` is the published one: the class of the group (place of
the tyrosine, nucleotide class) that alone has an exemplar within the limit,
else Outlier or Disordered. ``nearest`` knows no group and always names the nearest
class, with the share of published chains at that distance that had it, where not too
much of the loop is missing: for predictions and for models without their nucleotide.
Either way the call carries the nearest class of all, how far it is, and the angle
that decides. How reliable ``nearest`` is stands in ``docs/conformation.md``.
"""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import numpy.typing as npt

from rasstruct._base.errors import LookupFailedError
from rasstruct.annotation.nucleotide import NucleotideSite
from rasstruct.annotation.switch_call import SwitchCall
from rasstruct.annotation.switch_classes import DISORDERED, classify_by_group, measure_classes
from rasstruct.annotation.tyrosines import PUBLISHED_ATOM, TyrosinePlace, place_tyrosine
from rasstruct.reference.switches import SwitchLoop, switch_exemplars, switch_loops
from rasstruct.structure.backbone import map_backbone_dihedrals
from rasstruct.structure.dihedrals import compute_dihedrals
from rasstruct.structure.model import Structure
from rasstruct.structure.numbering import ChainNumbering

__all__ = ["RULES", "Conformation", "describe_conformation"]

RULES = ("parker2022", "nearest")
Angles = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]


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
        # N, CA and C of each residue are the last three atoms of its phi; the row before and behind the loop count too
        backbone = atoms[loop.residues[0] - 2 : loop.residues[-1] + 1, 0, 1:].ravel()[1:-2]
        calls.append(_call(loop, own.ravel(), backbone, place, nucleotide.parker_class, rule))
    return Conformation(*calls)


def _call(
    loop: SwitchLoop, angles: Angles, backbone: Rows, place: TyrosinePlace, nucleotide_class: str, rule: str
) -> SwitchCall:
    """Classify one loop."""
    exemplars = switch_exemplars(loop.loop)
    measured = measure_classes(angles[None], exemplars)
    exemplar = int(measured.nearest[0])
    own = exemplars.classes[exemplars.class_of[exemplar]]
    ranked = sorted(
        (distance, name != own, name)
        for distance, name in zip(measured.distance[0].tolist(), exemplars.classes, strict=True)
        if not math.isnan(distance)
    )
    conformation, group = own if ranked else None, None
    if rule == RULES[0]:
        spatial = place.label if place.label and place.basis == PUBLISHED_ATOM else DISORDERED
        group = f"{spatial}.{nucleotide_class}"
        called = classify_by_group(angles[None], np.array([spatial]), np.array([nucleotide_class]), exemplars, measured)
        conformation = str(called[0])
    (first, _, nearest), (second, _, runner_up), *_ = (*ranked, (None,) * 3, (None,) * 3)
    distance, runner_up_distance = _rounded(first), _rounded(second)
    return SwitchCall(
        loop=loop.loop,
        rule=rule,
        conformation=conformation,
        group=group,
        tyrosine=place,
        angles=angles,
        backbone=backbone,
        class_distances=measured.distance[0],
        nearest=nearest,
        distance=distance,
        exemplar=exemplars.chains[exemplar] if ranked else None,
        runner_up=runner_up,
        runner_up_distance=runner_up_distance,
        margin=None if distance is None or runner_up_distance is None else _rounded(runner_up_distance - distance),
    )


def _rounded(distance: float | None) -> float | None:
    """Round as the published rule does."""
    return None if distance is None else round(distance, 2)
