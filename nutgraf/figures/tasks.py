"""The tasks of worker processes, and the two functions that a pool calls there.

This module is light, so that the main process can hand out tasks without importing what does them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nutgraf.cache import Cache, ToolsCache
from nutgraf.locales import ENGLISH, Locale
from nutgraf.model.card import SocialCard
from nutgraf.model.config import FigureOptions
from nutgraf.model.dataset import Version
from nutgraf.model.difference import Difference
from nutgraf.model.figure import Fact, Figure, VersionSummary
from nutgraf.model.site import Plan
from nutgraf.model.theme import Theme
from nutgraf.problems import Location, Outcome
from nutgraf.sources import Sources

SECONDS = 8.0
"""Less than ten, so that a chart that would never end is told of ten seconds after the build began."""


@dataclass(frozen=True, slots=True)
class House:
    """What all figures of a site share: theme, exports, the name under exported pictures, how numbers are written.

    `seconds` are what the function of an exhibit may take, and its drawings for pages again.
    """

    theme: Theme
    options: FigureOptions
    site_title: str
    locale: Locale = ENGLISH
    seconds: float = SECONDS


@dataclass(frozen=True, slots=True)
class PageWords:
    """What the social card of a page says: `page` is its permalink, title and summary are plain text, `location` is
    where they are written."""

    page: str
    title: str
    summary: str = ""
    location: Location = field(default=Location("site.toml"), compare=False)


@dataclass(frozen=True, slots=True)
class MakeExhibit:
    """A task: make the figure or the fact of a plan. `sources` lists the plan's data and the exhibit's pictures.

    `cards` are the pages whose social card shows the figure, beside its own.
    """

    sources: Sources
    plan: Plan
    house: House
    cards: tuple[PageWords, ...] = ()

    @property
    def label(self) -> str:
        return f"{self.plan.exhibit.kind.value} {self.plan.id.exhibit}"


@dataclass(frozen=True, slots=True)
class MakeCard:
    """A task: make the social card of a page without figure."""

    words: PageWords
    house: House

    @property
    def label(self) -> str:
        return f"card {self.words.page}"


@dataclass(frozen=True, slots=True)
class DescribeVersion:
    """A task: validate one version and tell how many rows it has."""

    sources: Sources
    version: Version

    @property
    def label(self) -> str:
        return self.version.path


@dataclass(frozen=True, slots=True)
class CompareVersions:
    """A task: tell what changed from one version to the next, with the first `examples` of the changed cells."""

    sources: Sources
    old: Version
    new: Version
    examples: int

    @property
    def label(self) -> str:
        return f"changes {self.new.path}"


Task = MakeExhibit | MakeCard | DescribeVersion | CompareVersions
Made = Outcome[Figure | Fact | SocialCard | VersionSummary | Difference | None]


def open_studio(cache: Path, shared: Path | None = None) -> Any:
    """What a worker sets up once: its workshop. `cache` is a folder for what takes long to make, `shared` one for what
    other sites want too."""
    # Imported in the worker only: pandas, Altair and Vega cost a second, and no error of theirs may end the program.
    from nutgraf.garbage import give_back_memory, seldom_collected  # noqa: PLC0415

    with seldom_collected():
        from nutgraf.exhibits.guard import Guard  # noqa: PLC0415
        from nutgraf.figures import studio  # noqa: PLC0415
        from nutgraf.vega.drawing import open_drawer  # noqa: PLC0415
        from nutgraf.vega.exports.font_files import FontFiles  # noqa: PLC0415
        from nutgraf.vega.exports.lettering import Lettering  # noqa: PLC0415
        from nutgraf.vega.exports.press import Press  # noqa: PLC0415

        letters = FontFiles(ToolsCache(Cache(cache, shared)))
        press = Press(open_drawer(cache, shared), Lettering(letters), cache)
    give_back_memory()
    return studio.Workshop(press, Guard())


def perform(workshop: Any, task: Task) -> Made:
    """Does one task; whatever goes wrong in author code or data is in the outcome's problems."""
    from nutgraf.figures import studio  # noqa: PLC0415

    return studio.perform(workshop, task)
