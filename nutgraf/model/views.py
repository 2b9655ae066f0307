"""What templates see. Every field is plain text and escaped on output, but for `Markup`, which is safe HTML.

Addresses are permalinks (`/markets/bubble/`, `/assets/style-1a2b.css`); templates pass them through `link(…)`, which
makes them relative to the page that is being rendered.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup

from nutgraf.model.correction_views import CorrectionView
from nutgraf.model.figure import Control

SortOrder = Literal["number", "value", "text"]


@dataclass(frozen=True, slots=True)
class Link:
    """A titled address; `url` is a permalink, or absolute for another site. `current`: it is the page itself."""

    title: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class SiteView:
    """The same on every page. `style` is the style sheet's permalink, `preload` those of the fonts to load first.

    `script` is the permalink of the pages' script, `bundle` that of what it loads when an interactive figure is pointed
    at, or "" where the site has none. `keeps_data`: there are datasets whose
    owners do not allow them to be passed on, which the site's licence cannot cover. `contact` is where readers report
    errors: an address, `mailto:` too, or "".
    """

    title: str
    tagline: str
    description: str
    language: str
    navigation: tuple[Link, ...]
    sections: tuple[Link, ...]
    social: tuple[Link, ...]
    repository: str
    licence: Link | None
    licence_note: str
    feed: str
    style: str
    preload: tuple[str, ...]
    script: str = ""
    bundle: str = ""
    keeps_data: bool = False
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Meta:
    """For the head of a page. `url` is the permalink, `canonical` absolute.

    `image`, absolute or "", is the picture for previews, `image_width` × `image_height` pixels large.
    """

    title: str
    description: str
    url: str
    canonical: str
    kind: str = "website"
    image: str = ""
    image_alt: str = ""
    image_width: int = 0
    image_height: int = 0
    published: dt.date | None = None
    updated: dt.date | None = None
    indexed: bool = True


@dataclass(frozen=True, slots=True)
class Card:
    """An article in a list. `figure_svg` is its lead figure's narrow drawing, empty where it has none. `correction` is
    there where something in it was false. Lists hold a `draft` only where drafts are built."""

    title: str
    summary: str
    url: str
    date: dt.date
    section: Link | None
    authors: tuple[str, ...]
    minutes: int
    tags: tuple[Link, ...] = ()
    figure_svg: Markup = field(default_factory=Markup)
    figure_title: str = ""
    correction: CorrectionView | None = None
    draft: bool = False


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """An entry of the table of contents; `level` is 2 or 3."""

    level: int
    anchor: str
    html: Markup


@dataclass(frozen=True, slots=True)
class CheckedNumber:
    """A checked number of an article: the `words` there, the `value` behind them, and where that comes from.

    `anchor` is the id of its entry, which previews show; `back` the id of its place in the text, or of the figure that
    it stands at, or "": `part` says where ("text", "figure", "title", "summary", "correction"). `tested` is the range
    that a claim in words was tested against, or "". `fact` is the name of the formula, with its place on the page of
    all checked numbers; `formula` says in a sentence what it computes.
    """

    anchor: str
    back: str
    part: str
    words: str
    value: str
    tested: str
    fact: Link
    formula: str
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class NumberCheck:
    """How the numbers of an article are supported.

    `checked` counts the places that the build compared with data, dates among them; `entries` say of each, in reading
    order, with what. Of the `total` numbers that make a claim, `from_data` were compared, `cited` have a source with
    the place in it, `neither` have neither.
    """

    checked: int
    entries: tuple[CheckedNumber, ...] = ()
    total: int = 0
    from_data: int = 0
    cited: int = 0
    neither: int = 0


@dataclass(frozen=True, slots=True)
class HeldVersion:
    """A dataset of which a pin uses an older version than there is: from `version`, where `newest` exists."""

    dataset: Link
    version: dt.date
    newest: dt.date


@dataclass(frozen=True, slots=True)
class Backlink:
    """The way back to a place that cites a work: `anchor` is its id, `letter` tells it from the others, "" where there
    is one; `place` is where in the work it says to look."""

    anchor: str
    letter: str
    place: str


@dataclass(frozen=True, slots=True)
class ReferenceEntry:
    """An entry of the reference list; `anchor` is its id, `title` and `url` are the work's."""

    anchor: str
    html: Markup
    backlinks: tuple[Backlink, ...]
    title: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article, or a page without section (`section` is None). `corrections` are its notices, the newest first;
    `numbered`: its references have numbers."""

    title: str
    title_html: Markup
    summary: str
    summary_html: Markup
    url: str
    date: dt.date
    updated: dt.date | None
    authors: tuple[str, ...]
    section: Link | None
    tags: tuple[Link, ...]
    minutes: int
    contents: tuple[ContentsEntry, ...]
    body: Markup
    references: tuple[ReferenceEntry, ...]
    numbers: NumberCheck
    figures: tuple[Link, ...]
    related: tuple[Card, ...]
    previous: Link | None
    next: Link | None
    draft: bool
    interactive: bool = False
    held_back: tuple[HeldVersion, ...] = ()
    numbered: bool = True
    corrections: tuple[CorrectionView, ...] = ()

    @property
    def retraction(self) -> CorrectionView | None:
        """The notice that the article no longer stands."""
        return next((notice for notice in self.corrections if notice.kind == "retraction"), None)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Where a figure's data come from: dataset page, publisher, licence, version.

    `earlier` are the dates of the older versions that are drawn too, oldest first, where a figure shows all.
    """

    dataset: Link
    version: dt.date
    draft: bool
    sources: tuple[Link, ...]
    licences: tuple[Link, ...]
    derived_only: bool
    earlier: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column of a table. `header`: it names the rows; `order` says by what rows are sorted by it: by their values as
    numbers, by their values as text, or by the words that stand there."""

    title: str
    unit: str
    numeric: bool
    header: bool = False
    order: SortOrder = "text"


@dataclass(frozen=True, slots=True)
class TableView:
    """The drawn data: at most as many `rows` as the site shows, of `total`; `values` are their cells as data have
    them."""

    columns: tuple[ColumnView, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int
    values: tuple[tuple[str, ...], ...] = ()

    @property
    def cut(self) -> bool:
        return self.total > len(self.rows)


@dataclass(frozen=True, slots=True)
class Download:
    """A file that readers can take; `size` is in bytes."""

    label: str
    url: str
    size: int


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure on a page. `anchor` is its id there, `number` its number or 0, `url` its own page.

    `wide` and `narrow` are inline SVG; one of them shows, by the width of the figure's container. `narrow` is empty
    where the chart has a layout of its own. `kind` is "chart" or "table". `view` is the permalink of what a reader's
    browser loads of an interactive chart, or ""; `controls` are the inputs that set its parameters. `held_back` are
    the datasets that a pin keeps from being newer; `newest` is then the permalink of the figure on the newest data, or
    "" where there is none. `correction` is the gravest notice about the figure.
    """

    anchor: str
    number: int
    kind: str
    title: str
    subtitle: str
    caption: Markup
    alt: str
    notes: str
    credit: str
    wide: Markup
    narrow: Markup
    sources: tuple[SourceLine, ...]
    table: TableView
    downloads: tuple[Download, ...]
    url: str
    classes: tuple[str, ...] = ()
    view: str = ""
    controls: tuple[Control, ...] = ()
    held_back: tuple[HeldVersion, ...] = ()
    newest: str = ""
    correction: CorrectionView | None = None


@dataclass(frozen=True, slots=True)
class OtherVersion:
    """The same figure from other versions of its data: `title` names them, `used_in` are the pages that show it."""

    title: str
    url: str
    newest: bool
    used_in: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FigurePage:
    """The page of a figure: how it was made. `other_versions` begin with the newest data."""

    figure: FigureView
    name: str
    module: str
    docstring: str
    code: Markup
    spec_url: str
    used_in: tuple[Link, ...]
    other_versions: tuple[OtherVersion, ...]


@dataclass(frozen=True, slots=True)
class FigureCard:
    """A figure in the list of all figures: `svg` is the drawing of a chart, `table` the first rows of a table."""

    title: str
    subtitle: str
    url: str
    svg: Markup
    table: TableView | None = None
