"""The examples of the reference are true."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from nutgraf.model.figure import FactValue
from nutgraf.numbers import Agreement, judge

REFERENCE = Path(__file__).parents[2] / "docs/reference/checked-numbers.md"
HEADER = "| text | unit | from | to |"


def rows() -> list[tuple[str, ...]]:
    """The rows of the tables with that header."""
    found: list[tuple[str, ...]] = []
    inside = False
    for line in REFERENCE.read_text(encoding="utf-8").splitlines():
        inside = line == HEADER or (inside and line.startswith("|"))
        if inside and line.startswith("| `"):
            found.append(tuple(cell.strip(" `") for cell in line.strip("|").split("|")))
    return found


def value(cell: str, unit: str) -> FactValue:
    if unit == "date":
        return dt.date.fromisoformat(cell)
    return int(cell) if unit == "year" else float(cell)


def outside(border: FactValue, step: int) -> FactValue:
    if isinstance(border, dt.date):
        return border + dt.timedelta(days=step)
    assert isinstance(border, int | float)
    return border + step if isinstance(border, int) else border + step * max(abs(border), 1) * 1e-7


def test_there_are_examples() -> None:
    assert len(rows()) > 40


@pytest.mark.parametrize(("text", "unit", "low", "high"), rows())
def test_an_example_agrees_up_to_its_borders(text: str, unit: str, low: str, high: str) -> None:
    least, most = value(low, unit), value(high, unit)
    assert judge(text, least, unit).agrees
    assert judge(text, most, unit).agrees
    assert judge(text, outside(least, -1), unit).agreement is Agreement.DISAGREES
    assert judge(text, outside(most, 1), unit).agreement is Agreement.DISAGREES
