"""The filters that every template has: dates, sizes and counts as readers see them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SIZES = (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000))


def long_date(date: dt.date) -> str:
    """`24 November 2026`; the names of months do not depend on the machine's locale."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def iso_date(date: dt.date) -> str:
    return date.isoformat()


def filesize(size: int) -> str:
    """A size in bytes, in decimal units and two significant digits: `940 B`, `1.2 kB`, `37 kB`, `2.4 MB`."""
    for unit, factor in _SIZES:
        # From here on the smaller unit would show a thousand.
        if size >= 0.9995 * factor:
            amount = size / factor
            return f"{amount:.1f} {unit}" if amount < 9.95 else f"{amount:.0f} {unit}"
    return f"{size} B"


def thousands(number: float) -> str:
    """`1,745`."""
    return f"{number:,}"


def plural(count: int, singular: str, plural: str = "") -> str:
    """`1 figure`, `3 figures`, `1,200 entries`; `plural` where it is not the singular with an s."""
    return f"{count:,} {singular if count == 1 else plural or singular + 's'}"


FILTERS: Mapping[str, Callable[..., Any]] = {
    "long_date": long_date,
    "iso_date": iso_date,
    "filesize": filesize,
    "thousands": thousands,
    "plural": plural,
}
