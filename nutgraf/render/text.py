"""An author's text with every token replaced: as HTML on its page, as plain text everywhere else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from nutgraf.markdown import fill, plain_text
from nutgraf.model.exhibit import ExhibitKind
from nutgraf.model.figure import ExhibitId
from nutgraf.model.page import Document, Page, Reference, ReferenceKind
from nutgraf.model.site import NumberedFigure, PageLinks, Site
from nutgraf.model.work import PrintedWorks
from nutgraf.permalinks import Linker
from nutgraf.problems import Location
from nutgraf.render.checked_numbers import CheckedPlace, checked_places
from nutgraf.render.references import PageCitations


@dataclass(slots=True)
class PageText:
    """Renders the documents of one page.

    `computed` are the facts that have a value; `citations` gathers the places that cite each work. A text that is
    shown elsewhere than `on_its_page` has no citations, whose list is not there, and previews nothing.
    """

    site: Site
    page: Page
    link: Linker
    figure: Callable[[Reference, NumberedFigure], Markup]
    computed: frozenset[ExhibitId] = frozenset()
    on_its_page: bool = True
    printed: PrintedWorks = field(default_factory=PrintedWorks)
    citations: PageCitations = field(init=False)
    _checked: Mapping[Location, CheckedPlace] = field(init=False)

    def __post_init__(self) -> None:
        self._checked = checked_places(self.page, self._links.figures)
        self.citations = PageCitations(self.printed, self._links.cites)

    @property
    def _links(self) -> PageLinks:
        return self.site.links[self.page.path]

    def html(self, document: Document) -> Markup:
        """The document as it stands on its page."""
        by_index = {reference.index: reference for reference in document.references}
        html = document.html if self.on_its_page else _without_citations(document.html, document)
        return Markup(self.citations.joined(fill(html, lambda index: str(self._html_of(by_index[index])))))

    def plain(self, document: Document) -> str:
        """The document as plain text, for titles, descriptions, feeds and alt texts."""
        return self.plain_html(document.html, document)

    def plain_html(self, html: str, document: Document) -> str:
        """A part of a document's HTML as plain text."""
        by_index = {reference.index: reference for reference in document.references}
        return plain_text(fill(_without_citations(html, document), lambda index: str(self._plain_of(by_index[index]))))

    def _html_of(self, reference: Reference) -> Markup | str:
        kind = reference.kind
        if kind in {ReferenceKind.CHART, ReferenceKind.TABLE}:
            shown = self._links.figures.get(reference.location)
            return self.figure(reference, shown) if shown is not None else ""
        if kind is ReferenceKind.FACT:
            return self._fact(reference)
        if kind is ReferenceKind.CITATION:
            return self.citations.mark(reference)
        address = escape(self.link(self._links.addresses.get(reference.location, "")))
        if kind is ReferenceKind.CROSSREF:
            return self._crossref(reference, address)
        return address

    def _crossref(self, reference: Reference, address: Markup) -> Markup:
        shown = next((figure for figure in self._links.figures.values() if figure.id.exhibit == reference.target), None)
        words = self._mention(reference)
        if shown is None or not self.on_its_page:
            return Markup('<a class="crossref" href="{}">{}</a>').format(address, words)
        link = Markup('<a class="crossref" href="{}" data-preview="{}">{}</a>')
        return link.format(address, shown.anchor, words)

    def _fact(self, reference: Reference) -> Markup:
        identity = self._links.facts.get(reference.location)
        inner = self._inner(reference)
        if identity is None or identity not in self.computed:
            return inner
        address = self.link(self.site.facts[identity].permalink)
        if not self.on_its_page:
            return Markup('<a class="checked" href="{}">{}</a>').format(address, inner)
        place = self._checked[reference.location]
        anchor = Markup(' id="{}"').format(place.anchor) if place.anchor else Markup()
        link = Markup('<a class="checked"{} href="{}" data-preview="{}">{}</a>')
        return link.format(anchor, address, place.entry, inner)

    def words_of(self, reference: Reference) -> str:
        """What a reference says, as plain text."""
        return self.plain(reference.text_document) if reference.text_document is not None else reference.text

    def _inner(self, reference: Reference) -> Markup:
        return self.html(reference.text_document) if reference.text_document else escape(reference.text)

    def _mention(self, reference: Reference) -> str:
        shown = next((shown for shown in self._links.figures.values() if shown.id.exhibit == reference.target), None)
        is_table = shown is not None and self.site.figures[shown.id].exhibit.kind is ExhibitKind.TABLE
        words = reference.text or ("Table" if is_table else "Figure")
        return f"{words}\N{NO-BREAK SPACE}{shown.number if shown is not None else 0}"

    def _plain_of(self, reference: Reference) -> Markup | str:
        if reference.kind is ReferenceKind.FACT:
            return escape(self.words_of(reference))
        if reference.kind is ReferenceKind.CROSSREF:
            return escape(self._mention(reference))
        return ""


def _without_citations(html: str, document: Document) -> str:
    """The HTML of a document, or a part of it, without its citations and the spaces before them."""
    for reference in document.references:
        if reference.kind is ReferenceKind.CITATION:
            html = re.sub(rf"\s*{reference.token}", "", html)
    return html
