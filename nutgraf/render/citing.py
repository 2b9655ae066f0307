"""How others cite a figure and show it on their own pages."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator, Sequence
from html import escape
from math import ceil

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
    parts = [f"{config.title}, “{title}”, {_noun(figure)}{f', {year}' if year else ''}"]
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
    made = "made" if figure.is_table else "drawn"
    note = f"{_noun(figure).capitalize()}{f' {made} from: {used}' if used else ''}. SHA-256 {figure.digest}"
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


def _noun(figure: Figure) -> str:
    return "table" if figure.is_table else "figure"


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


def embed_snippet(figure: Figure, plan: Plan, address: str) -> str:
    """The HTML with which another page shows the page at `address`, with a name for screen readers."""
    title = escape(_one_line(figure.title))
    return (
        f'<iframe src="{escape(address)}" title="{title}"\n'
        f'  width="100%" height="{embed_height(figure, plan)}" loading="lazy" style="border: 0"></iframe>'
    )


_LINE = 22
"""px from one line of a framed figure's words to the next."""
_AROUND = 88
"""px that rules and spaces take, and the line with the link to the receipt."""


_ROW, _HEAD, _REGION = 36, 64, 640
"""px that a row of a table takes, its header, and the region in which it scrolls at most."""


def embed_height(figure: Figure, plan: Plan) -> int:
    """How high a frame must be for all of the figure to show at any width, in px: a frame cannot ask for room.

    Reckoned for a phone, for a frame in which the narrow drawing is as large as `5-receipts.css` lets it become
    (26rem), and for one with the wide drawing; there at least 40, 52 and 80 letters stand in a line.
    """
    words = (figure.title, figure.subtitle, figure.notes, figure.credit, *_source_words(plan))

    settings = len(figure.view.controls) if figure.view is not None else 0

    def needed(drawing: float, letters: int) -> float:
        lines = sum(-(-len(text) // letters) for text in words) + 2 * settings
        return drawing + lines * _LINE + _AROUND

    if figure.drawing is None:
        return ceil(needed(_table_height(figure), 40) / 20) * 20
    narrow, wide = figure.drawing.narrow.height, figure.drawing.wide.height
    highest = max(needed(1.03 * narrow, 40), needed(1.3 * narrow, 52), needed(wide, 80))
    return ceil(highest / 20) * 20


def _table_height(figure: Figure) -> float:
    """px that a table takes, or the region in which a longer one scrolls."""
    return float(min(_HEAD + _ROW * len(figure.data.rows), _REGION))


def _source_words(plan: Plan) -> Iterator[str]:
    """About what the lines of sources say; of many datasets only the publishers show at first."""
    datasets = [given.dataset for given in plan.inputs]
    publishers = list(dict.fromkeys(source.title for dataset in datasets for source in dataset.sources))
    if len(datasets) > 2:
        yield "Sources " + ", ".join(publishers)
        yield "datasets with versions and licences"
        yield "Of all of these only what is drawn is published here."
        return
    for dataset in datasets:
        licences = ", ".join(licence.title or licence.name for licence in dataset.licences)
        sources = ", ".join(source.title for source in dataset.sources)
        terms = "; only what is drawn is published here" if dataset.redistribution == "derived-only" else ""
        yield f"Source {sources}: {dataset.title}, version of 30 September 2026; {licences}{terms}."
