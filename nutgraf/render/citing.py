"""How others cite a figure and show it on their own pages."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence
from html import escape

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
    title = _one_line(figure.title)
    return Citation(
        sentence=_sentence(figure, plan, config, title, year, address),
        bibtex=_bibtex(figure, plan, config, title, year, address),
    )


def _sentence(figure: Figure, plan: Plan, config: SiteConfig, title: str, year: str, address: str) -> str:
    parts = [f"{config.title}, “{title}”, figure{f', {year}' if year else ''}"]
    data = _data_words(plan, config.locale)
    if data:
        parts.append(f"data: {data}")
    return f"{'; '.join(parts)}. {address} (sha256 {figure.digest[:_DIGITS]})"


def _bibtex(figure: Figure, plan: Plan, config: SiteConfig, title: str, year: str, address: str) -> str:
    used = "; ".join(
        f"{_one_line(given.dataset.title)}, version of {version.date.isoformat()}"
        for given in plan.inputs
        for version in given.versions[-1:]
    )
    note = f"Figure{f' drawn from: {used}' if used else ''}. SHA-256 {figure.digest}"
    fields = {
        "title": f"{{{_escaped(title)}}}",
        "organization": _escaped(_one_line(config.title)),
        "year": year,
        # Taken as it is by every style that knows the field; our addresses hold neither braces nor spaces.
        "url": address,
        "note": _escaped(note),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@online{{{citation_key(plan.id.exhibit, year)},", *lines, "}"])


def _data_words(plan: Plan, locale: Locale) -> str:
    """Who published the data, and the date of each version: `BEA (31 May 2026); Yale (30 June 2026)`."""
    words = []
    for given in plan.inputs:
        dataset, version = given.dataset, given.versions[-1]
        publishers = ", ".join(_one_line(source.title) for source in dataset.sources) or _one_line(dataset.title)
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


def _one_line(text: str) -> str:
    return " ".join(text.split())


def embed_permalink(plan: Plan) -> str:
    """Where the page for other sites stands: `/embed/cape/`, or `/embed/cape/cape@2023-09-30/` where an article pins
    a version. A frozen figure has its digest after an `@`, which no name of a dataset begins with."""
    return "/embed/" + plan.permalink.removeprefix("/figures/")


def embed_snippet(figure: Figure, address: str) -> str:
    """The HTML with which another page shows the page at `address`, with a name for screen readers."""
    title = escape(_one_line(figure.title))
    return (
        f'<iframe src="{escape(address)}" title="{title}"\n'
        f'  width="100%" height="{embed_height(figure)}" loading="lazy" style="border: 0"></iframe>'
    )


_FIELD = 68
"""px that the field of an embedded figure takes besides its words and drawing."""
_LETTERS = 42
"""How many letters of a title stand in a line on a phone, at least."""
_LINE = 24
"""px"""


def embed_height(figure: Figure) -> int:
    """How high a frame must be so that the figure is seen whole at any width, in px; a frame cannot ask its content."""
    words = (figure.title, figure.subtitle, figure.notes, figure.credit)
    lines = sum(-(-len(text) // _LETTERS) for text in words) + 4  # the line of sources, and the link to the receipt
    return int(-(-(max(figure.wide.height, figure.narrow.height) + lines * _LINE + _FIELD) // 20) * 20)
