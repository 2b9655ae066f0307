"""The site: every page, figure and fact, with every reference resolved and every address known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from nutgraf.model.archive import FrozenReceipt
from nutgraf.model.config import SiteConfig
from nutgraf.model.dataset import Dataset, Version
from nutgraf.model.exhibit import Exhibit
from nutgraf.model.figure import ExhibitId
from nutgraf.model.page import Page
from nutgraf.model.work import Bibliography, Cite
from nutgraf.problems import Location

HOME_FIGURES = 6
"""So many figures that lead no article stand on the home page."""
HOME_ARTICLES = 60
"""So many of the newest articles stand on the home page; all of them on the pages of their sections."""
LISTED_DRAWINGS = 60
"""So many figures stand in the list of all figures with their drawings, the others by title: a page of a thousand
drawings has eight megabytes."""
FEED_ENTRIES = 30


@dataclass(frozen=True, slots=True)
class Input:
    """One dataset of an exhibit: the versions it is given; a single one unless it asks for all.

    `fixed`: the exhibit itself names the version, and no pin changes it.
    """

    dataset: Dataset
    versions: tuple[Version, ...]
    all_versions: bool = False
    fixed: bool = False

    @property
    def held_back(self) -> bool:
        """Whether a pin keeps a newer version from being used."""
        return not self.fixed and self.versions[-1].date != self.dataset.newest.date


def identity_of(exhibit: str, inputs: Iterable[Input]) -> ExhibitId:
    """What an exhibit made from these inputs is called."""
    pairs = {(given.dataset.name, version.date.isoformat()) for given in inputs for version in given.versions}
    return ExhibitId(exhibit, tuple(sorted(pairs)))


@dataclass(frozen=True, slots=True)
class Plan:
    """A figure or fact to be made. `permalink` is its own page (a fact's: its anchor on the page of facts)."""

    id: ExhibitId
    exhibit: Exhibit
    inputs: tuple[Input, ...]
    permalink: str
    used_in: tuple[str, ...] = ()

    @property
    def held_back(self) -> tuple[Input, ...]:
        """The inputs of which there are newer versions; none for what is made from the newest data."""
        return tuple(given for given in self.inputs if given.held_back)

    def file(self, extension: str) -> str:
        """The permalink of one of the files beside a figure's page: `/figures/cape/cape.csv`."""
        return f"{self.permalink}{self.id.exhibit}.{extension}"

    @property
    def embed(self) -> str:
        """The permalink of the page for other sites: `/embed/cape/`, or `/embed/cape/cape@2023-09-30/` where an article
        pins a version. A frozen figure has its digest after an `@`, which no name of a dataset begins with."""
        return "/embed/" + self.permalink.removeprefix("/figures/")

    def view(self, name: str) -> str:
        """The permalink of the figure's view, whose name holds its digest."""
        return f"{self.permalink}{name}"


@dataclass(frozen=True, slots=True)
class Tag:
    name: str
    slug: str
    permalink: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """`pages` are paths under `content/`, newest first."""

    name: str
    title: str
    summary: str
    permalink: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumberedFigure:
    """A figure where a page shows it: its number in order of appearance and its anchor there."""

    id: ExhibitId
    number: int
    anchor: str


@dataclass(frozen=True, slots=True)
class PageLinks:
    """What the references of one page mean, by the reference's location.

    `addresses` are permalinks with anchors, or absolute; `figures` and `facts` identities; `cites` what it cites, in
    reading order.
    """

    addresses: Mapping[Location, str] = field(default_factory=dict)
    figures: Mapping[Location, NumberedFigure] = field(default_factory=dict)
    facts: Mapping[Location, ExhibitId] = field(default_factory=dict)
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that is known before a figure is drawn. `pages` by path; `articles` newest first.

    `related` are the articles that each article leads on to. `navigation` holds titles and permalinks; `frozen` the
    figures of the archive.
    """

    config: SiteConfig
    datasets: Mapping[str, Dataset]
    pages: Mapping[str, Page]
    articles: tuple[str, ...]
    sections: Mapping[str, Section]
    tags: Mapping[str, Tag]
    figures: Mapping[ExhibitId, Plan]
    facts: Mapping[ExhibitId, Plan]
    links: Mapping[str, PageLinks]
    bibliography: Bibliography
    navigation: tuple[tuple[str, str], ...] = ()
    images: frozenset[str] = frozenset()
    frozen: tuple[FrozenReceipt, ...] = ()
    related: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
