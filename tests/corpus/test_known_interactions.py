"""Do the interactions of well-known complexes come out, and those that just miss stay away?

Oracle: distances between named atoms as printed in, or measured with gemmi
alone from, the deposited files: 7RPZ (MRTX1133, Wang 2022 J Med Chem
doi:10.1021/acs.jmedchem.1c01688), 6UT0 (adagrasib, Fell 2020 J Med Chem
doi:10.1021/acs.jmedchem.9b02052), 6OIM (sotorasib, Canon 2019 Nature
doi:10.1038/s41586-019-1694-1). Distances agree to the 0.01 Å that a row prints.
"""

from __future__ import annotations

import functools
from typing import Any

import gemmi
import numpy as np
import pytest

pytestmark = pytest.mark.corpus

#: file, partner, ligand atom, partner atom, lowest and highest distance over the copies
BONDS = [
    ("7rpz.cif", "ASP12", "N05", "OD1", 2.70, 2.70),
    ("7rpz.cif", "GLU62", "N06", "OE2", 2.85, 2.85),
    ("7rpz.cif", "ASP69", "O02", "OD1", 2.63, 2.63),
    ("7rpz.cif", "HIS95", "N01", "NE2", 2.83, 2.83),
    ("7rpz.cif", "GLY60", "N05", "O", 2.79, 2.79),
    ("7rpz.cif", "ARG68", "N03", "NE", 3.01, 3.01),
    ("6ut0.cif", "GLU62", "N33", "OE1", 2.66, 2.83),
    ("6ut0.cif", "LYS16", "O18", "NZ", 2.85, 3.03),
    ("6ut0.cif", "HIS95", "N3", "NE2", 2.81, 2.91),
    ("6oim.cif", "LYS16", "O2", "NZ", 2.77, 2.77),
    ("6oim.cif", "ARG68", "O3", "NH2", 3.16, 3.16),
]
#: file, partner, ligand atom, partner atom, why it is none
NEAR_MISSES = [
    ("6oim.cif", "TYR96", "N3", "OH", "3.52 Å is too far"),
    ("6oim.cif", "CYS12", "C25", "SG", "a covalent bond is no hydrogen bond"),
    ("7rpz.cif", "TYR96", "N02", "OH", "the hydroxyl stands over the face of the pyrimidine"),
    ("6ut0.cif", "TYR96", "N5", "OH", "the hydroxyl stands over the face of the pyrimidine"),
    ("7rpz.cif", "HIS95", "O01", "NE2", "an ether oxygen beside the nitrogen that is bonded, out of the ring's plane"),
    ("6oim.cif", "GLY60", "N2", "O", "the nitrogen of an amide without hydrogen"),
]
SALT_BRIDGES = [("7rpz.cif", "ASP12", "N05"), ("7rpz.cif", "GLU62", "N06"), ("6ut0.cif", "GLU62", "N33")]


@pytest.fixture(scope="module")
def rows_of(corpus_entry):
    """Give the interactions of the inhibitor of each chain of a file, worked out once."""

    @functools.cache
    def find(name: str) -> list[list[Any]]:
        return [
            list(ligand.interactions())
            for chain in corpus_entry(name).chains
            for ligand in chain.ligands.values()
            if ligand.role == "inhibitor"
        ]

    return find


def _label(case: tuple[object, ...]) -> str:
    """Make a test id that reads as a sentence."""
    return f"{str(case[0])[:4].upper()} {case[1]} {case[3]} and {case[2]}"


@pytest.mark.parametrize("case", BONDS, ids=_label)
def test_a_published_hydrogen_bond_is_found_in_every_copy(rows_of, case) -> None:
    name, partner, own, other, low, high = case
    bond = ("hbond", partner, (own,), (other,))
    distances = [
        [row.distance for row in rows if (row.interaction, row.partner, row.ligand_atoms, row.partner_atoms) == bond]
        for rows in rows_of(name)
    ]
    assert all(len(found) == 1 for found in distances)
    assert (min(distances), max(distances)) == ([low], [high])


@pytest.mark.parametrize("case", NEAR_MISSES, ids=lambda case: f"{_label(case)}: {case[4]}")
def test_a_near_miss_is_no_hydrogen_bond(rows_of, case) -> None:
    name, partner, own, other, _ = case
    for rows in rows_of(name):
        there = [row for row in rows if row.partner == partner]
        assert there
        assert not [
            row for row in there if (row.interaction, *row.ligand_atoms, *row.partner_atoms) == ("hbond", own, other)
        ]


@pytest.mark.parametrize("case", SALT_BRIDGES, ids=lambda case: f"{case[0][:4].upper()} {case[1]} and {case[2]}")
def test_an_amine_of_the_drug_meets_an_acid_as_its_cation(rows_of, case) -> None:
    name, partner, own = case
    for rows in rows_of(name):
        assert (partner, "saltbridge", (own,), "cation", f"{own} protonated") in {
            (row.partner, row.interaction, row.ligand_atoms, row.ligand_role, row.assumption) for row in rows
        }


@pytest.mark.parametrize(("name", "low", "high"), [("6oim.cif", 1.81, 1.81), ("6ut0.cif", 1.63, 1.66)])
def test_a_covalent_bond_is_said_once_and_nothing_else_between_its_atoms(rows_of, name, low, high) -> None:
    for rows in rows_of(name):
        (row,) = [row for row in rows if row.partner == "CYS12"]
        assert (row.interaction, row.partner_atoms) == ("covalent", ("SG",))
        assert low <= row.distance <= high


@pytest.mark.parametrize("name", ["6ut0.cif", "7rpz.cif"])
def test_histidine_95_gives_a_hydrogen_and_the_row_says_which_nitrogen_has_it(rows_of, name) -> None:
    for rows in rows_of(name):
        (row,) = [row for row in rows if row.partner == "HIS95" and row.interaction == "hbond"]
        assert (row.ligand_role, row.partner_atoms) == ("acceptor", ("NE2",))
        assert row.assumption == "neutral, hydrogen on NE2"


@pytest.mark.parametrize("name", ["7rpz.cif", "6oim.cif", "6ut0.cif", "9bga.cif"])
def test_the_distance_of_a_pair_of_atoms_is_that_in_the_file(corpus, corpus_entry, rows_of, name) -> None:
    """Oracle: coordinates read by gemmi, first model, atoms found by chain, number and name."""
    model = gemmi.read_structure(str(corpus / "structures" / name))[0]

    def place(chain_id: str, number: str, atom_name: str) -> np.ndarray:
        atoms = [
            atom
            for residue in model[chain_id]
            if str(residue.seqid) == number
            for atom in residue
            if atom.name == atom_name
        ]
        best = max(atoms, key=lambda atom: atom.occ)
        return np.array(best.pos.tolist())

    checked = 0
    for chain, rows in zip(corpus_entry(name).chains, rows_of(name), strict=True):
        (key,) = [key for key, ligand in chain.ligands.items() if ligand.role == "inhibitor"]
        for row in rows:
            if len(row.ligand_atoms) == len(row.partner_atoms) == 1:
                own = place(*key.split("/"), row.ligand_atoms[0])
                number = f"{row.author_number}{row.insertion_code or ''}"
                other = place(row.partner_chain_id, number, row.partner_atoms[0])
                assert np.linalg.norm(own - other) == pytest.approx(row.distance, abs=0.0051)
                checked += 1
    assert checked > 10
