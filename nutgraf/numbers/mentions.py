"""Every number in a text: those that a reader takes for a claim, and those that are none, each with the reason.

Checked numbers are judged by `judge`; here numbers are only found, so that those without a check or a source can be
counted. What is in doubt is a claim: a number too many costs an editor a look, one too few costs a reader the truth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nutgraf.numbers.exceptions import Reason, find_exceptions
from nutgraf.numbers.grammar import Reading, find_readings
from nutgraf.numbers.numerals import NumeralKind
from nutgraf.numbers.sentences import Span, find_sentences
from nutgraf.numbers.tables import word_set
from nutgraf.numbers.tokens import VULGAR_FRACTIONS, Token, TokenKind, tokenise
from nutgraf.numbers.words import FRACTION_NOUNS, NUMBER_WORDS, Lexicon, lexicon_for


@dataclass(frozen=True, slots=True)
class Mention:
    """A number at `start` to `end` of the text; `exception` says why it makes no claim, None if it makes one."""

    start: int
    end: int
    text: str
    exception: Reason | None = None


_LONGEST = 1000
"""Characters that are read at once: longer sentences are cut, so that the time grows with the text alone."""

_SMALL = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SCALES = "hundred|thousand|million|billion|trillion"
_MANY = "dozens|hundreds|thousands|millions|billions|trillions"
_WORDED = re.compile(
    rf"""\b(?:
    (?:(?:{_TENS})(?:[ -](?:{_SMALL}))?|(?:[0-9][0-9.,]*|an?|one|{_SMALL}|several|few)[ ]hundred)
        (?:[ ](?:and[ ])?(?:(?:{_TENS})(?:[ -](?:{_SMALL}))?|{_SMALL}))?(?:[ ](?:{_SCALES}))*
        (?:[ -]?(?:per[ ]cent|percent|%|percentage[ ]points?|dollars|euros|pounds))?
    |(?:(?:tens|scores)[ ]of[ ])?(?:{_MANY})(?:[ ]of[ ](?:{_MANY}))*
    |scores[ ]of
    |(?:half[ ]a[ ]|an?[ ]|(?:{_SMALL})[ ])?dozen
    |(?:doubl|tripl|trebl|quadrupl|quintupl|halv)(?:e|ed|es|ing)(?!-check)
    |hundredfold|thousandfold|single[ -]digits?|zero[ ](?:per[ ]cent|percent|dollars|growth)
    |(?:{_SMALL}|[0-9]+)[ ](?:in|out[ ]of|of[ ]every|in[ ]every)[ ]
        (?:{_SMALL}|twenty|a[ ]hundred|[0-9][0-9,]*)(?![\w%,.]*[0-9])
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_COUNTING = "|".join(sorted({*NUMBER_WORDS, *FRACTION_NOUNS}))
_HINTS = re.compile(
    rf"[0-9{''.join(VULGAR_FRACTIONS)}]|\b(?:{_COUNTING}|{_TENS}|{_SCALES}|{_MANY}|twice|thrice|dozen|scores|percentage|"
    r"full|whole|single|zero|\w+fold|(?:doubl|tripl|trebl|quadrupl|quintupl|halv)\w+)\b",
    re.IGNORECASE,
)
"""What a sentence with a number in it has at least one of; the others need no closer look."""

_AFTER_A_SHARE = word_set(
    """of in for from on to more less fewer higher lower larger smaller bigger greater faster slower cheaper dearer
    longer shorter as and or the since by at when than that is was were are has had above below between against over
    off up down after before but while during with this last next each per if so because though again now already"""
)
_AROUND_A_QUARTER = word_set("for in during within each every per after before of")
_AFTER_A_QUARTER = word_set("earlier later ago before after")
_BEFORE_A_SHARE = word_set(
    """by about around nearly almost over under above below than roughly near to from only just some exactly
    approximately"""
)
_GENERATIONS = word_set("G D o Q H")
"""What follows a digit in a name: 5G, 3D, 4o, 4Q, 1H. Other letters are a measure that has no entry (3c, 12GW)."""

_BACK = word_set("the these those all")
_BACK_UP_TO = 12


def find_mentions(text: str, language: str = "en", glossary: Sequence[str] = ()) -> tuple[Mention, ...]:
    """The numbers of a plain text in order; each ASCII digit lies in exactly one of them.

    `glossary` holds names and phrases whose numbers make no claim. English is read with its words for numbers, other
    languages for digits alone. Never raises.
    """
    lexicon = lexicon_for(language)
    found: list[Mention] = []
    for start, end in _stretches(text, language):
        if _HINTS.search(text, start, end):
            found += _Stretch(text[start:end], start, lexicon).mentions(language, glossary)
    return tuple(found)


def _stretches(text: str, language: str) -> Iterator[Span]:
    """The sentences; those that are too long in pieces that end between words where they can."""
    for first, end in find_sentences(text, language):
        start = first
        while end - start > _LONGEST:
            space = text.rfind(" ", start + 1, start + _LONGEST)
            cut = space if space > 0 else start + _LONGEST
            yield start, cut
            start = cut
        yield start, end


class _Stretch:
    """One sentence; `offset` is where it begins in the whole text."""

    def __init__(self, text: str, offset: int, lexicon: Lexicon) -> None:
        self._text, self._offset, self._lexicon = text, offset, lexicon
        self._tokens = tokenise(text, lexicon.separators)
        self._taken = bytearray(len(text))
        self._found: list[Mention] = []

    def mentions(self, language: str, glossary: Sequence[str]) -> list[Mention]:
        for start, end, reason in find_exceptions(self._text, language, glossary):
            self._take((start, end), reason)
        claims: list[Span] = []
        if self._lexicon.prose:
            claims = [found.span() for found in _WORDED.finditer(self._text) if self._is_free(found.span())]
        excused: list[tuple[Span, Reason]] = []
        last = 0
        for reading in find_readings(self._text, self._tokens, self._passed(), self._lexicon):
            span = self._tokens.all[reading.first].start, self._tokens.all[reading.last - 1].end
            why = self._excuse(reading, last)
            last = reading.last
            if why is None:
                claims.append(span)
            elif why is not Reason.WORD:
                excused.append((span, why))
        for span in _joined(claims):
            self._take(span, None)
        for span, excuse in excused:
            self._take(span, excuse)
        self._take_rest()
        return sorted(self._found, key=lambda mention: mention.start)

    def _is_free(self, span: Span) -> bool:
        return not any(self._taken[slice(*span)])

    def _take(self, span: Span, reason: Reason | None) -> None:
        start, end = span
        if start < end and self._is_free(span):
            self._taken[start:end] = b"\x01" * (end - start)
            self._found.append(Mention(start + self._offset, end + self._offset, self._text[start:end], reason))

    def _passed(self) -> frozenset[int]:
        return frozenset(
            index
            for index, token in enumerate(self._tokens.all)
            if token.kind is TokenKind.NAME or not self._is_free((token.start, token.end))
        )

    def _take_rest(self) -> None:
        """Digits that are part of no quantity: names ("R1", "4o"), denominators, and what cannot be read."""
        for index, token in enumerate(self._tokens.all):
            if not _has_digit(token.text) or not self._is_free((token.start, token.end)):
                continue
            if token.kind is TokenKind.NAME:
                self._take((token.start, token.end), None if _hides_a_number(token.text) else Reason.NAME)
            elif token.kind is TokenKind.DIGITS:
                self._take(*self._digits(token, index))
        for run in re.finditer(r"[0-9]+", self._text):
            free = [at for at in range(*run.span()) if not self._taken[at]]
            if free:
                self._take((free[0], free[-1] + 1), None)

    def _digits(self, token: Token, index: int) -> tuple[Span, Reason | None]:
        following = self._tokens.token(index + 1)
        if following and following.glued and following.kind is TokenKind.WORD:
            span = token.start, following.end
            if self._is_free(span):
                return span, Reason.NAME if following.text in _GENERATIONS else None
        return (token.start, token.end), None

    def _excuse(self, reading: Reading, last: int) -> Reason | None:
        """Why a reading makes no claim, None if it makes one; `last` is the token after the reading before it."""
        low = reading.low
        numeral = low.numeral
        word, before = self._tokens.word(numeral.first), self._tokens.word(reading.first - 1)
        article = word in ("a", "an")
        counted = not low.unit and reading.high is None
        if counted and (before == "per" or (article and low.scale != 1 and reading.first == last > 0)):
            return Reason.DENOMINATOR
        if not self._lexicon.prose or numeral.kind is NumeralKind.DIGITS:
            return None
        if numeral.kind is NumeralKind.SHARE:
            return self._excuse_share(reading, word, before)
        if article:
            named = self._tokens.word(numeral.first + 1)
            return None if low.scale != 1 or named in ("percentage", "full", "whole", "single") else Reason.WORD
        plain = counted and low.scale == 1 and word in NUMBER_WORDS
        return self._excuse_word(numeral.first, int(numeral.value), before) if plain else None

    def _excuse_word(self, at: int, number: int, before: str) -> Reason | None:
        """ "One of them", "the Seven", "the two"."""
        if number == 1:
            return Reason.PRONOUN
        if self._is_capitalised(at):
            return Reason.NAME
        return Reason.BACK_REFERENCE if before in _BACK and number <= _BACK_UP_TO else None

    def _excuse_share(self, reading: Reading, word: str, before: str) -> Reason | None:
        """ "A third model", "for a quarter", "half-hearted"."""
        at = reading.last
        following = self._tokens.word(at)
        ended = not self._tokens.is_kind(at, TokenKind.WORD)
        noun = self._tokens.word(at - 1)
        if word == "half" and following == "-" and self._tokens.is_glued(at + 1):
            return Reason.WORD
        if word not in ("a", "an") or noun not in FRACTION_NOUNS or reading.low.unit or reading.low.scale != 1:
            return None
        if noun == "quarter":
            period = before in _AROUND_A_QUARTER or following in _AFTER_A_QUARTER or (before,) in self._lexicon.scales
            return Reason.WORD if period else None
        shared = following in _AFTER_A_SHARE or before in _BEFORE_A_SHARE or noun == "half"
        return None if ended or shared else Reason.ORDINAL

    def _is_capitalised(self, at: int) -> bool:
        """Whether a word is written as a name: with a capital letter, but not because a sentence begins."""
        token = self._tokens.all[at]
        begins = not self._tokens.is_kind(at - 1, TokenKind.WORD) and not self._tokens.is_kind(at - 1, TokenKind.DIGITS)
        return token.text[:1].isupper() and not begins


def _joined(spans: Sequence[Span]) -> Iterator[Span]:
    """The spans in order, those that overlap as one."""
    last: Span | None = None
    for start, end in sorted(spans):
        if last is not None and start < last[1]:
            last = last[0], max(end, last[1])
            continue
        if last is not None:
            yield last
        last = start, end
    if last is not None:
        yield last


def _hides_a_number(name: str) -> bool:
    """Whether a word with digits is an amount with a prefix: "sub-5", "mid-20s"."""
    return re.match(r"(?:sub|non|mid|low|high|over|under|near|plus|pre|post)-[0-9]", name) is not None


def _has_digit(text: str) -> bool:
    return any("0" <= character <= "9" for character in text)
