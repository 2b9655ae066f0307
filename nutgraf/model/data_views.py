"""What the templates of `/data/` and `/numbers/` see: datasets, their versions and differences, facts.

The conventions are those of `views`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from markupsafe import Markup

from nutgraf.model.views import Download, HeldVersion, Link, SourceLine, TableView


@dataclass(frozen=True, slots=True)
class FieldView:
    name: str
    type: str
    unit: str
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """A value that was revised. `row` names its row by the values of its key, `column` is the column's title."""

    row: str
    column: str
    old: str
    new: str
    numeric: bool


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """What changed from the version of `since`: `cells` holds the first of the `cells_changed`.

    `key` are the columns by which rows are told apart; without any, whole rows were compared, and none counts as
    changed. `withheld`: the publisher's terms let no values be shown. `types_changed` holds (column, old, new).
    """

    since: dt.date
    rows_added: int
    rows_removed: int
    rows_changed: int
    cells_changed: int
    cells: tuple[ChangedCell, ...]
    key: tuple[str, ...]
    columns_added: tuple[str, ...]
    columns_removed: tuple[str, ...]
    types_changed: tuple[tuple[str, str, str], ...]
    same: bool
    withheld: bool


@dataclass(frozen=True, slots=True)
class VersionView:
    """A version of a dataset. `file` is None where the publisher's terms let only the drawn data be published.

    `noun` is what its rows are called: row, record or feature. `size` is the file's length in bytes. `difference` is
    None for the oldest version, and where the two cannot be compared.
    """

    date: dt.date
    draft: bool
    rows: int
    changes: str
    digest: str
    file: Download | None
    noun: str = "row"
    size: int = 0
    difference: DifferenceView | None = None


@dataclass(frozen=True, slots=True)
class FigureUse:
    """A figure that is drawn from a dataset: from which of its versions, and the pages that show it."""

    title: str
    url: str
    versions: tuple[dt.date, ...]
    used_in: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SentencePart:
    """A piece of a sentence; a checked number has the permalink of its fact, other words ""."""

    text: str
    fact: str = ""


@dataclass(frozen=True, slots=True)
class SentenceUse:
    """A sentence with checked numbers that a dataset gives. `url` leads to the first of them on its page."""

    parts: tuple[SentencePart, ...]
    url: str


@dataclass(frozen=True, slots=True)
class PageUse:
    """The sentences of a page that use a dataset, in the order of the page."""

    page: Link
    sentences: tuple[SentenceUse, ...]


@dataclass(frozen=True, slots=True)
class FactView:
    """A checked number's source: name, value in words, unit, docstring and where it stands.

    `held_back` are the datasets that a pin keeps from being newer; `newest` is then the permalink of the same fact on
    the newest data, `newest_value` its value in words, "" where it has none.
    """

    name: str
    value: str
    unit: str
    docstring: str
    code: Markup
    anchor: str
    used_in: tuple[Link, ...]
    sources: tuple[SourceLine, ...] = ()
    held_back: tuple[HeldVersion, ...] = ()
    newest: str = ""
    newest_value: str = ""


@dataclass(frozen=True, slots=True)
class PatchView:
    """A declared correction: `row` and `column` say which cell, `versions` for which versions, none for all.

    `old` and `new` are None where the dataset's cells may not be passed on.
    """

    row: tuple[tuple[str, str], ...]
    column: str
    old: str | None
    new: str | None
    reason: str
    versions: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True)
class DatasetView:
    """The page of a dataset; `preview` holds the newest version's last rows (none in a list), `sentences` by page the
    first of `sentences_total`.

    Of a derived dataset `derived_from` are the datasets that its newest version was made from, and `code` is its
    `derive.py`, highlighted.
    """

    name: str
    title: str
    description: str
    url: str
    sources: tuple[Link, ...]
    licences: tuple[Link, ...]
    derived_only: bool
    fields: tuple[FieldView, ...]
    versions: tuple[VersionView, ...]
    preview: TableView
    figures: tuple[FigureUse, ...]
    facts: tuple[Link, ...]
    descriptor: str
    patches: tuple[PatchView, ...] = ()
    sentences: tuple[PageUse, ...] = ()
    sentences_total: int = 0
    derived_from: tuple[Link, ...] = ()
    code: Markup = field(default=Markup())
