"""Which mutations disturb which inhibitors, over all copies and complexes?"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from rasstruct._base.errors import LookupFailedError, RasStructError
from rasstruct._base.records import Records
from rasstruct.analysis.mutagenesis.mutation_effect import MutationEffect
from rasstruct.analysis.resistance_matrix.cells import MatrixInhibitor, ResistanceCell, build_cells, list_inhibitors
from rasstruct.analysis.resistance_matrix.clusters import (
    DEFAULT_MIN_SIMILARITY,
    InhibitorCluster,
    cluster_inhibitors,
)
from rasstruct.analysis.resistance_matrix.cross_resistance import CrossResistance, compare_inhibitors
from rasstruct.analysis.resistance_matrix.inhibitor_copy import InhibitorCopy, measure_copies
from rasstruct.analysis.resistance_matrix.panel import list_panel
from rasstruct.analysis.resistance_matrix.shared_positions import SharedPosition, list_shared_positions
from rasstruct.analysis.resistance_matrix.spared_positions import SparedPositions, list_spared_positions
from rasstruct.analysis.resistance_panel import CLINICAL, check_panel
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.api.ligand import Ligand
from rasstruct.api.ligand_inputs import find_ligands, list_items
from rasstruct.reference.defaults import DEFAULT_POCKET

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ResistanceMatrix", "resistance_matrix"]


@dataclasses.dataclass(frozen=True, eq=False, repr=False)
class ResistanceMatrix:
    """Mutations down, inhibitors across; made by `rasstruct.resistance_matrix`."""

    copies: tuple[InhibitorCopy, ...]
    panel: str | None

    @property
    def inhibitors(self) -> Records[MatrixInhibitor]:
        """The inhibitors: the columns."""
        return list_inhibitors(self.copies)

    @property
    def mutations(self) -> tuple[str, ...]:
        """The mutations: the rows, by residue number and name."""
        return tuple(dict.fromkeys(cell.mutation for cell in self.cells()))

    def cells(self) -> Records[ResistanceCell]:
        """List what all copies of an inhibitor say about a mutation; see `build_cells`."""
        return build_cells(self.copies)

    def effects(self) -> Records[MutationEffect]:
        """List the effect of every mutation on every copy, with the sentence behind it."""
        return Records(MutationEffect, (row for copy in self.copies for row in copy.effects.values()))

    def similarity(self) -> Records[CrossResistance]:
        """Compare every two inhibitors by the mutations that disturb them; see `compare_inhibitors`."""
        return compare_inhibitors(self.cells())

    def clusters(self, min_similarity: float = DEFAULT_MIN_SIMILARITY) -> Records[InhibitorCluster]:
        """Group the inhibitors by cross-resistance; see `cluster_inhibitors`."""
        return cluster_inhibitors(self.cells(), min_similarity)

    def shared_positions(self, site: str = DEFAULT_POCKET) -> Records[SharedPosition]:
        """List which residues the inhibitors of a site need; see `list_shared_positions`."""
        return list_shared_positions(self.cells(), site)

    def spared_positions(self, positions: Sequence[int] | None = None) -> Records[SparedPositions]:
        """List which inhibitors leave given residues alone; see `list_spared_positions`."""
        return list_spared_positions(self.cells(), positions)

    def to_records(self) -> list[dict[str, Any]]:
        """Give the cells as one dictionary of plain values each."""
        return self.cells().to_records()

    def to_frame(self) -> pd.DataFrame:
        """Give the scores as a DataFrame: mutations down, inhibitors across.

        Returns
        -------
        pandas.DataFrame
            Index ``mutation``; a column an inhibitor with the median score over
            its copies; `NA` where no copy could be judged, which is not spared.
        """
        cells = self.cells().to_frame()
        wide = cells.pivot(index="mutation", columns="inhibitor", values="score")
        columns = [row.inhibitor for row in self.inhibitors]
        return wide.reindex(index=list(self.mutations), columns=columns).astype("Float64")

    def __len__(self) -> int:
        return len(self.mutations)

    def __repr__(self) -> str:
        shown = ", ".join(row.inhibitor for row in self.inhibitors)
        return f"<ResistanceMatrix of {len(self)} mutations × {len(self.inhibitors)} inhibitors: {shown}>"

    def _repr_html_(self) -> str:
        return str(self.to_frame()._repr_html_())  # type: ignore[operator]


def resistance_matrix(
    items: Any,
    mutations: str | Sequence[str] | None = None,
    *,
    panel: str = CLINICAL,
    track: Callable[[Iterable[Any]], Iterable[Any]] = iter,
) -> ResistanceMatrix:
    """Measure what mutations do to the inhibitors of several structures.

    Parameters
    ----------
    items
        A list of entries, chains, ligands, or whatever `load` takes; one of
        them, a path or a PDB ID may stand alone. Of entries and chains the inhibitors are taken.
    mutations
        Mutations such as ``"Y96D"``, or ``"Y96"`` for all of a residue; those of the panel when not given.
    panel
        ``"clinical"``, ``"evidence"`` or ``"pocket-scan"``; see `list_panel`.
    track
        Called with the items, gives them back one by one; for a progress bar.

    Returns
    -------
    ResistanceMatrix
        One column an inhibitor and site, in the order given.

    Warns
    -----
    RasStructWarning
        When an entry or chain has no inhibitor.

    Raises
    ------
    LookupFailedError
        When no inhibitor is left, or there is no such panel.
    RasStructError
        When a mutation that was asked for can be made in none of the chains.

    Notes
    -----
    Structure only, no free energy: a static complex says nothing about
    nucleotide exchange, gene dosage or bypass; `cells` repeats the mechanism
    flags and published effects beside the score.

    Examples
    --------
    >>> import rasstruct as rs
    >>> found = rs.resistance_matrix("8AZR", ["H95Q", "Y96D"])
    >>> found.mutations, [row.inhibitor for row in found.inhibitors]
    (('H95Q', 'Y96D'), ['LR4'])
    """
    check_panel(panel)
    asked = (
        None if mutations is None else tuple(dict.fromkeys([mutations] if isinstance(mutations, str) else mutations))
    )
    copies: list[InhibitorCopy] = []
    refused: dict[str, list[RasStructError]] = {name: [] for name in asked or ()}
    n_chains = 0
    for item in track(list_items(items)):
        for chain, ligands in _by_chain(find_ligands(item, "matrix")):
            n_chains += 1
            requests = list_panel(panel, chain, ligands) if asked is None else asked
            measured, errors = measure_copies(chain, ligands, requests)
            copies.extend(measured)
            for name, error in errors.items():
                refused.setdefault(name, []).append(error)
    if not copies:
        raise LookupFailedError(
            "found no inhibitor, expected at least one; give entries with inhibitors, or ligands by name such as "
            'chain.ligands["LR4"]'
        )
    for errors_of_one in (refused[name] for name in asked or ()):
        if len(errors_of_one) == n_chains:
            raise errors_of_one[0]
    return ResistanceMatrix(_drop_repeated(copies), None if asked is not None else panel)


def _by_chain(ligands: Iterable[Ligand]) -> list[tuple[AnnotatedChain, list[BoundLigand]]]:
    """Put the ligands of each chain together, so that its residues are measured once."""
    grouped: dict[int, tuple[AnnotatedChain, list[BoundLigand]]] = {}
    for ligand in ligands:
        grouped.setdefault(id(ligand.chain), (ligand.chain, []))[1].append(ligand.bound)
    return list(grouped.values())


def _drop_repeated(copies: Iterable[InhibitorCopy]) -> tuple[InhibitorCopy, ...]:
    """Count a copy once that was given twice, as an entry and its chain may be."""
    different = {
        (copy.source, copy.chain_id, copy.ligand_residue, tuple(copy.effects.values())): copy for copy in copies
    }
    return tuple(different.values())
