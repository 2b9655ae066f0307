"""Titles of checked claims."""

from __future__ import annotations

import datetime as dt

import pytest

from nutgraf.model.figure import FactValue
from nutgraf.numbers import Agreement, judge


@pytest.mark.parametrize(
    ("text", "title", "unit", "inside", "outside"),
    [
        ("a third", "0.32..0.35", "", (0.32, 0.335, 0.35), (0.3199, 0.3501)),
        ("most", "> 50", "%", (50.0001, 99.0), (50.0, 49.9)),
        ("a sliver", "< 3", "%", (2.9999, -5.0), (3.0, 3.1)),
        ("well over 40,000", "> 40000", "", (40001, 90000), (40000, 39999)),
        ("more than $40,000", "> 40,000", "USD", (40001.0, 90000.0), (40000.0,)),
        ("halved", "-52..-48", "%", (-52.0, -50.0, -48.0), (-52.1, -47.9, 50.0)),
        ("a dozen", "11..13", "", (11, 13), (10, 14)),
        ("about $600 billion", "580e9..620 billion", "USD", (580e9, 620e9), (579e9, 621e9)),
        ("disputed", "0.2..0.4 three sources differ", "", (0.2, 0.4), (0.19, 0.41)),
        ("early 2025", "2025-01-01..2025-02-28", "date", (dt.date(2025, 1, 1),), (dt.date(2025, 3, 1),)),
        ("after the crash", "> 2000-03-24", "date", (dt.date(2000, 3, 25),), (dt.date(2000, 3, 24),)),
        ("the turn of the century", "1999..2001", "year", (1999, 2001), (1998, 2002)),
    ],
)
def test_ends_agree_and_inequalities_are_strict(
    text: str, title: str, unit: str, inside: tuple[FactValue, ...], outside: tuple[FactValue, ...]
) -> None:
    assert all(judge(text, value, unit, title=title).agrees for value in inside)
    verdicts = [judge(text, value, unit, title=title).agreement for value in outside]
    assert set(verdicts) == {Agreement.DISAGREES}


@pytest.mark.parametrize(
    ("text", "value", "title", "unit"),
    [
        ("a third", 0.43, "0.42..0.45", ""),
        ("half", 0.33, "0.32..0.35", ""),
        ("fewer than 40,000", 41000, "> 40000", ""),
        ("17%", -17.0, "-18..-16", "%"),
        ("rose 17%", -17.0, "-18..-16", "%"),
        ("17", 17.0, "16..18", "%"),
        ("$17", 17.0, "16..18", "EUR"),
        ("March 2025", dt.date(2025, 1, 27), "2025-01-01..2025-01-31", "date"),
    ],
)
def test_words_that_can_be_read_agree_with_their_title(text: str, value: FactValue, title: str, unit: str) -> None:
    assert judge(text, value, unit, title=title).agreement is Agreement.DISAGREES


@pytest.mark.parametrize(
    ("text", "value", "title", "unit"),
    [
        ("a third", 0.345, "0.32..0.35", ""),
        ("fell 17%", -17.9, "-18..-16", "%"),
        ("nearly half", 47.0, "46..49", "%"),
        ("January 2025", dt.date(2025, 1, 27), "2025-01-20..2025-02-10", "date"),
    ],
)
def test_the_title_decides_where_the_words_overlap_it(text: str, value: FactValue, title: str, unit: str) -> None:
    assert judge(text, value, unit, title=title).agrees


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("a third", "is not a range"),
        ("0.3", "is not a range"),
        (">= 3", "is not a range"),
        ("0.3...0.4", "is not a range"),
        ("1,23..2", "has an end that is not a number"),
        ("0.4..0.3", "ends below its beginning"),
        ("0.2..0.4", "is wider than 20% of its middle"),
        ("-5..5", "is wider than 20% of its middle"),
        ("0.2..0.4 ?", "is wider than 20% of its middle"),
        ("2025-01-01..2025-01-31", "is in dates"),
        ("2025-02-30..2025-03-01", "has an end that is not a number"),
    ],
)
def test_a_title_that_sets_no_range_is_unreadable(title: str, reason: str) -> None:
    found = judge("a third", 0.33, "", title=title)
    assert found.agreement is Agreement.UNREADABLE
    assert reason in found.message("share")
    assert found.hint


def test_the_border_of_a_wide_range() -> None:
    assert judge("some", 1.0, "", title="0.9..1.1").agrees
    assert not judge("some", 1.0, "", title="0.899..1.1").agrees
    assert judge("some", 1.0, "", title="0.899..1.1 the sources differ").agrees


def test_an_empty_title_is_none() -> None:
    assert judge("17%", 17.0, "%", title=" ").agrees


def test_a_title_needs_a_number() -> None:
    assert judge("Nvidia", "Nvidia", "", title="1..2").agreement is Agreement.UNREADABLE
    assert judge("2025", 2025, "year", title="2025-01-01..2025-02-01").agreement is Agreement.UNREADABLE
    assert judge("2025", dt.date(2025, 1, 1), "date", title="2024..2026").agreement is Agreement.UNREADABLE


def test_the_message_names_the_title() -> None:
    found = judge("a third", 0.361, "", title="0.32..0.35")
    assert found.message("weight") == "the text says a third (0.32..0.35), weight is 0.361"
    assert not found.suggestion
