"""What holds for contacts whatever the molecules: symmetry, cut-offs, water, and motion.

Oracles: the distance formula written out in float64; the definition of a contact, which is the same from either side;
for surface areas, counted on points of spheres, the scatter on turning the molecule, up to 1 Å² a residue.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rasstruct as rs
from rasstruct.analysis.contact_pairs import find_contact_pairs

SETTINGS = settings(derandomize=True, deadline=None, max_examples=25)
Points = npt.NDArray[np.float32]
#: twice the scatter of the area of a residue, in Å²; of all areas of a ligand together, relative
AREA_OF_RESIDUE, AREA_OF_ALL = 2.5, 0.02


@st.composite
def groups(draw: st.DrawFn) -> tuple[Points, Points, float]:
    """Two groups of atoms up to 500 Å from the origin, and a cut-off that no distance comes near."""
    generator = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    centre = generator.uniform(-500, 500, 3)
    sizes = draw(st.tuples(st.integers(1, 25), st.integers(1, 60)))
    first, second = ((centre + generator.uniform(-9, 9, (size, 3))).astype(np.float32) for size in sizes)
    cutoff = draw(st.floats(0.5, 12.0))
    distances = by_formula(first, second)
    while (np.abs(distances - cutoff) < 1e-5).any():
        cutoff += 3e-5
    return first, second, cutoff


def by_formula(first: Points, second: Points) -> npt.NDArray[np.float64]:
    difference = first.astype(np.float64)[:, None] - second.astype(np.float64)[None]
    return np.asarray(np.sqrt((difference**2).sum(axis=2)))


def pairs(first: Points, second: Points, cutoff: float) -> dict[tuple[int, int], float]:
    rows, others, distances = find_contact_pairs(first, second, cutoff)
    found = {(int(i), int(j)): float(d) for i, j, d in zip(rows, others, distances, strict=True)}
    assert len(found) == len(rows)
    assert list(found) == sorted(found)
    return found


@SETTINGS
@given(groups())
def test_pairs_equal_the_formula(case: tuple[Points, Points, float]) -> None:
    first, second, cutoff = case
    distances = by_formula(first, second)
    expected = {(i, j): distances[i, j] for i, j in np.argwhere(distances <= cutoff).tolist()}
    assert pairs(first, second, cutoff) == pytest.approx(expected, abs=1e-6)


@SETTINGS
@given(groups())
def test_pairs_are_the_same_from_either_side(case: tuple[Points, Points, float]) -> None:
    first, second, cutoff = case
    swapped = {(i, j): distance for (j, i), distance in pairs(second, first, cutoff).items()}
    assert pairs(first, second, cutoff) == pytest.approx(swapped, abs=1e-6)


@SETTINGS
@given(groups(), st.floats(0.0, 8.0))
def test_a_larger_cutoff_loses_no_pair_and_changes_no_distance(case: tuple[Points, Points, float], more: float) -> None:
    first, second, cutoff = case
    assert pairs(first, second, cutoff).items() <= pairs(first, second, cutoff + more).items()


@pytest.mark.parametrize("far", [0.0, 512.0, 8000.0])
@pytest.mark.parametrize("axis", range(3))
def test_a_pair_exactly_at_the_cutoff_is_one_wherever_the_molecule_stands(far: float, axis: int) -> None:
    """Multiples of 1/8 are exact in float32; the next cut-off in float64 below 4.5 finds none."""
    first, second = np.full((1, 3), far, dtype=np.float32), np.full((1, 3), far, dtype=np.float32)
    second[0, axis] += 4.5
    assert pairs(first, second, 4.5) == {(0, 0): 4.5}
    assert pairs(first, second, np.nextafter(4.5, 0.0)) == {}


def test_nothing_has_no_pairs() -> None:
    none, some = np.zeros((0, 3), dtype=np.float32), np.ones((2, 3), dtype=np.float32)
    assert pairs(none, some, 5.0) == pairs(some, none, 5.0) == {}
    assert pairs(some, some + 100, 5.0) == {}


@pytest.mark.parametrize(("entry", "one", "other"), [("8azr", "GDP", "MG"), ("5p21", "GNP", "MG")])
@pytest.mark.parametrize("cutoff", [2.2, 4.5, 8.0])
def test_two_molecules_touch_each_other_alike(
    entry: str, one: str, other: str, cutoff: float, request: pytest.FixtureRequest
) -> None:
    ligands = request.getfixturevalue(f"entry_{entry}").chains[0].ligands

    def seen(from_here: str, there: str) -> dict[str, Any]:
        (row,) = (row for row in ligands[from_here].contacts(cutoff).to_records() if row["partner"] == there)
        return dict(row)

    forth, back = seen(one, other), seen(other, one)
    assert (forth["distance"], forth["n_atom_pairs"]) == (back["distance"], back["n_atom_pairs"])
    assert (forth["ligand_atom"], forth["partner_atom"]) == (back["partner_atom"], back["ligand_atom"])


@SETTINGS
@given(cutoff=st.floats(2.0, 9.0), more=st.floats(0.0, 5.0))
def test_only_the_number_of_pairs_and_the_part_follow_the_cutoff(
    entry_8azr: rs.Entry, cutoff: float, more: float
) -> None:
    ligand = entry_8azr["A"].ligands["LR4"]
    near = {(row["partner_chain_id"], row["author_number"]): row for row in ligand.contacts(cutoff).to_records()}
    wide = {(r["partner_chain_id"], r["author_number"]): r for r in ligand.contacts(cutoff + more).to_records()}
    for residue, row in near.items():
        assert row["n_atom_pairs"] <= wide[residue]["n_atom_pairs"]
        changed = {name for name, value in row.items() if wide[residue][name] != value}
        assert changed <= {"n_atom_pairs", "contact_part"}


@pytest.mark.parametrize("het_code", ["LR4", "GDP"])
def test_without_water_everything_else_stays(pdb_8azr: Any, het_code: str) -> None:
    dry = pdb_8azr.without_molecule("HOH").chain().ligands[het_code].contacts()
    wet = pdb_8azr.chain().ligands[het_code].contacts()
    assert len(dry) < len(wet)
    assert dry == wet.where(lambda row: row.partner_kind != "water")


@settings(derandomize=True, deadline=None, max_examples=10)
@given(quaternion=st.tuples(*[st.integers(-9, 9)] * 4).filter(any), shift=st.integers(-300, 300))
def test_rigid_motion_keeps_atoms_and_areas(pdb_8azr: Any, quaternion: tuple[int, int, int, int], shift: int) -> None:
    """The nearest pair may change where another is within the rounding of the file, 0.002 Å; here none is."""
    w, *v = np.array(quaternion) / np.linalg.norm(quaternion)
    cross = np.array([[0, -v[2], v[1]], [v[2], 0, -v[0]], [-v[1], v[0], 0]])
    rotation = np.eye(3) + 2 * w * cross + 2 * cross @ cross

    def place(line: str) -> str:
        x, y, z = rotation @ [float(line[start : start + 8]) for start in (30, 38, 46)] + shift
        return f"{line[:30]}{x:8.3f}{y:8.3f}{z:8.3f}{line[54:]}"

    before = pdb_8azr.chain().ligands["LR4"].contacts()
    after = pdb_8azr.edited(place).chain().ligands["LR4"].contacts()
    names = ("partner", "ligand_atom", "partner_atom", "n_atom_pairs", "contact_part", "is_covalent")
    assert [[getattr(row, n) for n in names] for row in after] == [[getattr(row, n) for n in names] for row in before]
    areas = [[row.buried_area or 0.0 for row in rows] for rows in (before, after)]
    assert areas[1] == pytest.approx(areas[0], abs=AREA_OF_RESIDUE)
    assert sum(areas[1]) == pytest.approx(sum(areas[0]), rel=AREA_OF_ALL)
