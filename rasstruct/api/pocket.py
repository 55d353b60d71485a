"""A pocket of a RAS chain as users hold it."""

from __future__ import annotations

import dataclasses
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records
from rasstruct.analysis.pockets.place import PocketPlace, place_ligand_pocket, place_named_pocket
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.api.ligand import Ligand
from rasstruct.reference.defaults import DEFAULT_POCKET

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    from rasstruct.analysis.pockets.describe import MeasuredPocket, PocketRow
    from rasstruct.analysis.pockets.measure import PocketValues
    from rasstruct.analysis.pockets.pocket_residues import PocketResidue
    from rasstruct.api.chain import RasChain

__all__ = ["Pocket"]


@dataclasses.dataclass(frozen=True, eq=False, repr=False)
class Pocket:
    """A named pocket of a chain, or the one around a ligand.

    Residues are known at once; the pocket is measured when a value is first asked for, in the first model.

    Examples
    --------
    >>> import rasstruct as rs
    >>> pocket = rs.load("8AZR")["A"].pocket("SII-P")
    >>> 96 in pocket.modelled, pocket.occupants
    (True, ('LR4',))
    """

    chain: AnnotatedChain
    place: PocketPlace

    @classmethod
    def find(cls, chain: RasChain, name: str | None = None, ligand: str | Ligand | None = None) -> Pocket:
        """Choose a pocket of a chain: by name, by ligand, or the default one when neither is given.

        Raises
        ------
        LookupFailedError
            When there is no such pocket or ligand, both are given, or the ligand is one of another entry.
        """
        if ligand is None:
            return cls(chain, place_named_pocket(chain, DEFAULT_POCKET if name is None else name))
        if name is not None:
            raise LookupFailedError(
                f"found a pocket name ({name}) and a ligand, expected one of the two; leave one of them out"
            )
        chosen = ligand if isinstance(ligand, Ligand) else chain.ligands[ligand]
        if chosen.chain.structure is not chain.structure:
            raise LookupFailedError(
                f"found ligand {chosen.bound.label} of {chosen.chain.structure.source}, expected one of "
                f"{chain.structure.source}; ask a chain of the same entry"
            )
        return cls(chain, place_ligand_pocket(chain, chosen.bound))

    @property
    def pocket(self) -> str:
        """Name of the pocket."""
        return self.place.pocket

    @property
    def definition(self) -> str:
        """How its residues were chosen."""
        return self.place.definition

    @property
    def residues(self) -> tuple[int, ...]:
        """UniProt numbers of its residues."""
        return self.place.residues

    @property
    def modelled(self) -> tuple[int, ...]:
        """Those of its residues that are in the coordinates."""
        return self.place.modelled

    @property
    def missing(self) -> tuple[int, ...]:
        """Those of its residues that are not."""
        return self.place.missing

    @property
    def source(self) -> str:
        """Publication or table of the definition; the structure itself when a ligand defines the pocket."""
        return self.place.source

    @property
    def confidence(self) -> str | None:
        """How sure the definition is: high, medium or low; none when a ligand defines the pocket."""
        return self.place.confidence

    @cached_property
    def _measured(self) -> MeasuredPocket:
        from rasstruct.analysis.pockets.describe import measure_chain_pocket

        return measure_chain_pocket(self.chain, self.place)

    @cached_property
    def summary(self) -> PocketRow:
        """Everything that is known of the pocket, in one row; see `describe_pocket`."""
        from rasstruct.analysis.pockets.describe import describe_pocket

        return describe_pocket(self.chain, self.place, self._measured)

    @property
    def volume(self) -> float | None:
        """Room in Å³ that a water-sized probe sweeps, ligands left out; `None` when it cannot be measured."""
        return self.summary.volume

    @property
    def enclosure(self) -> float | None:
        """Mean share of the rays from the room that meet a wall."""
        return self.summary.enclosure

    @property
    def depth(self) -> float | None:
        """Way in Å from the farthest point of the room to where it is open."""
        return self.summary.depth

    @property
    def polarity(self) -> float | None:
        """Share of nitrogen and oxygen among the protein atoms that line the room."""
        return self.summary.polarity

    @property
    def occupants(self) -> tuple[str, ...] | None:
        """Molecules and other chains with atoms in the room."""
        return self.summary.occupants

    @property
    def note(self) -> str | None:
        """Why there is no volume, or what to know about it."""
        return self.summary.note

    def lining(self) -> Records[PocketResidue]:
        """List the residues, with what lines the room and the distance to the ligand; see `list_pocket_residues`."""
        from rasstruct.analysis.pockets.pocket_residues import list_pocket_residues

        return list_pocket_residues(self.chain, self.place, self._measured)

    def measure_frames(self, xyz: npt.NDArray[np.float32] | None = None) -> PocketValues:
        """Measure models or frames of shape (..., n, 3) in Å, all models of the file when not given.

        Raises
        ------
        LookupFailedError
            When the pocket cannot be measured; the message says why.
        """
        from rasstruct.analysis.pockets.frames import measure_pocket_frames

        return measure_pocket_frames(self.chain, self.place, xyz)

    def to_record(self) -> dict[str, Any]:
        """Give the summary as a dictionary of plain values."""
        return self._records().to_records()[0]

    def to_frame(self) -> pd.DataFrame:
        """Give the summary as a DataFrame of one row."""
        return self._records().to_frame()

    def _records(self) -> Records[PocketRow]:
        from rasstruct.analysis.pockets.describe import PocketRow

        return Records(PocketRow, (self.summary,))

    def _repr_html_(self) -> str:
        from rasstruct.view.cards import draw_pocket_card

        return draw_pocket_card(self.chain, self.place)

    def __repr__(self) -> str:
        there = f"{len(self.modelled)} of {len(self.residues)} residues modelled"
        return f"<Pocket {self.pocket} of chain {self.chain.chain_id} · {there}>"
