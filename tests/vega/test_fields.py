from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.vega.expressions import as_field, datum_names, first_name
from nutgraf.vega.fields import UnknownField, unknown_fields
from tests.vega.reference import GALLERY

ROWS = [{"a": 1, "b": "x"}, {"a": 2, "late": True}]


def view(**parts: Any) -> dict[str, Any]:
    return {"data": {"values": ROWS}, "mark": "bar", **parts}


def found(spec: dict[str, Any]) -> list[tuple[str, str]]:
    return [(unknown.field, unknown.pointer) for unknown in unknown_fields(spec)]


def x(field: Any, **more: Any) -> dict[str, Any]:
    return {"x": {"field": field, **more}}


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        (view(encoding=x("a")), []),
        (view(encoding=x("late")), []),
        (view(encoding=x("c")), [("c", "/encoding/x/field")]),
        (view(encoding={"tooltip": [{"field": "a"}, {"field": "c"}]}), [("c", "/encoding/tooltip/1/field")]),
        (view(encoding={"y": {"aggregate": "count"}}), []),
        (view(encoding={"y": {"aggregate": "count", "field": "*"}}), []),
        (view(encoding=x("a", aggregate={"argmax": "c"})), [("c", "/encoding/x/aggregate/argmax")]),
        (view(encoding=x("a", sort={"field": "c"})), [("c", "/encoding/x/sort/field")]),
        (view(encoding=x("a", sort={"encoding": "y"})), []),
        (view(encoding=x("a", sort=["c", "d"])), []),
        (view(encoding=x("a", axis={"labelExpr": "datum.label"})), []),
        (
            view(encoding={"color": {"condition": {"test": "datum.c > 1", "field": "d"}}}),
            [("d", "/encoding/color/condition/field"), ("c", "/encoding/color/condition/test")],
        ),
        (
            view(encoding={"color": {"condition": [{"test": {"field": "c", "gt": 1}}]}}),
            [("c", "/encoding/color/condition/0/test/field")],
        ),
        (
            view(encoding={"y": {"aggregate": "mean", "field": "a"}, "color": {"condition": {"test": "datum.mean_a"}}}),
            [],
        ),
        (view(mark={"type": "text", "text": {"expr": "datum.c"}}), [("c", "/mark/text/expr")]),
        (view(mark={"type": "text", "text": {"expr": "datum.mean_a"}}, encoding=x("a", aggregate="mean")), []),
        (view(mark={"type": "text", "text": {"expr": "datum.a_end"}}, encoding=x("a")), []),
        (view(mark={"type": "text", "text": {"expr": "'datum.c'"}}), []),
        (
            view(
                params=[{"name": "p", "select": {"type": "point", "fields": ["yearmonth_a"]}}],
                encoding=x("a", timeUnit="yearmonth"),
            ),
            [],
        ),
        (view(encoding=x("1"), data={"values": [[1, 2]]}), []),
        (view(encoding=x("c"), data={"values": []}), []),
        (view(encoding=x("c"), data={"name": "somewhere"}), []),
        (view(encoding=x("c"), data={"url": "x.csv"}), []),
        (view(encoding=x("c"), data={"values": "c,d\n1,2"}), []),
        (view(encoding=x("properties.c"), data={"values": {"type": "FeatureCollection", "features": []}}), []),
        (view(encoding=x("c"), data={"sequence": {"start": 0, "stop": 3, "as": "n"}}), [("c", "/encoding/x/field")]),
        (view(encoding=x("data"), data={"values": [1, 2]}), []),
        ({**view(encoding=x("c")), "data": {"name": "t"}, "datasets": {"t": ROWS}}, [("c", "/encoding/x/field")]),
        (view(encoding=x({"repeat": "row"})), []),
        ({"data": {"values": ROWS}, "repeat": ["c"], "spec": {"mark": "bar", "encoding": x("d")}}, []),
        (
            view(params=[{"name": "p", "select": {"type": "point", "fields": ["c"]}}]),
            [("c", "/params/0/select/fields/0")],
        ),
    ],
)
def test_encodings(spec: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert sorted(found(spec)) == sorted(expected)


@pytest.mark.parametrize(
    ("transform", "makes", "lacks"),
    [
        ([{"calculate": "datum.a * 2", "as": "c"}], ["a", "c"], ["d"]),
        ([{"filter": "datum.a > 0"}], ["a"], ["c"]),
        ([{"aggregate": [{"op": "mean", "field": "a", "as": "m"}], "groupby": ["b"]}], ["b", "m"], ["a"]),
        ([{"joinaggregate": [{"op": "mean", "field": "a", "as": "m"}]}], ["a", "m"], ["c"]),
        ([{"window": [{"op": "rank", "as": "r"}], "sort": [{"field": "a"}]}], ["a", "r"], ["c"]),
        ([{"joinaggregate": [{"op": "mean", "field": "a"}]}], ["a", "mean_a"], []),
        ([{"aggregate": [{"op": "count"}], "groupby": ["b"]}], ["b", "__count", "count"], []),
        ([{"bin": True, "field": "a", "as": "c"}], ["a", "c", "c_end"], ["d"]),
        ([{"bin": True, "field": "a", "as": ["c", "d"]}], ["c", "d"], ["c_end"]),
        ([{"timeUnit": "year", "field": "a", "as": "y"}], ["a", "y", "y_end"], ["c"]),
        ([{"fold": ["a", "late"]}], ["a", "key", "value"], ["c"]),
        ([{"fold": ["a", "late"], "as": ["k", "v"]}], ["k", "v"], ["key"]),
        ([{"flatten": ["a"], "as": ["c"]}], ["a", "c"], ["d"]),
        ([{"stack": "a", "groupby": ["b"], "as": ["c", "d"]}], ["a", "c", "d"], ["e"]),
        ([{"impute": "a", "key": "b"}], ["a", "b"], ["c"]),
        ([{"sample": 5}], ["a"], ["c"]),
        ([{"extent": "a", "param": "p"}], ["a"], ["c"]),
        ([{"density": "a", "groupby": ["b"]}], ["b", "value", "density"], ["a"]),
        ([{"regression": "a", "on": "late"}], ["a", "late"], ["b"]),
        ([{"regression": "a", "on": "late", "params": True}], ["coef", "rSquared"], ["a"]),
        ([{"loess": "a", "on": "late", "as": ["u", "v"]}], ["u", "v"], ["a"]),
        ([{"quantile": "a"}], ["prob", "value"], ["a"]),
        (
            [{"lookup": "a", "from": {"data": {"values": [{"k": 1, "c": 2}]}, "key": "k", "fields": ["c"]}}],
            ["c"],
            ["k"],
        ),
        ([{"lookup": "a", "from": {"data": {"values": [{"k": 1}]}, "key": "k"}, "as": "whole"}], ["whole.k"], ["k"]),
        ([{"lookup": "a", "from": {"param": "p", "key": "a", "fields": ["c"]}}], ["c"], ["d"]),
        ([{"pivot": "b", "value": "a"}], ["anything"], []),
        ([{"something": "new"}], ["anything"], []),
    ],
)
def test_transforms(transform: list[dict[str, Any]], makes: list[str], lacks: list[str]) -> None:
    for field in makes:
        assert found(view(transform=transform, encoding=x(field))) == []
    for field in lacks:
        assert found(view(transform=transform, encoding=x(field))) == [(field, "/encoding/x/field")]


@pytest.mark.parametrize(
    ("step", "pointer"),
    [
        ({"calculate": "datum['c'] + 1", "as": "n"}, "calculate"),
        ({"filter": {"and": [{"field": "a", "gt": 1}, {"not": {"field": "c", "equal": 2}}]}}, "filter/and/1/not/field"),
        ({"filter": {"or": ["datum.c"]}}, "filter/or/0"),
        ({"aggregate": [{"op": "sum", "field": "c", "as": "s"}]}, "aggregate/0/field"),
        ({"aggregate": [{"op": "count", "as": "s"}], "groupby": ["a", "c"]}, "groupby/1"),
        ({"window": [{"op": "rank", "as": "r"}], "sort": [{"field": "c"}]}, "sort/0/field"),
        ({"fold": ["a", "c"]}, "fold/1"),
        ({"flatten": ["c"]}, "flatten/0"),
        ({"bin": True, "field": "c", "as": "n"}, "field"),
        ({"stack": "c", "groupby": [], "as": "n"}, "stack"),
        ({"density": "c"}, "density"),
        ({"regression": "a", "on": "c"}, "on"),
        ({"pivot": "b", "value": "c"}, "value"),
        ({"lookup": "c", "from": {"data": {"values": []}, "key": "k"}}, "lookup"),
        ({"lookup": "a", "from": {"data": {"values": [{"k": 1}]}, "key": "c"}}, "from/key"),
        ({"lookup": "a", "from": {"data": {"values": [{"k": 1}]}, "key": "k", "fields": ["c"]}}, "from/fields/0"),
    ],
)
def test_what_transforms_read(step: dict[str, Any], pointer: str) -> None:
    assert found(view(transform=[step])) == [("c", f"/transform/0/{pointer}")]


def test_a_field_that_outer_layers_share_must_be_in_one_of_them() -> None:
    marks = {"data": {"values": [{"c": 1}]}, "mark": "rule"}
    shared = {"data": {"values": ROWS}, "encoding": x("c"), "layer": [{"mark": "bar"}, marks]}
    assert found(shared) == []
    assert found({**shared, "layer": [{"mark": "bar"}, {"mark": "line"}]}) == [("c", "/encoding/x/field")]
    overridden = {**shared, "layer": [{"mark": "bar", "encoding": x("a")}]}
    assert found(overridden) == []


def test_composed_views_are_looked_into() -> None:
    inner = {"mark": "bar", "encoding": x("c")}
    spec = {"data": {"values": ROWS}, "hconcat": [{"mark": "bar"}, {"layer": [inner]}]}
    assert found(spec) == [("c", "/hconcat/1/layer/0/encoding/x/field")]
    faceted = {"data": {"values": ROWS}, "facet": {"row": {"field": "d"}}, "spec": inner}
    assert found(faceted) == [("d", "/facet/row/field"), ("c", "/spec/encoding/x/field")]
    assert found({**faceted, "facet": {"field": "d"}})[0] == ("d", "/facet/field")


def test_known_names_are_as_an_encoding_must_write_them() -> None:
    spec = view(data={"values": [{"a.b": 1, "c": 2}]}, encoding=x("a.b"))
    assert unknown_fields(spec) == (UnknownField("a.b", ("a\\.b", "c"), "/encoding/x/field"),)
    assert found(view(data={"values": [{"a.b": 1}]}, encoding=x("a\\.b"))) == []
    assert found(view(data={"values": [{"a": {"b": 1}}]}, encoding=x("a.b"))) == []


def test_nothing_is_unknown_in_the_gallery() -> None:
    for path in sorted(GALLERY.rglob("*.json")):
        assert unknown_fields(json.loads(path.read_text(encoding="utf-8"))) == (), path.name


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("a", "a"),
        ("a.b.c", "a"),
        ("a[0]", "a"),
        ("a\\.b", "a.b"),
        ("a\\.b.c", "a.b"),
        ("['a b'].c", "a b"),
        ('["a.b"]', "a.b"),
        ("[a.b]", "a.b"),
        ("['it\\'s']", "it's"),
        ("a b", "a b"),
        ("", ""),
    ],
)
def test_first_names(field: str, name: str) -> None:
    assert first_name(field) == name


@given(st.text())
def test_a_column_is_found_under_the_name_that_is_offered(column: str) -> None:
    assert first_name(as_field(column)) == column


@pytest.mark.parametrize(
    ("expression", "names"),
    [
        ("datum.a + datum . b", ["a", "b"]),
        ("datum['a b'] || datum[\"c\"]", ["a b", "c"]),
        ("datum.größe", ["größe"]),
        ("datum.a.b.c", ["a"]),
        ("mydatum.a + x.datum.b", []),
        ("datum[name]", []),
        ("datum['it\\'s']", ["it's"]),
        ("'datum.a' + datum.b + \"datum.c 'd'\"", ["b"]),
        ("datum['a'] == 'it\\'s datum.c'", ["a"]),
        ("year(datum.date) > 2000 && isValid(datum.value)", ["date", "value"]),
    ],
)
def test_names_in_expressions(expression: str, names: list[str]) -> None:
    assert list(datum_names(expression)) == names


KEYS = """
    data values mark encoding layer transform x field filter facet spec sort condition aggregate lookup from datasets
    hconcat as params select
"""

junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(KEYS.split()),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(["data", "encoding", "layer", "transform", "facet", "spec"]), junk))
def test_no_spec_is_too_malformed_to_look_at(spec: dict[str, Any]) -> None:
    unknown_fields(spec)
