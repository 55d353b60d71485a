"""One file or ID: its metadata, its RAS chains, its other chains."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rasstruct._base.errors import LookupFailedError
from rasstruct._base.records import Records
from rasstruct.annotation.annotate import annotate_structure
from rasstruct.annotation.other_chains import OtherChain, list_other_chains
from rasstruct.annotation.record import ChainRecord, summarise_chain
from rasstruct.api.chain import RasChain
from rasstruct.api.exports import Exports
from rasstruct.reference.defaults import DEFAULT_NEIGHBOUR_CUTOFF
from rasstruct.structure.metadata import Assembly, Metadata
from rasstruct.structure.model import Structure
from rasstruct.structure.numbering import ChainNumbering, number_chains

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    from rasstruct.structure.interop.exported_atoms import ExportedAtoms

__all__ = ["Entry"]


@dataclasses.dataclass(frozen=True, eq=False, repr=False)
class Entry(Exports):
    """A structure with RAS in it.

    Made by `rasstruct.load`. Annotations are computed once, when first asked for.
    """

    structure: Structure
    numberings: tuple[ChainNumbering, ...]

    @property
    def source(self) -> str:
        """File or ID as given."""
        return self.structure.source

    @property
    def metadata(self) -> Metadata:
        """What the file says about itself."""
        return self.structure.metadata

    @property
    def pdb_id(self) -> str | None:
        """PDB ID that the file states, `None` when it states none."""
        return self.structure.metadata.pdb_id

    @property
    def title(self) -> str | None:
        """Title that the file states."""
        return self.structure.metadata.title

    @property
    def xyz(self) -> npt.NDArray[np.float32]:
        """Coordinates of all models with the same atoms, shape (m, n, 3), Å, read-only."""
        return self.structure.xyz

    @property
    def n_models(self) -> int:
        """Number of models in the file, those left out included."""
        return len(self.structure.all_model_numbers)

    @cached_property
    def chains(self) -> tuple[RasChain, ...]:
        """RAS chains in file order."""
        return tuple(RasChain.of(chain) for chain in annotate_structure(self.structure, self.numberings))

    @cached_property
    def partners(self) -> Records[OtherChain]:
        """Polymer chains that are not RAS, in file order."""
        return list_other_chains(self.structure, self.chains)

    @property
    def assemblies(self) -> tuple[Assembly, ...]:
        """Biological assemblies that the file describes."""
        return self.metadata.assemblies

    def assembly(self, assembly_id: str = "1") -> Entry:
        """Build a biological assembly as an entry of its own; see `build_assembly`."""
        from rasstruct.structure.assembly import build_assembly

        structure = build_assembly(self.structure, assembly_id)
        return Entry(structure, number_chains(structure))

    def with_crystal_neighbours(self, cutoff: float = DEFAULT_NEIGHBOUR_CUTOFF) -> Entry:
        """Add the symmetry copies within a cut-off in Å of the RAS chains; see `add_crystal_neighbours`."""
        from rasstruct.structure.assembly import add_crystal_neighbours

        chain_ids = tuple(numbering.chain_id for numbering in self.numberings)
        structure = add_crystal_neighbours(self.structure, chain_ids, cutoff)
        return Entry(structure, number_chains(structure))

    def __getitem__(self, chain_id: str) -> RasChain:
        """Give a RAS chain by its author chain."""
        for chain in self.chains:
            if chain.chain_id == chain_id:
                return chain
        names = ", ".join(chain.chain_id for chain in self.chains)
        raise LookupFailedError(
            f"found no RAS chain {chain_id!r} in {self.source}, expected one of {names}; choose one of these"
        )

    def __iter__(self) -> Iterator[RasChain]:
        return iter(self.chains)

    def __len__(self) -> int:
        return len(self.chains)

    def _ipython_key_completions_(self) -> list[str]:
        return [chain.chain_id for chain in self.chains]

    def summary(self) -> Records[ChainRecord]:
        """Give one row a RAS chain."""
        return Records(ChainRecord, (summarise_chain(chain) for chain in self.chains))

    def to_records(self) -> list[dict[str, Any]]:
        """Give one dictionary of plain values a RAS chain."""
        return self.summary().to_records()

    def to_frame(self) -> pd.DataFrame:
        """Give one row a RAS chain as a DataFrame."""
        return self.summary().to_frame()

    def _export(self, numbering: str) -> ExportedAtoms:
        from rasstruct.structure.interop.exported_atoms import select_residues

        return select_residues(self.structure, self.numberings, numbering=numbering)

    def _repr_html_(self) -> str:
        from rasstruct.view.cards import draw_entry_card

        return draw_entry_card(self.chains, [f"{row.chain_id}: {row.name or 'unnamed'}" for row in self.partners])

    def __repr__(self) -> str:
        chains = ", ".join(f"{chain.chain_id}: {chain.describe()}" for chain in self.chains)
        return f"<Entry {self.pdb_id or self.source} · {chains}>"
