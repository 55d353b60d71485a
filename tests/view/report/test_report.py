"""The report: one file, nothing loaded, everything in it, text as text.

Oracles: Python's HTML parser, hashlib, the tables that other tests check.
"""

from __future__ import annotations

import hashlib
import re
import warnings
from pathlib import Path

import pytest
from hostile_text import MARKUP, hostile_file
from html_oracle import Page, read_page
from viewer_script import find_script_file

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError, SourceError

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def written(entry_8azr: rs.Entry, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rs.report(entry_8azr, tmp_path_factory.mktemp("report") / "8azr.html")


@pytest.fixture(scope="module")
def page(written: Path) -> Page:
    return read_page(written.read_text())


def test_nothing_is_loaded(page: Page) -> None:
    assert page.addresses == []


@pytest.mark.parametrize(
    "said",
    [
        "RAS report: 8AZR",
        "KRAS4B, residues 1–167",
        "GDP (GDP), with Mg²⁺",
        "SW1 is Y32out.2P-OFF: it alone of its group",
        "Residues of SII-P",
        "Inhibitor LR4",
        "C23H27N7OS",
        "non-covalent switch-II pocket binder",
        "Interactions of LR4 A/204",
        "Effect by structure",
        "Published observations",
        "Inputs",
        "Sources of the definitions",
        "Chen 2021 J Hematol Oncol 14:116",
        "Parker 2022 Cancer Res",
    ],
)
def test_it_says(page: Page, said: str) -> None:
    assert said in page.text


def test_the_checksum_is_that_of_the_file(page: Page) -> None:
    assert hashlib.sha256((ROOT / "structures" / "8azr.pdb").read_bytes()).hexdigest() in page.text


def test_what_was_no_file_has_no_checksum(entry_8azr: rs.Entry, tmp_path: Path) -> None:
    entry = rs.load(entry_8azr.to_gemmi())
    page = read_page(rs.report(entry, tmp_path / "a.html").read_text())
    assert hashlib.sha256((ROOT / "structures" / "8azr.pdb").read_bytes()).hexdigest() not in page.text
    assert "gemmi object" in page.text


def test_versions_of_what_counted_are_named(page: Page) -> None:
    from importlib.metadata import version

    assert f"rdkit {version('rdkit')}" in page.text


def test_there_are_buttons_for_regions_pocket_and_resistance(page: Page) -> None:
    buttons = [row for row in page.tags("button") if row.get("data-scene") is not None]
    assert [row["aria-pressed"] for row in buttons] == ["true", "false", "false"]
    assert all(name in page.text for name in ("Regions", "Pocket", "Resistance"))


def test_tables_have_captions_and_sortable_headings(page: Page) -> None:
    assert len(page.tags("caption")) == len(page.tags("table")) >= 7
    heads = [row for row in page.tags("th") if row.get("scope") == "col"]
    assert all(row["aria-sort"] == "none" for row in heads)


def test_pictures_have_names_for_those_who_do_not_see_them(page: Page) -> None:
    pictures = [row for row in page.tags("svg") if row.get("aria-hidden") != "true"]
    assert pictures
    assert all(row.get("role") == "img" for row in pictures)
    assert all(row.get("aria-label") or row.get("aria-labelledby") for row in pictures if "aria-label" in row)


def test_headings_are_in_order_and_places_are_reached(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.elements if tag in ("h1", "h2", "h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    places = {str(row["href"]).removeprefix("#") for row in page.tags("a")}
    assert places <= ids
    assert "content" in places
    assert [tag for tag, _ in page.elements if tag in ("header", "main", "nav", "footer")]


def test_ids_are_unique(page: Page) -> None:
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_it_knows_dark_paper_and_print(written: Path) -> None:
    html = written.read_text()
    assert "prefers-color-scheme:dark" in html
    assert "@media print" in html


def test_the_script_stands_in_it_once(written: Path) -> None:
    start = find_script_file().read_text()[:500]
    assert written.read_text().count(start) == 1


def test_it_is_small(written: Path) -> None:
    assert written.stat().st_size <= 3_000_000


def test_the_same_entry_gives_the_same_report(written: Path, tmp_path: Path) -> None:
    assert rs.report("8AZR", tmp_path / "again.html").read_text() == written.read_text()


def test_text_of_a_file_stays_text(text_8azr: str, tmp_path: Path) -> None:
    entry = rs.load(hostile_file(text_8azr))
    html = rs.report(entry, tmp_path / "hostile.html").read_text()
    page = read_page(html)
    assert not page.tags("img")
    assert page.text.count(MARKUP) >= 2
    assert "hit()" not in html.lower().replace("=hit()&gt;", "").replace("=hit()\\u003e", "")


def test_several_entries_have_an_index_and_a_section_each(tmp_path: Path) -> None:
    page = read_page(rs.report(["8AZR", "5P21"], tmp_path / "two.html").read_text())
    assert "All RAS chains" in page.text
    assert {"#chain-1", "#chain-2"} <= {row["href"] for row in page.tags("a")}


def test_a_structure_without_inhibitor_has_a_report(entry_5p21: rs.Entry, tmp_path: Path) -> None:
    page = read_page(rs.report(entry_5p21["A"], tmp_path / "a.html").read_text())
    assert "Pocket SII-P" in page.text
    assert "Inhibitors none" in page.text


def test_a_structure_with_a_hole_in_a_switch_has_a_report(pdb_8azr, tmp_path: Path) -> None:
    chain = pdb_8azr.without_residues(range(61, 70)).chain()
    assert "61-69" in read_page(rs.report(chain, tmp_path / "a.html").read_text()).text


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("9bg5.pdb", "tri-complex"),
        ("8jjs.cif", "peptide"),
        ("1nvu.pdb", "GEF"),
        ("2cld.pdb", "model 1 of 2"),
        ("4dso.bcif.gz", "Inhibitor"),
        ("6oim.cif", "covalent to Cys12"),
    ],
)
def test_awkward_entries_have_a_report(name: str, said: str, corpus_entry, tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", rs.RasStructWarning)
        path = rs.report(corpus_entry(name), tmp_path / "a.html")
    page = read_page(path.read_text())
    assert re.search(said, page.text)
    assert page.addresses == []


def test_nothing_to_report_on_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LookupFailedError, match="found nothing to report on"):
        rs.report([], tmp_path / "a.html")


def test_a_folder_that_is_not_there_is_refused(entry_5p21: rs.Entry, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be written"):
        rs.report(entry_5p21, tmp_path / "none" / "a.html")


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    rs.report(["8AZR", "5P21"], tmp_path / "a.html", progress=lambda done, n: told.append((done, n)))
    assert told == [(1, 2), (2, 2)]
