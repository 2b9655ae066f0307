"""Pages: what an author wrote, with every reference found and located."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from nutgraf.model.work import Bibliography, Cite
from nutgraf.problems import Location

TOKEN_START = "\ue000"
TOKEN_END = "\ue001"


class ReferenceKind(Enum):
    """CHART, TABLE, FACT and CITATION stand for the whole construct in the HTML, also CROSSREF; of a LINK or an
    IMAGE only the address is a token, so that the author's own markup stays."""

    CHART = "chart"
    TABLE = "table"
    FACT = "fact"
    CROSSREF = "crossref"
    CITATION = "citation"
    LINK = "link"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference in an author's text. The token `TOKEN_START index TOKEN_END` stands for it in the HTML.

    `target` is what follows the scheme: an exhibit's name, a citation's key, a path or an anchor.
    `text` is the link's text or the image's alt text, `title` the quoted title (None: there is none), both as
    written; `text_document` and `title_document` are their inline Markdown. `locator` is a citation's ("p. 3"), `text`
    then the words before its key ("see"); `first` and `last` say where it stands in its bracket.
    `before` and `after` are the words around it in the same paragraph, as plain text, at most 160 characters each.
    """

    index: int
    kind: ReferenceKind
    target: str
    location: Location
    target_location: Location
    text: str = ""
    title: str | None = None
    title_location: Location | None = None
    text_document: Document | None = None
    title_document: Document | None = None
    classes: tuple[str, ...] = ()
    locator: str = ""
    first: bool = True
    last: bool = True
    before: str = ""
    after: str = ""

    @property
    def token(self) -> str:
        return f"{TOKEN_START}{self.index}{TOKEN_END}"

    @property
    def cite(self) -> Cite:
        """What a citation says."""
        return Cite(self.target, self.text, self.locator)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the text: `anchor` is its id, `html` may hold tokens, `level` counts from 1."""

    level: int
    anchor: str
    html: str


@dataclass(frozen=True, slots=True)
class CitedHere:
    """A citation in a passage: it stands before the character `at` of its text."""

    at: int
    key: str
    locator: str
    location: Location


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, list item, table row or line as readers read it: without marks, code and addresses.

    `places` are (offset in `text`, its place in the file), ascending: from each on the characters stand in a row.
    `checked` are the spans of checked numbers, (start, end) in `text`. Captions and alt texts are passages of their
    own documents.
    """

    text: str
    places: tuple[tuple[int, Location], ...]
    checked: tuple[tuple[int, int], ...] = ()
    citations: tuple[CitedHere, ...] = ()

    def locate(self, start: int, end: int) -> Location:
        """Where the span stands in the file; on several lines, where it begins."""
        offset, first = self.places[bisect_right(self.places, start, key=_offset) - 1]
        last_offset, last = self.places[bisect_left(self.places, end, key=_offset) - 1]
        end_column = last.column + end - last_offset if last.line == first.line else 0
        return Location(first.path, first.line, first.column + start - offset, end_column)


def _offset(place: tuple[int, Location]) -> int:
    return place[0]


@dataclass(frozen=True, slots=True)
class Document:
    """Markdown after conversion: HTML in which tokens stand for the references.

    `references` are in reading order, without those of the alt texts and captions, which their own documents hold.
    `anchors` are the ids of all elements in the HTML. `words` counts the words of the prose. `passages` are its
    running text, in the order of the source.
    """

    html: str
    references: tuple[Reference, ...] = ()
    headings: tuple[Heading, ...] = ()
    anchors: frozenset[str] = frozenset()
    words: int = 0
    passages: tuple[Passage, ...] = ()


def all_references(document: Document) -> Iterator[Reference]:
    """The references of a document in reading order, those in alt texts and captions after their figure."""
    for reference in document.references:
        yield reference
        for inner in (reference.text_document, reference.title_document):
            if inner is not None:
                yield from all_references(inner)


@dataclass(frozen=True, slots=True)
class Pin:
    """`data: {dataset: version}` of a front matter."""

    dataset: str
    version: dt.date
    location: Location = field(default=Location("content"), compare=False)


class CorrectionKind(Enum):
    """What a notice tells readers. CORRECTION: something was false. CLARIFICATION: nothing was false, but it could
    mislead. UPDATE: something has happened since. NOTE: what readers should know about the article, such as how it came
    to be. RETRACTION: the article no longer stands."""

    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    UPDATE = "update"
    NOTE = "note"
    RETRACTION = "retraction"


@dataclass(frozen=True, slots=True)
class CorrectedExhibit:
    """The name of a figure or table that a correction is about, where it stands in the front matter."""

    name: str
    location: Location = field(default=Location("content"), compare=False)


@dataclass(frozen=True, slots=True)
class Correction:
    """A notice of what was changed in a page after it was published. `text` is inline Markdown, `anchor` the id of the
    notice on its page."""

    date: dt.date
    kind: CorrectionKind
    text: Document
    anchor: str
    exhibits: tuple[CorrectedExhibit, ...] = ()

    @property
    def withdraws(self) -> bool:
        """Whether it says that what was published was false."""
        return self.kind in {CorrectionKind.CORRECTION, CorrectionKind.RETRACTION}


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown file under `content/`.

    An article lies in `content/<section>/`; a page directly under `content/` has the section "". `permalink` starts
    and ends with `/`. `title` and `summary` are inline Markdown, so that numbers in them are checked too. `updated` is
    not older than the newest of the `corrections`, which stand first. `digest` is of all that this program made the
    page from; "" where others had a part in it.
    """

    path: str
    section: str
    slug: str
    permalink: str
    title: Document
    summary: Document
    body: Document
    date: dt.date
    updated: dt.date | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    pins: tuple[Pin, ...] = ()
    lead_figure: str = ""
    lead_figure_location: Location | None = None
    draft: bool = False
    corrections: tuple[Correction, ...] = ()
    digest: str = ""
    location: Location = field(default=Location("content"), compare=False)

    @property
    def claims(self) -> tuple[Document, ...]:
        """What the page says today."""
        return (self.title, self.summary, self.body)

    @property
    def documents(self) -> tuple[Document, ...]:
        """All that is written on the page. Corrections also quote what it said once, and no longer does."""
        return (*self.claims, *(correction.text for correction in self.corrections))


@dataclass(frozen=True, slots=True)
class Content:
    """All pages, drafts left out unless asked for, and the bibliography. `cited_in_drafts` are the keys that the drafts
    left out cite; None: that is not known, for a page cannot be read."""

    pages: tuple[Page, ...]
    bibliography: Bibliography = field(default_factory=Bibliography)
    images: frozenset[str] = frozenset()
    unreadable: frozenset[str] = frozenset()
    cited_in_drafts: frozenset[str] | None = frozenset()
