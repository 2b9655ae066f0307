"""Texts that the reader cannot read are problems that say so, never agreements."""

from __future__ import annotations

import datetime as dt

import pytest

from nutgraf.model.figure import FactValue
from nutgraf.numbers import Agreement, judge

NUMBERS: tuple[tuple[str, FactValue, str], ...] = (
    ("halved", -50.0, "%"),
    ("doubled", 2.0, "x"),
    ("tripled", 3.0, "x"),
    ("double the size", 2.0, "x"),
    ("a dozen", 12, ""),
    ("two dozen", 24, ""),
    ("half a dozen", 6, ""),
    ("dozens", 24, ""),
    ("one in four", 25.0, "%"),
    ("nine in ten", 90.0, "%"),
    ("two of the seven", 2, ""),
    ("17 out of 20", 85.0, "%"),
    ("thirty-five", 35, ""),
    ("twenty-one", 21, ""),
    ("twenty-one", 20, ""),
    ("thirty", 30, ""),
    ("a hundred", 100, ""),
    ("one hundred", 1, ""),
    ("three hundred and fifty", 350, ""),
    ("seventeen hundred", 17, ""),
    ("hundreds of millions", 3e8, ""),
    ("tens of billions", 1e10, ""),
    ("single digits", 5.0, "%"),
    ("double-digit", 12.0, "%"),
    ("six figures", 6, ""),
    ("a few", 3, ""),
    ("several", 7, ""),
    ("a couple of points", 2.0, "pp"),
    ("zero", 0, ""),
    ("most of it", 60.0, "%"),
    ("", 0, ""),
    ("%", 0.0, "%"),
    ("12,34,567", 1234567, ""),
    ("5 lakh", 500000, ""),
    ("3 crore", 3, ""),
    ("1,23", 1.23, ""),
    ("1,2345", 12345, ""),
    ("0,123", 123, ""),
    ("1.2.3", 1.2, ""),
    ("17% or 18%", 17.0, "%"),
    ("17% (18% with dividends)", 17.0, "%"),
    ("17% to $118", 17.0, "%"),
    ("17% of 40", 17.0, "%"),
    ("up from 12% to 15%", 15.0, "%"),
    ("rose from 3% to 5%", 4.0, "%"),
    ("went from 3% to 5%", 4.0, "%"),
    ("to 15% from 12%", 15.0, "%"),
    ("30–20%", 25.0, "%"),
    ("9-to-5", 7, ""),
    ("24/7", 24, ""),
    ("7/3", 7, ""),
    ("not 17%", 17.0, "%"),
    ("isn't 17%", 17.0, "%"),
    ("anything but 17%", 17.0, "%"),
    ("nowhere near 17%", 17.0, "%"),
    ("barely 17%", 17.0, "%"),
    ("17%-ish", 17.0, "%"),
    ("20-odd", 20, ""),
    ("well over 40,000", 44000, ""),
    ("far more than 17%", 17.5, "%"),
    ("> 17%", 17.2, "%"),
    ("≥17%", 17.2, "%"),
    ("±2%", 2.0, "%"),
    ("half as much again", 0.5, "x"),
    ("3 cents", 0.03, "USD"),
    ("$5bn €", 5e9, "USD"),
    ("4o", 4, ""),
    ("R1", 1, ""),
    ("GPT-4", 4, ""),
    ("S&P 500", 500, ""),
    ("$60bn and $40bn", 60e9, "USD"),
    ("fell by 3% to 5,300", -3.0, "%"),
    ("Z$1.2bn", 1.2e9, ""),
    ("17/100", 17, ""),
    ("17/100", 0.17, ""),
    ("5e9", 5, ""),
    ("5e9", 5e9, ""),
    ("60 cents on the dollar", 0.6, "USD"),
    ("quintupled", 5.0, "x"),
    ("a million and a half", 1e6, ""),
    ("point five", 5, ""),
    ("three point two", 3, ""),
    ("- 3.1%", 3.1, "%"),
    ("less 3%", 3.0, "%"),
    ("the first half", 50.0, "%"),
    ("half a century", 0.5, ""),
    ("a half-year", 0.5, ""),
    ("a quarter-century", 25.0, "%"),
    ("a third quarter", 33.3, "%"),
    ("a 20th company", 20, ""),
    ("the third", 1 / 3, ""),
    ("third-largest", 3, ""),
    ("17th", 17, ""),
    ("the 20s", 20, ""),
    ("1" * 30, 1, ""),
    ("seven \ue0001\ue001", 7, ""),
)

DATES: tuple[tuple[str, FactValue, str], ...] = (
    ("03/04/2024", dt.date(2024, 4, 3), "date"),
    ("3.4.2024", dt.date(2024, 4, 3), "date"),
    ("27/01/25", dt.date(2025, 1, 27), "date"),
    ("31 February 2025", dt.date(2025, 2, 28), "date"),
    ("early 2025", dt.date(2025, 1, 27), "date"),
    ("mid-2025", dt.date(2025, 6, 27), "date"),
    ("before 2026", dt.date(2025, 1, 27), "date"),
    ("1500 BC", 1500, "year"),
    ("FY2025", dt.date(2025, 1, 27), "date"),
    ("fiscal 2025", dt.date(2025, 1, 27), "date"),
    ("Q4 '99", dt.date(1999, 12, 31), "date"),
    ("the end of January 2025", dt.date(2025, 1, 27), "date"),
    ("the week of 27 January 2025", dt.date(2025, 1, 27), "date"),
    ("Monday", dt.date(2025, 1, 27), "date"),
    ("the first quarter", dt.date(2025, 1, 27), "date"),
    ("27 or 28 January 2025", dt.date(2025, 1, 28), "date"),
    ("2024 and 2025", dt.date(2025, 1, 28), "year"),
    ("not 2025", dt.date(2025, 1, 27), "date"),
    ("2026–2024", dt.date(2025, 1, 27), "date"),
    ("2,025", 2025, "year"),
    ("'25", 2025, "year"),
    ("the nineties", 1995, "year"),
    ("January 2025", 2025, "year"),
    ("27 January 2025", 2025, "year"),
)

LANGUAGES: tuple[tuple[str, float, str, str], ...] = (
    ("etwa 17 %", 17.0, "%", "de"),
    ("ein Drittel", 33.3, "%", "de"),
    ("sieben", 7, "", "de"),
    ("1.5", 1.5, "", "de"),
    ("1,234,567", 1234567, "", "de"),
    ("environ 17 %", 17.0, "%", "fr"),
    ("un tiers", 33.3, "%", "fr"),
    ("1.5", 1.5, "", "fr"),
    ("unos 17 %", 17.0, "%", "es"),
    ("casi 17 %", 17.0, "%", "es"),
    ("1.5", 1.5, "", "es"),
    ("omkring 17 %", 17.0, "%", "sv"),
    ("1.234", 1.234, "", "sv"),
    ("1,234", 1234, "", "sv"),
    ("17 miljarder", 17e9, "", "sv"),
)


@pytest.mark.parametrize(("text", "value", "unit"), [*NUMBERS, *DATES])
def test_english(text: str, value: FactValue, unit: str) -> None:
    found = judge(text, value, unit)
    assert found.agreement is Agreement.UNREADABLE, found
    assert found.reason
    assert found.hint


@pytest.mark.parametrize(("text", "value", "unit", "language"), LANGUAGES)
def test_other_languages(text: str, value: float, unit: str, language: str) -> None:
    found = judge(text, value, unit, language=language)
    assert found.agreement is Agreement.UNREADABLE, found
    assert found.hint


@pytest.mark.parametrize(
    "before",
    [
        *("It was not ", "It wasn't ", "It was not about ", "It never fell, not ", "well over ", "well short of "),
        *("barely ", "hardly ", "It was nowhere near ", "anything but ", "It is far from ", "It is > ", "≥ ", "<"),
    ],
)
def test_words_before_the_brackets_that_take_the_number_back(before: str) -> None:
    assert judge("17%", 17.0, "%", before=before).agreement is Agreement.UNREADABLE


def test_a_negative_number_needs_its_sign_where_falling_is_not_read() -> None:
    assert judge("17 %", -17.0, "%", before="Der Kurs fiel um ", language="de").agreement is Agreement.DISAGREES


def test_an_unknown_language_reads_what_every_language_shares() -> None:
    assert judge("17 %", 17.0, "%", language="sv").agrees
    assert judge("1\u202f234", 1234, "", language="sv").agrees
    assert judge("17,25", 17.25, "", language="sv").agrees
    assert judge("2025-01-27", dt.date(2025, 1, 27), "date", language="sv").agrees
