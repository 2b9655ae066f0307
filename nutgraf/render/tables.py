"""Tables of data as pages show them."""

from __future__ import annotations

import datetime as dt
import re

from nutgraf.locales import Locale, NumberFormat, short_date, short_month, write_number
from nutgraf.model.dataset import FieldType
from nutgraf.model.figure import Column, DrawnData
from nutgraf.model.views import ColumnView, SortOrder, TableView

# HTML has no characters for these, not even escaped.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_IN_ORDER: frozenset[FieldType] = frozenset({"date", "datetime", "yearmonth"})
"""Types whose cells, as data have them, are in the order of time when they are in that of the alphabet."""


def table_view(data: DrawnData, limit: int, locale: Locale) -> TableView:
    """The first `limit` rows as readers write numbers and dates."""
    rows = data.rows[:limit]
    return TableView(
        columns=tuple(_column_view(column, place in data.headers) for place, column in enumerate(data.columns)),
        rows=tuple(tuple(map(_Writer(locale).cell, row, data.columns)) for row in rows),
        total=len(data.rows),
        values=rows,
    )


_LETTERS_BETWEEN = 3
_LETTERS_OF_WORDS = 16
"""Longer texts go into several lines."""


def letters_across(data: DrawnData) -> int:
    """About how many letters wide a table is at least, with headers and words in several lines."""
    return sum(_letters(column, [row[place] for row in data.rows]) for place, column in enumerate(data.columns))


def _letters(column: Column, cells: list[str]) -> int:
    longest = max(map(len, cells), default=0)
    if column.numeric:
        whole = max((len(cell.partition(".")[0]) for cell in cells), default=0)
        longest = whole + whole // 4 + ((column.digits or -1) + 1)
    header = max(map(len, column.title.split()), default=0)
    return max(min(longest, _LETTERS_OF_WORDS), header) + _LETTERS_BETWEEN


def _column_view(column: Column, header: bool) -> ColumnView:
    order: SortOrder = "number" if column.numeric else "value" if column.type in _IN_ORDER else "text"
    return ColumnView(column.title, column.unit, column.numeric, header, order)


class _Writer:
    """Writes cells in one language."""

    def __init__(self, locale: Locale) -> None:
        self._locale = locale

    def cell(self, text: str, column: Column) -> str:
        if not text:
            return ""
        if column.numeric:
            if column.type == "year" or column.unit in {"year", "date"}:
                return text
            return _number(text, column.digits, self._locale.number)
        if column.type == "boolean":
            return "yes" if text == "true" else "no"
        if column.type in _IN_ORDER:
            return self._time(text)
        return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)

    def _time(self, text: str) -> str:
        """A day as `5 Jan 2026`, a moment with the time, a month as `Jan 2026`; other text as it is."""
        try:
            if len(text) == len("2026-01"):
                return short_month(dt.date.fromisoformat(f"{text}-01"), self._locale)
            moment = dt.datetime.fromisoformat(text)
        except ValueError:
            return text
        day = short_date(moment.date(), self._locale)
        return day if moment.time() == dt.time() else f"{day}, {moment:%H:%M}"


def _number(text: str, digits: int | None, style: NumberFormat) -> str:
    """A number with `digits` decimals, else with no more than help: two, or three digits below 1."""
    number = float(text)
    if digits is not None:
        shown = f"{number:.{digits}f}"
        if not float(shown):
            shown = shown.removeprefix("-")
    elif number.is_integer():
        shown = f"{number:.0f}"
    elif abs(number) >= 1:
        shown = f"{number:.2f}".rstrip("0").rstrip(".")
    else:
        shown = f"{number:.3g}"
    return write_number(shown, style)
