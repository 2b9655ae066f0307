"""The words that numbers are written with, by language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from nutgraf.numbers import currencies
from nutgraf.numbers.tables import Phrase, phrases, word_list, word_set
from nutgraf.numbers.tokens import THIN_SPACES, Separators


@dataclass(frozen=True, slots=True)
class UnitWord:
    """A unit as written: "%", "pp", "x" or a currency's code, and how much of it one is."""

    unit: str
    size: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the reader knows of a language. `prose`: also words for numbers, hedges, rising and falling (English).

    `scales` and `units` map case-folded words, one a token, to their meaning; `linking` words may stand between a
    scale and a currency; `shown_scales` are the names of 10⁶, 10⁹ and 10¹² in what we write ourselves.
    """

    separators: Separators
    scales: Mapping[Phrase, Fraction]
    units: Mapping[Phrase, UnitWord]
    linking: frozenset[str] = frozenset()
    shown_scales: tuple[str, str, str] = ("", "", "")
    prose: bool = False


def _scales(**words: str) -> Mapping[Phrase, Fraction]:
    powers = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "quadrillion": 15, "quintillion": 18}
    return {phrase: Fraction(10 ** powers[name]) for name, text in words.items() for phrase in phrases(text)}


def _units(language: str, **words: str) -> Mapping[Phrase, UnitWord]:
    known = {
        "percent": UnitWord("%"),
        "points": UnitWord("pp"),
        "basis": UnitWord("pp", Fraction(1, 100)),
        "multiple": UnitWord("x"),
        "pence": UnitWord("GBP", Fraction(1, 100)),
    }
    named = {phrase: known[name] for name, text in words.items() for phrase in phrases(text)}
    money = {phrase: UnitWord(code) for phrase, code in currencies.WORDS.get(language, {}).items()}
    return {**_SYMBOLS, **money, **named}


_SYMBOLS: Mapping[Phrase, UnitWord] = {
    ("%",): UnitWord("%"),
    ("pp",): UnitWord("pp"),
    ("bp",): UnitWord("pp", Fraction(1, 100)),
    ("bps",): UnitWord("pp", Fraction(1, 100)),
    ("x",): UnitWord("x"),
    ("×",): UnitWord("x"),
}

ENGLISH = Lexicon(
    Separators(group=",'’" + THIN_SPACES, decimal="."),
    _scales(
        thousand="thousand; k",
        million="million; m; mn; mln",
        billion="billion; bn; b; bln",
        trillion="trillion; trn; tn; tr; t",
    ),
    _units(
        "en",
        percent="percent; per cent; pct; pc",
        points="percentage point; percentage points; percent points; per cent points; % point; % points; % pts; "
        "point; points; ppt; ppts; pts; pt; p.p",
        basis="basis point; basis points",
        multiple="times; fold",
        pence="p; pence; penny",
    ),
    shown_scales=("million", "billion", "trillion"),
    prose=True,
)

GERMAN = Lexicon(
    Separators(group=".'’ " + THIN_SPACES, decimal=","),
    _scales(
        thousand="tausend; tsd",
        million="million; millionen; mio; mill",
        billion="milliarde; milliarden; mrd",
        trillion="billion; billionen; bio",
        quadrillion="billiarde; billiarden",
        quintillion="trillion; trillionen",
    ),
    _units(
        "de",
        percent="prozent",
        points="prozentpunkt; prozentpunkte; prozentpunkten",
        basis="basispunkt; basispunkte; basispunkten",
    ),
    shown_scales=("Millionen", "Milliarden", "Billionen"),
)

FRENCH = Lexicon(
    Separators(group=" '’" + THIN_SPACES, decimal=","),
    _scales(
        thousand="mille; k",
        million="million; millions; m; mio",
        billion="milliard; milliards; md; mds; mrd",
        trillion="billion; billions",
        quintillion="trillion; trillions",
    ),
    _units(
        "fr",
        percent="pour cent; pourcent",
        points="point de pourcentage; points de pourcentage; point; points",
        basis="point de base; points de base; pb; pdb",
    ),
    linking=frozenset({"de", "d'"}),
    shown_scales=("millions", "milliards", "billions"),
)

SPANISH = Lexicon(
    Separators(group=". " + THIN_SPACES, decimal=","),
    _scales(
        thousand="mil; k",
        million="millón; millones; m; mill",
        billion="mil millones; mil m; millardo; millardos",
        trillion="billón; billones",
        quintillion="trillón; trillones",
    ),
    _units(
        "es",
        percent="por ciento; por cien",
        points="punto porcentual; puntos porcentuales; punto; puntos",
        basis="punto básico; puntos básicos; pb",
    ),
    linking=frozenset({"de"}),
    shown_scales=("millones", "mil millones", "billones"),
)

NEUTRAL = Lexicon(Separators(group=THIN_SPACES + " ", decimal=".,", strict=True), {}, _SYMBOLS)

_LEXICONS: Mapping[str, Lexicon] = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH}

NUMBER_WORDS: Mapping[str, int] = {
    word: number
    for number, word in enumerate(
        word_list(
            """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
            seventeen eighteen nineteen twenty"""
        ),
        start=1,
    )
}

_PARTS: Mapping[str, int] = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    **{
        noun: number
        for number, noun in enumerate(
            word_list("fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"),
            start=4,
        )
    },
    "fifteenth": 15,
    "sixteenth": 16,
    "twentieth": 20,
    "hundredth": 100,
}

FRACTION_NOUNS: Mapping[str, int] = {**_PARTS, "halves": 2, **{f"{noun}s": parts for noun, parts in _PARTS.items()}}

TIME_NOUNS = word_set(
    """second seconds minute minutes hour hours day days week weeks month months quarter quarters year years decade
    decades session sessions"""
)

QUANTITY_WORDS = word_set(
    """thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion
    billions trillion trillions hundredfold thousandfold dozen dozens score scores couple pair handful several few
    double doubled doubles doubling triple tripled triples tripling treble trebled quadruple quadrupled
    quadrupling quintupled halve halved halves halving digit digits figures zero nil nought lakh lakhs crore
    crores thirds fourths fifths sixths sevenths eighths ninths tenths hundredths majority minority percent
    percentage pct point points bps basis cent cents pennies fold"""
)
"""Words that carry a quantity; where the reader has not used one, it has not understood the text."""

DOUBT_WORDS = word_set(
    """about almost approximately approx barely between bit but circa exactly except excluding fraction hardly max
    maximum maybe min minimum nearly nigh nowhere odd perhaps plus possibly precisely probably roughly scarcely
    shade shy somewhat thereabouts tops whisker ish either not no never nor neither none nothing
    anything everything cannot without again versus vs or minus negative"""
)
"""Words that change what a number says; where the reader has not used one, it has not understood the text."""


def lexicon_for(language: str) -> Lexicon:
    """The words of a language tag ("en-GB"); of an unknown language only what every language shares."""
    tag = language.casefold().replace("_", "-")
    return _LEXICONS.get(tag.partition("-")[0], NEUTRAL)
