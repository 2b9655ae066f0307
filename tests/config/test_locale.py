from __future__ import annotations

from pathlib import Path

import pytest

from nutgraf.locales import ENGLISH, LANGUAGES
from nutgraf.problems import Location
from tests.config.test_config import LEAST, config, only_problem


def test_the_language_decides(tmp_path: Path) -> None:
    assert config(tmp_path, LEAST).value.locale == ENGLISH
    assert config(tmp_path, LEAST + 'language = "de-LU"').value.locale == LANGUAGES["de"]


def test_what_the_site_says_takes_the_place_of_its_languages(tmp_path: Path) -> None:
    outcome = config(
        tmp_path,
        LEAST
        + """\
language = "pl"

[locale]
short_date = "%d.%m.%Y"

[locale.number]
currency = ["", " zł"]

[locale.time]
months = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
""",
    )
    locale, polish = outcome.value.locale, LANGUAGES["pl"]
    assert outcome.problems == ()
    assert (locale.like, locale.short_date, locale.long_date) == ("pl", "%d.%m.%Y", polish.long_date)
    assert (locale.number.currency, locale.number.thousands) == (("", " zł"), polish.number.thousands)
    assert locale.time.months[3] == "IV"
    assert locale.months_in_dates == (), "the language's inflected names are not those of these months"


def test_an_unknown_language_is_a_warning_that_like_answers(tmp_path: Path) -> None:
    problem = only_problem(tmp_path, LEAST + 'language = "gsw"')
    assert (problem.code, problem.severity) == ("unknown-locale", "warning")
    assert problem.location == Location("site.toml", 3, 13, 16)
    outcome = config(tmp_path, LEAST + 'language = "gsw"\n[locale]\nlike = "de-CH"')
    assert outcome.problems == ()
    assert outcome.value.locale == LANGUAGES["de-CH"]


@pytest.mark.parametrize(
    ("text", "code", "message", "hint"),
    [
        ('like = "dee"', "unknown-locale", "how dee writes numbers and dates is not known", "did you mean de?"),
        ('number.currency = ["€"]', "bad-config-value", "currency wants 2 texts, not 1", "what stands before"),
        ('time.shortDays = ["a", "b"]', "bad-config-value", "shortDays wants 7 texts, not 2", "from Sunday"),
        ("number.grouping = [0]", "bad-config-value", "grouping wants whole numbers from 1", "[3]"),
        ("number.grouping = []", "bad-config-value", "grouping wants whole numbers from 1", "[3]"),
        ('long_date = "%-d. %Q"', "bad-config-value", "%Q in long_date cannot be written", "%B"),
        ('number.comma = "."', "unknown-config-key", "there is no key comma in number", "keys"),
    ],
)
def test_what_cannot_be_meant(tmp_path: Path, text: str, code: str, message: str, hint: str) -> None:
    problem = only_problem(tmp_path, f"{LEAST}[locale]\n{text}\n")
    assert (problem.code, problem.message, problem.severity) == (code, message, "error")
    assert hint in problem.hint
    assert problem.location.line == 4
