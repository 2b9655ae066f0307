"""Every HTML page of the site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from markupsafe import Markup

from nutgraf.markdown import typeset
from nutgraf.model.artifact import Artifact, Artifacts
from nutgraf.model.card import CARD_HEIGHT, CARD_WIDTH
from nutgraf.model.correction_views import CorrectionView
from nutgraf.model.coverage import PageCoverage
from nutgraf.model.figure import Exhibited, Figure
from nutgraf.model.page import Page
from nutgraf.model.site import HOME_FIGURES, Plan, Site
from nutgraf.model.views import Card, FigurePage, FigureView, Link, Meta, SiteView
from nutgraf.model.work import PrintedWorks
from nutgraf.permalinks import Linker, absolute, output_path, relative_to, rooted_in
from nutgraf.problems import Outcome, Problem
from nutgraf.render.articles import ArticleRenderer
from nutgraf.render.corrections import CORRECTIONS_PAGE, Notices, find_notices
from nutgraf.render.datasets import dataset_views
from nutgraf.render.facts import fact_views
from nutgraf.render.figures import Place, figure_card, figure_view, used_in
from nutgraf.render.highlight import highlighted_code
from nutgraf.render.receipts import figure_receipt
from nutgraf.render.standing import MadePlans, made_plans, newest_of, other_versions

FIGURE_PAGE_ROWS = 1000


class TemplateSet(Protocol):
    """What pages are rendered with."""

    def render(self, name: str, context: Mapping[str, object]) -> Outcome[str]:
        """The template's text, or a problem at its line."""
        ...


@dataclass(frozen=True, slots=True)
class SiteAssets:
    """Permalinks of the style sheet, of the fonts to load first, of the script and of its bundle, or ""."""

    style: str
    preload: tuple[str, ...] = ()
    script: str = ""
    bundle: str = ""


@dataclass(frozen=True, slots=True)
class Support:
    """What the words of the pages rest on: how the numbers of each are supported, and the works that they cite."""

    numbers: Sequence[PageCoverage] = ()
    works: PrintedWorks = field(default_factory=PrintedWorks)


@dataclass(slots=True)
class PageRenderer:
    """Renders one template after another and gathers the pages and the problems."""

    site: Site
    exhibited: Exhibited
    templates: TemplateSet
    chrome: SiteView
    sizes: Mapping[str, int]
    numbers: Mapping[str, PageCoverage]
    tools: Mapping[str, str]
    works: PrintedWorks
    notices: Notices
    pages: dict[str, Artifact] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def render_all(self) -> None:
        """Every page of the site, in `pages` by path below `site/`."""
        articles = ArticleRenderer(self.site, self.exhibited, self._figure_html, self.notices, self.numbers, self.works)
        cards = {path: articles.card(self.site.pages[path]) for path in self.site.articles}
        titles = {path: articles.link_to(page) for path, page in self.site.pages.items()}
        for page in self.site.pages.values():
            self._article(articles, page)
        self._lists(cards)
        self._figures(titles)
        self._datasets(titles)
        meta = self._meta("Corrections", "What was wrong on this site, and what is right", CORRECTIONS_PAGE)
        self._render("corrections.html", meta, {"corrections": self.notices.all()})
        self._render("404.html", self._meta("Page not found", "", "/404.html", indexed=False), {})

    def _article(self, articles: ArticleRenderer, page: Page) -> None:
        view = articles.article(page)
        meta = replace(
            self._meta(view.title, view.summary, page.permalink, indexed=not page.draft),
            kind="article",
            published=page.date,
            updated=page.updated,
        )
        self._render("article.html", meta, {"article": view})

    def _lists(self, cards: Mapping[str, Card]) -> None:
        config = self.site.config
        newest = list(cards.values())
        # What leads an article stands on the page already, and the ids of an SVG must be there once.
        leading = {self.site.pages[path].lead_figure for path in self.site.articles}
        others = [(figure, plan) for figure, plan in self._newest_figures() if plan.id.exhibit not in leading]
        figures = [figure_card(figure, plan, self.site.config.locale) for figure, plan in others]
        home = {"lead": newest[0] if newest else None, "articles": tuple(newest[1:])}
        meta = self._meta(config.title, config.description, "/")
        self._render("home.html", meta, {**home, "figures": tuple(figures[:HOME_FIGURES])})
        for section in self.site.sections.values():
            listed = tuple(cards[path] for path in section.pages)
            link = Link(section.title, section.permalink)
            context = {"section": link, "summary": section.summary, "articles": listed}
            self._render("section.html", self._meta(section.title, section.summary, section.permalink), context)
        for tag in self.site.tags.values():
            listed = tuple(cards[path] for path in tag.pages)
            context = {"tag": Link(tag.name, tag.permalink), "articles": listed}
            self._render("tag.html", self._meta(tag.name, f"Articles about {tag.name}", tag.permalink), context)
        tags = tuple((Link(tag.name, tag.permalink), len(tag.pages)) for tag in self.site.tags.values())
        self._render("tags.html", self._meta("Tags", "All articles by tag", "/tags/"), {"tags": tags})

    def _newest_figures(self) -> list[tuple[Figure, Plan]]:
        """One figure for each exhibit, on its newest data."""
        plans = [plan for plan in self.site.figures.values() if plan.permalink == f"/figures/{plan.id.exhibit}/"]
        return [(self.exhibited.figures[plan.id], plan) for plan in plans if plan.id in self.exhibited.figures]

    def _figures(self, titles: Mapping[str, Link]) -> None:
        made = made_plans(self.site.figures, self.exhibited.figures)
        for plan in (plan for plans in made.values() for plan in plans):
            self._figure_page(self.exhibited.figures[plan.id], plan, titles, made)
        cards = tuple(figure_card(figure, plan, self.site.config.locale) for figure, plan in self._newest_figures())
        meta = self._meta("Figures", "Every figure, with its data, its code and its sources", "/figures/")
        self._render("figures.html", meta, {"figures": cards})

    def _figure_page(self, figure: Figure, plan: Plan, titles: Mapping[str, Link], made: MadePlans) -> None:
        place, locale = Place(f"figure-{plan.id.exhibit}"), self.site.config.locale
        files = self.exhibited.heads[plan.id].files
        plain = figure_view(figure, files, plan, place, FIGURE_PAGE_ROWS, locale, newest_of(plan, made))
        view = replace(plain, correction=self.notices.mark_of_figure(plan.id, plan.permalink))
        page = FigurePage(
            figure=view,
            name=plan.id.exhibit,
            module=plan.exhibit.module,
            docstring=typeset(plan.exhibit.docstring),
            code=highlighted_code(plan.exhibit),
            spec_url=plan.file("vl.json") if "vl.json" in files else "",
            used_in=used_in(plan, titles),
            other_versions=other_versions(plan, made, titles, locale),
        )
        receipt = figure_receipt(
            plan,
            self.site,
            self.exhibited,
            notices=self.notices.of_figure(plan.id, plan.permalink),
            sizes=self.sizes,
            titles=titles,
            tools=self.tools,
        )
        description = figure.subtitle or figure.description
        meta = self._meta(figure.title, description, plan.permalink)
        self._render("figure.html", meta, {"page": page, "receipt": receipt})
        self._embed(view, self._meta(figure.title, description, receipt.embed, indexed=False))

    def _embed(self, figure: FigureView, meta: Meta) -> None:
        """A figure by itself at an address of its own, for other sites to frame."""
        self._render("embed.html", meta, {"figure": figure})

    def _datasets(self, titles: Mapping[str, Link]) -> None:
        views = dataset_views(self.site, self.exhibited, self.sizes, titles)
        for view in views:
            self._render("dataset.html", self._meta(view.title, view.description, view.url), {"dataset": view})
        meta = self._meta("Data", "Every dataset, with its source, licence and versions", "/data/")
        self._render("datasets.html", meta, {"datasets": views})
        facts = tuple(fact_views(self.site, self.exhibited, titles, highlighted_code))
        meta = self._meta("Checked numbers", "Every number that a build compares with the data", "/numbers/")
        self._render("facts.html", meta, {"facts": facts})

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
        path = output_path(url)
        self.pages[path] = Artifact(path, outcome.value.encode())


def render_pages(
    site: Site,
    exhibited: Exhibited,
    templates: TemplateSet,
    assets: SiteAssets,
    sizes: Mapping[str, int],
    support: Support,
    tools: Mapping[str, str],
) -> Outcome[Artifacts]:
    """All HTML pages. `sizes` are the lengths of source files in bytes by path, `tools` the versions of the programs
    that make the site, by name.

    Problems: faults in templates, each at its line. Pages whose template failed are empty.
    """
    covered = {page.path: page for page in support.numbers}
    notices, chrome = find_notices(site, exhibited), site_view(site, assets)
    renderer = PageRenderer(site, exhibited, templates, chrome, sizes, covered, tools, support.works, notices)
    renderer.render_all()
    return Outcome(renderer.pages, tuple(renderer.problems))


def page_texts(site: Site) -> Mapping[str, tuple[str, str]]:
    """Title and summary of every page as plain text, for feeds."""
    nothing = Exhibited()
    articles = ArticleRenderer(site, nothing, lambda view, link: Markup(), Notices(site, nothing))
    texts = {path: (articles.text(page), page) for path, page in site.pages.items()}
    return {path: (text.plain(page.title), text.plain(page.summary)) for path, (text, page) in texts.items()}


def correction_notices(site: Site, exhibited: Exhibited) -> tuple[CorrectionView, ...]:
    """The corrections of all pages, the newest first, for feeds."""
    return find_notices(site, exhibited).all()


def site_view(site: Site, assets: SiteAssets) -> SiteView:
    """What every page shows of the site."""
    config = site.config
    licence = config.licence
    return SiteView(
        title=config.title,
        tagline=config.tagline,
        description=config.description,
        language=config.language,
        navigation=tuple(Link(title, permalink) for title, permalink in site.navigation),
        sections=tuple(Link(section.title, section.permalink) for section in site.sections.values()),
        social=tuple(Link(link.title, link.url) for link in config.social),
        repository=config.repository,
        licence=Link(licence.title, licence.url) if licence is not None else None,
        licence_note=licence.note if licence is not None else "",
        feed="/feed.xml",
        style=assets.style,
        preload=assets.preload,
        script=assets.script,
        bundle=assets.bundle,
        keeps_data=any(dataset.redistribution != "open" for dataset in site.datasets.values()),
        contact=config.contact,
    )
