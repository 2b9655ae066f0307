"""A site without the text of its pages: all that a page may know of the others, and most pages of any."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from nutgraf.model.page import Document, Page, all_references
from nutgraf.model.site import PageLinks, Site
from nutgraf.problems import Location
from nutgraf.render.articles import whole_minutes

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outline:
    """An outline of a site. `key` is the digest of all that pages are made from but the texts of others; "" where that
    is not known."""

    site: Site
    key: str = ""


def outline_of(site: Site) -> Site:
    """The site with titles, summaries, corrections and dates, but of each text no more than how long it takes to read.

    What the references of a text mean is there, though not where they stand.
    """
    pages = {path: _outline(page) for path, page in site.pages.items()}
    links = {path: _without_places(site.links[path], page) for path, page in pages.items()}
    return replace(site, pages=pages, links=links)


def _outline(page: Page) -> Page:
    return replace(page, body=Document("", words=whole_minutes(page.body.words)), digest="")


def _without_places(links: PageLinks, page: Page) -> PageLinks:
    """References of the text are told apart by their order alone, so that a line more in it changes nothing."""
    kept = frozenset(_places(page))
    return PageLinks(
        _in_order(links.addresses, kept, page.path),
        _in_order(links.figures, kept, page.path),
        _in_order(links.facts, kept, page.path),
        links.cites,
    )


def _places(page: Page) -> Iterator[Location]:
    for document in page.documents:
        for reference in all_references(document):
            yield reference.location


def _in_order(meant: Mapping[Location, T], kept: frozenset[Location], path: str) -> dict[Location, T]:
    return {
        place if place in kept else Location(path, 0, number): what
        for number, (place, what) in enumerate(meant.items())
    }
