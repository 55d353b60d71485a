"""Results as tables of a page. Oracle: Python's HTML parser."""

from __future__ import annotations

import dataclasses

import pytest
from html_oracle import read_page
from hypothesis import given, settings
from hypothesis import strategies as st

from rasstruct._base.records import Records, column
from rasstruct.view.html_table import draw_table


@dataclasses.dataclass(frozen=True)
class Row:
    """A row of every kind."""

    name: str | None = column("string", "a name")
    number: float | None = column("number", "a number", unit="Å")
    count: int | None = column("integer", "a count", default=None)
    parts: tuple[str, ...] = column("list", "parts", default=())
    is_so: bool | None = column("boolean", "whether", default=None)


def cells(html: str) -> list[str]:
    return [text for text in read_page(html).texts if text.strip()]


def test_units_captions_and_descriptions_are_there() -> None:
    page = read_page(draw_table(Records(Row, [Row("a", 1.5)]), "Rows of a test"))
    assert "Rows of a test" in page.text
    assert "(Å)" in page.text
    assert next(row.get("title") for row in page.tags("th") if row.get("scope") == "col") == "a name"


def test_a_heading_can_be_pressed_and_says_that_nothing_is_sorted() -> None:
    page = read_page(draw_table(Records(Row, [Row("a", 1.5)]), "x"))
    heads = [row for row in page.tags("th") if row.get("scope") == "col"]
    assert len(page.tags("button")) == len(heads) == 5
    assert {row["aria-sort"] for row in heads} == {"none"}


def test_values_are_written_for_readers_and_sorted_by_number() -> None:
    page = read_page(draw_table(Records(Row, [Row("a", 0.123456, 12, ("x", "y"), True)]), "x"))
    numbers = [row.get("data-number") for row in page.tags("td")]
    assert numbers == ["0.123456", "12", None, None]
    assert "0.123 12 x, y yes" in page.text


def test_what_is_absent_is_a_dash() -> None:
    assert read_page(draw_table(Records(Row, [Row(None, None)]), "x")).text.endswith("– – – – –")


def test_an_empty_table_says_so() -> None:
    assert "Nothing: none" in read_page(draw_table(Records(Row), "Nothing")).text


def test_columns_can_be_chosen_named_and_ordered() -> None:
    page = read_page(draw_table(Records(Row, [Row("a", 1.5)]), "x", {"number": "how far", "name": "who"}))
    assert page.text.index("how far") < page.text.index("who")
    assert len(page.tags("td")) == 1


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_text_stays_text(text: str) -> None:
    page = read_page(draw_table(Records(Row, [Row(text, 1.0)]), text, ["name"]))
    assert {tag for tag, _ in page.elements} <= {
        "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "button", "span",
    }  # fmt: skip
    assert " ".join(text.split()) in page.text


@pytest.mark.parametrize("text", ["</td><script>hit()</script>", '"><img src=x onerror=hit()>', "<!-- x"])
def test_markup_stays_text(text: str) -> None:
    page = read_page(draw_table(Records(Row, [Row(text, 1.0)]), text))
    assert page.scripts == []
    assert not page.tags("img")
    assert page.text.count(text) == 2
