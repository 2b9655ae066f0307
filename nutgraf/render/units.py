"""Pages to be rendered, each with all that it may know: what is left out of it here cannot change it.

So the digest of a unit names the pages that come of it, whatever else changes in the site.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

from nutgraf.digest import digest_bytes
from nutgraf.model.coverage import PageCoverage
from nutgraf.model.figure import Exhibited, ExhibitId
from nutgraf.model.site import Site
from nutgraf.model.views import Card, Link
from nutgraf.model.work import PrintedWorks
from nutgraf.render.corrections import Notices
from nutgraf.render.sentences import CheckedSentence

UnitKind = Literal[
    "article",
    "figure",
    "dataset",
    "datasets",
    "facts",
    "home",
    "section",
    "tag",
    "tags",
    "figures",
    "corrections",
    "404",
]

TEMPLATES: Mapping[UnitKind, tuple[str, ...]] = {
    "article": ("article.html", "partials/figure.html"),
    "figure": ("figure.html", "embed.html"),
    "dataset": ("dataset.html",),
    "datasets": ("datasets.html",),
    "facts": ("facts.html",),
    "home": ("home.html",),
    "section": ("section.html",),
    "tag": ("tag.html",),
    "tags": ("tags.html",),
    "figures": ("figures.html",),
    "corrections": ("corrections.html",),
    "404": ("404.html",),
}
"""The templates that render a unit, without those that they take in."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An article in a list, and the figure that its card shows, if any; the card is without it."""

    card: Card
    lead: ExhibitId | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """One or two pages. `name` says which: the path of an article, the name of a section, a tag or a dataset, for a
    figure its identity is `figure`.

    `site`, `exhibited` and `notices` hold no more than these pages are made from. `listed` are the articles that they
    list, `shown` the figures, `titles` links to other pages by path, `before` and `after` the neighbours of an article,
    `sizes` lengths of source files in bytes, `tools` the versions of the programs that make the site.
    """

    kind: UnitKind
    name: str
    site: Site
    exhibited: Exhibited
    notices: Notices
    figure: ExhibitId | None = None
    shown: tuple[ExhibitId, ...] = ()
    listed: tuple[Listed, ...] = ()
    titles: Mapping[str, Link] = field(default_factory=dict)
    before: Link | None = None
    after: Link | None = None
    sizes: Mapping[str, int] = field(default_factory=dict)
    coverage: PageCoverage | None = None
    works: PrintedWorks = field(default_factory=PrintedWorks)
    sentences: Mapping[str, tuple[CheckedSentence, ...]] = field(default_factory=dict)
    tools: Mapping[str, str] = field(default_factory=dict)


def unit_key(unit: Unit, common: str) -> str:
    """The digest of all that the pages of a unit are made from. `common` is the digest of what is the same for all:
    `site.toml`, the theme, what every page shows, and the tools."""
    told = (
        common,
        unit.kind,
        unit.name,
        unit.figure,
        unit.shown,
        _told_of_site(unit.site),
        _told_of_exhibited(unit.exhibited),
        [(shown, [(page.path, correction) for page, correction in written]) for shown, written in _items(unit.notices)],
        unit.listed,
        list(unit.titles.items()),
        unit.before,
        unit.after,
        unit.sizes,
        unit.coverage,
        _told_of_works(unit.works),
        [(name, [_told_of_sentence(each) for each in sentences]) for name, sentences in unit.sentences.items()],
        list(unit.tools.items()),
    )
    return _digest(told)


def outline_key(
    outline: Site,
    exhibited: Exhibited,
    works: PrintedWorks,
    sizes: Mapping[str, int],
    tools: Mapping[str, str],
    *common: str,
) -> str:
    """The digest of all that units are made from but the texts of pages. `sizes` are those of all sources."""
    versions = [version.path for dataset in outline.datasets.values() for version in dataset.versions]
    told = (
        common,
        _told_of_site(outline),
        list(outline.related.items()),
        _told_of_exhibited(exhibited),
        _told_of_works(works),
        [sizes[path] for path in versions],
        list(tools.items()),
    )
    return _digest(told)


def _digest(told: object) -> str:
    return digest_bytes(msgspec.msgpack.encode(told, order="deterministic", enc_hook=_plain))


def _told_of_works(works: PrintedWorks) -> object:
    return works.form, works.entries, list(works.marks.items()), works.ranks


def _items(notices: Notices) -> Any:
    return notices.by_figure.items()


def _told_of_site(site: Site) -> Any:
    """Without what is `common`."""
    return (
        list(site.datasets.values()),
        [(page.path, page.digest) if page.digest else page for page in site.pages.values()],
        site.articles,
        list(site.sections.values()),
        list(site.tags.values()),
        list(site.figures.values()),
        list(site.facts.values()),
        [
            (path, *(list(each.items()) for each in (links.addresses, links.figures, links.facts)), links.cites)
            for path, links in site.links.items()
        ],
        list(site.bibliography.items.values()),
        site.frozen,
    )


def _told_of_exhibited(exhibited: Exhibited) -> Any:
    return (
        list(exhibited.heads.values()),
        list(exhibited.facts.values()),
        exhibited.summaries,
        list(exhibited.cards.values()),
        exhibited.differences,
    )


def _told_of_sentence(sentence: CheckedSentence) -> Any:
    return sentence.page, sentence.url, sentence.pieces


def _plain(value: Any) -> Any:
    """Text that is known to be safe HTML is text."""
    if isinstance(value, str):
        return str(value)
    raise NotImplementedError(f"a page depends on a {type(value).__name__}, which has no digest")
