"""The grammar of numbers: from a text to the one quantity, or the two ends of a range, that it names.

    reading = quantity
            | ["between" | "from"] quantity ("to" | "and" | "–" | "-") quantity

Around it may stand words, but no second number: dates, names with a number in them ("S&P 500"), durations as
adjectives ("30-year") and denominators ("per 1,000") are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from nutgraf.numbers.dates import dates_beside_numbers
from nutgraf.numbers.numerals import NumeralKind
from nutgraf.numbers.quantities import Quantity, quantity_at
from nutgraf.numbers.tokens import TokenKind, Tokens, read_digits, tokenise
from nutgraf.numbers.units import Unit, UnitKind
from nutgraf.numbers.words import FRACTION_NOUNS, NUMBER_WORDS, TIME_NOUNS, Lexicon


@dataclass(frozen=True, slots=True)
class Reading:
    """One quantity, or a range from `low` to `high`. The tokens from `first` to `last` (exclusive) make it up.

    `passed` are the tokens beside it that hold a number and are no quantity. `from_to`: it is written "from … to …".
    """

    text: str
    tokens: Tokens
    low: Quantity
    high: Quantity | None
    first: int
    last: int
    passed: frozenset[int] = frozenset()
    from_to: bool = False

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        return (self.low,) if self.high is None else (self.low, self.high)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a text cannot be checked, as the end of a sentence, and the way out."""

    reason: str
    hint: str = ""


ONE_NUMBER = "put each number into brackets of its own"
TITLE = 'write a digit, or a title such as "0.32..0.35"'

INDEX_NAMES = re.compile(
    r"\b(?:S&P|Nasdaq|FTSE|Stoxx|Dow|Fortune|Forbes|Nikkei|Russell|Wilshire|CAC|DAX|MDAX|IBEX|AEX|SMI|TOPIX|CSI|KOSPI|"
    r"Nifty|ASX|TSX|SBF)[ \u00a0-]?[0-9]+(?![\w%.,]*[0-9])",
    re.IGNORECASE,
)
_POWER_OF_TEN = re.compile(r"10*|1(?:,000)+")
_WORDS_AFTER_BETWEEN = 3
_DASHES = ("–", "-", "—")
_ORDINAL_ENDS = ("st", "nd", "rd", "th")
_LASTING = TIME_NOUNS - FRACTION_NOUNS.keys()


def read_number(text: str, unit: Unit, lexicon: Lexicon, before: str = "") -> Reading | Unreadable:
    """The quantity or range in a text; `before` is the text before it (for a "between" that stands outside)."""
    tokens = tokenise(text, lexicon.separators)
    led = re.search(r"\b(between|from)\s*$", before, re.IGNORECASE) if lexicon.prose else None
    lead = led.group(1).casefold() if led else ""
    names = _tokens_within(tokens, (found.span() for found in INDEX_NAMES.finditer(text)))
    dates = _tokens_within(tokens, dates_beside_numbers(text) if lexicon.prose else ())
    scan = _Scan(text, tokens, unit, lexicon, lead)
    found = scan.readings(names | dates) or scan.readings(names)
    if len(found) == 1:
        return _in_order(found[0])
    if found:
        return Unreadable("there is more than one number in the brackets", ONE_NUMBER)
    digits = [token.text for token in tokens.all if token.kind is TokenKind.DIGITS]
    malformed = next((run for run in digits if read_digits(run, lexicon.separators) is None), None)
    if malformed:
        return Unreadable(f"“{malformed}” is not how a number is written here", "check its separators")
    return Unreadable("there is no number that the reader knows in it", TITLE)


def find_readings(text: str, tokens: Tokens, passed: frozenset[int], lexicon: Lexicon) -> tuple[Reading, ...]:
    """Every quantity and range of a text, in order, outside the tokens in `passed`. No fact says which unit to expect,
    so a measure in words ("TWh") is no part of them, and denominators are quantities too."""
    return tuple(_Scan(text, tokens, Unit(UnitKind.PLAIN), lexicon, "", several=True).readings(passed))


def _tokens_within(tokens: Tokens, spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The tokens in the spans, and those that are names with a number in them."""
    spans = tuple(spans)
    return frozenset(
        index
        for index, token in enumerate(tokens.all)
        if token.kind is TokenKind.NAME or any(start <= token.start and token.end <= end for start, end in spans)
    )


def _in_order(reading: Reading) -> Reading | Unreadable:
    low, high = reading.low, reading.high
    if high and not low.sign and not high.sign and low.amount > high.amount:
        return Unreadable("the range ends below its beginning", "write the lower end first")
    return reading


@dataclass(frozen=True, slots=True)
class _Scan:
    """One text; `lead` is "between", "from" or "" and stands directly before it. `several`: it is running text, in
    which a number after another is one too."""

    text: str
    tokens: Tokens
    unit: Unit
    lexicon: Lexicon
    lead: str
    several: bool = False

    def readings(self, passed: frozenset[int]) -> list[Reading]:
        """All quantities and ranges outside the tokens in `passed`, in order."""
        found: list[Reading] = []
        skipped = set(passed)
        at = 0
        while at < len(self.tokens.all):
            beside = 1 if at in passed else self._number_beside(at, bool(found) and not self.several)
            if beside:
                skipped.update(range(at, at + beside))
                at += beside
                continue
            reading = self._reading(at)
            if reading:
                found.append(reading)
            at = reading.last if reading else at + 1
        return [replace(reading, passed=frozenset(skipped)) for reading in found]

    def _reading(self, at: int) -> Reading | None:
        word = self.tokens.word(at) if self.lexicon.prose else ""
        if word in ("between", "from"):
            hedged = (self._range(at + 1 + words, word) for words in range(_WORDS_AFTER_BETWEEN + 1))
            return next((reading for reading in hedged if reading), None)
        low = self._quantity(at)
        if low is None:
            return None
        ranged = self._range_from(at, low, self.lead if at == 0 else "")
        return ranged or Reading(self.text, self.tokens, low, None, at, low.last)

    def _quantity(self, at: int) -> Quantity | None:
        return quantity_at(self.tokens, at, self.unit, self.lexicon)

    def _range(self, at: int, lead: str) -> Reading | None:
        low = self._quantity(at)
        return self._range_from(at, low, lead) if low else None

    def _range_from(self, at: int, low: Quantity, lead: str) -> Reading | None:
        after = self._over_joint(low.last, lead)
        high = self._quantity(after) if after else None
        if high is None or (low.unit and high.unit and low.unit != high.unit):
            return None
        unit_after_low_alone = low.unit and not high.unit and low.numeral.first == low.body
        if unit_after_low_alone:  # "fell 3% to 5,300"
            return None
        low, high = _share_measure(low, high)
        return Reading(self.text, self.tokens, low, high, at, high.last, from_to=lead == "from")

    def _over_joint(self, at: int, lead: str) -> int:
        """The place after what joins the two ends of a range, 0 if nothing does."""
        word = self.tokens.word(at)
        if self.lexicon.prose:
            if word == "-" and self.tokens.word(at + 1) == "to":
                return self.tokens.over_hyphen(at + 2)
            if word in ("to", "through") or (word == "and" and lead == "between"):
                return at + 1
        tight = self.tokens.is_glued(at) and self.tokens.is_glued(at + 1)
        hyphen = word == "-" and tight and not self.tokens.is_kind(at + 1, TokenKind.WORD)
        return at + 1 if hyphen or (word in _DASHES and word != "-") else 0

    def _number_beside(self, at: int, after_number: bool) -> int:
        """How many tokens from `at` on hold a number that is no quantity: "30-year", "21st"; after a number also
        "per 1,000" and "a quarter"."""
        if not self.lexicon.prose:
            return 0
        word, following = self.tokens.word(at), self.tokens.word(at + 1)
        digits = self.tokens.is_kind(at, TokenKind.DIGITS)
        if digits and following in _ORDINAL_ENDS and self.tokens.is_glued(at + 1):
            return 2
        if digits or word in NUMBER_WORDS:
            noun = self.tokens.over_hyphen(at + 1)
            if noun > at + 1 and self.tokens.word(noun) in _LASTING:
                return 3
        return self._denominator(at) if after_number else 0

    def _denominator(self, at: int) -> int:
        """How many tokens from `at` on are the denominator of the number before them."""
        word, following = self.tokens.word(at), self.tokens.word(at + 1)
        if word in ("a", "an", "one") and (following in TIME_NOUNS or (following,) in self.lexicon.scales):
            return 2
        if word not in ("per", "/") or self._divides(at):
            return 0
        return 1 + sum(1 for _ in self._counting(at + 1))

    def _divides(self, at: int) -> bool:
        """Whether a slash stands between two bare numbers ("17/100")."""
        bare = self.tokens.is_kind(at - 1, TokenKind.DIGITS) and self.tokens.is_glued(at)
        return bare and self.unit.kind in (UnitKind.PLAIN, UnitKind.PERCENT, UnitKind.MULTIPLE)

    def _counting(self, at: int) -> Iterator[int]:
        """The tokens from `at` on that count a denominator: "1,000", "million", "100 million"."""
        while _POWER_OF_TEN.fullmatch(self.tokens.word(at)) or (self.tokens.word(at),) in self.lexicon.scales:
            yield at
            at += 1


def _share_measure(low: Quantity, high: Quantity) -> tuple[Quantity, Quantity]:
    """The ends of a range with the unit and the scale that only one of them names ("$20 to 30 billion")."""
    if not high.unit:
        high = replace(high, unit=low.unit, size=low.size)
    takes_scale = low.scale == 1 and low.numeral.kind is not NumeralKind.SHARE and low.unit in ("", high.unit)
    if takes_scale and low.last == low.numeral.last:
        low = replace(low, scale=high.scale)
    if not low.unit:
        low = replace(low, unit=high.unit, size=high.size)
    return low, high
