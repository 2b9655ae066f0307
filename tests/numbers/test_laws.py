"""Laws of reading, judging and writing numbers."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from nutgraf.numbers import Agreement, format_value, judge

UNITS = ("%", "pp", "bp", "USD", "GBP", "CHF", "x", "", "TWh", "index points", "USD per million tokens", "% change")
LANGUAGES = ("en", "en-GB", "de", "fr", "es", "sv")
VALUES = st.one_of(
    st.floats(-1e15, 1e15),
    st.floats(-1000, 1000),
    st.integers(-(10**15), 10**15),
    st.decimals(-(10**9), 10**9, places=2).map(float),
)
VOCABULARY = """17% $600 billion 1,234.5 a third of half twice and between 20 to 30 – - % points basis p £ € nearly
about more than less not fell rose by from in 2024 27 January Q1 Monday or so [ ( ½ 1/3 one in four
dozen per million S&P 500 R1 − ~ .5 1.2.3 Mrd. d'euros le mil"""
WORDS = st.lists(st.sampled_from(VOCABULARY.split()), max_size=8).map(" ".join)
TEXTS = st.one_of(st.text(max_size=40), WORDS)
FEW = settings(max_examples=80, deadline=None)
MANY = settings(max_examples=200, deadline=None)


@MANY
@given(VALUES, st.sampled_from(UNITS), st.sampled_from(LANGUAGES), st.integers(3, 12))
@example(999999.6, "USD", "en", 4)
@example(1e6 - 0.001, "", "en", 4)
@example(-0.0, "USD", "en", 4)
@example(1.234, "", "sv", 4)
def test_what_is_written_is_read_back(value: float, unit: str, language: str, digits: int) -> None:
    shown = format_value(value, unit, language, digits)
    assert judge(shown, value, unit, language=language).agrees, shown


@FEW
@given(
    st.dates(dt.date(1000, 1, 1), dt.date(2999, 12, 31)), st.sampled_from(("date", "year")), st.sampled_from(LANGUAGES)
)
def test_dates_that_are_written_are_read_back(day: dt.date, unit: str, language: str) -> None:
    assert judge(format_value(day, unit, language), day, unit, language=language).agrees


@MANY
@given(
    TEXTS,
    st.one_of(st.floats(), st.integers(), st.text(max_size=8), st.dates(), st.booleans()),
    st.one_of(st.sampled_from((*UNITS, "year", "date")), st.text(max_size=8)),
    st.one_of(st.none(), TEXTS, st.sampled_from(("0.32..0.35", "> 2", "1e99..2", "2025-01-01..2025-02-30"))),
    TEXTS,
    TEXTS,
    st.sampled_from((*LANGUAGES, "", "x")),
)
@example("9" * 5000, 10**5000, "", None, "", "", "en")
@example("1/0", 0.0, "", "1..", "", "", "en")
@example("1 0", 1e308, "USD", None, "", "", "en")
@example("30 February", dt.date(9999, 12, 31), "date", None, "about ", "", "en")
@example("5 - - of", 5.0, "index points", None, "", "- -", "en")
@example("5 point", 5.0, "-", None, "", "- -", "en")
@example("around 0001", dt.date(1, 1, 1), "date", None, "", "", "en")
def test_the_judge_never_raises(
    text: str, value: float | str | dt.date, unit: str, title: str | None, before: str, after: str, language: str
) -> None:
    found = judge(text, value, unit, title=title, before=before, after=after, language=language)
    assert (found.message("name") == "") == found.agrees


@MANY
@given(TEXTS, VALUES, st.sampled_from(UNITS), TEXTS)
def test_what_is_suggested_agrees(text: str, value: float, unit: str, before: str) -> None:
    found = judge(text, value, unit, before=before)
    if found.suggestion:
        assert judge(found.suggestion, value, unit, before=before).agrees
    if found.rewritable:
        assert _without_digits(found.suggestion) == _without_digits(text)


def _without_digits(text: str) -> str:
    return "".join(c for c in text if not c.isdigit() and c not in ".,'’\u00a0\u202f\u2009")


@FEW
@given(st.integers(1, 99999), st.integers(0, 3), st.sampled_from(("%", "pp", "x")), st.booleans())
def test_a_border_agrees_and_one_unit_beyond_does_not(digits: int, places: int, unit: str, above: bool) -> None:
    written = Decimal(digits).scaleb(-places)
    half = Decimal(5).scaleb(-places - 1)
    border = written + half if above else written - half
    beyond = border + Decimal(1).scaleb(-places - 3) * (1 if above else -1)
    words = {"%": "%", "pp": " points", "x": " times"}[unit]
    text = f"{written:.{places}f}{words}"
    assert judge(text, float(border), unit).agrees
    assert judge(text, float(beyond), unit).agreement is Agreement.DISAGREES


@FEW
@given(st.integers(1, 9999), st.integers(0, 2), st.integers(-600, 600), st.sampled_from(("million", "billion")))
def test_scales_scale(digits: int, places: int, permille: int, scale: str) -> None:
    """A text and a value a thousand times as large agree as the smaller ones do."""
    larger = {"million": "billion", "billion": "trillion"}[scale]
    power = {"million": 6, "billion": 9}[scale]
    number = f"{Decimal(digits).scaleb(-places):.{places}f}"
    value = int(digits * (1000 + permille) * 10 ** (power - 3 - places))
    smaller = judge(f"{number} {scale}", value, "")
    assert judge(f"{number} {larger}", value * 1000, "").agreement is smaller.agreement


@FEW
@given(st.integers(1, 9999), st.integers(0, 2), st.floats(-1.2, 1.2))
def test_hedges_only_widen(digits: int, places: int, share: float) -> None:
    number = f"{Decimal(digits).scaleb(-places):.{places}f}%"
    value = float(Decimal(digits).scaleb(-places)) * (1 + share)
    plain, about = judge(number, value, "%").agrees, judge(f"about {number}", value, "%").agrees
    nearly, over = judge(f"nearly {number}", value, "%").agrees, judge(f"more than {number}", value, "%").agrees
    assert about or not plain
    assert about == (nearly or over)
    assert not judge(f"exactly {number}", value, "%").agrees or (nearly and over)


@FEW
@given(st.integers(1, 9999), st.floats(-20000, 20000))
def test_a_word_of_falling_stands_for_the_sign(number: int, value: float) -> None:
    signed = judge(f"−{number}%", value, "% change")
    assert judge(f"fell {number}%", value, "% change").agreement is signed.agreement
    assert judge(f"{number}%", value, "% change", before="It fell ").agreement is signed.agreement
    assert judge(f"{number}%", -value, "% change").agreement is signed.agreement


@FEW
@given(st.integers(0, 10**12))
def test_separators_do_not_matter(number: int) -> None:
    texts = (f"{number}", f"{number:,}", f"{number:,}".replace(",", "\u202f"), f"{number:,}".replace(",", "'"))
    assert all(judge(text, number, "").agrees for text in texts)
    assert judge(f"{number:,}".replace(",", "."), number, "", language="de").agrees
    assert judge(f"{number:,}".replace(",", " "), number, "", language="fr").agrees
