from __future__ import annotations

import pytest

from nutgraf.figures.drawn_data import cell_text, csv_bytes, drawn_data
from nutgraf.figures.publishing import published_spec
from nutgraf.model.dataset import DataField
from nutgraf.model.figure import Column, DrawnData

ROWS = [
    {"day": "2026-01-01T00:00:00Z", "price": 2.5, "shop": "A, B", "secret": 1},
    {"day": None, "price": None, "shop": "C", "secret": 2},
]


def test_only_the_columns_that_encodings_use_are_shown() -> None:
    spec = {
        "data": {"name": "frame-0"},
        "datasets": {"frame-0": ROWS},
        "mark": "line",
        "encoding": {"x": {"field": "day"}, "y": {"field": "price", "title": "Price now"}},
    }
    data = drawn_data(spec, {"day": DataField("day", title="Day"), "price": DataField("price", unit="EUR")})
    assert data.columns == (Column("day", "Day"), Column("price", "Price now", "EUR", numeric=True))
    assert data.rows == (("2026-01-01", "2.5"), ("", ""))


def test_of_several_frames_the_one_with_most_values_is_shown() -> None:
    spec = {
        "datasets": {"big": ROWS * 3, "notes": [{"text": "peak", "day": "x"}]},
        "encoding": {"x": {"field": "day"}},
        "layer": [
            {"data": {"name": "notes"}, "mark": "text", "encoding": {"text": {"field": "text"}}},
            {"data": {"name": "big"}, "mark": "bar", "encoding": {"y": {"field": "price"}}},
        ],
    }
    data = drawn_data(spec, {})
    assert [column.name for column in data.columns] == ["day", "price"]
    assert len(data.rows) == 6


def test_a_spec_without_frames_has_no_table() -> None:
    assert drawn_data({"data": {"sequence": {"start": 0, "stop": 3}}, "mark": "bar"}, {}).columns == ()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1 + 0.2, "0.3"),
        (3.0, "3"),
        (1e20, "1e+20"),
        (float("nan"), ""),
        (None, ""),
        (True, "true"),
        (12, "12"),
        ("x", "x"),
    ],
)
def test_cells(value: object, text: str) -> None:
    assert cell_text(value) == text


def test_csv_is_quoted_where_it_must_be() -> None:
    data = DrawnData((Column("shop", "Shop"), Column("price", "Price")), (("A, B", "1"), ('say "x"', "2")))
    assert csv_bytes(data) == b'shop,price\n"A, B",1\n"say ""x""",2\n'


def test_columns_that_the_spec_names_nowhere_are_not_published() -> None:
    spec = {
        "datasets": {"frame-0": ROWS, "shape": ["kept"]},
        "data": {"name": "frame-0"},
        "transform": [{"filter": "datum.shop != 'C'"}],
        "encoding": {"x": {"field": "day"}, "y": {"field": "price"}},
        "usermeta": {"secret": "not a use"},
    }
    published = published_spec(spec)
    assert [set(row) for row in published["datasets"]["frame-0"]] == [{"day", "price", "shop"}] * 2
    assert published["datasets"]["shape"] == ["kept"]
    assert spec["datasets"]["frame-0"] == ROWS


def test_groups_are_shown_in_their_order() -> None:
    rows = [
        {"day": "2026-02-01T00:00:00Z", "shop": "b", "price": 1},
        {"day": None, "shop": "a", "price": 2},
        {"day": "2026-01-01T00:00:00Z", "shop": "b", "price": 3},
        {"day": "2026-02-01T00:00:00Z", "shop": "a", "price": 4},
    ]
    spec = {
        "data": {"name": "frame-0-1"},
        "datasets": {"frame-0-1": rows},
        "mark": "line",
        "encoding": {
            "color": {"field": "shop"},
            "x": {"field": "day", "timeUnit": "yearmonth"},
            "y": {"field": "price", "aggregate": "mean", "title": "Mean of price"},
        },
    }
    data = drawn_data(spec, {"price": DataField("price", unit="EUR")})
    assert [row[2] for row in data.rows] == ["3", "4", "1", "2"]
    assert data.columns[2].title == "Mean of price"
    unordered = {**spec, "datasets": {"frame-0-1": [*rows, rows[0]]}}
    assert [row[2] for row in drawn_data(unordered, {}).rows] == ["1", "2", "3", "4", "1"], "not one row a group"
