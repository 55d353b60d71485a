"""Which atoms count as ligands of Mg²⁺, how far are they, and what is their number called?

Oracles: gemmi for the distances in 5P21; atoms that the test puts near the Mg²⁺ of 8AZR and 5P21, or leaves out.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gemmi
import numpy as np
import pytest

import rasstruct as rs

STRUCTURES = Path(__file__).resolve().parents[2] / "structures"


def beside_magnesium(pdb: Any, distance: float, turn: float = 0.0) -> np.ndarray:
    """Give a point at a distance in Å from Mg²⁺, away from the other atoms by an angle in degrees."""
    angle = np.radians(turn)
    return pdb.atom("MG", "MG") + distance * np.array([np.cos(angle), np.sin(angle), 0.0])


def with_waters(pdb: Any, *waters: tuple[float, np.ndarray]) -> Any:
    """Add waters of some occupancy, each a residue of its own."""
    lines = []
    for serial, (occupancy, where) in enumerate(waters):
        x, y, z = where
        lines.append(
            f"HETATM{9000 + serial:5d}  O   HOH A{900 + serial:4d}    {x:8.3f}{y:8.3f}{z:8.3f}{occupancy:6.2f} 20.00"
            f"{'O':>12s}"
        )
    return pdb.with_lines(*lines)


def test_ligands_of_5p21_have_the_distances_of_gemmi(entry_5p21: rs.Entry) -> None:
    model = gemmi.read_structure(str(STRUCTURES / "5p21.pdb"))[0]
    (metal,) = (atom.pos for residue in model["A"] for atom in residue if residue.name == "MG")
    near = [
        (residue.name, round(atom.pos.dist(metal), 2))
        for residue in model["A"]
        for atom in residue
        if residue.name != "MG" and atom.pos.dist(metal) < 2.6
    ]
    found = entry_5p21["A"].catalysis
    assert len(near) == 6
    names = [name.split()[0].rstrip("0123456789").upper() for name in found.mg_ligands]
    assert names == [name for name, _ in near]
    assert found.mg_distances == pytest.approx([distance for _, distance in near], abs=0.0101)
    assert (found.mg_coordination, found.mg_call) == (6, "octahedral")


@pytest.mark.parametrize("left_out", [1, 2])
def test_fewer_than_six_ligands_are_incomplete(left_out: int, pdb_5p21: Any) -> None:
    numbers = (172, 173)[:left_out]
    found = pdb_5p21.without(lambda line: line[17:20] == "HOH" and int(line[22:26]) in numbers).chain().catalysis
    assert (found.mg_coordination, found.mg_call, len(found.mg_distances)) == (6 - left_out, "incomplete", 6 - left_out)


def test_more_than_six_ligands_have_no_word(pdb_5p21: Any) -> None:
    pdb = pdb_5p21.without_molecule("HOH")
    around = [(1.0, beside_magnesium(pdb, 2.4, turn)) for turn in (0.0, 90.0, 180.0, 270.0)]
    found = with_waters(pdb, *around).chain().catalysis
    assert (found.mg_coordination, found.mg_call) == (8, None)


def test_without_magnesium_nothing_is_called(pdb_5p21: Any) -> None:
    found = pdb_5p21.without_molecule("MG").chain().catalysis
    assert (found.mg_ligands, found.mg_distances, found.mg_coordination, found.mg_call) == ((), (), None, None)


@pytest.mark.parametrize(
    ("element", "counts"), [("O", True), ("N", True), ("S", True), ("C", False), ("P", False), ("SE", False)]
)
def test_only_donor_atoms_are_ligands(element: str, counts: bool, pdb_5p21: Any) -> None:
    pdb = pdb_5p21.without_molecule("HOH")
    found = pdb.with_atoms("UNL", [(f" {element}1", element, beside_magnesium(pdb, 2.2))]).chain().catalysis
    assert found.mg_ligands[4:] == ((f"UNL {element}1",) if counts else ())


@pytest.mark.parametrize(("apart", "kept"), [(0.9, 1), (1.1, 2)])
def test_waters_at_one_place_count_once(apart: float, kept: int, pdb_5p21: Any) -> None:
    pdb = pdb_5p21.without_molecule("HOH")
    first = beside_magnesium(pdb, 2.2)
    twin = beside_magnesium(pdb, 2.2, np.degrees(2 * np.arcsin(apart / 4.4)))
    found = with_waters(pdb, (0.5, first), (0.5, twin)).chain().catalysis
    assert found.mg_ligands[4:] == ("HOH A/900", "HOH A/901")[:kept]


@pytest.mark.parametrize(("occupancies", "name"), [((0.65, 0.35), "HOH A/900"), ((0.35, 0.65), "HOH A/901")])
def test_twin_of_higher_occupancy_counts(occupancies: tuple[float, float], name: str, pdb_5p21: Any) -> None:
    pdb = pdb_5p21.without_molecule("HOH")
    places = (beside_magnesium(pdb, 2.2), beside_magnesium(pdb, 2.2, 10.0))
    found = with_waters(pdb, *zip(occupancies, places, strict=True)).chain().catalysis
    assert found.mg_ligands[4:] == (name,)
