"""Is the pose of a ligand plausible where it is bound, and how far is another pose from it?

Oracles:
- the bundled 8AZR and 5P21, whose ligands are deposited poses; distances by gemmi
- construction: a shift of the whole ligand by a known vector, a mirrored ligand, another molecule
"""

from __future__ import annotations

import gemmi
import numpy as np
import pytest
from pose_oracles import embed, heavy, with_coordinates
from rdkit import Chem

import rasstruct as rs
from rasstruct._base.errors import MoleculeError
from rasstruct.analysis.ligand_molecule import build_ligand
from rasstruct.analysis.ligand_pose import check_ligand_pose, measure_rmsd
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.chemistry.poses.pose_report import PoseReport


def find_bound(entry: rs.Entry, het_code: str) -> tuple[rs.RasChain, BoundLigand]:
    """Give the first chain of an entry and one of its ligands."""
    chain = entry.chains[0]
    return chain, next(bound for bound in chain.bound_ligands if bound.het_code == het_code)


def failed(report: PoseReport) -> set[str]:
    """Name the checks that failed."""
    return {row.check for row in report.failures}


@pytest.fixture(scope="module")
def lr4(entry_8azr: rs.Entry) -> tuple[rs.RasChain, BoundLigand]:
    """The inhibitor of 8AZR."""
    return find_bound(entry_8azr, "LR4")


def test_lr4_of_8azr_passes_with_its_two_centres(lr4: tuple[rs.RasChain, BoundLigand], text_8azr: str) -> None:
    report = check_ligand_pose(*lr4)
    assert report.passed
    assert {row.check for row in report.undecided} == {"covalent bond"}
    assert report["stereocentres"].sentence == "2 as in the reference"
    # its amine bonds Asp69; gemmi measures the same pair
    model = gemmi.read_pdb_string(text_8azr)[0]
    (ligand,) = (residue for residue in model["A"] if residue.name == "LR4")
    acid = model["A"]["69"][0].sole_atom("OD1")
    row = report["surroundings clash"]
    assert row.value == pytest.approx(ligand.sole_atom(row.atom_names[0]).pos.dist(acid.pos), abs=0.001)
    assert "Asp69 OD1" in row.sentence


def test_nucleotide_of_5p21_passes_beside_its_ion(entry_5p21: rs.Entry) -> None:
    report = check_ligand_pose(*find_bound(entry_5p21, "GNP"))
    assert report.passed
    assert report["identity"].passed is True
    assert report["stereocentres"].passed is True


@pytest.mark.parametrize("shift", [(2.0, 0.0, 0.0), (0.0, -2.0, 0.0), (0.0, 0.0, 2.0)], ids=["x", "y", "z"])
def test_ligand_moved_into_the_protein_clashes(
    lr4: tuple[rs.RasChain, BoundLigand], shift: tuple[float, float, float]
) -> None:
    crystal = build_ligand(*lr4).molecule
    moved = with_coordinates(crystal, heavy(crystal) + np.array(shift))
    report = check_ligand_pose(*lr4, moved)
    assert failed(report) == {"surroundings clash"}
    assert "overlap" in report["surroundings clash"].sentence
    assert measure_rmsd(*lr4, moved) == pytest.approx(2.0, abs=1e-3)
    assert measure_rmsd(*lr4, moved, superpose=True) == pytest.approx(0.0, abs=1e-3)
    assert failed(check_ligand_pose(*lr4, crystal)) == set()


def test_ligand_far_from_the_protein_cannot_clash(lr4: tuple[rs.RasChain, BoundLigand]) -> None:
    crystal = build_ligand(*lr4).molecule
    row = check_ligand_pose(*lr4, with_coordinates(crystal, heavy(crystal) + 500.0))["surroundings clash"]
    assert (row.passed, row.sentence) == (None, "nothing surrounds the pose")


def test_mirrored_ligand_is_another_stereoisomer(lr4: tuple[rs.RasChain, BoundLigand]) -> None:
    crystal = build_ligand(*lr4).molecule
    centre = heavy(crystal).mean(axis=0)
    report = check_ligand_pose(*lr4, with_coordinates(crystal, (heavy(crystal) - centre) * [-1.0, 1.0, 1.0] + centre))
    assert report["stereocentres"].value == 2
    assert "stereocentres" in failed(report)


def test_another_molecule_is_named_as_such_and_has_no_rmsd(lr4: tuple[rs.RasChain, BoundLigand]) -> None:
    other = embed("CN1CCOCC1")
    assert "identity" in failed(check_ligand_pose(*lr4, other))
    with pytest.raises(MoleculeError, match="found heavy atoms C5NO instead of"):
        measure_rmsd(*lr4, other)


def test_pose_without_coordinates_is_not_measured(lr4: tuple[rs.RasChain, BoundLigand]) -> None:
    crystal = build_ligand(*lr4).molecule
    bare = Chem.Mol(crystal)
    bare.RemoveAllConformers()
    assert failed(check_ligand_pose(*lr4, bare)) == {"coordinates"}
    with pytest.raises(MoleculeError, match="without coordinates"):
        measure_rmsd(*lr4, bare)


def test_rmsd_of_a_pose_that_is_moved_is_the_distance_of_the_move(entry_8azr: rs.Entry) -> None:
    ligand = entry_8azr["A"].ligands["LR4"]
    moved = ligand.to_rdkit()
    conformer = moved.GetConformer()
    for index, (x, y, z) in enumerate(conformer.GetPositions()):
        conformer.SetAtomPosition(index, (x + 3.0, y, z - 4.0))
    assert ligand.rmsd(ligand.to_rdkit()) == pytest.approx(0.0, abs=1e-6)
    assert ligand.rmsd(moved) == pytest.approx(5.0, abs=1e-4)
    assert ligand.rmsd(moved, superpose=True) == pytest.approx(0.0, abs=1e-4)
