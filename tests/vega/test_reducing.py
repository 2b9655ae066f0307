"""A chart on a large frame is the chart on all its rows."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nutgraf.model.theme import Theme
from nutgraf.vega.drawing import Drawer, draw_raw
from nutgraf.vega.fields import unknown_fields
from nutgraf.vega.frames import frame_values
from nutgraf.vega.large.reducing import LARGE, MOST_ROWS, TooManyRowsError, with_frames
from tests.vega.reference import differences

ROWS = LARGE + 2000


def large_frame(rows: int = ROWS, seed: int = 1) -> pd.DataFrame:
    chance = np.random.default_rng(seed)
    when = pd.Timestamp("2018-12-30") + pd.to_timedelta(chance.integers(0, 900 * 24 * 60, rows), unit="min")
    price = np.round(chance.lognormal(3, 0.7, rows), 2)
    price[chance.random(rows) < 0.03] = np.nan
    price[5] = np.inf
    kind = pd.Series(chance.choice(["b", "a", "dé", "c, d"], rows, p=[0.5, 0.3, 0.15, 0.05]))
    return pd.DataFrame(
        {
            "when": when.where(chance.random(rows) > 0.02),
            "kind": kind.where(chance.random(rows) > 0.02),
            "price": price,
            "count": chance.integers(0, 40, rows),
            "whole": pd.array(np.where(chance.random(rows) < 0.1, None, chance.integers(-50, 50, rows)), dtype="Int64"),
            "sold": chance.random(rows) < 0.4,
            "grade": pd.Categorical(chance.choice(["low", "high", "mid"], rows), ["low", "mid", "high"], ordered=True),
            "local": (when.tz_localize("UTC") + pd.Timedelta(hours=5)).tz_convert("America/New_York"),
            "a.b": chance.normal(size=rows),
            "group 1": chance.integers(0, 5, rows),
        }
    )


def q(field: str, **more: Any) -> dict[str, Any]:
    return {"field": field, "type": "quantitative", **more}


def n(field: str, **more: Any) -> dict[str, Any]:
    return {"field": field, "type": "nominal", **more}


def t(field: str, **more: Any) -> dict[str, Any]:
    return {"field": field, "type": "temporal", **more}


COUNT = {"aggregate": "count", "type": "quantitative"}


def unit(mark: Any, encoding: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"data": {"name": "large"}, "mark": mark, "encoding": encoding, **more}


CHARTS: dict[str, dict[str, Any]] = {
    "mean": unit("bar", {"x": n("kind"), "y": q("price", aggregate="mean")}),
    "histogram": unit("bar", {"x": q("price", bin=True), "y": COUNT}),
    "fine histogram": unit("bar", {"x": q("price", bin={"maxbins": 60}), "y": COUNT}),
    "steps": unit("bar", {"x": q("a\\.b", bin={"step": 0.25}), "y": COUNT}),
    "not nice": unit("bar", {"x": q("whole", bin={"nice": False, "maxbins": 7}), "y": COUNT}),
    "stacked histogram": unit("bar", {"x": q("price", bin=True), "y": COUNT, "color": n("kind")}),
    "normalised": unit("bar", {"x": n("grade"), "y": {**COUNT, "stack": "normalize"}, "color": n("kind")}),
    "shares": unit("arc", {"theta": COUNT, "color": n("kind")}),
    "months": unit(
        "line", {"x": t("when", timeUnit="yearmonth"), "y": q("price", aggregate="mean"), "color": n("kind")}
    ),
    "weeks": unit("line", {"x": t("when", timeUnit="yearweek"), "y": q("price", aggregate="median")}),
    "quarters": unit(
        "area", {"x": t("when", timeUnit="yearquarter"), "y": q("count", aggregate="sum"), "color": n("kind")}
    ),
    "hours": unit("bar", {"x": {"field": "when", "type": "ordinal", "timeUnit": "hours"}, "y": COUNT}),
    "calendar": unit(
        "rect",
        {
            "x": {"field": "when", "timeUnit": "month", "type": "ordinal"},
            "y": {"field": "when", "timeUnit": "day", "type": "ordinal"},
            "color": q("price", aggregate="max"),
        },
    ),
    "zone": unit("line", {"x": t("local", timeUnit="yearmonthdate"), "y": COUNT}),
    "heat map": unit("rect", {"x": q("price", bin={"maxbins": 20}), "y": q("whole", bin=True), "color": COUNT}),
    "bubbles": unit("point", {"x": n("kind"), "y": n("grade"), "size": q("price", aggregate="stdev")}),
    "coloured bins": unit("bar", {"x": n("kind"), "y": COUNT, "color": q("price", bin=True)}),
    "spread": unit(
        "point", {"x": n("kind"), "y": q("price", aggregate="stderr"), "size": q("price", aggregate="variance")}
    ),
    "two of one": unit(
        "rule", {"x": n("kind"), "y": q("price", aggregate="q1"), "y2": {"field": "price", "aggregate": "q3"}}
    ),
    "one number": unit("text", {"text": q("price", aggregate="mean", format=".3f")}),
    "flags": unit("bar", {"x": n("sold"), "y": q("count", aggregate="sum")}),
    "mean of flags": unit("bar", {"x": n("kind"), "y": q("sold", aggregate="mean")}),
    "valid and missing": unit(
        "point", {"x": q("whole", aggregate="valid"), "y": q("whole", aggregate="missing"), "color": n("kind")}
    ),
    "distinct": unit("bar", {"x": n("kind"), "y": q("whole", aggregate="distinct")}),
    "distinct texts": unit("bar", {"x": n("grade"), "y": q("kind", aggregate="distinct")}),
    "sorted by channel": unit("bar", {"y": n("kind", sort="-x"), "x": q("price", aggregate="mean")}),
    "sorted by count": unit("bar", {"y": n("kind", sort="x"), "x": COUNT, "color": n("grade")}),
    "sorted by field": unit(
        "bar", {"x": n("kind", sort={"field": "count", "op": "max", "order": "descending"}), "y": COUNT}
    ),
    "sorted mean of groups": unit(
        "bar", {"y": n("kind", sort="-x"), "x": q("price", aggregate="mean"), "color": n("grade")}
    ),
    "unsorted": unit("bar", {"x": n("kind", sort=None), "y": COUNT}),
    "listed": unit("bar", {"x": n("kind", sort=["c, d", "a"]), "y": COUNT}),
    "named like a count": unit("bar", {"x": q("count", bin=True), "y": COUNT}),
    "columns": unit("bar", {"x": q("price", bin=True), "y": COUNT, "column": n("grade")}),
    "wrapped": unit("bar", {"x": q("price", bin=True), "y": COUNT, "facet": n("grade", columns=2)}),
    "titled": unit("bar", {"x": n("kind", title="Kind"), "y": {**COUNT, "axis": {"title": None}}}),
    "condition": unit(
        "bar",
        {
            "x": n("kind"),
            "y": COUNT,
            "color": {"condition": {"test": "datum.kind === 'a'", "value": "red"}, "value": "grey"},
        },
    ),
    "offset": unit("bar", {"x": n("kind"), "xOffset": n("sold"), "y": q("price", aggregate="max")}),
    "filtered": unit(
        "bar", {"x": n("kind"), "y": COUNT}, transform=[{"filter": "datum.count > 5 && datum.kind !== 'a'"}]
    ),
    "filter of missing": unit(
        "bar", {"x": n("kind"), "y": COUNT}, transform=[{"filter": "datum.whole < 3 || !(datum.price >= 9)"}]
    ),
    "predicates": unit(
        "bar",
        {"x": n("kind"), "y": COUNT},
        transform=[
            {"filter": {"and": [{"field": "count", "range": [3, 30]}, {"not": {"field": "kind", "oneOf": ["b"]}}]}},
            {"filter": {"or": [{"field": "sold", "equal": True}, {"field": "whole", "gt": 10}]}},
            {"filter": {"field": "price", "valid": True}},
        ],
    ),
    "aggregate step": unit(
        "bar",
        {"x": n("kind"), "y": q("m"), "color": n("grade")},
        transform=[
            {
                "aggregate": [{"op": "mean", "field": "price", "as": "m"}, {"op": "count", "as": "n"}],
                "groupby": ["kind", "grade"],
            },
            {"filter": "datum.n > 100"},
            {"calculate": "datum.m * 2", "as": "twice"},
        ],
    ),
    "bin and unit steps": unit(
        "point",
        {"x": t("month"), "y": q("from"), "size": q("n")},
        transform=[
            {"timeUnit": "yearmonth", "field": "when", "as": "month"},
            {"bin": {"maxbins": 5}, "field": "whole", "as": ["from", "to"]},
            {"aggregate": [{"op": "count", "as": "n"}], "groupby": ["month", "from", "to"]},
        ],
    ),
    "layers": {
        "data": {"name": "large"},
        "transform": [{"filter": "datum.sold == true"}],
        "encoding": {"x": t("when", timeUnit="yearmonth")},
        "layer": [
            {"mark": "line", "encoding": {"y": q("price", aggregate="mean")}},
            {
                "mark": {"type": "area", "opacity": 0.3},
                "encoding": {"y": q("price", aggregate="q1"), "y2": {"aggregate": "q3", "field": "price"}},
            },
            {"mark": "rule", "encoding": {"y": q("price", aggregate="median"), "x": None}},
            {"data": {"values": [{"v": 20}]}, "mark": "rule", "encoding": {"y": {"datum": 20}, "x": None}},
        ],
    },
    "side by side": {
        "data": {"name": "large"},
        "hconcat": [
            {"mark": "bar", "encoding": {"x": n("kind"), "y": COUNT}},
            {"mark": "bar", "encoding": {"x": q("price", bin=True), "y": COUNT}},
        ],
    },
    "facet operator": {
        "data": {"name": "large"},
        "facet": {"row": n("grade")},
        "spec": {"mark": "bar", "encoding": {"x": n("kind"), "y": q("price", aggregate="mean")}},
    },
    "small remainder": unit("point", {"x": q("price"), "y": q("count")}, transform=[{"filter": "datum.price > 150"}]),
    "line of days": unit(
        "line", {"x": t("when", timeUnit="yearmonthdate"), "y": q("a\\.b", aggregate="min"), "color": n("sold")}
    ),
    "stacked ends": unit(
        "bar",
        {"x": q("price", bin=True), "x2": None, "y": COUNT, "order": q("count", aggregate="mean"), "color": n("kind")},
    ),
    "words with spaces": unit(
        "bar", {"x": {"field": "group 1", "type": "ordinal"}, "y": q("price", aggregate="average")}
    ),
}


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    return large_frame()


def both_drawings(drawer: Drawer, spec: dict[str, Any], frame: pd.DataFrame) -> tuple[str, str, dict[str, Any]]:
    reduced = with_frames(spec, {"large": frame})
    whole = {**spec, "datasets": {"large": frame_values(frame)}}
    return draw_raw(drawer, reduced, Theme()).svg, draw_raw(drawer, whole, Theme()).svg, reduced


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_of_a_large_frame_is_drawn_as_from_all_its_rows(name: str, drawer: Drawer, frame: pd.DataFrame) -> None:
    before = json.dumps(CHARTS[name])
    mine, whole, reduced = both_drawings(drawer, CHARTS[name], frame)
    assert differences(mine, whole) == []
    assert sum(len(rows) for rows in reduced["datasets"].values()) < 4000
    assert json.dumps(CHARTS[name]) == before


MEASURED = ["price", "count", "whole", "sold", "a\\.b"]
OPERATIONS = ["count", "sum", "mean", "median", "min", "max", "q1", "q3", "stdev", "stdevp", "variance", "variancep"]
OPERATIONS += ["stderr", "valid", "missing", "distinct", "average"]
KEYS = st.one_of(
    st.sampled_from([n("kind"), n("grade"), n("sold"), {"field": "group 1", "type": "ordinal"}]),
    st.builds(
        lambda field, most, nice: q(field, bin={"maxbins": most, "nice": nice}),
        st.sampled_from(["price", "whole", "a\\.b", "count"]),
        st.integers(2, 80),
        st.booleans(),
    ),
    st.builds(
        lambda field, unit: {"field": field, "timeUnit": unit, "type": "ordinal"},
        st.sampled_from(["when", "local"]),
        st.sampled_from(
            ["year", "quarter", "month", "yearmonth", "week", "day", "date", "hours", "dayofyear", "yearweek"]
        )
        | st.sampled_from(["monthdate", "yearquarter", "hoursminutes", "utcyearmonthdate", "dayhours", "minutes"]),
    ),
)
MEASURES = st.builds(
    lambda field, operation: COUNT if operation == "count" else q(field, aggregate=operation),
    st.sampled_from(MEASURED),
    st.sampled_from(OPERATIONS),
)


# Not at random: Vega adds up in another order, and a last bit more or less may make an axis end one tick later.
@settings(max_examples=20, deadline=None, derandomize=True)
@given(KEYS, MEASURES, st.one_of(st.none(), KEYS, MEASURES), st.sampled_from(["point", "bar", "line"]))
def test_any_grouping_and_measure_is_drawn_as_from_all_rows(
    drawer: Drawer, frame: pd.DataFrame, key: Any, measure: Any, third: Any, mark: str
) -> None:
    colour = {"color": third} if third else {}
    mine, whole, reduced = both_drawings(drawer, unit(mark, {"x": key, "y": measure, **colour}), frame)
    assert differences(mine, whole) == []
    assert "large" not in reduced["datasets"]


def test_small_frames_go_in_as_they_are(frame: pd.DataFrame) -> None:
    few = frame.head(LARGE)
    assert with_frames(CHARTS["mean"], {"large": few}) == {**CHARTS["mean"], "datasets": {"large": frame_values(few)}}


def test_rows_that_are_drawn_one_by_one_stay_in_the_columns_that_are_named(frame: pd.DataFrame) -> None:
    reduced = with_frames(unit("point", {"x": q("price"), "y": q("count")}), {"large": frame})
    [rows] = reduced["datasets"].values()
    assert rows == frame_values(frame[["price", "count"]])


@pytest.mark.parametrize(
    ("chart", "reason"),
    [
        (unit("point", {"x": q("price"), "y": q("count")}), ""),
        (unit("boxplot", {"x": n("kind"), "y": q("price")}), "the parts of a boxplot"),
        (
            unit("bar", {"x": n("kind"), "y": q("price", aggregate={"argmax": "count"})}),
            'the aggregate {"argmax": "count"}',
        ),
    ],
)
def test_more_rows_than_can_be_drawn_are_refused(chart: dict[str, Any], reason: str) -> None:
    with pytest.raises(TooManyRowsError) as caught:
        with_frames(chart, {"large": large_frame(MOST_ROWS + 1)})
    assert (caught.value.rows, caught.value.reason) == (MOST_ROWS + 1, reason)


@pytest.mark.parametrize(
    "steps",
    [
        [{"calculate": "datum.price * 2", "as": "double"}],
        [{"filter": {"param": "brush"}}],
        [{"filter": "datum.price > datum.count"}],
        [{"filter": "test(/a/, datum.kind)"}],
        [{"window": [{"op": "rank", "as": "rank"}]}],
    ],
)
def test_steps_that_cannot_be_taken_first_are_left_to_vega(steps: list[Any], frame: pd.DataFrame) -> None:
    chart = unit("bar", {"x": n("kind"), "y": COUNT}, transform=[{"filter": "datum.sold == true"}, *steps])
    reduced = with_frames(chart, {"large": frame})
    [rows] = reduced["datasets"].values()
    assert len(rows) == frame["sold"].sum()
    assert reduced["transform"] == steps


def test_a_large_table_that_is_looked_up_stays_whole(drawer: Drawer, frame: pd.DataFrame) -> None:
    table = pd.DataFrame({"key": range(ROWS), "word": ["odd" if number % 2 else "even" for number in range(ROWS)]})
    lookup = {"lookup": "count", "from": {"data": {"name": "words"}, "key": "key", "fields": ["word"]}}
    chart = unit("bar", {"x": n("word"), "y": COUNT}, transform=[lookup])
    reduced = with_frames(chart, {"large": frame, "words": table})
    whole = {**chart, "datasets": {"large": frame_values(frame), "words": frame_values(table)}}
    assert differences(draw_raw(drawer, reduced, Theme()).svg, draw_raw(drawer, whole, Theme()).svg) == []


def test_fields_that_a_large_frame_lacks_are_found_without_its_rows(frame: pd.DataFrame) -> None:
    reduced = with_frames(unit("bar", {"x": n("kind"), "y": q("prise", aggregate="mean")}), {"large": frame})
    [unknown] = unknown_fields(reduced)
    assert unknown.field == "prise"
    assert "price" in unknown.known
    assert len(reduced["datasets"]["large"]) == 1


def test_equal_frames_give_equal_specs_whatever_their_index(frame: pd.DataFrame) -> None:
    other = frame.set_axis(frame.index[::-1])
    for chart in CHARTS.values():
        assert json.dumps(with_frames(chart, {"large": frame})) == json.dumps(with_frames(chart, {"large": other}))
