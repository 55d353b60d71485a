"""Which atoms make the side-chain dihedrals of each UniProt residue?

Oracles: Biopython's internal coordinates (`Bio.PDB.internal_coords`, chi1 to chi5 by its own table) on the bundled
entries; the number of chi angles of each amino acid (IUPAC-IUB 1970 doi:10.1021/bi00820a001); gemmi's angle over named
atoms for the alternative branches. Bundled entries have UniProt numbers (DBREF).
"""

from __future__ import annotations

import io
from typing import Any

import gemmi
import numpy as np
import numpy.typing as npt
import pytest
from Bio.PDB import PDBParser
from pdb_text import moved

from rasstruct.reference.side_chain_torsions import side_chain_torsions
from rasstruct.structure.dihedrals import compute_dihedrals
from rasstruct.structure.numbering import number_chains
from rasstruct.structure.read import read_structure
from rasstruct.structure.side_chains import SIDE_CHAIN_ANGLES, map_side_chain_dihedrals

#: chi angles of the heavy atoms; chi5 of Arg is that over NH1
N_CHI = {"GLY": 0, "ALA": 0, "ARG": 5, "LYS": 4, "GLU": 3, "GLN": 3, "MET": 3}
N_CHI |= dict.fromkeys(("ASN", "ASP", "HIS", "ILE", "LEU", "PHE", "PRO", "TRP", "TYR"), 2)
N_CHI |= dict.fromkeys(("CYS", "SER", "THR", "VAL"), 1)
#: residue -> the other branch and its place among the angles
OTHER_BRANCH = {
    "VAL": ("altchi1", ("N", "CA", "CB", "CG2")),
    "LEU": ("altchi2", ("CA", "CB", "CG", "CD2")),
    "ASP": ("altchi2", ("CA", "CB", "CG", "OD2")),
    "PHE": ("altchi2", ("CA", "CB", "CG", "CD2")),
    "TYR": ("altchi2", ("CA", "CB", "CG", "CD2")),
}


def index_of(pdb: Any) -> npt.NDArray[np.int64]:
    structure = read_structure(pdb.text)
    (numbering,) = number_chains(structure)
    return map_side_chain_dihedrals(structure, numbering)


def angles_of(pdb: Any) -> npt.NDArray[np.float64]:
    """Give the angles of the only RAS chain, a row a UniProt number, a blank row 0 before them."""
    angles = compute_dihedrals(read_structure(pdb.text).xyz[0], index_of(pdb))
    return np.vstack([np.full((1, len(SIDE_CHAIN_ANGLES)), np.nan), angles])


def same(first: npt.NDArray[np.float64], second: npt.NDArray[np.float64]) -> bool:
    return np.array_equal(first, second, equal_nan=True)


@pytest.fixture(scope="module")
def whole(pdb_8azr: Any) -> npt.NDArray[np.float64]:
    return angles_of(pdb_8azr)


# --- the table -------------------------------------------------------------------------------------------------------


def test_each_amino_acid_has_its_number_of_angles() -> None:
    found = {
        name: len({row.angle for row in side_chain_torsions() if row.residue == name and row.angle.startswith("chi")})
        for name in N_CHI
    }
    assert found == N_CHI
    assert {(row.residue, row.angle): row.atoms for row in side_chain_torsions() if row.angle.startswith("alt")} == {
        (name, angle): atoms for name, (angle, atoms) in OTHER_BRANCH.items()
    }


def test_angles_follow_each_other_along_the_side_chain() -> None:
    first: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in side_chain_torsions():
        assert len(set(row.atoms)) == 4
        first.setdefault((row.residue, row.angle), row.atoms)
    for (residue, angle), atoms in first.items():
        place = int(angle[-1])
        before = ("N", "CA", "CB") if place == 1 else first[residue, f"chi{place - 1}"][1:]
        assert atoms[:3] == before


def test_only_the_symmetric_ends_repeat_after_180_degrees() -> None:
    folded = {(row.residue, row.angle) for row in side_chain_torsions() if row.period == 180}
    assert folded == {("ASP", "chi2"), ("PHE", "chi2"), ("TYR", "chi2"), ("GLU", "chi3")}
    assert {row.period for row in side_chain_torsions()} == {180, 360}


# --- other tools -----------------------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore:'where' used without 'out':UserWarning")
@pytest.mark.parametrize("name", ["pdb_8azr", "pdb_5p21"])
def test_chi_angles_are_those_of_biopython(name: str, request: pytest.FixtureRequest) -> None:
    pdb = request.getfixturevalue(name)
    angles = angles_of(pdb)
    chain = PDBParser(QUIET=True).get_structure("RAS", io.StringIO(pdb.protein().text))[0]["A"]
    chain.atom_to_internal_coordinates()
    n_compared = 0
    for residue in chain:
        if residue.id[1] < 1 or any(atom.is_disordered() for atom in residue):
            continue
        for slot in range(5):
            expected = residue.internal_coord.get_angle(f"chi{slot + 1}")
            found = angles[residue.id[1], slot]
            if expected is None:
                assert np.isnan(found)
            else:
                assert abs((found - expected + 180) % 360 - 180) < 1e-3
                n_compared += 1
    assert n_compared > 250


def test_angles_over_the_other_branch_are_those_of_gemmi(pdb_5p21: Any) -> None:
    angles = angles_of(pdb_5p21)
    for residue in gemmi.read_pdb_string(pdb_5p21.text)[0]["A"].get_polymer():
        found = dict(zip(SIDE_CHAIN_ANGLES, angles[residue.seqid.num], strict=True))
        alternative, atoms = OTHER_BRANCH.get(residue.name, ("", ()))
        for angle in ("altchi1", "altchi2"):
            if angle != alternative:
                assert np.isnan(found[angle])
            else:
                expected = gemmi.calculate_dihedral(*(residue[atom][0].pos for atom in atoms))
                assert found[angle] == pytest.approx(np.degrees(expected), abs=1e-3)  # single precision


# --- awkward files ---------------------------------------------------------------------------------------------------


def test_shape_is_that_of_the_isoform_and_absent_residues_are_minus_one(pdb_8azr: Any) -> None:
    index = index_of(pdb_8azr.without_residues(range(61, 70)))
    assert index.shape == (188, len(SIDE_CHAIN_ANGLES), 4)
    assert (index[60:69] == -1).all()
    assert (index[167:] == -1).all()
    assert (index[9] == -1).all()  # Gly10
    assert (index[69, 0] >= 0).all()


def test_a_missing_atom_takes_away_the_angles_that_need_it(pdb_8azr: Any, whole: npt.NDArray[np.float64]) -> None:
    cut = pdb_8azr.without(
        lambda line: line.startswith(("ATOM", "ANISOU")) and line[22:26] == "   5" and line[12:16].strip() == "CE"
    )
    expected = whole.copy()
    assert not np.isnan(whole[5, :4]).any()  # Lys5
    expected[5, 2:4] = np.nan
    assert same(angles_of(cut), expected)


@pytest.mark.parametrize("record", ["ATOM  ", "HETATM"])
@pytest.mark.parametrize("selenium", ["SE", "SD"])
def test_selenomethionine_has_the_angles_of_methionine(
    pdb_8azr: Any, whole: npt.NDArray[np.float64], record: str, selenium: str
) -> None:
    """Met 67, 72 and 111 of 8AZR, with the selenium where the sulfur was; SD is what some programs leave behind."""
    renamed = pdb_8azr.renamed(dict.fromkeys((67, 72, 111), "MSE"), record=record)
    selenated = renamed.edited(
        lambda line: (
            f"{line[:12]}SE  {line[16:76]}SE{line[78:]}"
            if selenium == "SE" and line[17:20] == "MSE" and line[12:16] == " SD "
            else line
        )
    )
    assert (" SD " in {line[12:16] for line in selenated.atoms("MSE")}) == (selenium == "SD")
    assert not np.isnan(whole[[67, 72, 111], :3]).any()
    assert same(angles_of(selenated), whole)


@pytest.mark.parametrize(
    "names", [{51: "CSO", 80: "CME"}, {27: "HSD", 94: "HIE"}, {57: "ASH", 62: "GLH"}, {16: "LYN"}], ids=str
)
def test_modified_and_renamed_residues_go_by_their_parents(
    pdb_8azr: Any, whole: npt.NDArray[np.float64], names: dict[int, str]
) -> None:
    assert not np.isnan(whole[list(names), 0]).any()
    assert same(angles_of(pdb_8azr.renamed(names)), whole)


def test_isoleucine_has_chi2_under_the_second_name_of_its_last_carbon(
    pdb_8azr: Any, whole: npt.NDArray[np.float64]
) -> None:
    renamed = pdb_8azr.edited(
        lambda line: f"{line[:12]} CD {line[16:]}" if line[12:20] in (" CD1 ILE", " CD1AILE", " CD1BILE") else line
    )
    assert " CD1" not in {line[12:16] for line in renamed.atoms("ILE")}
    assert same(angles_of(renamed), whole)


def test_an_unknown_residue_has_no_side_chain_angle_and_leaves_the_others(
    pdb_8azr: Any, whole: npt.NDArray[np.float64]
) -> None:
    expected = whole.copy()
    assert not np.isnan(whole[95, 0])
    expected[95] = np.nan
    assert same(angles_of(pdb_8azr.renamed({95: "ZZZ"})), expected)


@pytest.mark.parametrize("offset", [100, -50])
def test_other_author_numbers_give_the_same_angles(pdb_8azr: Any, whole: npt.NDArray[np.float64], offset: int) -> None:
    assert same(angles_of(pdb_8azr.renumbered(lambda number: number + offset)), whole)


def test_a_mutated_residue_has_the_angles_of_what_is_there(pdb_8azr: Any, whole: npt.NDArray[np.float64]) -> None:
    """A valine named threonine keeps N, CA and CB only, and thus no OG1; named isoleucine it keeps chi1 over CG1."""
    assert not np.isnan(whole[14, [0, 5]]).any()
    assert np.isnan(angles_of(pdb_8azr.renamed({14: "THR"}))[14]).all()
    as_isoleucine = angles_of(pdb_8azr.renamed({14: "ILE"}))[14]
    assert as_isoleucine[0] == whole[14, 0]
    assert np.isnan(as_isoleucine[1:]).all()


@pytest.mark.parametrize(
    ("occupancy", "is_turned"), [(0.40, False), (0.50, False), (0.60, True)], ids=["B less", "B equal", "B more"]
)
def test_the_alternate_location_with_the_higher_occupancy_gives_the_angles(
    pdb_8azr: Any, whole: npt.NDArray[np.float64], occupancy: float, is_turned: bool
) -> None:
    """Lys5 of 8AZR gets a second place B, its CG 0.5 Å away along x; of two equal ones the alphabet decides."""
    lines, turned = [], []
    for line in pdb_8azr.without(lambda line: line.startswith("ANISOU")).lines:
        if not (line.startswith("ATOM") and line[22:26] == "   5"):
            lines.append(line)
            turned.append(line)
            continue
        assert line[16] == " "
        other = moved(line, (0.5, 0, 0)) if line[12:16] == " CG " else line
        lines.append(f"{line[:16]}A{line[17:54]}{1 - occupancy:6.2f}{line[60:]}")
        lines.append(f"{other[:16]}B{other[17:54]}{occupancy:6.2f}{other[60:]}")
        turned.append(other)
    expected = angles_of(type(pdb_8azr)("\n".join(turned) + "\n")) if is_turned else whole
    assert np.isclose(expected[5, :4], whole[5, :4]).all() != is_turned
    assert same(angles_of(type(pdb_8azr)("\n".join(lines) + "\n")), expected)
