"""Is the search for contacts as fast as it promises, and does it find the same as Biopython's NeighborSearch?

Opt in with ``-m benchmark``. Both get the heavy atoms of a file that is read already, of the default conformer, and
give every pair of ligand and other atom within 4.5 Å with its distance. Each is timed in turn in the same run, and a
ratio is the median over the repetitions.

- yardstick: building `Bio.PDB.NeighborSearch` over the atoms and searching around each atom of the ligand, as its
  user would; searching alone, with the tree built before, is printed too
- result: the same pairs, distances to 0.0001 Å
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from Bio.PDB import NeighborSearch
from Bio.PDB.Atom import Atom

import rasstruct as rs
from rasstruct.analysis.contact_pairs import find_contact_pairs

pytestmark = pytest.mark.benchmark

CUTOFF = 4.5
REPETITIONS, WARM_UP, CALLS = 9, 2, 5
#: a fragment, drugs, one of four copies, a macrocycle between two proteins, GTP analogue beside SOS
LIGANDS = [
    ("4dst.pdb", "9LI"),
    ("6oim.cif", "MOV"),
    ("6ut0.cif", "M1X"),
    ("7rpz.cif", "6IC"),
    ("9bga.cif", "A1AHB"),
    ("1nvw.pdb", "GNP"),
]


def seconds(work: Callable[[], Any], calls: int) -> float:
    """Time one of some calls in a row, with the garbage of those before collected."""
    gc.collect()
    start = time.perf_counter()
    for _ in range(calls):
        work()
    return (time.perf_counter() - start) / calls


def ratio(ours: Callable[[], Any], theirs: Callable[[], Any]) -> float:
    """Give how many times faster the first is, the median of repetitions in turn."""
    ratios = []
    for _ in range(WARM_UP + REPETITIONS):
        fast, slow = seconds(ours, CALLS), seconds(theirs, CALLS)
        ratios.append(slow / fast)
    return statistics.median(ratios[WARM_UP:])


@pytest.mark.parametrize(("name", "het_code"), LIGANDS, ids=" ".join)
def test_contacts_are_found_five_times_faster_than_in_biopython(name: str, het_code: str, corpus: Path) -> None:
    chain = rs.load(str(corpus / "structures" / name)).chains[0]
    ligand = chain.ligands[het_code].bound
    topology, xyz = chain.structure.topology, chain.structure.xyz[0]
    is_ligand = np.zeros(topology.n_atoms, dtype=bool)
    is_ligand[ligand.atom_rows] = True
    others = np.flatnonzero(topology.is_heavy & topology.default_conformer & ~is_ligand)
    own_xyz, other_xyz = xyz[ligand.atom_rows], xyz[others]
    atoms = [Atom(str(row), xyz[row], 0.0, 1.0, " ", str(row), row, "C") for row in others.tolist()]
    around = [(row, xyz[row]) for row in ligand.atom_rows.tolist()]

    def ours() -> tuple[Any, Any, Any]:
        return find_contact_pairs(own_xyz, other_xyz, CUTOFF)

    def search(tree: NeighborSearch) -> dict[tuple[int, int], float]:
        return {
            (row, atom.serial_number): float(np.linalg.norm(atom.coord - point))
            for row, point in around
            for atom in tree.search(point, CUTOFF)
        }

    def in_biopython() -> dict[tuple[int, int], float]:
        return search(NeighborSearch(atoms))

    tree = NeighborSearch(atoms)
    rows, places, distances = ours()
    found = dict(
        zip(zip(ligand.atom_rows[rows].tolist(), others[places].tolist(), strict=True), distances.tolist(), strict=True)
    )
    expected = in_biopython()
    assert found == pytest.approx(expected, abs=1e-4)
    assert len(found) > 50
    whole, searching = ratio(ours, in_biopython), ratio(ours, lambda: search(tree))
    print(
        f"\n{name} {het_code}: {len(found)} pairs among {len(others)} atoms, {1000 * seconds(ours, CALLS):.2f} ms, "
        f"{whole:.1f} × faster than NeighborSearch, {searching:.1f} × than its search alone"
    )
    assert whole >= 5.0
