"""The judge of checked numbers: whether a text agrees with the value of its fact."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

from nutgraf.model.figure import FactValue
from nutgraf.numbers.agreement import Interval, amount_in
from nutgraf.numbers.assessment import Assessment, assess
from nutgraf.numbers.claims import Claim
from nutgraf.numbers.directions import Direction
from nutgraf.numbers.grammar import TITLE, Reading, Unreadable, read_number
from nutgraf.numbers.judge_dates import judge_date
from nutgraf.numbers.style import as_number, format_value
from nutgraf.numbers.suggestions import suggest
from nutgraf.numbers.titles import Title, parse_title
from nutgraf.numbers.tokens import plain_text
from nutgraf.numbers.units import UnitKind, parse_unit
from nutgraf.numbers.verdict import Agreement, Verdict
from nutgraf.numbers.words import lexicon_for

_MORE_DIGITS = (4, 5, 6, 8, 10, 12, 15, 20)


def judge(
    text: str,
    value: FactValue,
    unit: str,
    *,
    title: str | None = None,
    before: str = "",
    after: str = "",
    language: str = "en",
) -> Verdict:
    """Whether the text in the brackets agrees with a fact's value and unit.

    `title` is the quoted title of the link, `before` and `after` are the words around it in the same paragraph,
    `language` is the site's language tag. Words in Markdown or HTML are read without their marks. Never raises.
    """
    parsed = parse_unit(unit)
    if isinstance(value, dt.datetime):
        value = value.date()
    claim = Claim(plain_text(text), value, unit, parsed, before, after, language, lexicon_for(language))
    title = title.strip() if title else ""
    if isinstance(value, dt.date) or parsed.kind in (UnitKind.YEAR, UnitKind.DATE):
        verdict = judge_date(claim, title)
    elif isinstance(value, str):
        verdict = _judge_words(claim, title)
    elif title:
        verdict = _judge_title(claim, title)
    else:
        verdict = _judge_number(claim)
    kept = verdict.rewritable and claim.text == text and bool(verdict.suggestion)
    return replace(verdict, rewritable=kept)


def _judge_words(claim: Claim, title: str) -> Verdict:
    said, actual = (" ".join(words.split()) for words in (claim.text, str(claim.value)))
    if title:
        return _unreadable(claim, Unreadable("a title needs a fact that is a number", "leave the title out"))
    if said.casefold() == actual.casefold():
        return Verdict(Agreement.AGREES, said, actual)
    return Verdict(Agreement.DISAGREES, said, actual, suggestion=actual, hint=f"write “{actual}”")


def _judge_number(claim: Claim) -> Verdict:
    number = as_number(claim.value)
    assessed = assess(claim)
    if isinstance(assessed, Unreadable):
        instead = suggest(claim, None, lambda text: _agrees(replace(claim, text=text)))
        return _unreadable(claim, assessed, instead.text if instead else "")
    actual = _actual(claim, assessed.intervals)
    if number is None:
        return Verdict(Agreement.DISAGREES, assessed.said, actual, hint="let the fact return a number")
    if assessed.allows(number):
        return Verdict(Agreement.AGREES, assessed.said, actual)
    against = _word_against(number, assessed)
    if against:
        hint = "let the words around it say that it " + ("fell" if number < 0 else "rose")
        return Verdict(Agreement.DISAGREES, assessed.said, actual, reason=f"“{against}” says otherwise", hint=hint)
    found = suggest(claim, assessed, lambda text: _agrees(replace(claim, text=text)))
    unsigned = _lacks_sign(number, assessed)
    hint = f"write “{found.text}”" if found else ""
    return Verdict(
        Agreement.DISAGREES,
        assessed.said,
        actual,
        reason="no minus sign and no word of falling governs the number" if unsigned else assessed.misfit,
        suggestion=found.text if found else "",
        rewritable=found.literal if found else False,
        hint=f"{hint}, or say before it that it fell" if unsigned and hint and claim.lexicon.prose else hint,
    )


def _agrees(claim: Claim) -> bool:
    number, assessed = as_number(claim.value), assess(claim)
    return number is not None and isinstance(assessed, Assessment) and assessed.allows(number)


def _judge_title(claim: Claim, text: str) -> Verdict:
    title, number = parse_title(text), as_number(claim.value)
    if isinstance(title, Title) and title.dates:
        title = Unreadable(f"the title “{text}” is in dates, the fact is a number")
    if isinstance(title, Unreadable):
        return _unreadable(claim, title)
    said = f"{' '.join(claim.text.split())} ({text})"
    actual = _actual(claim, (title.interval,))
    if number is None or number not in title.interval:
        hint = "change the words and the title, or let the sentence go"
        return Verdict(Agreement.DISAGREES, said, actual, hint=hint)
    assessed = assess(claim)
    if isinstance(assessed, Unreadable):
        return Verdict(Agreement.AGREES, said, actual)
    if assessed.misfit or not any(interval.overlaps(title.interval) for interval in assessed.intervals):
        reason = assessed.misfit or "the words lie outside the range of their title"
        return Verdict(Agreement.DISAGREES, said, actual, reason=reason, hint="make words and title say the same")
    return Verdict(Agreement.AGREES, said, actual)


def _unreadable(claim: Claim, why: Unreadable, suggestion: str = "") -> Verdict:
    said = " ".join(claim.text.split())
    actual = format_value(claim.value, claim.notation, claim.language)
    return Verdict(Agreement.UNREADABLE, said, actual, why.reason, suggestion=suggestion, hint=why.hint or TITLE)


def _actual(claim: Claim, intervals: tuple[Interval, ...]) -> str:
    """The value in words, with as many digits as show that it lies outside the intervals, if it does."""
    shown = format_value(claim.value, claim.notation, claim.language)
    number = as_number(claim.value)
    if number is None or any(number in interval for interval in intervals):
        return shown
    for digits in _MORE_DIGITS:
        shown = format_value(claim.value, claim.notation, claim.language, digits)
        reading = read_number(shown, claim.unit, claim.lexicon)
        if not isinstance(reading, Reading):
            break
        amount = amount_in(reading.low, claim.unit) * (-1 if reading.low.sign < 0 else 1)
        if not any(amount in interval for interval in intervals):
            break
    return shown


def _word_against(number: Fraction, assessed: Assessment) -> str:
    """The word of rising or falling that contradicts the value's sign, "" if there is none."""
    governor = assessed.context.governor
    if governor is None or assessed.misfit or assessed.reading.low.sign:
        return ""
    if number < 0:
        return governor.word if governor.direction is Direction.RISING else ""
    positive = any(interval.high is None or interval.high > 0 for interval in assessed.intervals)
    return governor.word if number > 0 and assessed.context.falling and not positive else ""


def _lacks_sign(number: Fraction, assessed: Assessment) -> bool:
    """Whether the text differs from the value only in that nothing in it says that the value is negative."""
    return number < 0 and not assessed.misfit and not assessed.reading.low.sign and assessed.allows(-number)
