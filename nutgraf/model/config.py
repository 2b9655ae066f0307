"""What `site.toml` says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from nutgraf.locales import ENGLISH, Locale
from nutgraf.model.rules import Setting
from nutgraf.problems import Location

Export = Literal["svg", "png", "pdf", "zip"]
RawHtml = Literal["keep", "sanitise"]


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A link in the site's header. `to` is a section's name, an article's file under `content/`, or one of
    `figures`, `data`, `tags`."""

    title: str
    to: str
    location: Location = field(default=Location("site.toml"), compare=False)


@dataclass(frozen=True, slots=True)
class SectionConfig:
    """How a section presents itself; its articles are the files of `content/<name>/`."""

    title: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class SocialLink:
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class SiteLicence:
    """The licence of the site's own words and figures."""

    title: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class FigureOptions:
    """`exports`: what every figure offers, pictures and "zip", its bundle. `table_rows`: rows of the table in the page.
    `cards`: whether pages have a picture for previews in social networks. `bundle_limit`: MB of data up to which a
    bundle holds them."""

    exports: tuple[Export, ...] = ("svg", "png")
    table_rows: int = 60
    cards: bool = True
    bundle_limit: int = 20

    @property
    def bundles(self) -> bool:
        """Whether figures offer their bundle."""
        return "zip" in self.exports

    @property
    def pictures(self) -> tuple[Export, ...]:
        """The pictures that are made of every figure; a bundle holds the SVG."""
        return tuple(dict.fromkeys("svg" if each == "zip" else each for each in self.exports))


@dataclass(frozen=True, slots=True)
class NumberOptions:
    """The shares of a page's numbers, from 0 to 1, that must be checked or cited (`required`) and checked (`checked`);
    None: no requirement. The numbers in the names and phrases of `glossary` make no claim."""

    required: float | None = None
    checked: float | None = None
    glossary: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferenceOptions:
    """`style`: the name of a style of CSL, or the path of one in the site."""

    style: str = "news"
    location: Location = field(default=Location("site.toml"), compare=False)


@dataclass(frozen=True, slots=True)
class MarkdownOptions:
    """`raw_html`: whether HTML in Markdown stays as it is, or loses what could run, load or restyle."""

    raw_html: RawHtml = "keep"


@dataclass(frozen=True, slots=True)
class CacheOptions:
    """`limit`: how many MB the cache holds before what was not used for longest goes."""

    limit: int = 2000


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """The whole of `site.toml`. `url` is absolute and ends with `/`; `locale` is that of `language`, or its own.

    `checks` says of rules, by code, how much they count; the others count as `model.rules` says.
    """

    title: str
    url: str
    language: str = "en"
    description: str = ""
    tagline: str = ""
    repository: str = ""
    contact: str = ""
    navigation: tuple[NavigationEntry, ...] = ()
    sections: Mapping[str, SectionConfig] = field(default_factory=dict)
    social: tuple[SocialLink, ...] = ()
    licence: SiteLicence | None = None
    figures: FigureOptions = FigureOptions()
    numbers: NumberOptions = NumberOptions()
    references: ReferenceOptions = ReferenceOptions()
    cache: CacheOptions = CacheOptions()
    markdown: MarkdownOptions = MarkdownOptions()
    checks: Mapping[str, Setting] = field(default_factory=dict)
    locale: Locale = ENGLISH
