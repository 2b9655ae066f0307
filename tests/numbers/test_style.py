"""Values in words, for messages and pages."""

from __future__ import annotations

import datetime as dt

import pytest

from nutgraf.model.figure import FactValue
from nutgraf.numbers import format_value


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (-21.3, "%", "−21.3%"),
        (17.0, "%", "17%"),
        (0.000012, "%", "0.000012%"),
        (2000.4, "%", "2,000%"),
        (-3.2, "% change", "−3.2%"),
        (592658123456.0, "USD", "$592.7 billion"),
        (-3e9, "USD", "−$3 billion"),
        (2.19, "USD", "$2.19"),
        (2.5, "GBP", "£2.50"),
        (118.0, "USD", "$118"),
        (12345.67, "USD", "$12,346"),
        (0.00014, "USD", "$0.00014"),
        (999999999.0, "USD", "$1 billion"),
        (1.2e6, "CHF", "CHF 1.2 million"),
        (-1.2e6, "CHF", "−CHF 1.2 million"),
        (2.19, "USD per million tokens", "$2.19 per million tokens"),
        (1.5, "pp", "1.5 percentage points"),
        (1.0, "pp", "1 percentage point"),
        (25.0, "bp", "25 basis points"),
        (37.13, "x", "37.13×"),
        (40960, "", "40,960"),
        (0.3333333, "", "0.3333"),
        (671e9, "", "671 billion"),
        (671000000001, "", "671,000,000,001"),
        (0, "", "0"),
        (415.0, "TWh", "415 TWh"),
        (2.788e6, "GPU hours", "2.788 million GPU hours"),
        (2025, "year", "2025"),
        (dt.date(2025, 1, 27), "year", "2025"),
        (dt.date(2025, 1, 27), "date", "27 January 2025"),
        (dt.date(2025, 1, 27), "", "27 January 2025"),
        ("Nvidia", "", "Nvidia"),
        (float("nan"), "%", "not a number"),
    ],
)
def test_english(value: FactValue, unit: str, shown: str) -> None:
    assert format_value(value, unit, "en") == shown


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("de", ("−1.234,5\u00a0%", "592,7 Milliarden\u00a0$", "2025-01-27", "12.345")),
        ("de-AT", ("−1.234,5\u00a0%", "592,7 Milliarden\u00a0$", "2025-01-27", "12.345")),
        ("fr", ("−1\u202f234,5\u00a0%", "592,7 milliards\u00a0$", "2025-01-27", "12\u202f345")),
        ("es", ("−1.234,5\u00a0%", "592,7 mil millones\u00a0$", "2025-01-27", "12.345")),
        ("sv", ("−1\u202f234.5\u00a0%", "592\u202f700\u202f000\u202f000\u00a0$", "2025-01-27", "12\u202f345")),
    ],
)
def test_other_languages(language: str, shown: tuple[str, ...]) -> None:
    values: tuple[tuple[FactValue, str], ...] = (
        (-1234.5, "%"),
        (592.7e9, "USD"),
        (dt.date(2025, 1, 27), "date"),
        (12345, ""),
    )
    assert tuple(format_value(value, unit, language, digits=5) for value, unit in values) == shown


def test_more_digits_show_more() -> None:
    assert format_value(17.5000001, "%", "en") == "17.5%"
    assert format_value(17.5000001, "%", "en", digits=9) == "17.5000001%"


def test_numbers_too_long_to_read_are_not_written_out() -> None:
    assert format_value(10**5000, "", "en") == "a number of more than 24 digits"
