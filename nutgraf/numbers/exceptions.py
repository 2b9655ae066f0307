"""Numbers in a text that make no claim: dates, names, references, ordinals, the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum

from nutgraf.locales import find_locale
from nutgraf.numbers.dates import HAS_DIGIT, MONTHS, dates_beside_numbers
from nutgraf.numbers.grammar import INDEX_NAMES
from nutgraf.numbers.sentences import Span


class Reason(Enum):
    """Why a number does not count."""

    GLOSSARY = "in the glossary"
    ADDRESS = "an address"
    NAME = "a name"
    VERSION = "a version"
    DATE = "a date"
    TIME = "a time of day"
    REFERENCE = "a reference"
    ORDINAL = "an ordinal"
    DURATION = "a duration in a name"
    DENOMINATOR = "a denominator"
    PRONOUN = "“one” that counts nothing"
    BACK_REFERENCE = "refers back"
    WORD = "a word that is no number"


_MEASURE = (
    r"(?:%|‰|°|per\s?cent|percent|pct|percentage|basis|points?|pp|bp|times|fold|x\b|thousand|million|billion|trillion|"
    r"mill?iard|mio|mrd|bn|mn|trn|[kmb]\b|dollars|euros|pounds|yen|yuan|francs|cents)"
)
_NO_AMOUNT = rf"(?![\w%‰]|[.,][0-9]|[\s-]?{_MEASURE})"
_COUNTED = (
    "people|workers|jobs|employees|staff|companies|firms|shares|homes|houses|flats|cars|vehicles|units|stores|shops|"
    "branches|patients|students|pupils|deaths|cases|customers|users|members|investors|funds|banks|models|chips|tokens|"
    "tonnes|tons|miles|kilometres|kilometers|km|metres|meters|hours|days|weeks|months|years|words|pages|rows|"
    "observations|countries|cities|voters|votes|seats|households|businesses|soldiers|troops|flights|passengers|feet|"
    "kg|litres|barrels|ounces|acres|hectares|children|women|men|families|animals|trees|points|lines|megawatts|MW|GW|TWh"
)
_YEAR = re.compile(
    rf"(?<![\w.,$€£¥+−])(?<![$€£¥]\s)(?:1[5-9]|20)[0-9]{{2}}(?:[–/-](?:(?:1[5-9]|20)[0-9]{{2}}|[0-9]{{2}})(?![0-9]))?"
    rf"{_NO_AMOUNT}(?!\s(?:{_COUNTED})\b)"
)
_HEDGED = re.compile(
    r"(?:\b(?:about|around|some|roughly|nearly|almost|over|than|exactly|least|most|approximately|only|just|under|up\sto|"
    r"total\sof|sum\sof|circa)|~|≈)\s*$",
    re.IGNORECASE,
)
_NUMBER = r"[0-9]+(?:\.[0-9]+)*[a-z]?"
_MORE = rf"(?:\s?(?:–|-|to|and|,|or|&)\s?{_NUMBER}(?![\w%]))*"
_SINGLE = (
    "figure|fig\\.|table|chart|box|page|p\\.|section|sec\\.|chapter|ch\\.|part|step|note|footnote|appendix|panel|equation|"
    "eq\\.|exhibit|slide|volume|vol\\.|issue|no\\.|clause|paragraph|para|question|item|§"
)
_SEVERAL = "figures|figs\\.|tables|charts|pages|pp\\.|sections|chapters|parts|steps|notes|nos\\.|§§"
_PRODUCTS = (
    "version|release|Python|Windows|iOS|Android|macOS|iPhone|iPad|Galaxy|Pixel|PlayStation|Boeing|Airbus|Grok|Claude|"
    "Gemini|Llama|Opus|Sonnet|Haiku|Gemma|Qwen|Phi|Mistral|CC BY(?:-NC|-SA|-ND)*|HTTP|HTML|CSS|USB|Wi-Fi|Formula|"
    "Schedule|Type|Euro|Basel|Scope|Tier|Level|Channel|Article|Chapter|Title|Rule|Form|Apollo|Falcon|Starship|Area|Route"
)
_DURATION = (
    r"(?:[0-9]+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty)-"
    r"(?:year|month|week|day|hour|minute|quarter|decade)(?:-old)?"
)
_CLAIMED = "low|lows|high|highs|record|peak|trough|run|streak|slump|rally|wait|delay|decline|rise|fall|lead|gap"
_DAY_MONTH = rf"(?:{'|'.join(MONTHS)}|Sept|{'|'.join(month[:3] for month in MONTHS)})(?![a-z])"

_EVERYWHERE: tuple[tuple[Reason, re.Pattern[str]], ...] = (
    (Reason.ADDRESS, re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]+\.[\w.-]+|\b10\.[0-9]{4,9}/\S+")),
    (Reason.NAME, INDEX_NAMES),
)
_ENGLISH: tuple[tuple[Reason, re.Pattern[str]], ...] = (
    (Reason.NAME, re.compile(r"\b(?:9/11|24/7|G[ -]?[0-9]{1,2}|Group of (?:Seven|Twenty|Eight|Ten))\b")),
    (Reason.VERSION, re.compile(rf"\b(?:{_PRODUCTS})\s?(?:[vV]\.?)?[0-9]+(?:\.[0-9]+)*[a-z]?{_NO_AMOUNT}")),
    (
        Reason.DATE,
        re.compile(
            rf"\b[0-9]{{1,2}}(?:st|nd|rd|th)?(?:(?:\s?[–-]\s?|,?\s(?:and|to|or|until)\s|,\s)[0-9]{{1,2}}"
            rf"(?:st|nd|rd|th)?)+\s{_DAY_MONTH}(?:\s[12][0-9]{{3}}{_NO_AMOUNT})?"
            rf"|\b{_DAY_MONTH}\s[0-9]{{1,2}}(?:\s?[–-]\s?|\s(?:and|to|or)\s)[0-9]{{1,2}}(?:,\s[12][0-9]{{3}})?{_NO_AMOUNT}"
            r"|(?<!\w)['’‘][0-9]0s\b|(?<=\bthe )[3-9]0s\b|(?<!\w)['’‘][0-9]{2}\b(?![%\w.,])"
            r"|\b(?:mid|early|late|pre|post)-(?:1[5-9]|20)[0-9]{2}s?(?![\w,])|\b(?:first|second) half\b",
            re.IGNORECASE,
        ),
    ),
    (
        Reason.TIME,
        re.compile(
            r"\b(?:[01]?[0-9]|2[0-3])(?:[:.][0-5][0-9])?\s?(?:am|pm|a\.m\.|p\.m\.|GMT|UTC|CET|CEST|BST|EST|EDT|o['’]clock)"
            r"(?!\w)|\b(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?\b"
        ),
    ),
    (
        Reason.REFERENCE,
        re.compile(
            rf"(?<![\w%])(?:(?:{_SINGLE})\s?{_NUMBER}{_NO_AMOUNT}|(?:{_SEVERAL})\s?{_NUMBER}{_NO_AMOUNT}{_MORE})",
            re.IGNORECASE,
        ),
    ),
    (
        Reason.ORDINAL,
        re.compile(r"\b[0-9]+(?:,[0-9]{3})*(?:st|nd|rd|th)\b|\btop[ -](?:[0-9]+|ten|five|three|twenty)\b"),
    ),
    (Reason.DURATION, re.compile(rf"\b{_DURATION}\b(?!\s(?:{_CLAIMED})\b)", re.IGNORECASE)),
)
_IN_DIGITS = frozenset({Reason.VERSION, Reason.TIME, Reason.REFERENCE})
"""What is written with a digit wherever it stands; the others may be words alone."""


def find_exceptions(text: str, language: str, glossary: Sequence[str]) -> Iterator[tuple[int, int, Reason]]:
    """The spans of a sentence that hold numbers which make no claim, first those that go before others.

    They may overlap. The glossary's entries count as they are written, as whole words.
    """
    for entry in glossary:
        for at in _places_of(entry, text):
            yield at, at + len(entry), Reason.GLOSSARY
    english = language.casefold().startswith("en")
    digits = HAS_DIGIT.search(text) is not None
    for reason, pattern in (*_EVERYWHERE, *(_ENGLISH if english else ())):
        if digits or reason not in _IN_DIGITS:
            yield from ((*found.span(), reason) for found in pattern.finditer(text))
    yield from ((*span, Reason.DATE) for span in (_english_dates(text) if english else _other_dates(text, language)))
    for found in _YEAR.finditer(text):
        if not _HEDGED.search(text, max(0, found.start() - 20), found.start()):
            yield *found.span(), Reason.DATE


def _places_of(entry: str, text: str) -> Iterator[int]:
    at = text.find(entry) if entry else -1
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(entry) : at + len(entry) + 2]
        goes_on = after[:1].isalnum() or after[:1] == "%" or (after[:1] in {".", ","} and after[1:].isdigit())
        if not before.isalnum() and not (goes_on and entry[-1].isalnum()):
            yield at
        at = text.find(entry, at + 1)


def _english_dates(text: str) -> Iterator[Span]:
    """Dates with a month, a quarter or a decade; bare years are found apart."""
    for start, end in dates_beside_numbers(text):
        if not re.fullmatch(r"[12][0-9]{3}", text[start:end]):
            yield start, start + len(text[start:end].rstrip("."))


def _other_dates(text: str, language: str) -> Iterator[Span]:
    yield from (found.span() for found in re.finditer(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b", text))
    yield from (found.span() for found in re.finditer(r"\b[0-9]{1,2}([./-])\s?[0-9]{1,2}\1\s?[0-9]{4}\b", text))
    locale = find_locale(language)
    if locale is None:
        return
    names = {*locale.time.months, *locale.time.short_months, *locale.months_in_dates}
    months = "|".join(sorted((re.escape(name) for name in names if len(name) > 2), key=len, reverse=True))
    pattern = rf"\b(?:1er|[0-9]{{1,2}}\.?)\s(?:de\s)?(?:{months})\b\.?(?:\s(?:de\s)?[12][0-9]{{3}}\b)?"
    yield from (found.span() for found in re.finditer(pattern, text, re.IGNORECASE))
