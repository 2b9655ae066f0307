from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.templates.filters import filesize, iso_date, long_date, plural, thousands


def test_dates() -> None:
    assert long_date(dt.date(2026, 11, 4)) == "4 November 2026"
    assert [long_date(dt.date(2025, month, 1)).split()[1] for month in (1, 12)] == ["January", "December"]
    assert iso_date(dt.date(2026, 1, 4)) == "2026-01-04"


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 B"),
        (940, "940 B"),
        (1_234, "1.2 kB"),
        (9_949, "9.9 kB"),
        (9_960, "10 kB"),
        (37_400, "37 kB"),
        (999_400, "999 kB"),
        (999_700, "1.0 MB"),
        (2_400_000, "2.4 MB"),
        (7_000_000_000, "7.0 GB"),
    ],
)
def test_sizes(size: int, text: str) -> None:
    assert filesize(size) == text


@given(st.integers(0, 10**12))
def test_a_size_is_within_its_last_digit(size: int) -> None:
    number, unit = filesize(size).split()
    factor = {"B": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9}[unit]
    last_digit = factor / 10 if "." in number else factor
    assert abs(float(number.replace(",", "")) * factor - size) <= last_digit


def test_counts() -> None:
    assert thousands(1745) == "1,745"
    assert [plural(count, "row") for count in (0, 1, 2, 1200)] == ["0 rows", "1 row", "2 rows", "1,200 rows"]
    assert plural(2, "entry", "entries") == "2 entries"
