"""Is every interaction present, absent or missing in the right column, and in the right row?

Oracles: interactions made by hand; 8AZR with atoms deleted from its text (residue 68, the side chain of His95, all
water, GDP), so that what is missing is known; UniProt P01112 and P01116 for residues 95 of HRAS and KRAS.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

import rasstruct as rs
from rasstruct.analysis.comparison.compare_ligands import name_columns
from rasstruct.analysis.comparison.ligand_profile import build_profile
from rasstruct.analysis.comparison.matrix import build_matrix
from rasstruct.analysis.comparison.side_chain_atoms import has_whole_side_chain

Make = Callable[..., Any]

#: what one ligand has, and what can be said of another ligand in the file with the gaps
STATES = [
    pytest.param((69, "hbond"), "absent", id="modelled residue without interaction is absent"),
    pytest.param((68, "hbond"), "missing", id="residue that is not modelled is missing"),
    pytest.param((95, "hbond"), "missing", id="residue without its side chain is missing"),
    pytest.param((60, "hbond"), "absent", id="glycine has no side chain that could be missing"),
    pytest.param((59, "contact"), "absent", id="alanine with CB has its side chain"),
    pytest.param(("nucleotide GDP", "hbond"), "missing", id="nucleotide that is not modelled is missing"),
    pytest.param(("ion MG", "metal"), "absent", id="ion that is modelled is absent"),
    pytest.param(("ion ZN", "metal"), "missing", id="ion that is not modelled is missing"),
    pytest.param(("water HOH", "hbond"), "missing", id="water is missing where none is modelled"),
    pytest.param((69, "waterbridge"), "missing", id="bridge is missing where no water is modelled"),
    pytest.param(("partner chain ARG55", "hbond"), "missing", id="residue of a protein that is not there is missing"),
    pytest.param(("additive EDO", "contact"), "absent", id="additive that is modelled is absent"),
]


@pytest.mark.parametrize(("given", "expected"), STATES)
def test_interaction_of_one_ligand_in_the_other(given: Any, expected: str, profile: Make, gapped: rs.RasChain) -> None:
    has, other = profile("has", given), profile("other", chain=gapped)
    cells = build_matrix([has, other])
    assert [(cell.ligand, cell.state) for cell in cells] == [("has", "present"), ("other", expected)]
    assert [cell.is_present for cell in cells] == [True, {"absent": False, "missing": None}[expected]]


@pytest.mark.parametrize("given", [parameter.values[0] for parameter in STATES], ids=str)
def test_in_the_whole_file_only_other_proteins_and_ions_are_missing(given: Any, profile: Make) -> None:
    cell = build_matrix([profile("has", given), profile("other")])[1]
    foreign = given[0] in ("partner chain ARG55", "ion ZN")
    assert cell.state == ("missing" if foreign else "absent")


def test_what_is_found_is_present_also_where_atoms_are_missing(profile: Make, gapped: rs.RasChain) -> None:
    (cell,) = build_matrix([profile("gapped", (95, "hydrophobic"), chain=gapped)])
    assert (cell.state, cell.residue_name, cell.partner) == ("present", "HIS", "HIS95")


def test_tag_residue_is_absent_where_it_is_modelled_and_missing_elsewhere(
    profile: Make, interaction: Make, pdb_8azr: Any
) -> None:
    # SEQRES of 8AZR: a glycine of the tag stands before Met1
    tag = dataclasses.replace(interaction(1, "contact"), partner="GLY0", uniprot_number=None, author_number=0)
    without_tag = pdb_8azr.without_residues(0).chain()
    cells = build_matrix([profile("1", tag), profile("2"), profile("3", chain=without_tag)])
    assert [(cell.partner, cell.state) for cell in cells] == [
        ("GLY0", "present"),
        ("GLY0", "absent"),
        ("GLY0", "missing"),
    ]


def test_rows_go_by_residue_then_kind_then_ligand(profile: Make) -> None:
    one = profile("1", ("nucleotide GDP", "hbond"), (96, "hydrophobic"), (12, "contact"), (96, "hbond"))
    cells = build_matrix([one, profile("2", ("water HOH", "hbond"))])
    assert [(cell.partner, cell.interaction, cell.ligand) for cell in cells] == [
        (partner, kind, ligand)
        for partner, kind in (
            ("GLY12", "contact"),
            ("TYR96", "hbond"),
            ("TYR96", "hydrophobic"),
            ("nucleotide", "hbond"),
            ("water", "hbond"),
        )
        for ligand in ("1", "2")
    ]


def test_several_of_a_kind_are_counted_with_the_nearest_distance_and_all_parts(
    profile: Make, interaction: Make
) -> None:
    rows = [interaction(62, "hbond", 3.1, "backbone"), interaction(62, "hbond", 2.7, "side chain")]
    (cell,) = build_matrix([profile("1", *rows)])
    assert (cell.count, cell.distance, cell.parts) == (2, 2.7, ("side chain", "backbone"))


def test_every_nucleotide_is_one_partner_and_every_ion_its_own(profile: Make) -> None:
    gdp = profile("1", ("nucleotide GDP", "hbond"), ("ion MG", "metal"))
    gnp = profile("2", ("nucleotide GNP", "hbond"), ("ion CA", "metal"))
    found = {(cell.partner, cell.ligand): cell.state for cell in build_matrix([gdp, gnp])}
    assert found["nucleotide", "1"] == found["nucleotide", "2"] == "present"
    assert {partner for partner, _ in found} == {"nucleotide", "MG", "CA"}


def test_residues_that_differ_are_one_row_named_by_all(profile: Make, entry_5p21: rs.Entry) -> None:
    (hras,) = entry_5p21.chains
    bound = hras.bound_ligands[0]
    other = build_profile(hras, bound, "HRAS", [], 4.0)
    cells = build_matrix([profile("KRAS", (95, "contact"), (96, "contact")), other])
    assert [(cell.partner, cell.residue_name) for cell in cells] == [
        ("HIS/GLN95", "HIS"),
        ("HIS/GLN95", "GLN"),
        ("TYR96", "TYR"),
        ("TYR96", "TYR"),
    ]


def test_nothing_compared_gives_no_rows(profile: Make) -> None:
    assert len(build_matrix([])) == len(build_matrix([profile("1")])) == 0


# --- side chains ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "atom", "expected"),
    [
        pytest.param(69, "OD1", False, id="aspartate without OD1 is cut"),
        pytest.param(69, "O", True, id="backbone does not count"),
        pytest.param(100, "CD1", False, id="isoleucine without CD1 is cut"),
        pytest.param(88, "NZ", False, id="lysine without its end is cut"),
    ],
)
def test_side_chain_without_an_atom(number: int, atom: str, expected: bool, pdb_8azr: Any) -> None:
    cut = pdb_8azr.without(
        lambda line: line.startswith(("ATOM", "ANISOU")) and int(line[22:26]) == number and line[12:16].strip() == atom
    ).chain()
    residue = cut.numbering.residue_at(number)
    assert has_whole_side_chain(cut.structure.topology, residue) is expected


def test_every_side_chain_of_5p21_is_whole(entry_5p21: rs.Entry) -> None:
    # the header of 5P21 lists no missing atoms (REMARK 470)
    (chain,) = entry_5p21.chains
    assert all(has_whole_side_chain(chain.structure.topology, row) for row in chain.numbering.residues.tolist())


# --- names of columns -------------------------------------------------------------------------------------------------


def test_columns_are_named_by_as_much_as_makes_them_differ(
    entry_8azr: rs.Entry, entry_5p21: rs.Entry, gapped: rs.RasChain
) -> None:
    whole = entry_8azr.chains[0]
    pairs = [(chain, chain.bound_ligands[0]) for chain in (whole, entry_5p21.chains[0])]
    first = whole.bound_ligands[0].label
    assert name_columns(pairs) == (f"8AZR/A/{first}", f"5P21/A/{entry_5p21.chains[0].bound_ligands[0].label}")
    twice = name_columns([(whole, whole.inhibitors[0]), (gapped, gapped.inhibitors[0])])
    assert len(set(twice)) == 2
    assert all(name.startswith("8AZR/A/LR4 (") for name in twice)
    assert name_columns([(whole, whole.inhibitors[0])] * 2) == ("8AZR/A/LR4 #1", "8AZR/A/LR4 #2")
    second = dataclasses.replace(
        whole.inhibitors[0], key=dataclasses.replace(whole.inhibitors[0].key, author_number=99)
    )
    numbered = name_columns([(whole, whole.inhibitors[0]), (whole, second)])
    assert numbered == ("8AZR/A/LR4 204", "8AZR/A/LR4 99")
