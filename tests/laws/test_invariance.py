"""What must not change the answer: moving the molecule, atom order, chain names, number offsets.

Oracle: the answer for the untouched bundled entry; each law says which keys may change and why. The edits are made
in the columns of the PDB format (version 3.3).
"""

from __future__ import annotations

import functools
import itertools
import random
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import rasstruct as rs

SETTINGS = settings(derandomize=True, deadline=None, max_examples=15)
ATOMS = ("ATOM  ", "HETATM")
COORDINATES = (*ATOMS, "ANISOU", "TER   ")
#: column of the chain in each record that names one or two
CHAIN_COLUMNS = {
    "SEQRES": (11,),
    "DBREF ": (12,),
    "SEQADV": (16,),
    "HET   ": (12,),
    "LINK  ": (21, 51),
    "SSBOND": (15, 29),
}
#: columns where a residue number of four places begins
NUMBER_COLUMNS = {"DBREF ": (14, 20), "SEQADV": (18,), "HET   ": (13,), "LINK  ": (22, 52), "SSBOND": (17, 31)}
#: what a pair of atoms within one step of the cut-off, or of the nearest, decides; for areas see test_contact_laws.py
BY_ROUNDING = frozenset({"contact_part", "n_atom_pairs", "ligand_atom", "partner_atom", "buried_area"})
#: a coordinate is rounded to 0.001 Å, so it is off by up to 0.0005 Å; along the line between two atoms that is at
#: most 2 · √3 · 0.0005 = 0.0017 Å, less than the step of 0.01 Å in which distances are given: one step may flip
DISTANCE_STEP = 0.0101

ENTRIES = ("8azr", "5p21")


@pytest.fixture(scope="module", params=ENTRIES)
def text(request: pytest.FixtureRequest) -> str:
    return request.getfixturevalue(f"text_{request.param}")


def records(text: str) -> list[dict[str, Any]]:
    return rs.load(text).to_records()


def contacts(text: str, cutoff: float = 6.0) -> list[dict[str, Any]]:
    """List the contacts of every bound molecule of the first chain."""
    (chain,) = rs.load(text).chains
    return [row for ligand in chain.ligands.values() for row in ligand.contacts(cutoff).to_records()]


def resistance(text: str) -> list[dict[str, Any]]:
    (chain,) = rs.load(text).chains
    return chain.resistance(structure=False).to_records()


@functools.cache
def original(answer: Callable[[str], list[dict[str, Any]]], text: str) -> list[dict[str, Any]]:
    """Answer for the untouched entry, once."""
    return answer(text)


def same(found: Any, expected: Any, *, ignored: frozenset[str] = frozenset()) -> bool:
    """Compare plain values; floats may differ by one step."""
    if isinstance(expected, dict):
        keys = expected.keys() - ignored
        return found.keys() == expected.keys() and all(same(found[k], expected[k], ignored=ignored) for k in keys)
    if isinstance(expected, list | tuple):
        return len(found) == len(expected) and all(
            same(a, b, ignored=ignored) for a, b in zip(found, expected, strict=True)
        )
    if isinstance(expected, float) and isinstance(found, float):
        return abs(found - expected) <= DISTANCE_STEP
    return bool(found == expected)


def edit(text: str, change: Callable[[str], str]) -> str:
    return "\n".join(change(line) for line in text.splitlines()) + "\n"


# ---- rigid motion


@st.composite
def motions(draw: st.DrawFn) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """A proper rotation from a random quaternion, and a shift of up to 300 Å along each axis."""
    w, x, y, z = (draw(st.floats(-1, 1)) for _ in range(4))
    norm = np.sqrt(w * w + x * x + y * y + z * z)
    assume(norm > 0.1)
    w, x, y, z = (value / norm for value in (w, x, y, z))
    rotation = np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
            [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
            [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
        ]
    )
    return rotation, np.array([draw(st.floats(-300, 300)) for _ in range(3)])


def move(text: str, rotation: npt.NDArray[np.float64], shift: npt.NDArray[np.float64]) -> str:
    """Rotate and shift the coordinate columns."""

    def change(line: str) -> str:
        if not line.startswith(ATOMS):
            return line
        x, y, z = rotation @ [float(line[column : column + 8]) for column in (30, 38, 46)] + shift
        return f"{line[:30]}{x:8.3f}{y:8.3f}{z:8.3f}{line[54:]}"

    return edit(text, change)


def as_rows(rows: list[dict[str, Any]]) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Index contacts by ligand and partner; numbers are unique in these entries."""
    return {(row["ligand_het"], row["author_number"]): row for row in rows}


@SETTINGS
@given(motion=motions())
def test_rigid_motion_changes_nothing(text: str, motion: Any) -> None:
    assert same(records(move(text, *motion)), original(records, text))


@SETTINGS
@given(motion=motions())
def test_rigid_motion_keeps_every_contact_and_its_distance(text: str, motion: Any) -> None:
    """Only a contact within one step of the cut-off may come or go."""
    before, after = as_rows(original(contacts, text)), as_rows(contacts(move(text, *motion)))
    for key in before.keys() ^ after.keys():
        assert abs((before.get(key) or after[key])["distance"] - 6.0) <= DISTANCE_STEP
    for key in before.keys() & after.keys():
        assert same(after[key], before[key], ignored=BY_ROUNDING)


@SETTINGS
@given(motion=motions())
def test_rigid_motion_keeps_the_resistance_table(text: str, motion: Any) -> None:
    assert same(resistance(move(text, *motion)), original(resistance, text))


def test_the_law_of_rigid_motion_notices_a_molecule_that_is_bent(text_8azr: str) -> None:
    """Near miss: the inhibitor alone is moved by 2 Å."""
    bent = edit(
        text_8azr,
        lambda line: f"{line[:30]}{float(line[30:38]) + 2:8.3f}{line[38:]}" if line[17:20] == "LR4" else line,
    )
    assert not same(contacts(bent), original(contacts, text_8azr))


# ---- atom order


def shuffle_within_residues(text: str, seed: int) -> str:
    """Put the atoms of each residue in another order."""
    generator = random.Random(seed)
    lines: list[str] = []

    def place(line: str) -> str:
        return line[:6] + line[20:27] if line.startswith(ATOMS) else "other"

    for key, group in itertools.groupby(text.splitlines(), place):
        block = list(group)
        if key != "other":
            generator.shuffle(block)
        lines += block
    return "\n".join(lines) + "\n"


@SETTINGS
@given(seed=st.integers(0, 10**6))
def test_the_order_of_atoms_within_a_residue_changes_nothing(text: str, seed: int) -> None:
    shuffled = shuffle_within_residues(text, seed)
    assert shuffled != text
    assert sorted(shuffled.splitlines()) == sorted(text.splitlines())
    for answer in (records, contacts, resistance):
        assert answer(shuffled) == original(answer, text)


# ---- chain names


def rename_chain(text: str, chain: str) -> str:
    """Call the one chain otherwise, in the header too."""

    def change(line: str) -> str:
        columns = (21,) if line.startswith(COORDINATES) else CHAIN_COLUMNS.get(line[:6], ())
        for column in columns:
            if line[column] == "A":
                line = f"{line[:column]}{chain}{line[column + 1 :]}"
        return re.sub(r"CHAIN: A;", f"CHAIN: {chain};", line) if line.startswith("COMPND") else line

    return edit(text, change)


@SETTINGS
@given(chain=st.sampled_from("BCXYZabz0159"))
def test_the_name_of_the_chain_changes_only_itself(text: str, chain: str) -> None:
    (before,), (after,) = original(records, text), records(rename_chain(text, chain))
    assert after["chain_id"] == chain
    assert [row["residue"] for row in after["inhibitors"]] == [
        row["residue"].replace("A/", f"{chain}/") for row in before["inhibitors"]
    ]
    assert same(after, before, ignored=frozenset({"chain_id", "residue"}))
    ignored = frozenset({"chain_id", "ligand_residue", "ligand_key", "partner_chain_id"})
    for answer in (resistance, contacts):
        assert same(answer(rename_chain(text, chain)), original(answer, text), ignored=ignored)


# ---- author numbers


def renumber(text: str, offset: int) -> str:
    """Add an offset to every author number, in the header too; UniProt numbers of DBREF stay."""

    def change(line: str) -> str:
        columns = (22,) if line.startswith(COORDINATES) and line[22:26].strip() else NUMBER_COLUMNS.get(line[:6], ())
        for column in columns:
            if line[column : column + 4].strip():
                number = int(line[column : column + 4]) + offset
                line = f"{line[:column]}{number:4d}{line[column + 4 :]}"
        return line

    return edit(text, change)


@SETTINGS
@given(offset=st.integers(-900, 9000).filter(bool))
def test_an_offset_of_the_author_numbers_changes_only_the_residue_keys(text: str, offset: int) -> None:
    (before,), (after,) = original(records, text), records(renumber(text, offset))
    assert [row["residue"] for row in after["inhibitors"]] == [
        re.sub(r"\d+$", lambda found: str(int(found[0]) + offset), row["residue"]) for row in before["inhibitors"]
    ]
    assert same(after, before, ignored=frozenset({"residue"}))
    for row_before, row_after in zip(original(contacts, text), contacts(renumber(text, offset)), strict=True):
        assert row_after["author_number"] == row_before["author_number"] + offset
        assert row_after["partner"] == row_before["partner"] or row_before["uniprot_number"] is None  # a tag
        assert same(row_after, row_before, ignored=frozenset({"author_number", "ligand_residue", "partner"}))


@SETTINGS
@given(offset=st.integers(-900, 9000).filter(bool))
def test_an_offset_of_the_author_numbers_keeps_the_resistance_table(text: str, offset: int) -> None:
    ignored = frozenset({"author_number", "ligand_residue", "ligand_key"})
    assert same(resistance(renumber(text, offset)), original(resistance, text), ignored=ignored)
