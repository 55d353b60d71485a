"""Only PDB IDs are taken for PDB IDs, and each is written in one way.

Oracle: the wwPDB's rules: a digit 1-9 and three letters or digits; extended IDs have pdb_ and eight letters or digits,
and pdb_0000 before an ID of four characters is the same entry (PDB ID extension FAQ, whose examples are used).
"""

from __future__ import annotations

import string

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from loopback_server import make_entry

import rasstruct as rs
from rasstruct.structure.pdb_ids import extend_pdb_id, parse_pdb_id

IDS = {
    "8AZR": "8AZR",
    "8azr": "8AZR",
    "1e10": "1E10",
    "pdb_00008azr": "8AZR",
    "PDB_00008AZR": "8AZR",
    "Pdb_00008AzR": "8AZR",
    "pdb_10021abc": "pdb_10021abc",
    "PDB_1001BA3C": "pdb_1001ba3c",
    "pdb_00018azr": "pdb_00018azr",
}
NO_IDS = [
    "", "0AZR", "8AZ", "8AZRX", "AZR8", "8A-R", "8A_R", "8AZR ", " 8AZR", "8AZR\n", "8AZR\0", "٨AZR", "8AZŘ", "8AZſ",
    "../8AZR", "8/ZR", "8.ZR", "8%2e", "%2e%2e", "8AZR.cif", "8AZR?x", "pdb_8azr", "pdb_0008azr", "pdb_000008azr",
    "pdb00008azr", "pdb-00008azr", "pdb_00000azr", "pdb_0000azrx", "pdb_0000../x", "pdb_1002%2ea", "pdb_1002 abc",
    "pdb_10021ab\n", "pdb_1002١abc", "pdb_10021abc\n", "ｐdb_10021abc",
]  # fmt: skip


@pytest.mark.parametrize(("text", "pdb_id"), IDS.items())
def test_an_id_has_one_form(text: str, pdb_id: str) -> None:
    assert parse_pdb_id(text) == pdb_id


@pytest.mark.parametrize("text", NO_IDS, ids=ascii)
def test_what_just_fails_to_be_an_id_is_none(text: str) -> None:
    assert parse_pdb_id(text) is None


@settings(derandomize=True, deadline=None, max_examples=50)
@given(st.text(max_size=13))
@example("pdb_1002" + "K" * 4)  # the Kelvin sign is a K without regard to case
def test_nothing_but_ascii_letters_digits_and_one_underscore_passes(text: str) -> None:
    pdb_id = parse_pdb_id(text)
    assert pdb_id is None or set(pdb_id.removeprefix("pdb_")) <= set(string.ascii_letters + string.digits)


@settings(derandomize=True, deadline=None, max_examples=25)
@given(st.from_regex(r"[1-9][A-Za-z0-9]{3}", fullmatch=True).filter(str.isascii))
def test_the_short_and_the_extended_form_are_the_same_entry(text: str) -> None:
    pdb_id = parse_pdb_id(text)
    assert pdb_id == text.upper()
    assert parse_pdb_id(extend_pdb_id(pdb_id)) == pdb_id


def test_an_entry_without_a_short_form_stays_extended() -> None:
    assert extend_pdb_id("6OIM") == "pdb_00006oim"
    assert extend_pdb_id("pdb_10021abc") == "pdb_10021abc"


@pytest.mark.parametrize("text", ["8AZR", "8azr", "pdb_00008azr", "PDB_00008AZR"])
def test_a_bundled_entry_is_found_by_either_form(text: str) -> None:
    entry = rs.load(text)
    assert (entry.pdb_id, entry.source) == ("8AZR", "8AZR")


@pytest.mark.parametrize(
    ("written", "shown"),
    [("8AZR", "8AZR"), ("pdb_00008azr", "8AZR"), ("pdb_10021abc", "pdb_10021abc"), ("MODEL1", None)],
)
def test_a_file_shows_its_id_in_the_same_form(written: str, shown: str | None, text_8azr: str) -> None:
    assert rs.load(make_entry(text_8azr, written)).pdb_id == shown
