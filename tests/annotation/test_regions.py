"""Which residues of regions and pockets are modelled?

Oracles: the definitions themselves, against which modelled and missing must be a partition; the residues that gemmi
reads from the bundled files; gaps cut into 8AZR in the test; published ranges (Chen 2021).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gemmi
import pytest

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError
from rasstruct.reference.pockets import default_pockets
from rasstruct.reference.regions import list_schemes, regions

STRUCTURES = Path(__file__).resolve().parents[2] / "structures"


def numbers_in_file(name: str) -> set[int]:
    """Read residue numbers of the polymer with gemmi; both bundled files are numbered as in UniProt."""
    entry = gemmi.read_structure(str(STRUCTURES / name))
    entry.setup_entities()
    return {residue.seqid.num for residue in entry[0]["A"].get_polymer()} - {0}


@pytest.fixture(params=["8azr.pdb", "5p21.pdb"])
def bundled(request: pytest.FixtureRequest, entry_8azr: rs.Entry, entry_5p21: rs.Entry) -> tuple[rs.RasChain, set[int]]:
    """Give each bundled chain with the residue numbers of its file."""
    entry = {"8azr.pdb": entry_8azr, "5p21.pdb": entry_5p21}[request.param]
    return entry["A"], numbers_in_file(request.param)


@pytest.mark.parametrize("scheme", list_schemes())
def test_modelled_and_missing_residues_partition_each_region(
    bundled: tuple[rs.RasChain, set[int]], scheme: str
) -> None:
    chain, in_file = bundled
    rows = chain.regions(scheme)
    definitions = regions(scheme, chain.isoform)
    assert [row.region for row in rows] == [definition.region for definition in definitions]
    for row, definition in zip(rows, definitions, strict=True):
        assert set(row.modelled) | set(row.missing) == set(definition.residues)
        assert set(row.modelled) == set(definition.residues) & in_file
        assert not set(row.modelled) & set(row.missing)
        assert row.source


@pytest.mark.parametrize("pocket", sorted(default_pockets()))
def test_modelled_and_missing_residues_partition_each_pocket(
    bundled: tuple[rs.RasChain, set[int]], pocket: str
) -> None:
    chain, in_file = bundled
    row = chain.pocket(pocket)
    assert row.residues == default_pockets()[pocket].residues
    assert set(row.modelled) == set(row.residues) & in_file
    assert set(row.missing) == set(row.residues) - in_file


@pytest.mark.parametrize(("scheme", "last"), [("chen2021", 166), ("chen2021_printed", 165), ("mattos_171", 171)])
def test_allosteric_lobe_ends_where_its_scheme_says(entry_8azr: rs.Entry, scheme: str, last: int) -> None:
    (row,) = [row for row in entry_8azr["A"].regions(scheme) if row.region == "allosteric lobe"]
    assert (row.first, row.last) == (87, last)


def test_chen2021_is_the_default_scheme(entry_8azr: rs.Entry) -> None:
    assert entry_8azr["A"].regions() == entry_8azr["A"].regions("chen2021")
    assert entry_8azr["A"].regions() != entry_8azr["A"].regions("parker2022")


def test_hvr_ends_at_188_in_kras4b_and_at_189_in_hras(entry_8azr: rs.Entry, entry_5p21: rs.Entry) -> None:
    for entry, name, last in ((entry_8azr, "8azr.pdb", 188), (entry_5p21, "5p21.pdb", 189)):
        (row,) = [row for row in entry["A"].regions() if row.region == "HVR"]
        assert (row.first, row.last) == (167, last)
        assert row.modelled == tuple(sorted(number for number in numbers_in_file(name) if number > 166))


def test_unknown_scheme_and_pocket_are_refused_with_the_choices(entry_8azr: rs.Entry) -> None:
    with pytest.raises(LookupFailedError, match="chen2021, chen2021_printed"):
        entry_8azr["A"].regions("unheard")
    with pytest.raises(LookupFailedError, match="SII-P"):
        entry_8azr["A"].pocket("unheard")


@pytest.mark.parametrize(
    ("left_out", "expected"),
    [
        ((61, 62, 63, 64), [("61-64", ["switch II"])]),
        ((30,), [("30", ["switch I"])]),
        ((29, 30), [("29-30", ["switch I"])]),
        ((29,), [("29", [])]),
        ((17, 18), [("17-18", ["P-loop"])]),
        ((105, 106, 107), [("105-107", [])]),
        ((12, 61), [("12", ["P-loop"]), ("61", ["switch II"])]),
    ],
    ids=["four of switch II", "one", "over the edge", "just before switch I", "end of P-loop", "no region", "two gaps"],
)
def test_gap_is_listed_with_the_regions_it_touches(
    pdb_8azr: Any, left_out: tuple[int, ...], expected: list[tuple[str, list[str]]]
) -> None:
    missing = pdb_8azr.without_residues(*left_out).chain().to_record()["missing_regions"]
    assert [(row["residues"], row["regions"]) for row in missing] == expected


def test_residues_cut_from_an_end_are_no_gap(pdb_5p21: Any) -> None:
    record = pdb_5p21.without_residues(1, 2, 3, 165, 166).chain().to_record()
    assert (record["first_residue"], record["last_residue"], record["missing_regions"]) == (4, 164, [])
