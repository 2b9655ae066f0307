"""What a claim in words lets its fact be, for readers."""

from __future__ import annotations

import datetime as dt

from nutgraf.model.figure import FactValue
from nutgraf.numbers.agreement import Interval
from nutgraf.numbers.assessment import assess
from nutgraf.numbers.claims import Claim
from nutgraf.numbers.grammar import Unreadable
from nutgraf.numbers.style import as_number, format_value
from nutgraf.numbers.titles import parse_title
from nutgraf.numbers.tokens import plain_text
from nutgraf.numbers.units import parse_unit
from nutgraf.numbers.words import lexicon_for


def claimed_range(
    text: str,
    value: FactValue,
    unit: str,
    *,
    title: str | None = None,
    before: str = "",
    after: str = "",
    language: str = "en",
) -> str:
    """The values with which a claim in words agrees: "32.5% to 34.2%", "more than 40,000".

    They are those of its title, with the reason that stands there, or those that its words allow ("a third"). "" of a
    number in digits, whose last digit says it, and of what is read in no such way. The arguments are those of `judge`.
    """
    if title and title.strip():
        parsed = parse_title(title)
        if isinstance(parsed, Unreadable):
            return ""
        shown = _in_words(parsed.interval, "date" if parsed.dates else unit, language, dates=parsed.dates)
        return f"{shown} ({parsed.reason})" if parsed.reason else shown
    number = as_number(value)
    if number is None or any(letter.isdigit() for letter in text):
        return ""
    claim = Claim(plain_text(text), value, unit, parse_unit(unit), before, after, language, lexicon_for(language))
    assessed = assess(claim)
    intervals = () if isinstance(assessed, Unreadable) else assessed.intervals
    met = next((interval for interval in intervals if number in interval and interval.low != interval.high), None)
    return _in_words(met, unit, language) if met is not None else ""


def _in_words(interval: Interval, unit: str, language: str, *, dates: bool = False) -> str:
    low, high = (
        end if end is None else format_value(dt.date.fromordinal(int(end)) if dates else float(end), unit, language)
        for end in (interval.low, interval.high)
    )
    if low is not None and high is not None:
        return f"{low} to {high}"
    if low is not None:
        return f"{'more than' if interval.open else 'at least'} {low}"
    return f"{'less than' if interval.open else 'at most'} {high}"
