"""Interfaces of RAS with other proteins in deposited complexes.

Oracles: who the partner is and where it binds, from the papers of the entries (SOS catalytic site: 1BKD,
Boriack-Sjodin 1998 doi:10.1038/28548; both sites: 1NVU, Margarit 2003 doi:10.1016/S0092-8674(03)00149-1; PI3Kγ: 1HE8,
Pacold 2000 doi:10.1016/S0092-8674(00)00196-1); residues in contact by Biopython's `NeighborSearch` on the same file;
areas by its `ShrakeRupley` with the radii of Bondi 1964 (doi:10.1021/j100785a001).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from Bio.PDB.Chain import Chain
from Bio.PDB.Model import Model
from Bio.PDB.Polypeptide import is_aa
from biopython_oracle import compute_lost_areas, find_contacts, read_model

import rasstruct as rs

pytestmark = pytest.mark.corpus

KNOWN = [
    ("1bkd.pdb", "R", "S", "GEF catalytic"),
    ("1nvu.pdb", "R", "S", "GEF catalytic"),
    ("1nvu.pdb", "Q", "S", "GEF allosteric"),
    ("1he8.pdb", "B", "A", "effector"),
    ("3ddc.pdb", "A", "B", "effector"),
    ("5o2s.pdb", "A", "B", "DARPin"),
    ("2vh5.pdb", "R", "H", "antibody"),
    ("9bga.cif", "A", "D", "chaperone"),
    ("1iaq.pdb", "A", "B", "RAS–RAS α4–α5"),
    ("1iaq.pdb", "B", "C", "RAS–RAS"),
    ("4obe.pdb", "A", "B", "RAS–RAS"),
]
#: RAS keeps its own numbers and one conformer stands in these files, so that the same atoms can be read by Biopython
COMPARED = [("1he8.pdb", "B", "A"), ("3ddc.pdb", "A", "B"), ("1nvu.pdb", "Q", "S")]


def bare_protein(path: Path, chains: tuple[str, ...]) -> Model:
    """Read some chains with Biopython, amino acids only."""
    model = read_model(path.read_text())
    kept = Model(0)
    for name in chains:
        kept.add(Chain(name))
        for residue in model[name]:
            if is_aa(residue) and residue.id[0] == " ":
                kept[name].add(residue)
    return kept


@pytest.mark.parametrize(("name", "chain_id", "partner_chain_id", "expected"), KNOWN)
def test_interface_is_called_by_what_binds_and_where(
    name: str, chain_id: str, partner_chain_id: str, expected: str, corpus_entry: Callable[[str], rs.Entry]
) -> None:
    rows = {row.partner_chain_id: row for row in corpus_entry(name)[chain_id].interfaces()}
    assert rows[partner_chain_id].interface == expected


@pytest.mark.parametrize(("name", "chain_id", "partner_chain_id"), COMPARED)
def test_residues_are_those_that_biopython_finds(
    name: str, chain_id: str, partner_chain_id: str, corpus: Path, corpus_entry: Callable[[str], rs.Entry]
) -> None:
    near = find_contacts(bare_protein(corpus / "structures" / name, (chain_id, partner_chain_id)))
    found = {side: {f"{residue.resname}{residue.id[1]}" for residue in residues} for side, residues in near.items()}
    rows = {row.partner_chain_id: row for row in corpus_entry(name)[chain_id].interfaces()}
    row = rows[partner_chain_id]
    assert {name[3:] for name in found[chain_id]} == {str(number) for number in row.residues}
    assert found[partner_chain_id] == set(row.partner_residues)


def test_buried_areas_of_an_effector_are_those_that_biopython_gives(
    corpus: Path, corpus_entry: Callable[[str], rs.Entry]
) -> None:
    """The points on the spheres may differ: 2 %."""
    lost = compute_lost_areas(bare_protein(corpus / "structures" / "3ddc.pdb", ("A", "B")), n_points=200)
    (row,) = corpus_entry("3ddc.pdb")["A"].interfaces()
    assert row.buried_area == pytest.approx(lost["A"], rel=0.02)
    assert row.partner_buried_area == pytest.approx(lost["B"], rel=0.02)


@pytest.mark.parametrize("name", ["1nvu.pdb", "5o2s.pdb", "9bga.cif", "6ut0.cif"])
def test_every_partner_has_a_row_and_ras_chains_agree_from_both_sides(
    name: str, corpus_entry: Callable[[str], rs.Entry]
) -> None:
    entry = corpus_entry(name)
    rows = {(chain.chain_id, row.partner_chain_id): row for chain in entry for row in chain.interfaces()}
    for chain in entry:
        met = {key[1] for key in rows if key[0] == chain.chain_id}
        assert {partner.chain_id for partner in chain.partners} == met - {other.chain_id for other in entry}
        for partner in chain.partners:
            assert rows[chain.chain_id, partner.chain_id].residues == partner.contacts
    between = [key for key in rows if key[1] in {chain.chain_id for chain in entry}]
    assert between or name in ("1nvu.pdb",)
    for first, second in between:
        row, back = rows[first, second], rows[second, first]
        assert (row.n_residues, row.distance) == (back.n_partner_residues, back.distance)
        assert (row.buried_area, row.partner_buried_area) == (back.partner_buried_area, back.buried_area)
