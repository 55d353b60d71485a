"""By which loops, tyrosines and exemplars are switch conformations classified?

The classes are those of Parker 2022 (doi:10.1158/0008-5472.CAN-22-0804); the
exemplars are the core members of each class with their backbone angles, as
published with rascore 1.0.7 (Apache-2.0).
"""

from __future__ import annotations

import dataclasses
from functools import cache

import numpy as np
import numpy.typing as npt

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records, column
from rasstruct.reference.data_files import read_table
from rasstruct.reference.typed_rows import read_rows

__all__ = [
    "SwitchConfidence",
    "SwitchExemplars",
    "SwitchLoop",
    "TyrosineCutoff",
    "get_switch_loop",
    "switch_confidence",
    "switch_exemplars",
    "switch_loops",
    "tyrosine_cutoffs",
]

_ANGLES_A_RESIDUE = 3


@dataclasses.dataclass(frozen=True, slots=True)
class SwitchLoop:
    """A loop whose conformation is classified, and the tyrosine that groups its classes."""

    loop: str = column("string", "SW1 or SW2")
    region: str = column("string", "switch that the loop covers")
    residues: tuple[int, ...] = column("list", "UniProt numbers of the loop")
    tyrosine: int = column("integer", "UniProt number of the tyrosine")
    reference_residue: int = column("integer", "UniProt number of the residue whose CA it is measured from")
    inside: str = column("string", "label of the tyrosine within the cut-off")
    outside: str = column("string", "label of the tyrosine beyond it")
    hit_limit: float = column("number", "largest distance to an exemplar of a class, 2(1 - cos)")
    source: str = column("string", "publication")
    note: str | None = column("string", "remark")


@dataclasses.dataclass(frozen=True, slots=True)
class TyrosineCutoff:
    """Up to which distance an atom of a tyrosine counts as in."""

    loop: str = column("string", "SW1 or SW2")
    atom: str = column("string", "OH as published; CZ, CG, CB and CA stand in, in this order")
    cutoff: float = column("number", "largest distance to CA of the reference residue", unit="Å")
    n_chains: int | None = column("integer", "chains that a stand-in was compared with OH on")
    n_agree: int | None = column("integer", "chains on which it agrees with OH")
    source: str = column("string", "publication or calibration")
    note: str | None = column("string", "remark")


@dataclasses.dataclass(frozen=True, slots=True)
class SwitchConfidence:
    """How often the nearest class is the published one, by distance to it; loops with every angle."""

    loop: str = column("string", "SW1 or SW2")
    above: float = column("number", "distances of the bin, rounded to 0.01, are above this; 0 is included")
    up_to: float = column("number", "distances of the bin, rounded to 0.01, are at most this")
    n_chains: int = column("integer", "labelled chains in the bin whose loop is complete")
    n_agree: int = column("integer", "chains whose published class is the nearest one")
    source: str = column("string", "how it was counted")


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class SwitchExemplars:
    """Exemplars of one loop.

    ``classes`` are the names, in table order; ``spatial`` and
    ``nucleotide_classes`` their groups. ``angles`` has shape (m, 3 x residues),
    degrees, phi psi omega of each residue, none missing; ``class_of`` and ``chains`` have length m; the
    exemplars of a class stand together.
    """

    loop: str
    classes: tuple[str, ...]
    spatial: tuple[str, ...]
    nucleotide_classes: tuple[str, ...]
    chains: tuple[str, ...]
    class_of: npt.NDArray[np.int64]
    angles: npt.NDArray[np.float64]

    def without_entry(self, pdb_id: str) -> SwitchExemplars:
        """Leave the chains of an entry out, for a test that must not know it."""
        keep = np.array([not chain.upper().startswith(pdb_id.upper()) for chain in self.chains])
        return dataclasses.replace(
            self,
            chains=tuple(chain for chain, kept in zip(self.chains, keep.tolist(), strict=True) if kept),
            class_of=self.class_of[keep],
            angles=self.angles[keep],
        )


@cache
def switch_loops() -> Records[SwitchLoop]:
    """List the loops whose conformations are classified."""
    return read_rows(SwitchLoop, "switch_loops")


@cache
def tyrosine_cutoffs() -> Records[TyrosineCutoff]:
    """List the cut-offs of Tyr32 and Tyr71, with stand-ins for OH."""
    return read_rows(TyrosineCutoff, "tyrosine_cutoffs")


@cache
def switch_confidence() -> Records[SwitchConfidence]:
    """List how often the nearest class is the published one."""
    return read_rows(SwitchConfidence, "switch_confidence")


@cache
def get_switch_loop(loop: str) -> SwitchLoop:
    """Look a loop up.

    Raises
    ------
    LookupFailedError
        When there is no such loop.
    """
    for row in switch_loops():
        if row.loop == loop:
            return row
    names = ", ".join(row.loop for row in switch_loops())
    raise LookupFailedError(f"found loop name {loop!r}, expected one of {names}; choose one of these")


@cache
def switch_exemplars(loop: str) -> SwitchExemplars:
    """Give the exemplars of a loop.

    Raises
    ------
    LookupFailedError
        When there is no such loop.
    """
    n_angles = _ANGLES_A_RESIDUE * len(get_switch_loop(loop).residues)
    rows = [row for row in read_table("switch_exemplars") if row["loop"] == loop]
    groups = {row["conformation"] or "": (row["spatial"] or "", row["nucleotide_class"] or "") for row in rows}
    names = tuple(groups)
    angles = np.array([(row["angles"] or "").split() for row in rows], dtype=np.float64).reshape(len(rows), n_angles)
    class_of = np.array([names.index(row["conformation"] or "") for row in rows], dtype=np.int64)
    angles.setflags(write=False)
    class_of.setflags(write=False)
    return SwitchExemplars(
        loop=loop,
        classes=names,
        spatial=tuple(spatial for spatial, _ in groups.values()),
        nucleotide_classes=tuple(nucleotide for _, nucleotide in groups.values()),
        chains=tuple(row["chain"] or "" for row in rows),
        class_of=class_of,
        angles=angles,
    )
