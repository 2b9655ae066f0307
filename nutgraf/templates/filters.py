"""The filters that every template has: dates, sizes and counts as readers see them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from nutgraf.locales import Locale, NumberFormat, long_date, write_number

_FROM_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"}
)
_SIZES = (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000))


def iso_date(date: dt.date) -> str:
    return date.isoformat()


def filters_for(locale: Locale) -> Mapping[str, Callable[..., Any]]:
    """The filters, which write numbers and dates as `locale` wants, whatever the machine's own is."""
    number = locale.number
    return {
        "long_date": partial(long_date, locale=locale),
        "iso_date": iso_date,
        "filesize": partial(filesize, number=number),
        "thousands": partial(thousands, number=number),
        "plural": partial(plural, number=number),
        "direction": direction,
    }


def direction(language: str) -> str:
    """`rtl` for a language tag whose script runs from right to left, else `ltr`. A script in the tag decides."""
    first, *rest = language.casefold().split("-")
    if "latn" in rest or "cyrl" in rest:
        return "ltr"
    return "rtl" if first in _FROM_RIGHT_TO_LEFT or {"arab", "hebr"} & set(rest) else "ltr"


def filesize(size: int, *, number: NumberFormat) -> str:
    """A size in bytes, in decimal units and two significant digits: `940 B`, `1.2 kB`, `37 kB`, `2.4 MB`."""
    for unit, factor in _SIZES:
        # From here on the smaller unit would show a thousand.
        if size >= 0.9995 * factor:
            amount = size / factor
            return f"{write_number(f'{amount:.1f}' if amount < 9.95 else f'{amount:.0f}', number)} {unit}"
    return f"{write_number(str(size), number)} B"


def thousands(count: float, *, number: NumberFormat) -> str:
    """`1,745`."""
    return write_number(str(count), number)


def plural(count: int, singular: str, plural: str = "", *, number: NumberFormat) -> str:
    """`1 figure`, `3 figures`, `1,200 entries`; `plural` where it is not the singular with an s."""
    return f"{write_number(str(count), number)} {singular if count == 1 else plural or singular + 's'}"
