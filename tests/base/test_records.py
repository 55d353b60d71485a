"""Do rows come out as plain values and as tables of fixed shape, whatever is in them?

Oracles: the values that were put in, `json.dumps` for plainness, and the pandas
extension dtypes named in the documentation of pandas (string, Int64, Float64, boolean).
"""

from __future__ import annotations

import dataclasses
import enum
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rasstruct._base.records import Records, column, describe_columns, plain_value

pd = pytest.importorskip("pandas")


class Colour(enum.Enum):
    RED = "red"


class Shade(enum.StrEnum):
    DARK = "dark"


@dataclasses.dataclass(frozen=True)
class Inner:
    name: str | None
    numbers: tuple[int, ...]


@dataclasses.dataclass(frozen=True)
class Row:
    name: str | None = column("string", "a name")
    number: int | None = column("integer", "a number")
    size: float | None = column("number", "a size", unit="Å")
    is_good: bool | None = column("boolean", "whether it is good")
    parts: tuple[object, ...] = column("list", "its parts", default=())
    hidden: int = 0


FULL = Row("a", 1, 1.5, True, (1, 2))
BARE = Row(None, None, None, None)
DTYPES = {"name": "string", "number": "Int64", "size": "Float64", "is_good": "boolean", "parts": "object"}


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        pytest.param(None, None, id="nothing stays nothing"),
        pytest.param("x", "x", id="text stays text"),
        pytest.param(Colour.RED, "red", id="an enum gives its value"),
        pytest.param(Shade.DARK, "dark", id="an enum of text gives its value, too"),
        pytest.param(np.float32(1.5), 1.5, id="a NumPy number gives a Python number"),
        pytest.param(np.bool_(True), True, id="a NumPy boolean gives a Python boolean"),
        pytest.param((1, (2, None)), [1, [2, None]], id="tuples give lists, to any depth"),
        pytest.param({"a": (1,)}, {"a": [1]}, id="a dictionary keeps its keys"),
        pytest.param(Inner(None, (3,)), {"name": None, "numbers": [3]}, id="a record gives a dictionary"),
    ],
)
def test_plain_values_are_what_json_can_hold(value: object, plain: object) -> None:
    found = plain_value(value)
    assert found == plain
    assert json.loads(json.dumps(found)) == plain
    assert type(found) is type(plain)


def test_a_value_without_plain_form_is_refused_by_type() -> None:
    with pytest.raises(TypeError, match="complex"):
        plain_value(1j)


def test_a_class_is_not_taken_for_its_instances() -> None:
    with pytest.raises(TypeError, match="type"):
        plain_value(Inner)


def test_records_hold_columns_in_order_and_leave_other_fields_out() -> None:
    records = Records(Row, [FULL, BARE])
    assert records.columns == tuple(DTYPES)
    assert records.to_records() == [
        {"name": "a", "number": 1, "size": 1.5, "is_good": True, "parts": [1, 2]},
        {"name": None, "number": None, "size": None, "is_good": None, "parts": []},
    ]


def test_columns_describe_themselves() -> None:
    described = {row["name"]: row for row in describe_columns(Row)}
    assert list(described) == list(DTYPES)
    assert described["size"] == {"name": "size", "kind": "number", "unit": "Å", "description": "a size"}
    assert described["name"]["unit"] is None


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([], id="without rows"),
        pytest.param([BARE], id="with nothing but absent values"),
        pytest.param([FULL], id="with all values"),
        pytest.param([BARE, FULL], id="with both"),
    ],
)
def test_a_frame_has_the_same_columns_and_dtypes(rows: list[Row]) -> None:
    frame = Records(Row, rows).to_frame()
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == DTYPES
    assert list(frame.columns) == list(DTYPES)
    assert len(frame) == len(rows)


def test_absent_values_are_missing_in_a_frame_and_zero_is_not() -> None:
    frame = Records(Row, [BARE, Row("", 0, 0.0, False)]).to_frame()
    scalars = frame[["name", "number", "size", "is_good"]]
    assert scalars.isna().to_numpy().tolist() == [[True] * 4, [False] * 4]


def test_list_cells_stay_lists() -> None:
    assert Records(Row, [FULL, BARE]).to_frame()["parts"].tolist() == [[1, 2], []]


@settings(derandomize=True, deadline=None, max_examples=25)
@given(
    numbers=st.lists(st.integers(-5, 5)),
    start=st.integers(-6, 6),
    stop=st.integers(-6, 6),
    step=st.sampled_from([1, 2, -1]),
)
def test_slices_and_indices_are_those_of_a_tuple(numbers: list[int], start: int, stop: int, step: int) -> None:
    rows = tuple(Row(None, number, None, None) for number in numbers)
    records = Records(Row, rows)
    part = records[start:stop:step]
    assert isinstance(part, Records)
    assert (part.row_type, tuple(part)) == (Row, rows[start:stop:step])
    assert len(records) == len(rows)
    for index in range(-len(rows), len(rows)):
        assert records[index] is rows[index]


@settings(derandomize=True, deadline=None, max_examples=25)
@given(numbers=st.lists(st.integers(-5, 5)), limit=st.integers(-5, 5))
def test_where_keeps_exactly_the_rows_that_fulfil_the_condition_in_order(numbers: list[int], limit: int) -> None:
    records = Records(Row, [Row(None, number, None, None) for number in numbers])
    kept = records.where(lambda row: (row.number or 0) > limit)
    assert [row.number for row in kept] == [number for number in numbers if number > limit]
    assert len(records) == len(numbers)
    assert kept.columns == records.columns


@dataclasses.dataclass(frozen=True)
class Twin:
    name: str | None = column("string", "a name")


def test_records_are_equal_when_rows_and_row_class_are() -> None:
    assert Records(Row, [FULL]) == Records(Row, (row for row in [FULL]))
    assert hash(Records(Inner, [Inner("a", (1,))])) == hash(Records(Inner, [Inner("a", (1,))]))
    assert Records(Row, [FULL]) != Records(Row, [BARE])
    assert Records(Row, [FULL, BARE]) != Records(Row, [BARE, FULL])
    assert Records(Row) != Records(Twin)
    assert Records(Row, [FULL]) != [FULL]


def test_records_cannot_be_changed() -> None:
    records = Records(Row, [FULL])
    with pytest.raises(TypeError):
        records[0] = BARE  # type: ignore[index]
    with pytest.raises(AttributeError):
        records.more = 1  # type: ignore[attr-defined]


def test_an_index_beyond_the_end_is_an_error() -> None:
    with pytest.raises(IndexError):
        Records(Row, [FULL])[1]


@pytest.mark.parametrize(("rows", "count"), [([], "0 rows"), ([FULL], "1 row;"), ([FULL, BARE], "2 rows")])
def test_the_text_form_counts_the_rows_in_one_line(rows: list[Row], count: str) -> None:
    text = repr(Records(Row, rows))
    assert count in text
    assert "Row" in text
    assert "\n" not in text
