"""Numbers and dates in pages."""

from __future__ import annotations

import datetime as dt
import re

from nutgraf.locales.definition import Locale, NumberFormat

_DIRECTIVE = re.compile(r"%-?.")


def long_date(date: dt.date, locale: Locale) -> str:
    """A date as a page writes it: `24 November 2026`, `24. November 2026`, `2026年11月24日`."""
    return _written(locale.long_date, date, locale, locale.months_in_dates)


def short_date(date: dt.date, locale: Locale) -> str:
    """A date where there is little room: `24 Nov 2026`, `24.11.2026`."""
    return _written(locale.short_date, date, locale, locale.months_in_dates)


def short_month(date: dt.date, locale: Locale) -> str:
    """The month of a date where there is little room: `Nov 2026`."""
    return _written(locale.month_year, date, locale, ())


def partial_date(text: str, locale: Locale) -> str:
    """An ISO date, month or year as a page writes it: `18 March 2025`, `March 2025`, `2025`; other text as it is."""
    try:
        date = dt.date.fromisoformat({4: f"{text}-01-01", 7: f"{text}-01"}.get(len(text), text))
    except ValueError:
        return text
    if len(text) == 10:
        return long_date(date, locale)
    return text if len(text) == 4 else _written(locale.month_year.replace("%b", "%B"), date, locale, ())


def _written(form: str, date: dt.date, locale: Locale, months: tuple[str, ...]) -> str:
    time = locale.time
    day = locale.first_day if date.day == 1 and locale.first_day else str(date.day)
    weekday = date.isoweekday() % 7
    written = {
        "%d": f"{date.day:02d}",
        "%-d": day,
        "%m": f"{date.month:02d}",
        "%-m": str(date.month),
        "%b": time.short_months[date.month - 1],
        "%B": (months or time.months)[date.month - 1],
        "%Y": f"{date.year:04d}",
        "%a": time.short_days[weekday],
        "%A": time.days[weekday],
        "%%": "%",
    }
    return _DIRECTIVE.sub(lambda match: written[match[0]], form)


def unwritable_directive(date_format: str) -> str:
    """The first part of a `long_date` that pages cannot write, "" if there is none."""
    known = {"%d", "%-d", "%m", "%-m", "%b", "%B", "%Y", "%a", "%A", "%%"}
    found = (match[0] for match in re.finditer(r"%-?.?", date_format))
    return next((directive for directive in found if directive not in known), "")


def write_number(number: str, style: NumberFormat) -> str:
    """A number in Python's own digits (`-1234.5`) as a page writes it: `−1,234.5`, `−1.234,5`.

    What follows the digits, such as an exponent, stays.
    """
    match = re.fullmatch(r"(-?)(\d+)(?:\.(\d+))?(\D.*)?", number)
    if match is None:
        return number
    sign, whole, part, rest = match.groups()
    text = _grouped(whole, style) + (f"{style.decimal}{part}" if part else "")
    if style.numerals:
        text = re.sub("[0-9]", lambda digit: style.numerals[int(digit[0])], text)
    exponent = (rest or "").replace("-", style.minus)
    return f"{style.minus if sign else ''}{text}{exponent}"


def _grouped(digits: str, style: NumberFormat) -> str:
    """Digits in groups from the right; the sizes of groups are used in turn, as d3 does."""
    groups: list[str] = []
    while digits and style.grouping:
        size = style.grouping[len(groups) % len(style.grouping)]
        groups.insert(0, digits[-size:])
        digits = digits[:-size]
    return style.thousands.join(groups) if groups else digits
