"""Are poses of KRAS inhibitors, crystal and docked, read, recognised, judged and measured as other tools do it?

Oracles:
- identity: the name that each file bears, in the ligand table
- RMSD: every matching of the bare graphs by brute force (tests/support)
- the same ligand in two files: only the rounding of the files is between them
- geometry: PoseBusters 0.6.5, `bust FILE.sdf --outfmt long` for every file: lengths, angles and planes pass, "Internal
  steric clash" fails for Ex_422 of the T58 series alone (a CF3 group packed against its neighbour ring)
- distances in crystals: gemmi
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import gemmi
import pytest
from pose_oracles import brute_force_rmsd, heavy, plain_rmsd, with_coordinates
from rdkit import Chem, rdBase

import rasstruct as rs
from rasstruct.analysis.ligand_molecule import build_ligand
from rasstruct.analysis.ligand_pose import check_ligand_pose, measure_rmsd
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.chemistry.library import find_ligand, library_molecule
from rasstruct.chemistry.poses.pose_checks import check_pose
from rasstruct.chemistry.poses.pose_rmsd import symmetric_rmsds
from rasstruct.chemistry.reading.read_molecules import read_molecules
from rasstruct.reference.ligand_names import KnownLigand

pytestmark = pytest.mark.corpus

Load = Callable[[str], rs.Entry]
REDOCKED = "7rpz_6IC_redocked_poses.sdf"
T58_SERIES = "kras_g12d_T58_MRTX1133_series_poses.sdf"
#: name of the drug in each file that holds one, and how many poses of it
DRUGS = {
    "6oim_MOV.sdf": ("sotorasib", 1),
    "6oim_sotorasib_gnina_docked.sdf": ("sotorasib", 10),
    "sotorasib_pubchem_3d.sdf": ("sotorasib", 1),
    "7rpz_6IC_ligand_clean.sdf": ("MRTX1133", 1),
    "daraxonrasib.sdf": ("daraxonrasib", 1),
    "drugflow_kras_ref_ligand.sdf": ("LR4", 1),
}
#: half of the last digit of SDF and PDB coordinates, along three axes
ROUNDING = 0.001


def read_poses(corpus: Path, name: str) -> list[Chem.Mol]:
    """Read the poses of a file, also one whose bond orders make no sense."""
    with rdBase.BlockLogs():
        poses = list(Chem.SDMolSupplier(str(corpus / "ligand_poses" / name), sanitize=False))
        for pose in poses:
            Chem.SanitizeMol(pose, catchErrors=True)
    return poses


def forms_of(row: KnownLigand) -> list[Chem.Mol]:
    """Give the known forms of a molecule."""
    texts = {"free": row.smiles, "bound": row.bound_smiles}
    return [library_molecule(row, form) for form in ("free", "bound") if texts[form]]


def inhibitor(entry: rs.Entry, key: str | None = None) -> tuple[rs.RasChain, BoundLigand]:
    """Give an inhibitor with its chain, by residue key where there are several."""
    return next((c, b) for c in entry.chains for b in c.inhibitors if key is None or str(b.key) == key)


# --- reading ---------------------------------------------------------------------------------------------------------


def test_every_file_is_read_and_only_the_redocked_pose_is_a_problem(corpus: Path) -> None:
    problems: dict[str, str | None] = {}
    paths = [path for path in (corpus / "ligand_poses").iterdir() if path.suffix in (".sdf", ".mol2")]
    for path in paths:
        reads = list(read_molecules(path))
        # the mark of a record's end may be left out after the last one
        assert len(reads) == max(path.read_text().count("$$$$"), 1)
        for read in reads:
            if read.molecule is None:
                problems[path.name] = read.problem
    assert len(paths) == 10
    assert set(problems) == {REDOCKED}
    assert problems[REDOCKED]


# --- identity and geometry -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "drug", "n_poses"), [(name, *row) for name, row in DRUGS.items()], ids=DRUGS)
def test_poses_are_the_drug_that_the_file_is_named_after(corpus: Path, name: str, drug: str, n_poses: int) -> None:
    poses = read_poses(corpus, name)
    assert len(poses) == n_poses
    for pose in poses:
        report = check_pose(pose, reference=forms_of(find_ligand(drug)))
        assert {row.check for row in report.failures} == set()
        assert (report["identity"].passed, report["stereocentres"].passed) == (True, True)
        mirrored = with_coordinates(Chem.RemoveHs(pose), heavy(pose) * [-1.0, 1.0, 1.0])
        mirror_report = check_pose(mirrored, reference=forms_of(find_ligand(drug)))
        assert {row.check for row in mirror_report.failures} == {"stereocentres"}


def test_a_series_analogue_is_not_mrtx1133(corpus: Path) -> None:
    (pose,) = read_poses(corpus, "unifep_KRAS-G12D_ref_ligand.sdf")
    report = check_pose(pose, reference=forms_of(find_ligand("MRTX1133")))
    assert {row.check for row in report.failures} == {"identity"}


def test_one_pose_of_the_t58_series_clashes_with_itself(corpus: Path) -> None:
    poses = read_poses(corpus, T58_SERIES)
    reports = {pose.GetProp("_Name"): check_pose(pose) for pose in poses}
    assert len(reports) == len(poses) == 20
    assert {name for name, report in reports.items() if not report.passed} == {"Ex_422"}
    assert {row.check for row in reports["Ex_422"].failures} == {"internal clash"}


def test_redocked_mrtx1133_has_no_sane_bond_orders_but_is_measured_with_those_of_the_library(corpus: Path) -> None:
    (pose,) = read_poses(corpus, REDOCKED)
    report = check_pose(pose, reference=forms_of(find_ligand("MRTX1133")))
    assert {row.check for row in report.failures} == {"valence"}
    assert report["bond lengths"].passed is True
    assert report["stereocentres"].sentence == "4 as in the reference"


# --- RMSD ------------------------------------------------------------------------------------------------------------


def test_docked_sotorasib_against_6oim_equals_brute_force(corpus: Path, corpus_entry: Load) -> None:
    chain, bound = inhibitor(corpus_entry("6oim.cif"))
    crystal = build_ligand(chain, bound).molecule
    poses = read_poses(corpus, "6oim_sotorasib_gnina_docked.sdf")
    for superpose in (False, True):
        expected = [brute_force_rmsd(crystal, pose, superpose) for pose in poses]
        assert symmetric_rmsds(crystal, poses, superpose=superpose) == pytest.approx(expected, abs=ROUNDING)
    # docking finds the crystal's place with some poses and misses it with others
    in_place = [brute_force_rmsd(crystal, pose) for pose in poses]
    assert min(in_place) < 2 < max(in_place)
    assert measure_rmsd(chain, bound, poses[0]) == pytest.approx(in_place[0], abs=ROUNDING)


@pytest.mark.parametrize("name", ["7rpz_6IC_ligand_clean.sdf", REDOCKED])
def test_mrtx1133_against_7rpz_equals_brute_force(name: str, corpus: Path, corpus_entry: Load) -> None:
    chain, bound = inhibitor(corpus_entry("7rpz.cif"))
    (pose,) = read_poses(corpus, name)
    expected = brute_force_rmsd(build_ligand(chain, bound).molecule, pose)
    assert measure_rmsd(chain, bound, pose) == pytest.approx(expected, abs=ROUNDING)
    # the usual limit for a pose that is found again
    assert expected < 2


def test_lr4_in_another_file_is_where_8azr_has_it(corpus: Path, entry_8azr: rs.Entry) -> None:
    (pose,) = read_poses(corpus, "drugflow_kras_ref_ligand.sdf")
    chain, bound = inhibitor(entry_8azr)
    assert measure_rmsd(chain, bound, pose) < ROUNDING
    assert plain_rmsd(heavy(build_ligand(chain, bound).molecule), heavy(pose)) > 1


def test_the_two_copies_of_daraxonrasib_in_9bg5_are_those_of_the_files(corpus: Path, corpus_entry: Load) -> None:
    (pose,) = read_poses(corpus, "daraxonrasib.sdf")
    # without CONECT records RDKit perceives single bonds by distance; five characters of the HET code are cut to three
    copy = Chem.MolFromPDBFile(str(corpus / "ligand_poses" / "9bg5_A1AHB_C.pdb"))
    entry = corpus_entry("9bg5.cif")
    own, other = inhibitor(entry, "D/201"), inhibitor(entry, "C/201")
    assert measure_rmsd(*own, pose) < ROUNDING
    assert measure_rmsd(*other, copy) < ROUNDING
    assert measure_rmsd(*own, copy) > 10
    superposed = brute_force_rmsd(build_ligand(*own).molecule, copy, superpose=True)
    assert measure_rmsd(*own, copy, superpose=True) == pytest.approx(superposed, abs=ROUNDING)
    assert ROUNDING < superposed < 0.5


# --- crystal ligands where they are bound ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "nucleophile"),
    [
        ("6oim.cif", "Cys12 SG"),
        ("6ut0.cif", "Cys12 SG"),
        ("5v9o.pdb", "Cys12 SG"),
        ("7rpz.cif", None),
        ("9bga.cif", None),
    ],
)
def test_crystal_inhibitors_pass_and_their_covalent_bond_is_no_clash(
    name: str, nucleophile: str | None, corpus_entry: Load
) -> None:
    entry = corpus_entry(name)
    pairs = [(chain, bound) for chain in entry.chains for bound in chain.inhibitors]
    assert pairs
    for chain, bound in pairs:
        report = check_ligand_pose(chain, bound)
        assert {row.check for row in report.failures} == set()
        row = report["covalent bond"]
        assert row.passed is (True if nucleophile else None)
        if nucleophile:
            assert nucleophile in row.sentence
            assert bound.bond is not None
            assert row.value == pytest.approx(bound.bond.length, abs=0.001)
        assert report["surroundings clash"].passed is True


def test_the_deposited_lysine_too_near_to_the_nucleotide_of_3gft_is_found(corpus: Path, corpus_entry: Load) -> None:
    model = gemmi.read_structure(str(corpus / "structures" / "3gft.pdb"))[0]
    lysine = model["C"]["16"][0].sole_atom("NZ")
    (nucleotide,) = (residue for residue in model["C"] if residue.name == "GNP")
    distance = min(atom.pos.dist(lysine.pos) for atom in nucleotide)
    chain = corpus_entry("3gft.pdb")["C"]
    bound = next(bound for bound in chain.bound_ligands if bound.het_code == "GNP")
    report = check_ligand_pose(chain, bound)
    assert {row.check for row in report.failures} == {"surroundings clash"}
    assert report["surroundings clash"].value == pytest.approx(distance, abs=0.001)
    assert "Lys16 NZ" in report["surroundings clash"].sentence
