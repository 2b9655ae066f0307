"""The Atom feed, the sitemap and robots.txt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from xml.etree import ElementTree

from nutgraf.model.artifact import Artifact
from nutgraf.model.page import Page
from nutgraf.model.site import Site
from nutgraf.permalinks import absolute

ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
FEED_ENTRIES = 30


def make_feed(site: Site, texts: Mapping[str, tuple[str, str]]) -> Artifact:
    """The newest articles as Atom. `texts` are title and summary as plain text by page."""
    config = site.config
    feed = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": config.language})
    address = absolute(config.url, "/feed.xml")
    _text(feed, "title", config.title)
    if config.description:
        _text(feed, "subtitle", config.description)
    _text(feed, "id", config.url)
    ElementTree.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": address})
    ElementTree.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": config.url})
    pages = [site.pages[path] for path in site.articles if not site.pages[path].draft][:FEED_ENTRIES]
    # A feed must say when it changed; without articles the epoch is the only date that is always the same.
    newest = max((_changed(page) for page in pages), default=dt.date(1970, 1, 1))
    _text(feed, "updated", _timestamp(newest))
    if config.licence is not None:
        _text(feed, "rights", config.licence.title)
    for page in pages:
        _entry(feed, page, texts[page.path], config.url, config.title)
    return Artifact("feed.xml", _xml(feed))


def _entry(feed: ElementTree.Element, page: Page, text: tuple[str, str], url: str, publisher: str) -> None:
    entry = ElementTree.SubElement(feed, "entry")
    address = absolute(url, page.permalink)
    title, summary = text
    _text(entry, "title", title)
    _text(entry, "id", address)
    ElementTree.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": address})
    _text(entry, "published", _timestamp(page.date))
    _text(entry, "updated", _timestamp(_changed(page)))
    for author in page.authors or (publisher,):
        _text(ElementTree.SubElement(entry, "author"), "name", author)
    for tag in page.tags:
        ElementTree.SubElement(entry, "category", {"term": tag})
    _text(entry, "summary", summary)


def make_sitemap(site: Site) -> Artifact:
    """The pages that search engines should know, drafts left out, with the day of the last change where it is known."""
    changed: dict[str, dt.date | None] = dict.fromkeys(("/", "/figures/", "/data/", "/numbers/", "/tags/"))
    changed |= {page.permalink: _changed(page) for page in site.pages.values() if not page.draft}
    changed |= dict.fromkeys(section.permalink for section in site.sections.values())
    changed |= dict.fromkeys(tag.permalink for tag in site.tags.values())
    changed |= dict.fromkeys(plan.permalink for plan in site.figures.values())
    changed |= dict.fromkeys(dataset.permalink for dataset in site.datasets.values())
    root = ElementTree.Element("urlset", {"xmlns": SITEMAP})
    for permalink, day in sorted(changed.items()):
        url = ElementTree.SubElement(root, "url")
        _text(url, "loc", absolute(site.config.url, permalink))
        if day is not None:
            _text(url, "lastmod", day.isoformat())
    return Artifact("sitemap.xml", _xml(root))


def make_robots(site: Site) -> Artifact:
    """Everything may be read; the sitemap is named."""
    text = f"User-agent: *\nAllow: /\n\nSitemap: {absolute(site.config.url, '/sitemap.xml')}\n"
    return Artifact("robots.txt", text.encode())


def _changed(page: Page) -> dt.date:
    return page.updated or page.date


def _timestamp(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _text(parent: ElementTree.Element, tag: str, text: str) -> None:
    # XML 1.0 has no control characters at all, not even escaped.
    clean = "".join(c for c in text if c.isprintable() or c in "\t\n\r")
    ElementTree.SubElement(parent, tag).text = clean


def _xml(root: ElementTree.Element) -> bytes:
    ElementTree.indent(root)
    text: str = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()
