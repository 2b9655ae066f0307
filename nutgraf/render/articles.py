"""Articles as their own pages and as cards in lists."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from nutgraf.model.coverage import PageCoverage
from nutgraf.model.figure import Exhibited
from nutgraf.model.page import Page, Reference
from nutgraf.model.site import NumberedFigure, Site
from nutgraf.model.views import ArticleView, Card, ContentsEntry, HeldVersion, Link, NumberCheck
from nutgraf.model.work import PrintedWorks
from nutgraf.permalinks import Linker, relative_to
from nutgraf.render.checked_numbers import checked_numbers
from nutgraf.render.corrections import Notices
from nutgraf.render.figures import Place, figure_view
from nutgraf.render.standing import held_versions, made_plans, newest_of
from nutgraf.render.text import PageText

WORDS_A_MINUTE = 230
CONTENTS_LEVELS = (2, 3)

FigureTemplate = Callable[[object, Linker], Markup]


@dataclass(frozen=True, slots=True)
class Support:
    """What the words of the pages rest on: how the numbers of each are supported, and the works that they cite."""

    numbers: Sequence[PageCoverage] = ()
    works: PrintedWorks = field(default_factory=PrintedWorks)


@dataclass(frozen=True, slots=True)
class Beside:
    """What an article shows of others: related ones, and the older and the newer one of its section."""

    related: tuple[Card, ...] = ()
    before: Link | None = None
    after: Link | None = None


@dataclass(frozen=True, slots=True)
class ArticleRenderer:
    """Makes the views of articles. `figure_html(view, link)` renders a figure where the body shows it; `notices` are
    those of the site; `coverage` says what supports the numbers of an article, `printed` are the works that it cites.
    """

    site: Site
    exhibited: Exhibited
    figure_html: FigureTemplate
    notices: Notices
    coverage: PageCoverage = field(default_factory=lambda: PageCoverage("", ()))
    printed: PrintedWorks = field(default_factory=PrintedWorks)

    def text(self, page: Page) -> PageText:
        """The page's text, with addresses relative to the page itself."""
        link = relative_to(page.permalink)

        def figure(reference: Reference, shown: NumberedFigure) -> Markup:
            return self._figure(text, reference, shown, link)

        text = PageText(self.site, page, link, figure, frozenset(self.exhibited.facts), printed=self.printed)
        return text

    def _figure(self, text: PageText, reference: Reference, shown: NumberedFigure, link: Linker) -> Markup:
        if shown.id not in self.exhibited.heads:
            # What failed is reported; its anchor stays, so that nothing that points at it is reported too.
            return Markup('<figure id="{}"></figure>').format(shown.anchor)
        figure = self.exhibited.figures[shown.id]
        place = Place(
            anchor=shown.anchor,
            number=shown.number,
            alt=text.plain(reference.text_document) if reference.text_document else reference.text,
            caption=text.html(reference.title_document) if reference.title_document else Markup(),
            classes=reference.classes,
        )
        config = self.site.config
        plan = self.site.figures[shown.id]
        newest = newest_of(plan, made_plans(self.site.figures, self.exhibited.figures)) if plan.held_back else None
        files = self.exhibited.heads[shown.id].files
        view = figure_view(figure, files, plan, place, config.figures.table_rows, config.locale, newest)
        correction = self.notices.mark_of_figure(shown.id, text.page.permalink)
        return self.figure_html(replace(view, correction=correction), link)

    def article(self, page: Page, beside: Beside) -> ArticleView:
        """The view of a page. The body is rendered first, for it finds the places of citations."""
        text = self.text(page)
        title, summary, body = (text.html(document) for document in page.claims)
        corrections = self.notices.of_page(page, text)
        return ArticleView(
            title=text.plain(page.title),
            title_html=title,
            summary=text.plain(page.summary),
            summary_html=summary,
            url=page.permalink,
            date=page.date,
            updated=page.updated,
            authors=page.authors,
            section=self.section_link(page),
            tags=self._tags(page),
            minutes=minutes(page),
            contents=self._contents(page, text),
            body=body,
            references=text.citations.entries(self.site.bibliography),
            numbered=self.printed.form.compact or not self.printed.form.ordered,
            numbers=self._number_check(page, text),
            figures=self._figures(page),
            related=beside.related,
            previous=beside.before,
            next=beside.after,
            draft=page.draft,
            interactive=self._is_interactive(page),
            held_back=self._held_back(page),
            corrections=corrections,
        )

    def card(self, page: Page) -> Card:
        """The article in a list, without its lead figure."""
        text = self.text(page)
        return Card(
            title=text.plain(page.title),
            summary=text.plain(page.summary),
            url=page.permalink,
            date=page.date,
            section=self.section_link(page),
            authors=page.authors,
            minutes=minutes(page),
            tags=self._tags(page),
            correction=self.notices.mark_of_page(page, page.permalink),
            draft=page.draft,
        )

    def link_to(self, page: Page) -> Link:
        return Link(self.text(page).plain(page.title), page.permalink)

    def section_link(self, page: Page) -> Link | None:
        section = self.site.sections.get(page.section)
        return Link(section.title, section.permalink) if section is not None else None

    def _tags(self, page: Page) -> tuple[Link, ...]:
        tags = [self.site.tags[tag] for tag in page.tags if tag in self.site.tags]
        return tuple(Link(tag.name, tag.permalink) for tag in tags)

    def _contents(self, page: Page, text: PageText) -> tuple[ContentsEntry, ...]:
        entries = [heading for heading in page.body.headings if heading.level in CONTENTS_LEVELS]
        return tuple(
            ContentsEntry(heading.level, heading.anchor, Markup.escape(text.plain_html(heading.html, page.body)))
            for heading in entries
        )

    def _number_check(self, page: Page, text: PageText) -> NumberCheck:
        covered = self.coverage
        return NumberCheck(
            checked=len(self.site.links[page.path].facts),
            entries=tuple(checked_numbers(page, self.site, self.exhibited, text.words_of)),
            total=covered.total,
            from_data=covered.checked,
            cited=covered.cited,
            neither=covered.neither,
        )

    def _figures(self, page: Page) -> tuple[Link, ...]:
        shown = self.site.links[page.path].figures.values()
        drawn = [(figure, self.exhibited.heads[figure.id]) for figure in shown if figure.id in self.exhibited.heads]
        return tuple(Link(figure.title, f"{page.permalink}#{place.anchor}") for place, figure in drawn)

    def _held_back(self, page: Page) -> tuple[HeldVersion, ...]:
        """The datasets that the page's pins keep its figures and facts from having newer."""
        links = self.site.links[page.path]
        figures = (self.site.figures[shown.id] for shown in links.figures.values() if shown.id in self.site.figures)
        facts = (self.site.facts[identity] for identity in links.facts.values())
        return held_versions((*figures, *facts))

    def _is_interactive(self, page: Page) -> bool:
        """Whether a figure on the page answers readers."""
        shown = (self.exhibited.heads.get(place.id) for place in self.site.links[page.path].figures.values())
        return any(figure is not None and figure.view is not None for figure in shown)


def minutes(page: Page) -> int:
    """Reading time, at least a minute."""
    return max(1, math.ceil(page.body.words / WORDS_A_MINUTE))


def whole_minutes(words: int) -> int:
    """The most words that take as many minutes to read as so many `words`."""
    return math.ceil(words / WORDS_A_MINUTE) * WORDS_A_MINUTE
