from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from nutgraf.locales import ENGLISH, LANGUAGES, Locale, find_locale, long_date
from nutgraf.locales.writing import unwritable_directive

EVERY = pytest.mark.parametrize("locale", LANGUAGES.values(), ids=LANGUAGES)


@EVERY
def test_lists_are_as_long_as_d3_wants_them(locale: Locale) -> None:
    time = locale.time
    assert [len(time.months), len(time.short_months), len(time.days), len(time.short_days)] == [12, 12, 7, 7]
    assert len(locale.number.currency) == len(time.periods) == 2
    assert len(locale.months_in_dates) in (0, 12)


@EVERY
def test_names_are_whole_and_each_stands_once(locale: Locale) -> None:
    time = locale.time
    for names in (time.months, time.short_months, time.days, time.short_days, locale.months_in_dates):
        assert len(set(names)) == len(names)
        assert all(name == name.strip() and name for name in names)


@EVERY
def test_the_two_marks_of_a_number_differ(locale: Locale) -> None:
    assert locale.number.decimal != locale.number.thousands


@EVERY
def test_a_dollar_stays_a_dollar(locale: Locale) -> None:
    """The language of a page must not turn dollars into another currency."""
    assert any(sign in "".join(locale.number.currency) for sign in ("$", "ドル", "美元"))


@EVERY
def test_every_long_date_can_be_written_and_tells_days_apart(locale: Locale) -> None:
    assert not unwritable_directive(locale.long_date)
    days = [dt.date(2026, 1, 1) + dt.timedelta(days=number) for number in range(365)]
    assert len({long_date(day, locale) for day in days}) == len(days)


@pytest.mark.parametrize(
    ("tag", "like"),
    [
        ("de", "de"),
        ("DE-de", "de"),
        ("de-AT", "de-AT"),
        ("en-IE", "en"),
        ("en-us", "en-US"),
        ("pt-PT", "pt"),
        ("no", "nb"),
        ("zh-Hant-TW", "zh-TW"),
        ("zh-Hans", "zh"),
    ],
)
def test_a_tag_finds_its_region_or_its_language(tag: str, like: str) -> None:
    found = find_locale(tag)
    assert found is not None
    assert found.like == like


def test_an_unknown_language_finds_nothing() -> None:
    assert find_locale("gsw") is None


def test_english_is_what_a_site_has_that_names_no_language() -> None:
    assert find_locale("en") is ENGLISH


def test_every_language_is_in_the_reference() -> None:
    text = (Path(__file__).parents[2] / "docs/reference/site-toml.md").read_text(encoding="utf-8")
    paragraph = next(part for part in text.split("\n\n") if "Known are" in part)
    assert set(re.findall(r"`([a-z]{2}(?:-[A-Z]{2})?)`", paragraph)) >= LANGUAGES.keys()
