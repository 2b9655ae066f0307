"""From what was read to the site."""

from __future__ import annotations

import datetime as dt
import heapq
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from nutgraf.model.config import SiteConfig
from nutgraf.model.dataset import Datasets
from nutgraf.model.exhibit import ExhibitKind, Exhibits, Parameter
from nutgraf.model.page import Content, Page
from nutgraf.model.site import PageLinks, Section, Site, Tag
from nutgraf.problems import Outcome, Problem, did_you_mean
from nutgraf.site.plans import Planner, unknown_version
from nutgraf.site.references import PageResolver

RELATED_ARTICLES = 3
NAVIGATION_PAGES = {name: f"/{name}/" for name in ("figures", "data", "tags", "numbers", "corrections")}


def assemble_site(config: SiteConfig, datasets: Datasets, exhibits: Exhibits, content: Content) -> Outcome[Site]:
    """Resolves every reference of every page and plans every figure and fact.

    Problems: references to what does not exist, pins to unknown datasets or versions, navigation entries that lead
    nowhere, tags that differ only in spelling. What could not be read is not reported again.
    """
    problems: list[Problem] = []
    planner = Planner(datasets, exhibits)
    pages = {page.path: page for page in content.pages}
    links: dict[str, PageLinks] = {}
    for page in content.pages:
        pins = _read_pins(page, datasets, problems)
        resolver = PageResolver(page, content, exhibits, planner, pins, pages)
        links[page.path] = resolver.resolve()
        problems += resolver.problems
        _check_lead_figure(page, exhibits, planner, problems)
    problems += list(_unused_works(content, links, problems))
    planner.plan_all_newest()
    problems += planner.problems
    articles = _newest_first(page for page in content.pages if page.section)
    sections = _sections(config, articles)
    navigation = _navigation(config, pages, sections, content, problems)
    site = Site(
        config=config,
        datasets=datasets.by_name,
        pages=pages,
        articles=tuple(page.path for page in articles),
        sections=sections,
        tags=_tags(articles, problems),
        figures=planner.plans(ExhibitKind.CHART, ExhibitKind.TABLE),
        facts=planner.plans(ExhibitKind.FACT),
        links=links,
        bibliography=content.bibliography,
        navigation=navigation,
        images=content.images,
        related=related_articles(pages, articles),
    )
    return Outcome(site, tuple(problems))


def _unused_works(content: Content, links: Mapping[str, PageLinks], problems: Sequence[Problem]) -> Iterator[Problem]:
    """A warning for each work that no page cites, drafts included. None while a page cannot be read or a key is not
    known, for that may be the one."""
    if (
        content.cited_in_drafts is None
        or not content.bibliography.whole
        or any(problem.code == "unknown-citation" for problem in problems)
    ):
        return
    cited = content.cited_in_drafts | {cite.key for found in links.values() for cite in found.cites}
    for key, work in content.bibliography.items.items():
        if key not in cited:
            hint = f"cite it as [@{key}], or take it out"
            yield Problem("unused-reference", f"no page cites {key}", work.location, hint, severity="warning")


def _newest_first(pages: Iterable[Page]) -> list[Page]:
    return sorted(pages, key=lambda page: (-page.date.toordinal(), page.path))


def _read_pins(page: Page, datasets: Datasets, problems: list[Problem]) -> Mapping[str, dt.date]:
    pins: dict[str, dt.date] = {}
    for pin in page.pins:
        dataset = datasets.by_name.get(pin.dataset)
        if dataset is None:
            if pin.dataset not in datasets.unreadable:
                hint = did_you_mean(pin.dataset, datasets.by_name, "datasets")
                problems.append(Problem("unknown-dataset", f"there is no dataset {pin.dataset}", pin.location, hint))
        elif dataset.version(pin.version) is None:
            at = Parameter(pin.dataset, location=pin.location)
            problems.append(unknown_version(dataset, pin.version.isoformat(), at))
        else:
            pins[pin.dataset] = pin.version
    return pins


def _check_lead_figure(page: Page, exhibits: Exhibits, planner: Planner, problems: list[Problem]) -> None:
    name = page.lead_figure
    exhibit = exhibits.by_name.get(name)
    if not name or name in planner.broken or (exhibit is not None and exhibit.kind is ExhibitKind.CHART):
        return
    charts = [other.name for other in exhibits.by_name.values() if other.kind is ExhibitKind.CHART]
    place = page.lead_figure_location or page.location
    problems.append(Problem("unknown-chart", f"there is no chart {name}", place, did_you_mean(name, charts, "charts")))


def _sections(config: SiteConfig, articles: list[Page]) -> dict[str, Section]:
    names = list(dict.fromkeys([*config.sections, *sorted({page.section for page in articles})]))
    sections: dict[str, Section] = {}
    for name in names:
        own = config.sections.get(name)
        title = own.title if own is not None else name.replace("-", " ").capitalize()
        paths = tuple(page.path for page in articles if page.section == name)
        sections[name] = Section(name, title, own.summary if own is not None else "", f"/{name}/", paths)
    return sections


def _tags(articles: list[Page], problems: list[Problem]) -> dict[str, Tag]:
    spelling: dict[str, str] = {}
    pages: dict[str, list[str]] = {}
    for page in articles:
        for tag in page.tags:
            slug = tag_slug(tag)
            first = spelling.setdefault(slug, tag)
            if first != tag:
                message = f"the tags {first!r} and {tag!r} have the same address"
                problems.append(Problem("duplicate-tag", message, page.location, "spell them alike"))
            pages.setdefault(slug, []).append(page.path)
    return {
        spelling[slug]: Tag(spelling[slug], slug, f"/tags/{slug}/", tuple(dict.fromkeys(paths)))
        for slug, paths in sorted(pages.items())
    }


def related_articles(pages: Mapping[str, Page], articles: list[Page]) -> dict[str, tuple[str, ...]]:
    """For every page the articles that share tags with it, those that share most first, then the newest."""
    tagged: dict[str, list[int]] = {}
    for position, article in enumerate(articles):
        for tag in set(article.tags):
            tagged.setdefault(tag, []).append(position)
    # Many pages have the same tags: for each set of them the articles are ranked once, with one to spare, the page's
    # own.
    ranked: dict[frozenset[str], list[str]] = {}
    for page in pages.values():
        tags = frozenset(page.tags)
        if tags not in ranked:
            shared = Counter(chain.from_iterable(tagged.get(tag, ()) for tag in tags))
            first = heapq.nsmallest(RELATED_ARTICLES + 1, shared, key=lambda position: (-shared[position], position))
            ranked[tags] = [articles[position].path for position in first]
    return {
        path: tuple(other for other in ranked[frozenset(page.tags)] if other != path)[:RELATED_ARTICLES]
        for path, page in pages.items()
    }


def tag_slug(tag: str) -> str:
    """A tag's path segment: letters and digits of any script, in lower case, joined by hyphens."""
    plain = unicodedata.normalize("NFC", tag).casefold()
    return re.sub(r"[^\w]+", "-", plain).strip("-_") or "tag"


def _navigation(
    config: SiteConfig,
    pages: Mapping[str, Page],
    sections: Mapping[str, Section],
    content: Content,
    problems: list[Problem],
) -> tuple[tuple[str, str], ...]:
    by_name = NAVIGATION_PAGES | {section.name: section.permalink for section in sections.values()}
    by_name |= {path.removeprefix("content/"): page.permalink for path, page in pages.items()}
    entries: list[tuple[str, str]] = []
    for entry in config.navigation:
        if entry.to in by_name:
            entries.append((entry.title, by_name[entry.to]))
        elif f"content/{entry.to}" not in content.unreadable:
            hint = did_you_mean(entry.to, by_name, "pages and sections")
            message = f"the navigation leads to no page: {entry.to}"
            problems.append(Problem("dead-link", message, entry.location, hint))
    return tuple(entries)
