"""A view as users hold it: pages that load nothing, show something without script, and take text as text.

Oracles: Python's HTML parser, Pillow, and the file of the npm package.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hostile_text import MARKUP, hostile_file
from html_oracle import read_page
from PIL import Image
from viewer_script import find_script_file

import rasstruct as rs
from rasstruct._base.errors import LookupFailedError, SourceError


@pytest.fixture
def no_script(monkeypatch: pytest.MonkeyPatch) -> None:
    """No script named, none kept, no network."""
    monkeypatch.delenv("RASSTRUCT_3DMOL_JS", raising=False)


def test_a_page_loads_nothing_and_carries_the_script(entry_8azr: rs.Entry) -> None:
    script = find_script_file().read_text()
    page = read_page(entry_8azr["A"].view(interactions=False).to_html())
    assert page.addresses == []
    assert any(script[:2000].replace("</script", "<\\/script") in text for text in page.scripts)


@pytest.mark.usefixtures("no_script")
def test_without_script_the_page_says_so_and_shows_a_still_picture(entry_8azr: rs.Entry) -> None:
    page = read_page(entry_8azr["A"].view(interactions=False).to_html())
    assert "A still picture is shown, because there is no 3D script" in page.text
    assert "RASSTRUCT_3DMOL_JS" in page.text
    assert len(page.tags("path")) > 300
    assert page.scripts == []


def test_the_legend_is_a_list_that_can_be_read(entry_8azr: rs.Entry) -> None:
    view = entry_8azr["A"].view(interactions=False)
    page = read_page(view._repr_html_())
    assert len(page.tags("li")) == len(view.legend)
    for entry in view.legend:
        assert entry.text in page.text


def test_the_window_can_be_reached_and_named(entry_8azr: rs.Entry) -> None:
    page = read_page(entry_8azr["A"].view(interactions=False)._repr_html_())
    (window,) = [row for row in page.tags("div") if row.get("class") == "rv-canvas"]
    assert window["tabindex"] == "0"
    assert "8AZR chain A" in str(window["aria-label"])


def test_text_of_a_file_stays_text(text_8azr: str) -> None:
    chain = rs.load(hostile_file(text_8azr)).chains[0]
    assert chain.chain_id == "<"
    assert MARKUP in (chain.structure.metadata.title or "")
    html = chain.view()._repr_html_()
    page = read_page(html)
    assert not page.tags("img")
    assert len(page.tags("script")) == len(re.findall("<script", html))
    assert MARKUP in page.text


def test_what_goes_into_the_script_is_sound_json(entry_8azr: rs.Entry) -> None:
    find_script_file()
    page = read_page(entry_8azr["A"].view(interactions=False)._repr_html_())
    (call,) = re.findall(r'rasstructStart\("\w+",(\{.*\}),100\);\}\)\(\);', page.scripts[-1])
    data = json.loads(call)
    assert len(data["texts"]) == 1
    assert data["scenes"][0]["commands"][0] == ["addModel", [{"$text": 0}, "cif"]]


def test_the_same_view_has_the_same_page(entry_8azr: rs.Entry) -> None:
    first, second = (entry_8azr["A"].view(interactions=False).to_html() for _ in range(2))
    assert first == second


def test_a_page_is_written_where_it_is_wanted(entry_8azr: rs.Entry, tmp_path: Path) -> None:
    path = entry_8azr["A"].view(interactions=False).write_html(tmp_path / "a.html")
    assert path.read_text().startswith("<!DOCTYPE html>")


def test_a_folder_that_is_not_there_is_refused_in_a_sentence(entry_8azr: rs.Entry, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"none.* cannot be written .*choose another path"):
        entry_8azr["A"].view(interactions=False).write_html(tmp_path / "none" / "a.html")


def test_without_a_browser_a_picture_is_drawn_all_the_same(
    entry_8azr: rs.Entry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RASSTRUCT_CHROMIUM", str(tmp_path / "none"))
    entry_8azr["A"].view(interactions=False).write_png(tmp_path / "a.png", width=500, height=400)
    with Image.open(tmp_path / "a.png") as image:
        assert image.size == (500, 400)


def test_a_ligand_can_be_named(entry_8azr: rs.Entry) -> None:
    by_name, by_object = (
        entry_8azr["A"].view(ligand=ligand, interactions=False) for ligand in ("LR4", entry_8azr["A"].ligands["LR4"])
    )
    assert by_name.scene == by_object.scene


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"color": "blue"}, "found color 'blue', expected one of region"),
        ({"ligand": "XYZ"}, "found no ligand 'XYZ'"),
        ({"pocket": "SIII-P"}, "SIII-P"),
    ],
)
def test_what_is_not_there_is_refused_in_a_sentence(entry_8azr: rs.Entry, options: dict[str, str], said: str) -> None:
    with pytest.raises(LookupFailedError, match=said):
        entry_8azr["A"].view(**options)  # type: ignore[arg-type]


def test_a_comparison_is_an_overlay_of_models_in_one_place(entry_8azr: rs.Entry) -> None:
    view = rs.compare([entry_8azr["A"].ligands["LR4"], entry_8azr["A"].ligands["GDP"]]).view()
    assert len(view.scene.models) == 1
    assert len(view.scene.legend) >= 2


def test_side_by_side_has_a_window_for_each(pdb_8azr) -> None:
    first, second = pdb_8azr.chain(), pdb_8azr.molecule_moved("GDP", (0.0, 0.0, 0.0)).chain()
    view = rs.compare([first, second]).view(side_by_side=True)
    page = read_page(view._repr_html_())
    assert len([row for row in page.tags("div") if row.get("class") == "rv-canvas"]) == 2


def test_cards_of_all_objects_say_what_they_are(entry_8azr: rs.Entry) -> None:
    chain = entry_8azr["A"]
    for item, said in (
        (entry_8azr, "Chain A KRAS4B"),
        (chain, "Switch II Y71out.2P-SP2-A"),
        (chain.pocket("SII-P"), "Modelled 22 of 22"),
        (chain.ligands["LR4"], "Role inhibitor"),
    ):
        page = read_page(item._repr_html_())
        assert said in page.text
        assert page.addresses == []


def test_cards_take_text_of_a_file_as_text(text_8azr: str) -> None:
    entry = rs.load(hostile_file(text_8azr))
    for item in (entry, entry.chains[0], entry.chains[0].ligands["LR4"], entry.chains[0].pocket("SII-P")):
        assert not read_page(item._repr_html_()).tags("img")
    assert MARKUP in read_page(entry._repr_html_()).text


def test_tables_take_text_of_a_file_as_text(text_8azr: str) -> None:
    page = read_page(rs.load(hostile_file(text_8azr)).summary()._repr_html_())
    assert not page.tags("img")
    assert page.tags("table")
