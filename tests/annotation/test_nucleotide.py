"""What occupies the nucleotide site, and in which state?

Oracles: the chemistry of the deposited molecules (8AZR: GDP, 5P21: GppNHp) and of molecules that the test makes of
them by name, element and place; distances by gemmi; the class rule of Parker 2022 (doi:10.1158/0008-5472.CAN-22-0804):
exactly GDP is 2P, nothing of their list is 0P, anything else 3P.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gemmi
import numpy as np
import pytest

import rasstruct as rs

STRUCTURES = Path(__file__).resolve().parents[2] / "structures"


def place_behind_beta_phosphate(pdb: Any, distance: float) -> np.ndarray:
    """Give the point in line behind O3A and PB of GDP, where the γ-phosphate would be, `distance` Å from PB."""
    beta, bridge = pdb.atom("GDP", "PB"), pdb.atom("GDP", "O3A")
    return beta + distance * (beta - bridge) / np.linalg.norm(beta - bridge)


def fluoride(metal: str, centre: np.ndarray, n_fluorine: int) -> list[tuple[str, str, np.ndarray]]:
    """Make AlFx, BeFx or MgFx: fluorine atoms 1.7 Å from the metal."""
    corners = np.array([(1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0)]) * 1.7
    return [(metal, metal, centre), *((f" F{i + 1}", "F", centre + corners[i]) for i in range(n_fluorine))]


def site(chain: rs.RasChain) -> tuple[str, str | None, str, bool]:
    """Give state, HET code, class and magnesium as they stand in the record."""
    row = chain.to_record()
    return row["nucleotide_state"], row["nucleotide_het"], row["nucleotide_class"], row["magnesium"]


# --- listed nucleotides ----------------------------------------------------------------------------------------------


def test_8azr_holds_gdp_and_5p21_a_gtp_analogue(entry_8azr: rs.Entry, entry_5p21: rs.Entry) -> None:
    assert site(entry_8azr["A"]) == ("GDP", "GDP", "2P", True)
    assert site(entry_5p21["A"]) == ("GTP analogue", "GNP", "3P", True)


@pytest.mark.parametrize(
    ("het_code", "state"),
    [
        ("GTP", "GTP"), ("GNP", "GTP analogue"), ("GCP", "GTP analogue"), ("GSP", "GTP analogue"),
        ("DBG", "GTP analogue"), ("CAG", "GTP analogue"),
    ],
)  # fmt: skip
def test_triphosphate_by_its_code(pdb_5p21: Any, het_code: str, state: str) -> None:
    assert site(pdb_5p21.molecule_renamed("GNP", het_code).chain()) == (state, het_code, "3P", True)


# --- unlisted nucleotides --------------------------------------------------------------------------------------------


def test_unlisted_code_with_three_phosphates_in_the_site_is_a_gtp_analogue(pdb_5p21: Any) -> None:
    assert site(pdb_5p21.molecule_renamed("GNP", "ZZZ").chain())[:2] == ("GTP analogue", "ZZZ")


def test_unlisted_code_with_two_phosphates_in_the_site_is_gdp_like(pdb_8azr: Any) -> None:
    chain = pdb_8azr.molecule_renamed("GDP", "ZZZ").chain()
    assert site(chain)[:2] == ("GDP", "ZZZ")
    assert chain.ligands["ZZZ"].bound.role_basis == "size and place"


@pytest.mark.parametrize(("het_code", "parker_class"), [("GNP", "3P"), ("G2P", "0P"), ("ZZZ", "0P")])
def test_class_knows_the_nucleotides_of_its_list_only(pdb_5p21: Any, het_code: str, parker_class: str) -> None:
    assert site(pdb_5p21.molecule_renamed("GNP", het_code).chain()) == ("GTP analogue", het_code, parker_class, True)


# --- inhibitors of the site ------------------------------------------------------------------------------------------


def test_listed_inhibitor_in_the_site_is_no_nucleotide_although_it_holds_gdp(pdb_8azr: Any) -> None:
    # SML-8-73-1 (Y9Z in 4NMM) is a GDP derivative; Parker 2022 counts 4NMM as 0P
    chain = pdb_8azr.molecule_renamed("GDP", "Y9Z").chain()
    assert site(chain)[:3] == ("nucleotide-site inhibitor", "Y9Z", "0P")
    assert (chain.ligands["Y9Z"].name, chain.ligands["Y9Z"].site) == ("SML-8-73-1", "nucleotide")


def test_unlisted_molecule_without_phosphorus_in_the_site_is_an_inhibitor_candidate(pdb_8azr: Any) -> None:
    def as_carbon(line: str) -> str:
        is_phosphorus = line[17:20] == "ZZZ" and line[76:78] == " P"
        return f"{line[:76]} C{line[78:]}" if is_phosphorus else line

    chain = pdb_8azr.molecule_renamed("GDP", "ZZZ").edited(as_carbon).chain()
    assert site(chain)[:3] == ("nucleotide-site inhibitor", "ZZZ", "0P")
    assert chain.ligands["ZZZ"].bound.role_basis == "size and place"


def test_inhibitor_elsewhere_does_not_fill_the_site(pdb_8azr: Any) -> None:
    chain = pdb_8azr.without_molecule("GDP").chain()
    assert chain.ligands["LR4"].role == "inhibitor"
    assert site(chain) == ("none modelled", None, "0P", False)


# --- none modelled ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bundled", ["pdb_8azr", "pdb_5p21"])
def test_without_het_atoms_nothing_is_modelled(bundled: str, request: pytest.FixtureRequest) -> None:
    bare = request.getfixturevalue(bundled).without_records("HETATM")
    assert site(bare.chain()) == ("none modelled", None, "0P", False)


def test_nucleotide_out_of_reach_is_not_in_the_site(pdb_8azr: Any) -> None:
    outward = pdb_8azr.atom("GDP", "N7") - pdb_8azr.atom("LR4", pdb_8azr.atoms("LR4")[0][12:16].strip())
    moved = pdb_8azr.molecule_moved("GDP", 40 * outward / np.linalg.norm(outward))
    assert site(moved.chain()) == ("none modelled", None, "0P", False)


# --- transition-state analogues --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("het_code", "metal", "n_fluorine"), [("AF3", "AL", 3), ("ALF", "AL", 4), ("BEF", "BE", 3), ("MGF", "MG", 3)]
)
def test_gdp_with_a_fluoride_behind_its_beta_phosphate_is_a_transition_state_analogue(
    pdb_8azr: Any, het_code: str, metal: str, n_fluorine: int
) -> None:
    centre = place_behind_beta_phosphate(pdb_8azr, 3.3)
    chain = pdb_8azr.with_atoms(het_code, fluoride(metal, centre, n_fluorine)).chain()
    assert site(chain) == ("transition-state analogue", "GDP", "2P", True)
    assert chain.nucleotide.mimic == het_code


@pytest.mark.parametrize(("het_code", "metal"), [("ALF", "AL"), ("MGF", "MG")])
def test_metal_of_the_fluoride_is_not_the_magnesium_of_the_site(pdb_8azr: Any, het_code: str, metal: str) -> None:
    bare = pdb_8azr.without_molecule("MG")
    chain = bare.with_atoms(het_code, fluoride(metal, place_behind_beta_phosphate(bare, 3.3), 3)).chain()
    assert site(chain) == ("transition-state analogue", "GDP", "2P", False)


def test_fluoride_far_from_the_nucleotide_makes_no_transition_state(pdb_8azr: Any) -> None:
    centre = pdb_8azr.atom("EDO", "C1") + np.array([0.0, 0.0, 1.0])
    assert np.linalg.norm(centre - pdb_8azr.atom("GDP", "PB")) > 10
    chain = pdb_8azr.without_molecule("EDO").with_atoms("ALF", fluoride("AL", centre, 4)).chain()
    assert site(chain) == ("GDP", "GDP", "2P", True)
    assert chain.nucleotide.mimic is None


def test_fluoride_next_to_a_triphosphate_makes_no_transition_state(pdb_5p21: Any) -> None:
    gamma, bridge = pdb_5p21.atom("GNP", "PG"), pdb_5p21.atom("GNP", "N3B")
    centre = gamma + 3.3 * (gamma - bridge) / np.linalg.norm(gamma - bridge)
    assert site(pdb_5p21.with_atoms("ALF", fluoride("AL", centre, 4)).chain())[0] == "GTP analogue"


def test_phosphate_next_to_gdp_makes_no_transition_state(pdb_8azr: Any) -> None:
    centre = place_behind_beta_phosphate(pdb_8azr, 3.3)
    phosphate = [("P", "P", centre), *((f" O{i}", "O", centre + d) for i, d in enumerate(np.eye(3) * 1.5))]
    assert site(pdb_8azr.with_atoms("PO4", phosphate).chain())[0] == "GDP"


# --- magnesium -------------------------------------------------------------------------------------------------------


def test_removed_magnesium_is_false_and_changes_nothing_else(pdb_8azr: Any) -> None:
    chain = pdb_8azr.without_molecule("MG").chain()
    assert site(chain) == ("GDP", "GDP", "2P", False)
    assert (chain.nucleotide.mg_nucleotide, chain.nucleotide.mg_side_chains) == (None, ())


@pytest.mark.parametrize(("away", "coordinated"), [(0.0, True), (0.8, True), (2.0, False), (12.0, False)])
def test_magnesium_counts_when_the_nucleotide_coordinates_it(pdb_8azr: Any, away: float, coordinated: bool) -> None:
    # a bond to oxygen is 2.1 Å long; 2.9 Å is a poor model of one, 4 Å has a water between
    direction = pdb_8azr.atom("MG", "MG") - pdb_8azr.atom("GDP", "PB")
    chain = pdb_8azr.molecule_moved("MG", away * direction / np.linalg.norm(direction)).chain()
    assert chain.to_record()["magnesium"] is coordinated


@pytest.mark.parametrize(("het_code", "element", "is_magnesium"), [("CA", "CA", False), ("MG2", "MG", True)])
def test_magnesium_is_known_by_its_element(pdb_8azr: Any, het_code: str, element: str, is_magnesium: bool) -> None:
    def change(line: str) -> str:
        return f"{line[:12]}{element:<4s} {het_code:>3s}{line[20:76]}{element}" if line[17:20] == " MG" else line

    assert pdb_8azr.edited(change).chain().to_record()["magnesium"] is is_magnesium


@pytest.mark.parametrize(
    ("name", "nucleotide", "side_chains"),
    # in the GDP state Thr35 has left Mg²⁺, so its distance is long; 5P21 is the state with Thr35 bound
    [("8azr.pdb", "GDP", {"Ser17": "OG", "Thr35": "OG1"}), ("5p21.pdb", "GNP", {"Ser17": "OG", "Thr35": "OG1"})],
)
def test_magnesium_distances_equal_those_of_gemmi(name: str, nucleotide: str, side_chains: dict[str, str]) -> None:
    residues = list(gemmi.read_structure(str(STRUCTURES / name))[0]["A"])
    metal = next(residue[0].pos for residue in residues if residue.name == "MG")
    oxygens = [a.pos for r in residues if r.name == nucleotide for a in r if a.element.name == "O"]
    expected = {}
    for label, atom in side_chains.items():
        found = [a for r in residues if r.seqid.num == int(label[3:]) and r.name == label[:3].upper() for a in r]
        expected[label] = next((metal.dist(a.pos) for a in found if a.name == atom), None)
    measured = rs.load(STRUCTURES / name)["A"].nucleotide
    assert measured.mg_nucleotide == pytest.approx(min(metal.dist(oxygen) for oxygen in oxygens), abs=0.006)
    assert dict(measured.mg_side_chains) == pytest.approx(
        {label: distance for label, distance in expected.items() if distance is not None}, abs=0.006
    )


def test_missing_thr35_is_left_out_of_the_distances(pdb_5p21: Any) -> None:
    assert [label for label, _ in pdb_5p21.without_residues(35).chain().nucleotide.mg_side_chains] == ["Ser17"]
