"""A frame as a CSV: one form for each value, and a frame that reads back the same."""

from __future__ import annotations

import datetime as dt
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.datasets.frames import read_frame
from nutgraf.datasets.writing import UnwritableFrameError, csv_of_frame
from nutgraf.model.dataset import FieldType
from tests.datasets.versions import column, version


def cells(values: object, dtype: str | None = None) -> list[str]:
    return csv_of_frame(pd.DataFrame({"a": pd.Series(values, dtype=dtype), "b": 0})).decode().split(",0\n")[:-1]


@pytest.mark.parametrize(
    ("values", "dtype", "written"),
    [
        ([1, 2], "int64", ["a,b\n1", "2"]),
        ([0.1, 1e-7, 1e22, 100.0, math.nan], "float64", ["a,b\n0.1", "1e-07", "1e+22", "100.0", ""]),
        ([1, None], "Int64", ["a,b\n1", ""]),
        ([True, False], "bool", ["a,b\ntrue", "false"]),
        ([True, None], "boolean", ["a,b\ntrue", ""]),
        (["2026-01-31", "NaT"], "datetime64[us]", ["a,b\n2026-01-31", ""]),
        (["2026-01-31", "2026-01-31 12:30"], "datetime64[us]", ["a,b\n2026-01-31T00:00:00", "2026-01-31T12:30:00"]),
        (["2026-01-31 01:00"], "datetime64[us, Europe/Berlin]", ["a,b\n2026-01-31T00:00:00Z"]),
        ([dt.date(2026, 1, 31), None], "object", ["a,b\n2026-01-31", ""]),
        (["a", "b"], "category", ["a,b\na", "b"]),
        (pd.period_range("2026-01", periods=1, freq="M"), None, ["a,b\n2026-01"]),
        (["é, \"x\"", "", None], "str", ['a,b\n"é, ""x"""', "", ""]),
    ],
)  # fmt: skip
def test_cells(values: object, dtype: str | None, written: list[str]) -> None:
    assert cells(values, dtype) == written


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (pd.DataFrame({"a": [1]}, index=pd.Index([1], name="day")), "the index day would be lost"),
        (pd.DataFrame([[1]]), "a column is named 0"),
        (pd.DataFrame([[1, 2]], columns=["a", "a"]), "2 columns are named a"),
        (pd.DataFrame(), "the frame has no columns"),
        (pd.DataFrame({"a": [[1, 2]]}), "the column a holds [1, 2]"),
        (pd.DataFrame({"a": [math.inf]}), "the column a holds inf"),
    ],
)
def test_what_has_no_place_in_a_csv(frame: pd.DataFrame, message: str) -> None:
    with pytest.raises(UnwritableFrameError) as raised:
        csv_of_frame(frame)
    assert str(raised.value) == message
    assert raised.value.hint


def test_no_rows() -> None:
    assert csv_of_frame(pd.DataFrame({"a": [], "b": []})) == b"a,b\n"


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=6)


@given(
    st.lists(
        st.tuples(
            st.floats(allow_nan=False, allow_infinity=False),
            st.integers(-(2**63), 2**63 - 1),
            TEXTS,
            st.datetimes(dt.datetime(1678, 1, 1), dt.datetime(2262, 1, 1)),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_what_is_written_reads_back_the_same(rows: list[tuple[float, int, str, dt.datetime]]) -> None:
    frame = pd.DataFrame(rows, columns=["x", "n", "text", "at"]).astype({"n": "int64", "at": "datetime64[us]"})
    kinds: dict[str, FieldType] = {"x": "number", "n": "integer", "text": "string", "at": "datetime"}
    content = csv_of_frame(frame)
    described = version(*(column(name, kind) for name, kind in kinds.items()), missing=())
    if (frame["at"] == frame["at"].dt.normalize()).all():
        described = version(*(column(name, "date" if name == "at" else kinds[name]) for name in kinds), missing=())
    outcome = read_frame(content, described)
    assert not outcome.problems
    pd.testing.assert_frame_equal(outcome.value, frame.astype({"text": "str"}))
    assert csv_of_frame(outcome.value) == content
