"""What is said of the conformation of one switch loop, and on what does it rest?

A call holds what `annotate` prints; the rest is computed when it is asked for:
the angle that decides, what is missing, how far the call can be trusted, and all
of it in one sentence.
"""

from __future__ import annotations

import dataclasses

import numpy as np
import numpy.typing as npt

from rasstruct.annotation.switch_classes import DISORDERED, OUTLIER, find_hits
from rasstruct.annotation.tyrosines import TyrosinePlace
from rasstruct.reference.switches import SwitchLoop, get_switch_loop, switch_confidence, switch_exemplars
from rasstruct.structure.backbone import BACKBONE_ANGLES

__all__ = ["SwitchCall"]

Angles = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]

#: angles that a gap of one residue takes: its own, psi before it, phi and omega behind it; the share of chains that
#: have their nearest class holds no more with larger gaps
_MOST_MISSING = 6
#: missing atoms that a sentence names
_MOST_NAMED = 6
_BACKBONE = ("N", "CA", "C")


@dataclasses.dataclass(frozen=True, slots=True)
class SwitchCall:
    """The conformation of one loop, with what it rests on.

    ``nearest`` is the nearest class of all, whatever its group; it and what
    follows are `None` when no angle can be compared. Distances are 2(1 - cos Δ),
    0 to 4, of the angle that differs most, those to every class in ``class_distances``,
    in the order of the exemplars' classes. ``backbone`` are the atom rows of the path
    from CA of the residue before the loop to N of the one behind it.
    """

    loop: str
    rule: str
    conformation: str | None
    group: str | None
    tyrosine: TyrosinePlace
    angles: Angles = dataclasses.field(compare=False, repr=False)
    backbone: Rows = dataclasses.field(compare=False, repr=False)
    class_distances: Angles = dataclasses.field(compare=False, repr=False)
    nearest: str | None = None
    distance: float | None = None
    exemplar: str | None = None
    runner_up: str | None = None
    runner_up_distance: float | None = None
    margin: float | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """Angles of the loop that are not there, such as ``"61 phi"``."""
        gone = np.flatnonzero(np.isnan(self.angles)).tolist()
        return tuple(f"{residue} {angle}" for residue, angle in map(self._name_angle, gone))

    @property
    def missing_atoms(self) -> tuple[str, ...]:
        """Atoms that are not there: of the backbone, such as ``"61 N"``, then those that place the tyrosine."""
        return (*self._missing_backbone(), *self.tyrosine.missing)

    @property
    def hits(self) -> tuple[str, ...]:
        """Classes of the group within the limit; none for a rule without groups."""
        exemplars = switch_exemplars(self.loop)
        spatial, _, nucleotide = (self.group or "").partition(".")
        (found,) = find_hits(self.class_distances[None], np.array([spatial]), np.array([nucleotide]), exemplars)
        return tuple(name for name, is_hit in zip(exemplars.classes, found.tolist(), strict=True) if is_hit)

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
        if self.exemplar is None:
            return None
        distances = np.round(2.0 * (1.0 - np.cos(np.radians(self._apart()))), 2)
        return int((distances > get_switch_loop(self.loop).hit_limit).sum())

    @property
    def confidence(self) -> float | None:
        """Share of published chains at this distance whose class is the nearest one.

        Counted on complete loops. `None` when more than six angles are missing, what one residue without
        coordinates takes: the less is left to compare, the nearer every class seems.
        """
        if self.distance is None or len(self.missing) > _MOST_MISSING:
            return None
        row = next(row for row in switch_confidence() if row.loop == self.loop and self.distance <= row.up_to)
        return round(row.n_agree / row.n_chains, 3)

    @property
    def explanation(self) -> str:
        """The call in one sentence."""
        return _explain(self, get_switch_loop(self.loop))

    def _missing_backbone(self) -> tuple[str, ...]:
        """Name the atoms of the backbone that are not there."""
        first = get_switch_loop(self.loop).residues[0] - 1
        places = (divmod(row + 1, len(_BACKBONE)) for row in np.flatnonzero(self.backbone < 0).tolist())
        return tuple(f"{first + residue} {_BACKBONE[atom]}" for residue, atom in places)

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


def _explain(call: SwitchCall, loop: SwitchLoop) -> str:
    """Say a call in one sentence."""
    if call.nearest is None:
        return f"{loop.loop} has no backbone angle in the coordinates, so that nothing can be compared."
    apart = f"{call.deciding_angle} of residue {call.deciding_residue} differs most, by {call.deviation}°"
    nearest = f"exemplar {call.exemplar} of {call.nearest} is the nearest ({call.distance}): {apart}"
    if call.group is None:
        trust = "too much of it is missing for a confidence"
        if call.confidence is not None:
            trust = f"of the published chains at this distance {call.confidence:.0%} are of their nearest class"
        return f"{loop.loop} is nearest to {call.nearest}: {nearest}{_explain_gaps(call)}; {trust}."
    is_grouped = call.conformation in (OUTLIER, DISORDERED) and not call.tyrosine.missing
    beyond = f", and {_count(call.n_beyond)} by more than the limit" if is_grouped and call.n_beyond else ""
    return f"{loop.loop} is {call.conformation}: {_explain_group(call, loop)}; {nearest}{beyond}{_explain_gaps(call)}."


def _explain_group(call: SwitchCall, loop: SwitchLoop) -> str:
    """Say what the published rule found among the classes of the group."""
    if call.conformation not in (OUTLIER, DISORDERED):
        return f"it alone of its group {call.group} is within {loop.hit_limit}"
    if call.tyrosine.missing:
        lacks = " and ".join(_explain_lack(missing, call.tyrosine) for missing in call.tyrosine.missing)
        return f"{lacks}, so that the published rule has no group for it"
    if call.hits:
        listed = (
            f"{len(call.hits)} classes of its group {call.group} are within {loop.hit_limit} ({', '.join(call.hits)})"
        )
        return f"{listed}, and the published rule takes one alone"
    exemplars = switch_exemplars(loop.loop)
    groups = zip(exemplars.spatial, exemplars.nucleotide_classes, strict=True)
    if call.group not in [".".join(group) for group in groups]:
        return f"the published rule has no class in its group {call.group}"
    return f"no class of its group {call.group} is within {loop.hit_limit}"


def _explain_lack(missing: str, place: TyrosinePlace) -> str:
    """Say what is not there to place the tyrosine, such as ``TYR32 has no OH``."""
    number, atom = missing.split()
    if number != str(place.uniprot_number):
        return f"residue {number} has no {atom}"
    return f"{place.residue_name}{number} has no {atom}" if place.residue_name else f"residue {number} is not modelled"


def _explain_gaps(call: SwitchCall) -> str:
    """Say how many angles are missing, and for want of which atoms where they are few."""
    n_missing, atoms = len(call.missing), call.missing_atoms
    if not n_missing:
        return ""
    named = f" (no {', '.join(atoms)})" if 0 < len(atoms) <= _MOST_NAMED else ""
    return f"; {n_missing} of its {_count(call.angles.size)} {'is' if n_missing == 1 else 'are'} missing{named}"


def _count(n_angles: int | None) -> str:
    """Say a number of angles."""
    return f"{n_angles} angle{'' if n_angles == 1 else 's'}"
