"""How do the backbone angles of the switches lie among those of the nearest published class?

One dial a residue, 0° at the top and clockwise, with a ring for phi, psi and
omega. An arc is the range of the exemplars of the class, a mark the angle of
the chain. Marks far from the nearest exemplar are named by their deviation.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records, column
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.switch_call import SwitchCall
from rasstruct.reference.switches import get_switch_loop, switch_exemplars
from rasstruct.structure.backbone import BACKBONE_ANGLES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["SwitchAngle", "list_switch_rings", "switch_rings"]

Angles = npt.NDArray[np.float64]
_FULL = 360.0


@dataclasses.dataclass(frozen=True, slots=True)
class SwitchAngle:
    """One backbone angle of a switch loop beside those of a published class."""

    chain_id: str = column("string", "author chain")
    loop: str = column("string", "SW1 or SW2")
    uniprot_number: int = column("integer", "UniProt number")
    residue_name: str | None = column("string", "residue name in the file; none when missing")
    angle_name: str = column("string", "phi, psi or omega")
    angle: float | None = column("number", "in the chain; none when an atom of it is missing", unit="degrees")
    compared_class: str | None = column("string", "class that is compared: the nearest, unless another was asked for")
    n_exemplars: int = column("integer", "exemplars of the class")
    range_from: float | None = column("number", "counter-clockwise end of the exemplars' range", unit="degrees")
    range_to: float | None = column("number", "clockwise end of it", unit="degrees")
    exemplar: str | None = column("string", "chain of the nearest exemplar of the class")
    exemplar_angle: float | None = column("number", "in that exemplar", unit="degrees")
    is_own_entry: bool = column("boolean", "whether that exemplar is of the entry itself")
    deviation: float | None = column("number", "how much the chain differs from it", unit="degrees")
    is_beyond: bool | None = column("boolean", "whether 2(1 - cos) of the deviation is above the limit of a class")
    is_deciding: bool = column("boolean", "whether no angle of the loop deviates more")


def switch_rings(chain: AnnotatedChain, *, classes: Sequence[str] | None = None, axes: Axes | None = None) -> Axes:
    """Draw the angles of the switches against exemplars.

    Parameters
    ----------
    chain, classes
        See `list_switch_rings`.
    axes
        Axes to draw on; new ones when not given.

    Returns
    -------
    matplotlib.axes.Axes
        Its table is `list_switch_rings`.
    """
    from rasstruct.view.plots.draw_rings import draw_rings

    rows = list_switch_rings(chain, classes=classes)
    calls = {call.loop: call.conformation for call in (chain.conformation.sw1, chain.conformation.sw2)} if rows else {}
    name = f"{chain.pdb_id or chain.structure.source} chain {chain.chain_id}"
    return draw_rings(rows, name, calls, axes)


def list_switch_rings(chain: AnnotatedChain, *, classes: Sequence[str] | None = None) -> Records[SwitchAngle]:
    """List the angles of the switches beside those of a class.

    Parameters
    ----------
    chain
        The chain; its first model is used. A RAS peptide has no switches and no rows.
    classes
        One class of a loop or of both to compare with; the nearest class of a loop where none is given.

    Returns
    -------
    Records of SwitchAngle
        SW1, then SW2; by residue, phi before psi before omega; missing angles too.

    Raises
    ------
    LookupFailedError
        When there is no class of that name.

    Examples
    --------
    >>> import rasstruct as rs
    >>> rows = list_switch_rings(rs.load("8AZR")["A"])
    >>> [(row.loop, row.uniprot_number, row.angle_name) for row in rows if row.is_deciding]
    [('SW1', 39, 'phi'), ('SW2', 63, 'psi')]
    """
    if chain.numbering.is_peptide:
        return Records(SwitchAngle)
    calls = (chain.conformation.sw1, chain.conformation.sw2)
    asked = {loop: name for name in classes or () for loop in (_find_loop(name, calls),)}
    return Records(
        SwitchAngle, (row for call in calls for row in _list_loop(chain, call, asked.get(call.loop, call.nearest)))
    )


def _find_loop(name: str, calls: Sequence[SwitchCall]) -> str:
    """Say to which loop a class belongs."""
    names = {one: call.loop for call in calls for one in switch_exemplars(call.loop).classes}
    if name not in names:
        raise LookupFailedError(
            f"found conformation {name!r}, expected one of {', '.join(names)}; choose one of these, or leave it out"
        )
    return names[name]


def _list_loop(chain: AnnotatedChain, call: SwitchCall, compared: str | None) -> list[SwitchAngle]:
    """List the angles of one loop."""
    loop, exemplars = get_switch_loop(call.loop), switch_exemplars(call.loop)
    topology = chain.structure.topology
    is_member = np.array([exemplars.classes[index] == compared for index in exemplars.class_of.tolist()])
    members = exemplars.angles[is_member]
    nearest, apart = _find_nearest(call.angles, members)
    beyond = np.round(2.0 * (1.0 - np.cos(np.radians(apart))), 2) > loop.hit_limit
    deciding = -1 if np.isnan(apart).all() else int(np.nanargmax(apart))
    chains = [name for name, kept in zip(exemplars.chains, is_member.tolist(), strict=True) if kept]
    rows = []
    for place, angle in enumerate(call.angles.tolist()):
        index, kind = divmod(place, len(BACKBONE_ANGLES))
        number = loop.residues[index]
        residue = chain.numbering.residue_at(number)
        ends = _find_range(members[:, place]) if len(members) else (None, None)
        is_there = not np.isnan(apart[place])
        rows.append(
            SwitchAngle(
                chain_id=chain.chain_id,
                loop=call.loop,
                uniprot_number=number,
                residue_name=None if residue is None else topology.name_of(residue),
                angle_name=BACKBONE_ANGLES[kind],
                angle=None if np.isnan(angle) else round(angle, 1),
                compared_class=compared,
                n_exemplars=len(members),
                range_from=ends[0],
                range_to=ends[1],
                exemplar=None if nearest is None else chains[nearest],
                is_own_entry=nearest is not None and chains[nearest].startswith((chain.pdb_id or "none").lower()),
                exemplar_angle=None if nearest is None else round(float(members[nearest, place]), 1),
                deviation=round(float(apart[place]), 1) if is_there else None,
                is_beyond=bool(beyond[place]) if is_there else None,
                is_deciding=place == deciding,
            )
        )
    return rows


def _find_nearest(angles: Angles, members: Angles) -> tuple[int | None, Angles]:
    """Give the exemplar whose largest difference is smallest, and the differences to it in degrees."""
    if not len(members) or np.isnan(angles).all():
        return None, np.full(len(angles), np.nan)
    apart = np.abs((angles - members + _FULL / 2) % _FULL - _FULL / 2)
    nearest = int(np.nanmax(apart, axis=1).argmin())
    return nearest, apart[nearest]


def _find_range(angles: Angles) -> tuple[float, float]:
    """Give the ends of the shortest arc that holds all angles, the second one clockwise of the first."""
    turned = np.sort(angles % _FULL)
    gaps = np.diff(turned, append=turned[0] + _FULL)
    widest = int(gaps.argmax())
    first, last = turned[(widest + 1) % len(turned)], turned[widest]
    return _signed(first), _signed(last)


def _signed(angle: float) -> float:
    """Give an angle between -180 and 180 degrees."""
    return round(float((angle + _FULL / 2) % _FULL - _FULL / 2), 1)
