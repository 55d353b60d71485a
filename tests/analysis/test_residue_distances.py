"""How near does each residue come to a ligand, with its side chain and with its backbone?

Oracles:
- published facts: His95 touches sotorasib with its backbone (6OIM, Canon 2019 doi:10.1038/s41586-019-1694-1) and
  bonds adagrasib with NE2 (6UT0, Fell 2020 doi:10.1021/acs.jmedchem.9b02052)
- independent calculation: every atom pair, one by one, in gemmi
- laws: a larger cut-off never loses a contact; the part in contact follows from the two distances
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from pathlib import Path

import gemmi
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError
from rasstruct.analysis.residue_distances import ResidueDistance, measure_residues

#: half of the last printed digit, and what float32 coordinates cost
TOLERANCE = 0.0051
BACKBONE = {"N", "CA", "C", "O", "OXT"}


def chosen_atoms(residue: gemmi.Residue) -> list[gemmi.Atom]:
    """Take heavy atoms of the alternate location with the highest mean occupancy, the first letter in a tie."""
    groups: dict[str, list[float]] = {}
    for atom in residue:
        if atom.altloc != "\0":
            groups.setdefault(atom.altloc, []).append(atom.occ)
    best = min(groups, key=lambda name: (-sum(groups[name]) / len(groups[name]), name)) if groups else "\0"
    return [atom for atom in residue if atom.altloc in ("\0", best) and not atom.is_hydrogen()]


def pairs_by_hand(chain: gemmi.Chain, het_code: str) -> dict[int, tuple[float, float, float]]:
    """Give the nearest distance of every residue, of its side chain and of the rest, over every pair of atoms."""
    ligand = next(atoms for residue in chain if residue.name == het_code for atoms in [chosen_atoms(residue)])

    def nearest(atoms: Iterable[gemmi.Atom]) -> float:
        return min(
            (math.dist(atom.pos.tolist(), other.pos.tolist()) for atom in atoms for other in ligand), default=math.inf
        )

    rows = {}
    for residue in chain.get_polymer():
        atoms = chosen_atoms(residue)
        side = [a for a in atoms if a.name not in BACKBONE and (a.name != "CB" or residue.name == "ALA")]
        rest = [a for a in atoms if a not in side]
        rows[residue.seqid.num] = (nearest(atoms), nearest(side), nearest(rest))
    return rows


def assert_equal_by_hand(chain: rs.RasChain, by_hand: dict[int, tuple[float, float, float]], het_code: str) -> None:
    """Compare every numbered residue with the calculation by hand."""
    ligand = next(row for row in chain.inhibitors if row.het_code == het_code)
    measured = {row.uniprot_number: row for row in measure_residues(chain, ligand) if row.uniprot_number}
    assert set(measured) == {number for number in by_hand if number > 0}
    for number, row in measured.items():
        for ours, theirs in zip((row.any_atom, row.side_chain, row.backbone), by_hand[number], strict=True):
            assert (math.inf if ours is None else ours) == pytest.approx(theirs, abs=TOLERANCE), number


def test_8azr_equals_every_pair_in_gemmi(entry_8azr: rs.Entry, text_8azr: str) -> None:
    structure = gemmi.read_pdb_string(text_8azr)
    structure.setup_entities()
    assert_equal_by_hand(entry_8azr["A"], pairs_by_hand(structure[0]["A"], "LR4"), "LR4")


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "het_code", "chains", "author_to_uniprot"),
    [
        pytest.param("6oim.cif", "MOV", "A", {}, id="6OIM"),
        pytest.param("6ut0.cif", "M1X", "ABCD", {}, id="6UT0, four chains"),
        pytest.param("7rpz.cif", "6IC", "A", {1: 2}, id="7RPZ, whose Thr2 has number 1 in the file"),
        pytest.param("4dst.pdb", "9LI", "A", {1: 0}, id="4DST, whose Ser1 is a remnant of the tag"),
    ],
)
def test_corpus_entries_equal_every_pair_in_gemmi(
    name: str,
    het_code: str,
    chains: str,
    author_to_uniprot: dict[int, int],
    corpus: Path,
    corpus_entry: Callable[[str], rs.Entry],
) -> None:
    structure = gemmi.read_structure(str(corpus / "structures" / name))
    structure.setup_entities()
    structure.merge_chain_parts()
    for chain_id in chains:
        rows = pairs_by_hand(structure[0][chain_id], het_code)
        by_hand = {author_to_uniprot.get(number, number): row for number, row in rows.items()}
        assert_equal_by_hand(corpus_entry(name)[chain_id], by_hand, het_code)


def distances(chain: rs.RasChain, number: int) -> ResidueDistance:
    """Give the distances of one residue to the inhibitor."""
    return next(row for row in measure_residues(chain, chain.inhibitors[0]) if row.uniprot_number == number)


@pytest.mark.corpus
def test_his95_of_6oim_touches_sotorasib_with_its_backbone_only(corpus_entry: Callable[[str], rs.Entry]) -> None:
    his95 = distances(corpus_entry("6oim.cif")["A"], 95)
    assert (his95.any_atom, his95.backbone, his95.side_chain) == pytest.approx((3.55, 3.55, 4.71), abs=0.005)
    assert his95.contact_part(4.5) == "backbone"
    assert his95.contact_part(4.70) == "backbone"
    assert his95.contact_part(4.72) == "both"
    assert his95.contact_part(3.54) == "none"


@pytest.mark.corpus
@pytest.mark.parametrize("chain_id", "ABCD")
def test_his95_of_6ut0_bonds_adagrasib_with_its_side_chain(
    chain_id: str, corpus_entry: Callable[[str], rs.Entry]
) -> None:
    chain = corpus_entry("6ut0.cif")[chain_id]
    his95 = distances(chain, 95)
    assert his95.side_chain is not None
    assert 2.75 <= his95.side_chain < 2.95  # a hydrogen bond, given as 2.8-2.9 Å
    assert his95.any_atom == his95.side_chain
    assert his95.contact_part(his95.side_chain) == "side chain"
    contact = next(row for row in chain.ligands["M1X"].contacts() if row.uniprot_number == 95)
    assert contact.contact_part in ("side chain", "both")


@pytest.mark.corpus
def test_asp12_of_7rpz_reaches_mrtx1133_with_its_side_chain(corpus_entry: Callable[[str], rs.Entry]) -> None:
    """The salt bridge to the bridged piperazine (Wang 2022 doi:10.1021/acs.jmedchem.1c01688)."""
    asp12 = distances(corpus_entry("7rpz.cif")["A"], 12)
    assert asp12.side_chain is not None
    assert asp12.side_chain < 3.3


def test_glycine_has_no_side_chain_and_alanine_has_cb(entry_8azr: rs.Entry) -> None:
    rows = measure_residues(entry_8azr["A"], entry_8azr["A"].inhibitors[0])
    glycines = [row for row in rows if row.letter == "G"]
    assert glycines
    assert all(row.side_chain is None for row in glycines)
    others = [row for row in rows if row.letter != "G"]
    assert all(row.side_chain is not None for row in others)


@pytest.mark.parametrize(
    ("distance", "cutoff", "part"),
    [
        pytest.param((4.5, 4.51), 4.5, "side chain", id="a side chain at the cut-off and a backbone just beyond"),
        pytest.param((4.51, 4.5), 4.5, "backbone", id="a backbone at the cut-off and a side chain just beyond"),
        pytest.param((4.5, 4.5), 4.5, "both", id="both at the cut-off"),
        pytest.param((4.51, 4.51), 4.5, "none", id="both just beyond"),
        pytest.param((None, 4.5), 4.5, "backbone", id="no side chain at all"),
        pytest.param((None, 4.51), 4.5, "none", id="no side chain and the backbone just beyond"),
        pytest.param((4.5, None), 4.5, "side chain", id="no backbone at all"),
    ],
)
def test_the_part_in_contact(distance: tuple[float | None, float | None], cutoff: float, part: str) -> None:
    row = ResidueDistance(95, "H", 0, min(d for d in distance if d is not None), *distance)
    assert row.contact_part(cutoff) == part


def test_a_residue_is_listed_at_its_distance_and_not_just_below(entry_8azr: rs.Entry, text_8azr: str) -> None:
    structure = gemmi.read_pdb_string(text_8azr)
    structure.setup_entities()
    nearest = pairs_by_hand(structure[0]["A"], "LR4")[96][0]
    ligand = entry_8azr["A"].ligands["LR4"]
    assert 96 in {row.uniprot_number for row in ligand.contacts(nearest + 0.01)}
    assert 96 not in {row.uniprot_number for row in ligand.contacts(nearest - 0.01)}


@settings(derandomize=True, deadline=None, max_examples=25)
@given(smaller=st.floats(0.5, 12.0), more=st.floats(0.0, 8.0))
def test_a_larger_cutoff_never_loses_a_contact(entry_8azr: rs.Entry, smaller: float, more: float) -> None:
    ligand = entry_8azr["A"].ligands["LR4"]
    few, many = ligand.contacts(smaller), ligand.contacts(smaller + more)
    assert {row.author_number for row in few} <= {row.author_number for row in many}
    assert all(row.distance <= smaller for row in few)
    later = {row.author_number: row.contact_part for row in many}
    assert all(later[row.author_number] in (row.contact_part, "both") for row in few)
    assert all(row.contact_part != "none" for row in many)


def test_contacts_stand_in_chain_order_with_the_names_of_the_file(entry_8azr: rs.Entry, text_8azr: str) -> None:
    contacts = entry_8azr["A"].ligands["LR4"].contacts()
    numbers = [row.author_number for row in contacts]
    assert numbers == sorted(numbers)
    polymer = gemmi.read_pdb_string(text_8azr)[0]["A"]
    assert all(polymer[str(row.author_number)][0].name == row.residue_name for row in contacts)
    assert {(row.pdb_id, row.chain_id, row.ligand_het) for row in contacts} == {("8AZR", "A", "LR4")}


def test_the_tag_residue_of_8azr_is_measured_without_uniprot_number(entry_8azr: rs.Entry) -> None:
    tag = next(row for row in entry_8azr["A"].ligands["LR4"].contacts(100.0) if row.author_number == 0)
    assert (tag.uniprot_number, tag.residue_name) == (None, "GLY")


@pytest.mark.corpus
def test_a_covalent_ligand_touches_its_nucleophile_at_bonding_distance(
    corpus_entry: Callable[[str], rs.Entry],
) -> None:
    cys12 = distances(corpus_entry("6oim.cif")["A"], 12)
    assert cys12.side_chain is not None
    assert 1.6 < cys12.side_chain < 2.0  # C-S


def test_an_unknown_ligand_is_refused_with_the_names_there_are(entry_8azr: rs.Entry) -> None:
    with pytest.raises(LookupFailedError, match=r"'MOV'.*LR4 \(A/204\)"):
        entry_8azr["A"].ligands["MOV"]


def test_only_the_default_conformer_is_measured(text_8azr: str) -> None:
    """A second location of one atom of Lys5, with occupancy 0.3, is put on the ligand; by hand."""
    lines = text_8azr.splitlines(keepends=True)
    at = next(index for index, line in enumerate(lines) if line.startswith("ATOM") and line[12:26] == " NZ  LYS A   5")
    ligand = next(line for line in lines if line.startswith("HETATM") and line[17:20] == "LR4")
    first, second = (f"{lines[at][:16]}{altloc}{lines[at][17:]}" for altloc in "AB")
    first = f"{first[:54]}  0.70{first[60:]}"
    second = f"{second[:30]}{ligand[30:54]}  0.30{second[60:]}"
    chain = rs.load("".join([*lines[:at], first, second, *lines[at + 1 :]]))["A"]
    measured = {row.uniprot_number: row.any_atom for row in measure_residues(chain, chain.inhibitors[0])}
    assert measured[5] > 8.0
    swapped = [first.replace("  0.70", "  0.30"), second.replace("  0.30", "  0.70")]
    chain = rs.load("".join([*lines[:at], *swapped, *lines[at + 1 :]]))["A"]
    measured = {row.uniprot_number: row.any_atom for row in measure_residues(chain, chain.inhibitors[0])}
    assert measured[5] == 0.0
