"""The HTML of one unit after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from markupsafe import Markup

from nutgraf.markdown import typeset
from nutgraf.model.artifact import Artifact
from nutgraf.model.card import CARD_HEIGHT, CARD_WIDTH
from nutgraf.model.coverage import PageCoverage
from nutgraf.model.figure import Exhibited, ExhibitId
from nutgraf.model.site import LISTED_DRAWINGS, Site
from nutgraf.model.views import Card, FigureCard, FigurePage, FigureView, Link, Meta, SiteView
from nutgraf.permalinks import Linker, absolute, output_path, relative_to, rooted_in
from nutgraf.problems import Outcome, Problem
from nutgraf.render.articles import ArticleRenderer, Beside
from nutgraf.render.corrections import CORRECTIONS_PAGE
from nutgraf.render.datasets import dataset_views
from nutgraf.render.facts import fact_views
from nutgraf.render.figures import Place, figure_card, figure_view, used_in
from nutgraf.render.highlight import highlighted_code
from nutgraf.render.receipts import figure_receipt
from nutgraf.render.standing import made_plans, newest_of, other_versions
from nutgraf.render.units import Listed, Unit

FIGURE_PAGE_ROWS = 1000


class TemplateSet(Protocol):
    """What pages are rendered with."""

    def render(self, name: str, context: Mapping[str, object]) -> Outcome[str]:
        """The template's text, or a problem at its line."""
        ...


def render_unit(unit: Unit, templates: TemplateSet, chrome: SiteView) -> Outcome[tuple[Artifact, ...]]:
    """The pages of a unit. `chrome` is what every page shows of the site.

    Problems: faults in templates, each at its line. Pages whose template failed are empty.
    """
    renderer = _Renderer(unit, templates, chrome)
    renderer.render()
    return Outcome(tuple(renderer.pages), tuple(renderer.problems))


@dataclass(slots=True)
class _Renderer:
    unit: Unit
    templates: TemplateSet
    chrome: SiteView
    pages: list[Artifact] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def site(self) -> Site:
        return self.unit.site

    @property
    def exhibited(self) -> Exhibited:
        return self.unit.exhibited

    def render(self) -> None:
        kind, config = self.unit.kind, self.site.config
        if kind == "article":
            self._article()
        elif kind == "figure":
            self._figure()
        elif kind in {"dataset", "datasets"}:
            self._datasets(single=kind == "dataset")
        elif kind == "facts":
            facts = tuple(fact_views(self.site, self.exhibited, self.unit.titles, highlighted_code))
            meta = self._meta("Checked numbers", "Every number that a build compares with the data", "/numbers/")
            self._render("facts.html", meta, {"facts": facts})
        elif kind == "figures":
            meta = self._meta("Figures", "Every figure, with its data, its code and its sources", "/figures/")
            drawn, others = self.unit.shown[:LISTED_DRAWINGS], self.unit.shown[LISTED_DRAWINGS:]
            links = tuple(Link(self.exhibited.heads[each].title, self.site.figures[each].permalink) for each in others)
            self._render("figures.html", meta, {"figures": tuple(self._figure_cards(drawn)), "others": links})
        elif kind == "corrections":
            meta = self._meta("Corrections", "What was wrong on this site, and what is right", CORRECTIONS_PAGE)
            self._render("corrections.html", meta, {"corrections": self.unit.notices.all()})
        elif kind == "404":
            self._render("404.html", self._meta("Page not found", "", "/404.html", indexed=False), {})
        elif kind == "home":
            cards = tuple(self._cards())
            sections = tuple(Link(section.title, section.permalink) for section in self.site.sections.values())
            listed = {"lead": cards[0] if cards else None, "articles": cards[1:], "sections": sections}
            meta = self._meta(config.title, config.description, "/")
            self._render("home.html", meta, {**listed, "figures": tuple(self._figure_cards(self.unit.shown))})
        else:
            self._list()

    def _article(self) -> None:
        unit = self.unit
        page = self.site.pages[unit.name]
        covered = unit.coverage or PageCoverage(page.path, ())
        articles = ArticleRenderer(self.site, self.exhibited, self._figure_html, unit.notices, covered, unit.works)
        view = articles.article(page, Beside(tuple(self._cards()), unit.before, unit.after))
        meta = replace(
            self._meta(view.title, view.summary, page.permalink, indexed=not page.draft),
            kind="article",
            published=page.date,
            updated=page.updated,
        )
        self._render("article.html", meta, {"article": view})

    def _list(self) -> None:
        unit = self.unit
        cards = tuple(self._cards())
        if unit.kind == "section":
            section = self.site.sections[unit.name]
            context = {"section": Link(section.title, section.permalink), "summary": section.summary}
            meta = self._meta(section.title, section.summary, section.permalink)
            self._render("section.html", meta, {**context, "articles": cards})
        elif unit.kind == "tag":
            tag = self.site.tags[unit.name]
            meta = self._meta(tag.name, f"Articles about {tag.name}", tag.permalink)
            self._render("tag.html", meta, {"tag": Link(tag.name, tag.permalink), "articles": cards})
        else:
            tags = tuple((Link(tag.name, tag.permalink), len(tag.pages)) for tag in self.site.tags.values())
            self._render("tags.html", self._meta("Tags", "All articles by tag", "/tags/"), {"tags": tags})

    def _cards(self) -> Iterator[Card]:
        return map(self._card, self.unit.listed)

    def _card(self, listed: Listed) -> Card:
        if listed.lead is None:
            return listed.card
        figure = self.exhibited.figures[listed.lead]
        # A chart with a layout of its own has no narrow drawing; shrunk to a card its text could not be read.
        if figure.drawing is None or not figure.drawing.has_narrow:
            return listed.card
        return replace(listed.card, figure_svg=Markup(figure.drawing.narrow.text), figure_title=figure.title)

    def _figure_cards(self, shown: Iterable[ExhibitId]) -> Iterator[FigureCard]:
        for identity in shown:
            yield figure_card(self.exhibited.figures[identity], self.site.figures[identity], self.site.config.locale)

    def _figure(self) -> None:
        unit = self.unit
        assert unit.figure is not None
        plan = self.site.figures[unit.figure]
        figure, made = self.exhibited.figures[plan.id], made_plans(self.site.figures, self.exhibited.heads)
        place, locale = Place(f"figure-{plan.id.exhibit}"), self.site.config.locale
        files = self.exhibited.heads[plan.id].files
        plain = figure_view(figure, files, plan, place, FIGURE_PAGE_ROWS, locale, newest_of(plan, made))
        view = replace(plain, correction=unit.notices.mark_of_figure(plan.id, plan.permalink))
        page = FigurePage(
            figure=view,
            name=plan.id.exhibit,
            module=plan.exhibit.module,
            docstring=typeset(plan.exhibit.docstring),
            code=highlighted_code(plan.exhibit),
            spec_url=plan.file("vl.json") if "vl.json" in files else "",
            used_in=used_in(plan, unit.titles),
            other_versions=other_versions(plan, made, unit.titles, locale),
        )
        receipt = figure_receipt(
            plan,
            self.site,
            self.exhibited,
            notices=unit.notices.of_figure(plan.id, plan.permalink),
            sizes=unit.sizes,
            titles=unit.titles,
            tools=unit.tools,
        )
        description = figure.subtitle or figure.description
        meta = self._meta(figure.title, description, plan.permalink)
        self._render("figure.html", meta, {"page": page, "receipt": receipt})
        self._embed(view, self._meta(figure.title, description, receipt.embed, indexed=False))

    def _embed(self, figure: FigureView, meta: Meta) -> None:
        """A figure by itself at an address of its own, for other sites to frame."""
        self._render("embed.html", meta, {"figure": figure})

    def _datasets(self, *, single: bool) -> None:
        unit = self.unit
        given = (self.site, self.exhibited, unit.sizes, unit.titles, unit.sentences)
        views = dataset_views(*given, previews=single)
        if single:
            (view,) = views
            self._render("dataset.html", self._meta(view.title, view.description, view.url), {"dataset": view})
        else:
            meta = self._meta("Data", "Every dataset, with its source, licence and versions", "/data/")
            self._render("datasets.html", meta, {"datasets": views})

    def _meta(self, title: str, description: str, permalink: str, *, indexed: bool = True) -> Meta:
        canonical = absolute(self.site.config.url, permalink)
        meta = Meta(title, " ".join(description.split()), permalink, canonical, indexed=indexed)
        # A page without a card of its own has the one of the site.
        card = self.exhibited.cards.get(permalink) or self.exhibited.cards.get("/")
        if card is None:
            return meta
        image = absolute(self.site.config.url, card.permalink)
        return replace(meta, image=image, image_alt=card.alt, image_width=CARD_WIDTH, image_height=CARD_HEIGHT)

    def _figure_html(self, view: object, link: Linker) -> Markup:
        outcome = self.templates.render("partials/figure.html", {"figure": view, "link": link, "site": self.chrome})
        self.problems += outcome.problems
        return Markup(outcome.value)

    def _render(self, template: str, meta: Meta, context: Mapping[str, object]) -> None:
        url = meta.url
        # The server answers any unknown address with this page, so only addresses from its root hold there.
        link = rooted_in(self.site.config.url) if url == "/404.html" else relative_to(url)
        navigation = tuple(replace(entry, current=entry.url == url) for entry in self.chrome.navigation)
        chrome = replace(self.chrome, navigation=navigation)
        outcome = self.templates.render(template, {**context, "site": chrome, "meta": meta, "link": link})
        self.problems += outcome.problems
        self.pages.append(Artifact(output_path(url), outcome.value.encode()))
