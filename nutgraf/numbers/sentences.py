"""Sentences, by their spans in a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from nutgraf.numbers.tables import word_set

Span = tuple[int, int]

_END = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-Z0-9À-ÖØ-Þ$€£¥])")
_WORD_BEFORE = re.compile(r"([^\s(\[\"“‘]*)\.$")
_DAY = re.compile(r"\b[0-9]{1,2}\.$")
_ABBREVIATIONS = word_set(
    """mr mrs ms dr prof st jr sr vs etc e.g i.e cf ca approx no nos vol p pp ch sec fig figs eq inc ltd corp co jan feb
    mar apr jun jul aug sep sept oct nov dec bn mn mio mrd tsd gen sen rep gov hon art al bzw usw vgl z.b d.h env"""
)
_REACH = 24


def find_sentences(text: str, language: str = "en") -> tuple[Span, ...]:
    """The spans of the sentences, which together are the whole text: the space after a sentence belongs to it.

    A full stop after an abbreviation or an initial ("Mr.", "U.S.", "J.") ends none, nor in other languages than
    English one after a day ("27. Januar").
    """
    english = language.casefold().startswith("en")
    spans: list[Span] = []
    start = 0
    for end in _END.finditer(text):
        before = text[max(start, end.start() - _REACH) : end.start() + 1]
        if end[0].startswith(".") and (_is_shortened(before) or (not english and _DAY.search(before))):
            continue
        spans.append((start, end.end()))
        start = end.end()
    if start < len(text):
        spans.append((start, len(text)))
    return tuple(spans)


def sentence_at(sentences: Sequence[Span], position: int) -> int:
    """The index of the sentence that holds the position; of one at the border of two, the earlier."""
    return max(0, bisect_right(sentences, position - 1, key=lambda span: span[0]) - 1)


def _is_shortened(text: str) -> bool:
    found = _WORD_BEFORE.search(text)
    word = found[1] if found else ""
    initial = len(word) == 1 and word.isupper()
    return initial or word.casefold() in _ABBREVIATIONS or bool(re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", word))
