"""The HTML with which other pages show a figure in a frame, and how high the frame is."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from math import ceil

from nutgraf.locales import Locale
from nutgraf.model.figure import Figure
from nutgraf.model.site import Plan
from nutgraf.render.citing import one_line
from nutgraf.render.table_heights import table_height
from nutgraf.render.tables import table_view

_LINE = 22
"""px from one line of a framed figure's words to the next."""
_AROUND = 88
"""px that rules and spaces take, and the line with the link to the receipt."""
_MARGINS = 32
"""px beside a framed figure."""
_PHONE, _COLUMN = 360, 640
"""px that frames are wide on phones, and in the text of a page on a desk."""
_ON_PHONE, _IN_COLUMN = 380, 640
"""px that a table gets there at most. A longer one scrolls between its header and its sources: on a phone within one
screen, and in a column without much empty room below a table that needs less of it there."""
_TABLE_ROWS = 60
"""Of a longer table the first ones, which are more than a frame shows."""


def embed_snippet(figure: Figure, plan: Plan, address: str, locale: Locale) -> str:
    """The HTML with which another page shows the page at `address`, with a name for screen readers."""
    title = escape(one_line(figure.title))
    return (
        f'<iframe src="{escape(address)}" title="{title}"\n'
        f'  width="100%" height="{embed_height(figure, plan, locale)}" loading="lazy" style="border: 0"></iframe>'
    )


def embed_height(figure: Figure, plan: Plan, locale: Locale) -> int:
    """How high a frame is, in px, so that nothing of the figure is cut off at any width: a frame cannot ask for room.

    A chart shows whole. Its height is reckoned for a phone, for a frame in which the narrow drawing is as large as
    `5-receipts.css` lets it become (26rem), and for one with the wide drawing; there at least 40, 52 and 80 letters
    stand in a line. A table takes what its words leave of the frame, and scrolls in that when it needs more, so that
    there 45 and 84 letters are reckoned, without reserve.
    """
    words = (figure.title, figure.subtitle, figure.notes, figure.credit, *_source_words(plan))
    settings = len(figure.view.controls) if figure.view is not None else 0

    def needed(drawing: float, letters: int) -> float:
        lines = sum(-(-len(text) // letters) for text in words) + 2 * settings
        return drawing + lines * _LINE + _AROUND

    if figure.drawing is None:
        table = table_view(figure.data, _TABLE_ROWS, locale)
        on_phone = min(table_height(table, _PHONE - _MARGINS), _ON_PHONE)
        in_column = min(table_height(table, _COLUMN - _MARGINS), _IN_COLUMN)
        return _rounded(needed(on_phone, 45), needed(in_column, 84))
    narrow, wide = figure.drawing.narrow.height, figure.drawing.wide.height
    return _rounded(needed(1.03 * narrow, 40), needed(1.3 * narrow, 52), needed(wide, 80))


def _rounded(*heights: float) -> int:
    return ceil(max(heights) / 20) * 20


def _source_words(plan: Plan) -> Iterator[str]:
    """About what the lines of sources say; of many datasets only the publishers show at first."""
    datasets = [given.dataset for given in plan.inputs]
    publishers = list(dict.fromkeys(source.title for dataset in datasets for source in dataset.sources))
    if len(datasets) > 2:
        yield "Sources " + ", ".join(publishers)
        yield "datasets with versions and licences"
        yield "Of all of these only what is drawn is published here."
        return
    for dataset in datasets:
        licences = ", ".join(licence.title or licence.name for licence in dataset.licences)
        sources = ", ".join(source.title for source in dataset.sources)
        terms = "; only what is drawn is published here" if dataset.redistribution == "derived-only" else ""
        yield f"Source {sources}: {dataset.title}, version of 30 September 2026; {licences}{terms}."
