"""The judge of years and dates."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from fractions import Fraction

from nutgraf.numbers.claims import Claim
from nutgraf.numbers.dates import MONTHS, WEEKDAYS, Period, Precision, find_periods, restyle_period, widen
from nutgraf.numbers.grammar import Unreadable
from nutgraf.numbers.hedges import Hedge, HedgeKind, hedge_after, hedge_before
from nutgraf.numbers.style import as_number, format_day, format_value
from nutgraf.numbers.tables import word_set
from nutgraf.numbers.titles import parse_title
from nutgraf.numbers.tokens import TokenKind, tokenise
from nutgraf.numbers.units import Unit, UnitKind
from nutgraf.numbers.verdict import Agreement, Verdict
from nutgraf.numbers.words import DOUBT_WORDS, NUMBER_WORDS, QUANTITY_WORDS

WRITE_A_DATE = 'write a year or a date such as "27 January 2025"'
_JOINT = re.compile(r"\s*(?:–|—|-|\bto\b|\band\b|\bthrough\b|\buntil\b)\s*(?:the\s+)?", re.IGNORECASE)
_AROUND_DATES = ("nearly", "almost", "not quite")
_PART_OF_A_TIME = word_set(
    """early late mid middle end start beginning close before after week weeks spring summer autumn winter fall
    century day days eve bc bce half quarter month decade ago soon"""
)
_NAMES_OF_TIMES = frozenset(name.casefold() for name in (*MONTHS, *WEEKDAYS) if name != "May")


@dataclass(frozen=True, slots=True)
class _Time:
    """The time that a text names, and its hedge."""

    periods: tuple[Period, ...]
    hedge: Hedge | None

    @property
    def single(self) -> Period | None:
        return self.periods[0] if len(self.periods) == 1 else None


def judge_date(claim: Claim, title: str) -> Verdict:
    """Whether the text agrees with a fact that is a year or a date."""
    day = _day_of(claim)
    said = " ".join(claim.text.split())
    if day is None:
        actual = format_value(claim.value, claim.notation, claim.language)
        return Verdict(Agreement.DISAGREES, said, actual, reason="the fact is no date", hint="let it return a date")
    actual = format_day(day, claim.unit, claim.language)
    time = _read_time(claim, day)
    if title:
        return _judge_title(claim, title, day, time)
    if isinstance(time, Unreadable):
        return Verdict(Agreement.UNREADABLE, said, actual, time.reason, suggestion=actual, hint=time.hint)
    if time.hedge and time.hedge.tokens and not claim.text.casefold().startswith(time.hedge.words):
        said = f"{said} {time.hedge.words}" if time.hedge.words.startswith("or") else f"{time.hedge.words} {said}"
    first, last = _reach(time)
    wrong_weekday = _wrong_weekday(time)
    if first <= day <= last and not wrong_weekday:
        return Verdict(Agreement.AGREES, said, actual)
    suggestion = restyle_period(time.single, day) if time.single else actual
    if time.single:
        suggestion = claim.text[: time.single.start] + suggestion + claim.text[time.single.end :]
    return Verdict(
        Agreement.DISAGREES,
        said,
        actual,
        reason=wrong_weekday,
        suggestion=suggestion,
        rewritable=time.single is not None and time.single.precision is not Precision.DECADE,
        hint=f"write “{suggestion}”",
    )


def _day_of(claim: Claim) -> dt.date | None:
    """The fact's day; the first of January of a fact that is a year."""
    value = claim.value
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value.strip()[:10])
        except ValueError:
            return None
    number = as_number(value)
    if claim.unit.kind is not UnitKind.YEAR or number is None or number.denominator != 1:
        return None
    return dt.date(int(number), 1, 1) if dt.MINYEAR <= number <= dt.MAXYEAR else None


def _read_time(claim: Claim, day: dt.date) -> _Time | Unreadable:
    periods = find_periods(claim.text, claim.language, day.year)
    problem = _problem_of(periods, claim)
    if problem:
        return problem
    hedge, rest = _hedge_and_rest(claim, periods[0].start, periods[-1].end)
    unread = _unread(rest, claim)
    if unread:
        return unread
    if len(periods) == 2 and not periods[0].has_year:
        periods = (_in_year(periods[0], periods[1].first.year), periods[1])
    if periods[0].first > periods[-1].last:
        return Unreadable("the later date comes first", "write the earlier one first")
    return _Time(periods, hedge)


def _problem_of(periods: tuple[Period, ...], claim: Claim) -> Unreadable | None:
    if not periods:
        return Unreadable("there is no date that the reader knows in it", WRITE_A_DATE)
    problem = next((period.problem for period in periods if period.problem), "")
    if problem:
        return Unreadable(problem, "name the month, or write the date as 2024-04-03")
    joint = claim.text[periods[0].end : periods[-1].start] if len(periods) == 2 else ""
    joined = re.search(r"\sand\s", joint or claim.text[periods[0].start : periods[0].end], re.IGNORECASE)
    unled = joined and not re.search(r"\bbetween\s*$", claim.before + claim.text[: periods[0].start], re.IGNORECASE)
    if unled or len(periods) > 2 or (joint and not _JOINT.fullmatch(joint)):
        return Unreadable("there is more than one date in the brackets", "put each date into brackets of its own")
    if claim.unit.kind is UnitKind.DATE and re.search(r"\bfy(?=[\s\d-])|\bfiscal\b", claim.text, re.IGNORECASE):
        return Unreadable("a fiscal year is no year of the calendar", WRITE_A_DATE)
    if claim.unit.kind is UnitKind.YEAR and periods[0].precision < Precision.YEAR:
        return Unreadable("the fact is a year, the text names a day, month or quarter", "write the year alone")
    return None


def _in_year(period: Period, year: int) -> Period:
    return widen(widen(period, period.first.year - year, 0), 0, year - period.last.year)


def _hedge_and_rest(claim: Claim, start: int, end: int) -> tuple[Hedge | None, str]:
    """The hedge of a time, and what is left of the text beside the time and the hedge."""
    head, tail = claim.text[:start], claim.text[end:]
    if not claim.lexicon.prose:
        return None, head + tail
    separators = claim.lexicon.separators
    inside = tokenise(head, separators).all
    before = hedge_before((*tokenise(claim.before, separators).all, *inside))
    if before and before.kind is not HedgeKind.AROUND and before.words not in _AROUND_DATES:
        before = None
    if before:
        kept = max(0, len(inside) - before.tokens)
        return before, (head[: inside[kept].start] if kept < len(inside) else head) + tail
    behind = tokenise(tail, separators).all
    after = hedge_after((*behind, *tokenise(claim.after, separators).all))
    if after and after.kind is HedgeKind.AROUND:
        return after, head + (tail[behind[after.tokens - 1].end :] if after.tokens <= len(behind) else "")
    return None, head + tail


def _unread(rest: str, claim: Claim) -> Unreadable | None:
    for token in tokenise(rest, claim.lexicon.separators).all:
        word = token.word
        strange = token.kind not in (TokenKind.WORD, TokenKind.MARK) or not claim.lexicon.prose
        numeric = word in NUMBER_WORDS or word in QUANTITY_WORDS
        doubtful = (word in DOUBT_WORDS and word != "between") or word in _PART_OF_A_TIME or word in _NAMES_OF_TIMES
        if token.kind is TokenKind.MARK and token.text in ",.()\"'’“”-":
            continue
        if strange or numeric or doubtful or token.kind is TokenKind.MARK:
            return Unreadable(f"“{token.text}” beside the date is not understood", WRITE_A_DATE)
    return None


def _reach(time: _Time) -> tuple[dt.date, dt.date]:
    """The first and the last day that the text allows; a hedge gives a year."""
    first, last = time.periods[0], time.periods[-1]
    if time.hedge is None:
        return first.first, last.last
    above = 1 if time.hedge.kind is HedgeKind.AROUND else 0
    return widen(first, 1, 0).first, widen(last, 0, above).last


def _wrong_weekday(time: _Time) -> str:
    for period in time.periods:
        if period.weekday is not None and period.first.weekday() != period.weekday:
            return f"{format_day(period.first, Unit(UnitKind.DATE), 'en')} was a {WEEKDAYS[period.first.weekday()]}"
    return ""


def _judge_title(claim: Claim, text: str, day: dt.date, time: _Time | Unreadable) -> Verdict:
    said = " ".join(claim.text.split())
    actual = format_day(day, claim.unit, claim.language)
    title = parse_title(text)
    if not isinstance(title, Unreadable) and title.dates == (claim.unit.kind is UnitKind.YEAR):
        title = Unreadable(f"the title “{text}” is not in the fact's unit", 'write it as "2025-01-01..2025-01-31"')
    if isinstance(title, Unreadable):
        return Verdict(Agreement.UNREADABLE, said, actual, title.reason, hint=title.hint)
    in_years = claim.unit.kind is UnitKind.YEAR
    said = f"{said} ({text})"
    if Fraction(day.year if in_years else day.toordinal()) not in title.interval:
        return Verdict(Agreement.DISAGREES, said, actual, hint="change the words and the title")
    if isinstance(time, _Time):
        first, last = _reach(time)
        ends = [Fraction(end.year if in_years else end.toordinal()) for end in (first, last)]
        if not replace(title.interval, low=ends[0], high=ends[1], open=False).overlaps(title.interval):
            reason = "the words lie outside the range of their title"
            return Verdict(Agreement.DISAGREES, said, actual, reason=reason, hint="make words and title say the same")
    return Verdict(Agreement.AGREES, said, actual)
