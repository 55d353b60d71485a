"""α4–α5 homodimers of the bundled entries, and of edited copies of 5P21.

Oracles: the dimer of 5P21 that its REMARK 350 describes, built by gemmi's `make_assembly`; residues in contact by
Biopython's `NeighborSearch` in it; 5P21 is labelled a homodimer by Parker 2022 (doi:10.1158/0008-5472.CAN-22-0804);
Asp154 and Arg161 are named by Ambrogio 2018 (doi:10.1016/j.cell.2017.12.020). Near misses move
the second chain of the dimer.
"""

from __future__ import annotations

import warnings

import pytest
from biopython_oracle import read_model
from dimer_text import contacts_by_biopython, dimer_of, push_apart, without
from pdb_text import PdbText

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError
from rasstruct.analysis.homodimers import CrystalHomodimer

#: Å along the line from the first to the second chain: helices that touch at up to 5 Å part within 6 Å more
APART, STILL_TOGETHER = 6.0, 0.3


@pytest.fixture(scope="module")
def dimer(text_5p21: str) -> PdbText:
    return dimer_of(text_5p21)


def homodimers(text: PdbText, chain_id: str = "A") -> list[CrystalHomodimer]:
    """Find the homodimers among the chains of a text without cell."""
    chain = next(chain for chain in text.chains() if chain.chain_id == chain_id)
    with pytest.warns(rs.RasStructWarning, match="found no unit cell"):
        return list(chain.homodimers())


def test_5p21_makes_its_dimer_through_symmetry(entry_5p21: rs.Entry, dimer: PdbText) -> None:
    (row,) = entry_5p21["A"].homodimers()
    assert (row.partner_chain_id, row.symmetry, row.shift) == ("A", "y,x,-z", (0, 0, 0))
    own, partner = contacts_by_biopython(dimer)
    assert (set(row.residues), set(row.partner_residues)) == (own, partner)
    assert row.likeness == 1


def test_dimer_inside_a_file_is_the_same_dimer(entry_5p21: rs.Entry, dimer: PdbText) -> None:
    (through_symmetry,), (inside,) = entry_5p21["A"].homodimers(), homodimers(dimer)
    assert (inside.partner_chain_id, inside.symmetry, inside.shift) == ("B", None, ())
    assert (inside.residues, inside.n_cb_residues) == (through_symmetry.residues, through_symmetry.n_cb_residues)
    assert inside.interface_area == pytest.approx(through_symmetry.interface_area, rel=0.01)
    assert inside.key_distance == pytest.approx(through_symmetry.key_distance, abs=0.02)


def test_8azr_packs_otherwise(entry_8azr: rs.Entry) -> None:
    assert len(entry_8azr["A"].homodimers()) == 0
    assert len(entry_8azr["A"].crystal_contacts()) > 0


@pytest.mark.parametrize(("distance", "n_found"), [(STILL_TOGETHER, 1), (APART, 0)])
def test_chains_that_are_pushed_apart_are_no_dimer(dimer: PdbText, distance: float, n_found: int) -> None:
    assert len(homodimers(push_apart(dimer, distance))) == n_found


@pytest.mark.parametrize("chains", ["A", "B", "AB"])
@pytest.mark.parametrize("helix", [range(127, 138), range(152, 167)], ids=["α4", "α5"])
def test_both_helices_of_both_chains_are_needed(dimer: PdbText, helix: range, chains: str) -> None:
    """What is left of the interface is still large enough for an interface of some kind."""
    cut = without(dimer, chains, helix)
    own, _ = contacts_by_biopython(cut)
    assert len(own) >= 5
    assert homodimers(cut) == []


def test_loop_between_the_helices_is_not_needed(dimer: PdbText) -> None:
    assert len(homodimers(without(dimer, "AB", range(46, 50)))) == 1


def test_key_distance_is_that_of_asp154_and_arg161_of_the_other_chain(dimer: PdbText) -> None:
    model = read_model(dimer.text)
    expected = min(
        one - other
        for first, second in (("A", "B"), ("B", "A"))
        for one in model[first][154]
        for other in model[second][161]
    )
    assert homodimers(dimer)[0].key_distance == pytest.approx(expected, abs=0.006)


@pytest.mark.parametrize(("left_out", "is_known"), [((161,), False), ((154,), False), ((155,), True)])
def test_key_distance_is_none_when_a_key_residue_is_missing(
    dimer: PdbText, left_out: tuple[int, ...], is_known: bool
) -> None:
    (row,) = homodimers(without(dimer, "AB", left_out))
    assert (row.key_distance is not None) == is_known


def test_one_chain_without_cell_is_refused(text_5p21: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", rs.RasStructWarning)
        (chain,) = rs.load(PdbText(text_5p21).without_records("CRYST1").text).chains
    with pytest.raises(LookupFailedError, match="found no unit cell"):
        chain.homodimers()


def with_cell(text: str, cell: str, group: str) -> rs.RasChain:
    """Load a chain with another CRYST1 record."""
    record = f"CRYST1{cell} {group:<11}{1:4d}\n"
    lines = [record if line.startswith("CRYST1") else line for line in text.splitlines(keepends=True)]
    (chain,) = rs.load("".join(lines)).chains
    return chain


@pytest.mark.parametrize(
    ("cell", "group", "message"),
    [
        pytest.param("    1.000    1.000    1.000  90.00  90.00  90.00", "P 1", "no unit cell", id="placeholder"),
        pytest.param("    0.000    0.000    0.000   0.00   0.00   0.00", "P 1", "no unit cell", id="zeros"),
        pytest.param("   10.000   10.000   10.000  90.00  90.00  90.00", "P 1", "of 1000 Å³", id="smaller than RAS"),
        pytest.param("   40.300   40.300  162.200  90.00  90.00 120.00", "P 9 9 9", "'P 9 9 9'", id="no such group"),
    ],
)
def test_a_cell_that_cannot_be_is_refused(text_5p21: str, cell: str, group: str, message: str) -> None:
    with pytest.raises(LookupFailedError, match=message):
        with_cell(text_5p21, cell, group).homodimers()


def test_a_box_around_one_molecule_holds_no_homodimer(text_5p21: str) -> None:
    assert list(with_cell(text_5p21, "  100.000  100.000  100.000  90.00  90.00  90.00", "P 1").homodimers()) == []


def test_rows_make_a_frame_with_the_same_columns_when_there_are_none(
    entry_8azr: rs.Entry, entry_5p21: rs.Entry
) -> None:
    empty, one = (entry["A"].homodimers().to_frame() for entry in (entry_8azr, entry_5p21))
    assert list(empty.columns) == list(one.columns)
    assert (empty.dtypes == one.dtypes).all()
