"""`[locale]` in `site.toml`: the site's own way of writing numbers and dates, over that of its language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from nutgraf.decode import Located
from nutgraf.locales import ENGLISH, LANGUAGES, Locale, find_locale
from nutgraf.locales.writing import unwritable_directive
from nutgraf.problems import Outcome, Problem, did_you_mean, errors_in, listed

Names = Located[tuple[str, ...]]

_LENGTHS: Mapping[str, int] = {
    "currency": 2,
    "numerals": 10,
    "periods": 2,
    "days": 7,
    "shortDays": 7,
    "months": 12,
    "shortMonths": 12,
    "months_in_dates": 12,
}

_ORDER = {
    "currency": 'what stands before an amount and what after it: ["", " €"]',
    "numerals": "the digits from 0 to 9",
    "periods": "before noon, after noon",
    "days": "from Sunday to Saturday",
    "shortDays": "from Sunday to Saturday",
}


@dataclass(frozen=True, slots=True)
class NumberSpec:
    decimal: str | None = None
    thousands: str | None = None
    grouping: Located[tuple[int, ...]] | None = None
    currency: Names | None = None
    percent: str | None = None
    minus: str | None = None
    nan: str | None = None
    numerals: Names | None = None


@dataclass(frozen=True, slots=True)
class TimeSpec:
    date_time: str | None = field(default=None, metadata={"key": "dateTime"})
    date: str | None = None
    time: str | None = None
    periods: Names | None = None
    days: Names | None = None
    short_days: Names | None = field(default=None, metadata={"key": "shortDays"})
    months: Names | None = None
    short_months: Names | None = field(default=None, metadata={"key": "shortMonths"})


@dataclass(frozen=True, slots=True)
class LocaleSpec:
    like: Located[str] | None = None
    number: NumberSpec = NumberSpec()
    time: TimeSpec = TimeSpec()
    long_date: Located[str] | None = None
    short_date: str | None = None
    day_month: str | None = None
    month_year: str | None = None
    clock: str | None = None
    hour: str | None = None
    months_in_dates: Names | None = None
    first_day: str | None = None


def locale_of(language: Located[str] | None, spec: LocaleSpec) -> Outcome[Locale]:
    """The locale of a site: that of `like`, else of `language`, with what `spec` says in its place.

    Problems: `unknown-locale`, a warning where only the language is not known, and `bad-config-value`.
    """
    problems: list[Problem] = []
    start = _start(language, spec, problems)
    problems += _list_problems(spec)
    if errors_in(problems):
        return Outcome(start, tuple(problems))
    said = _said(spec) | {
        "like": start.like,
        "number": replace(start.number, **_said(spec.number)),
        "time": replace(start.time, **_said(spec.time)),
    }
    if spec.time.months is not None:
        # Inflected names are the language's, not those that the site has put in their place.
        said = {"months_in_dates": ()} | said
    return Outcome(replace(start, **said), tuple(problems))


def _start(language: Located[str] | None, spec: LocaleSpec, problems: list[Problem]) -> Locale:
    if spec.like is not None:
        like = find_locale(spec.like.value)
        if like is None:
            hint = did_you_mean(spec.like.value, LANGUAGES, "languages")
            message = f"how {spec.like.value} writes numbers and dates is not known"
            problems.append(Problem("unknown-locale", message, spec.like.location, hint))
        return like or ENGLISH
    if language is None:
        return ENGLISH
    found = find_locale(language.value)
    if found is None:
        message = f"how {language.value} writes numbers and dates is not known; they are written as in English"
        hint = (
            'name a language that writes them alike, and what differs: [locale] like = "de"\n'
            f"languages: {', '.join(LANGUAGES)}"
        )
        problems.append(Problem("unknown-locale", message, language.location, hint, "warning"))
    return found or ENGLISH


def _said(spec: Any) -> dict[str, Any]:
    """What a spec says, by field."""
    values = {field.name: getattr(spec, field.name) for field in fields(spec)}
    return {
        name: value.value if isinstance(value, Located) else value
        for name, value in values.items()
        if value is not None
    }


def _list_problems(spec: LocaleSpec) -> list[Problem]:
    problems: list[Problem] = []
    for part in (spec, spec.number, spec.time):
        for each in fields(part):
            key = each.metadata.get("key", each.name)
            value = getattr(part, each.name)
            wanted = _LENGTHS.get(key)
            if value is not None and wanted is not None and len(value.value) != wanted:
                message = f"{key} wants {wanted} texts, not {len(value.value)}"
                problems.append(Problem("bad-config-value", message, value.location, _ORDER.get(key, "")))
    grouping = spec.number.grouping
    if grouping is not None and (not grouping.value or min(grouping.value) < 1):
        hint = "the sizes of groups of digits from the right: [3]"
        problems.append(Problem("bad-config-value", "grouping wants whole numbers from 1", grouping.location, hint))
    if spec.long_date is not None and (directive := unwritable_directive(spec.long_date.value)):
        message = f"{directive} in long_date cannot be written"
        hint = f"use {listed(('%-d', '%d', '%B', '%b', '%-m', '%m', '%Y', '%A', '%a'), 'or')}"
        problems.append(Problem("bad-config-value", message, spec.long_date.location, hint))
    return problems
