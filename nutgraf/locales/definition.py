"""The conventions of a language. Formats of dates are d3's: `%-d %B %Y` is 5 January 2026."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """What d3-format wants to know, under its own names. `currency` is what `$` in a format puts before and after.

    `numerals` are the ten digits, none for 0 to 9.
    """

    decimal: str = "."
    thousands: str = ","
    grouping: tuple[int, ...] = (3,)
    currency: tuple[str, ...] = ("$", "")
    percent: str = "%"
    minus: str = "\N{MINUS SIGN}"
    nan: str = "NaN"
    numerals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeFormat:
    """What d3-time-format wants to know, under its own names. Weeks begin with Sunday."""

    date_time: str = field(metadata={"key": "dateTime"})
    date: str
    time: str
    periods: tuple[str, ...]
    days: tuple[str, ...]
    short_days: tuple[str, ...] = field(metadata={"key": "shortDays"})
    months: tuple[str, ...]
    short_months: tuple[str, ...] = field(metadata={"key": "shortMonths"})


@dataclass(frozen=True, slots=True)
class Locale:
    """How a site writes numbers and dates. `like` is the language that it follows, one of `LANGUAGES`.

    `long_date` is the date in pages. `short_date`, `day_month`, `month_year`, `clock` (a time of day) and `hour` (a
    full hour on an axis) are for charts whose author gave no format. `months_in_dates` are the names in a long date
    where a language inflects them there; `first_day` is the first of a month where it is no plain 1.
    """

    like: str
    number: NumberFormat
    time: TimeFormat
    long_date: str
    short_date: str
    day_month: str
    month_year: str
    clock: str
    hour: str
    months_in_dates: tuple[str, ...] = ()
    first_day: str = ""
