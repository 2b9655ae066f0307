"""A claim, read: the number with its hedges, its governing word, its unit, and the values that it allows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from nutgraf.numbers.agreement import Context, Interval, allowed, fits_unit
from nutgraf.numbers.claims import Claim
from nutgraf.numbers.directions import DIRECTIONS, LEVEL_HEDGES, MOVES, Direction
from nutgraf.numbers.governing import find_governor
from nutgraf.numbers.grammar import ONE_NUMBER, TITLE, Reading, Unreadable, read_number
from nutgraf.numbers.hedges import Hedge, HedgeKind, hedge_after, hedge_before, taken_back_by, turned_by_negation
from nutgraf.numbers.numerals import NumeralKind
from nutgraf.numbers.quantities import Quantity, measure_length
from nutgraf.numbers.tokens import Token, TokenKind, tokenise
from nutgraf.numbers.units import UnitKind
from nutgraf.numbers.words import DOUBT_WORDS, QUANTITY_WORDS, TIME_NOUNS


@dataclass(frozen=True, slots=True)
class Assessment:
    """`said` is the text with the hedges that stand outside; `misfit` says what is wrong with its unit, "" if
    nothing is; `intervals` are the values, in the fact's unit, with which it agrees."""

    reading: Reading
    context: Context
    said: str
    misfit: str
    intervals: tuple[Interval, ...]

    def allows(self, number: Fraction) -> bool:
        return not self.misfit and any(number in interval for interval in self.intervals)


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """The tokens on both sides of the number and its hedges; `governing` are those before it among which a word of
    rising or falling is looked for."""

    left: Sequence[Token]
    governing: Sequence[Token]
    right: Sequence[Token]
    before: Hedge | None
    after: Hedge | None

    @property
    def hedges(self) -> tuple[Hedge, ...]:
        return tuple(hedge for hedge in (self.before, self.after) if hedge)


_QUIET_MARKS = frozenset(",.:;()[]\"'’“”‘–—-/&…!?*")
_WHICH_HALF = ("first", "second", "latter", "other", "final", "better")
_LEADS = ("between", "from")
_MINUS_SIGN = re.compile(r"(?:^|[\s(])[-–−]$")
_MINUS_WORDS = ("minus", "negative")


def assess(claim: Claim) -> Assessment | Unreadable:
    """What the claim says, or why it cannot be read."""
    reading = read_number(claim.text, claim.unit, claim.lexicon, claim.before)
    if isinstance(reading, Unreadable):
        return reading
    around = _surroundings(claim, reading)
    reading = _with_sign_before(claim, reading, around)
    problem = (
        _loose_sign(reading)
        or _duration(reading)
        or _unread(claim, reading, around)
        or _inequality(around)
        or _two_levels(reading, around)
    )
    if problem:
        return problem
    context = Context(tuple(hedge.kind for hedge in around.hedges))
    if claim.lexicon.prose:
        context = Context(context.hedges, find_governor(around.governing, around.right))
    return Assessment(
        reading, context, _said(claim, reading, around), _misfit(claim, reading), allowed(reading, claim.unit, context)
    )


def _with_sign_before(claim: Claim, reading: Reading, around: _Surroundings) -> Reading:
    """The reading with the "minus" or the minus sign that stands before the brackets."""
    if not claim.lexicon.prose or reading.first or reading.low.sign:
        return reading
    worded = bool(around.left) and around.left[-1].word in _MINUS_WORDS
    if not worded and not _MINUS_SIGN.search(claim.before):
        return reading
    return replace(reading, low=replace(reading.low, sign=-1))


def _surroundings(claim: Claim, reading: Reading) -> _Surroundings:
    inside = reading.tokens.all
    if not claim.lexicon.prose:
        return _Surroundings(inside[: reading.first], (), inside[reading.last :], None, None)
    separators = claim.lexicon.separators
    left = (*tokenise(claim.before, separators).all, *inside[: reading.first])
    right = (*inside[reading.last :], *tokenise(claim.after, separators).all)
    before = hedge_before(left)
    if before is None and reading.high and left and left[-1].word in _LEADS:
        before = hedge_before(left[:-1])
        before = Hedge(before.kind, before.words, before.tokens + 1) if before else None
    after = hedge_after(right)
    rest = left[: len(left) - before.tokens] if before else left
    before = turned_by_negation(before, rest) if before else None
    levelled = before is not None and before.words.endswith(LEVEL_HEDGES)
    return _Surroundings(rest, left if levelled else rest, right[after.tokens :] if after else right, before, after)


def _loose_sign(reading: Reading) -> Unreadable | None:
    """ "- 3 %": a sign, or a dash?"""
    begins_with_dash = reading.first == 1 and reading.tokens.word(0) in ("-", "–")
    return (
        Unreadable("the dash before the number may be a sign", "write “−” directly before it")
        if begins_with_dash
        else None
    )


def _duration(reading: Reading) -> Unreadable | None:
    """A share of a time ("half a century", "the first half") is none of anything else."""
    last = reading.quantities[-1]
    if last.numeral.kind is not NumeralKind.SHARE or last.unit:
        return None
    tokens = reading.tokens
    halves = tokens.word(reading.first) == "half" and tokens.word(reading.first - 1) in _WHICH_HALF
    at = tokens.over_hyphen(reading.last)
    at += tokens.word(at) == "of"
    at += tokens.word(at) in ("a", "an", "the")
    if halves or tokens.word(at) in TIME_NOUNS or tokens.word(at) in ("century", "millennium"):
        return Unreadable("it names a time, not a share", TITLE)
    return None


def _unread(claim: Claim, reading: Reading, around: _Surroundings) -> Unreadable | None:
    """A word or mark in the brackets that the reader has not understood and that may change what is said."""
    hedged_before = around.before.tokens if around.before else 0
    hedged_after = around.after.tokens if around.after else 0
    tokens = reading.tokens.all
    rest = [*range(max(0, reading.first - hedged_before)), *range(reading.last + hedged_after, len(tokens))]
    per = _per_length(claim, [token.word for token in tokens[reading.last :]])
    for index in rest:
        if index in reading.passed or reading.last <= index < reading.last + per:
            continue
        problem = _unread_token(tokens[index], claim, reading)
        if problem:
            return problem
    return None


def _unread_token(token: Token, claim: Claim, reading: Reading) -> Unreadable | None:
    word = token.word
    if (token.kind is TokenKind.MARK and token.text in _QUIET_MARKS) or (reading.high and word in _LEADS):
        return None
    if token.kind in (TokenKind.DIGITS, TokenKind.VULGAR, TokenKind.CURRENCY):
        return Unreadable(f"“{token.text}” beside the number is not understood", ONE_NUMBER)
    if token.kind is TokenKind.MARK:
        return Unreadable(f"“{token.text}” is not understood", TITLE)
    if not claim.lexicon.prose:
        return Unreadable(
            f"“{token.text}” is not understood in this language", "leave only the number and its unit in the brackets"
        )
    if word in QUANTITY_WORDS or word in DOUBT_WORDS or word.endswith("n't"):
        return Unreadable(f"“{token.text}” is not understood here", TITLE)
    return None


def _inequality(around: _Surroundings) -> Unreadable | None:
    free = next((hedge for hedge in around.hedges if hedge.kind is HedgeKind.FREE), None)
    if free:
        return Unreadable(f"“{free.words}” is an inequality", 'write it as a title, such as "> 40000"')
    taken_back = taken_back_by(around.left)
    if taken_back:
        return Unreadable(f"“{taken_back}” stands before the number", "check the number that holds instead")
    return None


def _two_levels(reading: Reading, around: _Surroundings) -> Unreadable | None:
    """ "rose from 3 % to 5 %" is not a range but where a movement begins and ends."""
    if not reading.from_to:
        return None
    words = [token.word for token in around.left if token.kind is TokenKind.WORD][-5:]
    move = next((word for word in words if word in MOVES or _moves(word)), None)
    return Unreadable(f"after “{move}” these are two numbers, not a range", ONE_NUMBER) if move else None


def _moves(word: str) -> bool:
    return word in DIRECTIONS and DIRECTIONS[word].direction is not Direction.NEITHER


def _said(claim: Claim, reading: Reading, around: _Surroundings) -> str:
    said = " ".join(claim.text.split())
    if around.before and around.before.tokens > reading.first:
        words = around.before.words if not reading.first else ""
        said = f"{words} {said}".strip()
    if around.after and reading.last == len(reading.tokens.all):
        said = f"{said} {around.after.words}"
    return said


def _misfit(claim: Claim, reading: Reading) -> str:
    """What is wrong with the unit of a reading, "" if nothing is."""
    unit = claim.unit
    separators = claim.lexicon.separators
    following = [*reading.tokens.all[reading.last :], *tokenise(claim.after, separators).all]
    words = [token.word for token in following]
    for quantity in reading.quantities:
        beside = unit.kind is UnitKind.OTHER and not quantity.unit and measure_length(unit.symbol, words)
        if not fits_unit(quantity, unit) and not beside:
            return _misfit_of(quantity, claim)
    if unit.per and not _per_length(claim, words):
        return f"“per {unit.per}” must stand after the number"
    return ""


def _misfit_of(quantity: Quantity, claim: Claim) -> str:
    wanted = f"the fact's unit is {claim.notation}" if claim.notation.strip() else "the fact is a plain number"
    if quantity.unit:
        names = {"%": "per cent", "pp": "points", "x": "multiples"}
        return f"the text is in {names.get(quantity.unit, quantity.unit)}, {wanted}"
    return f"the text has no unit, {wanted}"


def _per_length(claim: Claim, words: Sequence[str]) -> int:
    """How many of the words after a number it takes to say the denominator of the fact's unit, 0 if they do not.

    Other words may stand in between: "per million output tokens".
    """
    wanted = claim.unit.per.casefold().replace("-", " ").split()
    if not wanted:
        return 0
    for start, word in enumerate(words[:6]):
        if word not in ("per", "/", "a", "an", "each", "every", "for"):
            continue
        at = start + 1
        for part in wanted:
            place = next((i for i in range(at, min(at + 3, len(words))) if _same_word(words[i], part)), None)
            if place is None:
                break
            at = place + 1
        else:
            return at
    return 0


def _same_word(word: str, wanted: str) -> bool:
    return word.rstrip("s") == wanted.rstrip("s") or (wanted == "million" and word in ("m", "1m", "1,000,000"))
