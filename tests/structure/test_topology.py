"""Which atoms, residues and chains does a file have, and which alternate location stands for a residue?

Oracles: tiny hand-made files whose answer can be read off; the PDB format description (insertion codes, altloc,
element columns); gemmi's own reading for the bundled entries.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gemmi
import numpy as np
import pytest

from rasstruct.structure.read import read_structure
from rasstruct.structure.topology import ResidueKey, ResidueKind, Topology

AtomLine = Callable[..., str]
BACKBONE = ("N", "CA", "C", "O")


def topology_of(content: Any) -> Topology:
    return read_structure(content).topology


def chosen_altlocs(topology: Topology) -> list[str]:
    """Give the altloc of each atom of the default conformer."""
    return [altloc.decode() for altloc in topology.altloc[topology.default_conformer].tolist()]


@pytest.mark.parametrize(
    ("occupancy_a", "occupancy_b", "expected"),
    [(0.6, 0.4, "A"), (0.4, 0.6, "B"), (0.5, 0.5, "A"), (0.49, 0.51, "B"), (0.0, 0.0, "A")],
)
def test_the_alternate_location_with_the_highest_occupancy_is_the_default(
    atom_line: AtomLine, occupancy_a: float, occupancy_b: float, expected: str
) -> None:
    text = atom_line("N", "SER") + "".join(
        atom_line(atom, "SER", altloc=altloc, occupancy=occupancy)
        for atom in ("CA", "CB", "OG")
        for altloc, occupancy in (("A", occupancy_a), ("B", occupancy_b))
    )
    assert chosen_altlocs(topology_of(text)) == ["", expected, expected, expected]


def test_of_equal_alternate_locations_the_first_in_the_alphabet_wins_whatever_the_file_order(
    atom_line: AtomLine,
) -> None:
    text = "".join(atom_line(atom, "SER", altloc=altloc, occupancy=0.5) for atom in ("CA", "CB") for altloc in "CB")
    assert chosen_altlocs(topology_of(text)) == ["B", "B"]


def test_a_residue_keeps_one_consistent_conformer_though_its_atoms_disagree(atom_line: AtomLine) -> None:
    """A: 0.6 and 0.3, mean 0.45; B: 0.4 and 0.7, mean 0.55."""
    text = "".join(
        atom_line(atom, "SER", altloc=altloc, occupancy=occupancy)
        for atom, altloc, occupancy in (("CB", "A", 0.6), ("CB", "B", 0.4), ("OG", "A", 0.3), ("OG", "B", 0.7))
    )
    assert chosen_altlocs(topology_of(text)) == ["B", "B"]


def test_each_residue_chooses_for_itself(atom_line: AtomLine) -> None:
    text = "".join(
        atom_line("CA", "SER", number, altloc=altloc, occupancy=occupancy)
        for number, altloc, occupancy in ((1, "A", 0.7), (1, "B", 0.3), (2, "A", 0.2), (2, "B", 0.8))
    )
    assert chosen_altlocs(topology_of(text)) == ["A", "B"]


def test_all_alternate_locations_stay_in_the_columns(atom_line: AtomLine) -> None:
    text = "".join(atom_line("CA", "SER", altloc=altloc, occupancy=1 / 3) for altloc in "ABC")
    topology = topology_of(text)
    assert topology.altloc.tolist() == [b"A", b"B", b"C"]
    assert topology.default_conformer.sum() == 1


def mixed_residue(atom_line: AtomLine, *, is_interleaved: bool) -> str:
    """Ser (40 %) and Cys (60 %) at position 1, Gly at position 2."""
    both = (("A", "SER", 0.4), ("B", "CYS", 0.6))
    pairs = (
        [(atom, which) for atom in BACKBONE for which in both]
        if is_interleaved
        else [(atom, which) for which in both for atom in BACKBONE]
    )
    mixed = (atom_line(atom, name, 1, altloc=alt, occupancy=occupancy) for atom, (alt, name, occupancy) in pairs)
    return "".join(mixed) + "".join(atom_line(atom, "GLY", 2) for atom in BACKBONE)


@pytest.mark.parametrize("is_interleaved", [False, True], ids=["one after the other", "atom by atom"])
@pytest.mark.parametrize("file_format", ["PDB", "mmCIF", "BinaryCIF"])
def test_at_a_position_with_two_amino_acids_both_are_kept_and_the_commoner_is_the_default(
    is_interleaved: bool, file_format: str, mixed_files: Callable[[bool, str], Any]
) -> None:
    topology = topology_of(mixed_files(is_interleaved, file_format))
    assert [topology.name_of(residue) for residue in range(topology.n_residues)] == ["SER", "CYS", "GLY"]
    assert topology.is_default_residue.tolist() == [False, True, True]
    assert topology.find_residues(ResidueKey("A", 1)) == (0, 1)
    assert topology.find_residues(ResidueKey("A", 1), "CYS") == (1,)


@pytest.fixture
def mixed_files(atom_line: AtomLine, to_bcif: Callable[[str], bytes]) -> Callable[[bool, str], Any]:
    def make(is_interleaved: bool, file_format: str) -> Any:
        text = mixed_residue(atom_line, is_interleaved=is_interleaved)
        if file_format == "PDB":
            return text
        return plain_cif(text) if file_format == "mmCIF" else to_bcif(plain_cif(text))

    return make


def plain_cif(pdb_text: str) -> str:
    """Write PDB lines as an atom_site table, line by line, so that no tool reorders them."""
    columns = (
        "group_PDB id type_symbol label_atom_id label_alt_id label_comp_id label_asym_id label_entity_id label_seq_id "
        "auth_seq_id auth_asym_id occupancy Cartn_x Cartn_y Cartn_z"
    )
    rows = [
        f"ATOM {serial} {line[76:78]} {line[12:16]} {line[16].replace(' ', '.')} {line[17:20]} {line[21]} 1 "
        f"{line[22:26]} {line[22:26]} {line[21]} {line[54:60]} {line[30:38]} {line[38:46]} {line[46:54]}"
        for serial, line in enumerate(pdb_text.splitlines(), start=1)
    ]
    header = "".join(f"_atom_site.{column}\n" for column in columns.split())
    return f"data_MIXED\nloop_\n{header}" + "\n".join(rows) + "\n"


def test_negative_numbers_zero_and_insertion_codes_are_residues_of_their_own(atom_line: AtomLine) -> None:
    given = [(-3, " "), (0, " "), (52, " "), (52, "A"), (52, "B"), (53, " ")]
    text = "".join(atom_line(atom, "GLY", number, insertion=code) for number, code in given for atom in BACKBONE)
    topology = topology_of(text)
    keys = [topology.residue_key(residue) for residue in range(topology.n_residues)]
    assert keys == [ResidueKey("A", number, code.strip()) for number, code in given]
    assert [str(key) for key in keys] == ["A/-3", "A/0", "A/52", "A/52A", "A/52B", "A/53"]
    assert [topology.find_residues(key) for key in keys] == [(residue,) for residue in range(6)]
    assert topology.find_residues(ResidueKey("A", 52, "C")) == ()
    assert topology.find_residues(ResidueKey("B", 52)) == ()


def test_the_same_number_in_two_chains_is_two_residues(atom_line: AtomLine) -> None:
    topology = topology_of("".join(atom_line(atom, "GLY", 5, chain=chain) for chain in "BA" for atom in BACKBONE))
    assert topology.chain_ids == ("B", "A")
    assert topology.find_residues(ResidueKey("A", 5)) == (1,)


@pytest.mark.parametrize(
    ("atom", "element", "is_heavy"),
    [("CA", "C", True), ("HA2", "H", False), ("DA2", "D", False), ("HG", "HG", True), ("HO", "HO", True)],
    ids=["carbon", "hydrogen", "deuterium", "mercury is no hydrogen", "holmium is no hydrogen"],
)
def test_hydrogen_and_deuterium_are_not_heavy(atom_line: AtomLine, atom: str, element: str, is_heavy: bool) -> None:
    topology = topology_of(atom_line("N", "GLY") + atom_line(atom, "GLY", element=element))
    assert topology.is_heavy.tolist() == [True, is_heavy]


def test_without_an_element_column_the_place_of_the_atom_name_tells_calcium_from_an_alpha_carbon() -> None:
    """PDB format 3.3: the element symbol is right-justified in columns 13-14."""
    carbon = "ATOM      1  CA  GLY A   1       0.000   0.000   0.000  1.00 20.00\n"
    calcium = "HETATM    2 CA    CA A 201       9.000   0.000   0.000  1.00 20.00\n"
    assert topology_of(carbon + calcium).element.tolist() == [b"C", b"CA"]


@pytest.mark.parametrize(
    ("record", "name", "atoms", "kind", "is_peptide"),
    [
        ("ATOM", "GLY", BACKBONE, ResidueKind.POLYMER, True),
        ("HETATM", "MSE", (*BACKBONE, "SE"), ResidueKind.POLYMER, True),
        ("ATOM", "HSD", BACKBONE, ResidueKind.POLYMER, True),
        ("ATOM", "ZZZ", BACKBONE, ResidueKind.POLYMER, True),
        ("ATOM", "GLY", ("CA",), ResidueKind.POLYMER, True),
        ("HETATM", "LR4", ("C1", "C2", "N1"), ResidueKind.LIGAND, False),
        ("HETATM", "GDP", ("PA", "O1A"), ResidueKind.LIGAND, False),
        ("HETATM", "HOH", ("O",), ResidueKind.WATER, False),
        ("ATOM", "WAT", ("O",), ResidueKind.WATER, False),
        ("ATOM", "SOL", ("O",), ResidueKind.WATER, False),
    ],
)
def test_residues_are_told_apart_by_what_they_are_not_by_their_record(
    atom_line: AtomLine, record: str, name: str, atoms: tuple[str, ...], kind: ResidueKind, is_peptide: bool
) -> None:
    neighbour = "".join(atom_line(atom, "GLY", 1, record="ATOM") for atom in BACKBONE)
    topology = topology_of(neighbour + "".join(atom_line(atom, name, 2, record=record) for atom in atoms))
    assert (topology.kind[1], bool(topology.is_peptide[1])) == (kind, is_peptide)


@pytest.mark.parametrize("entry", ["8azr", "5p21"])
def test_the_residues_of_a_bundled_entry_are_those_that_gemmi_reads(entry: str, request: pytest.FixtureRequest) -> None:
    text = request.getfixturevalue(f"text_{entry}")
    expected = [
        (chain.name, residue.seqid.num, residue.seqid.icode.strip(), residue.name, len(residue))
        for chain in gemmi.read_pdb_string(text)[0]
        for residue in chain
    ]
    topology = topology_of(text)
    keys = [topology.residue_key(residue) for residue in range(topology.n_residues)]
    sizes = np.diff(topology.first_atom).tolist()
    assert expected == [
        (key.chain_id, key.author_number, key.insertion_code, topology.name_of(residue), size)
        for residue, (key, size) in enumerate(zip(keys, sizes, strict=True))
    ]


def test_pro34_of_8azr_is_the_one_residue_with_two_conformers(text_8azr: str) -> None:
    """Oracle: column 17 of the file; seven atoms in A and seven in B."""
    topology = topology_of(text_8azr)
    left_out = np.flatnonzero(~topology.default_conformer)
    assert {str(topology.residue_key(residue)) for residue in topology.residue_index[left_out]} == {"A/34"}
    assert len(left_out) == 7


def test_columns_cannot_be_written(text_8azr: str) -> None:
    structure = read_structure(text_8azr)
    for column in (structure.xyz, structure.topology.atom_name, structure.topology.author_number):
        with pytest.raises(ValueError, match="read-only"):
            column[0] = column[0]
