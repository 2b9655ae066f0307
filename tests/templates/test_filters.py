from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.locales import ENGLISH, LANGUAGES
from nutgraf.templates.filters import direction, filters_for

FILTERS = filters_for(ENGLISH)


def test_dates() -> None:
    day = dt.date(2026, 11, 4)
    assert FILTERS["long_date"](day) == "4 November 2026"
    assert filters_for(LANGUAGES["de"])["long_date"](day) == "4. November 2026"
    assert FILTERS["iso_date"](dt.date(2026, 1, 4)) == "2026-01-04"


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
    assert FILTERS["filesize"](size) == text


@given(st.integers(0, 10**12))
def test_a_size_is_within_its_last_digit(size: int) -> None:
    number, unit = FILTERS["filesize"](size).split()
    factor = {"B": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9}[unit]
    last_digit = factor / 10 if "." in number else factor
    assert abs(float(number.replace(",", "")) * factor - size) <= last_digit


def test_counts() -> None:
    plural = FILTERS["plural"]
    assert FILTERS["thousands"](1745) == "1,745"
    assert [plural(count, "row") for count in (0, 1, 2, 1200)] == ["0 rows", "1 row", "2 rows", "1,200 rows"]
    assert plural(2, "entry", "entries") == "2 entries"


def test_numbers_are_written_as_the_site_writes_them() -> None:
    german = filters_for(LANGUAGES["de"])
    assert (german["thousands"](1745), german["filesize"](1_234)) == ("1.745", "1,2 kB")
    assert german["plural"](1200, "row") == "1.200 rows"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("he-IL", "rtl"),
        ("fa", "rtl"),
        ("pa-Arab", "rtl"),
        ("az-Latn", "ltr"),
        ("ks-Latn", "ltr"),
    ],
)
def test_direction(language: str, expected: str) -> None:
    assert direction(language) == expected
