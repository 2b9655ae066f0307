"""How others cite a figure."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence

from nutgraf.locales import Locale, long_date
from nutgraf.model.config import SiteConfig
from nutgraf.model.figure import Figure
from nutgraf.model.receipt import Citation
from nutgraf.model.site import Plan
from nutgraf.permalinks import absolute

_DIGITS = 12
"""Of a digest, where a sentence names one."""

# BibTeX counts braces also where a backslash stands before them, so that none may stand alone.
_BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "%": r"\%",
        "_": r"\_",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
    }
)


def cite_figure(figure: Figure, plan: Plan, config: SiteConfig, published: Sequence[dt.date]) -> Citation:
    """The citation of a figure. `published` are the dates of the pages that show it: with those of its data they say
    of which year it is, so that no clock has a part in it."""
    days = [*published, *(version.date for given in plan.inputs for version in given.versions)]
    year = str(max(days).year) if days else ""
    address = absolute(config.url, plan.permalink)
    title = one_line(figure.title)
    return Citation(
        sentence=_sentence(figure, plan, config, title, year, address),
        bibtex=_bibtex(figure, plan, config, title, year, address),
    )


def _sentence(figure: Figure, plan: Plan, config: SiteConfig, title: str, year: str, address: str) -> str:
    parts = [f"{config.title}, “{title}”, {_noun(figure)}{f', {year}' if year else ''}"]
    data = _data_words(plan, config.locale)
    if data:
        parts.append(f"data: {data}")
    return f"{'; '.join(parts)}. {address} (sha256 {figure.digest[:_DIGITS]})"


def _bibtex(figure: Figure, plan: Plan, config: SiteConfig, title: str, year: str, address: str) -> str:
    used = "; ".join(
        f"{one_line(given.dataset.title)}, version of {version.date.isoformat()}"
        for given in plan.inputs
        for version in given.versions[-1:]
    )
    made = "made" if figure.is_table else "drawn"
    note = f"{_noun(figure).capitalize()}{f' {made} from: {used}' if used else ''}. SHA-256 {figure.digest}"
    fields = {
        "title": f"{{{_escaped(title)}}}",
        "organization": _escaped(one_line(config.title)),
        "year": year,
        # Taken as it is by every style that knows the field; our addresses hold neither braces nor spaces.
        "url": address,
        "note": _escaped(note),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@online{{{citation_key(plan.id.exhibit, year)},", *lines, "}"])


def _noun(figure: Figure) -> str:
    return "table" if figure.is_table else "figure"


def _data_words(plan: Plan, locale: Locale) -> str:
    """Who published the data, and the date of each version: `BEA (31 May 2026); Yale (30 June 2026)`."""
    words = []
    for given in plan.inputs:
        dataset, version = given.dataset, given.versions[-1]
        publishers = ", ".join(one_line(source.title) for source in dataset.sources) or one_line(dataset.title)
        words.append(f"{publishers} ({long_date(version.date, locale)})")
    return "; ".join(dict.fromkeys(words))


def citation_key(exhibit: str, year: str) -> str:
    """A key that BibTeX takes: ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", exhibit).encode("ascii", "ignore").decode()
    name = "-".join("".join(letter if letter.isalnum() else " " for letter in plain).split()) or "figure"
    return f"{name}-{year}" if year else name


def _escaped(text: str) -> str:
    """Text as it stands in a field of BibTeX between braces."""
    return text.translate(_BIBTEX)


def one_line(text: str) -> str:
    return " ".join(text.split())
