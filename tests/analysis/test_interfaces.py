"""Interfaces between proteins of one file: the dimer of 5P21, and edited copies of it.

Oracles: gemmi builds the dimer by REMARK 350; Biopython's `NeighborSearch` gives the residues in contact, its
`ShrakeRupley` the areas with the radii of Bondi 1964 (doi:10.1021/j100785a001); geometry: what one chain loses does not
depend on which chain is asked. Near misses move the second chain.
"""

from __future__ import annotations

import warnings

import gemmi
import pytest
from biopython_oracle import compute_lost_areas, read_model
from dimer_text import contacts_by_biopython, dimer_of, push_apart, without
from pdb_text import PdbText

import rasstruct as rs
from rasstruct.analysis.interfaces import Interface


@pytest.fixture(scope="module")
def dimer(text_5p21: str) -> PdbText:
    return dimer_of(text_5p21)


def interfaces(text: PdbText) -> dict[str, list[Interface]]:
    """List the interfaces of each RAS chain."""
    return {chain.chain_id: list(chain.interfaces()) for chain in text.chains()}


def test_residues_in_contact_are_those_that_biopython_finds(dimer: PdbText) -> None:
    own, partner = contacts_by_biopython(dimer)
    (row,) = interfaces(dimer)["A"]
    assert set(row.residues) == own
    assert {int(name[3:]) for name in row.partner_residues} == partner
    assert (row.n_residues, row.n_partner_residues) == (len(own), len(partner))


def test_buried_areas_are_those_that_biopython_gives(dimer: PdbText) -> None:
    """The points on the spheres may differ, which makes up to 1 %."""
    lost = compute_lost_areas(read_model(dimer.text), n_points=200)
    (row,) = interfaces(dimer)["A"]
    assert row.buried_area == pytest.approx(lost["A"], rel=0.015)
    assert row.partner_buried_area == pytest.approx(lost["B"], rel=0.015)
    assert row.interface_area == pytest.approx(sum(lost.values()) / 2, rel=0.015)


def test_interface_is_the_same_from_the_other_side(dimer: PdbText) -> None:
    found = interfaces(dimer)
    (row,), (back,) = found["A"], found["B"]
    assert (row.buried_area, row.partner_buried_area) == (back.partner_buried_area, back.buried_area)
    assert (row.interface_area, row.distance) == (back.interface_area, back.distance)
    assert [int(name[3:]) for name in back.partner_residues] == list(row.residues)


def test_other_ras_chain_is_called_by_isoform_and_place(dimer: PdbText) -> None:
    (row,) = interfaces(dimer)["A"]
    assert (row.partner_chain_id, row.partner_name, row.role, row.site) == ("B", "HRAS", "RAS", "α4–α5")
    assert row.interface == "RAS–RAS α4–α5"
    assert {"ASP154", "ARG161"} <= set(row.partner_residues)


def test_interface_without_helix_α4_is_no_α4_α5_interface(dimer: PdbText) -> None:
    (row,) = interfaces(without(dimer, "AB", range(127, 138)))["A"]
    assert (row.site, row.interface) == (None, "RAS–RAS")


@pytest.mark.parametrize(("distance", "n_found"), [(0.3, 1), (12.0, 0)])
def test_chains_that_do_not_touch_share_no_interface(dimer: PdbText, distance: float, n_found: int) -> None:
    assert [len(rows) for rows in interfaces(push_apart(dimer, distance)).values()] == [n_found, n_found]


def test_pushing_apart_leaves_less_buried(dimer: PdbText) -> None:
    areas = [interfaces(push_apart(dimer, distance))["A"][0].interface_area for distance in (0.0, 0.5, 1.0, 2.0)]
    assert areas == sorted(areas, reverse=True)
    assert areas[0] - areas[-1] > 100


def test_ligands_and_waters_bury_nothing(text_5p21: str, dimer: PdbText) -> None:
    parsed = gemmi.read_pdb_string(text_5p21)
    structure = gemmi.Structure()
    structure.add_model(gemmi.make_assembly(parsed.assemblies[0], parsed[0], gemmi.HowToNameCopiedChain.Short))
    text = PdbText(structure.make_pdb_string())
    assert any(line.startswith("HETATM") for line in text.lines)
    (row,), (bare,) = interfaces(text)["A"], interfaces(dimer)["A"]
    assert (row.buried_area, row.partner_buried_area) == (bare.buried_area, bare.partner_buried_area)
    assert row.residues == bare.residues


def test_chain_of_one_atom_a_residue_has_residues_and_no_area(dimer: PdbText) -> None:
    """CA atoms of two α-helices come as near as 5 Å only when pushed together."""
    alpha = push_apart(dimer, -3.0).only(lambda line: not line.startswith("ATOM") or line[12:16] == " CA ")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", rs.RasStructWarning)
        rows = [row for chain in rs.load(alpha.text).chains for row in chain.interfaces()]
    assert len(rows) == 2
    assert {(row.buried_area, row.partner_buried_area, row.interface_area) for row in rows} == {(None, None, None)}
    assert all(row.residues for row in rows)


@pytest.mark.parametrize(
    ("remark", "expected"),
    [
        pytest.param(["A", "B"], False, id="an assembly each"),
        pytest.param(["A, B"], True, id="one assembly for both"),
        pytest.param(["A, B", "A"], True, id="one assembly for both, one for A"),
        pytest.param(["A"], None, id="no word about B"),
        pytest.param([], None, id="no word about any"),
    ],
)
def test_row_says_whether_the_file_puts_both_into_one_assembly(
    dimer: PdbText, remark: list[str], expected: bool | None
) -> None:
    lines = ["REMARK 350 COORDINATES FOR A COMPLETE MULTIMER"] if remark else []
    for number, chains in enumerate(remark, start=1):
        lines += [f"REMARK 350 BIOMOLECULE: {number}", f"REMARK 350 APPLY THE FOLLOWING TO CHAINS: {chains}"]
        for axis in range(3):
            unit = "".join(f"{float(axis == place):10.6f}" for place in range(3))
            lines.append(f"REMARK 350   BIOMT{axis + 1}   1{unit}        0.00000")
    text = PdbText("\n".join(["HEADER    ONCOGENE PROTEIN", *lines, dimer.text]))
    assert interfaces(text)["A"][0].is_in_assembly is expected


def test_chain_alone_has_no_interface_and_the_same_columns(entry_8azr: rs.Entry, dimer: PdbText) -> None:
    empty = entry_8azr["A"].interfaces()
    assert len(empty) == 0
    filled = dimer.chains()[0].interfaces().to_frame()
    assert list(empty.to_frame().columns) == list(filled.columns)
    assert (empty.to_frame().dtypes == filled.dtypes).all()
