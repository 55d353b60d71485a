"""A RAS domain is found and numbered in whatever it is fused to, and the rest stays without numbers.

Oracle: by construction. A chain is put together from pieces of a human isoform with known ends and from foreign
pieces, on the backbone of 8AZR and, for the foreign pieces, on a straight line of CA atoms 3.8 Å apart.
Lysozyme: UniProt P00698, 19-147; RAF1 RBD: SEQRES of 1C1Y chain B; the others are random, as long as the real tags.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Collection
from typing import Any

import gemmi
import numpy as np
import pytest

import rasstruct as rs
from rasstruct._base.errors import NotRasError
from rasstruct.reference.isoforms import isoforms
from rasstruct.structure.numbering import ChainNumbering, number_chains
from rasstruct.structure.placement import encode, place_sequence
from rasstruct.structure.read import read_structure

SEQUENCES = {row.isoform: row.sequence for row in isoforms()}
LYSOZYME = (
    "KVFGRCELAAAMKRHGLDNYRGYSLGNWVCAAKFESNFNTQATNRNTDGSTDYGILQINSRWWCNDGRTPGSRNLCNIPCSALLSSDITASVNCAKKIVSDGNGMNAW"
    "VAWRNRCKGTDVQAWIRGCRL"
)
RBD = "SNTIRVFLPNKQRTVVNVRNGMSLHDCLMKALKVRGLQPECCAVFRLLHEHKGKKARLDWNTDAASLIGEELQVDFL"
LINKER = "GGGGSGGGGS"


def random_protein(length: int) -> str:
    """Draw a sequence with about the composition of proteins."""
    return "".join(random.Random(length).choices("ALGVESIKRDTPNQFYMHCW", range(20, 0, -1), k=length))


BEFORE = {
    "nothing": "",
    "a His tag and TEV site": "MHHHHHHSSGVDLGTENLYFQS",
    "lysozyme": LYSOZYME + LINKER,
    "something like GST (218)": random_protein(218) + LINKER,
    "something like sfGFP (238)": random_protein(238) + LINKER,
    "something like MBP (367)": "MHHHHHH" + random_protein(367) + LINKER,
}
AFTER = {
    "nothing": "",
    "a His tag": "LEHHHHHH",
    "the RBD of RAF1": LINKER + RBD,
    "a protein": LINKER + random_protein(300),
}


@dataclasses.dataclass(frozen=True)
class Piece:
    """A stretch of a chain: letters, and the UniProt number of the first when it is RAS."""

    letters: str
    first: int = 0

    @property
    def numbers(self) -> list[int]:
        return list(range(self.first, self.first + len(self.letters))) if self.first else [0] * len(self.letters)


def ras(first: int, last: int, isoform: str = "KRAS4B") -> Piece:
    return Piece(SEQUENCES[isoform][first - 1 : last], first)


def letters_of(pieces: list[Piece]) -> str:
    return "".join(piece.letters for piece in pieces)


def numbers_of(pieces: list[Piece]) -> list[int]:
    return [number for piece in pieces for number in piece.numbers]


def place_atoms(pieces: list[Piece], backbone: dict[int, Any]) -> list[dict[str, Any]]:
    """Give N, CA and C of each residue; a second RAS domain lies 100 Å from the first."""
    step, to_carbonyl, aside = np.array([[3.8, 0.0, 0.0], [1.2, 0.8, 0.0], [0.0, 100.0, 0.0]])
    shift, placed = np.zeros(3), []
    first_ras = next((index for index, number in enumerate(numbers_of(pieces)) if number), 0)
    start = backbone[max(1, numbers_of(pieces)[first_ras])]["CA"] - step * first_ras
    for piece in pieces:
        for number in piece.numbers:
            if number:
                atoms = {name: xyz + shift for name, xyz in backbone[number].items()}
            else:
                ca = placed[-1]["CA"] + step if placed else start
                atoms = {"N": ca - to_carbonyl, "CA": ca, "C": ca + to_carbonyl}
            placed.append(atoms)
        if piece.first:
            shift = shift + aside
    return placed


@pytest.fixture(scope="session")
def backbone(text_8azr: str) -> dict[int, Any]:
    """The backbone of 8AZR by residue number."""
    found: dict[int, Any] = {}
    for line in text_8azr.splitlines():
        if line.startswith("ATOM") and line[21] == "A" and line[12:16].strip() in ("N", "CA", "C"):
            xyz = np.array([float(line[30:38]), float(line[38:46]), float(line[46:54])])
            found.setdefault(int(line[22:26]), {}).setdefault(line[12:16].strip(), xyz)
    return found


@pytest.fixture(scope="session")
def write_chain(backbone: dict[int, Any], atom_line: Any) -> Any:
    """Give the writer of a one-chain PDB file from pieces."""

    def write(pieces: list[Piece], numbers: list[int], missing: Collection[int] = (), *, stated: bool) -> str:
        names = gemmi.expand_one_letter_sequence(letters_of(pieces), gemmi.ResidueKind.AA)
        lines = [
            f"SEQRES {row // 13 + 1:3d} A {len(names):4d}  {' '.join(names[row : row + 13])}\n"
            for row in range(0, len(names) if stated else 0, 13)
        ]
        for index, atoms in enumerate(place_atoms(pieces, backbone)):
            if index not in missing:
                for atom, xyz in atoms.items():
                    lines.append(atom_line(atom, names[index], numbers[index], tuple(xyz)))
        return "".join(lines) + "END\n"

    return write


def numbering_of(text: str) -> ChainNumbering:
    (numbering,) = number_chains(read_structure(text))
    return numbering


def mutations_of(text: str) -> tuple[str, ...]:
    (chain,) = rs.load(text).chains
    return tuple(chain.mutations)


@pytest.mark.parametrize("isoform", SEQUENCES)
@pytest.mark.parametrize("after", AFTER)
@pytest.mark.parametrize("before", BEFORE)
def test_a_fused_sequence_keeps_the_numbers_of_its_ras_part(before: str, after: str, isoform: str) -> None:
    for first, last in ((1, 166), (2, 169), (1, 189)):
        pieces = [Piece(BEFORE[before]), ras(first, last, isoform), Piece(AFTER[after])]
        placed = place_sequence(encode(letters_of(pieces)))
        assert placed.uniprot_numbers.tolist() == numbers_of(pieces)
        assert placed.identity == 1.0
        assert isoform in placed.isoforms


def run_on_from(first: int) -> Any:
    return lambda pieces: list(range(first, first + len(letters_of(pieces))))


def own_numbers(pieces: list[Piece]) -> list[int]:
    """Number RAS as in UniProt and foreign residues from 1001, as fusions with T4 lysozyme are deposited."""
    return [number or 1001 + index for index, number in enumerate(numbers_of(pieces))]


SCHEMES = {
    "from 1": run_on_from(1),
    "from 1001": run_on_from(1001),
    "from -20": run_on_from(-20),
    "per part": own_numbers,
}
MISSING = {"complete": (), "without 61-68": (61, 68), "without 28-39": (28, 39), "without 104-110": (104, 110)}


@pytest.mark.parametrize("stated", [True, False], ids=["with SEQRES", "without SEQRES"])
@pytest.mark.parametrize("loop", MISSING)
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("before", "after"), [
    ("a His tag and TEV site", "nothing"), ("lysozyme", "nothing"), ("something like MBP (367)", "a His tag"),
    ("nothing", "the RBD of RAF1"), ("something like sfGFP (238)", "the RBD of RAF1"),
])  # fmt: skip
def test_a_fused_chain_keeps_its_numbers_whatever_the_file_says(
    write_chain: Any, before: str, after: str, scheme: str, loop: str, stated: bool
) -> None:
    pieces = [Piece(BEFORE[before]), ras(1, 166), Piece(AFTER[after])]
    gap = range(MISSING[loop][0], MISSING[loop][1] + 1) if MISSING[loop] else range(0)
    numbers = numbers_of(pieces)
    missing = {index for index, number in enumerate(numbers) if number in gap}
    text = write_chain(pieces, SCHEMES[scheme](pieces), missing, stated=stated)
    numbering = numbering_of(text)
    assert numbering.uniprot_numbers.tolist() == [n for index, n in enumerate(numbers) if index not in missing]
    assert (numbering.identity, numbering.isoform) == (1.0, "KRAS4B")
    assert mutations_of(text) == ()


@pytest.mark.parametrize("stated", [True, False], ids=["with SEQRES", "without SEQRES"])
def test_a_mutation_is_the_only_mutation_of_a_fusion(write_chain: Any, stated: bool) -> None:
    mutated = Piece(SEQUENCES["KRAS4B"][:11] + "C" + SEQUENCES["KRAS4B"][12:166], 1)
    pieces = [Piece(BEFORE["lysozyme"]), mutated, Piece(AFTER["the RBD of RAF1"])]
    assert mutations_of(write_chain(pieces, run_on_from(1)(pieces), stated=stated)) == ("G12C",)


# --- two RAS domains in one chain -----------------------------------------------------------------------------------


@pytest.mark.parametrize("stated", [True, False], ids=["with SEQRES", "without SEQRES"])
@pytest.mark.parametrize("numbered", [0, 2])
@pytest.mark.parametrize("second", ["KRAS4B", "HRAS"])
def test_of_two_ras_domains_the_fuller_one_is_numbered(
    write_chain: Any, second: str, numbered: int, stated: bool
) -> None:
    """The other domain and the linker get no number, and nothing is put together from both."""
    pieces = [ras(1, 166), Piece(LINKER), ras(1, 166, second)]
    whole = numbers_of(pieces)
    domain = range(0, 166) if numbered == 0 else range(176, 342)
    cut = {index for index, number in enumerate(whole) if 60 <= number <= 75 and index not in domain}
    numbering = numbering_of(write_chain(pieces, run_on_from(1)(pieces), cut, stated=stated))
    expected = [number if index in domain else 0 for index, number in enumerate(whole) if index not in cut]
    assert numbering.uniprot_numbers.tolist() == expected
    assert numbering.identity == 1.0


@pytest.mark.parametrize("gap", [(20, 40), (60, 75), (100, 108)])
def test_two_ras_domains_with_the_same_gap_are_not_mixed(write_chain: Any, gap: tuple[int, int]) -> None:
    pieces = [ras(1, 166), Piece(LINKER), ras(1, 166)]
    missing = {index for index, number in enumerate(numbers_of(pieces)) if gap[0] <= number <= gap[1]}
    numbers = numbering_of(write_chain(pieces, run_on_from(1)(pieces), missing, stated=False)).uniprot_numbers
    placed = np.flatnonzero(numbers)
    half = len(numbers) // 2
    assert (placed < half).all() or (placed >= half).all()
    assert numbers[placed].tolist() == [n for n in range(1, 167) if not gap[0] <= n <= gap[1]]


# --- near misses -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stated", [True, False], ids=["with SEQRES", "without SEQRES"])
@pytest.mark.parametrize("length", [30, 40, 80, 110])
def test_a_fragment_in_a_long_foreign_chain_is_not_ras(write_chain: Any, length: int, stated: bool) -> None:
    pieces = [Piece(LYSOZYME), ras(21, 20 + length), Piece(random_protein(150))]
    with pytest.raises(NotRasError, match=r"the best hit is chain A with (9\d|100)% identity"):
        rs.load(write_chain(pieces, run_on_from(1)(pieces), stated=stated))


@pytest.mark.parametrize(("cut", "numbered"), [(50, None), (85, None), (115, None), (30, range(31, 167))])
def test_a_circular_permutant_is_refused_or_numbered_in_its_larger_part(cut: int, numbered: range | None) -> None:
    """The order of a permutant is not that of RAS: what comes after the joint has no number."""
    pieces = [ras(cut + 1, 166), Piece(LINKER), ras(1, cut)]
    placed = place_sequence(encode(letters_of(pieces)))
    if numbered is None:
        assert placed.n_placed < 0.7 * 166 + 1
        assert sorted(set(np.diff(placed.uniprot_numbers[placed.uniprot_numbers > 0]).tolist())) == [1]
    else:
        assert placed.uniprot_numbers.tolist() == [*numbered] + [0] * (len(LINKER) + cut)


@pytest.mark.parametrize("stated", [True, False], ids=["with SEQRES", "without SEQRES"])
@pytest.mark.parametrize("modelled", [0, 10, 60])
def test_a_fusion_whose_ras_part_is_not_modelled_gets_no_numbers(write_chain: Any, modelled: int, stated: bool) -> None:
    """The stated sequence holds RAS; the coordinates hold lysozyme and the first few residues of it."""
    pieces = [Piece(BEFORE["lysozyme"]), ras(1, 166)]
    missing = {index for index, number in enumerate(numbers_of(pieces)) if number > modelled}
    text = write_chain(pieces, run_on_from(1)(pieces), missing, stated=stated)
    if modelled < 60 or not stated:
        expected_words = "chain A is stated to hold RAS" if stated else "the best hit is chain A"
        with pytest.raises(NotRasError, match=expected_words):
            rs.load(text)
    else:
        expected = [number for number in numbers_of(pieces) if number <= modelled]
        assert numbering_of(text).uniprot_numbers.tolist() == expected
