"""How languages write numbers and dates, for charts and pages alike.

`find_locale` gives the conventions of a language tag; `writing` writes with them what stands in pages. Charts are
written by d3, which takes the same conventions (`nutgraf.vega.localising`).
"""

from nutgraf.locales.definition import Locale, NumberFormat, TimeFormat
from nutgraf.locales.germanic import ENGLISH
from nutgraf.locales.languages import LANGUAGES, find_locale
from nutgraf.locales.writing import long_date, partial_date, short_date, short_month, write_number

__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "Locale",
    "NumberFormat",
    "TimeFormat",
    "find_locale",
    "long_date",
    "partial_date",
    "short_date",
    "short_month",
    "write_number",
]
