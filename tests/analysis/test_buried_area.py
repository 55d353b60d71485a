"""How much surface do a ligand and its surroundings lose when the ligand binds?

Oracles:
- independent calculation: `Bio.PDB.SASA.ShrakeRupley` with the same radii and probe (1.4 Å) on the atoms read by
  Biopython, with the ligand and without it
- definition: water takes no part; what is far from the ligand loses nothing; the parts add up
"""

from __future__ import annotations

import dataclasses
from typing import Any

import gemmi
import numpy as np
import pytest
from biopython_oracle import compute_areas, drop_far, read_model

import rasstruct as rs
from rasstruct.analysis.buried_area import BuriedArea, compute_atom_burial, compute_buried_area

MOLECULES = [("8azr", "LR4"), ("8azr", "GDP"), ("5p21", "GNP")]
#: both calculations count points on spheres, some 100 Å² with 1,000 points: by turning the molecule at random the
#: area of a residue moves by up to 1 Å² and a whole ligand by 0.5 %
OF_RESIDUE, OF_LIGAND = 2.0, 0.01


def areas_in_biopython(text: str, het_code: str) -> tuple[dict[Any, float], float, float]:
    """Give the area that each residue loses, that of the ligand alone and in its place; no water, first location."""
    chain = read_model("".join(line for line in text.splitlines(keepends=True) if line[17:20] != "HOH"))["A"]
    ligand = next(residue for residue in chain if residue.get_resname() == het_code)
    drop_far(chain, [atom.coord for atom in ligand])
    together = compute_areas(chain, n_points=1000)
    (alone,) = compute_areas(ligand, n_points=1000).values()
    in_place = together.pop(ligand.get_full_id()[-2:])
    chain.detach_child(ligand.id)
    apart = compute_areas(chain, n_points=1000)
    return {key: apart[key] - area for key, area in together.items()}, alone, in_place


@pytest.fixture(scope="module", params=MOLECULES, ids=" ".join)
def molecule(request: pytest.FixtureRequest) -> tuple[rs.Ligand, str]:
    """A molecule of a bundled entry without its second locations, and the text."""
    entry, het_code = request.param
    text = request.getfixturevalue(f"text_{entry}")
    text = "".join(line for line in text.splitlines(keepends=True) if line[:4] != "ATOM" or line[16] in " A")
    return rs.load(text)["A"].ligands[het_code], text


def test_areas_equal_those_of_biopython(molecule: tuple[rs.Ligand, str]) -> None:
    ligand, text = molecule
    lost, alone, in_place = areas_in_biopython(text, ligand.het_code or "")
    buried = compute_buried_area(ligand.chain, ligand.bound)
    assert buried.ligand_area == pytest.approx(alone, rel=OF_LIGAND)
    assert buried.ligand_buried == pytest.approx(alone - in_place, rel=OF_LIGAND)
    assert buried.ligand_buried_share == pytest.approx(1 - in_place / alone, abs=OF_LIGAND)
    by_residue = {number: area for (_, (_, number, _)), area in lost.items()}
    rows = {row.author_number: row for row in ligand.contacts(6.0) if row.partner_kind != "water"}
    assert len(rows) > 3
    for number, row in rows.items():
        assert row.buried_area == pytest.approx(by_residue[number], abs=OF_RESIDUE), row.partner
    elsewhere = {number: area for number, area in by_residue.items() if number not in rows}
    assert max(elsewhere.values()) < OF_RESIDUE


def test_the_rows_add_up_to_the_total(molecule: tuple[rs.Ligand, str]) -> None:
    ligand, _ = molecule
    buried = compute_buried_area(ligand.chain, ligand.bound)
    rows = ligand.contacts(15.0)
    own = sum(row.buried_area or 0.0 for row in rows if row.partner_kind == "own chain")
    others = sum(row.buried_area or 0.0 for row in rows if row.partner_kind != "own chain")
    # each row is rounded to 0.1
    assert own == pytest.approx(buried.own_chain_buried, abs=0.05 * len(rows))
    assert others == pytest.approx(buried.molecules_buried, abs=0.05 * len(rows))
    assert buried.partner_chains_buried == 0.0
    assert 0.0 < own + others < 2 * buried.ligand_area


def test_water_is_not_there(molecule: tuple[rs.Ligand, str]) -> None:
    ligand, text = molecule
    dry = rs.load("".join(line for line in text.splitlines(keepends=True) if line[17:20] != "HOH"))["A"]
    wet, other = (compute_buried_area(chain, chain.ligands[ligand.het_code].bound) for chain in (ligand.chain, dry))
    assert wet == other
    assert all((row.buried_area is None) is (row.partner_kind == "water") for row in ligand.contacts())


def test_what_is_far_from_the_ligand_loses_nothing(entry_8azr: rs.Entry) -> None:
    """No two atoms that are farther apart than two radii and two probes touch the same probe."""
    chain = entry_8azr["A"]
    (ligand,) = chain.inhibitors
    lost = compute_atom_burial(chain, ligand)
    xyz = chain.structure.xyz[0]
    distances = np.linalg.norm(xyz[:, None] - xyz[None, ligand.atom_rows], axis=2).min(axis=1)
    reach = 2 * (gemmi.Element("S").vdw_r + 1.4)
    assert (lost[distances > reach] == 0).all()
    assert (lost >= 0).all()
    assert (lost[ligand.atom_rows] == 0).all()
    assert (lost > 0).sum() > 50


def test_the_record_names_the_ligand(entry_8azr: rs.Entry) -> None:
    chain = entry_8azr["A"]
    found = dataclasses.asdict(compute_buried_area(chain, chain.inhibitors[0]))
    assert set(found) == {field.name for field in dataclasses.fields(BuriedArea)}
    assert [found[name] for name in ("pdb_id", "chain_id", "ligand_het", "ligand_residue")] == [
        "8AZR",
        "A",
        "LR4",
        "A/204",
    ]
