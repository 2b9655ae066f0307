"""Quantities: a numeral with its sign, scale and unit.

quantity = [sign] [currency] [sign] numeral [scale] [unit]
         | share ["of"] ["a"] (scale | unit)        half a billion dollars, a quarter of a point
         | "a" ["full"] (scale | unit)              a million, a percentage point
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from nutgraf.numbers.currencies import PREFIXES, currency_of
from nutgraf.numbers.numerals import NUMERAL_WORDS, Numeral, NumeralKind, numeral_at
from nutgraf.numbers.tokens import Token, TokenKind, Tokens
from nutgraf.numbers.units import Unit, UnitKind
from nutgraf.numbers.words import Lexicon, UnitWord


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit. `sign` is −1, 1, or 0 for none; `scale` that of "billion"; `size` that of the unit
    ("basis points", "p"). `unit` is "" where none is written.

    The tokens from `first` to `last` (exclusive) make it up, those from `body` on without the sign.
    """

    numeral: Numeral
    sign: int
    scale: Fraction
    unit: str
    size: Fraction
    first: int
    body: int
    last: int

    @property
    def written(self) -> Fraction:
        """The number with its scale: 593e9 of "593 billion", 120 of "120p"."""
        return self.numeral.value * self.scale

    @property
    def amount(self) -> Fraction:
        """The value without sign, in whole units: 1.2 of "120p"."""
        return self.written * self.size


_SIGNS: Mapping[str, int] = {"-": -1, "−": -1, "–": -1, "+": 1}
_SIGN_WORDS: Mapping[str, int] = {"minus": -1, "negative": -1, "plus": 1}
_BEFORE_A_SIGN = ("(", "–", "-", "—", "/", "~", "≈")
_WORDS = frozenset({TokenKind.WORD, TokenKind.MARK})
_MEASURES: Mapping[str, str] = {
    "terawatt-hour": "twh",
    "gigawatt-hour": "gwh",
    "megawatt-hour": "mwh",
    "kilowatt-hour": "kwh",
    "terawatt": "tw",
    "gigawatt": "gw",
    "megawatt": "mw",
    "kilowatt": "kw",
    "ton": "tonne",
    "t": "tonne",
    "kilometer": "km",
    "kilometre": "km",
    "kilogram": "kg",
    "kilogramme": "kg",
}


_FIRST_WORDS = frozenset({*_SIGNS, *_SIGN_WORDS, *NUMERAL_WORDS, "a", "an"})
"""The words and marks that a quantity begins with, but for currencies."""


def quantity_at(tokens: Tokens, at: int, unit: Unit, lexicon: Lexicon) -> Quantity | None:
    """The quantity that starts at a token. `unit` is the fact's, whose own words may follow the number."""
    token = tokens.token(at)
    # Nearly all words of a text begin none: they are not looked at further.
    if token is None or (token.kind in _WORDS and token.word not in _FIRST_WORDS and not _may_be_currency(token)):
        return None
    first = at
    sign, at = _sign(tokens, at, lexicon)
    body = at
    currency, at = _currency_before(tokens, at)
    if currency and not sign:
        sign, at = _sign(tokens, at, lexicon)
    numeral = numeral_at(tokens, at, lexicon) or (_one(tokens, at, lexicon) if lexicon.prose else None)
    if numeral is None or _runs_on(tokens, numeral, unit, lexicon):
        return None
    measured = _measure(tokens, numeral, currency, unit, lexicon)
    if measured is None:
        return None
    scale, named, last = measured
    return Quantity(numeral, sign, scale, named.unit, named.size, first, body, last)


def measure_length(measure: str, words: Sequence[str]) -> int:
    """How many of the words it takes to name a measure ("TWh", "index points"), 0 if they do not begin with it.

    Case, plural and hyphens do not matter; "points" is enough for any points.
    """
    wanted = _canonical(measure.casefold().replace("-", " ").split())
    best = 0
    if not wanted:
        return 0
    for length in range(1, min(len(words), 2 * len(wanted) + 2) + 1):
        said = _canonical([word for word in words[:length] if word != "-"])
        if said == wanted or (said == ["point"] and wanted[-1] == "point"):
            best = length
    return best


def _canonical(words: Sequence[str]) -> list[str]:
    """The words in the singular, with one word for each measure that has several names."""
    result: list[str] = []
    at = 0
    while at < len(words):
        pair = _MEASURES.get(_singular("-".join(words[at : at + 2])))
        result.append(pair or _MEASURES.get(_singular(words[at]), _singular(words[at])))
        at += 2 if pair and at + 1 < len(words) else 1
    return result


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _sign(tokens: Tokens, at: int, lexicon: Lexicon) -> tuple[int, int]:
    token, following = tokens.token(at), tokens.token(at + 1)
    if token is None or following is None:
        return 0, at
    free = not token.glued or tokens.word(at - 1) in _BEFORE_A_SIGN
    if token.word in _SIGNS and following.glued and (free or tokens.is_kind(at - 1, TokenKind.CURRENCY)):
        return _SIGNS[token.word], at + 1
    if lexicon.prose and token.word in _SIGN_WORDS and not following.glued:
        return _SIGN_WORDS[token.word], at + 1
    return 0, at


def _may_be_currency(token: Token) -> bool:
    return token.kind is TokenKind.CURRENCY or token.text in PREFIXES or token.text.isupper()


def _currency_before(tokens: Tokens, at: int) -> tuple[str, int]:
    token = tokens.token(at)
    if token is None or (token.glued and tokens.is_kind(at - 1, TokenKind.WORD)):  # "Z$" is no "$"
        return "", at
    code = currency_of(token.text) if _may_be_currency(token) else None
    return (code, at + 1) if code else ("", at)


def _one(tokens: Tokens, at: int, lexicon: Lexicon) -> Numeral | None:
    """ "a" as the number one: "a million", "a full percentage point"."""
    if tokens.word(at) not in ("a", "an"):
        return None
    named = at + 2 if tokens.word(at + 1) in ("full", "whole", "single") else at + 1
    long_word = len(tokens.word(named)) > 3 and tokens.word(named) not in ("times", "fold")
    if long_word and (tokens.longest(lexicon.scales, named) or _unit(tokens, named, lexicon)):
        return Numeral(NumeralKind.WORD, Fraction(1), at, named)
    return None


def _runs_on(tokens: Tokens, numeral: Numeral, unit: Unit, lexicon: Lexicon) -> bool:
    """Whether digits run on into letters that are no scale or unit ("4o", "5G", "5e9")."""
    at = numeral.last
    if not tokens.is_kind(at - 1, TokenKind.DIGITS):
        return False
    if tokens.is_kind(at, TokenKind.NAME):
        return tokens.is_glued(at)
    if not tokens.is_kind(at, TokenKind.WORD):
        return False
    if not tokens.is_glued(at) or _own_unit(tokens, at, unit):
        return False
    return not (tokens.longest(lexicon.scales, at) or _unit(tokens, at, lexicon))


def _measure(
    tokens: Tokens, numeral: Numeral, currency: str, unit: Unit, lexicon: Lexicon
) -> tuple[Fraction, UnitWord, int] | None:
    """Scale and unit after a numeral, and the token after them; None where two currencies contradict each other."""
    at = numeral.last
    own = _own_unit(tokens, at, unit)
    if own:
        return Fraction(1), UnitWord(unit.symbol), own
    if numeral.kind is NumeralKind.SHARE:
        at = _over_of_a(tokens, at, unit, lexicon)
    scaled = tokens.longest(lexicon.scales, at)
    scale, at = scaled or (Fraction(1), at)
    own = _own_unit(tokens, at, unit)
    if own:
        return scale, UnitWord(unit.symbol), own
    linked = at + 1 if scaled and tokens.word(at) in lexicon.linking else at
    named = _unit(tokens, linked, lexicon)
    implied = currency or numeral.unit or _implied_before(tokens, numeral.first)
    if named is None or (currency and tokens.is_kind(linked, TokenKind.CURRENCY)):
        return scale, UnitWord(implied), at if scaled else numeral.last
    if implied and named[0] != UnitWord(implied):
        return None
    return scale, named[0], named[1]


def _implied_before(tokens: Tokens, at: int) -> str:
    """ "x" after "a factor of" and "a multiple of"."""
    return "x" if tokens.word(at - 1) == "of" and tokens.word(at - 2) in ("factor", "multiple") else ""


def _over_of_a(tokens: Tokens, at: int, unit: Unit, lexicon: Lexicon) -> int:
    """The place after "of a" where a scale or a unit follows it ("a third of a percentage point")."""
    after = at + 1 if tokens.word(at) == "of" else at
    if tokens.word(after) in ("a", "an", "one") or (after > at and tokens.word(after) == "1"):
        after += 1
    measured = tokens.longest(lexicon.scales, after) or _unit(tokens, after, lexicon) or _own_unit(tokens, after, unit)
    return after if measured else at


def _own_unit(tokens: Tokens, at: int, unit: Unit) -> int:
    """The token after the fact's own unit, where that is a measure in words and stands at `at`; else 0."""
    if unit.kind is not UnitKind.OTHER:
        return 0
    at = tokens.over_hyphen(at)
    length = measure_length(unit.symbol, [token.word for token in tokens.all[at : at + 8]])
    return at + length if length else 0


def _unit(tokens: Tokens, at: int, lexicon: Lexicon) -> tuple[UnitWord, int] | None:
    found = tokens.longest(lexicon.units, at)
    if found:
        return found
    token = tokens.token(at)
    if token is None or not (token.kind is TokenKind.CURRENCY or token.text.isupper()):
        return None
    code = currency_of(token.text)
    return (UnitWord(code), at + 1) if code else None
