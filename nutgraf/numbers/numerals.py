"""Numerals: digits, words for numbers and fractions, without sign, scale and unit.

numeral  = digits ["½" | "/" digits | ("-" | " ") digits "/" digits | "and" fraction] | "½"
         | word ["and" fraction] | [word] fraction noun | "a 20th" | "half" | "twice" | "tenfold"
fraction = "a half" | "a third" | "three-quarters" | …
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from nutgraf.numbers.tokens import VULGAR_FRACTIONS, TokenKind, Tokens, read_digits
from nutgraf.numbers.words import FRACTION_NOUNS, NUMBER_WORDS, Lexicon


class NumeralKind(Enum):
    """DIGITS and WORD are exact to half a unit of the last digit, SHARE ("a third", "twice", "2½") to 2.5 %."""

    DIGITS = "digits"
    WORD = "word"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written; `places` counts its decimals. `unit`: the one it implies ("x" of "twice"), else "".

    The tokens from `first` to `last` (exclusive) make it up.
    """

    kind: NumeralKind
    value: Fraction
    first: int
    last: int
    places: int = 0
    unit: str = ""


_LARGEST_DIVISOR = 20
_ORDINAL_ENDS = ("st", "nd", "rd", "th")

_IMPLIED = {
    "half": Numeral(NumeralKind.SHARE, Fraction(1, 2), 0, 1),
    "twice": Numeral(NumeralKind.SHARE, Fraction(2), 0, 1, unit="x"),
    "thrice": Numeral(NumeralKind.WORD, Fraction(3), 0, 1, unit="x"),
    **{f"{word}fold": Numeral(NumeralKind.WORD, Fraction(n), 0, 1, unit="x") for word, n in NUMBER_WORDS.items()},
}

NUMERAL_WORDS = frozenset({*_IMPLIED, *NUMBER_WORDS, "quarter", "a", "an"})
"""The words that a numeral in words begins with."""


def numeral_at(tokens: Tokens, at: int, lexicon: Lexicon) -> Numeral | None:
    """The numeral that starts at a token, a word only of `NUMERAL_WORDS`. "a" and "one" before a scale or a unit are
    left to the quantity."""
    if tokens.is_kind(at, TokenKind.VULGAR):
        return Numeral(NumeralKind.SHARE, VULGAR_FRACTIONS[tokens.word(at)], at, at + 1)
    if tokens.is_kind(at, TokenKind.DIGITS):
        return _digits(tokens, at, lexicon)
    if lexicon.prose and tokens.is_kind(at, TokenKind.WORD):
        return _worded(tokens, at)
    return None


def _digits(tokens: Tokens, at: int, lexicon: Lexicon) -> Numeral | None:
    read = read_digits(tokens.word(at), lexicon.separators)
    if read is None:
        return None
    value, places = read
    if not places and tokens.is_kind(at + 1, TokenKind.VULGAR):
        return Numeral(NumeralKind.SHARE, value + VULGAR_FRACTIONS[tokens.word(at + 1)], at, at + 2)
    share = _slashed(tokens, at, lexicon)
    if share:
        return Numeral(NumeralKind.SHARE, share, at, at + 3)
    eighths = tokens.over_hyphen(at + 1)
    part = None if places else _slashed(tokens, eighths, lexicon)
    if part and (eighths > at + 1 or not tokens.is_glued(eighths)):
        return Numeral(NumeralKind.SHARE, value + part, at, eighths + 3)
    mixed = _and_a_fraction(tokens, at + 1) if lexicon.prose and not places else None
    if mixed:
        return Numeral(NumeralKind.SHARE, value + mixed[0], at, mixed[1])
    return Numeral(NumeralKind.DIGITS, value, at, at + 1, places)


def _slashed(tokens: Tokens, at: int, lexicon: Lexicon) -> Fraction | None:
    """The fraction "1/3" that starts at a token."""
    slash = tokens.word(at + 1) == "/" and tokens.is_glued(at + 1) and tokens.is_glued(at + 2)
    ends = [tokens.word(place) for place in (at, at + 2) if tokens.is_kind(place, TokenKind.DIGITS)]
    if not slash or len(ends) < 2 or not all(end.isdecimal() and len(end) <= 2 for end in ends):
        return None
    above, below = map(int, ends)
    return Fraction(above, below) if 0 < above < below <= _LARGEST_DIVISOR else None


def _worded(tokens: Tokens, at: int) -> Numeral | None:
    word = tokens.word(at)
    after = tokens.over_hyphen(at + 1)
    implied = _IMPLIED.get(word)
    if implied:
        return Numeral(implied.kind, implied.value, at, at + 1, unit=implied.unit)
    if word == "quarter" and tokens.word(after) in ("point", "percentage"):
        return Numeral(NumeralKind.SHARE, Fraction(1, 4), at, at + 1)
    article = word in ("a", "an")
    number = 1 if article else NUMBER_WORDS.get(word, 0)
    parts = FRACTION_NOUNS.get(tokens.word(after), 0)
    if 0 < number < parts and not (article and tokens.word(after).endswith("s")):
        return Numeral(NumeralKind.SHARE, Fraction(number, parts), at, after + 1)
    ordinal = _ordinal(tokens, after) if number == 1 else 0
    if ordinal:
        return Numeral(NumeralKind.SHARE, Fraction(1, ordinal), at, after + 2)
    if article or not number:
        return None
    mixed = _and_a_fraction(tokens, at + 1)
    kind = NumeralKind.SHARE if mixed else NumeralKind.WORD
    added, last = mixed or (Fraction(0), at + 1)
    return Numeral(kind, number + added, at, last)


def _ordinal(tokens: Tokens, at: int) -> int:
    """The 20 of "a 20th", where "of" or nothing follows: "a 20th company" is no fraction. 0 if there is none."""
    ends = tokens.word(at + 1) in _ORDINAL_ENDS and tokens.is_glued(at + 1) and tokens.word(at + 2) in ("", "of")
    digits = tokens.word(at)
    number = int(digits) if ends and digits.isdecimal() and len(digits) <= 3 else 0
    return number if number > 2 else 0


def _and_a_fraction(tokens: Tokens, at: int) -> tuple[Fraction, int] | None:
    """What "and a half" or "-and-three-quarters" adds, and the place after it."""
    at = tokens.over_hyphen(at)
    if tokens.word(at) != "and":
        return None
    at = tokens.over_hyphen(at + 1)
    if tokens.word(at) == "half":
        return Fraction(1, 2), at + 1
    noun = tokens.over_hyphen(at + 1)
    parts = FRACTION_NOUNS.get(tokens.word(noun), 0)
    number = 1 if tokens.word(at) in ("a", "an") else NUMBER_WORDS.get(tokens.word(at), 0)
    return (Fraction(number, parts), noun + 1) if 0 < number < parts else None
