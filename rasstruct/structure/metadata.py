"""What does a structure file say about itself, beside the coordinates?"""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["DatabaseReference", "Link", "LinkEnd", "Metadata", "SequenceDifference"]


@dataclass(frozen=True, slots=True)
class LinkEnd:
    """One atom named by a connection record."""

    chain_id: str
    author_number: int
    insertion_code: str
    residue_name: str
    atom_name: str
    altloc: str


@dataclass(frozen=True, slots=True)
class Link:
    """A covalent bond that the file declares (LINK, SSBOND, `_struct_conn`)."""

    first: LinkEnd
    second: LinkEnd


@dataclass(frozen=True, slots=True)
class SequenceDifference:
    """A difference from the database sequence that the depositors declare (SEQADV, `_struct_ref_seq_dif`)."""

    chain_id: str
    author_number: int | None
    residue_name: str
    database_residue: str
    details: str


@dataclass(frozen=True, slots=True)
class DatabaseReference:
    """The sequence database entry that a chain belongs to (DBREF, `_struct_ref`)."""

    accession: str | None
    entry_name: str | None


@dataclass(frozen=True, slots=True)
class Metadata:
    """Everything a file says about itself; `None` and empty mean that it says nothing.

    Chains are author chains (auth_asym_id). Sequences are one-letter codes
    of the polymer as crystallised or computed (SEQRES, `_entity_poly`), with
    modified residues as their parents and X for unknown ones. ``assemblies``
    are the author chains of each biological assembly, symmetry not applied.
    """

    pdb_id: str | None = None
    title: str | None = None
    method: str | None = None
    resolution: float | None = None
    deposition_date: str | None = None
    is_predicted: bool = False
    cell: tuple[float, ...] | None = None
    space_group: str | None = None
    sequences: dict[str, str] = field(default_factory=dict)
    chain_names: dict[str, str] = field(default_factory=dict)
    database_references: dict[str, DatabaseReference] = field(default_factory=dict)
    het_names: dict[str, str] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    sequence_differences: tuple[SequenceDifference, ...] = ()
    assemblies: tuple[frozenset[str], ...] = ()
