"""The languages whose conventions are known.

Facts as the newsrooms of a language use them, largely those of Unicode's CLDR: the marks of numbers, the names of
months and days, the order of a date. `$` in a format is the US dollar in every language: a chart's format is written
for its data, and the language of the page does not turn dollars into euros. The language only says on which side of
the amount the sign stands.
"""

from __future__ import annotations

from collections.abc import Mapping

from nutgraf.locales.asian import ASIAN
from nutgraf.locales.definition import Locale
from nutgraf.locales.eastern import EASTERN
from nutgraf.locales.germanic import GERMANIC
from nutgraf.locales.romance import ROMANCE

LANGUAGES: Mapping[str, Locale] = {locale.like: locale for locale in (*GERMANIC, *ROMANCE, *EASTERN, *ASIAN)}
"""By language tag. A tag that is not here takes its language's (`de-LU` is as `de`)."""

_SAME = {"no": "nb"}


def find_locale(tag: str) -> Locale | None:
    """The conventions of a language tag such as `de` or `en-GB`, of its language where the region has none of its own;
    None for a language that is not known. Case does not matter."""
    by_tag = {name.casefold(): locale for name, locale in LANGUAGES.items()}
    language, *rest = tag.casefold().split("-")
    language = _SAME.get(language, language)
    # The script of a tag such as zh-Hans-CN says nothing about numbers.
    region = next((part for part in rest if len(part) == 2), "")
    return by_tag.get(f"{language}-{region}") or by_tag.get(language)
