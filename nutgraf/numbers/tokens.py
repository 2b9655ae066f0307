"""A text in tokens: numbers in digits, words, currency symbols and marks."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import TypeVar

from nutgraf.numbers.currencies import PREFIXES, SYMBOLS, currency_of

T = TypeVar("T")

MAX_DIGITS = 24
LONGEST_PHRASE = 4

THIN_SPACES = "\u2009\u202f\u00a0"
"""Thin space, narrow no-break space, no-break space: they group digits in every language."""

VULGAR_FRACTIONS: Mapping[str, Fraction] = {
    sign: Fraction(unicodedata.numeric(sign)).limit_denominator(10) for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
}


@dataclass(frozen=True, slots=True)
class Separators:
    """How a language writes numbers: `group` holds the characters that may part groups of three digits.

    `strict`: the language is unknown, so a single separator before exactly three digits is not read.
    """

    group: str
    decimal: str
    strict: bool = False


class TokenKind(Enum):
    DIGITS = "digits"
    WORD = "word"
    VULGAR = "vulgar fraction"
    CURRENCY = "currency symbol"
    NAME = "name with a number in it"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Token:
    """`start` and `end` count characters of the text; `glued`: no space before it. `word` is the text as tables have
    it."""

    kind: TokenKind
    text: str
    start: int
    end: int
    glued: bool
    word: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text. Asking past either end gives no word."""

    all: tuple[Token, ...]

    def token(self, at: int) -> Token | None:
        return self.all[at] if 0 <= at < len(self.all) else None

    def word(self, at: int) -> str:
        return self.all[at].word if 0 <= at < len(self.all) else ""

    def is_kind(self, at: int, kind: TokenKind) -> bool:
        return 0 <= at < len(self.all) and self.all[at].kind is kind

    def is_glued(self, at: int) -> bool:
        return 0 <= at < len(self.all) and self.all[at].glued

    def over_hyphen(self, at: int) -> int:
        """The place after a hyphen that stands at `at`, else `at`."""
        return at + 1 if self.word(at) == "-" and self.is_glued(at) and self.is_glued(at + 1) else at

    def longest(self, table: Mapping[tuple[str, ...], T], at: int) -> tuple[T, int] | None:
        """The meaning of the longest phrase of `table` that starts at `at`, and the place after it.

        Words may be joined by hyphens, and shortened ones may end in a full stop.
        """
        best: tuple[T, int] | None = None
        words: tuple[str, ...] = ()
        while len(words) < LONGEST_PHRASE and at < len(self.all):
            at = self.over_hyphen(at)
            words = (*words, self.word(at).removeprefix("d'"))
            at += 1
            if words in table:
                best = table[words], self._over_full_stop(at)
        return best

    def _over_full_stop(self, at: int) -> int:
        ends_here = self.token(at + 1) is None
        stop = self.word(at) == "." and self.is_glued(at) and len(self.word(at - 1)) <= 4 and not ends_here
        return at + 1 if stop else at


_CURRENCY = "|".join(re.escape(symbol) for symbol in sorted(SYMBOLS, key=len, reverse=True))
_LETTERS = rf"[^\W\d_{''.join(VULGAR_FRACTIONS)}]"
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")


def _pattern(spaces: str) -> re.Pattern[str]:
    grouped = rf"[0-9]{{1,3}}(?:[{spaces}][0-9]{{3}})+(?![0-9])(?:[.,][0-9]+)?"
    return re.compile(
        rf"(?P<digits>{grouped}|[0-9]+(?:[.,'’][0-9]+)*|(?<![\w.])\.[0-9]+)"
        rf"|(?P<currency>(?<![^\W\d_])(?:{_CURRENCY})|[{re.escape(''.join(s for s in SYMBOLS if len(s) == 1))}])"
        rf"|(?P<word>{_LETTERS}+(?:['’.]{_LETTERS}+)*)"
        rf"|(?P<vulgar>[{''.join(VULGAR_FRACTIONS)}])"
        r"|(?P<mark>\S)"
    )


_THIN_GROUPS = _pattern(THIN_SPACES)
_WIDE_GROUPS = _pattern(THIN_SPACES + " ")


def plain_text(text: str) -> str:
    """A link's text without the marks of Markdown and HTML: emphasis, code, escapes, character references."""
    text = _INVISIBLE.sub("", html.unescape(re.sub(r"</?[A-Za-z][^<>]*>", "", text)))
    text = re.sub(r"(?<!\\)(?:\*+|`+|(?<!\w)_+|_+(?!\w))", "", text)
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text).strip()


def tokenise(text: str, separators: Separators) -> Tokens:
    """The tokens of `text`. A number that hangs on a word ("R1", "GPT-4") is one NAME with it."""
    pattern = _WIDE_GROUPS if " " in separators.group else _THIN_GROUPS
    tokens: list[Token] = []
    end = 0
    for found in pattern.finditer(text):
        if found.start() < end:
            continue
        kind = _KINDS[found.lastgroup or "mark"]
        glued = bool(tokens) and found.start() == tokens[-1].end
        end = found.end()
        if kind is TokenKind.DIGITS and _hangs_on_a_word(tokens, glued):
            while tokens[-1].kind is not TokenKind.WORD:
                tokens.pop()
            word = tokens.pop()
            tail = re.compile(r"[\w]*(?:[-.][0-9]\w*)*").match(text, end)
            end = tail.end() if tail else end
            tokens.append(_token(TokenKind.NAME, text[word.start : end], word.start, end, glued=word.glued))
            continue
        tokens.append(_token(kind, found.group(), found.start(), end, glued=glued))
    return Tokens(tuple(tokens))


def _token(kind: TokenKind, text: str, start: int, end: int, *, glued: bool) -> Token:
    return Token(kind, text, start, end, glued, text.casefold().replace("’", "'"))


_KINDS = {
    "digits": TokenKind.DIGITS,
    "currency": TokenKind.CURRENCY,
    "word": TokenKind.WORD,
    "vulgar": TokenKind.VULGAR,
    "mark": TokenKind.MARK,
}


def _hangs_on_a_word(tokens: list[Token], glued: bool) -> bool:
    if not glued or not tokens:
        return False
    last = tokens[-1]
    if last.kind is TokenKind.WORD:
        return currency_of(last.text) is None and last.text not in PREFIXES
    joined = last.text == "-" and last.glued and len(tokens) > 1 and tokens[-2].kind is TokenKind.WORD
    scale = joined and tokens[-2].glued and len(tokens) > 2 and tokens[-3].kind is TokenKind.DIGITS  # "20bn-30bn"
    return joined and not scale and tokens[-2].word not in ("to", "and", "or", "a")


def read_digits(run: str, separators: Separators) -> tuple[Fraction, int] | None:
    """The number that a run of digits and separators writes, and its decimal places; None if it is malformed."""
    if sum(c.isdigit() for c in run) > MAX_DIGITS:
        return None
    group, decimal = re.escape(separators.group), re.escape(separators.decimal)
    found = re.fullmatch(
        rf"(?P<whole>[1-9][0-9]{{0,2}}(?P<by>[{group}])[0-9]{{3}}(?:(?P=by)[0-9]{{3}})*|[0-9]*)"
        rf"(?:[{decimal}](?P<part>[0-9]+))?",
        run,
    )
    if not found:
        return None
    whole = "".join(c for c in found["whole"] if c.isdigit())
    part = found["part"] or ""
    if separators.strict and len(part) == 3 and whole.strip("0") and len(whole) <= 3:
        return None
    return Fraction(f"{whole or '0'}.{part or '0'}"), len(part)
