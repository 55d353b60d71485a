"""Which atoms leave rasstruct, under which numbers, and which connections go with them?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rasstruct.structure.interop.canonical_numbers import ExportNumbers, number_for_export
from rasstruct.structure.metadata import Link, LinkEnd, SequenceDifference
from rasstruct.structure.model import Structure
from rasstruct.structure.numbering import ChainNumbering
from rasstruct.structure.pdb_ids import parse_pdb_id
from rasstruct.structure.topology import ResidueKey

__all__ = ["ExportedAtoms", "select_residues"]


@dataclass(frozen=True, slots=True, eq=False)
class ExportedAtoms:
    """Part of a structure, or all of it, with the numbers it leaves with.

    ``residues`` and ``rows`` are residue and atom rows of the topology, in
    file order; ``numbers`` and ``is_hetatm`` are columns over all its
    residues. ``links`` and ``sequence_differences`` carry the new numbers.
    """

    structure: Structure
    numberings: tuple[ChainNumbering, ...]
    residues: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int64]
    numbers: ExportNumbers
    links: tuple[Link, ...]
    sequence_differences: tuple[SequenceDifference, ...]

    @property
    def chain_ids(self) -> tuple[str, ...]:
        """Author chains that leave, in file order."""
        topology = self.structure.topology
        present = set(topology.chain_index[self.residues].tolist())
        return tuple(name for index, name in enumerate(topology.chain_ids) if index in present)

    @property
    def name(self) -> str:
        """PDB ID; without one, the letters and digits of the source, in a form that is no PDB ID."""
        pdb_id = self.structure.metadata.pdb_id
        words = re.sub(r"\W+", "_", Path(self.structure.source).name).strip("_")
        return pdb_id or (f"{words}_file" if parse_pdb_id(words) else words or "structure")


def select_residues(
    structure: Structure,
    numberings: tuple[ChainNumbering, ...],
    *,
    numbering: str = "uniprot",
    residues: npt.NDArray[np.bool_] | None = None,
) -> ExportedAtoms:
    """Choose what leaves.

    Parameters
    ----------
    structure
        The structure; all its models leave.
    numberings
        Its RAS chains.
    numbering
        See `number_for_export`.
    residues
        Whether each residue of the topology leaves; all when not given.
    """
    topology = structure.topology
    numbers = number_for_export(topology, numberings, numbering)
    keep = np.ones(topology.n_residues, dtype=bool) if residues is None else residues
    return ExportedAtoms(
        structure=structure,
        numberings=numberings,
        residues=np.flatnonzero(keep),
        rows=np.flatnonzero(keep[topology.residue_index]),
        numbers=numbers,
        links=tuple(_renumber_links(structure, numbers, keep)),
        sequence_differences=tuple(_renumber_differences(structure, numbers, keep)),
    )


def _renumber_links(structure: Structure, numbers: ExportNumbers, keep: npt.NDArray[np.bool_]) -> Iterator[Link]:
    """Give the links whose two ends leave."""
    for link in structure.metadata.links:
        first, second = (_renumber_end(structure, numbers, keep, end) for end in (link.first, link.second))
        if first and second:
            yield Link(first, second)


def _renumber_end(
    structure: Structure, numbers: ExportNumbers, keep: npt.NDArray[np.bool_], end: LinkEnd
) -> LinkEnd | None:
    """Give one end its new number; `None` when its residue is not there or stays behind."""
    key = ResidueKey(end.chain_id, end.author_number, end.insertion_code)
    residue = next((row for row in structure.topology.find_residues(key, end.residue_name) if keep[row]), None)
    if residue is None:
        return None
    return replace(
        end,
        author_number=int(numbers.author_number[residue]),
        insertion_code=numbers.insertion_code[residue].decode(),
    )


def _renumber_differences(
    structure: Structure, numbers: ExportNumbers, keep: npt.NDArray[np.bool_]
) -> Iterator[SequenceDifference]:
    """Give the declared differences of residues that leave; one whose residue is not modelled has no number."""
    topology = structure.topology
    for row in structure.metadata.sequence_differences:
        if row.author_number is None or row.chain_id not in topology.chain_ids:
            continue
        found = topology.find_residues(ResidueKey(row.chain_id, row.author_number))
        if found and keep[found[0]]:
            yield replace(row, author_number=int(numbers.author_number[found[0]]))
