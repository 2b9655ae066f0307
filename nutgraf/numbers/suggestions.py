"""The words that would be true, in the author's own style of number."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from nutgraf.numbers.agreement import last_digit
from nutgraf.numbers.assessment import Assessment
from nutgraf.numbers.claims import Claim
from nutgraf.numbers.numerals import NumeralKind
from nutgraf.numbers.quantities import Quantity
from nutgraf.numbers.style import MINUS, SIGNIFICANT_DIGITS, as_number, format_value, shown_group, write_digits
from nutgraf.numbers.units import UnitKind
from nutgraf.numbers.words import NUMBER_WORDS

_FINER = 8
_DIGITS = (2, 3, 4, 5, 6, 8, 10, 12, 15)
_SHARES = (
    *((1, 2, "half"), (1, 3, "a third"), (2, 3, "two-thirds"), (1, 4, "a quarter"), (3, 4, "three-quarters")),
    *((1, 5, "a fifth"), (2, 5, "two-fifths"), (3, 5, "three-fifths"), (4, 5, "four-fifths"), (1, 10, "a tenth")),
)
_WORDS = {number: word for word, number in NUMBER_WORDS.items()}
_ROUNDINGS: tuple[Callable[[Fraction], int], ...] = (round, math.ceil, math.floor)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text that would be true; `literal`: it differs from the author's only in digits."""

    text: str
    literal: bool = False


def suggest(claim: Claim, assessed: Assessment | None, agrees: Callable[[str], bool]) -> Suggestion | None:
    """The first text that agrees: the author's with other digits, words or share; else the value alone.

    `agrees` judges a text in the place of the claim's.
    """
    number = as_number(claim.value)
    if number is None:
        return None
    if assessed and not assessed.reading.high:
        literal = not assessed.misfit and assessed.reading.low.numeral.kind is NumeralKind.DIGITS
        for text, same_sign in _restyled(claim, assessed, number):
            if agrees(text):
                return Suggestion(text, literal and same_sign)
    return next((Suggestion(text) for text in _rewritten(claim, assessed, number) if agrees(text)), None)


def _restyled(claim: Claim, assessed: Assessment, number: Fraction) -> Iterator[tuple[str, bool]]:
    """The author's text with another number of the same kind, finer and finer, and whether its sign is the same."""
    quantity = assessed.reading.low
    if assessed.misfit:
        return
    if quantity.numeral.kind is NumeralKind.SHARE:
        yield from _shares(claim, assessed, number)
        return
    magnitude = abs(number) * claim.unit.size / (quantity.scale * quantity.size)
    sign = _sign_for(quantity, number, assessed.context.falling)
    same_sign = sign == _sign_of(quantity)
    if quantity.numeral.kind is NumeralKind.WORD:
        word = _WORDS.get(round(magnitude))
        if word:
            yield _replaced(assessed, sign, _as_capital(word, assessed)), same_sign
    exponent = last_digit(quantity, claim.unit)[0]
    for places in range(-exponent, _FINER - exponent):
        for rounding in _ROUNDINGS:
            rounded = Fraction(rounding(magnitude * Fraction(10) ** places)) / Fraction(10) ** places
            if rounded or not magnitude:
                digits = write_digits(rounded, max(places, 0), _group(claim, assessed), _decimal(claim))
                yield _replaced(assessed, sign, digits), same_sign


def _rewritten(claim: Claim, assessed: Assessment | None, number: Fraction) -> Iterator[str]:
    """The value in our own style, in the place of what was read, then alone."""
    falling = assessed is not None and assessed.context.falling
    signs = [abs(number), number] if falling else [number]
    for digits in _DIGITS if assessed else _DIGITS[_DIGITS.index(SIGNIFICANT_DIGITS) :]:
        for signed in signs:
            value = int(signed) if signed.denominator == 1 else float(signed)
            shown = format_value(value, claim.notation, claim.language, digits)
            if assessed:
                tokens = assessed.reading.tokens.all
                start, end = tokens[assessed.reading.first].start, tokens[assessed.reading.last - 1].end
                yield claim.text[:start] + shown + claim.text[end:]
            yield shown


def _sign_for(quantity: Quantity, number: Fraction, falling: bool) -> str:
    if number < 0:
        return "" if falling and not quantity.sign else MINUS
    return "+" if quantity.sign > 0 else ""


def _sign_of(quantity: Quantity) -> str:
    return {-1: MINUS, 0: "", 1: "+"}[quantity.sign]


def _replaced(assessed: Assessment, sign: str, numeral: str) -> str:
    """The text with the numeral exchanged; the author's own minus sign is kept."""
    quantity, tokens, text = assessed.reading.low, assessed.reading.tokens.all, assessed.reading.text
    start, body = tokens[quantity.first].start, tokens[quantity.body].start
    first, end = tokens[quantity.numeral.first].start, tokens[quantity.numeral.last - 1].end
    written = text[start:body]
    currency = text[body:first]
    if quantity.sign and not written:
        currency = currency.strip("-−–+")
    if sign == MINUS and quantity.sign < 0:
        sign = written or MINUS
    return text[:start] + sign + currency + numeral + text[end:]


def _as_capital(word: str, assessed: Assessment) -> str:
    start = assessed.reading.tokens.all[assessed.reading.low.numeral.first].text
    return word.capitalize() if start[:1].isupper() else word


def _group(claim: Claim, assessed: Assessment) -> str:
    """The author's separator of thousands; ours where the author's number was too short to need one."""
    token = assessed.reading.tokens.all[assessed.reading.low.numeral.first].text
    used = next((c for c in token if not c.isdigit() and c in claim.lexicon.separators.group), None)
    whole = token.split(claim.lexicon.separators.decimal[0])[0]
    if used:
        return used
    return "" if token[:1].isdigit() and len(whole) > 3 else shown_group(claim.lexicon)


def _decimal(claim: Claim) -> str:
    return claim.lexicon.separators.decimal[0]


def _shares(claim: Claim, assessed: Assessment, number: Fraction) -> Iterator[tuple[str, bool]]:
    """The author's text with another simple share, or with another multiple in the place of "twice"."""
    quantity = assessed.reading.low
    if quantity.numeral.unit:
        for digits in _DIGITS[:4]:
            shown = format_value(float(number), "x", claim.language, digits).replace("×", " times")
            yield _replaced(assessed, "", shown), False
    elif quantity.scale == 1 and not quantity.unit:
        whole = 100 if claim.unit.kind is UnitKind.PERCENT else 1
        nearest = sorted(_SHARES, key=lambda share: abs(Fraction(share[0], share[1]) - abs(number) / whole))
        for _, _, words in nearest[:2]:
            yield _replaced(assessed, "", _as_capital(words, assessed)), False
