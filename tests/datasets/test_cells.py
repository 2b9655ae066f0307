from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.datasets.cells import ORDERED, WANTED, parse_cell
from nutgraf.model.dataset import FieldType


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("any", " x", " x"),
        ("string", "1.10", "1.10"),
        ("number", "1234.5", 1234.5),
        ("number", " -2e9 ", -2e9),
        ("number", ".5", 0.5),
        ("number", "nan", None),
        ("number", "-inf", None),
        ("number", "1e400", None),
        ("number", "1,234", None),
        ("number", "12 %", None),
        ("number", "٣", None),
        ("number", "1_000", None),
        ("integer", "+7", 7),
        ("integer", "-9223372036854775808", -(1 << 63)),
        ("integer", "9223372036854775808", None),
        ("integer", "9" * 5000, None),
        ("integer", "1.0", None),
        ("integer", "1e3", None),
        ("boolean", "TRUE", True),
        ("boolean", "0", False),
        ("boolean", "yes", None),
        ("date", "2024-02-29", dt.date(2024, 2, 29)),
        ("date", "2023-02-29", None),
        ("date", "2024-W01-1", None),
        ("date", "20240229", None),
        ("date", "0000-01-01", None),
        ("datetime", "2026-11-30T14:05:00+02:00", dt.datetime(2026, 11, 30, 12, 5)),
        ("datetime", "2026-11-30 14:05:00.25Z", dt.datetime(2026, 11, 30, 14, 5, 0, 250_000)),
        ("datetime", "2026-11-30T14:05", dt.datetime(2026, 11, 30, 14, 5)),
        ("datetime", "2026-11-30", None),
        ("datetime", "0001-01-01T00:00:00+02:00", None),
        ("year", "2026", 2026),
        ("year", "26", None),
        ("yearmonth", "2026-11", dt.date(2026, 11, 1)),
        ("yearmonth", "2026-13", None),
    ],
)
def test_a_cell_is_of_its_type_or_nothing(kind: FieldType, text: str, value: object) -> None:
    assert parse_cell(kind, text) == value


@given(st.sampled_from(sorted(WANTED)), st.one_of(st.text(), st.text("0123456789-+:.TZe ", max_size=30)))
def test_no_cell_raises(kind: FieldType, text: str) -> None:
    parse_cell(kind, text)


@pytest.mark.parametrize("kind", sorted(WANTED))
def test_the_example_in_a_message_is_of_the_type(kind: FieldType) -> None:
    _, _, example = WANTED[kind].partition(" such as ")
    assert parse_cell(kind, example or "true") is not None
    assert (kind in ORDERED) == bool(example)
