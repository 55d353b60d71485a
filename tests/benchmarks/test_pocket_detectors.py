"""Which detector finds the pockets that inhibitors of RAS sit in, and how fast?

Opt in with ``-m benchmark -s``; prints the table of docs/pocket_detection.md. Oracle: the inhibitors of the corpus in
the switch-II and the switch-I/II pocket, deposited and prepared files, one row a copy. They, the waters and everything
but the chain's own protein and nucleotide are hidden from the detector. A pocket is found when at least half of the
inhibitor's heavy atoms lie within 3 Å of the centre of a ball, and at least a fifth of the balls within 3 Å of the
inhibitor (the mutual overlap of Le Guilloux 2009 doi:10.1186/1471-2105-10-168). Lining is compared with the residues
within 4 Å of the inhibitor, as Jaccard index. Times are of the detector alone, warm. See `other_detectors` for what has
to be installed.
"""

from __future__ import annotations

import dataclasses
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from other_detectors import available, without_nucleotide

import rasstruct as rs
from rasstruct.analysis.pockets.chain_cavities import find_cavities
from rasstruct.analysis.pockets.detect import detect_pockets
from rasstruct.analysis.pockets.detector import Cavity, Detector, DetectorAtoms
from rasstruct.structure.neighbours import nearest_distances

pytestmark = [pytest.mark.benchmark, pytest.mark.corpus]

CORPUS = Path(os.environ.get("RASSTRUCT_CORPUS") or Path(__file__).resolve().parents[3] / "shared")
FILES = sorted(
    str(path.relative_to(CORPUS / "structures"))
    for pattern in ("*.pdb", "*.cif", "*.bcif*", "prepared/*.pdb")
    for path in CORPUS.glob(f"structures/{pattern}")
)
#: the same entry in a second format
SECOND_COPIES = {"6oim.pdb", "4obe.pdb", "5p21.pdb", "9bg5.pdb"}
SITES = ("SII-P", "SI/II-P")
NEAR, COVERED, SHARE_OF_BALLS = 3.0, 0.5, 0.2
#: least share of a nucleotide near the balls of a pocket that runs into its site
MERGED = 0.3
#: what the table shows for the detector in use, less one complex
LEAST_FOUND = {"SII-P": 0.96, "SI/II-P": 0.85}


@dataclasses.dataclass
class Hit:
    """The found pocket that covers most of an inhibitor."""

    site: str
    is_found: bool
    rank: int
    lining: float
    volume: float
    is_merged: bool


class Recorder:
    """A detector that keeps what it found and how long it took."""

    def __init__(self, detector: Detector) -> None:
        self.detector = detector
        self.seconds: list[float] = []
        self.cavities: tuple[Cavity, ...] = ()

    def __call__(self, atoms: DetectorAtoms) -> tuple[Cavity, ...]:
        started = time.perf_counter()
        self.cavities = self.detector(atoms)
        self.seconds.append(time.perf_counter() - started)
        return self.cavities


def atoms_of(chain: Any, bound: Any) -> np.ndarray[Any, Any]:
    """Give the coordinates of a bound molecule."""
    return chain.structure.xyz[0][bound.atom_rows]


def share_near(points: Any, targets: Any) -> float:
    """Give the share of the targets within reach of any point."""
    return float((nearest_distances(points, targets) <= NEAR).mean())


def judge(chain: Any, recorder: Recorder) -> list[Hit]:
    """Compare the pockets of one chain with its inhibitors."""
    rows = detect_pockets(chain, detector=recorder)
    cavities = find_cavities(chain, lambda _: recorder.cavities)
    nucleotides = [atoms_of(chain, ligand) for ligand in chain.bound_ligands if ligand.role == "nucleotide"]
    hits = []
    for bound in chain.inhibitors:
        if bound.site not in SITES or bound.het_code is None:
            continue
        atoms = atoms_of(chain, bound)
        covered = [share_near(cavity.centres, atoms) for cavity in cavities]
        best = int(np.argmax(covered))
        cavity, residues, touched = cavities[best], set(rows[best].residues), set(bound.contacts)
        hits.append(
            Hit(
                site=bound.site,
                is_found=covered[best] >= COVERED and share_near(atoms, cavity.centres) >= SHARE_OF_BALLS,
                rank=best + 1,
                lining=len(residues & touched) / len(residues | touched),
                volume=rows[best].volume,
                is_merged=any(share_near(cavity.centres, nucleotide) >= MERGED for nucleotide in nucleotides),
            )
        )
    return hits


@pytest.mark.parametrize("walls", ["with nucleotide", "without nucleotide"])
@pytest.mark.parametrize("name", available())
def test_detectors_find_the_pockets_of_inhibitors(
    corpus_entry: Callable[[str], rs.Entry], name: str, walls: str
) -> None:
    detector = available()[name]
    recorder = Recorder(detector if walls == "with nucleotide" else without_nucleotide(detector))
    hits = [
        hit
        for file in FILES
        if file not in SECOND_COPIES
        for chain in corpus_entry(file).chains
        if any(bound.site in SITES and bound.het_code for bound in chain.inhibitors)
        for hit in judge(chain, recorder)
    ]
    for site in SITES:
        of_site = [hit for hit in hits if hit.site == site]
        found = [hit for hit in of_site if hit.is_found]
        print(
            f"| {name} | {walls} | {site} | {len(found)} of {len(of_site)} | {sum(hit.rank == 1 for hit in found)} | "
            f"{sum(hit.rank <= 3 for hit in found)} | {statistics.median(hit.lining for hit in found):.2f} | "
            f"{statistics.median(hit.volume for hit in found):.0f} | {sum(hit.is_merged for hit in found)} | "
            f"{statistics.median(recorder.seconds[1:]):.2f} |"
        )
        if (name, walls) == ("pocketeer", "with nucleotide"):
            assert len(found) / len(of_site) >= LEAST_FOUND[site]
