"""What does one side chain do for a bound molecule? Every pair of atoms that gemmi reads, nothing of rasstruct.

Side chain means beyond CB. Of alternate locations the one with the highest mean
occupancy counts, as in `contact_oracle`.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

import gemmi
import numpy as np
from contact_oracle import chosen_residues

MAIN_CHAIN = {"N", "CA", "C", "O", "OXT", "CB"}
POLAR = {"N", "O", "S"}


@dataclasses.dataclass(frozen=True)
class MeasuredSideChain:
    """One residue and one copy of a ligand; pairs are (side-chain atom, ligand atom, distance in Å)."""

    residue_name: str
    pairs: tuple[tuple[str, str, float], ...]
    bonded: tuple[tuple[str, str, float], ...]
    angles: dict[tuple[str, str], float]

    @property
    def distance(self) -> float | None:
        """The shortest distance, none for a residue without side chain beyond CB."""
        return min((distance for *_, distance in self.pairs), default=None)

    def within(self, cutoff: float) -> set[tuple[str, str]]:
        """Give the pairs within a distance."""
        return {(own, other) for own, other, distance in self.pairs if distance <= cutoff}

    def polar_pairs(self, cutoff: float) -> dict[tuple[str, str], float]:
        """Give the pairs of N, O and S within a distance that no covalent bond joins."""
        bonded = {(own, other) for own, other, _ in self.bonded}
        return {
            (own, other): distance
            for own, other, distance in self.pairs
            if own[0] in POLAR and other[0] in POLAR and distance <= cutoff and (own, other) not in bonded
        }


def measure_side_chain(path: Path, chain_id: str, ligand: tuple[str, int, str], number: int) -> MeasuredSideChain:
    """Measure the side chain of a residue against a ligand given by chain, number and HET code."""
    structure = gemmi.read_structure(str(path))
    residues = chosen_residues(structure[0])
    (own,) = [
        atoms
        for key, atoms in residues.items()
        if key[:3] == (chain_id, number, "") and gemmi.find_tabulated_residue(key[3]).is_amino_acid()
    ]
    (name,) = {key[3] for key, atoms in residues.items() if atoms is own}
    others = residues[(ligand[0], ligand[1], "", ligand[2])]
    places = {atom.name: np.array(atom.pos.tolist()) for atom in own}
    side = [atom.name for atom in own if atom.name not in MAIN_CHAIN]
    pairs, angles = [], {}
    for atom_name in side:
        nearest_own = min(
            (other for other in places if other != atom_name),
            key=lambda other: float(np.linalg.norm(places[other] - places[atom_name])),
        )
        for other in others:
            reach = np.array(other.pos.tolist()) - places[atom_name]
            back = places[nearest_own] - places[atom_name]
            pairs.append((atom_name, other.name, float(np.linalg.norm(reach))))
            cosine = reach @ back / (np.linalg.norm(reach) * np.linalg.norm(back))
            angles[atom_name, other.name] = float(np.degrees(np.arccos(cosine)))
    return MeasuredSideChain(
        residue_name=name,
        pairs=tuple(pairs),
        bonded=tuple(_bonds(structure, (chain_id, number), (ligand[0], ligand[1]))),
        angles=angles,
    )


def _bonds(
    structure: gemmi.Structure, residue: tuple[str, int], ligand: tuple[str, int]
) -> list[tuple[str, str, float]]:
    """Give the covalent connection records between a residue and a ligand, side-chain atom first."""
    found = []
    for connection in structure.connections:
        if connection.type != gemmi.ConnectionType.Covale:
            continue
        ends = [connection.partner1, connection.partner2]
        for own, other in (ends, ends[::-1]):
            if (own.chain_name, own.res_id.seqid.num) == residue and (
                other.chain_name,
                other.res_id.seqid.num,
            ) == ligand:
                first, second = (structure[0].find_cra(end).atom.pos for end in (own, other))
                found.append((own.atom_name, other.atom_name, first.dist(second)))
    return found


def find_copies(path: Path, het_code: str) -> list[tuple[str, int, str]]:
    """Give chain, number and HET code of each copy of a ligand."""
    return [
        (chain.name, residue.seqid.num, residue.name)
        for chain in gemmi.read_structure(str(path))[0]
        for residue in chain
        if residue.name == het_code
    ]
