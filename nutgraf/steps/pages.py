"""The steps that make the pages of articles, the lists of them, and the feeds."""

from __future__ import annotations

from collections.abc import Iterator

from nutgraf.model.archive import ARCHIVE_FOLDER
from nutgraf.model.page import Page
from nutgraf.model.site import FEED_ENTRIES, HOME_ARTICLES, HOME_FIGURES, Plan
from nutgraf.model.step import EXHIBIT_INDEX, SITE_INDEX, Step
from nutgraf.permalinks import output_path
from nutgraf.steps.given import (
    CHROME,
    CONFIG,
    WORKS,
    Given,
    card_step,
    exhibit_step,
    notices_step,
    template_step,
)


def page_steps(given: Given) -> Iterator[Step]:
    """The page of every Markdown file, what lists show of it, its corrections and its social card."""
    site = given.site
    articles = set(site.articles)
    for path, page in site.pages.items():
        if page.corrections:
            yield _notices(given, page)
        if path in articles:
            noticed = (notices_step(path),) if page.corrections else ()
            yield Step(card_step(path), (*map(exhibit_step, given.leading(path)), *noticed), (path, SITE_INDEX))
        yield Step(f"page {path}", (path, *_shown(given, page)), (SITE_INDEX,), (output_path(page.permalink),))
    yield from _social_cards(given)


def _shown(given: Given, page: Page) -> Iterator[str]:
    """What a page is made from besides its source."""
    site, links = given.site, given.site.links[page.path]
    figures = given.shown_on(page.path)
    on_card = given.on_cards.get(page.permalink)
    yield from map(exhibit_step, figures)
    if on_card is not None and on_card not in figures:
        yield exhibit_step(on_card)
    yield from dict.fromkeys(exhibit_step(site.facts[each]) for each in links.facts.values())
    if links.cites:
        yield WORKS
    others = [*_neighbours(given, page), *site.related.get(page.path, ())]
    yield from dict.fromkeys(card_step(path) for path in others)
    noticed = dict.fromkeys(path for plan in figures for path in given.notices.get(plan.id, ()))
    if page.corrections:
        noticed[page.path] = None
    yield from map(notices_step, noticed)
    if figures:
        yield template_step("partials/figure.html")
    yield from (template_step("article.html"), CHROME)


def _neighbours(given: Given, page: Page) -> tuple[str, ...]:
    section = given.site.sections.get(page.section)
    if section is None:
        return ()
    position = given.positions[page.path]
    return (*section.pages[max(position - 1, 0) : position], *section.pages[position + 1 : position + 2])


def _notices(given: Given, page: Page) -> Step:
    """The corrections of a page as it and others show them, with the titles of the figures that they are about."""
    kept = (f"{ARCHIVE_FOLDER}/*",) if given.site.frozen else ()
    return Step(notices_step(page.path), kept, (page.path, *map(exhibit_step, given.shown_on(page.path))))


def _social_cards(given: Given) -> Iterator[Step]:
    """The cards of the pages; those of figures are among their files."""
    own = {plan.permalink for plan in given.drawn(given.site.figures)}
    sources = {page.permalink: path for path, page in given.site.pages.items()}
    for permalink, card in given.exhibited.cards.items():
        if permalink not in own:
            shown = given.on_cards.get(permalink)
            inputs = (*((exhibit_step(shown),) if shown is not None else ()), CONFIG, given.theme.theme)
            told = (sources[permalink],) if permalink in sources else ()
            yield Step(f"social card {permalink}", inputs, told, (output_path(card.permalink),))


def list_steps(given: Given) -> Iterator[Step]:
    """The pages that list others."""
    site = given.site
    newest = map(card_step, site.articles[:HOME_ARTICLES])
    yield _list("home", "home.html", "/", (*map(exhibit_step, _on_home(given)), *newest), (SITE_INDEX, EXHIBIT_INDEX))
    for section in site.sections.values():
        cards = (card_step(f"content/{section.name}/*"),)
        yield _list(f"section {section.name}", "section.html", section.permalink, cards, (SITE_INDEX,))
    for tag in site.tags.values():
        yield _list(f"tag {tag.slug}", "tag.html", tag.permalink, tuple(map(card_step, tag.pages)), (SITE_INDEX,))
    yield _list("tags", "tags.html", "/tags/", (), (SITE_INDEX,))
    yield _list("figures", "figures.html", "/figures/", ("figure *",), (EXHIBIT_INDEX,))
    noted = dict.fromkeys(path for plan in site.facts.values() for path in plan.used_in)
    yield _list("numbers", "facts.html", "/numbers/", ("fact *",), (*noted, EXHIBIT_INDEX))
    yield _list("datasets", "datasets.html", "/data/", ("dataset *",), ())
    yield _list("corrections", "corrections.html", "/corrections/", (notices_step("*"),), (SITE_INDEX,))
    yield _list("not found", "404.html", "/404.html", (), ())


def _list(name: str, template: str, permalink: str, inputs: tuple[str, ...], parts: tuple[str, ...]) -> Step:
    return Step(name, (*inputs, template_step(template), CHROME), parts, (output_path(permalink),))


def _on_home(given: Given) -> tuple[Plan, ...]:
    """The figures that the home page shows beside those of the articles."""
    site = given.site
    leading = {site.pages[path].lead_figure for path in site.articles}
    drawn = (plan for plan in given.drawn(site.figures) if plan.permalink == f"/figures/{plan.id.exhibit}/")
    return tuple(plan for plan in drawn if plan.id.exhibit not in leading)[:HOME_FIGURES]


def feed_steps(given: Given) -> Iterator[Step]:
    """Feeds and what search engines read."""
    site = given.site
    newest = [path for path in site.articles if not site.pages[path].draft][:FEED_ENTRIES]
    yield Step("feed", (CONFIG,), (*newest, notices_step("*"), SITE_INDEX), ("feed.xml",))
    yield Step("feed of corrections", (CONFIG,), (notices_step("*"), SITE_INDEX), ("corrections/feed.xml",))
    yield Step("sitemap", (CONFIG,), (SITE_INDEX, EXHIBIT_INDEX), ("sitemap.xml",))
    yield Step("robots", (CONFIG,), (), ("robots.txt",))
    yield Step("no Jekyll", (), (), (".nojekyll",))
