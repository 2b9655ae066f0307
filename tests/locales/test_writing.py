from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nutgraf.locales import LANGUAGES, NumberFormat, long_date, partial_date, write_number
from nutgraf.locales.writing import unwritable_directive


@pytest.mark.parametrize(
    ("tag", "first", "other"),
    [
        ("en", "1 May 2026", "24 November 2026"),
        ("en-US", "May 1, 2026", "November 24, 2026"),
        ("de", "1. Mai 2026", "24. November 2026"),
        ("fr", "1er mai 2026", "24 novembre 2026"),
        ("es", "1 de mayo de 2026", "24 de noviembre de 2026"),
        ("pl", "1 maja 2026", "24 listopada 2026"),
        ("fi", "1. toukokuuta 2026", "24. marraskuuta 2026"),
        ("ru", "1 мая 2026\u00a0г.", "24 ноября 2026\u00a0г."),
        ("ja", "2026年5月1日", "2026年11月24日"),
    ],
)
def test_long_dates(tag: str, first: str, other: str) -> None:
    locale = LANGUAGES[tag]
    assert [long_date(dt.date(2026, 5, 1), locale), long_date(dt.date(2026, 11, 24), locale)] == [first, other]


@pytest.mark.parametrize(
    ("text", "english", "polish"),
    [
        ("2025", "2025", "2025"),
        ("2025-03", "March 2025", "marzec 2025"),
        ("2025-03-18", "18 March 2025", "18 marca 2025"),
        ("2025-02-31", "2025-02-31", "2025-02-31"),
        ("spring", "spring", "spring"),
        ("", "", ""),
    ],
)
def test_partial_dates(text: str, english: str, polish: str) -> None:
    assert (partial_date(text, LANGUAGES["en"]), partial_date(text, LANGUAGES["pl"])) == (english, polish)


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("en", "−1,234,567.5"),
        ("de", "−1.234.567,5"),
        ("fr", "−1\u202f234\u202f567,5"),
        ("de-CH", "−1’234’567.5"),
        ("en-IN", "−12,34,567.5"),
    ],
)
def test_numbers(tag: str, written: str) -> None:
    assert write_number("-1234567.5", LANGUAGES[tag].number) == written


def test_exponents_and_what_is_no_number_stay() -> None:
    german = LANGUAGES["de"].number
    assert [write_number(text, german) for text in ("1.2e-05", "nan", "12")] == ["1,2e−05", "nan", "12"]


def test_other_digits() -> None:
    arabic = NumberFormat("٫", "٬", numerals=tuple("٠١٢٣٤٥٦٧٨٩"))
    assert write_number("1234.5", arabic) == "١٬٢٣٤٫٥"


@given(st.integers())
def test_grouping_by_threes_is_pythons_own(number: int) -> None:
    assert write_number(str(number), NumberFormat(minus="-")) == f"{number:,}"


@pytest.mark.parametrize(("form", "wrong"), [("%-d. %B %Y", ""), ("%d/%m/%Q", "%Q"), ("100%", "%"), ("%%", "")])
def test_what_a_page_cannot_write_is_found(form: str, wrong: str) -> None:
    assert unwritable_directive(form) == wrong
