"""What a molecule touches, over every pair of atoms that gemmi reads; nothing of rasstruct is used.

Of alternate locations the one with the highest mean occupancy at a position counts, the first letter in a tie.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Collection

import gemmi
import numpy as np

Key = tuple[str, int, str, str]

BACKBONE = {"N", "CA", "C", "O", "OXT"}
#: pairs within this of the nearest are as near, in Å: coordinates are given to 0.001 Å
AS_NEAR = 0.002


@dataclasses.dataclass(frozen=True)
class MeasuredContact:
    """One partner: distances in Å, infinity where there is no such atom; pairs are (ligand atom, partner atom)."""

    distance: float
    nearest_pairs: frozenset[tuple[str, str]]
    n_pairs: int
    side_chain: float
    backbone: float
    side_chain_is_near: bool
    backbone_is_near: bool


def key_of(chain: gemmi.Chain, residue: gemmi.Residue) -> Key:
    """Give chain, number, insertion code and name."""
    return chain.name, residue.seqid.num, residue.seqid.icode.strip(), residue.name


def chosen_residues(model: gemmi.Model) -> dict[Key, list[gemmi.Atom]]:
    """Give the heavy atoms of the default conformer of each residue."""
    positions: dict[tuple[str, int, str], dict[str, list[float]]] = {}
    everything: dict[Key, list[gemmi.Atom]] = {}
    for chain in model:
        for residue in chain:
            key = key_of(chain, residue)
            everything.setdefault(key, []).extend(residue)
            for atom in residue:
                if atom.altloc != "\0":
                    positions.setdefault(key[:3], {}).setdefault(atom.altloc, []).append(atom.occ)
    best = {
        position: min(groups, key=lambda name: (-round(sum(groups[name]) / len(groups[name]), 4), name))
        for position, groups in positions.items()
    }
    heavy = {
        key: [a for a in atoms if not a.is_hydrogen() and a.altloc in ("\0", best.get(key[:3]))]
        for key, atoms in everything.items()
    }
    return {key: atoms for key, atoms in heavy.items() if atoms}


def measure_contacts(model: gemmi.Model, ligand: Collection[Key], cutoff: float) -> dict[Key, MeasuredContact]:
    """Measure all that has an atom within the cut-off of a ligand, in file order."""
    residues = chosen_residues(model)
    own = [atom for key in ligand for atom in residues[key]]
    points = np.array([atom.pos.tolist() for atom in own])
    found = {}
    for key, atoms in residues.items():
        if key in ligand:
            continue
        targets = np.array([atom.pos.tolist() for atom in atoms])
        distances = np.sqrt(((points[:, None, :] - targets[None, :, :]) ** 2).sum(axis=2))
        nearest = float(distances.min())
        if nearest > cutoff:
            continue
        is_amino_acid = gemmi.find_tabulated_residue(key[3]).is_amino_acid()
        side = [a.name not in BACKBONE and (a.name != "CB" or key[3] == "ALA") for a in atoms]
        pairs = zip(*np.nonzero(distances <= nearest + AS_NEAR), strict=True)
        parts = [
            float(distances[:, chosen].min()) if is_amino_acid and chosen.any() else math.inf
            for chosen in (np.array(side), ~np.array(side))
        ]
        found[key] = MeasuredContact(
            distance=nearest,
            nearest_pairs=frozenset((own[i].name, atoms[j].name) for i, j in pairs),
            n_pairs=int((distances <= cutoff).sum()),
            side_chain=parts[0],
            backbone=parts[1],
            side_chain_is_near=parts[0] <= cutoff,
            backbone_is_near=parts[1] <= cutoff,
        )
    return found
