"""What the receipt of a figure shows, as plain text; like `views`, from which it takes links and downloads."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from nutgraf.model.correction_views import CorrectionView
from nutgraf.model.views import Download, Link

StationKind = Literal["source", "dataset", "derived", "code", "figure", "page"]


@dataclass(frozen=True, slots=True)
class InputVersion:
    """A version of a dataset that a figure is drawn from.

    `rows` counts the rows of its file, which are called `noun`; `digest` is the file's SHA-256. `file` is None where
    the publisher's terms let only what is drawn be published. `patches` counts the declared corrections to it.
    """

    date: dt.date
    draft: bool
    digest: str
    rows: int
    noun: str
    file: Download | None
    patches: int


@dataclass(frozen=True, slots=True)
class InputView:
    """A dataset that a figure is drawn from: whose it is, on which terms, in which versions, the newest first."""

    dataset: Link
    publishers: tuple[Link, ...]
    licences: tuple[Link, ...]
    derived_only: bool
    versions: tuple[InputVersion, ...]


@dataclass(frozen=True, slots=True)
class Rail:
    """The lines beside a station of a lineage, as SVG path data, in units of which a lane is ten wide.

    `lanes` is how many the whole drawing has. `head` is drawn in a box ten high beside the station's name, with a
    `dot` in its middle; `run` in one of the same height below, stretched along the rest of its words. Either may be
    empty.
    """

    lanes: int
    dot: str
    head: str
    run: str


@dataclass(frozen=True, slots=True)
class Station:
    """A station on the way from a publisher to a reader: what was made of the stations named in `origins`.

    `url` is a permalink, an anchor of the page, an address elsewhere or "". Of a dataset's version, `day` is its date
    and `patches` counts the declared corrections to it. `detail` is the file of a code, or a SHA-256. A station that
    stands for several `versions` of a dataset has the date of the newest, and no digest.
    """

    kind: StationKind
    title: str
    url: str
    rail: Rail
    origins: tuple[str, ...] = ()
    day: dt.date | None = None
    detail: str = ""
    patches: int = 0
    versions: int = 1


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A version of a figure's data: what changed in it, and whether the figure is drawn from it (`used`) or not.

    Or a `correction` of the figure: `subject` is then the article that has it, not a dataset.
    """

    date: dt.date
    subject: Link
    changes: str
    standing: Literal["used", "older", "newer", "corrected"]
    correction: CorrectionView | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """How to cite a figure: a sentence, and an entry for BibTeX."""

    sentence: str
    bibtex: str


@dataclass(frozen=True, slots=True)
class FrozenView:
    """A frozen copy of a figure: its permalink, the digits of its digest there, the dates of the newest data in it, and
    whether it is the figure as it is now. `corrected` is the notice that says what was false in it."""

    url: str
    digits: str
    date: dt.date
    current: bool
    corrected: CorrectionView | None = None


@dataclass(frozen=True, slots=True)
class ExceptionView:
    """A rule that a chart breaks: its `code`, what was `seen` in the chart, and the author's `reason`."""

    code: str
    seen: str
    reason: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """How a figure came to be and how others may use it.

    `digest` is the figure's own, `digested` are the names of the files that it is worked out from, in their order.
    `rows` counts the rows that are drawn. `tools` are names and versions of the programs that made it. `embed` is the
    permalink of its page for other sites, `snippet` the HTML that shows it there; `bundle` is the permalink of the zip
    that makes the figure again, or "". `frozen` are copies that never change, by the newest data first; `exceptions`
    are the rules of honest charts that the figure breaks with a reason.
    """

    digest: str
    digested: tuple[str, ...]
    rows: int
    inputs: tuple[InputView, ...]
    lineage: tuple[Station, ...]
    tools: tuple[tuple[str, str], ...]
    history: tuple[HistoryEntry, ...]
    citation: Citation
    embed: str
    snippet: str
    bundle: str = ""
    frozen: tuple[FrozenView, ...] = ()
    exceptions: tuple[ExceptionView, ...] = ()

    @property
    def newest(self) -> dt.date | None:
        """The date of the newest version that the figure is drawn from."""
        return max((version.date for given in self.inputs for version in given.versions), default=None)
