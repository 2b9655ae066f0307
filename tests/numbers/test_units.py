"""The unit stands in the brackets and is the fact's; only basis points and pence convert."""

from __future__ import annotations

import pytest

from nutgraf.numbers import Agreement, judge
from nutgraf.numbers.units import UnitKind, parse_unit


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("17", 17.0, "%"),
        ("17%", 17.0, ""),
        ("17%", 0.17, ""),
        ("0.17", 17.0, "%"),
        ("17 points", 17.0, "%"),
        ("17 percentage points", 17.0, "%"),
        ("17 basis points", 17.0, "%"),
        ("17%", 17.0, "pp"),
        ("17", 17.0, "pp"),
        ("$17", 17.0, ""),
        ("$17", 17.0, "EUR"),
        ("€17", 17.0, "USD"),
        ("¥17", 17.0, "CNY"),
        ("$17", 17.0, "AUD"),
        ("17", 17.0, "USD"),
        ("593 billion", 593e9, "USD"),
        ("a billion", 1e9, "USD"),
        ("17p", 17.0, "GBP"),
        ("17 times", 17.0, ""),
        ("twice", 2.0, ""),
        ("37.1", 37.1, "x"),
        ("17%", 17.0, "x"),
        ("a third", 33.3, "pp"),
        ("a third", 33.3, "USD"),
        ("415", 415.0, "TWh"),
        ("415 GWh", 415.0, "TWh"),
        ("$415", 415.0, "TWh"),
        ("92 points", 92.0, ""),
        ("seven", 7.0, "companies"),
        ("$2.19", 2.19, "USD per million tokens"),
        ("$2.19 per token", 2.19, "USD per million tokens"),
        ("half a million", 5e5, "USD"),
        ("a third", 3.0, ""),
    ],
)
def test_a_wrong_or_missing_unit_disagrees(text: str, value: float, unit: str) -> None:
    assert judge(text, value, unit).agreement is not Agreement.AGREES


def test_a_missing_unit_is_named_and_supplied() -> None:
    found = judge("17", -17.2, "%", before="It fell ")
    assert found.message("fall") == "the text says 17, fall is −17.2%: the text has no unit, the fact's unit is %"
    assert found.suggestion == "17%"


@pytest.mark.parametrize(
    ("notation", "kind", "symbol"),
    [
        ("", UnitKind.PLAIN, ""),
        ("%", UnitKind.PERCENT, "%"),
        ("pp", UnitKind.POINTS, "pp"),
        ("bp", UnitKind.POINTS, "pp"),
        ("USD", UnitKind.CURRENCY, "USD"),
        ("$", UnitKind.CURRENCY, "USD"),
        ("x", UnitKind.MULTIPLE, "x"),
        ("year", UnitKind.YEAR, ""),
        ("date", UnitKind.DATE, ""),
        ("TWh", UnitKind.OTHER, "TWh"),
        ("index points", UnitKind.OTHER, "index points"),
    ],
)
def test_notations(notation: str, kind: UnitKind, symbol: str) -> None:
    unit = parse_unit(notation)
    assert (unit.kind, unit.symbol, unit.change, unit.per) == (kind, symbol, False, "")


def test_changes_and_denominators() -> None:
    assert parse_unit("% change").change
    assert parse_unit("USD change").symbol == "USD"
    assert parse_unit("USD per million tokens").per == "million tokens"
    assert parse_unit("USD/MWh").per == "MWh"
    assert parse_unit("climate change").kind is UnitKind.OTHER
