"""Numbers, dates and lists in findings, and what the words of a chart tell: units, a logarithmic scale."""

from __future__ import annotations

import datetime as dt
import re

_SIZES = re.compile(r"[kKmMbBgGtTPEµun]|bn|tn|trn|mio|mrd|mia|mld|mill", re.IGNORECASE)
_NUMERIC = re.compile(r"[\d\s.,'’·٫٬−–+()/-]+")
_YEAR = re.compile(r"(?:1[0-9]|20|21)\d\d")
_LOG = re.compile(r"\b(?:sym)?log(?:s|ar[ií]t\w*|arytm\w*)?\b|логарифм|対数|对数|對數", re.IGNORECASE)

# Signs, names of what is counted and measured, and how units are told: "crowns a loaf", "in crowns".
_UNITS = re.compile(
    r"""[$€£¥₹₽₩%‰°]|=\s*100\b|\b(?:
    per|percent\w*|prozent\w*|pour\s?cent\w*|por\s?ciento|porcentaje|pct|share[s]?\s+of|anteil\w*|part\s+d\w*|cuota|
    ind(?:ex|ices|ice|izes)|índice|ratio\w*|rate[s]?|quote|taux|tasa|score|rank\w*|multiple\w*|times|fold|
    thousand\w*|million\w*|billion\w*|trillion\w*|tausend|millionen|milliard\w*|billionen|milliers|mil(?:es)?|millones|
    number|numbers|count\w*|anzahl|nombre|número|cases|people|personen|personnes|personas|households|jobs|
    dollar\w*|euro[s]?|pound[s]?|pence|cents?|yen|yuan|franc\w*|franken|peso[s]?|usd|eur|gbp|jpy|chf|cny|cad|aud|
    years?|months?|weeks?|days?|hours?|minutes?|seconds?|jahre\w*|monate\w*|tage\w*|stunden|ans|années|mois|jours|heures|
    años|meses|días|horas|km|kilomet\w*|met(?:er|re)s?|miles|kg|kilogram\w*|tonnes?|tons?|litres?|liters?|celsius|
    [kmgt]?wh?|kilowatt\w*|megawatt\w*|gigawatt\w*|terawatt\w*|watt\w*|joules?|[kmgtp]?b|bytes|tokens?|flops?|
    (?:percentage\s+|basis\s+|prozent)?points?|punkte|puntos|in\s+(?:units|logs?|standard)\b
    )\b|\w\s+(?:an?|je|pro|par|por)\s+\w|(?-i:\bin\s+[a-zäöüéè]\w)""",
    re.IGNORECASE | re.VERBOSE,
)


def says_unit(words: str) -> bool:
    """Whether words above a chart name a unit or say what is counted."""
    return _UNITS.search(words) is not None


def label_has_unit(label: str) -> bool:
    """Whether a label is more than a number with the sign of its size: `$5`, `20%`, `3 km`, not `5k`."""
    rest = _NUMERIC.sub("", label)
    return bool(rest) and _SIZES.fullmatch(rest) is None


def is_year(label: str) -> bool:
    return _YEAR.fullmatch(label) is not None


def names_log_scale(words: str) -> bool:
    """Whether words say, in one of the languages of newsrooms, that a scale is logarithmic."""
    return _LOG.search(words) is not None


def shown_number(number: float) -> str:
    """`40`, `0.25`, `−3`, `12,000`."""
    text = f"{number:,.0f}" if 1000 <= abs(number) < 1e15 else f"{number:.4g}"
    return text.replace("-", "−")


def shown_day(milliseconds: float) -> str:
    """The day of a time in ms since 1970, in UTC, as ISO 8601 has it."""
    moment = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(milliseconds=milliseconds)
    return moment.date().isoformat()


def shown_name(name: str) -> str:
    """A name from the data between quotes, cut where it is long."""
    return f"‘{name if len(name) <= 40 else f'{name[:39]}…'}’"
