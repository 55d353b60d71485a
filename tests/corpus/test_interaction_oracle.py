"""Are the typed interactions of the inhibitors those that plain distances and hydrogens of the files show?

Oracles, none of which uses rasstruct, RDKit or ProLIF (`tests/support/interaction_oracle.py`):
- distances: gemmi, over all alternate locations
- polar pairs: donors and acceptors by atom name and heavy neighbours, within 3.2 Å and facing each other
- hydrogens of the prepared files, placed by the program that prepared them for docking: H…A within 2.2 Å, D–H…A at
  least 130°
- covalent bonds: heavy atoms no farther apart than a bond
Every pair that is not in our table is named here with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from interaction_oracle import AMINO_ACIDS, ANIONS, CATIONS, WATERS, FileAtom, Pair, Surroundings, protein_role
from interaction_views import View, explain, place, view

from rasstruct.analysis.interactions.interaction_row import Interaction

pytestmark = pytest.mark.corpus

#: gemmi reads no BinaryCIF; the other files hold no inhibitor
FILES = ("4dst.pdb", "5v9o.pdb", "6oim.cif", "6ut0.cif", "7rpz.cif", "8azr.pdb", "8jjs.cif", "9bg5.cif", "9bga.cif")
#: nucleotides: of a few entries, with Mg
NUCLEOTIDES = {"4obe.cif": "GDP", "5p21.pdb": "GNP", "6oim.cif": "GDP", "1qra.pdb": "GTP"}
#: Å; distances are given to 0.01
ROUNDING = 0.0051
#: Å; a polar pair this near is a hydrogen bond to anyone who looks at it
POLAR = 3.2
#: Å and degrees: H…A and D–H…A of a hydrogen bond that nobody doubts
HYDROGEN, STRAIGHT = 2.2, 130.0
#: Å, N…O of a salt bridge (Barlow 1983 doi:10.1016/S0022-2836(83)80079-5)
SALT_BRIDGE = 4.0
#: Å, metal to oxygen or nitrogen (Harding 2001 doi:10.1107/S0907444900019168: Mg–O 2.07)
METAL = 2.6
DIRECTED = {"hbond", "saltbridge", "metal", "covalent"}


@pytest.fixture(scope="module")
def views(corpus: Path, corpus_entry) -> list[View]:
    """Look at all inhibitors."""
    folder = corpus / "structures"
    paths = [*(folder / name for name in FILES), *sorted((folder / "prepared").glob("*.pdb"))]
    found = []
    for path in paths:
        for chain in corpus_entry(str(path.relative_to(folder))).chains:
            found += [view(path, ligand) for ligand in chain.ligands.values() if ligand.role == "inhibitor"]
    assert len(found) == 14 + 65
    return found


@pytest.fixture(scope="module")
def nucleotides(corpus: Path, corpus_entry) -> list[View]:
    """Look at a nucleotide of each state."""
    found = []
    for name, het_code in NUCLEOTIDES.items():
        path = corpus / "structures" / name
        ligands = corpus_entry(name).chains[0].ligands.values()
        found += [view(path, ligand) for ligand in ligands if ligand.het_code == het_code]
    assert len(found) == len(NUCLEOTIDES)
    return found


# --- every row ---------------------------------------------------------------------------------------------------


def centre(atoms: list[FileAtom]) -> np.ndarray:
    return np.mean([atom.xyz for atom in atoms], axis=0)


def test_every_inhibitor_has_a_directed_or_hydrophobic_interaction(views: list[View]) -> None:
    assert [one.name for one in views if {row.interaction for row in one.rows} <= {"contact"}] == []


def test_the_distance_of_every_pair_is_that_of_its_atoms(views: list[View], nucleotides: list[View]) -> None:
    wrong = []
    for one in views + nucleotides:
        for row in one.rows:
            if len(row.ligand_atoms) == len(row.partner_atoms) == 1 and row.interaction != "waterbridge":
                (ligand_atom,), (partner_atom,) = row.ligand_atoms, row.partner_atoms
                measured = one.around.distances(ligand_atom, place(row), partner_atom)
                if not any(abs(row.distance - distance) <= ROUNDING for distance in measured):
                    wrong.append((one.name, row, measured))
    assert wrong == []


def test_the_distance_of_every_ring_is_that_of_its_centre(views: list[View]) -> None:
    n_rings = 0
    for one in views:
        for row in one.rows:
            if row.interaction in ("pistacking", "cationpi"):
                ligand = one.around.named(row.ligand_atoms)
                partner = [
                    atom
                    for atom in one.around.partners
                    if atom.residue == place(row) and atom.name in row.partner_atoms
                ]
                n_rings += 1
                measured = float(np.linalg.norm(centre(ligand) - centre(partner)))
                assert row.distance == pytest.approx(measured, abs=ROUNDING), (one.name, row)
    assert n_rings


def test_both_legs_of_a_water_bridge_are_hydrogen_bonds_by_distance(views: list[View]) -> None:
    n_bridges = 0
    for one in views:
        for row in one.rows:
            if row.interaction == "waterbridge":
                n_bridges += 1
                waters = [atom for atom in one.around.partners if any(names(water, atom) for water in row.waters)]
                ends = one.around.named(row.ligand_atoms)
                others = [a for a in one.around.partners if a.residue == place(row) and a.name in row.partner_atoms]
                assert len(waters) == len(row.waters) == len(ends) == len(others) == 1
                assert all(water.to(atom) <= 3.5 + ROUNDING for water in waters for atom in ends + others)
    assert n_bridges


def names(water: str, atom: FileAtom) -> bool:
    """Say whether a text names the water of an atom."""
    number = f"{atom.author_number}{atom.insertion_code}"
    return atom.residue_name == "HOH" and re.search(rf"\b{atom.chain_id}/{number}$", water) is not None


#: hydrogen bonds of ours that the plain lists do not see, and why
IMPOSSIBLE: dict[str, str] = {}


def test_every_hydrogen_bond_joins_a_donor_and_an_acceptor(views: list[View]) -> None:
    """Amino acids and waters; what the plain lists know of the rest is nothing."""
    impossible, n_bonds = set(), 0
    for one in views:
        for row in one.rows:
            if row.interaction == "hbond":
                (ligand_atom,) = one.around.named(row.ligand_atoms)
                (partner,) = [a for a in one.around.partners if a.residue == place(row) and a.name in row.partner_atoms]
                gives, takes = one.around.ligand_role(ligand_atom)
                other_gives, other_takes = protein_role(partner)
                n_bonds += 1
                if (
                    not ((gives and other_takes) or (takes and other_gives))
                    and partner.residue_name in AMINO_ACIDS | WATERS
                ):
                    impossible.add(explain(one, Pair(ligand_atom, partner, row.distance)))
    assert impossible == IMPOSSIBLE.keys()
    assert n_bonds > 200


# --- the same ligand in two files --------------------------------------------------------------------------------


def told(rows: Iterable[Interaction]) -> set[tuple[object, ...]]:
    """Give what rows say; distances and angles, which rounding of coordinates changes, are left out."""
    return {
        (row.partner, *place(row), row.interaction, row.ligand_atoms, row.partner_atoms, row.waters, row.assumption)
        for row in rows
    }


@pytest.mark.parametrize(
    ("deposited", "prepared"), [("7rpz A/202", "7rpz_6IC L/1"), ("8azr A/204", "8azr_LR4 L/1")], ids=["7RPZ", "8AZR"]
)
def test_hydrogens_in_the_file_change_nothing(views: list[View], deposited: str, prepared: str) -> None:
    """Waters are not in the prepared files: a residue that had a bridge has a contact."""
    tables = {one.name: [row for row in one.rows if row.partner_kind == "own chain"] for one in views}
    bridged = {row.partner for row in tables[deposited] if row.interaction == "waterbridge"}
    found, expected = (
        told(
            row
            for row in tables[name]
            if not (row.partner in bridged and row.interaction in ("waterbridge", "contact"))
        )
        for name in (prepared, deposited)
    )
    assert found == expected


@pytest.mark.parametrize(("name", "key"), [("6oim", "A/303"), ("9bg5", "D/201")], ids=["6OIM", "9BG5, with a cut code"])
def test_pdb_and_mmcif_of_an_entry_say_the_same(views: list[View], corpus_entry, name: str, key: str) -> None:
    (expected,) = [one for one in views if one.name == f"{name} {key}"]
    (chain,) = [chain for chain in corpus_entry(f"{name}.pdb").chains if key in chain.ligands]
    assert told(chain.ligands[key].interactions()) == told(expected.rows)


# --- every pair --------------------------------------------------------------------------------------------------

#: polar pairs that are no hydrogen bond for us: entry and ligand, pair, why
NOT_TYPED = {
    "5v9o A/203: N08–GLU63/A OE2 2.74": "quinazoline nitrogen and carboxylate: one of them needs a proton",
    "5v9o_91G L/1: N08–GLU63/A OE2 2.74": "the same in the prepared file",
    "4epx_0QR L/1: NA1–ASP54/A O 2.66": "156° at the amine: neither of its hydrogens points there",
    "5yxz_94C L/1: N8–GLY60/A O 2.95": "nitrogen of an arylpiperazine, bent in the crystal; it has no hydrogen",
    "7t47_6IC L/1: N01–TYR64/A OH 3.09": "63° out of the plane of the ring, whose free pair His95 has",
    "5p21 A/167: N3B–GLY13/A N 3.14": "the bridging nitrogen of GppNHp has a hydrogen itself",
    "1qra A/167: O1B–VAL14/A N 3.20": "54° out of the plane of the amide; O1B has the next one, of Gly15",
}


def test_every_near_polar_pair_is_typed_or_explained(views: list[View], nucleotides: list[View]) -> None:
    pairs = [(one, pair) for one in views + nucleotides for pair in one.around.hydrogen_bonds(POLAR)]
    missed = {explain(one, pair) for one, pair in pairs if not one.typed(pair) & DIRECTED}
    assert missed == NOT_TYPED.keys()
    assert len(pairs) > 200


#: hydrogens of prepared files that point at an acceptor without a hydrogen bond of ours, and why
NOT_BONDED: dict[str, str] = {}


def test_every_hydrogen_that_points_at_an_acceptor_is_a_hydrogen_bond(views: list[View]) -> None:
    prepared = [one for one in views if any(atom.element == "H" for atom in one.around.ligand)]
    pairs = [(one, pair) for one in prepared for pair in one.around.explicit_hydrogen_bonds(HYDROGEN, STRAIGHT)]
    missed = {explain(one, pair) for one, pair in pairs if not one.typed(pair) & {"hbond", "metal"}}
    assert missed == NOT_BONDED.keys()
    assert len(pairs) > 80


#: nitrogens whose bonds in the file are as long as those of an amine
NO_AMINE = {"4epy_0QY L/1: N08–GLU37/A OE2 3.52": "an amide nitrogen, C–N 1.46 Å in the file"}


def test_every_amine_near_an_acid_is_a_salt_bridge(views: list[View]) -> None:
    """Of one amine and one acid the nearest pair is enough."""
    missed = set()
    for one in views:
        nearest: dict[tuple[str, object], Pair] = {}
        for pair in sorted(one.around.salt_bridges(SALT_BRIDGE), key=lambda pair: -pair.distance):
            nearest[pair.ligand_atom.name, pair.partner_atom.residue] = pair
        missed |= {explain(one, pair) for pair in nearest.values() if "saltbridge" not in one.typed(pair)}
    assert missed == NO_AMINE.keys()


def test_every_salt_bridge_has_an_acid_or_a_base_of_the_protein(views: list[View]) -> None:
    for one in views:
        for row in one.rows:
            if row.interaction == "saltbridge" and row.partner_kind == "own chain":
                charged = {(row.residue_name, name) for name in row.partner_atoms}
                assert charged <= ANIONS or charged <= CATIONS | {("HIS", "ND1"), ("HIS", "NE2")}, (one.name, row)


def test_magnesium_is_a_metal_row_of_every_atom_it_holds(nucleotides: list[View]) -> None:
    n_held = 0
    for one in nucleotides:
        held = {
            pair.ligand_atom.name
            for pair in one.around.near(METAL)
            if pair.partner_atom.residue_name == "MG" and pair.ligand_atom.element in ("N", "O")
        }
        named = {name for row in one.rows if row.interaction == "metal" for name in row.ligand_atoms}
        assert named == held, one.name
        n_held += len(held)
    # β-phosphate of GDP; β and γ of the triphosphates: Pai 1990 doi:10.1002/j.1460-2075.1990.tb07409.x
    assert n_held == 1 + 2 + 1 + 2


# --- the covalent bond -------------------------------------------------------------------------------------------


def test_a_covalent_inhibitor_has_its_bond_once_and_no_other_has_one(views: list[View]) -> None:
    for one in views:
        bonds = one.around.covalent()
        rows = [row for row in one.rows if row.interaction == "covalent"]
        assert len(rows) == len(bonds) == one.is_covalent, one.name
        for row, bond in zip(rows, bonds, strict=True):
            assert (row.ligand_atoms, row.partner_atoms) == ((bond.ligand_atom.name,), (bond.partner_atom.name,))
            assert (row.partner, row.uniprot_number) == ("CYS12", 12)
            assert row.distance == pytest.approx(bond.distance, abs=ROUNDING)
    assert sum(one.is_covalent for one in views) == 6


def test_nothing_else_is_said_of_atoms_that_the_covalent_bond_holds_together(views: list[View]) -> None:
    for one in views:
        for bond in one.around.covalent():
            beside = shells(one.around, bond.ligand_atom), shells(one.around, bond.partner_atom)
            for row in one.rows:
                if row.interaction != "covalent" and place(row) == bond.partner_atom.residue:
                    apart = [
                        1 + a + b
                        for a in steps(beside[0], row.ligand_atoms)
                        for b in steps(beside[1], row.partner_atoms)
                    ]
                    assert min(apart, default=9) > 3, (one.name, row)


def shells(around: Surroundings, start: FileAtom) -> dict[str, int]:
    """Count the bonds from an atom to the others of its residue, up to three."""
    found, front = {start.name: 0}, [start]
    for distance in (1, 2, 3):
        front = [near for atom in front for near in around.bonded(atom) if near.name not in found]
        found |= {atom.name: distance for atom in front}
    return found


def steps(shell: dict[str, int], atoms: Iterable[str]) -> list[int]:
    return [shell[name] for name in atoms if name in shell]
