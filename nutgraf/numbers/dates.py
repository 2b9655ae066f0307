"""Years and dates in words: periods of time as a text names them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum

from nutgraf.numbers.tables import word_list

HAS_DIGIT = re.compile("[0-9]")
"""No period, and few of the numbers that make no claim, are named without one."""

MONTHS = word_list("January February March April May June July August September October November December")
_SHORT = tuple(month[:3] for month in MONTHS)
WEEKDAYS = word_list("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_SHORT_WEEKDAYS = tuple(day[:3] for day in WEEKDAYS)
_ORDINALS = ("first", "second", "third", "fourth")
_SHORT_ORDINALS = ("1st", "2nd", "3rd", "4th")

_MONTH = rf"(?P<month>{'|'.join(MONTHS)}|Sept|{'|'.join(_SHORT)})(?![a-z])\.?"
_MONTH_FROM = _MONTH.replace("<month>", "<month_from>")
_DAY = r"(?P<day>[0-9]{1,2})(?P<suffix>st|nd|rd|th)?(?![0-9])"
_YEAR = r"(?P<year>[12][0-9]{3})(?![0-9])"
_WEEKDAY = (
    r"(?:(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.?,?\s+(?:the\s+)?)?"
)
_NO_NUMBER_GOES_ON = r"(?![\w%]|[.,][0-9]|\s?%|\s+per\s?cent)"
_NTH = "|".join((*_ORDINALS, *_SHORT_ORDINALS))


class Precision(IntEnum):
    DAY = 1
    MONTH = 2
    QUARTER = 3
    HALF = 4
    YEAR = 5
    DECADE = 6


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, as `text[start:end]` names them; `weekday` is the one it names (0: Monday).

    `has_year`: the text names the year. `problem` says why there is no such period; then its days mean nothing.
    """

    first: dt.date
    last: dt.date
    precision: Precision
    start: int
    end: int
    match: re.Match[str]
    has_year: bool = True
    weekday: int | None = None
    problem: str = ""


_ENGLISH = tuple(
    re.compile(rf"(?<![\w.,]){pattern}{_NO_NUMBER_GOES_ON}", re.IGNORECASE)
    for pattern in (
        r"(?P<year>[12][0-9]{3})-(?P<numeral>[0-9]{2})-(?P<day>[0-9]{2})",
        r"(?P<one>[0-9]{1,2})(?P<by>[/.-])(?P<two>[0-9]{1,2})(?P=by)(?P<year>[12][0-9]{3})",
        rf"{_WEEKDAY}{_DAY}(?:\s+of)?\s+{_MONTH}(?:,?\s+{_YEAR})?",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY}(?:,?\s+{_YEAR})?",
        rf"{_MONTH_FROM}(?:\s*[–-]\s*|\s+(?:to|and)\s+){_MONTH}\s+{_YEAR}",
        rf"{_MONTH},?(?:\s+of)?\s+{_YEAR}",
        rf"Q(?P<quarter>[1-4])(?:\s+of)?[\s/-]?\s*{_YEAR}",
        rf"{_YEAR}[\s-]?Q(?P<quarter>[1-4])",
        rf"(?P<quarter>[1-4])Q(?:\s+of)?[\s/-]?\s*{_YEAR}",
        rf"(?P<nth_quarter>{_NTH})[\s-]quarter(?:\s+of)?\s+{_YEAR}",
        rf"H(?P<half>[12])(?:\s+of)?[\s/-]?\s*{_YEAR}",
        rf"(?P<nth_half>first|second)[\s-]half(?:\s+of)?\s+{_YEAR}",
        r"(?P<decade>[12][0-9]{2}0)s",
        r"(?P<year>[12][0-9]{3})(?:[–/-])(?P<short>[0-9]{2})",
        rf"(?:FY[\s-]?)?{_YEAR}(?!,[0-9])",
    )
)
_NUMERIC = tuple(
    re.compile(rf"(?<![\w.,]){pattern}{_NO_NUMBER_GOES_ON}")
    for pattern in (
        r"(?P<year>[12][0-9]{3})-(?P<numeral>[0-9]{2})-(?P<day>[0-9]{2})",
        r"(?P<one>[0-9]{1,2})(?P<by>[/.-])\s?(?P<two>[0-9]{1,2})(?P=by)\s?(?P<year>[12][0-9]{3})",
        _YEAR,
    )
)
_AFTER_PREPOSITION = re.compile(
    r"\b(?:in|of|since|by|from|until|till|during|through|throughout|before|after|year|fiscal|early|late|mid|to|and|on)"
    r"[\s-]+(?:the\s+)?$",
    re.IGNORECASE,
)


def find_periods(text: str, language: str, year: int) -> tuple[Period, ...]:
    """The periods that `text` names, in order; one without a year is of `year`."""
    if not HAS_DIGIT.search(text):
        return ()
    english = language.casefold().startswith("en")
    dotted_is_clear = language.casefold().startswith("de")
    taken: list[Period] = []
    for pattern in _ENGLISH if english else _NUMERIC:
        for found in pattern.finditer(text):
            if all(found.end() <= other.start or found.start() >= other.end for other in taken):
                taken.append(_period(found, year, dotted_is_clear))
    return tuple(sorted(taken, key=lambda period: period.start))


def dates_beside_numbers(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of an English text that name dates, so that they are not numbers: a bare year only after a word
    that takes one ("in 2024")."""
    spans = [
        (period.start, period.end)
        for period in find_periods(text, "en", 2000)
        if period.precision is not Precision.YEAR or _AFTER_PREPOSITION.search(text[: period.start])
    ]
    spans += [found.span() for found in re.finditer(rf"\b(?:{_NTH}) (?:quarter|half)\b", text, re.IGNORECASE)]
    return tuple(spans)


def _period(found: re.Match[str], default_year: int, dotted_is_clear: bool) -> Period:
    groups = {name: value for name, value in found.groupdict().items() if value is not None}
    year = int(groups.get("year", default_year))
    span = (found.start(), found.end(), found)
    if "decade" in groups:
        decade = int(groups["decade"])
        return Period(dt.date(decade, 1, 1), dt.date(decade + 9, 12, 31), Precision.DECADE, *span)
    if "short" in groups:
        last = year // 100 * 100 + int(groups["short"])
        problem = "" if last > year else f"“{found.group()}” is neither a year nor a span of years"
        return Period(dt.date(year, 1, 1), dt.date(max(last, year), 12, 31), Precision.YEAR, *span, problem=problem)
    if "day" in groups or "one" in groups:
        return _day(groups, year, span, dotted_is_clear)
    first, last, precision = _months(groups)
    end = dt.date(year, last, calendar.monthrange(year, last)[1])
    return Period(dt.date(year, first, 1), end, precision, *span)


def _months(groups: Mapping[str, str]) -> tuple[int, int, Precision]:
    """The first and the last month that the groups of a match name."""
    if "month" in groups:
        last = _month_number(groups["month"])
        first = _month_number(groups.get("month_from", groups["month"]))
        return min(first, last), last, Precision.MONTH
    if "quarter" in groups or "nth_quarter" in groups:
        quarter = int(groups.get("quarter") or _nth(groups["nth_quarter"]))
        return 3 * quarter - 2, 3 * quarter, Precision.QUARTER
    if "half" in groups or "nth_half" in groups:
        half = int(groups.get("half") or _nth(groups["nth_half"]))
        return 6 * half - 5, 6 * half, Precision.HALF
    return 1, 12, Precision.YEAR


def _day(groups: Mapping[str, str], year: int, span: tuple[int, int, re.Match[str]], dotted_is_clear: bool) -> Period:
    problem = ""
    if "one" in groups:
        day, month = int(groups["one"]), int(groups["two"])
        clear = dotted_is_clear and groups["by"] == "."
        if day <= 12 and month <= 12 and day != month and not clear:
            problem = f"“{span[2].group()}” is a different day in different countries"
        if month > 12 and not clear:
            day, month = month, day
    else:
        day = int(groups["day"])
        month = int(groups["numeral"]) if "numeral" in groups else _month_number(groups["month"])
    try:
        date = dt.date(year, month, day)
    except ValueError:
        date, problem = dt.date(year, 1, 1), f"there is no day “{span[2].group()}”"
    named = groups.get("weekday", "")[:3].capitalize()
    weekday = _SHORT_WEEKDAYS.index(named) if named else None
    return Period(date, date, Precision.DAY, *span, "year" in groups, weekday, problem)


def _month_number(name: str) -> int:
    return _SHORT.index(name[:3].capitalize()) + 1


def _nth(word: str) -> int:
    word = word.casefold()
    return (_ORDINALS.index(word) if word in _ORDINALS else _SHORT_ORDINALS.index(word)) + 1


def widen(period: Period, before: int, after: int) -> Period:
    """The period with years added to both sides."""
    return replace(period, first=_shift(period.first, -before), last=_shift(period.last, after))


def _shift(day: dt.date, years: int) -> dt.date:
    year = min(max(day.year + years, dt.MINYEAR), dt.MAXYEAR)
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


def restyle_period(period: Period, day: dt.date) -> str:
    """The words that name `day` as the period's own words name theirs."""
    text = period.match.group()
    offset = period.match.start()
    spans = sorted(
        (period.match.span(name), name) for name, value in period.match.groupdict().items() if value is not None
    )
    for (start, end), name in reversed(spans):
        old = text[start - offset : end - offset]
        text = text[: start - offset] + _part(name, old, day, period) + text[end - offset :]
    return text


def _part(name: str, old: str, day: dt.date, period: Period) -> str:
    quarter, half = (day.month - 1) // 3, (day.month - 1) // 6
    swapped = name in ("one", "two") and period.match["one"] is not None and _day_comes_second(period)
    if name == "month":
        month = MONTHS[day.month - 1] if len(old) > 4 or old.casefold() in ("may", "june", "july") else None
        return _like(month or _SHORT[day.month - 1], old)
    if name in ("nth_quarter", "nth_half"):
        names = _SHORT_ORDINALS if old[0].isdigit() else _ORDINALS
        return _like(names[quarter if name == "nth_quarter" else half], old)
    if name in ("one", "two"):
        number = day.day if (name == "one") != swapped else day.month
        return f"{number:0{len(old)}d}"
    parts = {
        "year": f"{day.year}",
        "numeral": f"{day.month:02d}",
        "day": f"{day.day:02d}" if "-" in period.match.group() else f"{day.day}",
        "suffix": _day_suffix(day.day),
        "weekday": (WEEKDAYS if len(old) > 3 else _SHORT_WEEKDAYS)[day.weekday()],
        "quarter": f"{quarter + 1}",
        "half": f"{half + 1}",
        "decade": f"{day.year // 10 * 10}",
    }
    return parts.get(name, old)


def _day_comes_second(period: Period) -> bool:
    return int(period.match["two"]) > 12


def _like(word: str, old: str) -> str:
    return word if old[:1].isupper() else word.lower()


def _day_suffix(day: int) -> str:
    if day in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
