from __future__ import annotations

from typing import Any

import pytest

from nutgraf.vega.emptiness import EmptyColumn, empty_column, has_rows

ROWS = [{"a": 1, "b": None, "c": None}, {"a": 2, "b": None, "c": 3}]
GONE: dict[str, Any] = {"x": {"field": "a"}, "y": {"field": "b"}}
THERE: dict[str, Any] = {"x": {"field": "a"}, "y": {"field": "c"}}


def chart(encoding: dict[str, Any] = GONE, **parts: Any) -> dict[str, Any]:
    return {"data": {"values": ROWS}, "mark": "bar", "encoding": encoding, **parts}


@pytest.mark.parametrize(
    ("spec", "pointer"),
    [
        (chart(), "/encoding/y/field"),
        (chart(data={"name": "t"}, datasets={"t": ROWS}), "/encoding/y/field"),
        (chart({"y": {"field": "b", "aggregate": "mean"}}), "/encoding/y/field"),
        (chart(transform=[{"filter": "datum.a > 1"}]), "/encoding/y/field"),
        ({"data": {"values": ROWS}, "layer": [{"mark": "bar", "encoding": GONE}]}, "/layer/0/encoding/y/field"),
        ({"data": {"values": ROWS}, "encoding": GONE, "layer": [{"mark": "bar"}]}, "/encoding/y/field"),
        ({"vconcat": [chart(), chart()]}, "/vconcat/0/encoding/y/field"),
        ({"data": {"values": ROWS}, "facet": {"field": "a"}, "spec": {"mark": "bar", "encoding": GONE}},
         "/spec/encoding/y/field"),
    ],
)  # fmt: skip
def test_a_column_without_any_value_is_found(spec: dict[str, Any], pointer: str) -> None:
    assert empty_column(spec) == EmptyColumn("b", 2, pointer)


@pytest.mark.parametrize(
    "spec",
    [
        chart(THERE),
        chart({"color": {"field": "b"}, **THERE}),
        chart({"y": {"field": "b", "aggregate": "missing"}}),
        chart({"y": {"field": "b", "impute": {"value": 0}}}),
        chart({"y": {"field": "unknown"}}),
        chart({"y": {"field": "d"}}, data={"values": [{"a": 1}]}),
        chart(transform=[{"calculate": "1", "as": "b"}]),
        chart(transform=[{"aggregate": [{"op": "count", "as": "b"}]}]),
        chart(transform=[{"impute": "b", "key": "a", "value": 0}]),
        chart(data={"values": []}),
        chart(data={"url": "data/prices/2026-01-31.csv"}),
        chart(data={"sequence": {"start": 0, "stop": 3}}),
        {"layer": [chart(), chart(THERE)]},
        {"repeat": ["b"], "spec": chart({"y": {"field": "b"}})},
        chart({"x": 5, "y": None}),
        {"mark": "bar"},
        {"layer": 7},
    ],
)
def test_a_chart_that_has_something_to_draw_is_left_alone(spec: dict[str, Any]) -> None:
    assert empty_column(spec) is None


@pytest.mark.parametrize(
    ("spec", "some"),
    [
        (chart(), True),
        (chart(data={"values": []}), False),
        (chart(data={"name": "t"}, datasets={"t": []}), False),
        (chart(data={"name": "t"}, datasets={"t": [], "u": ROWS}), True),
        ({"layer": [chart(data={"values": []}), chart(data={"values": []})]}, False),
        ({"layer": [chart(data={"values": []}), chart(data={"sequence": {"start": 0, "stop": 3}})]}, True),
        ({"mark": "bar"}, True),
    ],
)
def test_whether_there_are_rows(spec: dict[str, Any], some: bool) -> None:
    assert has_rows(spec) is some
