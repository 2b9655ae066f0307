"""Titles of checked claims: `"0.32..0.35"`, `"> 2"`, `"< 3"`, with a reason after them where they are wide."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from fractions import Fraction

from nutgraf.numbers.agreement import Interval
from nutgraf.numbers.grammar import Unreadable
from nutgraf.numbers.tokens import read_digits
from nutgraf.numbers.words import ENGLISH

WIDEST = Fraction(20, 100)
"""The widest range that needs no reason, as a share of its middle."""

EXAMPLES = 'write a title as "0.32..0.35", "> 2" or "< 3", in the unit of the fact'

_NUMBER = r"[+−-]?(?:[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?"
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_END = rf"{_DATE}|{_NUMBER}(?:\s+(?:{'|'.join(_SCALES)}))?"
_TITLE = re.compile(
    rf"\s*(?:(?P<sign>[<>])\s*(?P<bound>{_END})|(?P<low>{_END})\s*\.\.\s*(?P<high>{_END}))(?:[\s,;:–—-]\s*(?P<reason>.*))?"
)


@dataclass(frozen=True, slots=True)
class Title:
    """A range of values; of days (as ordinals) if `dates`. `reason` is what the author says about it, or ""."""

    interval: Interval
    dates: bool
    text: str
    reason: str = ""


def parse_title(title: str) -> Title | Unreadable:
    """The range that a title sets; a title that sets none, or a wide one without a reason, is unreadable."""
    found = _TITLE.fullmatch(title)
    if not found:
        return Unreadable(f"the title “{title}” is not a range", EXAMPLES)
    texts = [text for text in (found["bound"], found["low"], found["high"]) if text]
    dates = [bool(re.fullmatch(_DATE, text)) for text in texts]
    ends = [_end(text) for text in texts]
    if len(set(dates)) > 1 or any(end is None for end in ends):
        return Unreadable(f"the title “{title}” has an end that is not a number", EXAMPLES)
    known = [end for end in ends if end is not None]
    reason = (found["reason"] or "").strip()
    if found["sign"]:
        interval = Interval(None, known[0], True) if found["sign"] == "<" else Interval(known[0], None, True)
        return Title(interval, dates[0], title.strip(), reason)
    low, high = known
    if low > high:
        return Unreadable(f"the title “{title}” ends below its beginning", "write the lower end first")
    explained = any(c.isalpha() for c in reason)
    if not dates[0] and high - low > WIDEST * abs((low + high) / 2) and not explained:
        return Unreadable(
            f"the title “{title}” is wider than 20% of its middle",
            f'narrow it, or say why after it: "{title.strip()} three sources differ"',
        )
    return Title(Interval(low, high), dates[0], title.strip(), reason)


def _end(text: str) -> Fraction | None:
    if re.fullmatch(_DATE, text):
        try:
            return Fraction(dt.date.fromisoformat(text).toordinal())
        except ValueError:
            return None
    number, _, scale = text.strip().partition(" ")
    mantissa, _, exponent = number.lower().partition("e")
    sign = -1 if mantissa[0] in "−-" else 1
    read = read_digits(mantissa.lstrip("+−-"), ENGLISH.separators)
    if read is None:
        return None
    return sign * read[0] * Fraction(10) ** int(exponent or 0) * _SCALES.get(scale.strip(), 1)
