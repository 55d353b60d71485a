"""What does a structure file say about itself, beside the coordinates?"""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = [
    "IDENTITY",
    "Assembly",
    "AssemblyPart",
    "DatabaseReference",
    "Link",
    "LinkEnd",
    "Metadata",
    "Operator",
    "SequenceDifference",
]


#: how files abbreviate UniProt, Swiss-Prot and TrEMBL (wwPDB remediation uses UNP)
_UNIPROT = frozenset({"UNP", "UNIPROT", "UNIPROTKB", "SWS", "SWISS-PROT", "TRE", "TREMBL"})


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
    """The UniProt entry that a chain belongs to (DBREF, `_struct_ref`), in capitals as UniProt writes it."""

    accession: str | None
    entry_name: str | None

    @classmethod
    def of(cls, database: str, accession: str | None, entry_name: str | None) -> DatabaseReference | None:
        """Make a reference; `None` when the database is not UniProt or one of its parts and predecessors."""
        if database.strip().upper() not in _UNIPROT:
            return None
        return cls((accession or "").strip().upper() or None, (entry_name or "").strip().upper() or None)


@dataclass(frozen=True, slots=True)
class Operator:
    """A rotation, as three rows, and a translation in Å; applied as R·x + t."""

    name: str
    rotation: tuple[tuple[float, ...], ...]
    translation: tuple[float, ...]

    @property
    def is_identity(self) -> bool:
        """Whether it moves nothing."""
        return (self.rotation, self.translation) == (IDENTITY.rotation, IDENTITY.translation)

    def after(self, other: Operator) -> Operator:
        """Give the operator that applies this one first, then the other."""
        rotation = tuple(
            tuple(sum(a * b for a, b in zip(row, column, strict=True)) for column in zip(*self.rotation, strict=True))
            for row in other.rotation
        )
        translation = tuple(
            sum(a * b for a, b in zip(row, self.translation, strict=True)) + shift
            for row, shift in zip(other.rotation, other.translation, strict=True)
        )
        return Operator(f"{other.name} × {self.name}", rotation, translation)


IDENTITY = Operator("identity", ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)), (0.0, 0.0, 0.0))


@dataclass(frozen=True, slots=True)
class AssemblyPart:
    """Author chains of an assembly and the operators applied to them; none when the file does not define them."""

    chains: frozenset[str]
    operators: tuple[Operator, ...]


@dataclass(frozen=True, slots=True)
class Assembly:
    """A biological assembly as the file describes it."""

    assembly_id: str
    parts: tuple[AssemblyPart, ...]

    @property
    def chains(self) -> frozenset[str]:
        """Author chains that take part."""
        return frozenset(chain for part in self.parts for chain in part.chains)


@dataclass(frozen=True, slots=True)
class Metadata:
    """Everything a file says about itself; `None` and empty mean that it says nothing.

    Chains are author chains (auth_asym_id). Sequences are one-letter codes
    of the polymer as crystallised or computed (SEQRES, `_entity_poly`), with
    modified residues as their parents and X for unknown ones.
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
    assemblies: tuple[Assembly, ...] = ()
