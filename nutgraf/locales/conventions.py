"""What languages have in common: the marks of numbers, and the order of a date."""

from __future__ import annotations

from nutgraf.locales.definition import Locale, NumberFormat, TimeFormat

NBSP = "\N{NO-BREAK SPACE}"
THIN = "\N{NARROW NO-BREAK SPACE}"
DOLLAR_AFTER = ("", f"{NBSP}$")
AM_PM = ("AM", "PM")
CLOCK = "%H:%M"

POINT = NumberFormat()
COMMA = NumberFormat(",", ".", currency=DOLLAR_AFTER, percent=f"{NBSP}%")
SPACE = NumberFormat(",", NBSP, currency=DOLLAR_AFTER, percent=f"{NBSP}%")


def names(months: str, short_months: str, days: str, short_days: str, date: str = "%d.%m.%Y") -> TimeFormat:
    """Names parted by blanks; days from Sunday."""
    return TimeFormat(
        date_time=f"{date} %H:%M:%S",
        date=date,
        time="%H:%M:%S",
        periods=AM_PM,
        days=tuple(days.split()),
        short_days=tuple(short_days.split()),
        months=tuple(months.split()),
        short_months=tuple(short_months.split()),
    )


def day_first(like: str, number: NumberFormat, time: TimeFormat, dot: str = "", inflected: str = "") -> Locale:
    """A language that writes day, month and year with blanks between, the day with or without a dot."""
    return Locale(
        like=like,
        number=number,
        time=time,
        long_date=f"%-d{dot} %B %Y",
        short_date=f"%-d{dot} %b %Y",
        day_month=f"%-d{dot} %b",
        month_year="%b %Y",
        clock=CLOCK,
        hour=CLOCK,
        months_in_dates=tuple(inflected.split()),
    )
