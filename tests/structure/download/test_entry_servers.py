"""Is each server asked under the URL that its documentation gives?

Oracles: gemmi's own table of download addresses and its archive paths; the wwPDB's example of an extended ID in the new
archive (pdb_1abc5678 lies under 67); what the documentation of RASSTRUCT_SERVERS promises.
"""

from __future__ import annotations

import gemmi
import pytest
from gemmi.fetch import get_url_for_code

from rasstruct._base.errors import SourceError
from rasstruct.reference.servers import structure_servers
from rasstruct.structure.download.entry_servers import list_entry_urls


@pytest.fixture(autouse=True)
def no_named_servers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RASSTRUCT_SERVERS", raising=False)


def urls(pdb_id: str) -> dict[str, str]:
    """Give the public URLs by server."""
    return {place.server: place.url for place in list_entry_urls(pdb_id)}


def test_the_public_servers_are_asked_in_the_documented_order() -> None:
    assert list(urls("6OIM")) == ["RCSB", "PDBe", "PDBj"]


def test_the_addresses_agree_with_gemmi() -> None:
    found = urls("6OIM")
    # gemmi asks RCSB for the plain file and in upper case; the server takes either
    assert found["RCSB"].lower() == get_url_for_code("6OIM", pdb_site="R").lower() + ".gz"
    assert found["PDBj"] == get_url_for_code("6OIM", pdb_site="J").replace("//structures", "/structures")
    assert found["PDBe"].endswith("/pdb/data" + gemmi.path_in_pdb_dir("6OIM", "M"))


def test_an_extended_id_is_asked_only_where_there_are_such() -> None:
    assert urls("pdb_10021abc") == {
        "RCSB": "https://files.rcsb.org/download/pdb_10021abc.cif.gz",
        "wwPDB": "https://files-beta.wwpdb.org/download/pdb_10021abc.cif.gz",
    }


def test_every_public_server_is_sourced_and_asked_by_https() -> None:
    for row in structure_servers():
        assert row.url.startswith("https://")
        assert row.source
        assert row.verification
        assert row.has_four_character_ids or row.has_extended_ids


@pytest.mark.parametrize(
    ("template", "pdb_id", "url"),
    [
        ("http://pdb.example.org/{id}.cif", "6OIM", "http://pdb.example.org/6oim.cif"),
        ("http://pdb.example.org/{ID}.cif", "6OIM", "http://pdb.example.org/6OIM.cif"),
        ("http://pdb.example.org/{middle}/{id}", "6OIM", "http://pdb.example.org/oi/6oim"),
        ("http://pdb.example.org/{middle}/{id}", "pdb_1abc5678", "http://pdb.example.org/67/pdb_1abc5678"),
        ("http://pdb.example.org/{middle}/{extended_id}", "6OIM", "http://pdb.example.org/oi/pdb_00006oim"),
        ("HTTPS://127.0.0.1:8000/get?entry={id}", "6OIM", "HTTPS://127.0.0.1:8000/get?entry=6oim"),
    ],
)
def test_a_template_is_filled_in(template: str, pdb_id: str, url: str) -> None:
    (place,) = list_entry_urls(pdb_id, [template])
    assert place.url == url


@pytest.mark.parametrize("separator", [" ", ",", "\n", ", ", "  \t"])
def test_named_servers_take_the_place_of_the_public_ones(separator: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "RASSTRUCT_SERVERS", separator.join(["http://a.example.org/{id}", "http://b.example.org:81/{id}"])
    )
    assert list(urls("6OIM")) == ["a.example.org", "b.example.org:81"]


def test_an_empty_variable_names_no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASSTRUCT_SERVERS", "  ")
    assert list(urls("6OIM")) == ["RCSB", "PDBe", "PDBj"]


@pytest.mark.parametrize(
    "template",
    [
        "file:///srv/pdb/{id}.cif",
        "ftp://pdb.example.org/{id}.cif",
        "/srv/pdb/{id}.cif",
        "pdb.example.org/{id}.cif",
        "http:///{id}.cif",
        "http://pdb.example.org:port/{id}.cif",
        "http://[::1/{id}.cif",
        "http://pdb.example.org/6oim.cif",
        "http://pdb.example.org/{middle}.cif",
    ],
)
def test_what_is_no_place_for_an_entry_is_refused_by_one_sentence(
    template: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RASSTRUCT_SERVERS", template)
    with pytest.raises(
        SourceError, match=r"^found server .*, expected an http or https URL .*; correct RASSTRUCT_SERV"
    ):
        list_entry_urls("6OIM")


def test_a_password_in_a_url_is_used_and_not_shown() -> None:
    (place,) = list_entry_urls("6OIM", ["https://me:secret@pdb.example.org:444/{id}.cif"])
    assert "secret" in place.url
    assert (place.server, place.shown_url) == ("pdb.example.org:444", "https://pdb.example.org:444/6oim.cif")
