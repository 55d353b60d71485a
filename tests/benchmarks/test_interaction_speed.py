"""Are typed interactions three times faster than PLIP's, on the same PDB file and the same ligand?

Opt in with ``-m benchmark``. PLIP needs Open Babel and is no dependency; it runs in an environment of its own, whose
interpreter RASSTRUCT_PLIP_PYTHON names:

    python3.11 -m venv plip && plip/bin/pip install numpy lxml openbabel-wheel && plip/bin/pip install --no-deps plip
    RASSTRUCT_PLIP_PYTHON=$PWD/plip/bin/python pytest -m benchmark tests/benchmarks/test_interaction_speed.py -s

(PLIP asks for the package openbabel, which has to be compiled; openbabel-wheel is the same, compiled.)

- yardstick: PLIP 3.0.1, warm, times taken inside its process by `plip_job.py`, the one ligand only. From the file to
  the table: read, add hydrogens, find. The steps alone are printed too
- ours: the same from the file to the table, warm: molecules of residue names are known, the file is new. Every
  repetition reads a copy moved by another shift, so that nothing that holds coordinates can be remembered
- results: the hydrogen bond that the entry's paper describes, in both tables at the distance that gemmi measures
"""

from __future__ import annotations

import gc
import json
import os
import statistics
import subprocess
import time
import warnings
from pathlib import Path
from typing import Any

import gemmi
import pytest

import rasstruct as rs

pytestmark = pytest.mark.benchmark

PLIP = os.environ.get("RASSTRUCT_PLIP_PYTHON")
JOB = Path(__file__).resolve().parents[1] / "support" / "plip_job.py"
ROUNDS, REPETITIONS, WARM_UP = 3, 3, 2
MIN_RATIO = 3.0
#: file, chain and number of the ligand, and a hydrogen bond: ligand atom, residue, its atom. 6OIM: Canon 2019
#: doi:10.1038/s41586-019-1694-1; 6UT0: Fell 2020 doi:10.1021/acs.jmedchem.9b02052; 7RPZ: Wang 2022
#: doi:10.1021/acs.jmedchem.1c01688; 5V9O: the same carbonyl and lysine; 8AZR: distances in the file
COMPLEXES = {
    "6oim.pdb": ("A", 303, ("O2", 16, "NZ")),
    "7rpz.cif": ("A", 202, ("N05", 12, "OD1")),
    "6ut0.cif": ("B", 203, ("N3", 95, "NE2")),
    "5v9o.pdb": ("A", 203, ("O21", 16, "NZ")),
    "8azr.pdb": ("A", 204, ("N16", 63, "O")),
}


def write_moved(structure: gemmi.Structure, shift: float, path: Path) -> Path:
    """Write a PDB file with every atom moved along x, in Å."""
    moved = structure.clone()
    for chain in moved[0]:
        for residue in chain:
            for atom in residue:
                atom.pos += gemmi.Position(shift, 0, 0)
    moved.write_pdb(str(path))
    return path


def run_plip(path: Path, chain_id: str, number: int) -> dict[str, Any]:
    """Give PLIP's rows and times."""
    command = [str(PLIP), str(JOB), str(path), chain_id, str(number), str(REPETITIONS)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True, cwd=path.parent).stdout)


def run_ours(path: Path, key: str) -> tuple[list[dict[str, Any]], float, float]:
    """Give our rows, and the seconds of reading and of finding."""
    gc.collect()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", rs.RasStructWarning)
        started = time.perf_counter()
        ligands = [chain.ligands[key] for chain in rs.load(path).chains if key in chain.ligands]
        read = time.perf_counter()
        rows = ligands[0].interactions()
        found = time.perf_counter()
    return rows.to_records(), read - started, found - read


def distances(rows: list[dict[str, Any]], ligand_atom: str, number: int, partner_atom: str) -> list[float]:
    """Give the distances of the rows that hold a pair of atoms and need no hydrophobic contact."""
    return [
        row["distance"]
        for row in rows
        if row["author_number"] == number
        and row["interaction"] in ("hbond", "saltbridge")
        and ligand_atom in row["ligand_atoms"]
        and partner_atom in row["partner_atoms"]
    ]


@pytest.mark.skipif(PLIP is None, reason="RASSTRUCT_PLIP_PYTHON names no interpreter with PLIP")
@pytest.mark.parametrize("name", COMPLEXES)
def test_typed_interactions_are_three_times_faster_than_plips(name: str, corpus: Path, tmp_path: Path) -> None:
    chain_id, number, (ligand_atom, residue, partner_atom) = COMPLEXES[name]
    structure = gemmi.read_structure(str(corpus / "structures" / name))
    original = write_moved(structure, 0.0, tmp_path / "original.pdb")
    key = f"{chain_id}/{number}"
    for step in range(WARM_UP):
        rows, _, _ = run_ours(write_moved(structure, 50.0 + step, tmp_path / "warm.pdb"), key)
    times: dict[str, list[float]] = {"PLIP": [], "PLIP find": [], "ours": [], "ours find": []}
    plip_rows: list[dict[str, Any]] = []
    for turn in range(ROUNDS):
        plip = run_plip(original, chain_id, number)
        times["PLIP"] += [read + find for read, find in zip(plip["read"], plip["find"], strict=True)]
        times["PLIP find"] += plip["find"]
        plip_rows = plip["rows"]
        for step in range(REPETITIONS):
            path = write_moved(structure, 0.1 * (1 + turn * REPETITIONS + step), tmp_path / f"{turn}-{step}.pdb")
            rows, read, find = run_ours(path, key)
            times["ours"].append(read + find)
            times["ours find"].append(find)
    median = {which: statistics.median(values) for which, values in times.items()}
    print(
        f"\n{name}: ours {1000 * median['ours']:.0f} ms ({1000 * median['ours find']:.0f} after reading), "
        f"PLIP {1000 * median['PLIP']:.0f} ms ({1000 * median['PLIP find']:.0f} after reading): "
        f"{median['PLIP'] / median['ours']:.1f} × faster ({median['PLIP find'] / median['ours find']:.1f} ×)"
    )
    measured = (
        structure[0]
        .sole_residue(chain_id, gemmi.SeqId(str(number)))[ligand_atom][0]
        .pos.dist(structure[0].sole_residue(chain_id, gemmi.SeqId(str(residue)))[partner_atom][0].pos)
    )
    for table in (rows, plip_rows):
        # PLIP gives a salt bridge the distance between the centres of charge, so the nearer value counts
        assert min(distances(table, ligand_atom, residue, partner_atom)) == pytest.approx(measured, abs=0.01)
    assert median["PLIP"] / median["ours"] >= MIN_RATIO
