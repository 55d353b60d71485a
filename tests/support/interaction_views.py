"""One ligand seen from both sides: our typed interactions, and the plain distances around it."""

from __future__ import annotations

import dataclasses
import warnings
from pathlib import Path

from interaction_oracle import Pair, Surroundings

import rasstruct as rs
from rasstruct.analysis.interactions.interaction_row import Interaction


@dataclasses.dataclass(frozen=True)
class View:
    """One ligand of one file: our rows, and what is around it."""

    name: str
    rows: tuple[Interaction, ...]
    around: Surroundings
    is_covalent: bool

    def typed(self, pair: Pair) -> set[str]:
        """Give the kinds of the rows that name both atoms."""
        one, other = pair.ligand_atom, pair.partner_atom
        return {
            row.interaction
            for row in self.rows
            if place(row) == other.residue
            and other.name in row.partner_atoms
            and any(one.is_called(name) for name in row.ligand_atoms)
        }


def place(row: Interaction) -> tuple[str, int, str, str]:
    """Give chain, number, insertion code and name of the partner."""
    return row.partner_chain_id, row.author_number, row.insertion_code or "", row.residue_name


def view(path: Path, ligand: rs.Ligand) -> View:
    """Look at one ligand from both sides."""
    bound, topology = ligand.bound, ligand.chain.structure.topology
    numbers = [topology.residue_key(residue).author_number for residue in bound.residues]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", rs.RasStructWarning)
        rows = tuple(ligand.interactions())
    name = f"{path.stem} {ligand.key}"
    return View(name, rows, Surroundings(path, bound.key.chain_id, numbers), ligand.binding_mode == "covalent")


def explain(view: View, pair: Pair) -> str:
    """Name a pair as the tables of exceptions do."""
    return f"{view.name}: {pair.label} {pair.distance:.2f}"
