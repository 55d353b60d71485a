"""What `rasstruct.load(path).to_records()` finds in a file, done in Biopython as its user would write it.

Parse, number by pairwise alignment, list mutations, find the residues near every bound molecule, classify both
switches by the rule of Parker 2022 (doi:10.1158/0008-5472.CAN-22-0804) from backbone dihedrals and tyrosines.
Sequences, exemplars and limits are the facts of the reference tables; no code is shared.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np
from Bio.Align import PairwiseAligner
from Bio.PDB import MMCIFParser, NeighborSearch, calc_dihedral
from Bio.PDB.Polypeptide import is_aa
from Bio.SeqUtils import seq1

import rasstruct as rs
from rasstruct.reference.het_roles import nucleotides_by_het_code
from rasstruct.reference.switches import SwitchLoop, switch_exemplars, switch_loops, tyrosine_cutoffs

#: Å; also the cut-off by which rasstruct says what a molecule touches
TOUCHING = 4.0
#: backbone atoms of phi, psi and omega, each with the residue it belongs to, relative to the own one
DIHEDRALS = (
    ((-1, "C"), (0, "N"), (0, "CA"), (0, "C")),
    ((0, "N"), (0, "CA"), (0, "C"), (1, "N")),
    ((-1, "CA"), (-1, "C"), (0, "N"), (0, "CA")),
)


@dataclasses.dataclass
class Found:
    """What the job finds of one RAS chain; ``switches`` has class and place of the tyrosine by loop."""

    isoform: str
    mutations: set[str]
    near: dict[str, set[int]]
    switches: dict[str, tuple[str, str | None]]


class BiopythonJob:
    """The job; facts are loaded once, as rasstruct does."""

    def __init__(self) -> None:
        self.parser = MMCIFParser(QUIET=True)
        self.aligner = PairwiseAligner(mode="global", match_score=2, mismatch_score=-1, open_gap_score=-8)
        self.aligner.extend_gap_score, self.aligner.end_gap_score = -0.2, 0
        self.references = {row.isoform: row.sequence for row in rs.reference.isoforms()}
        self.loops = [(loop, switch_exemplars(loop.loop)) for loop in switch_loops()]
        self.cutoffs = {row.loop: row.cutoff for row in tyrosine_cutoffs() if row.atom == "OH"}
        self.nucleotides = {code: row.parker_class for code, row in nucleotides_by_het_code().items()}

    def __call__(self, path: Path) -> dict[str, Found]:
        """Give what is found, by RAS chain."""
        model = next(iter(self.parser.get_structure("entry", str(path))))
        numbers: dict[Any, tuple[str, int]] = {}
        chains: dict[str, Found] = {}
        for chain in model:
            residues = [residue for residue in chain if is_aa(residue)]
            sequence = "".join(seq1(residue.get_resname()) for residue in residues)
            scored = {name: self.aligner.align(text, sequence)[0] for name, text in self.references.items()}
            # equally good isoforms: KRAS4B, as rasstruct
            best = max(scored, key=lambda name: (scored[name].score, name == "KRAS4B"))
            blocks = zip(*scored[best].aligned, strict=True)
            placed = [
                (residues[j], i + 1) for (a, b), (c, d) in blocks for i, j in zip(range(a, b), range(c, d), strict=True)
            ]
            wild_type = {residue: self.references[best][number - 1] for residue, number in placed}
            same = sum(seq1(residue.get_resname()) == letter for residue, letter in wild_type.items())
            if same < 0.8 * len(residues):
                continue
            numbers.update({residue: (chain.id, number) for residue, number in placed})
            changed = {
                f"{wild_type[residue]}{number}{seq1(residue.get_resname())}"
                for residue, number in placed
                if seq1(residue.get_resname()) != wild_type[residue]
            }
            chains[chain.id] = Found(best, changed, {}, {})
        search = NeighborSearch([atom for atom in model.get_atoms() if atom.element != "H"])
        for residue in model.get_residues():
            if residue.id[0] not in (" ", "W"):
                for atom in residue:
                    for near in search.search(atom.coord, TOUCHING, level="R"):
                        if near in numbers:
                            chain_id, number = numbers[near]
                            chains[chain_id].near.setdefault(residue.get_resname(), set()).add(number)
        for chain_id, found in chains.items():
            by_number = {number: residue for residue, (owner, number) in numbers.items() if owner == chain_id}
            classes = {self.nucleotides[code] for code in found.near if self.nucleotides.get(code)}
            nucleotide = "0P" if not classes else "2P" if classes == {"2P"} else "3P"
            for loop, exemplars in self.loops:
                angles = np.array([dihedral(by_number, n, atoms) for n in loop.residues for atoms in DIHEDRALS])
                place = self.place_tyrosine(by_number, loop)
                found.switches[loop.loop] = classify(angles, place, nucleotide, exemplars, loop.hit_limit), place
        return chains

    def place_tyrosine(self, by_number: dict[int, Any], loop: SwitchLoop) -> str | None:
        """Say whether the tyrosine is in or out, by its nearest alternate location."""
        try:
            hydroxyl, alpha = by_number[loop.tyrosine]["OH"], by_number[loop.reference_residue]["CA"]
        except KeyError:
            return None
        alternatives = hydroxyl.disordered_get_list() if hydroxyl.is_disordered() else [hydroxyl]
        distance = min(atom - alpha for atom in alternatives)
        return loop.inside if distance <= self.cutoffs[loop.loop] else loop.outside


def dihedral(by_number: dict[int, Any], number: int, atoms: tuple[tuple[int, str], ...]) -> float:
    """Measure one backbone angle in degrees, NaN where an atom is not there."""
    try:
        vectors = [by_number[number + step][name].get_vector() for step, name in atoms]
    except KeyError:
        return np.nan
    return float(np.degrees(calc_dihedral(*vectors)))


def classify(angles: Any, place: str | None, nucleotide: str, exemplars: Any, limit: float) -> str:
    """Apply the published rule: the one class of the group within the limit, else Outlier or Disordered."""
    hits = []
    for index, name in enumerate(exemplars.classes):
        if (exemplars.spatial[index], exemplars.nucleotide_classes[index]) == (place, nucleotide):
            differences = 2.0 * (1.0 - np.cos(np.radians(exemplars.angles[exemplars.class_of == index] - angles)))
            if round(float(np.nan_to_num(differences).max(axis=1).min()), 2) <= limit:
                hits.append(name)
    unclassified = "Disordered" if np.isnan(angles).any() else "Outlier"
    return hits[0] if len(hits) == 1 else unclassified
