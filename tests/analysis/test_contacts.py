"""What does a ligand touch, with which atoms and how much?

Oracles:
- independent calculation: every atom pair that gemmi reads (`contact_oracle.py`), for every molecule of the bundled
  entries; the bond of Mg²⁺ to GDP in the file's LINK records
- definition: order of the rows, part in contact, cut-off; edits of the columns of the PDB format (version 3.3)
"""

from __future__ import annotations

import math
from typing import Any

import gemmi
import numpy as np
import pytest
from contact_oracle import MeasuredContact, key_of, measure_contacts

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError
from rasstruct.analysis.contacts import Contact, list_contacts

#: half of the last printed digit, and what float32 coordinates cost
TOLERANCE = 0.0051
MOLECULES = [("8azr", "GDP"), ("8azr", "MG"), ("8azr", "LR4"), ("8azr", "EDO"), ("5p21", "GNP"), ("5p21", "MG")]
PARTS = {(True, True): "both", (True, False): "side chain", (False, True): "backbone", (False, False): None}


def key(row: Contact) -> tuple[str, int, str, str]:
    return row.partner_chain_id, row.author_number, row.insertion_code or "", row.residue_name


def by_hand(text: str, het_code: str, cutoff: float) -> dict[Any, MeasuredContact]:
    model = gemmi.read_pdb_string(text)[0]
    ligand = [key_of(chain, residue) for chain in model for residue in chain if residue.name == het_code]
    return measure_contacts(model, ligand, cutoff)


def shown(distance: float) -> float | None:
    return None if math.isinf(distance) else distance


@pytest.fixture(params=MOLECULES, ids=" ".join)
def molecule(request: pytest.FixtureRequest) -> tuple[rs.Ligand, str]:
    """A molecule and the text of its file."""
    entry, het_code = request.param
    ligand = request.getfixturevalue(f"entry_{entry}").chains[0].ligands[het_code]
    return ligand, request.getfixturevalue(f"text_{entry}")


@pytest.mark.parametrize("cutoff", [3.2, 4.0, 4.5, 8.0])
def test_contacts_equal_every_pair_in_gemmi(molecule: tuple[rs.Ligand, str], cutoff: float) -> None:
    ligand, text = molecule
    rows = {key(row): row for row in ligand.contacts(cutoff)}
    expected = by_hand(text, ligand.het_code or "", cutoff)
    assert rows.keys() == expected.keys()
    for residue, measured in expected.items():
        row = rows[residue]
        assert row.distance == pytest.approx(measured.distance, abs=TOLERANCE)
        assert (row.ligand_atom, row.partner_atom) in measured.nearest_pairs
        assert row.n_atom_pairs == measured.n_pairs
        assert row.side_chain_distance == pytest.approx(shown(measured.side_chain), abs=TOLERANCE)
        assert row.backbone_distance == pytest.approx(shown(measured.backbone), abs=TOLERANCE)
        assert row.contact_part == PARTS[measured.side_chain_is_near, measured.backbone_is_near]


def test_every_row_says_whose_contact_it_is(entry_8azr: rs.Entry) -> None:
    rows = entry_8azr["A"].ligands["LR4"].contacts()
    assert {(row.source, row.pdb_id, row.chain_id) for row in rows} == {("8AZR", "8AZR", "A")}
    assert {(row.ligand_het, row.ligand_residue) for row in rows} == {("LR4", "A/204")}


def test_partners_of_every_kind_are_listed(entry_8azr: rs.Entry, entry_5p21: rs.Entry) -> None:
    kinds = {row.partner: row.partner_kind for row in entry_8azr["A"].ligands["MG"].contacts(3.0)}
    assert kinds == {"SER17": "own chain", "GDP": "nucleotide", "HOH": "water"}
    kinds = {row.partner: row.partner_kind for row in entry_5p21["A"].ligands["GNP"].contacts(3.0)}
    assert kinds["MG"] == "ion"
    assert kinds["LYS16"] == "own chain"


def test_magnesium_touches_gdp_as_the_link_record_says(entry_8azr: rs.Entry, text_8azr: str) -> None:
    link = next(
        line for line in text_8azr.splitlines() if line.startswith("LINK") and line[17:20] == "GDP"
    )  # atom, residue, second atom, second residue, length
    (row,) = (row for row in entry_8azr["A"].ligands["MG"].contacts(3.0) if row.partner == "GDP")
    assert (row.partner_atom, row.ligand_atom) == (link[12:16].strip(), link[42:46].strip())
    assert row.distance == pytest.approx(float(link[73:78]), abs=0.01)
    assert (row.uniprot_number, row.contact_part, row.side_chain_distance, row.backbone_distance) == (None,) * 4


def test_own_residues_stand_first_in_chain_order_then_the_rest_in_file_order(molecule: tuple[rs.Ligand, str]) -> None:
    ligand, text = molecule
    rows = ligand.contacts(8.0)
    kinds = [row.partner_kind == "own chain" for row in rows]
    assert kinds == sorted(kinds, reverse=True)
    model = gemmi.read_pdb_string(text)[0]
    order = {key_of(chain, residue): place for chain in model for place, residue in enumerate(chain)}
    for own in (True, False):
        places = [order[key(row)] for row in rows if (row.partner_kind == "own chain") is own]
        assert places == sorted(places)


def test_own_residues_stand_first_where_the_file_has_the_molecules_first(pdb_8azr: Any) -> None:
    molecules = [line for line in pdb_8azr.lines if line.startswith("HETATM")]
    rest = pdb_8azr.without_records("HETATM", "CONECT", "MASTER")
    chain = rest.with_lines(*molecules, before="ATOM").chain()
    assert chain.structure.topology.name_of(0) == "GDP"
    rows = chain.ligands["LR4"].contacts()
    kinds = [row.partner_kind for row in rows]
    assert kinds == ["own chain"] * kinds.count("own chain") + ["water"] * kinds.count("water")
    assert {"own chain", "water"} == set(kinds)


@pytest.mark.parametrize("partner", ["GLU62", "HOH", "MG"])
def test_a_partner_is_listed_at_its_distance_and_not_just_below(
    entry_8azr: rs.Entry, text_8azr: str, partner: str
) -> None:
    ligand = entry_8azr["A"].ligands["GDP" if partner == "MG" else "LR4"]
    measured = by_hand(text_8azr, ligand.het_code or "", 5.0)
    near = {k: row for k, row in measured.items() if partner in (k[3], f"{k[3]}{k[1]}")}
    residue = min(near, key=lambda name: near[name].distance)
    distance = near[residue].distance
    assert residue in {key(row) for row in ligand.contacts(distance + 1e-4)}
    assert residue not in {key(row) for row in ligand.contacts(distance - 1e-4)}


def test_the_part_in_contact_may_be_out_of_reach_of_the_other(entry_8azr: rs.Entry, text_8azr: str) -> None:
    """Glu63 touches LR4 with its O only; its side chain is measured all the same."""
    measured = by_hand(text_8azr, "LR4", 4.5)["A", 63, "", "GLU"]
    assert measured.backbone < 4.5 < measured.side_chain
    (row,) = (row for row in entry_8azr["A"].ligands["LR4"].contacts() if row.uniprot_number == 63)
    assert row.contact_part == "backbone"
    assert row.side_chain_distance == pytest.approx(measured.side_chain, abs=TOLERANCE)


def test_a_residue_with_insertion_code_keeps_it(text_8azr: str) -> None:
    lines = [
        f"{line[:22]}  61A{line[27:]}" if line.startswith(("ATOM", "ANISOU")) and line[22:26] == "  62" else line
        for line in text_8azr.splitlines()
    ]
    rows = rs.load("\n".join(lines) + "\n")["A"].ligands["LR4"].contacts()
    (row,) = (row for row in rows if row.insertion_code)
    assert (row.author_number, row.insertion_code, row.residue_name) == (61, "A", "GLU")
    assert (row.partner, row.uniprot_number) == ("GLU62", 62)


def test_of_equally_near_pairs_the_first_by_name_is_given(pdb_8azr: Any) -> None:
    """Two atoms at 2.5 Å on either side of Mg²⁺, in both orders of the file."""
    metal, step = pdb_8azr.atom("MG", "MG"), np.array([2.5, 0.0, 0.0])
    atoms = [("O2", "O", metal + step), ("O1", "O", metal - step)]
    for order in (atoms, atoms[::-1]):
        chain = pdb_8azr.with_atoms("OXY", order).chain()
        (row,) = (row for row in chain.ligands["MG"].contacts() if row.partner == "OXY")
        assert (row.partner_atom, row.distance) == ("O1", 2.5)
        (row,) = (row for row in chain.ligands["OXY"].contacts() if row.partner == "MG")
        assert (row.ligand_atom, row.distance) == ("O1", 2.5)


def test_only_the_chosen_location_counts(pdb_8azr: Any) -> None:
    """A location of the water nearest to LR4 with occupancy 0.3 is put on the ligand, then swapped."""
    target = pdb_8azr.atom("LR4", "N28")
    near = min(pdb_8azr.atoms("HOH"), key=lambda line: np.linalg.norm(xyz(line) - target))
    number = int(near[22:26])

    def with_occupancies(first: float, second: float) -> Contact:
        a = f"{near[:16]}A{near[17:54]}{first:6.2f}{near[60:]}"
        b = f"{near[:16]}B{near[17:30]}" + "".join(f"{x:8.3f}" for x in target) + f"{second:6.2f}{near[60:]}"
        lines = [new for line in pdb_8azr.lines for new in ((a, b) if line == near else (line,))]
        rows = rs.load("\n".join(lines) + "\n")["A"].ligands["LR4"].contacts()
        return next(row for row in rows if row.partner == "HOH" and row.author_number == number)

    assert with_occupancies(0.7, 0.3).distance == pytest.approx(np.linalg.norm(xyz(near) - target), abs=TOLERANCE)
    assert with_occupancies(0.3, 0.7).distance == 0.0


def xyz(line: str) -> Any:
    return np.array([float(line[start : start + 8]) for start in (30, 38, 46)])


def test_a_ligand_without_covalent_bond_has_no_bonded_residue(entry_8azr: rs.Entry) -> None:
    assert not any(row.is_covalent for row in entry_8azr["A"].ligands["LR4"].contacts())


def test_a_ligand_that_a_link_record_bonds_is_bonded_to_one_residue(pdb_8azr: Any) -> None:
    """A record bonds LR4 to Glu62, near miss: Tyr64, which is as near."""
    record = "LINK         CD  GLU A  62                 N18 LR4 A 204     1555   1555  1.50  "
    chain = pdb_8azr.with_lines(record, before="ATOM").chain()
    assert [row.partner for row in chain.ligands["LR4"].contacts() if row.is_covalent] == ["GLU62"]
    assert not any(row.is_covalent for row in chain.ligands["GDP"].contacts())


def test_nothing_within_the_cutoff_gives_an_empty_table_with_its_columns(entry_8azr: rs.Entry) -> None:
    none = entry_8azr["A"].ligands["LR4"].contacts(0.5)
    assert len(none) == 0
    full = entry_8azr["A"].ligands["LR4"].contacts().to_frame()
    assert list(none.to_frame().columns) == list(full.columns)
    assert list(none.to_frame().dtypes) == list(full.dtypes)


@pytest.mark.parametrize("cutoff", [0, -4.5, math.nan, math.inf, "4.5", None])
def test_a_cutoff_that_is_no_distance_is_refused(entry_8azr: rs.Entry, cutoff: Any) -> None:
    chain = entry_8azr["A"]
    with pytest.raises(LookupFailedError, match=r"found cut-off .*, expected a positive distance"):
        list_contacts(chain, chain.bound_ligands[0], cutoff)
