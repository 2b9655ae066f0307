"""What one cell of a CSV means, by the type of its field. Plain Python: descriptors are checked with it too."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from nutgraf.model.dataset import FieldType

Time = TypeVar("Time", bound=dt.date)
CellValue = str | int | float | bool | dt.date | dt.datetime

BLANKS = " \t"
"""May stand around a number, as every reader of CSVs allows."""

NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
INTEGER = re.compile(r"[-+]?[0-9]{1,19}")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DATETIME = re.compile(
    DATE.pattern + r"[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[-+][0-9]{2}:[0-9]{2})?"
)
YEAR = re.compile(r"[0-9]{4}")
YEARMONTH = re.compile(r"[0-9]{4}-[0-9]{2}")

TRUE = frozenset({"true", "True", "TRUE", "1"})
FALSE = frozenset({"false", "False", "FALSE", "0"})

WANTED: Mapping[FieldType, str] = {
    "any": "text",
    "string": "text",
    "number": "a number such as 1234.5",
    "integer": "a whole number such as 1234",
    "boolean": "true or false",
    "date": "a date such as 2026-11-30",
    "datetime": "a time such as 2026-11-30T14:05:00Z",
    "year": "a year such as 2026",
    "yearmonth": "a month such as 2026-11",
}

ORDERED: frozenset[FieldType] = frozenset({"number", "integer", "date", "datetime", "year", "yearmonth"})
"""The types that may have a minimum and a maximum."""


def parse_cell(kind: FieldType, text: str) -> CellValue | None:
    """The value of a cell that is not missing, None where it is not of the type.

    Times become UTC without a zone; a month stands for its first day.
    """
    return _PARSERS[kind](text)


def parse_text(text: str) -> str:
    return text


def parse_number(text: str) -> float | None:
    """A finite number."""
    text = text.strip(BLANKS)
    number = float(text) if NUMBER.fullmatch(text) else math.inf
    return number if math.isfinite(number) else None


def parse_integer(text: str) -> int | None:
    """A whole number of 64 bits."""
    text = text.strip(BLANKS)
    number = int(text) if INTEGER.fullmatch(text) else 1 << 64
    return number if -(1 << 63) <= number < 1 << 63 else None


def parse_boolean(text: str) -> bool | None:
    if text in TRUE:
        return True
    return False if text in FALSE else None


def parse_date(text: str) -> dt.date | None:
    return _parse_time(DATE, text, dt.date.fromisoformat)


def parse_datetime(text: str) -> dt.datetime | None:
    return _parse_time(DATETIME, text, _utc)


def parse_year(text: str) -> int | None:
    return int(text) if YEAR.fullmatch(text) else None


def parse_yearmonth(text: str) -> dt.date | None:
    return _parse_time(YEARMONTH, text, lambda month: dt.date.fromisoformat(f"{month}-01"))


def _parse_time(pattern: re.Pattern[str], text: str, parse: Callable[[str], Time]) -> Time | None:
    if not pattern.fullmatch(text):
        return None
    try:
        return parse(text)
    except (ValueError, OverflowError):
        return None


def _utc(text: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    return moment.astimezone(dt.UTC).replace(tzinfo=None) if moment.tzinfo else moment


_PARSERS: Mapping[FieldType, Callable[[str], CellValue | None]] = {
    "any": parse_text,
    "string": parse_text,
    "number": parse_number,
    "integer": parse_integer,
    "boolean": parse_boolean,
    "date": parse_date,
    "datetime": parse_datetime,
    "year": parse_year,
    "yearmonth": parse_yearmonth,
}
