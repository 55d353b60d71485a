"""Is a ligand bonded to the protein: by the file's records, else by geometry?

Oracles: hand-made pairs of atoms at a known distance; covalent radii of Cordero 2008 (S 1.05, sp2 C 0.73, N 0.71,
O 0.66, B 0.84 Å) with the module's stated 0.25 Å; 6OIM's own LINK record (Cys12 SG to C25 of sotorasib, 1.81 Å).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import rasstruct as rs
from rasstruct.structure.covalent import CovalentBond, find_covalent_bond
from rasstruct.structure.read import read_structure
from rasstruct.structure.topology import ResidueKey

AtomLine = Callable[..., str]
PROTEIN, LIGAND = ResidueKey("A", 12), ResidueKey("A", 301)


def bond_in(content: Any) -> CovalentBond | None:
    """Look for the bond of ligand A/301 to protein chain A."""
    structure = read_structure(content)
    topology = structure.topology
    rows = np.flatnonzero(topology.is_peptide[topology.residue_index] & topology.is_heavy)
    return find_covalent_bond(structure, topology.find_residues(LIGAND), rows)


def link_line(first: str, second: str) -> str:
    """Write a LINK record; each end is atom name, altloc, residue name, chain and number in its columns."""
    return f"LINK        {first}{'':15s}{second}    1555   1555  1.81\n"


@pytest.fixture
def pair(atom_line: AtomLine) -> Callable[..., str]:
    """A cysteine with one side-chain atom of any element, and a ligand atom at a distance along x."""

    def make(protein: tuple[str, str], ligand: tuple[str, str], distance: float) -> str:
        name, element = protein
        backbone = "".join(
            atom_line(atom, "CYS", 12, (-3.0 - index, 5.0, 0.0)) for index, atom in enumerate(("N", "CA", "C", "O"))
        )
        return (
            backbone
            + atom_line(name, "CYS", 12, (0.0, 0.0, 0.0), element=element)
            + atom_line(ligand[0], "LIG", 301, (distance, 0.0, 0.0), element=ligand[1], record="HETATM")
            + atom_line("C9", "LIG", 301, (distance + 1.5, 0.0, 0.0), element="C", record="HETATM")
        )

    return make


@pytest.mark.parametrize(
    ("protein", "ligand", "distance", "is_bond"),
    [
        (("SG", "S"), ("C25", "C"), 1.81, True),
        (("SG", "S"), ("C25", "C"), 2.02, True),
        (("SG", "S"), ("C25", "C"), 2.05, False),
        (("SG", "S"), ("C25", "C"), 3.30, False),
        (("SG", "S"), ("S1", "S"), 2.05, True),
        (("SG", "S"), ("O1", "O"), 3.20, False),
        (("OD1", "O"), ("C1", "C"), 1.36, True),
        (("OD1", "O"), ("C1", "C"), 1.70, False),
        (("OD1", "O"), ("O1", "O"), 2.40, False),
        (("OD1", "O"), ("N1", "N"), 2.60, False),
        (("NZ", "N"), ("C1", "C"), 1.34, True),
        (("NZ", "N"), ("O1", "O"), 2.70, False),
        (("OG", "O"), ("B1", "B"), 1.50, True),
        (("OD1", "O"), ("MG", "MG"), 2.05, False),
        (("SG", "S"), ("ZN", "ZN"), 2.30, False),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else str(value),
)
def test_a_bond_is_no_longer_than_the_radii_allow_and_a_hydrogen_bond_is_none(
    pair: Callable[..., str], protein: tuple[str, str], ligand: tuple[str, str], distance: float, is_bond: bool
) -> None:
    bond = bond_in(pair(protein, ligand, distance))
    if is_bond:
        assert bond is not None
        assert (bond.protein_atom, bond.ligand_atom, bond.basis) == (protein[0], ligand[0], "geometry")
        assert bond.length == pytest.approx(distance, abs=1e-4)
    else:
        assert bond is None


def test_of_two_short_distances_the_one_nearest_to_its_bond_length_counts(
    pair: Callable[..., str], atom_line: AtomLine
) -> None:
    """CB lies 1.95 Å from C25: over the C-C limit of 1.71 Å, while SG at 1.81 Å is a bond."""
    bond = bond_in(pair(("SG", "S"), ("C25", "C"), 1.81) + atom_line("CB", "CYS", 12, (1.81, 1.95, 0.0)))
    assert bond is not None
    assert bond.protein_atom == "SG"


def test_hydrogens_make_no_bond(pair: Callable[..., str], atom_line: AtomLine) -> None:
    assert bond_in(pair(("SG", "S"), ("H25", "H"), 1.20)) is None


def test_an_alternate_location_that_is_not_the_default_makes_no_bond(atom_line: AtomLine) -> None:
    text = "".join(
        atom_line(atom, "CYS", 12, (0.0, 0.0, 3.0 * index)) for index, atom in enumerate(("SG", "N", "CA", "C"))
    )
    near, far = ({"xyz": (x, 0.0, 0.0)} for x in (1.8, 5.0))
    for occupancy, is_bond in ((0.4, False), (0.6, True)):
        ligand = atom_line("C1", "LIG", 301, **near, altloc="A", occupancy=occupancy, record="HETATM") + atom_line(
            "C1", "LIG", 301, **far, altloc="B", occupancy=1 - occupancy, record="HETATM"
        )
        assert (bond_in(text + ligand) is not None) is is_bond


LINKED = link_line(" SG  CYS A  12 ", " C25 LIG A 301 ")


def test_a_record_counts_though_the_atoms_are_too_far_apart(pair: Callable[..., str]) -> None:
    """A radiation-damaged or badly refined bond is still the depositors' bond, with its measured length."""
    bond = bond_in(LINKED + pair(("SG", "S"), ("C25", "C"), 2.9))
    assert bond is not None
    assert (bond.protein_atom, bond.ligand_atom, bond.basis) == ("SG", "C25", "record")
    assert bond.length == pytest.approx(2.9, abs=1e-4)


def test_a_record_may_name_the_ligand_first(pair: Callable[..., str]) -> None:
    bond = bond_in(link_line(" C25 LIG A 301 ", " SG  CYS A  12 ") + pair(("SG", "S"), ("C25", "C"), 2.9))
    assert bond is not None
    assert (bond.protein_atom, bond.ligand_atom, bond.basis) == ("SG", "C25", "record")


@pytest.mark.parametrize(("altloc", "length"), [("A", 2.3), ("B", 1.8)])
def test_a_record_means_the_alternate_location_that_it_names(atom_line: AtomLine, altloc: str, length: float) -> None:
    backbone = "".join(atom_line(atom, "CYS", 12, (-9.0, 0.0, 0.0)) for atom in ("N", "CA", "C"))
    sulphurs = "".join(atom_line("SG", "CYS", 12, (x, 0.0, 0.0), altloc=alt) for alt, x in (("A", 0.0), ("B", 0.5)))
    ligand = atom_line("C25", "LIG", 301, (2.3, 0.0, 0.0), element="C", record="HETATM")
    record = link_line(f" SG {altloc}CYS A  12 ", " C25 LIG A 301 ")
    bond = bond_in(record + backbone + sulphurs + ligand)
    assert bond is not None
    assert (bond.basis, bond.length) == ("record", pytest.approx(length, abs=1e-4))


def test_a_recorded_atom_that_is_not_modelled_leaves_the_length_open(pair: Callable[..., str]) -> None:
    bond = bond_in(link_line(" SG  CYS A  12 ", " C77 LIG A 301 ") + pair(("SG", "S"), ("C25", "C"), 1.81))
    assert bond is not None
    assert (bond.ligand_atom, bond.basis, bond.length) == ("C77", "record", None)


@pytest.mark.parametrize(
    "record",
    [
        link_line(" SG  CYS A  13 ", " C25 LIG A 301 "),
        link_line(" SG  CYS B  12 ", " C25 LIG A 301 "),
        link_line(" SG  CYS A  12 ", " C25 LIG A 302 "),
        link_line(" SG  CYS A  12 ", " C25 XXX A 301 "),
        link_line(" OG  SER A  17 ", "MG    MG A 301 "),
    ],
    ids=["another residue", "another chain", "another ligand", "another name", "a metal"],
)
def test_a_record_about_something_else_makes_no_bond(pair: Callable[..., str], record: str) -> None:
    assert bond_in(record + pair(("SG", "S"), ("C25", "C"), 3.3)) is None


def test_the_noncovalent_inhibitor_of_8azr_has_no_bond(entry_8azr: rs.Entry) -> None:
    (chain,) = entry_8azr.chains
    lig = chain.ligands["LR4"]
    assert (lig.bound.bond, lig.binding_mode, lig.nucleophile) == (None, "non-covalent", None)


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "het_code", "expected"),
    [("6oim.pdb", "MOV", ("Cys12", "SG", "C25", 1.81)), ("2ce2.pdb", "XY2", ("Cys32", "SG", "C19", 1.76))],
)
def test_without_its_link_record_geometry_gives_the_same_bond(
    corpus: Path, name: str, het_code: str, expected: tuple[str, str, str, float]
) -> None:
    """Expected: the LINK record of the file; lengths in it have two decimals."""
    nucleophile, protein_atom, ligand_atom, length = expected
    text = (corpus / "structures" / name).read_text()
    bare = "".join(line for line in text.splitlines(keepends=True) if not line.startswith(("LINK", "CONECT")))
    for content, basis in ((text, "record"), (bare, "geometry")):
        ligand = rs.load(content, model=1).chains[0].ligands[het_code]
        bond = ligand.bound.bond
        assert bond is not None
        assert (bond.protein_atom, bond.ligand_atom, bond.basis) == (protein_atom, ligand_atom, basis)
        assert bond.length == pytest.approx(length, abs=0.006)
        assert ligand.nucleophile == nucleophile
