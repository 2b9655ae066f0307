"""What a verdict says: message, suggestion in the author's style, hint."""

from __future__ import annotations

import datetime as dt

import pytest

from nutgraf.model.figure import FactValue
from nutgraf.numbers import Agreement, judge


@pytest.mark.parametrize(
    ("before", "text", "value", "unit", "message", "suggestion"),
    [
        ("Nvidia fell ", "17%", -21.3, "%", "the text says 17%, f is −21.3%", "21%"),
        ("Nvidia ", "fell 17%", -21.3, "%", "the text says fell 17%, f is −21.3%", "fell 21%"),
        ("", "17%", 17.5001, "%", "the text says 17%, f is 17.5001%", "18%"),
        ("", "17.0%", 21.34, "%", "the text says 17.0%, f is 21.34%", "21.3%"),
        ("", "−17%", -21.3, "%", "the text says −17%, f is −21.3%", "−21%"),
        ("", "-17%", -21.3, "%", "the text says -17%, f is −21.3%", "-21%"),
        ("", "−17%", 3.0, "%", "the text says −17%, f is 3%", "3%"),
        ("", "+17%", 3.0, "%", "the text says +17%, f is 3%", "+3%"),
        ("", "$-17", -21.3, "USD", "the text says $-17, f is −$21.30", "−$21"),
        ("", "$600 billion", 550.2e9, "USD", "the text says $600 billion, f is $550.2 billion", "$550 billion"),
        (
            "nearly ",
            "$3 trillion",
            3.1e12,
            "USD",
            "the text says nearly $3 trillion, f is $3.1 trillion",
            "$3.1 trillion",
        ),
        ("", "17% or so", 21.0, "%", "the text says 17% or so, f is 21%", "21% or so"),
        ("", "$900 billion", 1.234e12, "USD", "the text says $900 billion, f is $1.234 trillion", "$1,230 billion"),
        ("", "40,960", 51234, "", "the text says 40,960, f is 51,234", "51,230"),
        ("", "40960", 51234, "", "the text says 40960, f is 51,234", "51230"),
        ("", "2 billion", 2.43e9, "", "the text says 2 billion, f is 2.43 billion", "2.4 billion"),
        ("", "seven", 8, "", "the text says seven, f is 8", "eight"),
        ("", "Seven firms", 23, "", "the text says Seven firms, f is 23", "23 firms"),
        ("", "a third of it", 41.0, "%", "the text says a third of it, f is 41%", "two-fifths of it"),
        ("", "a third", 0.45, "", "the text says a third, f is 0.45", "0.45"),
        ("", "twice as much", 2.4, "x", "the text says twice as much, f is 2.4×", "2.4 times as much"),
        (
            "",
            "25 basis points",
            0.5,
            "pp",
            "the text says 25 basis points, f is 0.5 percentage points",
            "50 basis points",
        ),
        ("", "£1.2m", 1.6e6, "GBP", "the text says £1.2m, f is £1.6 million", "£1.6m"),
        ("", "120p", 1.6, "GBP", "the text says 120p, f is £1.60", "160p"),
        ("", "$17", 17.0, "EUR", "the text says $17, f is €17: the text is in USD, the fact's unit is EUR", "€17"),
        ("", "a dozen", 12, "", "", "12"),
        ("", "one in twenty", 4.53, "%", "", "4.53%"),
        ("", "between 20 and 30%", 35.0, "%", "the text says between 20 and 30%, f is 35%", "35%"),
        ("", "2024", 2025, "year", "the text says 2024, f is 2025", "2025"),
        ("Nvidia", "Nvidia", "Apple", "", "the text says Nvidia, f is Apple", "Apple"),
    ],
)
def test_messages_and_suggestions(
    before: str, text: str, value: FactValue, unit: str, message: str, suggestion: str
) -> None:
    found = judge(text, value, unit, before=before)
    if message:
        assert found.message("f") == message
    assert found.suggestion == suggestion
    assert suggestion in found.hint or found.agreement is Agreement.UNREADABLE
    assert judge(suggestion, value, unit, before=before).agrees


@pytest.mark.parametrize(
    ("text", "day", "suggestion"),
    [
        ("on 27 January 2025", dt.date(2025, 2, 3), "on 3 February 2025"),
        ("January 27, 2025", dt.date(2025, 2, 3), "February 3, 2025"),
        ("27 Jan 2025", dt.date(2025, 2, 3), "3 Feb 2025"),
        ("the 27th of January", dt.date(2025, 2, 3), "the 3rd of February"),
        ("Monday, 27 January 2025", dt.date(2025, 2, 4), "Tuesday, 4 February 2025"),
        ("Mon 27 Jan 2025", dt.date(2025, 2, 4), "Tue 4 Feb 2025"),
        ("2025-01-27", dt.date(2025, 2, 3), "2025-02-03"),
        ("27/01/2025", dt.date(2025, 2, 13), "13/02/2025"),
        ("01/27/2025", dt.date(2025, 2, 13), "02/13/2025"),
        ("January 2025", dt.date(2025, 2, 3), "February 2025"),
        ("Q1 2025", dt.date(2025, 5, 3), "Q2 2025"),
        ("the first quarter of 2025", dt.date(2024, 5, 3), "the second quarter of 2024"),
        ("the first half of 2025", dt.date(2024, 8, 3), "the second half of 2024"),
        ("the 1990s", dt.date(2024, 8, 3), "the 2020s"),
        ("since 1929", dt.date(2024, 8, 3), "since 2024"),
    ],
)
def test_dates_keep_the_authors_pattern(text: str, day: dt.date, suggestion: str) -> None:
    found = judge(text, day, "date")
    assert found.agreement is Agreement.DISAGREES
    assert found.suggestion == suggestion
    assert judge(suggestion, day, "date").agrees


def test_a_wrong_weekday_is_named() -> None:
    found = judge("Tuesday, 27 January 2025", dt.date(2025, 1, 27), "date")
    assert found.message("day") == (
        "the text says Tuesday, 27 January 2025, day is 27 January 2025: 27 January 2025 was a Monday"
    )
    assert found.suggestion == "Monday, 27 January 2025"
    assert not judge("Tue 27 January 2025", dt.date(2025, 1, 27), "date").agrees


@pytest.mark.parametrize(
    ("before", "text", "value", "unit", "reason", "hint"),
    [
        ("", "17%", -17.2, "%", "no minus sign and no word of falling", "write “−17%”, or say before it that it fell"),
        ("It rose ", "17%", -17.2, "%", "“rose” says otherwise", "let the words around it say that it fell"),
        ("It fell ", "17%", 17.2, "% change", "“fell” says otherwise", "let the words around it say that it rose"),
    ],
)
def test_signs(before: str, text: str, value: float, unit: str, reason: str, hint: str) -> None:
    found = judge(text, value, unit, before=before)
    assert found.agreement is Agreement.DISAGREES
    assert reason in found.reason
    assert found.hint == hint


@pytest.mark.parametrize(
    ("text", "value", "unit", "rewritable"),
    [
        ("17%", 21.3, "%", True),
        ("about $600 billion", 700e9, "USD", True),
        ("27 January 2025", dt.date(2025, 2, 3), "date", True),
        ("2024", 2025, "year", True),
        ("17%", -3.0, "%", False),
        ("17", 17.0, "%", False),
        ("seven", 8, "", False),
        ("a third", 0.45, "", False),
        ("a dozen", 13, "", False),
        ("between 20 and 30%", 35.0, "%", False),
        ("**17%**", 21.3, "%", False),
        ("Nvidia", "Apple", "", False),
    ],
)
def test_only_literal_numbers_are_rewritable(text: str, value: FactValue, unit: str, rewritable: bool) -> None:
    found = judge(text, value, unit)
    assert not found.agrees
    assert found.rewritable is rewritable


def test_unreadable_texts_say_why() -> None:
    found = judge("one in four", 25.0, "%")
    assert found.message("share") == (
        "“one in four” cannot be checked against share: there is more than one number in the brackets"
    )
    assert found.suggestion == "25%"


def test_words_are_compared_without_regard_to_case() -> None:
    assert judge("NVIDIA  corporation", "Nvidia Corporation", "").agrees
    assert judge("*Nvidia*", "Nvidia", "").agrees
    assert not judge("Nvidia", "Apple", "").agrees


def test_markup_is_read_through() -> None:
    assert judge("**17%**", 17.0, "%").agrees
    assert judge("\\$600&nbsp;billion", 600e9, "USD").agrees
    assert judge('<abbr title="x">17</abbr>%', 17.0, "%").agrees


def test_a_fact_without_a_number_never_agrees() -> None:
    assert judge("17%", float("nan"), "%").agreement is Agreement.DISAGREES
    assert judge("17%", float("inf"), "%").agreement is Agreement.DISAGREES
    assert judge("17", "soon", "date").agreement is Agreement.DISAGREES


def test_a_moment_is_its_day() -> None:
    assert judge("27 January 2025", dt.datetime(2025, 1, 27, 16, 0, tzinfo=dt.UTC), "date").agrees
    assert judge("27 January 2025", "2025-01-27", "date").agrees
