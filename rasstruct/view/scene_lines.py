"""Which lines stand in a scene: interactions, covalent bonds, the coordination of a metal ion, missing loops?"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

import numpy as np

from rasstruct.analysis.interactions.interaction_row import Interaction
from rasstruct.analysis.ligand_atom_names import name_ligand_atom
from rasstruct.annotation.chain import AnnotatedChain
from rasstruct.annotation.ligands import BoundLigand
from rasstruct.reference.interaction_criteria import get_interaction_limit
from rasstruct.structure.topology import ResidueKey
from rasstruct.view.interaction_names import INTERACTION_NAMES
from rasstruct.view.palette import INTERACTION_COLOURS, MISSING_COLOUR
from rasstruct.view.scene import LegendEntry, SceneLabel, SceneLine
from rasstruct.view.shown_atoms import ShownAtoms

__all__ = [
    "draw_bond",
    "draw_coordination",
    "draw_gaps",
    "draw_interactions",
    "find_partner",
    "find_waters",
    "list_line_legend",
]

_COVALENT, _METAL, _CONTACT, _WATER_BRIDGE = "covalent", "metal", "contact", "waterbridge"
_MISSING = "missing loop"
_BOND_RADIUS, _GAP_RADIUS = 0.13, 0.12
_COORDINATING = (b"O", b"N")


def draw_interactions(shown: ShownAtoms, ligand: BoundLigand, found: Iterable[Interaction]) -> Iterator[SceneLine]:
    """Draw the typed interactions of a ligand as dashes; contacts without type are left out.

    Parameters
    ----------
    shown
        The atoms of the scene.
    ligand
        The ligand.
    found
        Its interactions, see `find_interactions`.
    """
    topology = shown.chain.structure.topology
    for row in found:
        residue = find_partner(shown.chain, row)
        if row.interaction in (_CONTACT, _COVALENT) or residue is None:
            continue
        own = [r for r in ligand.atom_rows.tolist() if name_ligand_atom(shown.chain, ligand, r) in row.ligand_atoms]
        other = [r for r in shown.rows_of([residue]).tolist() if topology.atom_name[r].decode() in row.partner_atoms]
        if not own or not other:
            continue
        text = f"{INTERACTION_NAMES[row.interaction]} to {row.partner}, {row.distance:.2f} Å"
        stops = [shown.place(own), *_places_of_waters(shown, row.waters), shown.place(other)]
        for start, end in itertools.pairwise(stops):
            yield SceneLine(start, end, INTERACTION_COLOURS[row.interaction], row.interaction, text)


def draw_bond(shown: ShownAtoms, ligand: BoundLigand) -> Iterator[SceneLine]:
    """Draw the covalent bond of an inhibitor, solid."""
    bond = ligand.bond
    if bond is None:
        return
    topology = shown.chain.structure.topology
    ends = [
        [row for row in shown.rows_of(residues).tolist() if topology.atom_name[row].decode() == name]
        for residues, name in (((bond.residue,), bond.protein_atom), (ligand.residues, bond.ligand_atom))
    ]
    if all(ends):
        length = "" if bond.length is None else f", {bond.length:.2f} Å"
        text = f"covalent bond {ligand.nucleophile or ''} {bond.protein_atom}–{bond.ligand_atom}{length}"
        first, second = (shown.place(end) for end in ends)
        yield SceneLine(first, second, INTERACTION_COLOURS[_COVALENT], _COVALENT, text, _BOND_RADIUS, is_dashed=False)


def draw_coordination(shown: ShownAtoms, ion: BoundLigand) -> Iterator[SceneLine]:
    """Draw the oxygen and nitrogen atoms that coordinate a metal ion."""
    topology = shown.chain.structure.topology
    near = np.linalg.norm(shown.xyz - shown.xyz[ion.atom_rows].mean(axis=0), axis=1)
    is_ligand = (shown.serial > 0) & np.isin(topology.element, _COORDINATING)
    for row in np.flatnonzero(is_ligand & (near <= get_interaction_limit(_METAL, "distance"))).tolist():
        key = topology.residue_key(int(topology.residue_index[row]))
        name = f"{topology.name_of(int(topology.residue_index[row]))} {key} {topology.atom_name[row].decode()}"
        text = f"{ion.label} to {name}, {near[row]:.2f} Å"
        ends = shown.place(ion.atom_rows), shown.place([row])
        yield SceneLine(*ends, INTERACTION_COLOURS[_METAL], _METAL, text)


def draw_gaps(shown: ShownAtoms) -> tuple[list[SceneLine], list[SceneLabel]]:
    """Draw missing loops dotted from end to end, with the numbers that are missing."""
    numbering, topology = shown.chain.numbering, shown.chain.structure.topology
    lines, labels = [], []
    placed = [
        (number, topology.backbone[1, residue])
        for number, residue in zip(numbering.uniprot_numbers.tolist(), numbering.residues.tolist(), strict=True)
        if number and topology.backbone[1, residue] >= 0
    ]
    for (before, first), (after, second) in itertools.pairwise(placed):
        if after - before > 1:
            missing = f"{before + 1}–{after - 1}" if after - before > 2 else str(before + 1)
            ends = shown.place([first]), shown.place([second])
            lines.append(SceneLine(*ends, MISSING_COLOUR, _MISSING, f"{missing} not modelled", _GAP_RADIUS))
            labels.append(SceneLabel(f"{missing} missing", shown.place([first, second]), MISSING_COLOUR))
    return lines, labels


def find_partner(chain: AnnotatedChain, row: Interaction) -> int | None:
    """Find the residue that an interaction is with."""
    key = ResidueKey(row.partner_chain_id, row.author_number, row.insertion_code or "")
    return next(iter(chain.structure.topology.find_residues(key, row.residue_name)), None)


def find_waters(chain: AnnotatedChain, found: Iterable[Interaction]) -> set[int]:
    """Find the waters that interactions are with, or go through."""
    waters = {find_partner(chain, row) for row in found if row.partner_kind == "water"}
    keys = {text for row in found for text in row.waters}
    return {residue for residue in (*waters, *(_find_water(chain, text) for text in keys)) if residue is not None}


def list_line_legend(lines: Iterable[SceneLine]) -> list[LegendEntry]:
    """Name the kinds of lines, in the order of the palette."""
    kinds = {line.kind for line in lines}
    named = [
        (kind, INTERACTION_COLOURS[kind], INTERACTION_NAMES[kind]) for kind in INTERACTION_COLOURS if kind in kinds
    ]
    entries = [LegendEntry(colour, text, "line" if kind == _COVALENT else "dashes") for kind, colour, text in named]
    return [*entries, *([LegendEntry(MISSING_COLOUR, "not modelled", "dashes")] if _MISSING in kinds else [])]


def _places_of_waters(shown: ShownAtoms, waters: Iterable[str]) -> Iterator[tuple[float, float, float]]:
    """Give the places of the waters of a bridge."""
    for text in waters:
        residue = _find_water(shown.chain, text)
        if residue is not None and len(shown.rows_of([residue])):
            yield shown.place(shown.rows_of([residue]))


def _find_water(chain: AnnotatedChain, text: str) -> int | None:
    """Find a water by the text that an interaction names it with, ``HOH A/451``."""
    topology = chain.structure.topology
    name, _, key = text.partition(" ")
    chain_id, _, number = key.rpartition("/")
    digits = number.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if not digits.lstrip("-").isdigit():
        return None
    found = topology.find_residues(ResidueKey(chain_id, int(digits), number[len(digits) :]), name)
    return next(iter(found), None)
