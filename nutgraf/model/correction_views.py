"""What templates see of corrections; like `views`, which takes them from here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class EarlierCopy:
    """A frozen copy of a figure as it was before a correction. `edition` is the day of the article as it was then, None
    where it was not noted; `digits` are those of the figure's digest."""

    url: str
    digits: str
    edition: dt.date | None


@dataclass(frozen=True, slots=True)
class CorrectedFigure:
    """A figure or table that a correction is about. `url` is where the page shows it, or "" where it is gone."""

    title: str
    url: str
    earlier: tuple[EarlierCopy, ...] = ()


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A notice of what was changed after publication.

    `kind` is that of the front matter, `name` the word for it ("Correction"), `done` what the page was ("Corrected").
    `text` is plain, `html` the same with its links. `anchor` is the id of the notice on its page, `url` its permalink;
    `page` is the title of the article, `page_url` its permalink. `withdraws`: something published was false.
    """

    kind: str
    name: str
    done: str
    date: dt.date
    text: str
    html: Markup
    anchor: str
    url: str
    page: str
    page_url: str
    withdraws: bool
    figures: tuple[CorrectedFigure, ...] = ()
