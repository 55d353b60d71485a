"""Which atoms make phi, psi and omega of each UniProt residue, across gaps, odd numbers and odd names?

Oracles: Biopython's `PPBuilder` (phi and psi) and gemmi's `calculate_phi_psi` and `calculate_omega` on the bundled
entries, whose author numbers are UniProt numbers (DBREF); then the untouched entry for each edit. Omega of a residue is
that of the bond before it (Parker 2022 doi:10.1158/0008-5472.CAN-22-0804).
"""

from __future__ import annotations

import io
import math
from typing import Any

import gemmi
import numpy as np
import numpy.typing as npt
import pytest
from Bio.PDB import PDBParser, PPBuilder
from pdb_text import moved, xyz_of

from rasstruct.structure.backbone import BACKBONE_ANGLES, map_backbone_dihedrals
from rasstruct.structure.dihedrals import compute_dihedrals
from rasstruct.structure.numbering import number_chains
from rasstruct.structure.read import read_structure

PHI, PSI, OMEGA = range(3)


def angles_of(pdb: Any) -> npt.NDArray[np.float64]:
    """Give the backbone angles of the only RAS chain, a row a UniProt number, a blank row 0 before them."""
    structure = read_structure(pdb.text)
    (numbering,) = number_chains(structure)
    angles = compute_dihedrals(structure.xyz[0], map_backbone_dihedrals(structure, numbering))
    return np.vstack([np.full((1, 3), np.nan), angles])


@pytest.fixture(scope="module")
def whole(pdb_8azr: Any) -> npt.NDArray[np.float64]:
    """The angles of 8AZR as deposited: residues 0-167 without a gap."""
    return angles_of(pdb_8azr)


def same(first: npt.NDArray[np.float64], second: npt.NDArray[np.float64]) -> bool:
    return np.array_equal(first, second, equal_nan=True)


def expect_blank(whole: npt.NDArray[np.float64], *blank: tuple[int, int]) -> npt.NDArray[np.float64]:
    """Copy the angles without some of them."""
    expected = whole.copy()
    for number, angle in blank:
        assert not np.isnan(whole[number, angle])
        expected[number, angle] = np.nan
    return expected


# --- other tools -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["pdb_8azr", "pdb_5p21"])
def test_phi_psi_and_omega_are_those_of_gemmi(name: str, request: pytest.FixtureRequest) -> None:
    pdb = request.getfixturevalue(name)
    angles = angles_of(pdb)
    structure = gemmi.read_pdb_string(pdb.text)
    structure.remove_alternative_conformations()
    residues = list(structure[0]["A"].get_polymer())
    expected = np.full_like(angles, np.nan)
    for before, residue, after in zip([None, *residues], residues, [*residues[1:], None], strict=False):
        if residue.seqid.num > 0:
            omega = gemmi.calculate_omega(before, residue) if before else math.nan
            expected[residue.seqid.num] = np.degrees([*gemmi.calculate_phi_psi(before, residue, after), omega])
    # gemmi drops every alternate location but the first, 8AZR and 5P21 prefer the first in their backbone
    # coordinates are held in single precision, gemmi reads them in double: some 4e-6 Å, thus less than 0.001°
    apart = np.abs((angles - expected + 180) % 360 - 180)
    assert np.array_equal(np.isnan(angles), np.isnan(expected))
    assert np.nanmax(apart) < 1e-3
    assert np.count_nonzero(~np.isnan(angles)) > 490


def test_phi_and_psi_are_those_of_biopython(pdb_5p21: Any) -> None:
    model = PDBParser(QUIET=True).get_structure("5P21", io.StringIO(pdb_5p21.text))[0]
    (peptide,) = PPBuilder().build_peptides(model["A"])
    angles = angles_of(pdb_5p21)
    for residue, (phi, psi) in zip(peptide, peptide.get_phi_psi_list(), strict=True):
        for angle, expected in ((PHI, phi), (PSI, psi)):
            found = angles[residue.id[1], angle]
            assert np.isnan(found) if expected is None else found == pytest.approx(math.degrees(expected), abs=1e-3)


def test_atoms_are_those_of_the_residue_and_its_neighbours(pdb_8azr: Any) -> None:
    structure = read_structure(pdb_8azr.text)
    (numbering,) = number_chains(structure)
    index = map_backbone_dihedrals(structure, numbering)
    assert index.shape == (188, len(BACKBONE_ANGLES), 4)
    topology = structure.topology
    numbers = topology.author_number[topology.residue_index[index[31]]]
    assert topology.atom_name[index[31]].astype(str).tolist() == [
        ["C", "N", "CA", "C"], ["N", "CA", "C", "N"], ["CA", "C", "N", "CA"],
    ]  # fmt: skip
    assert numbers.tolist() == [[31, 32, 32, 32], [32, 32, 32, 33], [31, 31, 32, 32]]


# --- gaps and ends ---------------------------------------------------------------------------------------------------


def test_a_residue_before_the_first_gives_phi_to_it_though_it_has_no_number(
    pdb_8azr: Any, whole: npt.NDArray[np.float64]
) -> None:
    """8AZR has the tag residue Gly0."""
    expected = expect_blank(whole, (1, PHI), (1, OMEGA))
    assert same(angles_of(pdb_8azr.without_residues(0)), expected)
    assert np.isnan(whole[167, PSI])


@pytest.mark.parametrize("gap", [range(61, 70), range(30, 31), (104, 105)], ids=str)
def test_the_ends_of_a_gap_have_no_angle_over_it(pdb_8azr: Any, whole: npt.NDArray[np.float64], gap: range) -> None:
    first, last = min(gap), max(gap)
    expected = expect_blank(whole, (first - 1, PSI), (last + 1, PHI), (last + 1, OMEGA))
    expected[first : last + 1] = np.nan
    assert same(angles_of(pdb_8azr.without_residues(gap)), expected)


def test_a_gap_that_the_file_numbers_hide_has_no_angle_over_it_either(
    pdb_8azr: Any, whole: npt.NDArray[np.float64]
) -> None:
    gap = range(61, 70)
    hidden = pdb_8azr.without_residues(gap).renumbered(lambda number: number if number < 61 else number - 9)
    assert same(angles_of(hidden), angles_of(pdb_8azr.without_residues(gap)))
    assert np.isnan(angles_of(hidden)[70, PHI])


@pytest.mark.parametrize(
    ("atom", "blank"),
    [
        ("N", ((31, PSI), (32, PHI), (32, PSI), (32, OMEGA))),
        ("CA", ((32, PHI), (32, PSI), (32, OMEGA), (33, OMEGA))),
        ("C", ((32, PHI), (32, PSI), (33, PHI), (33, OMEGA))),
        ("O", ()),
    ],
)
def test_a_missing_atom_takes_away_only_its_own_angles(
    pdb_8azr: Any, whole: npt.NDArray[np.float64], atom: str, blank: tuple[tuple[int, int], ...]
) -> None:
    cut = pdb_8azr.without(
        lambda line: line.startswith(("ATOM", "ANISOU")) and line[22:26] == "  32" and line[12:16].strip() == atom
    )
    assert same(angles_of(cut), expect_blank(whole, *blank))


@pytest.mark.parametrize(("shift", "is_bonded"), [(0.0, True), (0.6, True), (0.8, False)])
def test_an_inserted_residue_is_a_neighbour_where_c_and_n_lie_within_2_angstroms(
    pdb_8azr: Any, whole: npt.NDArray[np.float64], shift: float, is_bonded: bool
) -> None:
    """Gly0 has no UniProt number, so its bond of 1.33 Å to Met1 decides; it is stretched along its own direction."""
    lines = [line for line in pdb_8azr.lines if line.startswith("ATOM")]
    place = {
        (int(line[22:26]), line[12:16].strip()): np.array([float(line[i : i + 8]) for i in (30, 38, 46)])
        for line in lines
    }
    bond = place[0, "C"] - place[1, "N"]
    step = bond / np.linalg.norm(bond) * shift

    stretched = pdb_8azr.edit_atoms(
        lambda line, number: moved(line, step) if line.startswith("ATOM") and number == 0 else line
    )
    assert np.isnan(angles_of(stretched)[1, PHI]) == (not is_bonded)


@pytest.mark.parametrize("stretch", [0.0, 0.8, 4.0])
def test_residues_with_consecutive_numbers_are_neighbours_however_far_apart(pdb_8azr: Any, stretch: float) -> None:
    """The published rule asks for 2 Å across a gap in the numbering only; 8AZR from 105 on is moved along the bond."""
    carbon, nitrogen = (
        next(xyz_of(line) for line in pdb_8azr.lines if line.startswith("ATOM") and line[12:26].split() == atom)
        for atom in (["C", "LYS", "A", "104"], ["N", "ASP", "A", "105"])
    )
    shift = (nitrogen - carbon) / np.linalg.norm(nitrogen - carbon) * stretch
    stretched = pdb_8azr.edit_atoms(
        lambda line, number: moved(line, shift) if line.startswith("ATOM") and number > 104 else line
    )
    chain = gemmi.read_pdb_string(stretched.text)[0]["A"].get_polymer().first_conformer()
    before, after = (residue for residue in chain if residue.seqid.num in (104, 105))
    bond = before["C"][0].pos.dist(after["N"][0].pos)
    assert bond == pytest.approx(1.33 + stretch, abs=0.02)
    angles = angles_of(stretched)
    expected = (
        gemmi.calculate_phi_psi(None, before, after)[1],
        gemmi.calculate_phi_psi(before, after, None)[0],
        gemmi.calculate_omega(before, after),
    )
    found = (angles[104, PSI], angles[105, PHI], angles[105, OMEGA])
    assert found == pytest.approx(tuple(np.degrees(expected)), abs=1e-3)


# --- numbers, names, alternate locations -----------------------------------------------------------------------------


@pytest.mark.parametrize("offset", [100, -50, 1000])
def test_other_author_numbers_give_the_same_angles_by_uniprot_number(
    pdb_8azr: Any, whole: npt.NDArray[np.float64], offset: int
) -> None:
    assert same(angles_of(pdb_8azr.renumbered(lambda number: number + offset)), whole)


@pytest.mark.parametrize("names", [{67: "MSE", 72: "MSE"}, {51: "CSO", 80: "CME"}], ids=str)
def test_modified_residues_as_hetatm_keep_their_angles_and_those_of_their_neighbours(
    pdb_8azr: Any, whole: npt.NDArray[np.float64], names: dict[int, str]
) -> None:
    assert same(angles_of(pdb_8azr.renamed(names, record="HETATM")), whole)


@pytest.mark.parametrize(("occupancy", "is_moved"), [(0.40, False), (0.60, True)])
def test_the_alternate_location_with_the_higher_occupancy_gives_the_angles(
    pdb_8azr: Any, whole: npt.NDArray[np.float64], occupancy: float, is_moved: bool
) -> None:
    """Residue 150 of 8AZR gets a second place 0.5 Å away along x."""
    lines = []
    for line in pdb_8azr.without(lambda line: line.startswith("ANISOU")).lines:
        if line.startswith("ATOM") and line[22:26] == " 150":
            x = float(line[30:38]) + 0.5
            lines.append(f"{line[:16]}A{line[17:54]}{1 - occupancy:6.2f}{line[60:]}")
            lines.append(f"{line[:16]}B{line[17:30]}{x:8.3f}{line[38:54]}{occupancy:6.2f}{line[60:]}")
        else:
            lines.append(line)
    assert all(line[16] == " " for line in pdb_8azr.lines if line.startswith("ATOM") and line[22:26] == " 150")
    angles = angles_of(type(pdb_8azr)("\n".join(lines) + "\n"))
    changed = {int(number) for number in np.flatnonzero(~np.isclose(angles, whole, equal_nan=True).all(axis=1))}
    assert changed == ({149, 150, 151} if is_moved else set())
