"""How does a structure look when chains are moved, repeated or left out?

Made for biological assemblies and crystal neighbours. The first copy of a
chain keeps its name; later ones are called ``A-2``, ``A-3`` and so on, as in the
assembly files of the wwPDB.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from rasstruct._base.errors import EmptyStructureError
from rasstruct.structure.metadata import Link, LinkEnd, Metadata, Operator
from rasstruct.structure.model import Structure
from rasstruct.structure.topology import Topology

__all__ = ["ChainCopy", "copy_chains", "name_copies"]

Value = TypeVar("Value")
Rows = npt.NDArray[np.int64]

_ATOM_COLUMNS = ("atom_name", "element", "altloc", "occupancy", "b_factor", "is_heavy", "default_conformer")
_RESIDUE_COLUMNS = (
    "author_number", "insertion_code", "residue_name", "kind", "is_peptide", "letter", "is_default_residue",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChainCopy:
    """One author chain, moved by an operator, under a new name."""

    chain_id: str
    operator: Operator
    name: str


def name_copies(placed: Iterable[tuple[str, Operator]]) -> tuple[ChainCopy, ...]:
    """Name chains that are placed by operators; the first of each keeps its name."""
    counts: dict[str, int] = {}
    copies = []
    for chain_id, operator in placed:
        counts[chain_id] = counts.get(chain_id, 0) + 1
        number = counts[chain_id]
        copies.append(ChainCopy(chain_id, operator, chain_id if number == 1 else f"{chain_id}-{number}"))
    return tuple(copies)


def copy_chains(structure: Structure, copies: Sequence[ChainCopy]) -> Structure:
    """Build a structure of moved chains.

    Parameters
    ----------
    structure
        Where the chains are taken from; all its models are moved.
    copies
        Chains in the order wanted; chains that are not named are left out.

    Returns
    -------
    Structure
        Without cell, symmetry and assemblies, which its chains no longer follow.

    Raises
    ------
    EmptyStructureError
        When no chain is wanted.
    """
    if not copies:
        raise EmptyStructureError(
            f"found no chains to copy in {structure.source}, expected at least one; name chains that the file has"
        )
    topology = structure.topology
    residues = [np.flatnonzero(topology.chain_index == topology.chain_ids.index(copy.chain_id)) for copy in copies]
    rows = [_atom_rows(topology, chosen) for chosen in residues]
    xyz = np.concatenate(
        [_move(structure.xyz[:, chosen], copy.operator) for chosen, copy in zip(rows, copies, strict=True)], axis=1
    )
    xyz.setflags(write=False)
    return replace(
        structure,
        metadata=_copy_metadata(structure.metadata, copies),
        topology=_take(topology, residues, rows, [copy.name for copy in copies]),
        xyz=xyz,
    )


def _atom_rows(topology: Topology, residues: Rows) -> Rows:
    """Give the atom rows of residues, in their order."""
    first, last = topology.first_atom[residues], topology.first_atom[residues + 1]
    lengths = last - first
    starts = np.repeat(first - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths)
    return np.asarray(starts + np.arange(lengths.sum()), dtype=np.int64)


def _move(xyz: npt.NDArray[np.float32], operator: Operator) -> npt.NDArray[np.float32]:
    """Apply an operator in double precision; the identity changes no bit."""
    if operator.is_identity:
        return xyz
    return np.asarray(xyz @ np.array(operator.rotation).T + np.array(operator.translation), dtype=np.float32)


def _take(topology: Topology, residues: list[Rows], rows: list[Rows], names: list[str]) -> Topology:
    """Put the columns of the chosen residues one behind the other."""
    all_rows, all_residues = np.concatenate(rows), np.concatenate(residues)
    lengths = topology.first_atom[all_residues + 1] - topology.first_atom[all_residues]
    columns = {name: getattr(topology, name)[all_rows] for name in _ATOM_COLUMNS}
    columns.update({name: getattr(topology, name)[all_residues] for name in _RESIDUE_COLUMNS})
    moved = np.concatenate([[0], np.cumsum(lengths)[:-1]]) - topology.first_atom[all_residues]
    backbone = topology.backbone[:, all_residues]
    columns["backbone"] = np.where(backbone >= 0, backbone + moved, -1)
    columns["residue_index"] = np.repeat(np.arange(len(all_residues), dtype=np.int32), lengths)
    columns["first_atom"] = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    columns["chain_index"] = np.repeat(np.arange(len(names), dtype=np.int32), [len(chosen) for chosen in residues])
    for values in columns.values():
        values.setflags(write=False)
    return Topology(chain_ids=tuple(names), **columns)


def _copy_metadata(metadata: Metadata, copies: Sequence[ChainCopy]) -> Metadata:
    """Repeat what is said about chains for each of their copies."""

    def spread(facts: dict[str, Value]) -> dict[str, Value]:
        return {copy.name: facts[copy.chain_id] for copy in copies if copy.chain_id in facts}

    return replace(
        metadata,
        cell=None,
        space_group=None,
        sequences=spread(metadata.sequences),
        chain_names=spread(metadata.chain_names),
        database_references=spread(metadata.database_references),
        links=tuple(link for original in metadata.links for link in _copy_link(original, copies)),
        sequence_differences=tuple(
            replace(row, chain_id=copy.name)
            for copy in copies
            for row in metadata.sequence_differences
            if row.chain_id == copy.chain_id
        ),
        assemblies=(),
    )


def _copy_link(link: Link, copies: Sequence[ChainCopy]) -> Iterable[Link]:
    """Repeat a bond in each copy that has both ends, moved by the same operator."""
    for first in copies:
        for second in copies:
            ends = (first.chain_id, second.chain_id) == (link.first.chain_id, link.second.chain_id)
            if ends and first.operator == second.operator:
                yield Link(_rename(link.first, first.name), _rename(link.second, second.name))


def _rename(end: LinkEnd, chain_id: str) -> LinkEnd:
    """Give an end of a bond in another chain."""
    return replace(end, chain_id=chain_id)
