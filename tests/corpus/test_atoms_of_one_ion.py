"""Are atoms that hold the same metal ion kept out of the hydrogen bonds and water bridges of nucleotides?

Oracle: distances by gemmi (`tests/support/interaction_oracle.py`) with the published limit of a metal contact. The six
atoms around Mg²⁺ are 2.8–3.4 Å apart as edges of its octahedron (Pai 1990 EMBO J
doi:10.1002/j.1460-2075.1990.tb07409.x); a water on Mg²⁺ may still bond to what is not on it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from interaction_oracle import FileAtom
from interaction_views import View, place, view

from rasstruct import reference

pytestmark = pytest.mark.corpus

NUCLEOTIDES = {"4obe.cif": "GDP", "5p21.pdb": "GNP", "6oim.cif": "GDP", "1qra.pdb": "GTP", "121p.pdb": "GCP"}
#: Å; two atoms this near would be a hydrogen bond elsewhere
NEAR = 3.5
(LIMIT,) = [row.limit for row in reference.interaction_criteria() if (row.interaction, row.unit) == ("metal", "Å")]


@pytest.fixture(scope="module")
def views(corpus: Path, corpus_entry) -> list[View]:
    """Look at the nucleotides."""
    return [
        view(corpus / "structures" / name, ligand)
        for name, het_code in NUCLEOTIDES.items()
        for ligand in corpus_entry(name).chains[0].ligands.values()
        if ligand.het_code == het_code
    ]


def ions(one: View) -> list[FileAtom]:
    return [atom for atom in one.around.partners if atom.residue_name == "MG"]


def share_an_ion(one: View, first: FileAtom, second: FileAtom) -> bool:
    return any(ion.to(first) <= LIMIT and ion.to(second) <= LIMIT for ion in ions(one))


def test_no_hydrogen_bond_joins_two_atoms_of_one_ion(views: list[View]) -> None:
    n_edges = n_bonds = 0
    for one in views:
        for pair in one.around.near(NEAR):
            ends = {pair.ligand_atom.element, pair.partner_atom.element}
            if ends <= {"N", "O"} and share_an_ion(one, pair.ligand_atom, pair.partner_atom):
                n_edges += 1
                assert "hbond" not in one.typed(pair), pair.label
            n_bonds += "hbond" in one.typed(pair)
    assert n_edges > 10
    assert n_bonds > 50


def test_no_leg_of_a_water_bridge_joins_two_atoms_of_one_ion(views: list[View]) -> None:
    n_legs = 0
    for one in views:
        for row in one.rows:
            for name in row.waters:
                (water,) = [
                    atom
                    for atom in one.around.partners
                    if atom.residue_name == "HOH" and name == f"HOH {atom.chain_id}/{atom.author_number}"
                ]
                (own,) = one.around.named(row.ligand_atoms)
                (other,) = [a for a in one.around.partners if a.residue == place(row) and a.name in row.partner_atoms]
                assert not share_an_ion(one, own, water), row
                assert not share_an_ion(one, water, other), row
                n_legs += 2
    assert n_legs > 20


@pytest.mark.parametrize(
    ("partner", "atom", "own", "is_bond"),
    [
        ("SER17", "OG", "O2B", False),
        ("SER17", "N", "O2B", True),
        ("THR35", "OG1", "O2G", False),
        ("THR35", "N", "O2G", True),
    ],
    ids=["Ser17 OG on Mg", "Ser17 N beside it", "Thr35 OG1 on Mg", "Thr35 N beside it"],
)
def test_in_5p21_the_side_chains_hold_the_ion_and_the_backbone_the_phosphates(
    views: list[View], partner: str, atom: str, own: str, is_bond: bool
) -> None:
    (one,) = [one for one in views if one.name.startswith("5p21")]
    kinds = {
        row.interaction
        for row in one.rows
        if (row.partner, row.partner_atoms, row.ligand_atoms) == (partner, (atom,), (own,))
    }
    assert kinds == ({"hbond"} if is_bond else set())
