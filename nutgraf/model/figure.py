"""Figures and facts: what exhibits made, and their identity."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from nutgraf.digest import digest_bytes
from nutgraf.model.card import SocialCard, card_permalink
from nutgraf.model.dataset import FieldType
from nutgraf.model.difference import Difference
from nutgraf.model.rules import Acceptance, Finding

DIGESTED = ("csv", "json", "svg", "vl.json")
"""The files, by extension, that a figure's digest covers: its data; of a table its words and columns with them; of a
chart its drawing, and its specification with its words. PNG and PDF are other forms of the drawing."""

FactValue = float | int | str | dt.date


def digest_of(files: Mapping[str, bytes]) -> str:
    """The digest of a figure, 64 hexadecimal digits, from its digested files by name.

    It is the SHA-256 of a list in the form of the program `sha256sum`: a line for each file, in the order of names, of
    its SHA-256, two spaces, its name and a line feed. So it can be worked out from the published files, without this
    program:

        sha256sum cape.csv cape.svg cape.vl.json | sha256sum
    """
    lines = (f"{digest_bytes(files[name])}  {name}\n" for name in sorted(files))
    return digest_bytes("".join(lines).encode())


@dataclass(frozen=True, slots=True, order=True)
class ExhibitId:
    """An exhibit drawn from given versions of its datasets: the identity of a figure and of a fact.

    `versions` holds (dataset, version) in the order of names, versions as ISO dates.
    """

    exhibit: str
    versions: tuple[tuple[str, str], ...] = ()

    @property
    def version_key(self) -> str:
        """A path segment that names the versions: `cape@2023-09-30+gdp@2026-06-30`."""
        return "+".join(f"{dataset}@{version}" for dataset, version in self.versions)


@dataclass(frozen=True, slots=True)
class Svg:
    """A drawing: SVG text with `var(--…)` colours and ids of its own, `width` and `height` in px."""

    text: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """The drawings of a chart for the page, without title; equal where a chart has its own layout."""

    wide: Svg
    narrow: Svg

    @property
    def has_narrow(self) -> bool:
        return self.narrow.text != self.wide.text


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the drawn data; `numeric` columns are set flush right.

    `type` says how a page writes its cells, "any" where they stay as they are. `digits` are the decimals of each of its
    numbers; None where each is written by itself.
    """

    name: str
    title: str
    unit: str = ""
    numeric: bool = False
    type: FieldType = "any"
    digits: int | None = None


@dataclass(frozen=True, slots=True)
class DrawnData:
    """What a figure shows, as a table: cells are text as the CSV has them, "" for a missing value.

    `headers` are the places of the columns that name the rows.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    headers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Control:
    """An input that sets a parameter of a chart. `kind` is the `type` of an HTML input, or "select".

    `choices` are the words of a select box or of radio buttons, `chosen` the index of the first one set, or -1;
    `limits` are further attributes of the input, such as min and max.
    """

    name: str
    label: str
    kind: str
    value: str = ""
    choices: tuple[str, ...] = ()
    chosen: int = -1
    limits: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class View:
    """What a reader's browser loads when an interactive chart is pointed at: a file beside the figure's page.

    `name` says its digest, so that no cache gives an older one. `extras` are what it needs of Vega besides the parts
    that every chart needs.
    """

    name: str
    content: bytes
    controls: tuple[Control, ...] = ()
    extras: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart, drawn, or a table, which has no `drawing`: it shows its data themselves.

    `files` are what readers can take, by extension in the order of display: "csv" (the drawn data), "json" (those of a
    table, with its words and columns), "svg" and "png" (with title, subtitle and source inside the picture), "vl.json"
    (the Vega-Lite spec with its values). `view` is there where the chart is interactive. `faces` are the faces of fonts
    that its pictures are measured and set in (`source sans pro/bold`), sorted. `findings` are what breaks a rule in its
    drawings, `acceptances` what its author says to that.
    """

    id: ExhibitId
    title: str
    subtitle: str
    description: str
    notes: str
    credit: str
    drawing: Drawing | None
    data: DrawnData
    files: Mapping[str, bytes] = field(default_factory=dict)
    view: View | None = None
    cards: tuple[SocialCard, ...] = ()
    faces: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    acceptances: tuple[Acceptance, ...] = ()

    @property
    def is_table(self) -> bool:
        return self.drawing is None

    @property
    def digested(self) -> Mapping[str, bytes]:
        """The files that the digest covers, by name (`cape.csv`), in the order of names."""
        files = {f"{self.id.exhibit}.{extension}": self.files.get(extension) for extension in DIGESTED}
        return {name: content for name, content in sorted(files.items()) if content is not None}

    @property
    def digest(self) -> str:
        """The figure's digest: the same for equal data, drawing and specification."""
        return digest_of(self.digested)


@dataclass(frozen=True, slots=True)
class FileHead:
    """What is known of a file without its content: its SHA-256, and its size in bytes."""

    digest: str
    size: int


def file_head(content: bytes) -> FileHead:
    return FileHead(digest_bytes(content), len(content))


@dataclass(frozen=True, slots=True)
class FigureHead:
    """What is known of a figure without its drawings, data and files.

    `body` is a digest of its drawings and data. `view` is the file of its view, `extras` what that needs, `cards` are
    the files of its social cards.
    """

    id: ExhibitId
    title: str
    subtitle: str
    description: str
    notes: str
    credit: str
    is_table: bool
    digest: str
    body: str
    files: Mapping[str, FileHead]
    view_name: str = ""
    view: FileHead | None = None
    extras: frozenset[str] = frozenset()
    cards: tuple[CardHead, ...] = ()
    faces: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    acceptances: tuple[Acceptance, ...] = ()

    @property
    def digested(self) -> tuple[str, ...]:
        """The names of the files that the digest covers, sorted."""
        return tuple(sorted(f"{self.id.exhibit}.{extension}" for extension in DIGESTED if extension in self.files))

    @property
    def accepted(self) -> tuple[tuple[Finding, Acceptance], ...]:
        """What breaks a rule and is accepted, each with the reason."""
        reasons = {acceptance.rule: acceptance for acceptance in self.acceptances}
        return tuple((finding, reasons[finding.code]) for finding in self.findings if finding.code in reasons)


@dataclass(frozen=True, slots=True)
class CardHead:
    """The social card of the page at the permalink `page`: its file, and what it shows."""

    page: str
    file: FileHead
    alt: str

    @property
    def permalink(self) -> str:
        return card_permalink(self.page)


def card_head(card: SocialCard) -> CardHead:
    return CardHead(card.page, file_head(card.png), card.alt)


def figure_head(figure: Figure, body: str = "") -> FigureHead:
    """The head of a figure, whose drawings and data have the digest `body`."""
    view = figure.view
    return FigureHead(
        id=figure.id,
        title=figure.title,
        subtitle=figure.subtitle,
        description=figure.description,
        notes=figure.notes,
        credit=figure.credit,
        is_table=figure.is_table,
        digest=figure.digest,
        body=body,
        files={extension: file_head(content) for extension, content in figure.files.items()},
        view_name=view.name if view is not None else "",
        view=file_head(view.content) if view is not None else None,
        extras=view.extras if view is not None else frozenset(),
        cards=tuple(map(card_head, figure.cards)),
        faces=figure.faces,
        findings=figure.findings,
        acceptances=figure.acceptances,
    )


@dataclass(frozen=True, slots=True)
class Fact:
    """A number, word or date that an exhibit computed; `unit` as its annotation has it."""

    id: ExhibitId
    value: FactValue
    unit: str


@dataclass(frozen=True, slots=True)
class VersionSummary:
    """What the page of a dataset shows of a version: how many rows it has, and its last rows as text.

    `noun` is what a row is called: a row of a table, a record or a feature of a document.
    """

    rows: int
    columns: tuple[Column, ...] = ()
    preview: tuple[tuple[str, ...], ...] = ()
    noun: str = "row"


class StoredFigures(Mapping[ExhibitId, Figure], ABC):
    """Figures of which each is read only when it is looked up."""

    @abstractmethod
    def only(self, identities: Iterable[ExhibitId]) -> StoredFigures:
        """Some of them, still unread."""


@dataclass(frozen=True, slots=True)
class Exhibited:
    """What all exhibits made. Those that failed are missing. `summaries` are by the path of a version's file, `cards`
    by the permalink of their page, `differences` from the version before by the path of the newer one's file.

    To look up one of the `figures` may mean to read it; `heads` say of all what can be known without.
    """

    figures: Mapping[ExhibitId, Figure] = field(default_factory=dict)
    facts: Mapping[ExhibitId, Fact] = field(default_factory=dict)
    summaries: Mapping[str, VersionSummary] = field(default_factory=dict)
    cards: Mapping[str, CardHead] = field(default_factory=dict)
    differences: Mapping[str, Difference] = field(default_factory=dict)
    heads: Mapping[ExhibitId, FigureHead] = field(default_factory=dict)
