"""What readers are told that a claim in words was tested against."""

from __future__ import annotations

import datetime as dt

import pytest

from nutgraf.model.figure import FactValue
from nutgraf.numbers.claimed import claimed_range


@pytest.mark.parametrize(
    ("text", "value", "unit", "title", "tested"),
    [
        ("a third", 33.4, "%", "32..35", "32% to 35%"),
        ("a third", 33.4, "%", None, "32.5% to 34.17%"),
        ("about a third", 33.4, "%", None, "31.67% to 35%"),
        ("a fortune", 593e9, "USD", "> 500 billion", "more than $500 billion"),
        ("little", 0.2, "%", "< 1", "less than 1%"),
        ("some years ago", dt.date(2020, 5, 1), "date", "2019-01-01..2021-12-31", "1 January 2019 to 31 December 2021"),
        ("a third", 0.31, "", "0.2..0.4 three sources differ", "0.2 to 0.4 (three sources differ)"),
        ("17%", 17.2, "%", "16.5..17.5", "16.5% to 17.5%"),
        ("17%", 17.2, "%", None, ""),
        ("seventeen", 17, "", None, "16.5 to 17.5"),
        ("a dozen", 12, "", None, ""),
        ("a third", 33.4, "%", "no range", ""),
        ("Nvidia", "Nvidia", "", None, ""),
        ("27 January 2025", dt.date(2025, 1, 27), "date", None, ""),
    ],
)
def test_the_range_of_a_claim(text: str, value: FactValue, unit: str, title: str | None, tested: str) -> None:
    assert claimed_range(text, value, unit, title=title) == tested


def test_the_words_around_a_claim_count() -> None:
    assert claimed_range("a third", 35, "%", before="It is more than ") == "33.33% to 35%"
    assert claimed_range("a third", 33.4, "%", language="de") == ""
