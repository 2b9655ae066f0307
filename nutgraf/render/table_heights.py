"""How high a table will stand on a page, reckoned from its texts as browsers divide a width among columns."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from nutgraf.model.views import ColumnView, TableView

# What `4-figures.css` and `5-tables.css` give a table in a figure, in px.
_LINE = 21
_ABOVE_AND_BELOW = 11
_PADDING = 16
_LETTER = 7.5
"""An average letter of a cell, with some reserve."""
_SORT_MARK = 14
_LEAST_WORDS, _LEAST_ROW_HEAD = 104, 88
_MOST_WORDS = 352
"""Cells of text are no narrower or wider than these, but for long words."""
_WORDS_SHARE, _ROW_HEAD_SHARE = 0.6, 0.42
"""Nor do they take more of a narrow table's width."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A column's header and cells, and the widths between which a browser chooses, in px."""

    header: str
    unit: str
    cells: tuple[str, ...]
    least: float
    most: float


def table_height(table: TableView, width: float) -> float:
    """About how many px high a table is where `width` px are there for it; what does not fit scrolls sideways."""
    columns = [_column(column, [row[place] for row in table.rows], width) for place, column in enumerate(table.columns)]
    widths = _divided(columns, width)
    placed = list(zip(columns, widths, strict=True))
    headers = (_lines(column.header, given - _SORT_MARK) + bool(column.unit) for column, given in placed)
    height = _row_height(max(headers, default=1))
    for row in zip(*(column.cells for column in columns), strict=True):
        height += _row_height(max(map(_lines, row, widths)))
    return height


def _row_height(lines: int) -> float:
    return lines * _LINE + _ABOVE_AND_BELOW


def _lines(text: str, width: float) -> int:
    """Into how many lines a text goes in a cell of a width."""
    letters = max(int((width - _PADDING) / _LETTER), 1)
    return max(len(textwrap.wrap(text, letters)), 1)


def _column(column: ColumnView, cells: Sequence[str], width: float) -> _Column:
    longest = max(map(len, cells), default=0)
    in_one_line = column.numeric or column.order == "value"
    unbroken = longest if in_one_line else max((len(word) for cell in cells for word in cell.split()), default=0)
    least = max(unbroken * _LETTER, _longest_word(column.title) * _LETTER + _SORT_MARK) + _PADDING
    most = max(longest * _LETTER, len(column.title) * _LETTER + _SORT_MARK) + _PADDING
    if column.header:
        bound = min(_MOST_WORDS, _ROW_HEAD_SHARE * width)
        least, most = max(least, _LEAST_ROW_HEAD), min(most, bound)
    elif not in_one_line:
        bound = min(_MOST_WORDS, _WORDS_SHARE * width)
        least, most = max(least, _LEAST_WORDS), min(most, bound)
    least = min(least, max(most, _LEAST_ROW_HEAD))
    return _Column(column.title, column.unit, tuple(cells), least, max(least, most))


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)


def _divided(columns: Sequence[_Column], width: float) -> list[float]:
    """The widths of columns: the most that each wants, or the least, or in between by how much it can give way."""
    least, most = sum(column.least for column in columns), sum(column.most for column in columns)
    share = 1.0 if most <= max(width, least) else max(width - least, 0) / (most - least)
    return [column.least + share * (column.most - column.least) for column in columns]
