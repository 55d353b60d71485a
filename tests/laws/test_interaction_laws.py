"""What must not change the interactions of a ligand: motion, hydrogens, chain names, the order of atoms and of waters.

Oracle: the table of the untouched bundled entry. Structures are edited as gemmi objects, so that no coordinate is
rounded anew: no row may come or go. One law joins two tables: whatever is in contact has a row.
"""

from __future__ import annotations

import random
import warnings
from collections.abc import Callable
from functools import cache
from typing import Any

import gemmi
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import rasstruct as rs

SETTINGS = settings(derandomize=True, deadline=None, max_examples=5)
#: distances are given to 0.01 Å and angles to 0.1°; coordinates are held in single precision
DISTANCE_STEP, ANGLE_STEP = 0.0101, 0.101
#: Å; the distance within which a partner without typed interaction has a row
CONTACT = 4.0
LIGANDS = {"8azr": ("LR4", "GDP"), "5p21": ("GNP",)}
Row = dict[str, Any]
Edit = Callable[[gemmi.Structure], None]


class Text:
    """A bundled entry, short when it is printed."""

    def __init__(self, name: str, content: str) -> None:
        self.name, self.content = name, content

    def __repr__(self) -> str:
        return self.name


@pytest.fixture(scope="module", params=LIGANDS)
def text(request: pytest.FixtureRequest) -> Text:
    return Text(request.param, request.getfixturevalue(f"text_{request.param}"))


def edited(text: str, edit: Edit | None = None) -> gemmi.Structure:
    """Read a structure and change it."""
    structure = gemmi.read_pdb_string(text)
    structure.setup_entities()
    if edit:
        edit(structure)
    return structure


@cache
def original(text: Text) -> list[Row]:
    """List the interactions of the untouched entry, once."""
    return interactions(text)


def interactions(text: Text, edit: Edit | None = None) -> list[Row]:
    """List the interactions of the entry's molecules."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", rs.RasStructWarning)
        (chain,) = rs.load(edited(text.content, edit)).chains
        rows = [row for het in LIGANDS[text.name] for row in chain.ligands[het].interactions().to_records()]
    assert rows
    return [row | {"source": None} for row in rows]


def assert_same(found: list[Row], expected: list[Row], *, ignored: tuple[str, ...] = ()) -> None:
    """Compare tables row by row; rounded numbers may differ by one step."""
    for one, other in zip(found, expected, strict=True):
        for key in one.keys() - set(ignored):
            step = {"distance": DISTANCE_STEP, "angle": ANGLE_STEP}.get(key)
            assert one[key] == (other[key] if step is None else pytest.approx(other[key], abs=step)), key


def as_set(rows: list[Row]) -> set[tuple[Any, ...]]:
    """Give what the rows say without their order."""
    keys = ("ligand_residue", "partner_chain_id", "author_number", "residue_name", "interaction", "distance")
    atoms = ("ligand_atoms", "partner_atoms", "waters")
    return {(*(row[key] for key in keys), *(frozenset(row[key]) for key in atoms)) for row in rows}


# ---- rigid motion


@st.composite
def motions(draw: st.DrawFn) -> Edit:
    """A proper rotation from a random quaternion, and a shift of up to 200 Å along each axis."""
    quaternion = np.array([draw(st.floats(-1, 1)) for _ in range(4)])
    assume(np.linalg.norm(quaternion) > 0.1)
    w, x, y, z = quaternion / np.linalg.norm(quaternion)
    rotation = gemmi.Mat33(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
            [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
            [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
        ]
    )
    shift = gemmi.Vec3(*(draw(st.floats(-200, 200)) for _ in range(3)))
    return lambda structure: structure[0].transform_pos_and_adp(gemmi.Transform(rotation, shift))


@SETTINGS
@given(motion=motions())
def test_rigid_motion_keeps_every_interaction(text: Text, motion: Edit) -> None:
    assert_same(interactions(text, motion), original(text))


def test_the_law_of_rigid_motion_notices_a_ligand_that_moves_alone(text: Text) -> None:
    """Near miss: the molecule is moved by 0.5 Å, its surroundings are not."""

    def shift(structure: gemmi.Structure) -> None:
        for residue in structure[0]["A"]:
            if residue.name in LIGANDS[text.name]:
                for atom in residue:
                    atom.pos += gemmi.Position(0.5, 0, 0)

    assert as_set(interactions(text, shift)) != as_set(original(text))


# ---- names and order


@SETTINGS
@given(name=st.sampled_from("BXz17"))
def test_the_name_of_the_chain_changes_only_itself(text: Text, name: str) -> None:
    found = interactions(text, lambda structure: structure.rename_chain("A", name))
    assert {row["chain_id"] for row in found} == {row["partner_chain_id"] for row in found} == {name}
    ignored = ("chain_id", "partner_chain_id", "ligand_residue", "waters")
    assert_same(found, original(text), ignored=ignored)


@SETTINGS
@given(seed=st.integers(0, 10**6))
def test_the_order_of_atoms_within_a_residue_changes_no_interaction(text: Text, seed: int) -> None:
    def shuffle(structure: gemmi.Structure) -> None:
        generator = random.Random(seed)
        for residue in structure[0]["A"]:
            atoms = [atom.clone() for atom in residue]
            generator.shuffle(atoms)
            for index in reversed(range(len(residue))):
                del residue[index]
            for atom in atoms:
                residue.add_atom(atom)

    assert as_set(interactions(text, shuffle)) == as_set(original(text))


@SETTINGS
@given(seed=st.integers(0, 10**6))
def test_the_order_of_molecules_and_waters_changes_no_interaction(text: Text, seed: int) -> None:
    def shuffle(structure: gemmi.Structure) -> None:
        generator = random.Random(seed)
        chain = structure[0]["A"]
        others = [residue.clone() for residue in chain if residue.het_flag == "H"]
        for index in reversed(range(len(chain))):
            if chain[index].het_flag == "H":
                del chain[index]
        generator.shuffle(others)
        for residue in others:
            chain.add_residue(residue)

    assert as_set(interactions(text, shuffle)) == as_set(original(text))


# ---- what is in the file besides


def test_hydrogens_in_the_file_change_no_interaction(text: Text) -> None:
    """Each heavy atom near the ligand gets a hydrogen that points nowhere in particular."""

    def hydrogenate(structure: gemmi.Structure) -> None:
        for residue in structure[0]["A"]:
            for number, atom in enumerate([atom.clone() for atom in residue if residue.name != "MG"]):
                atom.name, atom.element = f"H{number}", gemmi.Element("H")
                atom.pos += gemmi.Position(0.6, -0.6, 0.5)
                residue.add_atom(atom)

    assert as_set(interactions(text, hydrogenate)) == as_set(original(text))


@pytest.mark.parametrize("name", LIGANDS)
def test_whatever_but_water_is_in_contact_has_a_row_and_a_plain_contact_has_no_other(
    name: str, request: pytest.FixtureRequest
) -> None:
    (chain,) = request.getfixturevalue(f"entry_{name}").chains
    for het in LIGANDS[name]:
        kinds: dict[tuple[Any, ...], set[str]] = {}
        for row in chain.ligands[het].interactions():
            place = (row.partner_chain_id, row.author_number, row.insertion_code, row.residue_name)
            kinds.setdefault(place, set()).add(row.interaction)
        touched = {
            (row.partner_chain_id, row.author_number, row.insertion_code, row.residue_name)
            for row in chain.ligands[het].contacts(CONTACT)
            if row.partner != "HOH"
        }
        assert touched <= kinds.keys()
        assert all(found == {"contact"} for found in kinds.values() if "contact" in found)


def test_a_table_is_the_same_when_it_is_asked_for_again(text: Text) -> None:
    assert interactions(text) == original(text)
