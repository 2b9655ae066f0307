"""A page as it is rendered at once when it was saved, before the rest of its site is built again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from nutgraf.checks import count_page
from nutgraf.model.artifact import Artifact
from nutgraf.model.extensions import Extensions
from nutgraf.model.page import Page, all_references
from nutgraf.model.site import PageLinks
from nutgraf.pages import read_page
from nutgraf.pipeline import Build
from nutgraf.problems import errors_in
from nutgraf.render import render_some
from nutgraf.sources import read_source


def preview_page(root: Path, saved: Sequence[str], built: Build, extensions: Extensions) -> Sequence[Artifact]:
    """The page of the single source of the site in `root` that was `saved` since the good build `built`; nothing where
    more than its text may differ. Raises LostEntryError.

    No number is checked here: the build that follows does so, and tells.
    """
    rendering = built.rendering
    old = built.site.pages.get(saved[0]) if len(saved) == 1 else None
    if old is None or rendering is None:
        return ()
    sources = read_source(root, old.path)
    if old.path not in sources:
        return ()
    sanitise = built.site.config.markdown.raw_html == "sanitise"
    read = read_page(sources, old.path, extensions=extensions.markdown, sanitise=sanitise)
    page = read.value
    if page is None or read.problems or not _has_only_other_words(page, old):
        return ()
    links = _moved(built.site.links[page.path], old, page)
    pages = {**built.site.pages, page.path: page}
    site = replace(built.site, pages=pages, links={**built.site.links, page.path: links})
    counted = count_page(site, rendering.exhibited, page.path)
    numbers = tuple(counted if each.path == page.path else each for each in rendering.support.numbers)
    rendering = replace(rendering, site=site, support=replace(rendering.support, numbers=numbers))
    rendered = render_some(rendering, [page.path])
    return () if errors_in(rendered.problems) else rendered.value


def _has_only_other_words(page: Page, old: Page) -> bool:
    """Whether nothing but the text between the references is another."""
    as_before = replace(page, body=old.body, digest=old.digest) == old
    return as_before and _references(page) == _references(old)


def _moved(links: PageLinks, old: Page, page: Page) -> PageLinks:
    """What the references mean, by where they stand now."""
    both = zip(all_references(old.body), all_references(page.body), strict=True)
    places = {before.location: now.location for before, now in both}
    return PageLinks(
        {places.get(place, place): address for place, address in links.addresses.items()},
        {places.get(place, place): figure for place, figure in links.figures.items()},
        {places.get(place, place): fact for place, fact in links.facts.items()},
        links.cites,
    )


def _references(page: Page) -> list[tuple[object, ...]]:
    return [
        (each.kind, each.target, each.text, each.title, each.classes, each.locator, each.first, each.last)
        for each in all_references(page.body)
    ]
