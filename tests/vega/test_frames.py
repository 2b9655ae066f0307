from __future__ import annotations

import datetime as dt
import decimal
import json
import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from altair.utils.core import sanitize_pandas_dataframe
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.vega.frames import FrameError, frame_values


def values_of(column: Any) -> list[Any]:
    return [row["c"] for row in frame_values(pd.DataFrame({"c": column}))]


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ([1, 2], [1, 2]),
        ([1.5, math.nan, math.inf, -math.inf], [1.5, None, None, None]),
        ([True, False], [True, False]),
        (["a", None], ["a", None]),
        (pd.array([1, None], dtype="Int64"), [1, None]),
        (pd.array([1.5, None], dtype="Float64"), [1.5, None]),
        (pd.array([True, None], dtype="boolean"), [True, None]),
        (pd.array(["a", None], dtype="string"), ["a", None]),
        (np.array([1, 255], dtype=np.uint8), [1, 255]),
        (np.array([0.5, np.nan], dtype=np.float32), [0.5, None]),
        (pd.Categorical(["b", None, "a"], categories=["a", "b"]), ["b", None, "a"]),
        (pd.Categorical([2, 1, 2]), [2, 1, 2]),
        ([2**53, -(2**53)], [2**53, -(2**53)]),
        ([2**53 + 1], [float(2**53 + 1)]),
        (np.array([2**64 - 1], dtype=np.uint64), [float(2**64 - 1)]),
        ([10**30], [1e30]),
        ([decimal.Decimal("1.25"), decimal.Decimal("NaN")], [1.25, None]),
        ([dt.date(2024, 3, 1), None], ["2024-03-01", None]),
        ([1, "a", None, 2.5], [1, "a", None, 2.5]),
        ([[1, math.nan], {"k": dt.date(2024, 1, 2)}], [[1, None], {"k": "2024-01-02"}]),
        ([np.array([1, 2])], [[1, 2]]),
        (pd.to_timedelta(["1s", "1500ms"]), [1000.0, 1500.0]),
        (pd.PeriodIndex(["2024Q2"], freq="Q"), ["2024-04-01T00:00:00Z"]),
        (pd.cut([1.0, math.nan, 9.0], [0, 4, 10]), ["(0, 4]", None, "(4, 10]"]),
        (pd.array([1, None], dtype="UInt8"), [1, None]),
        (pd.Series([0, 2], dtype="Sparse[int]"), [0, 2]),
        ([dt.time(3, 4), None], ["03:04:00", None]),
        ([b"ab", None], ["b'ab'", None]),
        ([{"a": [pd.NaT, {1}]}, (2, np.int8(3))], [{"a": [None, [1]]}, [2, 3]]),
        ([dt.datetime(1, 1, 1), dt.datetime(9999, 12, 31)], ["0001-01-01T00:00:00Z", "9999-12-31T00:00:00Z"]),
    ],
)
def test_values_that_a_spec_can_hold(column: Any, expected: list[Any]) -> None:
    values = values_of(column)
    assert values == expected
    assert [type(value) for value in values] == [type(value) for value in expected]


def test_moments_are_utc() -> None:
    naive = pd.to_datetime(["2024-03-31 02:30", None])
    assert values_of(naive) == ["2024-03-31T02:30:00Z", None]
    berlin = pd.to_datetime(["2024-07-01 00:00"]).tz_localize("Europe/Berlin")
    assert values_of(berlin) == ["2024-06-30T22:00:00Z"]
    mixed = pd.Series([pd.Timestamp("2024-01-01", tz="US/Eastern"), dt.datetime(2024, 1, 1), pd.NaT], dtype=object)
    assert values_of(mixed) == ["2024-01-01T05:00:00Z", "2024-01-01T00:00:00Z", None]


def test_milliseconds_are_written_where_a_column_has_them() -> None:
    moments = pd.to_datetime(["2024-01-01 00:00:00.250", "2024-01-01 00:00:01"], format="ISO8601")
    assert values_of(moments) == ["2024-01-01T00:00:00.250Z", "2024-01-01T00:00:01.000Z"]
    assert values_of(pd.to_datetime(["2024-01-01 00:00:00.000000999"])) == ["2024-01-01T00:00:00Z"]


def test_column_names_become_text() -> None:
    frame = pd.DataFrame([[1, 2, 3]], columns=[2020, pd.Timestamp("2024-01-01"), "x"])
    assert list(frame_values(frame)[0]) == ["2020", "2024-01-01T00:00:00Z", "x"]
    levels = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("a", "sum"), ("b", "")]))
    assert frame_values(levels) == [{"a_sum": 1, "b": 2}]


def test_two_columns_of_one_name_are_refused() -> None:
    with pytest.raises(FrameError, match="two columns of the frame are named '1'"):
        frame_values(pd.DataFrame([[1, 2]], columns=[1, "1"]))


def test_frames_without_rows_or_columns() -> None:
    assert frame_values(pd.DataFrame({"a": []})) == []
    assert frame_values(pd.DataFrame()) == []


COLUMNS = st.one_of(
    st.lists(st.floats()).map(lambda cells: pd.Series(cells, dtype="float64")),
    st.lists(st.integers(-(2**53), 2**53)).map(lambda cells: pd.Series(cells, dtype="int64")),
    st.lists(st.integers(0, 255) | st.none()).map(lambda cells: pd.Series(cells, dtype="UInt8")),
    st.lists(st.booleans() | st.none()).map(lambda cells: pd.Series(cells, dtype="boolean")),
    st.lists(st.text(max_size=3) | st.none()).map(lambda cells: pd.Series(cells, dtype="str")),
    st.lists(st.sampled_from(["a", "b", None])).map(lambda cells: pd.Series(pd.Categorical(cells, ["b", "a"]))),
    st.lists(st.datetimes(dt.datetime(1700, 1, 1), dt.datetime(2200, 1, 1)) | st.none()).map(
        lambda cells: pd.Series(pd.to_datetime(pd.Series(cells, dtype="object")).dt.floor("ms"))
    ),
)


@given(COLUMNS)
def test_values_are_those_that_altair_writes(column: pd.Series[Any]) -> None:
    """But for moments, which say that they are in UTC."""
    sanitized = sanitize_pandas_dataframe(pd.DataFrame({"c": column}))["c"].tolist()
    moments = pd.api.types.is_datetime64_any_dtype(column.dtype)
    expected = [pd.Timestamp(value, tz="UTC") if value else None for value in sanitized] if moments else sanitized
    values = values_of(column)
    assert [pd.Timestamp(value) if moments and value else value for value in values] == expected


cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    st.dates(),
    st.datetimes(dt.datetime(1700, 1, 1), dt.datetime(2200, 1, 1)),
    st.decimals(),
)


@given(st.lists(cells, max_size=8))
def test_any_column_becomes_json_of_the_same_length(column: list[Any]) -> None:
    values = values_of(pd.Series(column, dtype=object))
    assert len(values) == len(column)
    assert json.loads(json.dumps(values, allow_nan=False)) == values


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), max_size=8))
def test_finite_numbers_stay_exactly_what_they_are(column: list[float]) -> None:
    assert values_of(pd.Series(column, dtype=float)) == column
