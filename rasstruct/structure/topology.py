"""Which atoms, residues and chains does one model have? Coordinates are kept apart.

A `Topology` is read-only NumPy columns; nothing in it is a Python object an
atom or a residue. All alternate locations are kept, and `default_conformer`
marks one consistent set: at each position the alternate location with the
highest mean occupancy, the first in the alphabet where they tie.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cache

import gemmi
import numpy as np
import numpy.typing as npt

from rasstruct.structure.atom_table import NO_NUMBER, AtomTable, comparable, is_named, starts_of_runs
from rasstruct.structure.residue_names import UNKNOWN_LETTER, is_cap, is_water, one_letter

__all__ = ["BACKBONE", "ResidueKey", "ResidueKind", "Topology", "build_topology"]

IntArray = npt.NDArray[np.int32]
BoolArray = npt.NDArray[np.bool_]
BytesArray = npt.NDArray[np.bytes_]

#: atoms of which `Topology.backbone` holds the rows, in this order
BACKBONE = ("N", "CA", "C")
_NO_ALTLOC = b""
_HYDROGEN = (b"H", b"D")


class ResidueKind(IntEnum):
    """What a residue is a part of."""

    POLYMER = 1
    LIGAND = 2
    WATER = 3


@dataclass(frozen=True, slots=True, order=True)
class ResidueKey:
    """Identity of a residue in a file: author chain, author number, insertion code."""

    chain_id: str
    author_number: int
    insertion_code: str = ""

    @property
    def number(self) -> str:
        """Author number with insertion code, as a file prints it."""
        return "no number" if self.author_number == NO_NUMBER else f"{self.author_number}{self.insertion_code}"

    def __str__(self) -> str:
        return f"{self.chain_id}/{self.number}"


@dataclass(frozen=True, slots=True, eq=False)
class Topology:
    """Atom, residue and chain columns of one model.

    Atom columns have length n, residue columns length r. Residue i has the
    atoms ``first_atom[i]`` up to ``first_atom[i + 1]``. Texts are bytes;
    ``backbone`` are the rows of N, CA and C, shape (3, r), default conformer, -1 where there is none;
    ``letter`` is the character code of the amino acid or its parent, X for others.
    """

    atom_name: BytesArray
    element: BytesArray
    altloc: BytesArray
    occupancy: npt.NDArray[np.float32]
    b_factor: npt.NDArray[np.float32]
    residue_index: IntArray
    is_heavy: BoolArray
    default_conformer: BoolArray

    chain_ids: tuple[str, ...]
    first_atom: IntArray
    chain_index: IntArray
    author_number: IntArray
    insertion_code: BytesArray
    residue_name: BytesArray
    kind: npt.NDArray[np.int8]
    is_peptide: BoolArray
    letter: npt.NDArray[np.uint8]
    is_default_residue: BoolArray
    backbone: npt.NDArray[np.int64]

    @property
    def n_atoms(self) -> int:
        """Number of atoms, alternate locations included."""
        return len(self.atom_name)

    @property
    def n_residues(self) -> int:
        """Number of residues; the alternatives of a microheterogeneous position count each."""
        return len(self.residue_name)

    def atoms_of(self, residue: int) -> slice:
        """Give the atom rows of a residue."""
        return slice(int(self.first_atom[residue]), int(self.first_atom[residue + 1]))

    def heavy_rows(self, residues: tuple[int, ...]) -> npt.NDArray[np.int64]:
        """Give the heavy atoms of some residues, default conformer only."""
        rows = np.concatenate([np.arange(self.first_atom[r], self.first_atom[r + 1], dtype=np.int64) for r in residues])
        return np.asarray(rows[self.is_heavy[rows] & self.default_conformer[rows]])

    def rows_named(self, atom_name: str) -> npt.NDArray[np.int64]:
        """Give the row of a named atom in each residue, default conformer, -1 where there is none; shape (r,)."""
        if atom_name in BACKBONE:
            return np.asarray(self.backbone[BACKBONE.index(atom_name)])
        rows = np.flatnonzero(is_named(self.atom_name, atom_name) & self.default_conformer)
        found = np.full(self.n_residues, -1, dtype=np.int64)
        found[self.residue_index[rows]] = rows
        return found

    def rows_in(self, residue: int | None, atom_name: str) -> npt.NDArray[np.int64]:
        """Give the rows of a named atom in one residue, every alternate location; none without a residue."""
        atoms = slice(0, 0) if residue is None else self.atoms_of(residue)
        return np.asarray(np.flatnonzero(is_named(self.atom_name[atoms], atom_name)) + atoms.start)

    def observed_sequence(self, chain_id: str) -> str:
        """Give the one-letter codes of the modelled amino acids of a chain, gaps left out."""
        return str(self.letter[self.peptide_residues(chain_id)].tobytes().decode())

    def peptide_residues(self, chain_id: str) -> npt.NDArray[np.int64]:
        """Give the amino acids of a chain's polymer, one a position; empty when there are none."""
        in_chain = self.chain_index == self.chain_ids.index(chain_id)
        return np.flatnonzero(self.is_peptide & self.is_default_residue & in_chain)

    def residue_key(self, residue: int) -> ResidueKey:
        """Give the identity of a residue."""
        return ResidueKey(
            self.chain_ids[int(self.chain_index[residue])],
            int(self.author_number[residue]),
            self.insertion_code[residue].decode(),
        )

    def name_of(self, residue: int) -> str:
        """Give the residue name (HET code) of a residue."""
        return str(self.residue_name[residue].decode())

    def find_residues(self, key: ResidueKey, residue_name: str | None = None) -> tuple[int, ...]:
        """Find the residues of that identity, usually one; empty when there is none."""
        if key.chain_id not in self.chain_ids:
            return ()
        match = (
            (self.chain_index == self.chain_ids.index(key.chain_id))
            & (self.author_number == key.author_number)
            & (self.insertion_code == key.insertion_code.encode())
        )
        if residue_name is not None:
            match &= self.residue_name == residue_name.encode()
        return tuple(np.flatnonzero(match).tolist())


def build_topology(atoms: AtomTable, rows: slice) -> Topology:
    """Make the topology of the atoms of one model.

    Parameters
    ----------
    atoms
        Columns of a whole file.
    rows
        The rows of the model.
    """
    chain_id, residue_name = atoms.chain_id[rows], atoms.residue_name[rows]
    number, insertion = atoms.author_number[rows], atoms.insertion_code[rows]
    starts, residue_index, new_position = _residue_starts(chain_id, number, insertion, residue_name)
    first_atom = np.append(starts, len(chain_id)).astype(np.int32)
    chain_ids, chain_index = _number_chains(chain_id[starts])
    names = residue_name[starts]
    default_conformer = _default_conformer(
        atoms.altloc[rows], atoms.occupancy[rows], (np.cumsum(new_position) - 1)[residue_index]
    )
    backbone = _find_backbone(atoms.atom_name[rows], residue_index, default_conformer, len(starts))
    has_backbone = np.asarray((backbone >= 0).all(axis=0))
    flagged = atoms.is_polymer[rows][starts] if atoms.is_polymer is not None else None
    kind, is_peptide, letter = _classify_residues(names, has_backbone, flagged, atoms.is_hetatm[rows][starts])
    is_default_residue = np.zeros(len(starts), dtype=bool)
    is_default_residue[residue_index[default_conformer]] = True
    element = atoms.element[rows]
    columns = {
        "atom_name": atoms.atom_name[rows],
        "element": element,
        "altloc": atoms.altloc[rows],
        "occupancy": atoms.occupancy[rows],
        "b_factor": atoms.b_factor[rows],
        "residue_index": residue_index,
        "is_heavy": (element != _HYDROGEN[0]) & (element != _HYDROGEN[1]),
        "default_conformer": default_conformer,
        "first_atom": first_atom,
        "chain_index": chain_index,
        "author_number": number[starts],
        "insertion_code": insertion[starts],
        "residue_name": names,
        "kind": kind,
        "is_peptide": is_peptide,
        "letter": letter,
        "is_default_residue": is_default_residue,
        "backbone": backbone,
    }
    for values in columns.values():
        values.setflags(write=False)
    return Topology(chain_ids=chain_ids, **columns)


def _residue_starts(
    chain_id: BytesArray, number: IntArray, insertion: BytesArray, residue_name: BytesArray
) -> tuple[IntArray, IntArray, BoolArray]:
    """Find where residues begin; a change of name alone begins an alternative at the same position."""
    new_position = starts_of_runs(chain_id, number, insertion)
    new_residue = new_position | starts_of_runs(residue_name)
    starts = np.flatnonzero(new_residue).astype(np.int32)
    return starts, (np.cumsum(new_residue) - 1).astype(np.int32), new_position[starts]


def _number_chains(chain_id: BytesArray) -> tuple[tuple[str, ...], IntArray]:
    """Number the author chains in order of appearance."""
    starts = starts_of_runs(chain_id)
    order: dict[bytes, int] = {}
    runs = np.array([order.setdefault(name, len(order)) for name in chain_id[starts].tolist()], dtype=np.int32)
    return tuple(name.decode() for name in order), runs[np.cumsum(starts) - 1]


def _find_backbone(
    atom_name: BytesArray, residue_index: IntArray, default_conformer: BoolArray, n_residues: int
) -> npt.NDArray[np.int64]:
    """Find N, CA and C of each residue."""
    found = np.full((len(BACKBONE), n_residues), -1, dtype=np.int64)
    for place, name in enumerate(BACKBONE):
        rows = np.flatnonzero(is_named(atom_name, name) & default_conformer)
        found[place, residue_index[rows]] = rows
    return found


def _classify_residues(
    names: BytesArray, has_backbone: BoolArray, flagged: BoolArray | None, is_hetatm: BoolArray
) -> tuple[npt.NDArray[np.int8], BoolArray, npt.NDArray[np.uint8]]:
    """Tell polymer, ligand and water apart, which polymer residues are amino acids, and which ones.

    A residue is an amino acid of a polymer when it has a known amino-acid
    name, or N, CA and C, and the file counts it as polymer (without such a
    word in the file, when it is an ATOM record or a known amino acid with N, CA and C).
    """
    codes = comparable(names)
    unique = np.unique(codes)
    described = [_describe_name(name) for name in unique.view(names.dtype).tolist()]
    known = np.array(described, dtype=np.uint8)[np.searchsorted(unique, codes)]
    is_amino_acid, water, other_polymer = known[:, 0] > 0, known[:, 1] > 0, known[:, 2] > 0
    if flagged is not None and _leaves_out_protein(flagged, is_amino_acid, has_backbone, is_hetatm):
        flagged = None
    part_of_polymer = ~is_hetatm | (is_amino_acid & has_backbone) if flagged is None else flagged
    is_peptide = part_of_polymer & (is_amino_acid | has_backbone) & ~water
    kind = np.full(len(names), ResidueKind.LIGAND, dtype=np.int8)
    kind[is_peptide | (part_of_polymer & other_polymer)] = ResidueKind.POLYMER
    kind[water] = ResidueKind.WATER
    return kind, is_peptide, np.where(is_amino_acid, known[:, 0], ord(UNKNOWN_LETTER)).astype(np.uint8)


def _leaves_out_protein(
    flagged: BoolArray, is_amino_acid: BoolArray, has_backbone: BoolArray, is_hetatm: BoolArray
) -> bool:
    """Say whether the word about polymers is wrong, as a guess is when the ligand stands before the protein."""
    left_out = is_amino_acid & has_backbone & ~flagged
    return bool((left_out & ~is_hetatm).any() or (left_out.any() and not (flagged & is_amino_acid).any()))


@cache
def _describe_name(name: bytes) -> tuple[int, bool, bool]:
    """Give the one-letter code of a residue name (0 for none), and whether it is water, or a nucleotide or cap."""
    text = name.decode()
    letter = one_letter(text)
    is_nucleic = gemmi.find_tabulated_residue(text).is_nucleic_acid()
    return ord(letter) if letter else 0, is_water(text), is_nucleic or is_cap(text)


def _default_conformer(
    altloc: BytesArray, occupancy: npt.NDArray[np.float32], position: npt.NDArray[np.int64]
) -> BoolArray:
    """Mark one alternate location a position: the highest mean occupancy, then the alphabet."""
    keep = np.ones(len(altloc), dtype=bool)
    alternate = np.flatnonzero(altloc != _NO_ALTLOC)
    if not len(alternate):
        return keep
    code = altloc[alternate].view(np.uint8).reshape(len(alternate), -1)[:, 0].astype(np.int64)
    key = position[alternate] * 256 + code
    groups, member = np.unique(key, return_inverse=True)
    mean = np.bincount(member, weights=occupancy[alternate]) / np.bincount(member)
    order = np.lexsort((groups % 256, -np.round(mean, 4), groups // 256))
    is_first = np.r_[True, (groups[order][1:] // 256) != (groups[order][:-1] // 256)]
    chosen = np.zeros(len(groups), dtype=bool)
    chosen[order[is_first]] = True
    keep[alternate] = chosen[member]
    return keep
