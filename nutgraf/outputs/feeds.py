"""The Atom feeds, the sitemap and robots.txt."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

from nutgraf.locales import long_date
from nutgraf.model.artifact import Artifact
from nutgraf.model.correction_views import CorrectionView
from nutgraf.model.page import Page
from nutgraf.model.site import FEED_ENTRIES, Site
from nutgraf.permalinks import absolute, output_path

ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"

# XML 1.0 has no control characters at all, not even escaped.
_NOT_IN_XML = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufffe\\uffff]")


@dataclass(frozen=True, slots=True)
class _Entry:
    title: str
    permalink: str
    updated: dt.date
    summary: str
    published: dt.date
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


def make_feed(site: Site, texts: Mapping[str, tuple[str, str]], notices: Sequence[CorrectionView] = ()) -> Artifact:
    """The newest articles as Atom, each with its corrections after its summary. `texts` are title and summary as plain
    text by page, `notices` the corrections of all pages."""
    pages = [site.pages[path] for path in site.articles if not site.pages[path].draft][:FEED_ENTRIES]
    by_page: dict[str, list[str]] = defaultdict(list)
    for notice in notices:
        by_page[notice.page_url].append(f"{notice.name}, {long_date(notice.date, site.config.locale)}: {notice.text}")
    entries = [_article(page, texts[page.path], by_page[page.permalink]) for page in pages]
    return _feed(site, "/feed.xml", "/", site.config.title, site.config.description, entries)


def make_corrections_feed(site: Site, notices: Sequence[CorrectionView]) -> Artifact:
    """The newest corrections as Atom."""
    entries = [
        _Entry(f"{notice.name}: {notice.page}", notice.url, notice.date, notice.text, notice.date)
        for notice in notices[:FEED_ENTRIES]
    ]
    title = f"{site.config.title}: corrections"
    return _feed(site, "/corrections/feed.xml", "/corrections/", title, "", entries)


def _article(page: Page, text: tuple[str, str], corrections: Sequence[str]) -> _Entry:
    title, summary = text
    words = "\n\n".join([summary, *corrections])
    return _Entry(title, page.permalink, _changed(page), words, page.date, page.authors, page.tags)


def _feed(site: Site, permalink: str, of_page: str, title: str, subtitle: str, entries: Sequence[_Entry]) -> Artifact:
    """The feed at `permalink` of what the page `of_page` lists."""
    config = site.config
    feed = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": config.language})
    page = absolute(config.url, of_page)
    _text(feed, "title", title)
    if subtitle:
        _text(feed, "subtitle", subtitle)
    _text(feed, "id", page)
    address = absolute(config.url, permalink)
    ElementTree.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": address})
    ElementTree.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": page})
    # A feed must say when it changed; without entries the epoch is the only date that is always the same.
    newest = max((entry.updated for entry in entries), default=dt.date(1970, 1, 1))
    _text(feed, "updated", _timestamp(newest))
    if config.licence is not None:
        _text(feed, "rights", config.licence.title)
    for entry in entries:
        _entry(feed, entry, config.url, config.title)
    return Artifact(output_path(permalink), _xml(feed))


def _entry(feed: ElementTree.Element, of: _Entry, url: str, publisher: str) -> None:
    entry = ElementTree.SubElement(feed, "entry")
    address = absolute(url, of.permalink)
    _text(entry, "title", of.title)
    _text(entry, "id", address)
    ElementTree.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": address})
    _text(entry, "published", _timestamp(of.published))
    _text(entry, "updated", _timestamp(of.updated))
    for author in of.authors or (publisher,):
        _text(ElementTree.SubElement(entry, "author"), "name", author)
    for tag in of.tags:
        ElementTree.SubElement(entry, "category", {"term": tag})
    _text(entry, "summary", of.summary)


def make_sitemap(site: Site) -> Artifact:
    """The pages that search engines should know, drafts left out, with the day of the last change where it is known."""
    changed: dict[str, dt.date | None] = dict.fromkeys(
        ("/", "/figures/", "/data/", "/numbers/", "/tags/", "/corrections/")
    )
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
    ElementTree.SubElement(parent, tag).text = _NOT_IN_XML.sub("", text)


def _xml(root: ElementTree.Element) -> bytes:
    ElementTree.indent(root)
    text: str = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()
