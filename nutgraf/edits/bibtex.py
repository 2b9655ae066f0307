"""BibTeX and BibLaTeX to CSL: types, fields, names, dates, and LaTeX to plain characters."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nutgraf.problems import Location, Outcome, Problem

_TYPES = {
    "article": "article-journal",
    "book": "book",
    "mvbook": "book",
    "booklet": "pamphlet",
    "collection": "book",
    "dataset": "dataset",
    "electronic": "webpage",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "manual": "book",
    "mastersthesis": "thesis",
    "news": "article-newspaper",
    "newspaper": "article-newspaper",
    "online": "webpage",
    "patent": "patent",
    "phdthesis": "thesis",
    "proceedings": "book",
    "report": "report",
    "software": "software",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "www": "webpage",
}
_FIELDS = {
    "title": "title",
    "shorttitle": "title-short",
    "journal": "container-title",
    "journaltitle": "container-title",
    "booktitle": "container-title",
    "series": "collection-title",
    "publisher": "publisher",
    "institution": "publisher",
    "school": "publisher",
    "organization": "publisher",
    "address": "publisher-place",
    "location": "publisher-place",
    "volume": "volume",
    "number": "issue",
    "issue": "issue",
    "pages": "page",
    "edition": "edition",
    "version": "version",
    "type": "genre",
    "doi": "DOI",
    "url": "URL",
    "isbn": "ISBN",
    "issn": "ISSN",
    "abstract": "abstract",
    "keywords": "keyword",
    "langid": "language",
    "language": "language",
    "note": "note",
}
_NUMBERED = frozenset({"report", "patent", "thesis"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = ("author", "editor", "translator")


@dataclass(frozen=True, slots=True)
class ForeignItem:
    """A work in another file, as CSL variables with `id`, and where it stands there."""

    variables: dict[str, Any]
    location: Location


def parse_bibtex(text: str, path: str) -> Outcome[tuple[ForeignItem, ...]]:
    """The entries of a BibTeX file. Problem: `bibtex-syntax` for each that cannot be read."""
    # Only this command needs them, and they take as long to load as a small build.
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415
    from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts  # noqa: PLC0415

    # It logs what it also returns.
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    library = parse_string(text, append_middleware=[SeparateCoAuthors(), SplitNameParts()])
    items = tuple(
        ForeignItem(_variables(entry), Location(path, (entry.start_line or 0) + 1)) for entry in library.entries
    )
    problems = tuple(
        Problem(
            "bibtex-syntax",
            "this entry cannot be read: "
            + " ".join(str(getattr(block.error, "abort_reason", "") or block.error).split()),
            Location(path, (block.start_line or 0) + 1),
            "close every brace and quote, and give each entry its own key",
        )
        for block in library.failed_blocks
    )
    return Outcome(items, problems)


def _variables(entry: Any) -> dict[str, Any]:
    fields = {field.key.lower(): field.value for field in entry.fields}
    kind = _TYPES.get(entry.entry_type.lower(), "webpage" if fields.get("url") else "document")
    found: dict[str, Any] = {"id": entry.key, "type": kind}
    for name in _NAMES:
        if fields.get(name):
            found[name] = list(_names(fields[name]))
    for name, variable in _FIELDS.items():
        value = fields.get(name)
        if isinstance(value, str) and value.strip():
            wanted = "number" if variable == "issue" and kind in _NUMBERED else variable
            found.setdefault(wanted, value if name in {"doi", "url"} and "\\" not in value else plain_text(value))
    if "page" in found:
        found["page"] = found["page"].replace("–", "-")
    issued = _date(fields, "date") or _date(fields, "")
    accessed = _date(fields, "urldate")
    return found | ({"issued": issued} if issued else {}) | ({"accessed": accessed} if accessed else {})


def _names(value: Any) -> Iterator[dict[str, str]]:
    for name in value if isinstance(value, list) else [value]:
        if isinstance(name, str):
            yield {"literal": plain_text(name)}
            continue
        last = " ".join(name.last)
        # Braces around a whole name say that it has no parts.
        if not name.first and not name.von and last.startswith("{") and last.endswith("}"):
            yield {"literal": plain_text(last)}
            continue
        parts = {"family": last, "given": name.first, "non-dropping-particle": name.von, "suffix": name.jr}
        joined = {
            part: plain_text(words if isinstance(words, str) else " ".join(words)) for part, words in parts.items()
        }
        yield {part: words for part, words in joined.items() if words}


def _date(fields: dict[str, Any], name: str) -> str:
    """As ISO 8601 or words: BibLaTeX has one field, BibTeX year, month and day."""
    if name:
        return plain_text(str(fields.get(name) or ""))
    year = plain_text(str(fields.get("year") or ""))
    month = str(fields.get("month") or "").strip("{} ").lower()
    number = _MONTHS.index(month[:3]) + 1 if month[:3] in _MONTHS else int(month) if month.isdecimal() else 0
    if not re.fullmatch(r"[0-9]{4}", year) or not 1 <= number <= 12:
        return year
    day = str(fields.get("day") or "")
    return f"{year}-{number:02d}" + (f"-{int(day):02d}" if day.isdecimal() else "")


def plain_text(latex: str) -> str:
    """What LaTeX prints: accents as letters, no braces and commands. Text that cannot be read stays as it is."""
    from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]  # noqa: PLC0415

    try:
        made = LatexNodes2Text(math_mode="text").latex_to_text(latex, tolerant_parsing=True)
    except Exception:
        return " ".join(latex.split())
    return " ".join(str(made).split())
