"""What the words of a chart tell."""

from __future__ import annotations

import pytest

from nutgraf.vega.honesty.wording import (
    is_year,
    label_has_unit,
    names_log_scale,
    says_unit,
    shown_day,
    shown_name,
    shown_number,
)


@pytest.mark.parametrize("label", ["$5", "20%", "20 %", "3 km", "€1.5bn", "−4 °C", "10×", "5 pp", "£0"])
def test_labels_with_a_unit(label: str) -> None:
    assert label_has_unit(label)


@pytest.mark.parametrize("label", ["5", "−5", "1,000", "1.000", "1 000", "1’000", "5k", "2M", "1.5bn", "3 Mio", "0.5"])
def test_bare_labels(label: str) -> None:
    assert not label_has_unit(label)


@pytest.mark.parametrize(
    "words",
    [
        "Rent in dollars a month",
        "Index, January 2020 = 100",
        "Unemployed, per cent",
        "Share of households",
        "Cases per 100,000",
        "Anzahl der Fälle",
        "Umsatz in Millionen Euro",
        "Chômage, pour cent",
        "Ventas en millones de dólares",
        "Training compute, FLOP",
        "€ a kilogram",
        "Crowns a loaf, daily",
        "Rents in crowns",
    ],
)
def test_words_that_name_a_unit(words: str) -> None:
    assert says_unit(words)


@pytest.mark.parametrize(
    "words", ["", "Chips did it", "The long decline", "By region, since the war", "Rents in Europe"]
)
def test_words_that_name_none(words: str) -> None:
    assert not says_unit(words)


@pytest.mark.parametrize(
    "words",
    [
        "Cases, log scale",
        "Logarithmic axis",
        "logarithmische Skala",
        "Log-Skala",
        "échelle logarithmique",
        "escala logarítmica",
        "scala logaritmica",
        "skala logarytmiczna",
        "対数目盛",
        "логарифмическая шкала",
        "symlog",
    ],
)
def test_words_that_name_a_log_scale(words: str) -> None:
    assert names_log_scale(words)


@pytest.mark.parametrize("words", ["", "A catalogue of blogs", "Logistics", "Logged hours", "The login", "Analog"])
def test_words_that_do_not(words: str) -> None:
    assert not names_log_scale(words)


def test_years() -> None:
    assert is_year("1881")
    assert is_year("2026")
    assert not is_year("2,026")
    assert not is_year("0999")
    assert not is_year("12000")


def test_how_values_are_shown() -> None:
    assert [shown_number(x) for x in (40.0, 0.25, -3.0, 12000.0, 1e21)] == ["40", "0.25", "−3", "12,000", "1e+21"]
    assert shown_day(0) == "1970-01-01"
    assert shown_day(-86_400_000 * 365) == "1969-01-01"
    assert shown_name("Meta") == "‘Meta’"
    assert len(shown_name("x" * 100)) == 42
