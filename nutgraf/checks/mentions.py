"""Every numbered figure and table is spoken of in the text, near the place where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nutgraf.markdown import plain_text
from nutgraf.model.exhibit import ExhibitKind
from nutgraf.model.page import Document, Page, Reference, ReferenceKind
from nutgraf.model.site import NumberedFigure, Site
from nutgraf.problems import Location, Problem

_HEADING = re.compile(r"<h2\b.*?</h2>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Sections:
    """The sections of a text: before the first heading of level 2, and from each of them on."""

    body: Document
    headings: tuple[re.Match[str], ...]

    def of(self, reference: Reference) -> int:
        """The section that a reference stands in, counted from 0."""
        place = self.body.html.find(reference.token)
        return sum(heading.start() < place for heading in self.headings)

    def title(self, section: int) -> str:
        spoken = {reference.index: reference.text for reference in self.body.references}
        return plain_text(self.headings[section - 1][0], lambda index: spoken.get(index, "")).strip()


@dataclass(frozen=True, slots=True)
class _Mention:
    """A reference to a figure of the page, by its exhibit's name or its anchor."""

    target: str
    location: Location
    section: int


def check_mentions(site: Site) -> tuple[Problem, ...]:
    """`figure-not-mentioned` for a figure or table that the text of its page leaves alone, where the page has several;
    `figure-mentioned-early` where the first mention stands in an earlier section than the figure."""
    return tuple(problem for page in site.pages.values() for problem in _page_problems(site, page))


def _page_problems(site: Site, page: Page) -> Iterator[Problem]:
    shown = site.links[page.path].figures
    if not shown:
        return
    sections = _Sections(page.body, tuple(_HEADING.finditer(page.body.html)))
    mentions = list(_mentions(page.body, sections))
    named: set[str] = set()
    for reference in page.body.references:
        figure = shown.get(reference.location)
        if figure is None or figure.id.exhibit in named:
            continue
        # Where a figure is shown twice, mentions of its name mean the first.
        named.add(figure.id.exhibit)
        told = _told(site, figure)
        first = next((each for each in mentions if each.target in {figure.id.exhibit, f"#{figure.anchor}"}), None)
        if first is None and len(shown) > 1:
            yield _not_mentioned(told, reference)
        elif first is not None and first.section < sections.of(reference):
            yield _early(told, first, sections.title(sections.of(reference)))


def _mentions(body: Document, sections: _Sections) -> Iterator[_Mention]:
    """The mentions of figures in reading order, those in captions and alt texts where their figure stands."""
    for reference in body.references:
        section = sections.of(reference)
        for each in (reference, *_inner(reference)):
            if each.kind is ReferenceKind.CROSSREF or (each.kind is ReferenceKind.LINK and each.target.startswith("#")):
                yield _Mention(each.target, each.location, section)


def _inner(reference: Reference) -> Iterator[Reference]:
    for document in (reference.text_document, reference.title_document):
        if document is not None:
            yield from document.references


def _told(site: Site, figure: NumberedFigure) -> tuple[str, str, int]:
    """The noun, the name and the number of a figure."""
    is_table = site.figures[figure.id].exhibit.kind is ExhibitKind.TABLE
    return ("table" if is_table else "figure"), figure.id.exhibit, figure.number


def _not_mentioned(told: tuple[str, str, int], reference: Reference) -> Problem:
    noun, name, number = told
    scheme = "table" if noun == "table" else "chart"
    message = f"the text does not mention {noun} {number}, {name}"
    hint = (
        f"say what it shows: [{noun.capitalize()}](#{scheme}:{name});\n"
        "where figures stand for themselves, turn this rule off under [checks] in site.toml"
    )
    return Problem("figure-not-mentioned", message, reference.location, hint, "warning")


def _early(told: tuple[str, str, int], mention: _Mention, section: str) -> Problem:
    noun, name, number = told
    message = f"{noun} {number}, {name}, is first mentioned here, and shown in a later section, “{section}”"
    hint = "show it in the section that mentions it first, or mention it first where it is shown"
    return Problem("figure-mentioned-early", message, mention.location, hint, "warning")
